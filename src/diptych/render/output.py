"""The description of an output: its name, purpose, path and writer."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

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


def _found(reference: str) -> Callable[..., object]:
    import pkgutil  # only if anything is written

    return cast("Callable[..., object]", pkgutil.resolve_name(reference))


def whole(content: bytes | Iterable[bytes]) -> bytes:
    """Return the content of a file in one piece."""
    return content if isinstance(content, bytes) else b"".join(content)


class Shared(NamedTuple):
    """The files that an output has once for all talks of a project."""

    opened: str
    """The path of the one that a person opens, below the output folder."""
    writer: str
    """Where the function is that yields them, given the supplies of a project."""
    gaps: str
    """Where the function is that yields a line for each thing that they, or the talks' own files,
    are without."""

    def render(self, supplies: "Supplies") -> Iterator[File]:
        """Yield the files of a project."""
        return cast("Iterator[File]", _found(self.writer)(supplies))

    def lacking(self, site: "Site") -> Iterator[str]:
        """Yield a line for each thing that is missing."""
        return cast("Iterator[str]", _found(self.gaps)(site))


class Output(NamedTuple):
    """A format in which talks are written."""

    name: str
    """Its name for `--to`."""
    help: str
    """Its description in a few words, for the command's help."""
    opened: str
    """The path of what a person opens, below the output folder, with `{talk}` and `{locale}` as
    placeholders; a folder ends in `/`. Talks or languages with the same path share a file."""
    writer: str
    """Where its `Renderer` is, `package.module:function`, as in entry points (PyPA specifications,
    "Entry points"): it is imported only when files are made."""
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

    def render(self, talk: "LaidOutTalk", supplies: "Supplies") -> Iterator[File]:
        """Yield the files of `talk`, as its `Renderer` does."""
        return cast("Renderer", _found(self.writer))(talk, supplies)

    def path(self, talk: "LaidOutTalk") -> PurePosixPath:
        """Return the path of what a person opens of `talk`."""
        return PurePosixPath(self.opened.format(talk=talk.talk.name, locale=talk.locale))
