"""The fonts that are installed on this machine, found by what their files say."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from diptych.fonts.sfnt import FontFacts, faces_in
from diptych.storage.cache import States, state_of
from diptych.storage.reading import FONT, Peek, Reader

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_FOLDERS = {
    "linux": (
        "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
    ),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": (r"%WINDIR%\Fonts", r"%LOCALAPPDATA%\Microsoft\Windows\Fonts"),
}  # fmt: skip
"""Where systems keep fonts (fonts.conf; File System Programming Guide; KNOWNFOLDERID)."""
_MOST_FILES = 10_000
_DEEPEST = 6


class Installed(Struct, frozen=True, kw_only=True):
    """A face that is installed."""

    path: Path
    facts: FontFacts

    def read(self, reader: Reader) -> bytes:
        """Return its file; raise OSError if it cannot be read."""
        return reader.below(self.path.parent).read(self.path, FONT)


def font_folders() -> list[Path]:
    """Return the folders with installed fonts."""
    named = _FOLDERS.get(sys.platform, _FOLDERS["linux"])
    return [Path(os.path.expandvars(name)).expanduser() for name in named]


def installed_fonts(note: Callable[[Path], None]) -> Iterator[Installed]:
    """Yield the faces that are installed; `note` is called with each folder before it is searched.

    A file that cannot be read is left out.
    """
    for path in _files(note):
        try:
            with Peek(path) as peek:
                yield from (Installed(path=path, facts=facts) for facts in faces_in(peek.at))
        except OSError:
            continue


def states_of_folders() -> States:
    """Return the states of the folders with installed fonts, which change with what is in them."""
    folders: list[Path] = []
    tuple(_files(folders.append))
    return {folder: state_of(folder) for folder in folders}


def _files(note: Callable[[Path], None]) -> Iterator[Path]:
    count = 0
    for top in font_folders():
        note(top)
        for above, folders, names in os.walk(top):
            folder = Path(above)
            if folder != top:
                note(folder)
            if len(folder.relative_to(top).parts) >= _DEEPEST:
                folders.clear()
            folders.sort()
            for name in sorted(names):
                if name.lower().endswith(_SUFFIXES):
                    count += 1
                    if count > _MOST_FILES:
                        return
                    yield folder / name
