"""Libraries: added, brought up to date, compared with what is out there, held to the lock."""

from __future__ import annotations

import difflib
import io
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Span, nearest
from diptych.localise.units import slide_units
from diptych.manifest import write_text
from diptych.model.deck import Slide
from diptych.source.declaring import with_library
from diptych.source.faults import (
    BAD_LIBRARY,
    CHANGED_LIBRARY,
    LIBRARY_CYCLE,
    MISSING_LIBRARY,
    MISSING_REVISION,
    UNKNOWN_LIBRARY,
    UNLOCKED_LIBRARY,
    UNREACHABLE_LIBRARY,
)
from diptych.source.libraries import (
    COPIES,
    HEAD,
    LOCK,
    REVISION,
    Declared,
    Locked,
    cited,
    home_of,
    leads_back,
    unfit_name,
)
from diptych.source.project import Reading, read_project
from diptych.source.selection import slide_ids
from diptych.source.slides import slide_path

TIME_LIMIT = 300
"""Seconds that git may take for one step."""
_PROTOCOLS = "file:git:http:https:ssh"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|[\w.-]+@[\w.-]+:")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_PLAIN = re.compile(r"[A-Za-z./][A-Za-z0-9./_@+-]*")
_WORDS = re.compile(r"\s+|[^\s]+")
_SHORT = 10
_DECK = Path("deck", "deck.yaml")
_HEAD = (
    "# Written by `diptych library`: which state of each library this project uses. Commit it.\n"
)
_NEVER = frozenset({"null", "true", "false", "yes", "no", "on", "off", "none"})


_ABOUT_LIBRARIES = (
    BAD_LIBRARY,
    CHANGED_LIBRARY,
    LIBRARY_CYCLE,
    MISSING_LIBRARY,
    UNKNOWN_LIBRARY,
    UNLOCKED_LIBRARY,
)


class Report(Struct, frozen=True, kw_only=True):
    """What a command about libraries came to."""

    lines: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = {}


class LibraryError(Exception):
    """A library cannot be had."""

    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found.message)
        self.found = found


class Staged(Struct, frozen=True, kw_only=True):
    """A library as it would be."""

    declared: Declared
    folder: Path
    """Where it can be read now."""
    is_copy: bool
    """Whether the folder is to become the local copy."""
    revision: str = ""
    commit: str = ""


