"""What a build may replace: what a build has made and nobody has changed since."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from diptych.diagnostics import Diagnostic, DiagnosticKind
from diptych.storage.folder import Folder

FOREIGN_FILE = DiagnosticKind(
    "OUT603",
    "foreign-file-in-the-way",
    "A build would replace a file that no build has made, as far as its content and the records of"
    " builds show.",
)
EDITED_FILE = DiagnosticKind(
    "OUT605",
    "edited-file-in-the-way",
    "A build would replace a file that was changed after a build had made it: by a person in"
    " PowerPoint, with notes in a PDF, by hand. Edits do not come back to the sources, so they"
    " would be lost.",
)
_MOST = 1 << 30
"""Bytes of a file that is looked into; Diptych makes none that are larger."""


def check_replaced(
    folder: Folder,
    paths: Iterable[PurePosixPath],
    known: Mapping[PurePosixPath, Collection[str]],
    among: Collection[PurePosixPath] = (),
) -> Iterator[Diagnostic]:
    """Yield an error for each of `paths` in `folder` that must not be replaced.

    `known` are the hashes of what builds are recorded to have made there. Records may be lost, so
    files are replaced as well if their content says that Diptych has made them. In an output
    folder, where they are `among` the files of a build, so are those that only look like it; and
    those of a kind that looks like nothing come with others, and are ours unless all of these are
    somebody else's.
    """
    unknown = [path for path in paths if folder.hash(path) not in known.get(path, ())]
    if not unknown:
        return
    from diptych.render.recognition import Origin, origin_of  # only where there is something

    found = {path: origin_of(path, folder.content(path, _MOST) or b"") for path in unknown}
    trusted = {Origin.AS_WRITTEN, Origin.OURS}
    if among:
        trusted.add(Origin.LIKE_OURS)
        if not known.keys().isdisjoint(among) or not trusted.isdisjoint(found.values()):
            trusted.add(Origin.UNKNOWN)
    for path, origin in found.items():
        if origin is Origin.EDITED or (path in known and origin is not Origin.AS_WRITTEN):
            yield _edited(folder.path / path)
        elif origin not in trusted:
            yield _foreign(folder.path / path)


def is_of_others(folder: Folder, path: PurePosixPath) -> bool:
    """Return whether there is a file at `path` that does not say that Diptych has made it."""
    if not os.path.lexists(folder.path / path):
        return False
    from diptych.render.recognition import Origin, origin_of

    content = folder.content(path, _MOST) or b""
    return origin_of(path, content) not in {Origin.OURS, Origin.AS_WRITTEN}


def _foreign(path: Path) -> Diagnostic:
    message = f"`{path}` would be replaced, and was not made by Diptych"
    hint = "move it, or name another place with `-o`; `--force` replaces it"
    return FOREIGN_FILE.at(None, message, hint=hint)


def _edited(path: Path) -> Diagnostic:
    message = f"`{path}` was changed after it was built, and would be replaced"
    hint = "keep it under another name; `--force` replaces it"
    return EDITED_FILE.at(None, message, hint=hint)
