"""Weights between regular and bold: said by a theme, shown and measured the same in all outputs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from tests.layout.factories import EVEN, runs, style, theme
from tests.small import write, write_project
from tests.source.themes.themed import theme_of

from diptych.config import BuildConfig
from diptych.model.metrics import FaceTable, Metrics, Typeface, nearest_weight
from diptych.model.text import Run, RunStyle
from diptych.pipeline import build, prepare
from diptych.typography.measure import measured, own_ruler, shaping_runs

DECK = "deck/deck.yaml"
BOLD = RunStyle(bold=True)


def write_tokens(root: Path, tokens: str) -> None:
    write(root / DECK, f"format: 1\ntheme: atlas\ntokens:\n  type:\n{tokens}")


def found(root: Path) -> list[str]:
    return [
        f"{one.kind.code} {one.span.line}:{one.span.column} {one.message} ({one.hint})"
        for one in prepare(BuildConfig(root=root)).found
        if one.span is not None
    ]


@pytest.mark.parametrize(
    ("written", "weight"),
    [("500", 500), ("medium", 500), ("semibold", 600), ("bold", 700), ("regular", 400)],
)
def test_a_weight_is_a_number_or_its_name(tmp_path: Path, written: str, weight: int) -> None:
    root = write_project(tmp_path)
    write_tokens(root, f"    quote: {{weight: {written}}}\n")
    assert found(root) == []
    assert theme_of(root).block_styles["quote"].weight == weight
    assert {*theme_of(root).weights} >= {400, 700, weight}


def test_what_is_laid_over_a_weight_may_still_say_bold(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    write(
        root / "templates/ours/theme.yaml",
        "format: 1\nextends: atlas\ntype:\n"
        "  quote: {weight: semibold}\n  caption: {weight: medium, bold: true}\n",
    )
    write(
        root / DECK,
        "format: 1\ntheme: ours\ntokens:\n  type: {quote: {bold: true}, table: {weight: 500}}\n",
    )
    styles = theme_of(root).block_styles
    assert [styles[name].weight for name in ("quote", "caption", "table")] == [700, 500, 500]


def test_a_weight_that_is_none_or_that_no_face_has_is_named(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    write_tokens(
        root,
        "    quote: {weight: semibald}\n    caption: {weight: 950}\n"
        "    level1: {weight: black}\n    code: {weight: semibold}\n",
    )
    assert found(root) == [
        "SRC104 5:21 `weight` cannot be `semibald` (did you mean `semibold`?)",
        "SRC104 6:23 `weight` cannot be `950` (write one of 100, 200 to 900, or a name)",
        (
            "FIT302 7:22 font `Pretendard` has no face of weight 900; 700 is used"
            " (it has 400, 500, 600, 700)"
        ),
        (
            "FIT302 8:20 font `JetBrains Mono` has no face of weight 600; 700 is used"
            " (it has 400, 700)"
        ),
    ]


def test_a_font_laid_over_a_theme_need_not_have_its_weights(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    write(root / DECK, "format: 1\ntokens:\n  fonts: {heading: {latin: Arial}}\n")
    assert not any(line.startswith("FIT302") for line in found(root))
    layout = theme_of(root).layouts["body"]
    kicker = next(region for region in layout.regions if region.name == "kicker")
    assert kicker.styles[0].weight == 700


@pytest.mark.parametrize(
    ("wanted", "weights", "taken"),
    [
        (400, (300, 500), 500), (500, (400, 700), 400), (500, (700, 900), 700),
        (600, (400, 700), 700), (600, (400, 500), 500), (300, (200, 400), 200),
        (300, (400, 700), 400), (700, (400,), 400), (700, (600, 800), 800),
    ],
)  # fmt: skip
def test_of_other_weights_the_one_is_taken_that_browsers_take(
    wanted: int, weights: tuple[int, ...], taken: int
) -> None:
    assert nearest_weight(wanted, weights) == taken


def test_text_is_measured_in_its_weight() -> None:
    faces = {400: EVEN, 600: replace(EVEN, advances={ord("a"): 700}), 700: EVEN}
    tables = {
        weight: FaceTable(str(weight), "", lambda face=face: face, Typeface("", 0, 0))  # type: ignore[misc]  # a default
        for weight, face in faces.items()
    }
    ruler = own_ruler(replace(theme(), metrics=Metrics({"Even": tables})))

    def width(weight: int, run: Run) -> float:
        one = replace(style().paragraph(runs(run), style().level(0)), weight=weight)
        return measured(shaping_runs(one), ruler, keeps_indent=False)[0].width

    plain, bold = Run("aa"), Run("aa", BOLD)
    assert width(600, plain) == 1.4
    assert width(400, plain) == pytest.approx(width(600, bold))


@pytest.mark.parametrize(
    ("parts", "weight"),
    [
        ((Run("a "), Run("b", BOLD)), 400),
        ((Run("a ", BOLD), Run("b", BOLD)), 600),
        ((Run("a b"),), 600),
    ],
)
def test_what_the_author_made_bold_is_seen_in_semibold_text(
    parts: tuple[Run, ...], weight: int
) -> None:
    look = replace(style().level(0), weight=600)
    assert style().paragraph(runs(*parts), look).weight == weight


def test_all_outputs_show_a_weight(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    write_tokens(root, "    title: {weight: semibold}\n    level1: {weight: medium}\n")
    write(root / "deck/slides/a/one.md", "# A plain title\n\n- one\n- two **strong** words\n")
    config = BuildConfig(root=root, out=tmp_path / "out", outputs=("html", "pptx", "pdf"))
    built = build(config)
    assert built.found == ()
    page = next((tmp_path / "out").rglob("index.html")).read_text("utf-8")
    assert re.search(r'<h2[^>]*font-weight:600">A plain title', page)
    assert re.search(r'font-weight:500">two <strong>strong</strong> words', page)
    fonts = next((tmp_path / "out").rglob("fonts-*.css")).read_text("utf-8")
    assert set(re.findall(r"font-weight: (\d+)", fonts)) == {"400", "500", "600", "700"}

    with zipfile.ZipFile(next((tmp_path / "out").rglob("*.pptx"))) as package:
        master = package.read("ppt/slideMasters/slideMaster1.xml").decode()
        shown = package.read("ppt/slides/slide1.xml").decode()
    title = re.search(r"<p:titleStyle>.*?</a:lvl1pPr>", master, re.DOTALL)
    body = re.search(r"<p:bodyStyle>.*?</a:lvl1pPr>", master, re.DOTALL)
    assert title is not None
    assert body is not None
    assert 'b="0"' in title[0]
    assert '<a:latin typeface="Pretendard SemiBold"' in title[0]
    assert '<a:ea typeface="Pretendard Medium"' in body[0]
    assert re.search(r'<a:rPr[^>]* b="1"[^>]*><a:latin typeface="\+mn-lt"/>.*?strong', shown)

    with pikepdf.open(next((tmp_path / "out").rglob("*.pdf"))) as pdf:
        names = {str(one.get("/BaseFont")) for one in pdf.objects if _is_font(one)}
    assert {name.rpartition("-")[2] for name in names if "Pretendard" in name} >= {
        "SemiBold",
        "Medium",
        "Bold",
    }


def _is_font(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