class Plan:
    """An update that is prepared, to be looked at before it is written."""

    def __init__(self, root: Path, names: Sequence[str], revision: str | None) -> None:
        self.root = root
        self.lines: tuple[str, ...] = ()
        self.found: tuple[Diagnostic, ...] = ()
        self.texts: Mapping[str, str] = {}
        self.asks = False
        """Whether something that was used so far would change."""
        self.is_needed = False
        self._wanted = (names, revision)
        self._staging = root / COPIES
        self._staged: list[Staged] = []
        self._lock: dict[str, Locked] = {}

    def __enter__(self) -> Self:
        """Fetch what is wanted and compare it with what there is."""
        self._staging = _staging_folder(self.root)
        try:
            self._prepare(*self._wanted)
        except BaseException:
            self._clear()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove what was fetched and not taken over."""
        self._clear()

    def _clear(self) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)
        _remove_if_empty(self._staging.parent)

    def write(self) -> tuple[Path, ...]:
        """Take over the copies and the lock; return what was written."""
        copies = [one for one in self._staged if one.is_copy]
        written = [_replace_copy(self.root, one, self._staging) for one in copies]
        if write_text(self.root / LOCK, lock_text(self._lock)):
            written.append(self.root / LOCK)
        return tuple(written)

    def _prepare(self, names: Sequence[str], revision: str | None) -> None:
        old = read_project(self.root, (), None, {})
        self.texts = old.texts
        broken = _of_libraries(old)
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
            has_copy = (self.root / COPIES / declared.name / _DECK).is_file()
            is_restored = not has_copy and revision is None and locked is not None and locked.commit
            wanted = locked.commit if is_restored and locked is not None else asked
            commit = fetch(self.root, declared, wanted, folder)
            if is_restored and locked is not None:
                asked = locked.revision
            return Staged(
                declared=declared, folder=folder, is_copy=True, revision=asked, commit=commit
            )
        source = Path(os.path.normpath(self.root / Path(declared.source).expanduser()))
        if not (source / _DECK).is_file():
            message = (
                f"library `{declared.name}`: there is no deck/deck.yaml in `{declared.source}`"
            )
            hint = "name the folder of a Diptych project, from the folder of this one"
            raise LibraryError(MISSING_LIBRARY.at(declared.span, message, hint=hint))
        if home_of(self.root, declared) == source:
            return Staged(declared=declared, folder=source, is_copy=False)
        shutil.copytree(source / "deck", folder / "deck", ignore=_without_copies)
        return Staged(declared=declared, folder=folder, is_copy=True)

    def _compare(self, one: Staged, old: Reading, new: Reading) -> Iterator[str]:
        """Yield what would change, and keep what would be locked."""
        name = one.declared.name
        before = old.lock.get(name)
        self._lock[name] = now = Locked(
            source=one.declared.source,
            revision=one.revision,
            commit=one.commit,
            slides=dict(sorted(new.lent.get(name, {}).items())),
        )
        home = home_of(self.root, one.declared)
        is_there = (home / _DECK).is_file()
        yield f"{name}  {_move(before, now)}"
        if one.is_copy and not is_there:
            self.is_needed = True
            yield f"  {_count(len(now.slides), 'slide')} used"
            return
        known = before.slides if before is not None else {}
        changed = {
            slide
            for slide in now.slides
            if known.get(slide, now.slides[slide]) != now.slides[slide]
        }
        if one.is_copy:
            was = old.lent.get(name, {})
            changed |= {slide for slide in now.slides if was.get(slide) != now.slides[slide]}
        yield from _changes(name, changed, old, new)
        told = (*_translations(name, old, new), *_references(name, old, new)) if one.is_copy else ()
        yield from told
        others = _others(home, one.folder, set(now.slides)) if one.is_copy else ""
        kept = len(now.slides) - len(changed)
        yield f"  {_count(kept, 'used slide')} unchanged" + (f"; {others}" if others else "")
        self.asks = self.asks or bool(changed or told)
        self.is_needed = self.is_needed or bool(changed or others) or before != now


def add(root: Path, name: str, source: str, revision: str | None, *, is_git: bool) -> Report:
    """Declare a library in deck.yaml, make its copy and lock it.

    Raise ValueError if it cannot be declared under this name, or not in this way.
    """
    reading = read_project(root, (), (), {})
    declared = _to_declare(root, reading, name, source, revision, is_git=is_git)
    settings = {"git": declared.source, "revision": declared.revision}
    if not declared.is_git:
        settings = {"path": declared.source}
    said = ", ".join(f"{key}: {_scalar(value)}" for key, value in settings.items())
    text = with_library(root / _DECK, name, f"{{{said}}}")
    staging = _staging_folder(root)
    try:
        written = _add(root, declared, text, staging)
    except LibraryError as error:
        return Report(found=(error.found,), texts=reading.texts)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        _remove_if_empty(staging.parent)
    return Report(written=written)


def outdated(root: Path, names: Sequence[str] = ()) -> Report:
    """Return for each library whether there is something newer; write nothing."""
    reading = read_project(root, (), (), {})
    if broken := _of_libraries(reading):
        return Report(found=broken, texts=reading.texts)
    rows, found = [("LIBRARY", "REVISION", "LOCKED", "STATE")], []
    for name in names or reading.libraries:
        declared, locked = reading.libraries[name], reading.lock.get(name)
        try:
            state = _state(root, declared, locked, reading)
        except LibraryError as error:
            found.append(error.found)
            continue
        commit = locked.commit[:_SHORT] if locked is not None else ""
        rows.append((name, declared.revision or "(path)", commit or "-", state))
    if not reading.libraries:
        nothing = "no library is declared; `diptych library add NAME SOURCE` begins"
        return Report(lines=(nothing,), found=tuple(found), texts=reading.texts)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return Report(lines=tuple(lines), found=tuple(found), texts=reading.texts)


def verify(root: Path) -> Report:
    """Hold every library to the lock; slides used for the first time are recorded in it."""
    held = read_project(root, (), ())
    reading = read_project(root, (), (), {})
    wrong = tuple(one for one in held.found if _is_of_libraries(one))
    lock, lines = dict(reading.lock), []
    for name, used in reading.lent.items():
        locked = lock.get(name)
        if locked is None or locked.source != reading.libraries[name].source:
            continue
        differs = [slide for slide, now in used.items() if locked.slides.get(slide, now) != now]
        lines.append(f"{name}  {_count(len(used), 'slide')} used, {len(differs)} changed")
        if not differs:
            fresh = sorted(used.keys() - locked.slides.keys())
            lines += (f"  recorded {slide}" for slide in fresh)
            lock[name] = replace(locked, slides={**locked.slides, **used})
    written: tuple[Path, ...] = ()
    if not wrong and lock != reading.lock and write_text(root / LOCK, lock_text(lock)):
        written = (root / LOCK,)
    return Report(lines=tuple(lines), written=written, found=wrong, texts=held.texts)


def is_revision(text: str) -> bool:
    """Return whether `text` can be a branch, tag or commit."""
    return REVISION.fullmatch(text) is not None


def declared_in(root: Path) -> tuple[str, ...]:
    """Return the names of the libraries that a project declares."""
    return tuple(read_project(root, (), (), {}).libraries)


def lock_text(lock: Mapping[str, Locked]) -> str:
    """Return the text of deck.lock."""
    lines = [_HEAD, "libraries:\n" if lock else "libraries: {}\n"]
    for name, locked in sorted(lock.items()):
        lines.append(f"  {name}:\n    source: {_scalar(locked.source)}\n")
        if locked.revision:
            lines.append(f"    revision: {_scalar(locked.revision)}\n")
        if locked.commit:
            lines.append(f'    commit: "{locked.commit}"\n')
        lines.append("    slides:\n" if locked.slides else "    slides: {}\n")
        lines += (f'      {slide}: "{sha}"\n' for slide, sha in sorted(locked.slides.items()))
    return "".join(lines)


def fetch(root: Path, declared: Declared, revision: str, folder: Path) -> str:
    """Put the files of a revision of a git library into `folder`; return its commit.

    Raise LibraryError where that cannot be.
    """
    address = _address(root, declared)
    with tempfile.TemporaryDirectory(prefix="diptych-") as temporary:
        repository = Path(temporary)
        _git(declared, "init", "--quiet", "--bare", "--template=", "--", temporary)
        at = ("-C", temporary)
        fetched = _try_git(declared, *at, "fetch", "--quiet", "--depth=1", "--", address, revision)
        if fetched is not None:
            name = "FETCH_HEAD"
        else:
            heads = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
            _git(declared, *at, "fetch", "--quiet", "--", address, *heads)
            name = revision
        found = _try_git(declared, *at, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if found is None:
            raise LibraryError(_no_revision(declared, revision, _names(declared, repository)))
        commit = found.decode().strip()
        _unpack(_git(declared, *at, "archive", "--format=tar", commit), folder, declared)
    if not (folder / _DECK).is_file():
        message = f"library `{declared.name}` has no deck/deck.yaml at `{revision}`"
        hint = "name a repository that is a Diptych project"
        raise LibraryError(MISSING_LIBRARY.at(declared.span, message, hint=hint))
    return commit


def _to_declare(
    root: Path, reading: Reading, name: str, source: str, revision: str | None, *, is_git: bool
) -> Declared:
    why = unfit_name(name)
    if why is not None:
        raise ValueError(f"{why}; use lower-case letters, digits and hyphens")
    if name in reading.libraries:
        raise ValueError(f"there is a library `{name}` already; `diptych library update {name}`")
    if (root / COPIES / name).exists():
        raise ValueError(f"`{COPIES / name}` is there already; move it away")
    if not source.strip() or source.startswith("-"):
        raise ValueError(f"`{source}` is no source: name a folder or a git repository")
    is_git = is_git or _is_git(source)
    if revision is not None and (not is_git or not is_revision(revision)):
        what = f"`{revision}` is no branch, tag or commit" if is_git else "a folder has no revision"
        raise ValueError(f"{what}; `--git` says that the source is a repository")
    span = Span("deck/deck.yaml", 1)
    path = Path(source).expanduser()
    if not _SCHEME.match(source) and path.exists():  # as seen from here: from the project instead
        given = path if Path(source).is_absolute() else Path(os.path.relpath(path, root))
        source = given.as_posix()
    return Declared(
        name=name,
        source=source,
        is_git=is_git,
        revision=(revision or HEAD) if is_git else "",
        span=span,
    )


def _is_git(source: str) -> bool:
    path = Path(source).expanduser()
    is_bare = (path / "HEAD").is_file() and (path / "objects").is_dir()
    return bool(_SCHEME.match(source)) or source.endswith(".git") or is_bare


def _add(root: Path, declared: Declared, text: str, staging: Path) -> tuple[Path, ...]:
    one = Staged(declared=declared, folder=home_of(root, declared), is_copy=False)
    if declared.is_git:
        folder = staging / declared.name
        commit = fetch(root, declared, declared.revision, folder)
        one = Staged(
            declared=declared,
            folder=folder,
            is_copy=True,
            revision=declared.revision,
            commit=commit,
        )
    elif not (one.folder / _DECK).is_file():
        message = f"there is no deck/deck.yaml in `{declared.source}`"
        hint = "name the folder of a Diptych project; a git repository with `--git`"
        raise LibraryError(MISSING_LIBRARY.at(None, message, hint=hint))
    if cycle := leads_back(root, one.folder):
        message = f"library `{declared.name}` leads back to this project: {cycle}"
        hint = "take what both use into a third project"
        raise LibraryError(LIBRARY_CYCLE.at(None, message, hint=hint))
    written = [root / _DECK]
    write_text(root / _DECK, text)
    if one.is_copy:
        written.append(_replace_copy(root, one, staging))
    reading = read_project(root, (), (), {})
    locked = Locked(
        source=declared.source,
        revision=one.revision,
        commit=one.commit,
        slides=dict(reading.lent.get(declared.name, {})),
    )
    if write_text(root / LOCK, lock_text({**reading.lock, declared.name: locked})):
        written.append(root / LOCK)
    return tuple(written)


def _replace_copy(root: Path, one: Staged, staging: Path) -> Path:
    """Put a staged folder in the place of the local copy; what was there goes last."""
    home, aside = root / COPIES / one.declared.name, staging / f"{one.declared.name}.old"
    if home.exists():
        home.rename(aside)
    try:
        one.folder.rename(home)
    except OSError:
        if aside.exists():
            aside.rename(home)
        raise
    return home


def _staging_folder(root: Path) -> Path:
    """Return a new folder on the same disk as the copies."""
    (root / COPIES).mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=".new-", dir=root / COPIES))


def _without_copies(folder: str, names: list[str]) -> list[str]:
    """Return what is not copied of a project's deck: the libraries that it uses itself."""
    return [name for name in names if Path(folder).name == "deck" and name == COPIES.name]


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _of_libraries(reading: Reading) -> tuple[Diagnostic, ...]:
    """Return what is wrong with deck.yaml or the lock themselves, so that nothing can be done."""
    files = ("deck.yaml", "deck.lock")
    wrong = (one for one in reading.found if one.is_error and one.span is not None)
    return tuple(
        one
        for one in wrong
        if one.span is not None
        and Path(one.span.file).name in files
        and one.fault is not MISSING_LIBRARY
    )


