"""What bad input gets: every mistake at once, at its place, with a way out; never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.small import DECK, SVG, write, write_project

from diptych.cli import FOUND, main
from diptych.config import BuildConfig
from diptych.diagnostics import draw_diagnostic
from diptych.pipeline import Prepared, prepare

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "all-wrong" / "expected.txt"

TALK = """\
title: All wrong
slides:
  - a/unknown-key
  - a/unknown-layout
  - a/unknown-reference
  - a/not-there
  - a/unknown-key
  - a/wrong-type
  - a/broken-yaml
  - a/latin-1
  - a/pictures
  - a/overflow
  - a/lost
"""
SLIDES = {
    "unknown-key": "---\nlayuot: body\n---\n\n# One\n",
    "unknown-layout": "---\nlayout: colums\n---\n\n# Two\n\n- text\n",
    "unknown-reference": "# Three\n\n- as shown [@hpcwire-2032]\n",
    "wrong-type": '---\nshow_title: "no"\ntags: {a: b}\n---\n\n# Four\n',
    "broken-yaml": "---\nkicker: [one, two\n---\n\n# Five\n",
    "pictures": (
        "# Six\n\n![](../../media/chrun.svg){alt=x}\n\n![](../../media/torn.png){alt=x}\n\n"
        "![](../../../../outside.svg){alt=x}\n\n![](https://example.org/a.png){alt=x}\n"
    ),
    "overflow": "# Seven\n\n" + "".join(f"- Thought number {n}\n" for n in range(1, 25)),
    "lost": "# Eight\n\n- <b>bold</b>\n\n::: nots\nSpoken.\n:::\n\n<table></table>\n",
}


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a project with one of every mistake."""
    root = tmp_path / "project"
    write(root / "deck/deck.yaml", DECK)
    write(root / "deck/talks/all-wrong.yaml", TALK)
    write(root / "deck/talks/empty.yaml", "title: Nothing here\nslides: []\n")
    write(
        root / "deck/references.yaml",
        "references:\n  - {id: hpcwire-2023, title: T, URL: https://example.org/a}\n",
    )
    for name, text in SLIDES.items():
        write(root / f"deck/slides/a/{name}.md", text)
    (root / "deck/slides/a/latin-1.md").write_bytes("# Caf\u00e9\n".encode("latin-1"))
    write(root / "deck/media/churn.svg", SVG)
    (root / "deck/media/torn.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    write(tmp_path / "outside.svg", SVG)
    return root


def test_one_run_reports_every_mistake_and_writes_nothing(
    wrong: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(wrong)
    assert main(["build"]) == FOUND
    printed = capsys.readouterr()
    assert printed.out == ""
    assert not (wrong / "output").exists()
    if os.environ.get("DIPTYCH_REFRESH_GOLDEN"):
        GOLDEN.write_text(printed.err, encoding="utf-8")
    assert printed.err == GOLDEN.read_text(encoding="utf-8")


def assert_well_formed(prepared: Prepared) -> None:
    """Check that every finding stands in a file that was read, and can be drawn."""
    for found in prepared.found:
        drawn = draw_diagnostic(found, prepared.texts)
        assert found.fault.code in drawn
        if found.span is not None and found.span.file in prepared.texts:
            lines = prepared.texts[found.span.file].count("\n") + 1
            assert 1 <= found.span.line <= lines
            assert found.span.column >= 1


SOURCES = sorted((ROOT / "deck" / "slides").rglob("*.md"))
MARKS = (
    "---", "\n", "\n\n", ":::", "::: {.columns}", "::: column", "[@", "]", "{{", "}}", "{%", "![",
    "](", "{#", "=", '"', "`", "```", "~~~", "*", "**", "_", "^[", "[^1]", "[^1]:", "<", "<!--",
    "-->", ">", "- ", "    - ", "1. ", "# ", "|", "\t", "\x00", "\u2028", "\ufeff", "가",
    "\U0001f600", "$", "\\", "&a", "*a", ": ", "? ", "!!python/object", "<<: ", "layout: ",
    "title: ", "refs: ",
)  # fmt: skip
PROFILE = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
mutations = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(0, 40), st.sampled_from(MARKS)), max_size=8
)


def mutated(text: str, changes: list[tuple[int, int, str]]) -> str:
    """Return `text` with stretches of it replaced by marks."""
    for at, length, mark in changes:
        start = at % (len(text) + 1)
        text = text[:start] + mark + text[start + length :]
    return text


@PROFILE
@given(source=st.sampled_from(SOURCES), changes=mutations)
def test_a_mangled_slide_is_reported_or_built_but_never_fails(
    tmp_path_factory: pytest.TempPathFactory, source: Path, changes: list[tuple[int, int, str]]
) -> None:
    root = tmp_path_factory.mktemp("mangled")
    text = mutated(source.read_text(encoding="utf-8"), changes)
    write_project(root, {"a/one": text})
    assert_well_formed(prepare(BuildConfig(root=root)))


@PROFILE
@given(front=st.text(max_size=60), body=st.text(max_size=120))
def test_any_text_is_a_slide_or_a_report(
    tmp_path_factory: pytest.TempPathFactory, front: str, body: str
) -> None:
    root = write_project(tmp_path_factory.mktemp("any"), {"a/one": "# x\n"})
    data = f"---\n{front}\n---\n{body}".encode("utf-8", "surrogatepass")
    (root / "deck/slides/a/one.md").write_bytes(data)
    assert_well_formed(prepare(BuildConfig(root=root)))


@PROFILE
@given(
    data=st.binary(max_size=120),
    path=st.sampled_from(
        [
            "deck/deck.yaml",
            "deck/talks/talk.yaml",
            "deck/references.yaml",
            "deck/slides/a/one.md",
            "templates/atlas/theme.yaml",
        ]
    ),
)
def test_any_bytes_in_any_file_are_no_surprise(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, path: str
) -> None:
    root = write_project(tmp_path_factory.mktemp("bytes"))
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    assert_well_formed(prepare(BuildConfig(root=root)))


@PROFILE
@given(changes=mutations)
def test_a_mangled_document_is_no_surprise(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, str]]
) -> None:
    text = (Path(__file__).parent / "golden" / "document.md").read_text(encoding="utf-8")
    path = write(tmp_path_factory.mktemp("document") / "talk.md", mutated(text, changes))
    assert_well_formed(prepare(BuildConfig(root=path.parent, document=path)))
