"""Updating libraries: the new versions are fetched, compared and reviewed before being written."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from diptych.commands.library.copies import Staged, replace_copy, stage_copy
from diptych.commands.library.differences import changes, count, references, translations, unused
from diptych.commands.library.git import LibraryError, fetch
from diptych.commands.library.locking import lock_text
from diptych.commands.library.report import of_declaration
from diptych.diagnostics import Diagnostic
from diptych.source.libraries.declared import COPIES, DECK, Declared, home_of, of_home
from diptych.source.libraries.diagnostic_kinds import MISSING_LIBRARY
from diptych.source.libraries.lock import LOCK, Locked
from diptych.source.project import Reading, read_project
from diptych.storage.folder import Folder
from diptych.storage.scratch import scratch
from diptych.storage.texts import write_text

_SHORT = 10


class Plan:
    """An update that is prepared, to be reviewed before it is written."""

    def __init__(self, root: Path, names: Sequence[str], revision: str | None) -> None:
        self.root = root
        self.lines: tuple[str, ...] = ()
        self.found: tuple[Diagnostic, ...] = ()
        self.texts: Mapping[str, str] = {}
        self.asks = False
        """Whether something that the project uses would change."""
        self.is_needed = False
        self._wanted = (names, revision)
        self._held = contextlib.ExitStack()
        self._staging: Path
        """Set on entering; removed with its contents on leaving."""
        self._staged: list[Staged] = []
        self._lock: dict[str, Locked] = {}

    def __enter__(self) -> Self:
        """Fetch the requested versions and compare them with the current ones.

        Remove what a killed update has left behind, even if nothing will be written.
        """
        with Folder(self.root) as project:
            project.sweep()
        with contextlib.ExitStack() as opening:
            self._staging = opening.enter_context(scratch())
            self._prepare(*self._wanted)
            self._held = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove what was fetched and not accepted."""
        self._held.close()

    def write(self) -> tuple[Path, ...]:
        """Write the copies and the lock; return the paths that were written."""
        copies = [one for one in self._staged if one.is_copy]
        written = [replace_copy(self.root, one) for one in copies]
        if write_text(self.root, self.root / LOCK, lock_text(self._lock)):
            written.append(self.root / LOCK)
        return tuple(written)

    def _prepare(self, names: Sequence[str], revision: str | None) -> None:
        old = read_project(self.root, (), None, {})
        self.texts = old.texts
        broken = of_declaration(old)
        if broken:
            self.found = broken
            return
        chosen = [old.libraries[name] for name in names or old.libraries]
        found = []
        for declared in chosen:
            try:
                self._staged.append(self._stage(declared, old.lock.get(declared.name), revision))
            except LibraryError as error:
                found.append(error.found)
        if found:
            self.found = tuple(found)
            return
        new = read_project(
            self.root, (), None, {one.declared.name: one.folder for one in self._staged}
        )
        self.texts = {**old.texts, **new.texts}
        self.found = _new_errors(old, new)
        self._lock = {name: locked for name, locked in old.lock.items() if name in old.libraries}
        lines: list[str] = []
        for one in self._staged:
            lines += self._compare(one, old, new)
        self.lines = tuple(lines)

    def _stage(self, declared: Declared, locked: Locked | None, revision: str | None) -> Staged:
        folder = self._staging / declared.name
        if declared.is_git:
            asked = revision or declared.revision
            has_copy = (self.root / COPIES / declared.name / DECK).is_file()
            is_restored = not has_copy and revision is None and locked is not None and locked.commit
            wanted = locked.commit if is_restored and locked is not None else asked
            commit = fetch(self.root, declared, wanted, folder)
            if is_restored and locked is not None:
                asked = locked.revision
            return Staged(
                declared=declared, folder=folder, is_copy=True, revision=asked, commit=commit
            )
        source = Path(os.path.normpath(self.root / of_home(declared.source)))
        if not (source / DECK).is_file():
            message = (
                f"library `{declared.name}`: there is no deck/deck.yaml in `{declared.source}`"
            )
            hint = "name the folder of a Diptych project, relative to the folder of this one"
            raise LibraryError(MISSING_LIBRARY.at(declared.span, message, hint=hint))
        if home_of(self.root, declared) == source:
            return Staged(declared=declared, folder=source, is_copy=False)
        stage_copy(source, folder)
        return Staged(declared=declared, folder=folder, is_copy=True)

    def _compare(self, one: Staged, old: Reading, new: Reading) -> Iterator[str]:
        """Yield a description of what would change, and keep what would be locked."""
        name = one.declared.name
        before = old.lock.get(name)
        self._lock[name] = now = Locked(
            source=one.declared.source,
            revision=one.revision,
            commit=one.commit,
            slides=dict(sorted(new.library_slides.get(name, {}).items())),
        )
        home = home_of(self.root, one.declared)
        is_there = (home / DECK).is_file()
        yield f"{name}  {_move(before, now)}"
        if one.is_copy and not is_there:
            self.is_needed = True
            yield f"  {count(len(now.slides), 'slide')} used"
            return
        known = before.slides if before is not None else {}
        changed = {
            slide
            for slide in now.slides
            if known.get(slide, now.slides[slide]) != now.slides[slide]
        }
        if one.is_copy:
            was = old.library_slides.get(name, {})
            changed |= {slide for slide in now.slides if was.get(slide) != now.slides[slide]}
        yield from changes(name, changed, old, new, is_copy=one.is_copy)
        texts = (*translations(name, old, new), *references(name, old, new)) if one.is_copy else ()
        yield from texts
        others = unused(home, one.folder, set(now.slides)) if one.is_copy else ""
        kept = len(now.slides) - len(changed)
        yield f"  {count(kept, 'used slide')} unchanged" + (f"; {others}" if others else "")
        self.asks = self.asks or bool(changed or texts)
        self.is_needed = self.is_needed or bool(changed or others) or before != now


def _new_errors(old: Reading, new: Reading) -> tuple[Diagnostic, ...]:
    """Return the errors that an update would cause."""
    before = {(one.kind.code, one.message, one.span) for one in old.found}
    caused = {
        one
        for one in new.found
        if one.is_error and (one.kind.code, one.message, one.span) not in before
    }
    return tuple(one for one in new.found if one in caused)


def _move(before: Locked | None, now: Locked) -> str:
    if not now.commit:
        return f"from {now.source}"
    target = f"{now.commit[:_SHORT]} ({now.revision})"
    if before is None or not before.commit or before.commit == now.commit:
        return f"at {target}"
    return f"{before.commit[:_SHORT]} → {target}"