def _is_of_libraries(found: Diagnostic) -> bool:
    """Return whether an error is about a library; that a slide is new in the lock is none."""
    if not found.is_error or found.span is None:
        return False
    is_new = found.fault is UNLOCKED_LIBRARY and Path(found.span.file).name != "deck.yaml"
    about = found.fault in _ABOUT_LIBRARIES or Path(found.span.file).name == "deck.lock"
    return about and not is_new


def _new_errors(old: Reading, new: Reading) -> tuple[Diagnostic, ...]:
    """Return the errors that an update would bring."""
    before = {(one.fault.code, one.message, one.span) for one in old.found}
    brought = {
        one
        for one in new.found
        if one.is_error and (one.fault.code, one.message, one.span) not in before
    }
    return tuple(one for one in new.found if one in brought)


def _changes(name: str, changed: set[str], old: Reading, new: Reading) -> Iterator[str]:
    """Yield each changed slide as a word diff, with the talks that show it."""
    before, now = _shown(old), _shown(new)
    for slide in sorted(changed):
        named = f"{name}:{slide}"
        yield f"  {named}  in {', '.join(_places(named, new))}"
        lines = list(_word_diffs(before.get(named), now.get(named)))
        yield from lines or ("    the texts are the same: a picture or the layout changed",)


