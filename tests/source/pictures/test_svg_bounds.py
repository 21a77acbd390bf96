"""SVGs that would crash a program that draws them are refused when they are read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.authoring import said, write_files

from diptych.diagnostics import Span
from diptych.source.pictures import svg_bounds
from diptych.source.pictures.picture import read_picture
from diptych.source.pictures.sizes import OversizedError
from diptych.source.pictures.svg import read_svg
from diptych.source.reading.source_reader import SourceReader

XML = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
DEEP = "its elements are drawn more than 128 levels deep"
MANY = "it has more than 250,000 elements to draw"


def refusal(content: str) -> str | None:
    """Return why a picture is refused; None: it is not."""
    begun = time.process_time()
    try:
        read_svg(f"{XML}{content}</svg>".encode())
    except OversizedError as error:
        return str(error)
    finally:
        assert time.process_time() - begun < 2
    return None


def nested(levels: int) -> str:
    """Return nested elements, the innermost at a given depth below the root."""
    return "<g>" * (levels - 1) + "</g>" * (levels - 1)


def chained(links: int, reference: str, element: str = "g") -> str:
    """Return elements each of which draws the next one twice."""
    path = f"<path {reference}/>"
    parts = (f'<{element} id="a{at}">{path.format(at + 1) * 2}</{element}>' for at in range(links))
    return f'{"".join(parts)}<{element} id="a{links}"/><path {reference.format(0)}/>'


def test_elements_may_stand_as_deep_as_is_drawn_and_no_deeper() -> None:
    assert refusal(nested(svg_bounds.DEEPEST)) is None
    assert refusal(nested(svg_bounds.DEEPEST + 1)) == DEEP


def test_what_is_drawn_again_counts_as_deep_as_it_is_drawn() -> None:
    def uses(links: int) -> str:
        chain = (f'<g id="a{at}"><use href="#a{at + 1}"/></g>' for at in range(links))
        return f'{"".join(chain)}<g id="a{links}"/><use href="#a0"/>'

    assert refusal(uses(62)) is None  # the root, two for each, the last
    assert refusal(uses(64)) == DEEP


@pytest.mark.parametrize(
    ("element", "reference"),
    [
        ("pattern", 'fill="url(#a{})"'),
        ("pattern", "stroke=\"url( '#a{}' ) red\""),
        ("mask", 'mask="url(#a{})"'),
        ("clipPath", 'clip-path="url(#a{})"'),
        ("marker", 'd="M0 0" marker-start="url(#a{})"'),
        ("filter", 'filter="url(#a{})"'),
        ("mask", 'style="opacity:.5;mask:url(#a{})"'),
        ("pattern", 'fill="&#117;rl(#a{})"'),
        ("pattern", 'fill="URL(#a{})"'),
        ("pattern", r'style="fill:u\72l(#a{})"'),
        ("pattern", r'style="fill:\75\72 \00006C(#\61 {})"'),
    ],
)
def test_what_grows_with_each_reference_is_counted_as_it_is_drawn(
    element: str, reference: str
) -> None:
    assert refusal(chained(4, reference, element)) is None
    assert refusal(chained(40, reference, element)) == MANY


def test_what_an_animation_leads_to_is_counted() -> None:
    moved = '<use><set attributeName="href" to="#a{}"/></use>' * 10
    groups = (f'<g id="a{at}">{moved.format(*[at + 1] * 10)}</g>' for at in range(9))
    assert refusal("".join(groups)) == MANY


def test_a_style_sheet_is_read_as_a_whole() -> None:
    masks = "".join(
        f'<mask id="a{at}">{f"""<path class="c{at}"/>""" * 9}</mask>' for at in range(9)
    )
    rules = "".join(f".c{at}{{m<!-- -->ask:ur<![CDATA[l(]]>#a{at + 1})}}" for at in range(9))
    assert refusal(f"<style>{rules}</style>{masks}") == MANY


@pytest.mark.parametrize("href", ["href", "xlink:href"])
def test_uses_of_uses_are_counted(href: str) -> None:
    space = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    uses = (
        f'<g {space} id="a{at}">{f"""<use {href}="#a{at + 1}"/>""" * 10}</g>' for at in range(9)
    )
    assert refusal("".join(uses)) == MANY


def test_what_style_sheets_refer_to_is_counted() -> None:
    rules = "".join(f".c{at} > path.c{at}:hover, #x{{mask:url(#a{at + 1})}}" for at in range(40))
    masks = "".join(
        f'<mask id="a{at}"><path class="b c{at}"/><path class="c{at}"/></mask>' for at in range(41)
    )
    assert refusal(f'<style>{rules}</style>{masks}<path class="c0"/>') == MANY
    assert refusal(f'<style>{rules}</style>{masks.replace("c", "d")}<path class="c0"/>') is None


def test_markers_are_drawn_at_each_corner() -> None:
    marker = f'<marker id="m">{"<path/>" * 100}</marker>'
    line = '<path d="{}" marker-mid="url(#m)"/>'
    assert refusal(marker + line.format(" 0 0" * 2000)) is None
    assert refusal(marker + line.format(" 0 0" * 3000)) == MANY


@pytest.mark.parametrize(
    "content",
    [
        '<use id="a" href="#a"/>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="a"><rect fill="url(#a)"/></pattern><rect fill="url(#a)"/>',
        '<use href="#nowhere"/>',
    ],
)
def test_what_refers_to_itself_or_to_nothing_is_not_drawn(content: str) -> None:
    assert refusal(content) is None


def test_no_more_elements_are_taken_than_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svg_bounds, "MOST_ELEMENTS", 100)
    assert refusal("<g/>" * 99) is None
    assert refusal("<g/>" * 100) == "it has more than 100 elements to draw"


def test_no_more_bytes_are_taken_than_a_map_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svg_bounds, "MOST_BYTES", 1 << 20)
    rest = len(f"{XML}</svg>")
    assert refusal(" " * ((1 << 20) - rest)) is None
    assert refusal(" " * ((1 << 20) - rest + 1)) == "it has more than 1 MB"


@pytest.mark.parametrize(
    ("element", "attribute", "most"),
    [
        ("feTurbulence", "numOctaves", "32"),
        ("feMorphology", "radius", "1000 3"),
        ("feGaussianBlur", "stdDeviation", "1000"),
        ("feDropShadow", "stdDeviation", "2,1000"),
        ("feConvolveMatrix", "order", "32"),
    ],
)
def test_filters_have_measure(element: str, attribute: str, most: str) -> None:
    written = '<filter><{} {}="{}"/></filter>'
    assert refusal(written.format(element, attribute, most)) is None
    assert refusal(written.format(element, attribute, "x")) is None
    for more in (most.replace("32", "33").replace("1000", "1000.5"), "1e9", "nan"):
        said = refusal(written.format(element, attribute, more))
        assert said is not None
        assert said.startswith(f"`{attribute}` of its `<{element}>` is more than ")


@pytest.mark.parametrize(
    "content",
    [
        f"<style>{'/*' * 100_000}</style>",
        f"<style>{'@import ' * 50_000}</style>",
        f"<style>@import{' ' * 200_000}</style>",
        f"<style>{'@media ' * 50_000}</style>",
        f"<style>{'a[' * 100_000}url(#a)</style>",
        f"<style>{'a,' * 100_000}b{{fill:url(#a)}}</style>",
        f'<rect style="{":" * 200_000}"/>',
        f'<rect fill="{"url(" * 50_000}"/>',
        f'<g id="a"/><rect fill="{"url(#a)" * 50_000}"/>',
        '<g id="a"/>' * 20_000 + '<use href="#a"/>' * 20_000,
    ],
    ids=range(10),
)
def test_nothing_written_in_a_picture_takes_long_to_read(content: str) -> None:
    refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        f"<text>{'x' * 50_000}</text>",
        f"<text><style/>{'x' * 50_000}</text>",
        f'<defs><text id="a">{"x" * 9_000}</text></defs>' + '<use href="#a"/>' * 20,
        (
            f'<marker id="m"><path d="{"L1 1" * 2_000}"/></marker>'
            f'<path d="{"L1 1" * 20_000}" marker-mid="url(#m)"/>'
        ),
    ],
    ids=["a long text", "one with a style in it", "one used again", "a long path at each vertex"],
)
def test_long_texts_and_paths_count_as_the_elements_that_take_as_long(content: str) -> None:
    assert refusal(content) == MANY


@pytest.mark.parametrize(
    "content",
    [
        '<g id="a"><use href="#a"/>{}</g>{}',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/>{}</g>{}',
        '<g id="b"><use href="#a"/>{}</g><g id="a"><use href="#b"/></g>{}',
        '<pattern id="a"><path fill="url(#a)"/>{}</pattern>{}',
        '<style>path{{fill:url(#a)}}</style><pattern id="a"><path/>{}</pattern>{}',
    ],
    ids=["in itself", "in each other", "the other way round", "a pattern", "by a style"],
)
def test_what_is_drawn_within_itself_counts_where_it_is_drawn_otherwise(content: str) -> None:
    uses = '<use href="#a"/>' * 400
    assert refusal(content.format("<path/>" * 500, uses)) is None
    assert refusal(content.format("<path/>" * 1_000, uses)) == MANY


def test_many_elements_within_each_other_are_refused_before_they_are_all_followed() -> None:
    links = "".join(f'<use href="#a{at}"/>' for at in range(40))
    assert refusal("".join(f'<g id="a{at}">{links}</g>' for at in range(40))) is not None


def test_a_page_of_text_and_a_map_are_no_long_ones() -> None:
    assert refusal(f"<text>{'x' * 5_000}</text>") is None
    assert refusal(f'<path d="{"L1 1" * 2_000_000}"/>') is None


def test_a_picture_that_is_too_much_is_told_at_its_place(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.svg": f"{XML}{nested(300)}</svg>"})
    reader = SourceReader(tmp_path)
    assert read_picture("a.svg", tmp_path, Span("a.md", 3), reader) is None
    assert said(reader.found) == [
        f"SRC408 3:1 picture `a.svg` is too large or complex to be shown: {DEEP}"
    ]
