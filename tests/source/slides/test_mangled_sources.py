"""Anything thrown at the reader: it says what is wrong, at a place that is there; it never raises.

Examples are the same in every run, so that what fails on a build server fails at home too.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.authoring import PROJECT, SVG, write_files
from tests.tools import cases

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, draw_diagnostic
from diptych.pipeline import Prepared, prepare

REPOSITORY = Path(__file__).parents[3]
THEME = (REPOSITORY / "templates" / "atlas" / "theme.yaml").read_text("utf-8")

quick = settings(
    max_examples=cases(150, share=40),
    suppress_health_check=[HealthCheck.data_too_large],
)


def real_slides() -> list[str]:
    files = sorted((REPOSITORY / "deck" / "slides").rglob("*.md"))
    own = sorted((Path(__file__).parents[1] / "markdown" / "fixtures" / "slides").glob("*.md"))
    return [path.read_text("utf-8") for path in (*files, *own)]


SCRAPS = (
    "---\n", "\n---\n", "\n\n", "\n", "\t", "  ", "# ", "## ", "- ", "1. ", "> ", "::: columns\n",
    "::: {.column width=0%}\n", "\n:::\n", "::: notes\n", "::: {", "```\n", "`", "**", "_", "~",
    "^", "^[", "[^1]", "[^1]: ", "[@", "]", "](", "](#a)", "![", "{{", "}}", "{%", "%}", "{#",
    "}", "{.", "<!--", "-->", "<br>", "<b>", "$", "\\", "|", "|---|\n", "a: b", ": ", "key: |\n",
    "- &x [*x]\n", "<<: *x\n", "!!int ", "!x ", "*x", "'", '"', "\x00", "\x0b", "\u2028",
    "\ufffe", "\ufeff", "\r", "\r\n", "가", "🙂", "é", "javascript:", "%20", "../", "kicker: ",
    "width=1e999px", "0.0.0", ". . .\n", "&#0;", "&amp;", "[x]: y\n", "~~~\n", "=", "***\n",
    "% title\n",
)  # fmt: skip
"""What means something somewhere, to be put where it does not belong."""


@st.composite
def mangled(draw: st.DrawFn, originals: list[str]) -> str:
    """Return a text with pieces cut out, doubled, and scraps put in."""
    text = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        scrap = draw(st.sampled_from(SCRAPS) | st.text(max_size=4))
        middle = draw(st.sampled_from((scrap, text[start:end] * 2, text[start:end] + scrap, "")))
        text = text[:start] + middle + text[end:]
    return text


scraps = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=6), max_size=40).map("".join)
"""Text made of nothing but what means something."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mangled")


def prepared(root: Path, files: Mapping[str, str | bytes]) -> Prepared:
    write_files(root, {**PROJECT, **{name: encoded(text) for name, text in files.items()}})
    return prepare(BuildConfig(root=root, out=root / "output"))


def encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def assert_well_said(prepared: Prepared) -> None:
    """Assert that every diagnostic has an existing place, and can be drawn."""
    for found in prepared.found:
        assert found.message
        assert_at_a_place_that_is_there(found, prepared.texts)
        drawn = draw_diagnostic(found, prepared.texts)
        drawn.encode("utf-8")
        assert drawn.splitlines()[0].endswith(draw_diagnostic(found, {}, concise=True))
        found.as_dict()


def assert_at_a_place_that_is_there(found: Diagnostic, texts: Mapping[str, str]) -> None:
    span = found.span
    if span is None:
        return
    assert span.length >= 1
    lines = texts.get(span.file, "").split("\n")
    assert 1 <= span.line <= len(lines), found
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1, found


@pytest.mark.long
@given(text=mangled(real_slides()))
@settings(quick, max_examples=cases(300, share=40))
def test_a_mangled_slide_never_raises(text: str, root: Path) -> None:
    assert_well_said(prepared(root, {"deck/slides/a.md": text}))


@pytest.mark.long
@given(text=scraps)
@settings(quick, max_examples=cases(300, share=40))
def test_scraps_for_a_slide_never_raise(text: str, root: Path) -> None:
    assert_well_said(prepared(root, {"deck/slides/a.md": text}))


@pytest.mark.long
@given(front=scraps, body=scraps)
@quick
def test_scraps_for_front_matter_and_body_never_raise(front: str, body: str, root: Path) -> None:
    text = f"---\nkicker: {front}\n---\n\n# A slide\n\n{body}"
    assert_well_said(prepared(root, {"deck/slides/a.md": text}))


@pytest.mark.parametrize(
    "file",
    [
        "deck/slides/a.md",
        "deck/talks/talk.yaml",
        "deck/deck.yaml",
        "deck/references.yaml",
        "templates/atlas/theme.yaml",
        "deck/media/box.svg",
    ],
)
@pytest.mark.long
@given(data=st.binary(max_size=200) | st.text(max_size=80).map(lambda text: text.encode()))
@settings(quick, max_examples=cases(100, share=40))
def test_bytes_for_any_file_never_raise(file: str, data: bytes, root: Path) -> None:
    slide = "# A slide\n\n![A box](../media/box.svg)\n\n- As [@kim-2024] says\n"
    try:
        assert_well_said(prepared(root, {"deck/slides/a.md": slide, file: data}))
    finally:
        (root / "templates" / "atlas" / "theme.yaml").unlink(missing_ok=True)


@pytest.mark.long
@given(text=mangled([PROJECT["deck/talks/talk.yaml"], PROJECT["deck/references.yaml"]]))  # type: ignore[list-item]  # both are text
@quick
def test_a_mangled_talk_never_raises(text: str, root: Path) -> None:
    assert_well_said(prepared(root, {"deck/talks/talk.yaml": text, "deck/references.yaml": text}))


@pytest.mark.long
@given(text=mangled([THEME]))
@settings(quick, max_examples=cases(200, share=40))
def test_a_mangled_theme_never_raises(text: str, root: Path) -> None:
    try:
        assert_well_said(prepared(root, {"templates/atlas/theme.yaml": text}))
    finally:
        (root / "templates" / "atlas" / "theme.yaml").unlink(missing_ok=True)


@pytest.mark.long
@given(
    text=mangled(
        [
            path.read_text("utf-8")
            for path in sorted(
                (Path(__file__).parents[1] / "markdown" / "fixtures" / "documents").iterdir()
            )
        ]
    )
    | scraps
)
@settings(quick, max_examples=cases(250, share=40))
def test_a_mangled_document_never_raises(text: str, root: Path) -> None:
    write_files(root, {"talk.md": encoded(text), "box.svg": SVG})
    file = root / "talk.md"
    assert_well_said(prepare(BuildConfig(root=root, document=file, out=root / "output")))
