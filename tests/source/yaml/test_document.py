"""YAML as a tree: the meaning of values, and the place of each of their characters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.authoring import said

from diptych.diagnostics import Span
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import OUT_OF_RANGE
from diptych.source.yaml.document import _packed, _unpacked, read_yaml
from diptych.source.yaml.fields import plain_data
from diptych.source.yaml.tree import Value


def read(
    text: str, *, first_line: int = 1, keys: tuple[str, ...] = ()
) -> tuple[Value | None, SourceReader]:
    reader = SourceReader(Path())
    return read_yaml(text, "a.yaml", reader, first_line=first_line, keys=keys), reader


def data(text: str) -> object:
    value, reader = read(text)
    assert not reader.found
    return None if value is None else plain_data(value)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: text", {"a": "text"}),
        ("a: 3", {"a": 3}),
        ("a: 0x1F", {"a": 31}),
        ("a: 1_000", {"a": 1000}),
        ("a: 1.5", {"a": 1.5}),
        ("a: yes", {"a": True}),
        ("a: Off", {"a": False}),
        ("a: ~", {"a": None}),
        ("a:", {"a": None}),
        ("a: 2024-01-11", {"a": dt.date(2024, 1, 11)}),
        ("a: 2024-01-11 10:00:00", {"a": dt.date(2024, 1, 11)}),
        ("a: 2024-99-99", {"a": "2024-99-99"}),
        ("a: 010", {"a": "010"}),
        ("a: 12:30:45", {"a": "12:30:45"}),
        ("a: '3'", {"a": "3"}),
        ("a: !!str 3", {"a": "3"}),
        ("a: =", {"a": "="}),
        ("a: [1, {b: c}]", {"a": [1, {"b": "c"}]}),
        ("a: &x 1\nb: *x", {"a": 1, "b": 1}),
        ("'<<': 1", {"<<": 1}),
        ("no: 1\n2024-01-11: 2\n3: 4", {"no": 1, "2024-01-11": 2, "3": 4}),
        (f"a: {'9' * 40}", {"a": int("9" * 40)}),
        ("a: 1.0e+308", {"a": 1e308}),
        ("", None),
        ("# only a comment", None),
    ],
)
def test_reads_what_yaml_says(text: str, meant: object) -> None:
    assert data(text) == meant


@pytest.mark.parametrize(
    "number", ["9" * 41, "0x" + "f" * 5000, "-" + "1" * 5000, "1.0e+400", f"0.{'1' * 5000}"]
)
def test_reports_a_number_that_nobody_can_compute_with_and_keeps_it_as_text(number: str) -> None:
    value, reader = read(f"a: {number}")
    assert value is not None
    assert plain_data(value) == {"a": number}
    (found,) = reader.found
    assert found.kind is OUT_OF_RANGE
    assert (found.span.line, found.span.column) == (1, 4) if found.span else False


PLACES = """\
plain: X
folded: a
  b X

  c X
single: 'it''s X
  and X
X'
double: "\\u0041\\n\\x41\\" X
  and X \\
  on X"
literal: |
  a X
    b X

  c X
folding: >-

    a X
    b X
      c X

    d X
indented: |2
    a X
