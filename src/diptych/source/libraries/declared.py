"""Libraries as declared in deck.yaml, and the location of their copies."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.source.catalogues.locales import read_locale, read_locales
from diptych.source.libraries.diagnostic_kinds import BAD_LIBRARY
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Value

COPIES = Path("deck", "libraries")
NAME = re.compile(r"[a-z][a-z0-9-]*")
REVISION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/+@-]*")
HEAD = "HEAD"
"""The revision that is used if none is given: the repository's default branch."""
_KEYS = ("path", "git", "revision")
_RESERVED = frozenset({"talk", "theme"})
"""Names that are already used for owners of messages in catalogues."""
DECK = Path("deck", "deck.yaml")


class Declared(Struct, frozen=True, kw_only=True):
    """A library as declared in deck.yaml."""

    name: str
    source: str
    """A path relative to the project's folder, or the URL of a git repository."""
    is_git: bool
    revision: str = ""
    """A branch, tag or commit; empty for a path."""
    is_broken: bool = False
    """Whether the declaration is invalid, which is reported."""
    span: Span


def read_declared(fields: Fields, reader: SourceReader) -> dict[str, Declared]:
    """Return the libraries that deck.yaml declares under `libraries:`."""
    found = (
        _declared(entry.key, entry.key_span, entry.value, reader)
        for entry in fields.mapping("libraries").values()
    )
    return {library.name: library for library in found}


def unfit_name(name: str) -> str | None:
    """Return why `name` cannot be the name of a library; None if it can."""
    if name in _RESERVED:
        return f"a library cannot be called `{name}`, which catalogues use for messages of a {name}"
    if not NAME.fullmatch(name):
        return f"`{name}` is not a valid name for a library"
    return None


def home_of(root: Path, declared: Declared, reader: SourceReader | None = None) -> Path:
    """Return the folder from which a library of the project at `root` is read."""
    copy = root / COPIES / declared.name
    has_copy = reader.has_file(copy / DECK) if reader else (copy / DECK).is_file()
    if declared.is_git or has_copy:
        return copy
    return Path(os.path.normpath(root.absolute() / of_home(declared.source)))


def of_home(source: str) -> Path:
    """Return a path with `~` expanded; unchanged if the user does not exist."""
    return Path(os.path.expanduser(source))  # noqa: PTH111 - `Path` raises for unknown users


def leads_back(root: Path, library: Path) -> str:
    """Return the chain by which a library leads back to the project at `root`; empty if none does.

    Only libraries given by path are followed; libraries of libraries are not read for a build.
    """
    project, seen = root.resolve(), set()
    chains = [(library, library.name)]
    while chains:
        folder, chain = chains.pop()
        if folder.resolve() == project:
            return f"{root.resolve().name} → {chain}"
        if folder.resolve() in seen or not (folder / DECK).is_file():
            continue
        seen.add(folder.resolve())
        for declared in declared_in(folder):
            if not declared.is_git:
                target = home_of(folder, declared)
                chains.append((target, f"{chain} → {target.resolve().name}"))
    return ""


def _declared(name: str, span: Span, value: Value, reader: SourceReader) -> Declared:
    broken = Declared(name=name, source="", is_git=False, is_broken=True, span=span)
    why = unfit_name(name)
    if why is not None:
        hint = "use lower-case letters, digits and hyphens, beginning with a letter"
        reader.report(BAD_LIBRARY, span, why, hint)
        return broken
    fields = Fields(value, reader, _KEYS, f"library `{name}`")
    if not fields.is_mapping:
        return broken
    path, git = fields.string("path"), fields.string("git")
    revision = fields.string("revision")
    if (path is None) == (git is None) or (revision is not None and git is None):
        message = f"library `{name}` needs either `path:`, or `git:` and `revision:`"
        hint = f"write `{name}: {{path: ../{name}}}`, or `{name}: {{git: URL, revision: main}}`"
        reader.report(BAD_LIBRARY, span, message, hint)
        return broken
    if revision is not None and not REVISION.fullmatch(revision):
        message = f"`{revision}` is not a valid branch, tag or commit"
        reader.report(BAD_LIBRARY, fields.span_of("revision"), message, "write one such as `main`")
        return broken
    return Declared(
        name=name,
        source=git or path or "",
        is_git=git is not None,
        revision=(revision or HEAD) if git is not None else "",
        span=span,
    )


def declared_in(folder: Path) -> Iterable[Declared]:
    """Return the libraries that another project declares, without reporting errors."""
    reader = SourceReader(folder)
    return read_declared(_settings(folder, reader), reader).values()


def homes_in(root: Path, names: Collection[str]) -> dict[str, Path]:
    """Return the folders of the libraries of these names that a project declares and has."""
    if not names:
        return {}
    declared = (one for one in declared_in(root) if one.name in names and not one.is_broken)
    homes = {one.name: home_of(root, one) for one in declared}
    return {name: home for name, home in homes.items() if (home / DECK).is_file()}


def _settings(folder: Path, reader: SourceReader) -> Fields:
    """Return deck.yaml of another project, accepting any key."""
    text = reader.read_text(folder / DECK)
    value = read_yaml(text, reader.name(folder / DECK), reader) if text is not None else None
    known = value.data if value is not None and isinstance(value.data, Mapping) else ()
    return Fields(value, reader, known, "deck.yaml")


def locales_in(folder: Path, reader: SourceReader) -> tuple[str, tuple[str, ...]]:
    """Return the source locale of another project, and all its declared locales."""
    fields = _settings(folder, reader)
    source = read_locale(fields, "source_locale", is_shown=False) or "en"
    return source, read_locales(fields, "locales", is_shown=False) or (source,)
