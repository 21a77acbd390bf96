"""A kind of output: its name, what it is for, where it is and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the command line reads what outputs there are before it needs any of these
    from diptych.model.laid_out import LaidOutTalk
    from diptych.model.supplies import Supplies

File = tuple[PurePosixPath, bytes | Iterable[bytes]]
"""A file's path below the output folder, and its content, whole or piece by piece."""
Renderer = Callable[["LaidOutTalk", "Supplies"], Iterator[File]]
"""Yields the files of one talk in one language; what another file loads comes before it.

Raises Refusal where something in the author's sources is in the way: between two files, never
within one.
"""


def whole(content: bytes | Iterable[bytes]) -> bytes:
    """Return the content of a file in one piece."""
    return content if isinstance(content, bytes) else b"".join(content)


class Output(NamedTuple):
    """One kind of files that a talk is written as."""

    name: str
    """What `--to` calls it."""
    help: str
    """What it is, in a few words for the command's help."""
    opened: str
    """The path of what a person opens, below the output folder: `{talk}` and `{locale}` stand for
    the names of both. Talks or languages with one path between them share a file."""
    render: Renderer

    def path(self, talk: LaidOutTalk) -> PurePosixPath:
        """Return the path of what a person opens of `talk`."""
        return PurePosixPath(self.opened.format(talk=talk.talk.name, locale=talk.locale))
