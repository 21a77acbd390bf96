"""The translations of a project, `deck/locales/`: catalogues, the ledger of ids, the policy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.diagnostics import Span, nearest
from diptych.memo import Form
from diptych.model.catalogue import Catalogue, Entry, Policy
from diptych.model.forms import read, written
from diptych.source.catalogues.diagnostic_kinds import ORPHANED_MESSAGE, UNDECLARED_FILE
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields
from diptych.storage.reading import DATA, names_in

if TYPE_CHECKING:
    from diptych.source.catalogues.po.model import PoFile

LEDGER = "messages.pot"
POLICY = ("fuzzy", "missing")
_SHARED = "theme:"
"""The prefix of owners whose messages may belong to a talk that is not being read."""
_FUZZY = ("source", "mark", "fail")
_MISSING = ("source", "fail")


class Catalogues(Struct, frozen=True, kw_only=True):
    """The catalogues of some locales, and the texts of message ids at the last extraction."""

    by_locale: Mapping[str, Catalogue]
    ledger: Mapping[str, Mapping[str, str]]
    """For each slide, talk or theme, the sources of its messages by context."""


NO_CATALOGUES = Catalogues(by_locale={}, ledger={})


def read_catalogues(folder: Path, locales: Iterable[str], reader: SourceReader) -> Catalogues:
    """Return the catalogues of `locales` in `folder`; an empty one for each that has no file.

    Broken ones are reported and left out.
    """
    wanted = tuple(locales)
    if not wanted:
        return NO_CATALOGUES
    found = {locale: _catalogue(folder, locale, reader) for locale in wanted}
    by_locale = {locale: one for locale, one in found.items() if one is not None}
    return Catalogues(by_locale=by_locale, ledger=_ledger(folder / LEDGER, reader))


def read_po_file(path: Path, reader: SourceReader) -> PoFile | None:
    """Return the PO file at `path`; None if there is none, or if it is broken and reported."""
    if not reader.has_file(path):
        return None
    text = reader.read_text(path, DATA, as_it_is=True)
    if text is None:
        return None
    name = reader.name(path)

    def parsed() -> PoFile | None:
        from diptych.source.catalogues.po.reader import read_po  # only for what is new

        return read_po(text, name, reader)

    return reader.again(("po", name), text, parsed, _form())


@cache
def _form() -> Form[PoFile | None]:
    from diptych.source.catalogues.po.model import PoFile  # as above

    return Form(written, lambda data, *_: read(data, PoFile))


def catalogue_files(folder: Path) -> list[Path]:
    """Return the catalogues in a folder, sorted."""
    return [folder / name for name in catalogue_names(names_in(folder))]


def catalogue_names(names: Iterable[str]) -> list[str]:
    """Return those names of files that are catalogues', sorted."""
    return sorted(name for name in names if name.endswith(".po"))


def read_policy(fields: Fields) -> Policy:
    """Return what the project shows for stale and missing translations."""
    below = fields.below("translation", POLICY)
    fuzzy, missing = _choice(below, "fuzzy", _FUZZY), _choice(below, "missing", _MISSING)
    return Policy(
        fuzzy=fuzzy,  # type: ignore[arg-type]  # one of those listed
        missing=missing,  # type: ignore[arg-type]  # one of those listed
    )


def check_catalogues(
    folder: Path,
    catalogues: Catalogues,
    locales: Iterable[str],
    owners: Collection[str],
    reader: SourceReader,
) -> None:
    """Report catalogues of undeclared locales, and messages whose owner no longer exists."""
    declared = tuple(locales)
    for path in catalogue_files(folder):
        if path.stem not in declared:
            message = f"the catalogue is for the locale `{path.stem}`, which is not declared"
            hint = undeclared(path.stem, declared)
            reader.report(UNDECLARED_FILE, Span(reader.name(path), 1), message, hint)
    for catalogue in catalogues.by_locale.values():
        _report_orphans(catalogue.entries.values(), owners, reader)


def undeclared(locale: str, declared: Collection[str]) -> str:
    """Return what to do about a file for a locale that is not declared."""
    hint = nearest(locale, declared, what="locale")
    if hint.startswith("did you mean"):
        return f"{hint} Otherwise add `{locale}` to `locales:` in deck/deck.yaml"
    return f"add `{locale}` to `locales:` in deck/deck.yaml, or remove the file"


def _report_orphans(entries: Iterable[Entry], known: Collection[str], reader: SourceReader) -> None:
    reported = set()
    for entry in entries:
        owner = entry.context.partition("#")[0]
        if not owner.startswith(_SHARED) and owner not in known and owner not in reported:
            reported.add(owner)
            hint = (
                "`diptych locale update` keeps its translations as obsolete, or moves them to what"
                f" has `{owner.removeprefix('talk:')}` under `was:`"
            )
            message = f"this message belongs to `{owner}`, which no longer exists"
            reader.report(ORPHANED_MESSAGE, entry.span, message, hint)


def _catalogue(folder: Path, locale: str, reader: SourceReader) -> Catalogue | None:
    path = folder / f"{locale}.po"
    name = reader.name(path)
    if not reader.has_file(path):
        return Catalogue(locale=locale, file=name)
    from diptych.source.catalogues.po.model import catalogue_of  # only with translations

    po = read_po_file(path, reader)
    if po is None:
        return None
    return reader.memo.recall(("catalogue", name), catalogue_of, po, locale, name)


def _ledger(path: Path, reader: SourceReader) -> Mapping[str, Mapping[str, str]]:
    po = read_po_file(path, reader)
    return reader.memo.recall(("ledger", path), _sources, po)


def _sources(po: PoFile | None) -> Mapping[str, Mapping[str, str]]:
    ledger: dict[str, dict[str, str]] = {}
    for message in po.messages if po is not None else ():
        owner = message.context.partition("#")[0]
        ledger.setdefault(owner, {})[message.context] = message.source
    return ledger


def _choice(fields: Fields, key: str, choices: tuple[str, ...]) -> str:
    chosen = fields.string(key)
    if chosen is None or chosen in choices:
        return chosen or choices[0]
    message = f"`{key}` cannot be `{chosen}`"
    fields.reader.report(WRONG_TYPE, fields.span_of(key), message, nearest(chosen, choices))
    return choices[0]
