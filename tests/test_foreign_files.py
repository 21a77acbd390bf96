"""A build replaces what builds have made, and nothing else, even if its records are lost."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from pptx import Presentation
from tests.authoring import PROJECT, said, write_files
from tests.caches import new_cache

from diptych.cli import main
from diptych.config import BuildConfig
from diptych.pipeline import Outcome, build
from diptych.render import OUTPUTS
from diptych.render.recognition import Origin, origin_of
from diptych.reporting import CLEAN, FOUND, MISUSED
from diptych.storage.folder import Folder


def built(root: Path, title: str, cache: str, *outputs: str, force: bool = False) -> Outcome:
    """Return the outcome of a build of a talk, with the records that are in the folder `cache`."""
    if not (root / cache).exists():
        new_cache(root / cache)
    files = {"deck/talks/talk.yaml": f"title: {title}\ndates: {{given: 2024-01-11}}\nslides: [a]\n"}
    site = "format: 1\nsite: {url: 'https://example.org/'}\n"
    write_files(root, {**PROJECT, **files, "deck/deck.yaml": site})
    config = BuildConfig(
        root=root,
        out=root / "out",
        outputs=outputs,
        cache=root / cache,
        replaces_all=force,
    )
    return build(config)


@pytest.mark.parametrize(
    ("output", "name"),
    [
        ("html", "index.html"),
        ("pptx", "talk.en.pptx"),
        ("pdf", "talk.en.pdf"),
        ("text", "talk.en.json"),
    ],
)
def test_a_file_of_somebody_else_stops_the_build(tmp_path: Path, output: str, name: str) -> None:
    path = tmp_path / "out/talk/en" / name
    write_files(path.parent, {name: "<h1>My thesis</h1>"})
    outcome = built(tmp_path, "One", "cache", output)
    assert said(outcome.found) == [
        f"OUT603 - `{path}` would be replaced, and was not made by Diptych"
    ]
    assert outcome.found[0].hint is not None
    assert [one.name for one in path.parent.iterdir()] == [name]
    assert path.read_text() == "<h1>My thesis</h1>"
    assert built(tmp_path, "One", "cache", output, force=True).found == ()
    assert built(tmp_path, "Two", "cache", output).found == ()


def edit(path: Path) -> bytes:
    """Edit a PPTX as a person would, and return its content."""
    presentation = Presentation(str(path))
    presentation.slides[0].shapes.title.text = "Edited"
    presentation.save(str(path))
    return path.read_bytes()


def test_a_pptx_that_somebody_has_edited_stops_the_build_that_would_replace_it(
    tmp_path: Path,
) -> None:
    assert built(tmp_path, "One", "cache", "pptx", "html").found == ()
    path = tmp_path / "out/talk/en/talk.en.pptx"
    edited = edit(path)
    outcome = built(tmp_path, "Two", "cache", "pptx", "html")
    assert said(outcome.found) == [
        f"OUT605 - `{path}` was changed after it was built, and would be replaced"
    ]
    assert path.read_bytes() == edited
    assert "Two" not in (path.parent / "index.html").read_text("utf-8")
    path.rename(path.with_name("mine.pptx"))
    assert built(tmp_path, "Two", "cache", "pptx", "html").found == ()
    assert path.with_name("mine.pptx").read_bytes() == edited
    path.write_bytes(edited)
    assert built(tmp_path, "Three", "cache", "pptx", force=True).found == ()
    assert built(tmp_path, "Four", "cache", "pptx").found == ()


def test_an_edited_pptx_is_kept_though_its_records_are_lost(tmp_path: Path) -> None:
    assert built(tmp_path, "One", "cache", "pptx").found == ()
    path = tmp_path / "out/talk/en/talk.en.pptx"
    content = edit(path)
    outcome = built(tmp_path, "Two", "another", "pptx")
    assert said(outcome.found) == [
        f"OUT605 - `{path}` was changed after it was built, and would be replaced"
    ]
    assert path.read_bytes() == content


def test_so_is_one_to_which_a_single_file_would_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write_files(tmp_path, PROJECT))
    assert main(["build", "-o", "mine.pptx"]) == CLEAN
    assert main(["build", "-o", "mine.pptx"]) == CLEAN
    content = edit(tmp_path / "mine.pptx")
    assert main(["build", "-o", "mine.pptx"]) == FOUND
    assert "OUT605" in capsys.readouterr().err
    assert (tmp_path / "mine.pptx").read_bytes() == content
    assert main(["build", "-o", "mine.pptx", "--force"]) == CLEAN
    assert (tmp_path / "mine.pptx").read_bytes() != content


def annotate(path: Path) -> bytes:
    """Change a file as another program does that appends to it, and return its content."""
    path.write_bytes(path.read_bytes() + b"\n% a note\nstartxref\n9\n%%EOF\n")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("output", "name"),
    [
        ("html", "index.html"),
        ("pdf", "talk.en.pdf"),
        ("svg", "svg/1-a.svg"),
        ("text", "talk.en.md"),
        ("text", "talk.en.json"),
    ],
)
def test_any_file_that_somebody_has_changed_stops_the_build_that_would_replace_it(
    tmp_path: Path, output: str, name: str
) -> None:
    assert built(tmp_path, "One", "cache", output).found == ()
    path = tmp_path / "out/talk/en" / name
    changed = annotate(path)
    (tmp_path / "deck/slides/a.md").write_text("# Another\n")
    assert said(built(tmp_path, "Two", "cache", output).found) == [
        f"OUT605 - `{path}` was changed after it was built, and would be replaced"
    ]
    assert path.read_bytes() == changed
    assert built(tmp_path, "Two", "cache", output, force=True).found == ()
    (tmp_path / "deck/slides/a.md").write_text("# A third\n")
    assert built(tmp_path, "Three", "cache", output).found == ()


def lone(suffix: str, *more: str) -> int:
    """Build one slide of a project in the working folder into one file."""
    to = ("--to", "text") if suffix in {"md", "json"} else ()
    return main(["build", "--slides", "1", "-o", f"mine.{suffix}", *to, *more])


@pytest.mark.parametrize("suffix", ["pptx", "pdf", "html", "png", "webp", "md"])
def test_a_single_file_replaces_nothing_of_somebody_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    suffix: str,
) -> None:
    monkeypatch.chdir(write_files(tmp_path, {**PROJECT, f"mine.{suffix}": "my thesis"}))
    assert lone(suffix) == FOUND
    assert "OUT603" in capsys.readouterr().err
    assert (tmp_path / f"mine.{suffix}").read_text() == "my thesis"
    assert lone(suffix, "--force") == CLEAN
    (tmp_path / "deck/slides/a.md").write_text("# Another\n")
    assert lone(suffix) == CLEAN
    change = edit if suffix == "pptx" else annotate
    changed = change(tmp_path / f"mine.{suffix}")
    assert lone(suffix) == FOUND
    assert "OUT605" in capsys.readouterr().err
    assert (tmp_path / f"mine.{suffix}").read_bytes() == changed


@pytest.mark.parametrize("suffix", ["pptx", "pdf", "html", "png", "svg", "webp", "md", "json"])
def test_one_of_which_there_is_no_record_is_replaced_if_it_says_that_diptych_made_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.chdir(write_files(tmp_path, PROJECT))
    assert lone(suffix) == CLEAN
    monkeypatch.setenv("DIPTYCH_CACHE", str(new_cache(tmp_path / "another")))
    (tmp_path / "deck/slides/a.md").write_text("# Another\n")
    assert lone(suffix) == CLEAN


def test_an_annotated_pdf_is_kept_though_its_record_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write_files(tmp_path, PROJECT))
    assert lone("pdf") == CLEAN
    changed = annotate(tmp_path / "mine.pdf")
    monkeypatch.setenv("DIPTYCH_CACHE", str(new_cache(tmp_path / "another")))
    assert lone("pdf") == FOUND
    assert "OUT605" in capsys.readouterr().err
    assert (tmp_path / "mine.pdf").read_bytes() == changed


def test_one_that_cannot_be_read_is_kept_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert built(tmp_path, "One", "cache", "pptx").found == ()
    monkeypatch.setattr(Folder, "hash", lambda *_: None)
    monkeypatch.setattr(Folder, "content", lambda *_: None)
    (found,) = built(tmp_path, "Two", "cache", "pptx").found
    assert found.kind.code == "OUT605"


@pytest.mark.parametrize("compression", [ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_a_damaged_presentation_is_one_of_somebody_else(tmp_path: Path, compression: int) -> None:
    whole = BytesIO()
    with ZipFile(whole, "w", compression) as archive:
        archive.writestr("customXml/item1.xml", bytes(range(256)) * 20)
    start, end = whole.getvalue()[:49], whole.getvalue()[-120:]
    path = PurePosixPath("talk.pptx")
    for cut in (whole.getvalue(), start + b"\xff" * 90 + whole.getvalue()[139:], start + end):
        assert origin_of(path, cut) is Origin.FOREIGN


def test_a_pptx_of_which_there_is_no_record_is_replaced_if_nobody_has_edited_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "out/talk/en/talk.en.pptx"
    assert built(tmp_path, "One", "cache", "pptx").found == ()
    first = path.read_bytes()
    assert built(tmp_path, "Two", "cache", "pptx").found == ()
    path.write_bytes(first)  # as if the disk had been too full to record the second
    assert built(tmp_path, "Three", "cache", "pptx").found == ()
    assert path.read_bytes() != first


def test_a_build_whose_records_are_lost_knows_its_own_files(tmp_path: Path) -> None:
    outputs = tuple(name for name in OUTPUTS if name != "single-file")
    first = built(tmp_path, "One", "first", *outputs)
    assert said(first.found) == []
    second = built(tmp_path, "Two", "second", *outputs)
    assert said(second.found) == []
    assert {path.suffix for path in second.written} >= {".html", ".pptx", ".pdf", ".png", ".xml"}


@pytest.mark.parametrize("output", ["png", "svg", "webp", "text"])
def test_so_does_one_of_pictures_or_words_alone(tmp_path: Path, output: str) -> None:
    assert built(tmp_path, "One", "first", output).found == ()
    second = built(tmp_path, "Two", "second", output)
    assert (second.found, len(second.written) > 0) == ((), True)


def test_the_command_says_how_to_replace_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write_files(tmp_path, {**PROJECT, "output/talk/en/index.html": "mine"}))
    assert main(["build", "--to", "html"]) == FOUND
    err = capsys.readouterr().err
    assert "`--force` replaces it" in err
    assert "nothing was written" in err
    assert main(["build", "--to", "html", "--force"]) == CLEAN


@pytest.mark.parametrize("name", ["mine.html", "deck/deck.yaml"])
def test_a_gallery_replaces_nothing_of_somebody_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    monkeypatch.chdir(write_files(tmp_path, {**PROJECT, "mine.html": "my thesis"}))
    before = (tmp_path / name).read_bytes()
    assert main(["slides", "--gallery", "-o", name]) == MISUSED
    assert f"`{name}` was not made by Diptych" in capsys.readouterr().err
    assert (tmp_path / name).read_bytes() == before
    assert main(["slides", "--gallery", "-o", "new.html"]) == CLEAN
    assert main(["slides", "--gallery", "-o", "new.html"]) == CLEAN
