"""Strips SVGs of comments, metadata and editors' own elements and attributes, and of scripts.

Neither output runs scripts, but they would run if somebody opened the file of a published deck on
its own, with the rights of its site. An element that is removed is replaced by an empty
`<metadata/>`, so that selectors that count elements still match.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from xml.parsers import expat

from diptych.source.pictures.svg_head import SVG

_KEPT = frozenset((
    SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/1998/Math/MathML",
))  # fmt: skip
_NAMESPACE = re.compile(rb"xmlns(?::([^\s=]+))?\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TAG = rb"<(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>"
_ATTRIBUTE = rb"\s+([^\s=/>]+)\s*=\s*(\"[^\"]*\"|'[^']*')"
_ADDRESS = rb"(href\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')"
SOURCE = "content"
"""The attribute in which draw.io stores the source drawing of a picture, with all its pages."""

_BASE = b"xml:base"
"""The base of relative addresses; browsers ignore it, and it reveals folder names."""
_HANDLER = re.compile(rb"on[a-z]+\s*=\s*[\"']")
_LEADING = frozenset((b"href", b"to", b"from", b"by", b"values"))
"""Attributes that may set, or animate, the target of a click."""


def without_metadata(
    svg: bytes, *, notes: Sequence[tuple[int, int]], has_more: bool, replaced: Mapping[str, str]
) -> bytes:
    """Return a well-formed SVG in UTF-8 without metadata, unchanged if it has none.

    `notes` are start and end of its comments and processing instructions; `has_more` is whether it
    may have other metadata without a prefix. `replaced` are addresses of pictures with metadata,
    or that are not in it, with their replacements.
    """
    foreign = frozenset(
        prefix
        for prefix, double, single in _NAMESPACE.findall(svg)
        if (double or single).decode() not in _KEPT
    )
    if foreign or has_more or _HANDLER.search(svg):
        svg = _Cuts(svg, foreign).applied()
    elif notes:
        svg = _without(svg, notes)
    return re.sub(_ADDRESS, lambda found: _exchanged(found, replaced), svg) if replaced else svg


def _without(svg: bytes, notes: Sequence[tuple[int, int]]) -> bytes:
    kept = zip(
        (0, *(end for _, end in notes)), (*(begin for begin, _ in notes), len(svg)), strict=True
    )
    return b"".join(svg[begin:end] for begin, end in kept)


def _exchanged(found: re.Match[bytes], replaced: Mapping[str, str]) -> bytes:
    written = (found[2] if found[3] is None else found[3]).decode()
    read = unescape(re.sub(r"[\t\n\r]", " ", written))  # as parsers do (XML 1.0, 3.3.3)
    return found[1] + f'"{replaced[read]}"'.encode() if read in replaced else found[0]


class _Cuts:
    """The parts to cut from an SVG, as byte ranges with their replacements."""

    def __init__(self, svg: bytes, foreign: frozenset[bytes]) -> None:
        self.svg = svg
        self.foreign = foreign
        self.cuts: list[tuple[int, int, bytes]] = []
        self.depth = 0
        self.dropped: tuple[int, int, int] | None = None
        """The element being left out: its depth, its start, and its end if its tag is empty."""
        self.empty = b"<metadata/>"
        self.tag = re.compile(_TAG)
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CommentHandler = self._comment
        self.parser.ProcessingInstructionHandler = self._instruction

    def applied(self) -> bytes:
        """Return the SVG with the cuts applied."""
        self.parser.Parse(self.svg, True)
        kept: list[bytes] = []
        at = 0
        for begin, end, instead in self.cuts:
            kept += (self.svg[at:begin], instead)
            at = end
        return b"".join((*kept, self.svg[at:]))

    def _start(self, name: str, _: dict[str, str]) -> None:
        self.depth += 1
        if self.dropped is not None:
            return
        space, local = name.rpartition(" ")[::2]
        if self.depth == 1:
            tag, at = self._tag()
            self.empty = tag[: tag.index(b"svg")] + b"metadata/>"
            self._cut(at, at + len(tag), self._bare(tag, is_root=True))
        elif (space and space not in _KEPT) or local in {"metadata", "script"}:
            tag, at = self._tag()
            end = at + len(tag) if tag.endswith(b"/>") else 0
            self.dropped = self.depth, at, end
        else:
            tag, at = self._tag()
            self._cut(at, at + len(tag), self._bare(tag))

    def _end(self, _: str) -> None:
        if self.dropped is not None and self.dropped[0] == self.depth:
            begin, end = self.dropped[1:]
            self.dropped = None
            self._cut(begin, end or self._after(b">"), self.empty)
        self.depth -= 1

    def _comment(self, _: str) -> None:
        self._cut(self.parser.CurrentByteIndex, self._after(b"-->"))

    def _instruction(self, _: str, __: str) -> None:
        self._cut(self.parser.CurrentByteIndex, self._after(b"?>"))

    def _tag(self) -> tuple[bytes, int]:
        """Return the tag at the current position, and that position."""
        at = self.parser.CurrentByteIndex
        found = self.tag.match(self.svg, at)
        return (found[0] if found else b""), at

    def _after(self, mark: bytes) -> int:
        return self.svg.index(mark, self.parser.CurrentByteIndex) + len(mark)

    def _bare(self, tag: bytes, *, is_root: bool = False) -> bytes:
        def kept(found: re.Match[bytes]) -> bytes:
            prefix, colon, name = found[1].rpartition(b":")
            is_foreign = colon and (prefix in self.foreign or name in self.foreign)
            is_note = found[1] == _BASE or (is_root and found[1] == SOURCE.encode())
            is_handler = not colon and name.startswith(b"on")
            is_script = name in _LEADING and _is_script(found[2])
            return b"" if is_foreign or is_note or is_handler or is_script else found[0]

        return re.sub(_ATTRIBUTE, kept, tag)

    def _cut(self, begin: int, end: int, instead: bytes = b"") -> None:
        if self.dropped is None:
            self.cuts.append((begin, end, instead))


def _is_script(quoted: bytes) -> bool:
    """Return whether an address is a script; browsers ignore white space in it."""
    return "javascript:" in "".join(unescape(quoted.decode()).split()).lower()
