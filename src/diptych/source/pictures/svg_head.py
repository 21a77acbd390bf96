"""Normalises an SVG for both outputs: in UTF-8, with its namespace, without a document type."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from xml.parsers import expat

from diptych.source.pictures.sizes import DamagedError, OversizedError
from diptych.source.pictures.svg_bounds import MOST_BYTES

SVG = "http://www.w3.org/2000/svg"
_DECLARATION = r"\ufeff?<\?xml[^>]*\?>"
_DOCTYPE = b"<!DOCTYPE"
_WIDE = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
"""Two-byte encodings by the first bytes of a file (XML 1.0, appendix F)."""
_GZIP = b"\x1f\x8b"
"""The beginning of an `.svgz`, whatever it is called (RFC 1952, 2.3.1)."""
_LONGEST_ENTITY = 200
"""The most characters of an entity; names of namespaces are shorter."""
_PIECE = 4096
"""Bytes read at a time to find the root of an SVG."""
_ENCODINGS = (
    r"utf-(?:16|32)(?:-[bl]e)?|iso8859-\d+|cp\d+|koi8-[rut]|mac-\w+|shift_jis\w*|euc_\w+|big5\w*"
    r"|gb\w+|johab"
)
"""Python's names of text encodings, as opposed to its other codecs."""


def normalised(data: bytes) -> bytes:
    """Return an SVG in UTF-8, without a document type, and with its namespace.

    Without a namespace, `<img>` does not show it; a document type is not allowed in the parts of a
    PPTX (ECMA-376 part 2, "XML usage"). Raise DamagedError if it does not begin as XML, or is not
    in the encoding that it declares.
    """
    if data.startswith(_GZIP):
        raise DamagedError("it is compressed")
    head = _Head()
    problem = head.read(data)
    encoding = _WIDE.get(data[:2]) or head.encoding or "utf-8"
    if encoding.lower() not in {"utf-8", "us-ascii"}:
        return normalised(_decoded(data, encoding))
    if head.has_odd_entities:
        raise DamagedError("it declares entities that are nested, long or in other files")
    if problem is not None:
        raise DamagedError(f"it is not valid XML: {problem}")
    if head.lacks_namespace:
        after = data.index(b"svg", head.at) + len("svg")
        data = data[:after] + f' xmlns="{SVG}"'.encode() + data[after:]
    begin, end = head.doctype
    rest = _expanded(data[end:], head.entities) if head.entities else data[end:]
    return data[:begin] + rest


def _expanded(data: bytes, entities: Mapping[str, str]) -> bytes:
    """Return an SVG with the values of entities, such as Adobe Illustrator's for its namespaces.

    Raise OversizedError if it gets too large.
    """
    known = {name.encode(): _escaped(value).encode() for name, value in entities.items()}
    size = len(data)

    def value(found: re.Match[bytes]) -> bytes:
        nonlocal size
        written = known.get(found[1], found[0])
        size += len(written)
        if size > MOST_BYTES:
            raise OversizedError(f"it has more than {MOST_BYTES >> 20} MB")
        return written

    return re.sub(rb"&([^\s&;#]{1,100});", value, data)


def _escaped(value: str) -> str:
    """Return a value without `&` and `<` for an attribute in either kind of quotes."""
    return value.replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#39;")


def _decoded(data: bytes, encoding: str) -> bytes:
    """Return an SVG in UTF-8 without a declared encoding."""
    try:
        is_of_texts = re.fullmatch(_ENCODINGS, codecs.lookup(encoding).name)
        text = data.decode(encoding) if is_of_texts else None
    except (LookupError, ValueError):
        text = None
    if text is None:
        raise DamagedError("it is not in the encoding that it declares")
    declaration = re.match(_DECLARATION, text)
    return text[declaration.end() if declaration else 0 :].encode()


class _Head:
    """The prolog of an SVG, and its root element."""

    def __init__(self) -> None:
        self.encoding: str | None = None
        self.lacks_namespace = False
        self.entities: dict[str, str] = {}
        """The values of its own entities."""
        self.has_odd_entities = False
        self.at = -1
        """The offset of the root; -1 until it is found."""
        self.doctype = 0, 0
        """Start and end of the document type."""

    def read(self, data: bytes) -> expat.ExpatError | None:
        """Return the error before the root, if any; an unknown encoding is not one yet."""
        # Always parse as UTF-8, so that a stranger's file cannot choose how it is decoded.
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

        parser.XmlDeclHandler = declared
        parser.EntityDeclHandler = self._entity
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

    def _entity(self, name: str, is_parameter: int, value: str | None, *_: str | None) -> None:
        is_plain = value is not None and not is_parameter and not re.search("[&%<]", value)
        if value is None or not is_plain or len(value) > _LONGEST_ENTITY:
            self.has_odd_entities = True
        else:
            self.entities.setdefault(name, value)  # the first counts (XML 1.0, 4.2)