def _translations(name: str, old: Reading, new: Reading) -> Iterator[str]:
    """Yield each translation of the library that is another one, as a word diff."""
    before, now = _lent(name, old), _lent(name, new)
    for locale, context in sorted(now.keys() | before.keys()):
        was, told = before.get((locale, context), ""), now.get((locale, context), "")
        if was != told:
            yield f"  {locale}  {context}"
            yield f"    {word_diff(was, told)}"


def _lent(name: str, reading: Reading) -> dict[tuple[str, str], str]:
    """Return what a library has for the slides that are used, by locale and context."""
    return {
        (locale, context): entry.translation.text
        for locale, catalogue in reading.catalogues.by_locale.items()
        for context, entry in catalogue.entries.items()
        if context.startswith(f"{name}:") and entry.span.file != catalogue.file
    }


def _references(name: str, old: Reading, new: Reading) -> Iterator[str]:
    """Yield each source that slides of the library cite and that is another one."""
    before, now = _cited(name, old), _cited(name, new)
    for key in sorted(before.keys() & now.keys()):
        if before[key] != now[key]:
            yield f"  [@{key}]"
            yield f"    {word_diff(before[key], now[key])}"


def _cited(name: str, reading: Reading) -> dict[str, str]:
    return {
        key: " ".join(filter(None, (reference.label, reference.url)))
        for read in reading.talks
        for slide in read.talk.slides
        if slide.source_id.startswith(f"{name}:")
        for key in cited(slide)
        if (reference := read.talk.references.get(key)) is not None
    }


