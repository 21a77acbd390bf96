"""An SVG as both outputs take it: in UTF-8, with its namespace, without a document type."""

from __future__ import annotations

import codecs
import re
from xml.parsers import expat

from diptych.source.pictures.sizes import DamagedError

SVG = "http://www.w3.org/2000/svg"
_DECLARATION = r"\ufeff?<\?xml[^>]*\?>"
_DOCTYPE = b"<!DOCTYPE"
_WIDE = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
"""Encodings of two bytes a character, by what a file in them begins with (XML 1.0, appendix F)."""
_PIECE = 4096
"""Bytes that are read at a time for the root of an SVG."""
_ENCODINGS = (
    r"utf-(?:16|32)(?:-[bl]e)?|iso8859-\d+|cp\d+|koi8-[rut]|mac-\w+|shift_jis\w*|euc_\w+|big5\w*"
    r"|gb\w+|johab"
)
"""Python's names of those that text is written in; it knows other transformations by names too."""


def made_whole(data: bytes) -> bytes:
    """Return an SVG in UTF-8, without a document type, and with its namespace.

    Without a namespace no `<img>` shows it. No part of a PPTX may declare a document type (ECMA-376
    part 2, "XML usage"). Raise DamagedError for what does not begin as XML, or is not in the
    encoding that it names.
    """
    head = _Head()
    problem = head.read(data)
    encoding = _WIDE.get(data[:2]) or head.encoding or "utf-8"
    if encoding.lower() not in {"utf-8", "us-ascii"}:
        return made_whole(_decoded(data, encoding))
    if head.has_entities:
        raise DamagedError("it declares entities")
    if problem is not None:
        raise DamagedError(f"it is not valid XML: {problem}")
    if head.lacks_namespace:
        behind = data.index(b"svg", head.at) + len("svg")
        data = data[:behind] + f' xmlns="{SVG}"'.encode() + data[behind:]
    begin, end = head.doctype
    return data[:begin] + data[end:]


def _decoded(data: bytes, encoding: str) -> bytes:
    """Return an SVG in UTF-8 that says of no encoding."""
    try:
        is_of_texts = re.fullmatch(_ENCODINGS, codecs.lookup(encoding).name)
        text = data.decode(encoding) if is_of_texts else None
    except (LookupError, ValueError):
        text = None
    if text is None:
        raise DamagedError("it is not in the encoding that it names")
    declaration = re.match(_DECLARATION, text)
    return text[declaration.end() if declaration else 0 :].encode()


class _Head:
    """What stands before an SVG's content, and its root."""

    def __init__(self) -> None:
        self.encoding: str | None = None
        self.lacks_namespace = False
        self.has_entities = False
        self.at = -1
        """The root's first byte; -1 until it was met."""
        self.doctype = 0, 0
        """Where the document type begins and ends."""

    def read(self, data: bytes) -> expat.ExpatError | None:
        """Return what is wrong before the root; an unknown encoding is not an error yet."""
        # It reads all as UTF-8, so that nothing is decoded in an encoding that a stranger chose.
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")

        def declared(_: str, encoding: str | None, __: int) -> None:
            self.encoding = encoding

        def typed(*_: object) -> None:
            begin = data.rfind(_DOCTYPE, 0, parser.CurrentByteIndex)
            self.doctype = begin, begin

        def typed_until() -> None:
            self.doctype = self.doctype[0], parser.CurrentByteIndex + 1

        def start(name: str, _: dict[str, str]) -> None:
            if self.at < 0:
                self.at, self.lacks_namespace = parser.CurrentByteIndex, name == "svg"

        def declared_entity(*_: object) -> None:
            self.has_entities = True

        parser.XmlDeclHandler = declared
        parser.EntityDeclHandler = declared_entity
        parser.StartDoctypeDeclHandler = typed
        parser.EndDoctypeDeclHandler = typed_until
        parser.StartElementHandler = start
        try:
            for piece in range(0, len(data), _PIECE):
                parser.Parse(data[piece : piece + _PIECE], False)
                if self.at >= 0:
                    return None
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            return error
        return None
