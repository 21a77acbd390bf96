"""Writing one output of one talk in one language to the file that the user names.

The file is replaced each time, unless it is not as a build has made it: what was written there last
is recorded in the user's cache. Nothing else there is touched.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from diptych.building.manifest import output_folder
from diptych.building.replacing import check_replaced
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, DiagnosticKind
from diptych.model.laid_out import LaidOutTalk
from diptych.render.output import File
from diptych.storage.cache import States, name_of
from diptych.storage.folder import Folder
from diptych.storage.recall import keep, recall
from diptych.storage.staging import Staging

SEVERAL = DiagnosticKind(
    "OUT601",
    "several-for-one-file",
    "`-o FILE` writes one file, but several talks, languages or slides would each be one.",
)
A_SOURCE = DiagnosticKind(
    "OUT602", "file-is-a-source", "`-o FILE` names a file that the talk is made from."
)

_LISTED = 12
"""How many talks a hint lists."""


def check_talks(file: Path, names: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield an error unless there is one talk to be written to `file`."""
    if len(names) > 1:
        more = ", …" if names[_LISTED:] else ""
        message = f"`{file.name}` is one file, and there are {len(names)} talks"
        hint = f"name one of them: {', '.join(names[:_LISTED])}{more}"
        yield SEVERAL.at(None, message, hint=hint)


def check_languages(file: Path, talks: Sequence[LaidOutTalk]) -> Iterator[Diagnostic]:
    """Yield an error unless the talk that is to be written to `file` is in one language."""
    if len(talks) > 1:
        locales = [talk.locale for talk in talks]
        message = f"`{file.name}` is one file, and talk `{talks[0].talk.name}` is in"
        hint = f"`--locale {locales[0]}` writes one of them"
        yield SEVERAL.at(talks[0].talk.span, f"{message} {', '.join(locales)}", hint=hint)


def check_is_no_source(file: Path, read: States) -> Iterator[Diagnostic]:
    """Yield an error if `file` is one of those that were read, by whatever name."""
    try:
        there = file.stat()
    except OSError:
        return
    for path in read:
        try:
            is_same = os.path.samestat(path.stat(), there)
        except OSError:
            continue
        if is_same:
            message = f"`{file.name}` is a source of the talk, which would be lost"
            yield A_SOURCE.at(None, message, hint="name another file")
            return


class LoneFile(Struct, frozen=True, kw_only=True):
    """A file that is made elsewhere, and replaces an earlier one in one step."""

    file: Path
    folder: Folder
    staging: Staging
    cache: Path | None
    has_steps: bool
    """Whether a slide has a file for each of its steps."""
    names_slide: bool
    """Whether only one slide is asked for."""

    def take(self, files: Iterable[File]) -> tuple[Diagnostic, ...]:
        """Take the one of `files` with the file's ending; return an error if several have it."""
        for path, content in files:
            if path.suffix != self.file.suffix.lower():
                continue
            if self.staging.made:
                each = "step of a slide" if self.has_steps else "slide"
                message = f"`{self.file.name}` is one file, and there is one for each {each}"
                hint = f"{self._remedy}, or name a folder"
                return (SEVERAL.at(None, message, hint=hint),)
            pieces = (content,) if isinstance(content, bytes) else content
            self.folder.make(PurePosixPath(self.file.name), pieces, self.staging)
        return ()

    @property
    def _remedy(self) -> str:
        one = "" if self.names_slide else "name a slide, such as `--slides 1`"
        return " and ".join(filter(None, (one, "leave out `--steps`" if self.has_steps else "")))

    def check_replaced(self) -> Iterator[Diagnostic]:
        """Yield an error if there is a file that is not as a build has made it."""
        path = PurePosixPath(self.file.name)
        if path in self.staging.made and os.path.lexists(self.file):
            recorded = recall(self.cache, *self._record)
            known = {path: {recorded.decode("ascii", "replace")}} if recorded else {}
            if self.folder.hash(path) != self._hash:
                yield from check_replaced(self.folder, (path,), known)

    def place(self) -> None:
        """Put it in place, and record what it is."""
        made = self._hash
        self.folder.place(self.staging)
        if made is not None:
            keep(self.cache, *self._record, made.encode())

    @property
    def _record(self) -> tuple[str, str]:
        return "files", name_of(self.file)

    @property
    def _hash(self) -> str | None:
        """Return the hash of what was made."""
        path = PurePosixPath(self.file.name)
        return self.folder.hash(self.staging.made[path]) if path in self.staging.made else None


@contextlib.contextmanager
def lone_file(file: Path, config: BuildConfig) -> Iterator[LoneFile]:
    """Yield the file to be made; raise OSError if it cannot be written, or is a link."""
    with output_folder(config) as folder:
        folder.sweep()
        with folder.staging() as staging:
            names_slide = config.slides is not None and len(config.slides) == 1
            yield LoneFile(
                file=file,
                folder=folder,
                staging=staging,
                cache=config.cache,
                has_steps=config.options.steps,
                names_slide=names_slide,
            )
