"""Talks as they were given: copies of everything that they were made of, under `deck/frozen/`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import read_yaml
from diptych.storage.reading import DATA, EXTRA, SOURCE

FROZEN_CHANGED = DiagnosticKind(
    "REF112",
    "frozen-file-changed",
    "A file of a frozen talk is not what it was when the talk was frozen, or is gone. Bring it back"
    " from git, or freeze the talk anew.",
)
FROZEN_ELSEWHERE = DiagnosticKind(
    "REF113",
    "frozen-by-another-version",
    "A talk was frozen by another version of Diptych, which may set it a little differently.",
    Severity.WARNING,
)

FROZEN_EDITED = DiagnosticKind(
    "REF115",
    "frozen-talk-edited",
    "The file of a frozen talk was edited after the talk was frozen. Builds read the copy, as it"
    " was then: delete the copy's folder to thaw the talk, or bring the file back.",
    Severity.WARNING,
)

RECORD = "frozen.yaml"
_KEYS = ("format", "talk", "diptych", "files")


def frozen_root(root: Path, name: str) -> Path | None:
    """Return the folder that a frozen talk is read from; None if the talk is not frozen."""
    folder = frozen_folder(root, name)
    return folder if (folder / RECORD).is_file() else None


def frozen_folder(root: Path, name: str) -> Path:
    """Return where a talk is, or would be, frozen."""
    return root / "deck" / "frozen" / name


def record_of(name: str, version: str, folder: Path, files: Mapping[str, bytes]) -> str:
    """Return what is written beside the frozen files, by path below `folder`."""
    listed = "".join(
        f"  {path}: {hashlib.sha256(data).hexdigest()}\n" for path, data in sorted(files.items())
    )
    head = (
        f"# What the talk `{name}` was made of, written by `diptych freeze`;"
        f" delete the folder {folder.name}/ to thaw it.\n"
    )
    return f"{head}format: 1\ntalk: {name}\ndiptych: {version}\nfiles:\n{listed}"


def check_edited(root: Path, name: str) -> Iterator[Diagnostic]:
    """Yield a finding if the file of the frozen talk `name` in the project is not what it was."""
    reader = SourceReader(root)
    for own in own_files(root, name):
        copy = frozen_folder(root, name) / "deck" / "talks" / own.name
        edited = reader.content(own, SOURCE)
        if edited is not None and edited != reader.content(copy, SOURCE):
            span = Span(own.relative_to(root).as_posix(), 1)
            message = f"talk `{name}` is frozen; what was edited here since is not shown"
            hint = f"delete deck/frozen/{name}/ to thaw the talk, or bring this file back"
            yield FROZEN_EDITED.at(span, message, hint=hint)


def own_files(root: Path, name: str) -> tuple[Path, ...]:
    """Return where the file of a talk may be in the project, beside its frozen copy."""
    return tuple(root / "deck" / "talks" / f"{name}{suffix}" for suffix in (".yaml", ".yml"))


def check_frozen(folder: Path, version: str) -> tuple[tuple[Diagnostic, ...], Mapping[str, str]]:
    """Return what is no longer as it was frozen in `folder`, and the texts that this is seen in."""
    reader = SourceReader(folder)
    path = folder / RECORD
    text = reader.read_text(path, DATA)
    value = read_yaml(text, reader.name(path), reader) if text is not None else None
    fields = Fields(value, reader, _KEYS, "the record of a frozen talk")
    found = [*_changed(fields, folder, reader), *_elsewhere(fields, version, reader)]
    return (*reader.found, *found), reader.texts


def _changed(fields: Fields, folder: Path, reader: SourceReader) -> Iterator[Diagnostic]:
    for name, entry in fields.mapping("files").items():
        path = folder / name
        data = reader.content(path, EXTRA) or b""
        if hashlib.sha256(data).hexdigest() != entry.value.place.text:
            message = f"frozen file `{reader.name(path)}` is not what it was"
            hint = "bring it back, `git checkout -- PATH`, or freeze the talk anew"
            yield FROZEN_CHANGED.at(entry.key_span, message, hint=hint)


def _elsewhere(fields: Fields, version: str, reader: SourceReader) -> Iterator[Diagnostic]:
    recorded = fields.string("diptych")
    if recorded is not None and recorded != version:
        span = fields.span_of("diptych") or Span(reader.name(fields.reader.root), 1)
        message = f"the talk was frozen by Diptych {recorded}; this is {version}"
        hint = f"for the same bytes, install that version: pip install diptych=={recorded}"
        yield FROZEN_ELSEWHERE.at(span, message, hint=hint)
