"""The description of an output: its name, purpose, path and writer."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:  # the command line reads the table of outputs before it needs any of these
    from diptych.model.laid_out import LaidOutTalk
    from diptych.model.site import Site
    from diptych.model.supplies import Supplies

File = tuple[PurePosixPath, bytes | Iterable[bytes]]
"""A file's path below the output folder, and its content, whole or in pieces."""
Renderer = Callable[["LaidOutTalk", "Supplies"], Iterator[File]]
"""Yields the files of one talk in one language, each after the files that it loads.

Raises Refusal if something in the author's sources prevents writing; only between two files, never
within one.
"""


def whole(content: bytes | Iterable[bytes]) -> bytes:
    """Return the content of a file in one piece."""
    return content if isinstance(content, bytes) else b"".join(content)


class Shared(NamedTuple):
    """The files that an output has once for all talks of a project."""

    opened: str
    """The path of the one that a person opens, below the output folder."""
    render: Callable[["Supplies"], Iterator[File]]
    """Yields them, given the supplies of a project."""
    lacking: Callable[["Site"], Iterator[str]]
    """Yields a line for each thing that they, or the talks' own files, are without."""


class Output(NamedTuple):
    """A format in which talks are written."""

    name: str
    """Its name for `--to`."""
    help: str
    """Its description in a few words, for the command's help."""
    opened: str
    """The path of what a person opens, below the output folder, with `{talk}` and `{locale}` as
    placeholders; a folder ends in `/`. Talks or languages with the same path share a file."""
    render: Renderer
    endings: tuple[str, ...] = ()
    """The endings of files by which `-o FILE` asks for it, in lower case."""
    is_default: bool = True
    """Whether it is written if no output is named."""
    shows_hidden: bool = True
    """Whether hidden slides are in it, and only skipped when the talk is given."""
    notes: Literal["always", "on request", "never"] = "always"
    """When speaker notes are in it, if the build has any; `--with-notes` requests them."""
    options: tuple[str, ...] = ()
    """The fields of `OutputOptions` that concern it."""
    shared: Shared | None = None
    """What it has besides the talks; its files may name all talks of the project."""

    def path(self, talk: "LaidOutTalk") -> PurePosixPath:
        """Return the path of what a person opens of `talk`."""
        return PurePosixPath(self.opened.format(talk=talk.talk.name, locale=talk.locale))
