"""Videos and sounds are whole, of the type of their names, and say nothing about their authors."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from tests.authoring import authored, document, only, project, said, write_files
from tests.recordings import box, element, mp3, mp4, ogg, wav, webm

from diptych.model.recording import Recording
from diptych.pipeline import Prepared
from diptych.source.media.containers import DamagedMediaError, read_container


def shown(root: Path, written: str, **files: bytes | str) -> Prepared:
    """Return what comes of a slide with something that plays, beside `files`."""
    named = {f"deck/media/{name.replace('__', '.')}": data for name, data in files.items()}
    write_files(root, named)
    return project(root, {"deck/slides/a.md": f"# A\n\n{written}\n"})


def played(prepared: Prepared) -> Recording:
    """Return the only recording of a talk."""
    assert not [one for one in prepared.found if one.is_error]
    (slide,) = only(prepared)
    (picture,) = slide.pictures
    assert picture.recording is not None
    return picture.recording


@pytest.mark.parametrize(
    ("suffix", "data", "size", "seconds"),
    [
        (".mp4", mp4(), (320, 180), 4.0),
        (".webm", webm(), (320, 180), 4.0),
        (".m4a", mp4(seconds=2), None, 2.0),
        (".wav", wav(0.5), None, 0.5),
        (".mp3", mp3(), None, None),
        (".ogg", ogg(), None, None),
    ],
)
def test_a_container_says_size_and_length(
    suffix: str, data: bytes, size: tuple[int, int] | None, seconds: float | None
) -> None:
    found = read_container(data, suffix)
    assert (found.size_px, found.duration) == (size, seconds)


def test_metadata_is_left_out_and_all_else_stays_where_it_was() -> None:
    about = box(b"udta", b"Jane Doe in Seoul")
    for data, suffix in ((mp4((4, 2), 1, about), ".mp4"), (webm(), ".webm")):
        bare = read_container(data, suffix).data
        assert b"Jane" not in bare
        assert len(bare) == len(data)
        assert read_container(bare, suffix).duration
    assert b"Jane" not in read_container(mp3(), ".mp3").data


def test_how_it_is_played_stands_beside_it(tmp_path: Path) -> None:
    written = "![c](../media/a.mp4){start=1s end=0:03 .loop muted=true poster=../media/box.svg}"
    found = shown(tmp_path, written, a__mp4=mp4((400, 300)))
    one = played(found)
    assert (one.kind, one.start, one.end, one.loops, one.is_muted) == ("video", 1, 3, True, True)
    assert found.found == ()
    slide = """title: A
body:
  - video:
      {file: ../media/a.mp4, start: 1s, end: 0:03, loop: true, muted: true, caption: c,
       poster: ../media/box.svg}
