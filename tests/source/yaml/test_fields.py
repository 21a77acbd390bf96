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
