"""What is kept of reading a file for later builds: a value, and what was recorded with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from diptych.memo import Form, Memo
from diptych.model.asset import Asset
from diptych.model.forms import written
from diptych.model.text import Text
from diptych.storage.cache import States


class Kept(Struct, frozen=True, kw_only=True):
    """A value made from a text and files, and what the reader recorded in the process."""

    value: Any
    footnotes: Mapping[tuple[str, str], Text]
    texts: Mapping[str, str]
    pictures: Mapping[Path, Asset | None]
    files: States
    paths: Mapping[str, str]
    """Paths of the files in the project, by name."""
    is_sound: bool
    """Whether nothing was reported, and changes of the files could be detected."""


class Written(Struct, frozen=True, kw_only=True):
    """The same in the form for later builds."""

    value: bytes
    footnotes: tuple[tuple[str, str, Text], ...]
    texts: Mapping[str, str]
    pictures: tuple[str, ...]
    files: Mapping[str, str | None]
    paths: Mapping[str, str]
    hashes: tuple[bytes, ...]
    """Those of the parts of the value by which others are found."""


def packed(kept: Kept, form: Form[Any], memo: Memo) -> bytes | None:
    """Return it in the form for later builds; None if they cannot have it."""
    has_twins = len(set(kept.pictures.values())) < len(kept.pictures)
    value = form.pack(kept.value) if kept.is_sound and not has_twins else None
    if value is None:
        return None
    return written(
        Written(
            value=value,
            footnotes=tuple((*place, text) for place, text in kept.footnotes.items()),
            texts=kept.texts,
            pictures=tuple(map(str, kept.pictures)),
            files={str(path): state for path, state in kept.files.items()},
            paths=kept.paths,
            hashes=tuple(memo.hash_of(part) for part in form.hashed(kept.value)),
        )
    )