"""
    other = tmp_path / "other"
    write_files(other, {"deck/media/a.mp4": mp4((400, 300))})
    again = project(other, {"deck/slides/a.md": None, "deck/slides/a.yaml": slide})
    assert played(again) == one


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("{start=0.5s end=1500ms}", 0.5, 1.5),
        ("{start=0:00.5 end=3.5}", 0.5, 3.5),
        ("{start=0s}", 0, None),
    ],
)
def test_moments_may_be_parts_of_seconds(
    tmp_path: Path, written: str, start: float, end: float | None
) -> None:
    one = played(shown(tmp_path, f"![c](../media/a.mp4){written}", a__mp4=mp4()))
    assert (one.start, one.end) == (start, end)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [("#t=0.5,2", 0.5, 2), ("#t=,2", 0, 2), ("#t=1", 1, None), ("#t=1,2){end=3", 1, 3)],
)
def test_a_stretch_may_stand_in_the_path_as_in_addresses_on_the_web(
    tmp_path: Path, written: str, start: float, end: float | None
) -> None:
    text = f"![c](../media/a.mp4{written}" + ("}" if "{" in written else ")")
    one = played(shown(tmp_path, text, a__mp4=mp4()))
    assert (one.start, one.end) == (start, end)


def test_captions_are_those_of_the_language(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
        "deck/media/a.mp4": mp4(),
        "deck/media/a.vtt": (
            "WEBVTT\n\nNOTE no\n\n1\n00:00.500 --> 00:01.000 align:left\n<b>One</b> &amp; two\n"
        ),
        "deck/media/a.ko.vtt": "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\n하나\n",
        "deck/slides/a.md": "# 1\n\n![2](../media/a.mp4){captions=../media/a.vtt}\n",
    }
    prepared = project(tmp_path, files)
    texts = {
        talk.locale: [
            (one.start, one.end, one.text)
            for picture in talk.slides[0].pictures
            if picture.recording is not None
            for one in picture.recording.cues(talk.locale)
        ]
        for talk in prepared.talks
    }
    assert texts == {"en": [(0.5, 1.0, "One & two")], "ko": [(0.5, 2.0, "하나")]}


def test_a_remote_video_is_a_poster_that_leads_there(tmp_path: Path) -> None:
    found = shown(tmp_path, "![c](https://example.org/a.mp4?x=1)")
    assert not found.found
    (picture,) = only(found)[0].pictures
    assert picture.recording is None
    assert picture.link == "https://example.org/a.mp4?x=1"


@pytest.mark.parametrize("address", ["javascript:alert/a", "file:///etc/a", "http://[::1/a"])
def test_an_address_that_no_link_may_lead_to_is_a_poster_alone(
    address: str, tmp_path: Path
) -> None:
    text = f"# A\n\n![c]({address}.mp4)\n\n![d]({address}.mp3)\n"
    prepared = document(tmp_path, text)
    assert "bad-link" in {one.kind.name for one in prepared.found}
    pictures = [one for slide in only(prepared) for one in slide.pictures]
    assert [one.link for one in pictures] == [None, None]


def test_a_picture_on_no_website_leads_nowhere(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n![c](http://[::1/a.png)\n")
    (picture,) = only(prepared)[0].pictures
    assert picture.link is None


@pytest.mark.parametrize(
    ("written", "data", "message"),
    [
        ("![c](../media/b.mp4)", mp4(), "SRC421 3:1 `../media/b.mp4` does not exist"),
        ("![c](../media/a.mp4)", mp4()[:-4], "SRC422 3:1 `a.mp4` is damaged: it ends too early"),
        (
            "![c](../media/a.mp4)",
            wav(),
            "SRC422 3:1 `a.mp4` is a WAV, despite its name",
        ),
        ("![c](../media/a.mp4)", b"", "SRC422 3:1 `a.mp4` is damaged: it is empty"),
        (
            "![c](../media/a.mp4)",
            b"\n<!DOCTYPE html><p>Sign in",
            "SRC422 3:1 `a.mp4` is a web page, despite its name",
        ),
        (
            "![c](../media/a.mp4?v=2)",
            mp4(),
            "SRC421 3:1 `../media/a.mp4?v=2` is of a type that is not supported",
        ),
        (
            "![c](../media/a.mp4){start=9s}",
            mp4(),
            "SRC111 3:1 it would start at 9 s, and end at 4 s",
        ),
        ("![c](../media/a.mp4){end=soon}", mp4(), "SRC111 3:1 `end` cannot be `soon`"),
        (
            "![c](../media/a.mp4){end=60}",
            mp4(),
            "SRC111 3:1 it ends after 4.0 s, before `end`",
        ),
        (
            "![c](../media/a.mp4){poster=../media/box.svg}",
            mp4((100, 20)),
            "SRC111 3:1 poster `../media/box.svg` has other proportions than `../media/a.mp4`",
        ),
        ("![](../media/a.mp4)", mp4(), "A"),
        (
            "![c](../media/a.mp4){lop=true}",
            mp4(),
            "SRC203 3:22 attribute `lop` has no meaning here",
        ),
        (
            "![c](../media/a.mp4){captions=../media/a.vtt}",
            mp4(),
            "SRC421 3:1 captions `../media/a.vtt` do not exist",
        ),
    ],
)
def test_what_cannot_be_played_is_reported(
    tmp_path: Path, written: str, data: bytes, message: str
) -> None:
    found = said(shown(tmp_path, written, a__mp4=data).found)
    assert len(found) == 1
    assert message in found[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1\n00:00 --> 00:01\nno\n", "SRC424 1:1 captions begin with a line `WEBVTT`"),
        ("WEBVTTX\n", "SRC424 1:1 captions begin with a line `WEBVTT`"),
        ("WEBVTT\n\nonly words\n", "SRC424 1:1 these captions have no words and times"),
        ("WEBVTT\n\n00:00 --> 00:01\nno\n", "SRC424 3:1 these times cannot be read"),
        (
            "WEBVTT\n\n00:02.000 --> 00:01.000\nno\n",
            "SRC424 3:1 it ends before it begins",
        ),
    ],
)
def test_captions_are_reported_in_their_file(tmp_path: Path, text: str, message: str) -> None:
    written = "![c](../media/a.mp4){captions=../media/a.vtt}"
    found = shown(tmp_path, written, a__mp4=mp4(), a__vtt=text).found
    assert said(found) == [message]
    assert found[0].span is not None
    assert found[0].span.file == "deck/media/a.vtt"


@pytest.mark.parametrize(
    ("times", "found"),
    [
        ("00:00.500 --> 00:04.900", []),
        ("00:00.500 --> 00:09.000", ["SRC425 3:1 it ends at 9 s, after the end"]),
        ("00:04.500 --> 00:04.800", ["SRC425 3:1 it begins at 4.5 s, after the end"]),
    ],
)
def test_captions_after_the_end_are_told(tmp_path: Path, times: str, found: list[str]) -> None:
    written = "![c](../media/a.mp4){captions=../media/a.vtt}"
    text = f"WEBVTT\n\n{times}\nlate\n"
    assert said(shown(tmp_path, written, a__mp4=mp4(), a__vtt=text).found) == found


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".mp4", box(b"ftyp", bytes(8)) + box(b"mdat") + b"\0\0\0\0moov" * 3000),
        (".webm", b"\x1a\x45\xdf\xa3\x80" + b"\x18\x53\x80\x67\xff" * 3000),
        (".webm", webm(seconds=float("nan"))),
        (".webm", b"\x1a\x45\xdf\xa3\x80" + element(b"\x2a\xd7\xb1", bytes([255]) * 5000)),
        (".wav", b"RIFF\0\0\0\0WAVEfmt \xff\xff\xff\xff"),
        (".mp3", b"ID3\4\0\0\x7f\x7f\x7f\x7f"),
        (".mp4", box(b"ftyp", bytes(8)) + box(b"free") * 1_000_000),
        (".wav", b"RIFF\0\0\0\0WAVE" + b"LIST\0\0\0\0" * 1_000_000),
        (".webm", b"\x1a\x45\xdf\xa3\x80" + b"\xec\x80" * 1_000_000),
        (".mp4", box(b"ftyp", bytes(8)) + box(b"moov") + box(b"mdat")),
    ],
    ids=range(10),
)
def test_what_nobody_would_record_does_no_harm(suffix: str, data: bytes) -> None:
    try:
        assert read_container(data, suffix).duration is None
    except DamagedMediaError as error:
        assert str(error)  # noqa: PT017 - either will do


def test_any_bytes_are_read_or_refused() -> None:
    noise, read = Random(7), 0  # noqa: S311 - the same each time
    for suffix, whole in ((".mp4", mp4()), (".webm", webm()), (".wav", wav(0.01)), (".mp3", mp3())):
        for _ in range(300):
            data = bytearray(whole)
            for _ in range(noise.randrange(1, 6)):
                data[noise.randrange(len(data))] = noise.randrange(256)
            with suppress(DamagedMediaError):
                read_container(bytes(data[: noise.randrange(len(data) + 1)]), suffix)
                read += 1
    assert 0 < read < 4 * 300


def test_what_powerpoint_does_not_play_is_a_warning(tmp_path: Path) -> None:
    prepared = shown(tmp_path, "![c](../media/a.webm)", a__webm=webm())
    assert said(prepared.found) == [
        "SRC423 3:1 PowerPoint does not play `../media/a.webm`: it shows the poster"
    ]
    assert not played(prepared).in_powerpoint
    assert authored(prepared)
