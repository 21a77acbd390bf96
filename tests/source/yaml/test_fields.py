"""Values of keys: what is said of those of a wrong kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import said

from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields


@pytest.mark.parametrize(
    ("written", "kind"),
    [(".nan", "`.nan`, which is no number"), (".inf", "infinity"), ("[1]", "a list")],
)
def test_what_is_no_number_is_called_what_it_is(written: str, kind: str) -> None:
    reader = SourceReader(Path())
    value = read_yaml(f"size: {written}", "a.yaml", reader)
    assert Fields(value, reader, ["size"], "a thing").number("size") is None
    assert said(reader.found) == [f"SRC104 1:7 `size` must be a number, not {kind}"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Jane Doe", "write `[Jane Doe]`, or a line `- Jane Doe`"),
        ("'a, b'", "write `[one, two]`, or a line `- one` for each item"),
        ("{name: Jane}", "write `- ` before its first key, and indent the others as far"),
    ],
)
def test_what_is_no_list_is_shown_as_one(written: str, hint: str) -> None:
    reader = SourceReader(Path())
    value = read_yaml(f"speakers: {written}", "a.yaml", reader)
    Fields(value, reader, ["speakers"], "a thing").list("speakers")
    assert [one.hint for one in reader.found] == [hint]


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        (["url"], "write it as `key: value`, with the key `url`"),
        (["url", "git", "path"], "write it as `key: value`, with `url`, `git` and `path` as keys"),
        ([str(number) for number in range(7)], "write it as `key: value`"),
    ],
)
def test_what_is_no_mapping_is_told_the_keys_if_they_are_few(keys: list[str], hint: str) -> None:
    reader = SourceReader(Path())
    Fields(read_yaml("here", "a.yaml", reader), reader, keys, "a thing")
    assert [one.hint for one in reader.found] == [hint]


@pytest.mark.parametrize("written", ["size: 1", "size: 1.0", "other: 1"])
def test_a_number_is_of_the_type_as_which_it_is_stored(written: str) -> None:
    """The hash of what is built from it would differ once it has been stored."""
    reader = SourceReader(Path())
    value = read_yaml(written, "a.yaml", reader)
    number = Fields(value, reader, ["size", "other"], "a thing").number("size", default=1)
    assert type(number) is float
