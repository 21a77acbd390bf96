"""Writes an author's own text files: all of them or none, and only those that change."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from diptych.storage.folder import Folder


def write_text(root: Path, path: Path, text: str) -> bool:
    """Write `text` to `path` atomically; return False if the file already had it.

    See `write_texts`.
    """
    return bool(write_texts(root, {path: text}))


def write_texts(root: Path, texts: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write an author's files, all or none of them; return those that changed.

    Below `root` no link is followed; elsewhere the folder is given by the user. Raise OSError if
    one cannot be written, or a link is in the way.
    """
    written: list[Path] = []
    by_top: dict[Path, dict[PurePosixPath, Path]] = {}
    for path in texts:
        top = root if path.is_relative_to(root) else path.parent
        by_top.setdefault(top, {})[PurePosixPath(path.relative_to(top).as_posix())] = path
    for top, names in by_top.items():
        with Folder(top, lasting=True) as folder:
            folder.sweep()
            wanted = {name: texts[path].encode() for name, path in names.items()}
            new = {name: data for name, data in wanted.items() if not folder.holds(name, data)}
            folder.write(new)
            written += (names[name] for name in new)
    return tuple(written)
