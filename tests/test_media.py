"""Videos and sounds are embedded in PPTX and pages, play in a browser, and have a poster in PDF."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree
from msgspec.structs import replace
from tests.browsing import opened
from tests.documentation import ROOT
from tests.recordings import mp4, wav
from tests.render.html.watched import wait_until

from diptych.cli import main
from diptych.model.asset import Asset
from diptych.model.recording import Cue, Recording
from diptych.render.pptx.captions import captions_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TALK = """---
title: T
lang: ko
slide-level: 1
---

# One

![c](a.mp4){start=1 end=3 .loop .muted captions=a.vtt}

# Two

![d](b.wav)

# Three

![e](https://example.org/c.mp4)
"""
CLIP = ROOT / "examples/gallery/deck/media/wave.mp4"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a talk in Korean with a video, a sound and an address."""
    root = tmp_path_factory.mktemp("media")
    (root / "talk.md").write_text(TALK, "utf-8")
    (root / "a.mp4").write_bytes(mp4())
    (root / "a.vtt").write_text('WEBVTT\n\n00:00.000 --> 00:09.000\n파도 > "물"\n', "utf-8")
    (root / "b.wav").write_bytes(wav())
    outputs = "pptx,html,single-file,pdf"
    assert main(["build", str(root / "talk.md"), "--to", outputs, "-o", str(root / "out")]) == 0
    return root / "out/talk/ko"


def test_powerpoint_has_the_file_once_linked_and_embedded(built: Path) -> None:
    with ZipFile(built / "talk.ko.pptx") as package:
        names = package.namelist()
        slide = etree.fromstring(package.read("ppt/slides/slide2.xml"))
        links = etree.fromstring(package.read("ppt/slides/_rels/slide2.xml.rels"))
        types = package.read("[Content_Types].xml").decode()
    assert len([name for name in names if name.endswith((".mp4", ".wav"))]) == 2
    targets = {one.get("Target"): one for one in links if one.get("Target", "").endswith(".mp4")}
    assert len(targets) == 1
    kinds = {
        str(one.get("Type")).rsplit("/", 1)[1] for one in links if one.get("Target") in targets
    }
    assert kinds == {"video", "media"}
    assert '<Default Extension="mp4" ContentType="video/mp4"/>' in types
    p = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
    (node,) = slide.iter(f"{p}cMediaNode")
    assert node.get("mute") == "1"
    (target,) = node.iter(f"{p}spTgt")
    (picture,) = slide.iter(f"{p}pic")
    number = picture.find(f"{p}nvPicPr/{p}cNvPr")
    assert number is not None
    assert target.get("spid") == number.get("id")
    trim = next(one for one in slide.iter() if str(one.tag).endswith("}trim"))
    assert (trim.get("st"), trim.get("end")) == ("1000", "1000")


def test_powerpoint_has_captions_as_a_track_of_the_video(built: Path) -> None:
    with ZipFile(built / "talk.ko.pptx") as package:
        slide = etree.fromstring(package.read("ppt/slides/slide2.xml"))
        links = etree.fromstring(package.read("ppt/slides/_rels/slide2.xml.rels"))
        types = package.read("[Content_Types].xml").decode()
        (name,) = (one for one in package.namelist() if one.endswith(".vtt"))
        words = package.read(name).decode()
    assert words == 'WEBVTT\n\n00:00:00.000 --> 00:00:09.000\n파도 &gt; "물"\n'
    assert '<Default Extension="vtt" ContentType="text/vtt"/>' in types
    track = next(one for one in slide.iter() if str(one.tag).endswith("}track"))
    parents = [etree.QName(one).localname for one in track.iterancestors()]
    assert parents[:5] == ["trackLst", "tracksInfo", "ext", "extLst", "media"]
    assert (track.get("label"), track.get("lang")) == ("자막", None)
    related = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
    (link,) = (one for one in links if one.get("Id") == track.get(related))
    assert link.get("Type") == "http://schemas.microsoft.com/office/2017/04/relationships/track"
    assert link.get("Target") == f"../{name.removeprefix('ppt/')}"
    assert re.fullmatch(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", track.get("id", ""))


def test_captions_in_the_language_of_a_talk_say_so() -> None:
    shown = Recording(
        kind="video",
        asset=Asset(name="a.mp4", sha256="0" * 64, media_type="video/mp4", read=bytes),
        captions=(("", (Cue(0, 1.5, "Hi"),)), ("ko", (Cue(3661, 3662, "안녕\n\n<b>"),))),
    )
    korean, english = captions_of(shown, "ko"), captions_of(shown, "en")
    assert korean is not None
    assert english is not None
    assert (korean.language, english.language) == ("ko-KR", "")
    assert korean.data.decode() == "WEBVTT\n\n01:01:01.000 --> 01:01:02.000\n안녕\n&lt;b&gt;\n"
    assert captions_of(replace(shown, captions=()), "ko") is None


def test_a_page_has_them_in_files_and_allows_no_others(built: Path) -> None:
    page = (built / "index.html").read_text("utf-8")
    assert "media-src &#39;self&#39;" in page
    assert page.count("<video ") == page.count("<audio ") == 1
    assert 'data-start="1" data-end="3"' in page
    assert "example.org/c.mp4" in page
    assert {path.suffix for path in (built.parent / "assets/media").iterdir()} >= {".mp4", ".wav"}


def test_a_single_file_has_them_inside(built: Path) -> None:
    page = (built / "talk.ko.html").read_text("utf-8")
    assert page.count('src="data:video/mp4;base64,') == 1
    assert page.count('src="data:audio/wav;base64,') == 1
    assert "media-src data:" in page
    assert "../assets/media" not in page


@pytest.mark.browser
@pytest.mark.skipif(not CLIP.is_file(), reason="examples/ is not here")
def test_a_browser_plays_a_video_between_its_ends_with_its_captions(
    browser: Browser, tmp_path: Path
) -> None:
    shutil.copy(CLIP, tmp_path / "a.mp4")
    captions = 'WEBVTT\n\n00:00.000 --> 00:09.000\n파도 > "물"\n'
    (tmp_path / "a.vtt").write_text(captions, "utf-8")
    picture = "![c](a.mp4){start=0.5 end=1 .muted captions=a.vtt}"
    (tmp_path / "talk.md").write_text(f"# A\n\n{picture}\n", "utf-8")
    arguments = [str(tmp_path / "talk.md"), "--to", "html,single-file", "-o", str(tmp_path / "o")]
    assert main(["build", *arguments]) == 0
    for name in ("index.html", "talk.en.html"):
        with opened(browser, (tmp_path / "o/talk/en" / name).as_uri()) as page:
            player = "document.querySelector('video')"
            wait_until(page, f"{player}.readyState > 0 && {player}.currentTime >= 0.5")
            page.evaluate(f"() => {player}.play()")
            wait_until(page, f"{player}.paused && {player}.played.length > 0")
            cues = page.evaluate(
                f"() => [...{player}.textTracks[0].cues].map(cue => [cue.startTime, cue.text])"
            )
            assert cues == [[0, '파도 > "물"']]


@pytest.mark.browser
@pytest.mark.parametrize(("mode", "scheme"), [("light", "normal"), ("dark", "dark")])
def test_the_controls_of_a_player_are_dark_on_a_dark_page(
    mode: str, scheme: str, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "b.wav").write_bytes(wav())
    (tmp_path / "talk.md").write_text(f"---\nmode: {mode}\n---\n\n# A\n\n![d](b.wav)\n", "utf-8")
    out = tmp_path / "o"
    assert main(["build", str(tmp_path / "talk.md"), "--to", "html", "-o", str(out)]) == 0
    with opened(browser, (out / "talk/en/index.html").as_uri()) as page:
        player = "getComputedStyle(document.querySelector('audio'))"
        assert page.evaluate(f"() => {player}.colorScheme") == scheme


def test_a_later_build_has_the_recordings_of_slides_that_did_not_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.mp4").write_bytes(mp4())
    for words in ("first", "second"):
        text = f"---\ntitle: T\nslide-level: 1\n---\n\n# A\n\n![c](a.mp4)\n\n# B\n\n{words}\n"
        (tmp_path / "talk.md").write_text(text, "utf-8")
        assert main(["build", "talk.md", "-o", "out"]) == 0
    capsys.readouterr()
    assert main(["build", "talk.md", "-o", "out", "--verify"]) == 0
    assert capsys.readouterr().err.startswith("0 written")