flow: [X, "X", {k: X}]
한국어: 가 X
"""


def scalars(value: Value) -> Iterator[Value]:
    if isinstance(value.data, tuple):
        for item in value.data:
            yield from scalars(item)
    elif isinstance(value.data, dict):
        for entry in value.data.values():
            yield from scalars(entry.value)
    else:
        yield value


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: b\n---\nc: d", "a file has one: remove this line"),
        ("a:\n\t- b", "indent with spaces, not tabs"),
        ("a:\n  - b\n  c/d\n", "begin the line with `- ` if it is an item"),
        ("a: @b", "put quotes around a text that begins with `@`, `` ` `` or `%`"),
    ],
)
def test_the_hint_is_about_what_is_written(text: str, hint: str) -> None:
    _, reader = read(text)
    assert [one.hint for one in reader.found] == [hint]


@pytest.mark.parametrize("first_line", [1, 2, 40])
def test_every_character_of_a_scalar_knows_where_it_stands(first_line: int) -> None:
    value, _ = read(PLACES, first_line=first_line)
    assert value is not None
    lines = PLACES.split("\n")
    seen = []
    for scalar in scalars(value):
        text = scalar.place.text
        for at in (index for index, character in enumerate(text) if character == "X"):
            span = scalar.place.span(at, 1)
            assert lines[span.line - first_line][span.column - 1] == "X", text[: at + 1]
            seen.append((span.line, span.column))
    assert len(set(seen)) == PLACES.count("X")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: *x", "SRC101 1:4 broken YAML: there is no anchor `&x`"),
        ("a: &a [*a]", "SRC101 1:8 broken YAML: the alias `*a` contains itself"),
        ("a: !!python/name:os x", "SRC101 1:4 the tag `!!python/name:os` has no meaning here"),
        ("a: !!binary aGk=", "SRC101 1:4 the tag `!!binary` has no meaning here"),
        ("a: !!set {b}", "SRC101 1:4 the tag `!!set` has no meaning here"),
        ("<<: {a: b}", "SRC101 1:1 merging with `<<` is not supported"),
        ("? [a]\n: b", "SRC101 1:3 a key must be plain text"),
        ("a: 1\nb: 2\na: 3", "SRC102 3:1 key `a` is given twice"),
        ("a: b\n---\nc: d", "SRC101 2:1 broken YAML: a second document begins here"),
        ('a: "\\x01"', "SRC109 1:5 the text contains a control character (U+0001)"),
        ("a: [1, 2", "SRC101 1:4 broken YAML: did not find expected ',' or ']'"),
        ("a: 'x\n\n", "SRC101 1:4 broken YAML: found unexpected end of stream"),
        ("a:\n  - b\n c: d", "SRC101 3:2 broken YAML: did not find expected key"),
        ('a: "\\q"', "SRC101 1:5 broken YAML: found unknown escape character"),
    ],
)
def test_what_is_broken_is_said_where_it_is(text: str, told: str) -> None:
    _, reader = read(text)
    assert said(reader.found) == [told]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("kicker What we look at\nrefs: [a]", "1:1"),
        ("kicker What we look at\n\nrefs: [a]", "1:1"),
        ("title: A\nkicker What\nrefs: [a]", "2:1"),
        ("title: A\nkicker What", "2:1"),
        ("title: A\nkicker\n# a comment\nrefs: [a]", "2:1"),
        ("sections:\n  - kicker What\n    refs: [a]", "2:5"),
    ],
)
def test_a_key_without_a_colon_is_said_where_it_is(text: str, place: str) -> None:
    _, reader = read(text, keys=("title", "kicker", "refs"))
    assert said(reader.found) == [f"SRC101 {place} broken YAML: could not find expected ':'"]
    assert [one.hint for one in reader.found] == ["a colon is missing after `kicker`"]


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("kiker What\nrefs: [a]", "1:1", "end the key with `:`, or indent"),
        ("title: A\nWe look at\nrefs: [a]", "2:1", "end the key with `:`, or indent"),
        ("title: A\nkicker: A: B\nrefs: [a]", "2:10", "put quotes around"),
        ("title: A\n  of B\n  refs: [a]", "3:7", "put quotes around"),
    ],
)
def test_no_colon_is_missed_after_another_word(text: str, place: str, hint: str) -> None:
    _, reader = read(text, keys=("title", "kicker", "refs"))
    (one,) = reader.found
    assert said([one])[0].startswith(f"SRC101 {place} ")
    assert (one.hint or "").startswith(hint)


def test_a_file_of_json_is_not_called_one_of_yaml(tmp_path: Path) -> None:
    reader = SourceReader(tmp_path)
    assert read_yaml('{"a": [1, 2', "data.json", reader) is None
    assert said(reader.found) == ["SRC101 1:7 broken JSON: did not find expected ',' or ']'"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: T\n  author: X", "`author` is indented deeper than `title`"),
        ("a:\n  - b: 1\n      c: 2", "`c` is indented deeper than `b`"),
        ("title: T\n\tauthor: X", "indent with spaces, not tabs"),
        ("title: A: B", "put quotes around a text that contains `: `"),
        ("title: T\n  and: so: on", "`and` is indented deeper than `title`"),
    ],
)
def test_a_wrong_indentation_is_told_from_a_text_without_quotes(text: str, hint: str) -> None:
    _, reader = read(text)
    (found,) = reader.found
    assert (found.hint or "").startswith(hint)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("depth", [60, 1_000, 100_000])
def test_deep_nesting_is_refused_before_anything_can_overflow(opening: str, depth: int) -> None:
    value, reader = read(opening * depth)
    assert value is None
    (found,) = reader.found
    assert found.message == "broken YAML: it is nested more than 50 levels deep"


def test_deep_nesting_is_said_in_one_way_whoever_notices_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Limited(yaml.SafeLoader):
        def get_event(self) -> yaml.Event:
            mark = yaml.Mark("a.yaml", 0, 0, 0, None, 0)
            raise yaml.scanner.ScannerError(None, None, "exceeded maximum nesting depth", mark)

    monkeypatch.setattr("diptych.source.yaml.builder._LOADER", Limited)
    _, reader = read("[[[")
    assert said(reader.found) == ["SRC101 1:1 broken YAML: it is nested more than 50 levels deep"]


def test_aliases_cannot_explode() -> None:
    laughs = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    value, reader = read(laughs)
    assert value is None
    assert "more than 100,000 values" in reader.found[0].message


def test_spans_count_in_the_whole_file() -> None:
    value, _ = read("a: b", first_line=7)
    assert value is not None
    assert isinstance(value.data, dict)
    entry = value.data["a"]
    assert entry.key_span == Span("a.yaml", 7, 1, 1)
    assert entry.value.span == Span("a.yaml", 7, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "date: 2024-01-11\nquoted: '2024-01-11'\ntext: 2024-01-111",
        "[1, 2.5, 3.0, yes, null, '', \"a\\tb\", -.inf, 0x1F, [], {}]",
        "far: {deep: {deeper: 'two\n\n  lines'}}\n한국어: [ㄱ]\n",
        "folded: >\n  some\n  words\nkept: |\n  some\n  lines\n",
    ],
)
def test_a_tree_that_is_kept_for_later_builds_is_the_same_when_read_back(text: str) -> None:
    value, reader = read(text)
    assert not reader.found
    assert value is not None
    kept = _packed(value)
    assert kept is not None
    assert _unpacked(kept, "a.yaml") == value
    assert repr(_unpacked(kept, "a.yaml")) == repr(value)


def test_a_number_that_has_no_short_form_is_not_kept() -> None:
    value, _ = read(f"a: {'9' * 40}")
    assert _packed(value) is None


HASH = "`#` begins a comment"
QUOTE = "put quotes around `#0B6E4F`"
AFTER = "words follow the `{}` with which the value ends"
WHOLE = "put single quotes around all of it"
APOSTROPHE = "write `''` for an apostrophe inside single quotes, or use double quotes"
CLOSE = "close the bracket, or put quotes around a text with `[`, `]`, `{`, `}` or `,`"


@pytest.mark.parametrize(
    ("text", "told", "hint"),
    [
        ("a: {b: #0B6E4F}", f"1:8 broken YAML: {HASH}", QUOTE),
        ("a:\n  b: {c: #0B6E4F}\n  d: {e: f}", f"2:10 broken YAML: {HASH}", QUOTE),
        ("a: [one, two\nb: c", "1:4 broken YAML: this `[` is never closed", CLOSE),
        ('a: "One" more\nb: c', f"1:10 broken YAML: {AFTER.format(chr(34))}", WHOLE),
        ("a: 'Don't panic'", f"1:9 broken YAML: {AFTER.format(chr(39))}", APOSTROPHE),
        (
            "a: [b] One",
            f"1:8 broken YAML: {AFTER.format(']')}",
            "put quotes around a text that begins with `[`",
        ),
        ('- "One" more\n- two', f"1:9 broken YAML: {AFTER.format(chr(34))}", WHOLE),
        (
            "a:\n  - b\n  -c/two \n  - d: e",
            "3:3 broken YAML: a space is missing after `-`",
            "write `- c/two`",
        ),
    ],
)
def test_the_mistake_is_told_not_where_the_parser_gives_up(text: str, told: str, hint: str) -> None:
    value, reader = read(text)
    assert value is None
    assert said(reader.found) == [f"SRC101 {told}"]
    assert reader.found[0].hint == hint


def test_a_value_that_begins_a_comment_is_told_but_comments_are_not() -> None:
    value, reader = read("a: #0B6E4F\nb: # the rest\nc:\n  #d\n  e: f\ng: ~ #h\ni: #j\n  - k\n")
    assert value is not None
    assert said(reader.found) == ["SRC116 1:4 `a` has no value, since `#` begins a comment"]
    assert reader.found[0].hint == 'put quotes around it: `"#0B6E4F"`'


def test_braces_without_quotes_are_one_mistake() -> None:
    _, reader = read("a: {{ talk.title }} is mine")
    assert said(reader.found) == ["SRC101 1:5 a key must be plain text"]


def test_a_key_twice_in_an_item_may_be_an_item_without_its_dash() -> None:
    _, reader = read("- paragraph: One\n  paragraph: Two\n")
    (found,) = reader.found
    assert found.hint == (
        "keep one of them, or begin the second with `- ` if it is an item of its own"
    )
