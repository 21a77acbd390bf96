from __future__ import annotations

import pytest

from diptych.markup.attributes import Attributes, read_attributes, split_trailing

NOTHING: dict[str, str] = {}


@pytest.mark.parametrize(
    ("source", "id_", "classes", "values"),
    [
        ("{#one}", "one", (), NOTHING),
        ("{.a .b}", None, ("a", "b"), NOTHING),
        ("{.a.b}", None, ("a", "b"), NOTHING),
        ("{#one .a width=40%}", "one", ("a",), {"width": "40%"}),
        ("{ #one  .a\twidth=40% }", "one", ("a",), {"width": "40%"}),
        ('{alt="a { brace } and = sign"}', None, (), {"alt": "a { brace } and = sign"}),
        ("{alt='single quotes'}", None, (), {"alt": "single quotes"}),
        (r'{alt="say \"hi\" \\o/"}', None, (), {"alt": 'say "hi" \\o/'}),
        ('{alt=""}', None, (), {"alt": ""}),
        ('{alt="of two\nlines"}', None, (), {"alt": "of two\nlines"}),
        ("{data-x=1 fig-alt=b}", None, (), {"data-x": "1", "fig-alt": "b"}),
        ("{-}", None, ("unnumbered",), NOTHING),
        ("{#한국어 .강조}", "한국어", ("강조",), NOTHING),
    ],
)
def test_reads_ids_classes_and_values(
    source: str, id_: str | None, classes: tuple[str, ...], values: dict[str, str]
) -> None:
    read = read_attributes(source)
    assert read is not None
    attributes, end = read
    assert (attributes.id, attributes.classes, attributes.values) == (id_, classes, values)
    assert end == len(source)


@pytest.mark.parametrize(
    "source", ["", "x", "{}", "{ }", "{one}", "{#one", "{a b}", '{alt="open}', "{#a =b}", "{{ x }}"]
)
def test_what_is_no_attributes_is_none(source: str) -> None:
    assert read_attributes(source) is None


def test_stops_behind_the_closing_brace() -> None:
    read = read_attributes("x {#a} {#b}", 2)
    assert read == (Attributes("a", (), {}), 6)


def test_knows_where_each_value_stands() -> None:
    source = '![](x){width=40% alt="what"}'
    read = read_attributes(source, 6)
    assert read is not None
    offsets = read[0].offsets
    assert {key: source[at : at + 3] for key, at in offsets.items()} == {
        "width": "40%",
        "alt": "wha",
    }


@pytest.mark.parametrize(
    ("source", "content", "id_"),
    [
        ("A bullet {#one}", "A bullet", "one"),
        ("A bullet{#one} ", "A bullet", "one"),
        ("A bullet\n{#one}", "A bullet", "one"),
        ("{#one}", "", "one"),
        ("A [link](x) {#one}", "A [link](x)", "one"),
        ("Some `code` {#one}", "Some `code`", "one"),
    ],
)
def test_attributes_at_the_end_of_a_line_are_the_lines(source: str, content: str, id_: str) -> None:
    found, attributes = split_trailing(source)
    assert found == content
    assert attributes is not None
    assert attributes.id == id_


@pytest.mark.parametrize(
    "source",
    [
        "A [link](x){#one}",
        "Some `code`{.py}",
        "A [span]{.red}",
        "A variable {{ name }}",
        "The set {a, b}",
        "The set { a, b }",
        "Nothing {}",
        "In the {#middle} of it",
    ],
)
def test_other_braces_are_left_in_the_text(source: str) -> None:
    found, attributes = split_trailing(source)
    assert found == source
    assert attributes is not None
    assert not attributes


def test_spaces_may_stand_within_the_braces() -> None:
    found, attributes = split_trailing('A { .b data-state="c" }')
    assert found == "A"
    assert attributes is not None
    assert attributes.words == (".b", "data-state=")


@pytest.mark.parametrize(
    "source", ["A {#b c}", "A { #b c }", "A {.red blue}", "A {#open", "A {.open x"]
)
def test_what_begins_like_attributes_and_is_none_is_told_apart(source: str) -> None:
    assert split_trailing(source) == (source, None)


def test_words_name_all_but_the_id() -> None:
    read = read_attributes("{#one .red width=3}")
    assert read is not None
    assert read[0].words == (".red", "width=")