def _shown(reading: Reading) -> dict[str, Slide]:
    return {slide.source_id: slide for read in reading.talks for slide in read.talk.slides}


def _places(named: str, reading: Reading) -> Iterator[str]:
    for read in reading.talks:
        for number, slide in enumerate(read.talk.slides, start=1):
            if slide.source_id == named:
                yield f"{read.talk.name} {number}"


def _word_diffs(old: Slide | None, new: Slide | None) -> Iterator[str]:
    before, now = _texts(old), _texts(new)
    matcher = difflib.SequenceMatcher(None, before, now, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = before[first:last], now[start:end]
        paired = min(len(gone), len(come))
        for one, other in zip(gone, come, strict=False):
            yield f"    {word_diff(one, other)}"
        yield from (f"    [-{one}-]" for one in gone[paired:])
        yield from (f"    {{+{one}+}}" for one in come[paired:])


def word_diff(old: str, new: str) -> str:
    """Return two texts as one: `[-old-]{+new+}` where they differ."""
    before, now = _WORDS.findall(old), _WORDS.findall(new)
    parts = []
    for kind, first, last, start, end in difflib.SequenceMatcher(
        None, before, now, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            parts.append("".join(now[start:end]))
            continue
        gone, come = "".join(before[first:last]), "".join(now[start:end])
        parts.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return " ".join("".join(parts).split("\n"))


def _texts(slide: Slide | None) -> list[str]:
    return [unit.text.source for unit in slide_units(slide)] if slide is not None else []


def _others(old: Path, new: Path, used: set[str]) -> str:
    """Return how many slides that no talk uses differ between two states of a library."""
    before, now = (_contents(folder / "deck" / "slides", used) for folder in (old, new))
    counts = {
        "changed": sum(before[one] != now[one] for one in before.keys() & now.keys()),
        "new": len(now.keys() - before.keys()),
        "gone": len(before.keys() - now.keys()),
    }
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"of slides that no talk uses: {said}" if said else ""


def _contents(folder: Path, used: set[str]) -> dict[str, bytes]:
    paths = {one: slide_path(folder, one) for one in slide_ids(folder) if one not in used}
    return {one: path.read_bytes() for one, path in paths.items() if path is not None}


def _move(before: Locked | None, now: Locked) -> str:
    if not now.commit:
        return f"from {now.source}"
    target = f"{now.commit[:_SHORT]} ({now.revision})"
    if before is None or not before.commit or before.commit == now.commit:
        return f"at {target}"
    return f"{before.commit[:_SHORT]} → {target}"


def _state(root: Path, declared: Declared, locked: Locked | None, reading: Reading) -> str:
    if locked is None:
        return "not locked yet"
    if not declared.is_git:
        used = reading.lent.get(declared.name, {})
        changed = [slide for slide, now in used.items() if locked.slides.get(slide, now) != now]
        return f"{_count(len(changed), 'slide')} changed" if changed else "up to date"
    now = remote_commit(root, declared)
    return "up to date" if now == locked.commit else f"{now[:_SHORT]} is there"


def remote_commit(root: Path, declared: Declared) -> str:
    """Return the commit that a library's revision is in its repository now."""
    revision = declared.revision
    if _COMMIT.fullmatch(revision):
        return revision
    told = _git(declared, "ls-remote", "--", _address(root, declared))
    refs = {ref: sha for sha, ref in (line.split("\t") for line in told.decode().splitlines())}
    wanted = (
        f"refs/tags/{revision}^{{}}",
        f"refs/tags/{revision}",
        f"refs/heads/{revision}",
        revision,
    )
    commit = next((refs[ref] for ref in wanted if ref in refs), None)
    if commit is None:
        names = [ref.partition("/")[2].partition("/")[2] for ref in refs if ref.startswith("refs/")]
        raise LibraryError(_no_revision(declared, revision, names))
    return commit


def _names(declared: Declared, repository: Path) -> list[str]:
    form = "--format=%(refname:lstrip=2)"
    told = _git(declared, "-C", str(repository), "for-each-ref", form)
    return told.decode().split()


def _no_revision(declared: Declared, revision: str, known: Sequence[str]) -> Diagnostic:
    message = f"library `{declared.name}` has no revision `{revision}` in `{declared.source}`"
    hint = nearest(revision, known, what="branch or tag")
    return MISSING_REVISION.at(declared.span, message, hint=hint)


def _address(root: Path, declared: Declared) -> str:
    source = declared.source
    local = root / Path(source).expanduser()
    if not _SCHEME.match(source) and local.exists():
        return str(local.resolve())
    if source.startswith("-") or "::" in source:
        message = f"`{source}` is no address of a git repository"
        raise LibraryError(BAD_LIBRARY.at(declared.span, message, hint="write `https://...`"))
    return source


def _try_git(declared: Declared, *arguments: str) -> bytes | None:
    """Return what git says; None if it fails."""
    done = _run(declared, arguments)
    return done.stdout if done.returncode == 0 else None


def _git(declared: Declared, *arguments: str) -> bytes:
    done = _run(declared, arguments)
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    why = next((line for line in said if line.startswith("fatal:")), said[-1] if said else "")
    message = f"library `{declared.name}` cannot be fetched from `{declared.source}`"
    why = why.removeprefix("fatal: ").strip() or f"git ended with {done.returncode}"
    raise LibraryError(UNREACHABLE_LIBRARY.at(declared.span, message, hint=f"git says: {why}"))


def _run(declared: Declared, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    environment = {
        "GIT_SSH_COMMAND": "ssh -o BatchMode=yes",
        **os.environ,
        "GIT_ASKPASS": "",
        "GIT_TERMINAL_PROMPT": "0",
        "GCM_INTERACTIVE": "never",
        "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
        "LC_ALL": "C",
    }
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):  # as inside a hook
        environment.pop(name, None)
    git = shutil.which("git")
    message = f"library `{declared.name}` needs git, which is not on the path"
    hint = "install git; a folder needs none: `path: ../folder`"
    if git is None:
        raise LibraryError(UNREACHABLE_LIBRARY.at(declared.span, message, hint=hint))
    try:
        return subprocess.run(  # noqa: S603 - no shell; addresses stand behind `--`
            [git, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        message = f"library `{declared.name}`: git took longer than {TIME_LIMIT} seconds"
        hint = f"see whether `{declared.source}` can be reached"
        raise LibraryError(UNREACHABLE_LIBRARY.at(declared.span, message, hint=hint)) from None


def _unpack(data: bytes, folder: Path, declared: Declared) -> None:
    """Write the files of a tar; links are left out, since they could lead anywhere."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            name = PurePosixPath(member.name)
            if name.is_absolute() or ".." in name.parts:
                message = f"library `{declared.name}` holds a file `{member.name}` outside itself"
                raise LibraryError(BAD_LIBRARY.at(declared.span, message))
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())


def _scalar(text: str) -> str:
    """Return a YAML scalar that is `text`, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NEVER and not text.startswith("..."):
        return text
    return msgspec.json.encode(text).decode()


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
