"""Frozen talks: copies of everything from which they were built, under `deck/frozen/`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span
from diptych.model.deck import ARRANGEMENT_NAMES, Kept, Talk
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Value
from diptych.storage.reading import DATA, EXTRA, SOURCE

FROZEN_CHANGED = DiagnosticKind(
    "REF112",
    "frozen-file-changed",
    "A file of a frozen talk has changed since the talk was frozen, or is missing. Restore it from"
    " git, or freeze the talk again.",
)
FROZEN_ELSEWHERE = DiagnosticKind(
    "REF113",
    "frozen-by-another-version",
    "A talk was frozen by another version of Diptych, which may lay it out slightly differently.",
    Severity.WARNING,
)

FROZEN_EDITED = DiagnosticKind(
    "REF115",
    "frozen-talk-edited",
    "The file of a frozen talk was edited after the talk was frozen. Builds read the frozen copy:"
    " delete the copy's folder to unfreeze the talk, or restore the file.",
    Severity.WARNING,
)

RECORD = "frozen.yaml"
_KEYS = ("format", "talk", "diptych", "slides", "files")
_KEPT_KEYS = ("arrange", "layout", "density", "centred", "pages")


class Record(Struct, frozen=True, kw_only=True):
    """What the record of a frozen talk says, and what has changed since."""

    kept: Mapping[str, Kept] | None
    """How its slides were laid out, by id; None if it was frozen before that was recorded."""
    found: tuple[Diagnostic, ...]
    texts: Mapping[str, str]

    def applied_to(self, talk: Talk) -> Talk:
        """Return the talk such that its slides are laid out as they were."""
        if self.kept is None:
            return replace(talk, arrange="plain")  # as all talks were then
        return replace(talk, kept=self.kept)


def frozen_root(root: Path, name: str) -> Path | None:
    """Return the folder from which a frozen talk is read; None if the talk is not frozen."""
    folder = frozen_folder(root, name)
    return folder if (folder / RECORD).is_file() else None


def frozen_folder(root: Path, name: str) -> Path:
    """Return the folder of a talk's frozen copy, whether or not it exists."""
    return root / "deck" / "frozen" / name


def record_of(
    name: str, version: str, folder: Path, kept: Mapping[str, Kept], files: Mapping[str, bytes]
) -> str:
    """Return the record that is written next to the frozen files, given by path in `folder`.

    `kept` says by id how the slides are laid out.
    """
    import json

    slides = "".join(f"  {json.dumps(one)}: {_kept_as(kept[one])}\n" for one in kept)
    listed = "".join(
        f"  {path}: {hashlib.sha256(data).hexdigest()}\n" for path, data in sorted(files.items())
    )
    head = (
        f"# The files from which the talk `{name}` was built, written by `diptych freeze`;"
        f" delete the folder {folder.name}/ to unfreeze it.\n"
    )
    laid_out = f"slides:\n{slides}" if slides else "slides: {}\n"
    return f"{head}format: 1\ntalk: {name}\ndiptych: {version}\n{laid_out}files:\n{listed}"


def _kept_as(kept: Kept) -> str:
    """Return a slide's line as JSON, which is YAML for all names: `no` is a language."""
    import json

    return json.dumps(_line(kept), ensure_ascii=False)


def _line(kept: Kept) -> dict[str, object]:
    return {
        "arrange": kept.arrangement or "plain",
        "layout": kept.layout,
        "density": dict(kept.densities),
        **({"centred": True} if kept.is_centred else {}),
        **({"pages": list(map(_line, kept.pages))} if kept.pages else {}),
    }


def check_edited(root: Path, name: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the project's file of the frozen talk `name` has been edited."""
    reader = SourceReader(root)
    for own in own_files(root, name):
        copy = frozen_folder(root, name) / "deck" / "talks" / own.name
        edited = reader.content(own, SOURCE)
        if edited is not None and edited != reader.content(copy, SOURCE):
            span = Span(own.relative_to(root).as_posix(), 1)
            message = f"talk `{name}` is frozen; later edits here are not shown"
            hint = f"delete deck/frozen/{name}/ to unfreeze the talk, or restore this file"
            yield FROZEN_EDITED.at(span, message, hint=hint)


def own_files(root: Path, name: str) -> tuple[Path, ...]:
    """Return the paths where a talk's own file may be in the project."""
    return tuple(root / "deck" / "talks" / f"{name}{suffix}" for suffix in (".yaml", ".yml"))


def read_record(folder: Path, version: str) -> Record:
    """Return the record of the talk frozen in `folder`, and what has changed since."""
    reader = SourceReader(folder)
    path = folder / RECORD
    text = reader.read_text(path, DATA)
    value = read_yaml(text, reader.name(path), reader) if text is not None else None
    fields = Fields(value, reader, _KEYS, "the record of a frozen talk")
    found = [*_changed(fields, folder, reader), *_elsewhere(fields, version, reader)]
    kept = _kept(fields, reader) if "slides" in fields else None
    return Record(kept=kept, found=(*reader.found, *found), texts=reader.texts)


def _kept(fields: Fields, reader: SourceReader) -> Mapping[str, Kept]:
    kept: dict[str, Kept] = {}
    for slide_id, entry in fields.mapping("slides").items():
        kept[slide_id] = _kept_slide(entry.value, reader)
    return kept


def _kept_slide(value: Value, reader: SourceReader) -> Kept:
    slide = Fields(value, reader, _KEPT_KEYS, "a slide of a frozen talk")
    density = slide.mapping("density")
    arrange = slide.one_of("arrange", ("plain", *ARRANGEMENT_NAMES))
    return Kept(
        arrangement=next((name for name in ARRANGEMENT_NAMES if name == arrange), None),
        layout=slide.string("layout") or "",
        densities={locale: one.value.place.text for locale, one in density.items()},
        is_centred=slide.boolean("centred", default=False),
        pages=tuple(_kept_slide(page, reader) for page in slide.list("pages")),
    )


def _changed(fields: Fields, folder: Path, reader: SourceReader) -> Iterator[Diagnostic]:
    for name, entry in fields.mapping("files").items():
        path = folder / name
        data = reader.content(path, EXTRA) or b""
        if hashlib.sha256(data).hexdigest() != entry.value.place.text:
            message = f"frozen file `{reader.name(path)}` has changed"
            hint = "restore it, `git checkout -- PATH`, or freeze the talk again"
            yield FROZEN_CHANGED.at(entry.key_span, message, hint=hint)


def _elsewhere(fields: Fields, version: str, reader: SourceReader) -> Iterator[Diagnostic]:
    recorded = fields.string("diptych")
    if recorded is not None and recorded != version:
        span = fields.span_of("diptych") or Span(reader.name(fields.reader.root), 1)
        message = f"the talk was frozen by Diptych {recorded}; this is {version}"
        hint = f"for the same bytes, install that version: pip install diptych=={recorded}"
        yield FROZEN_ELSEWHERE.at(span, message, hint=hint)
