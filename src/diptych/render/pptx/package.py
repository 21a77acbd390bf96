"""The package: parts, the relationships between them, and the zip container (ECMA-376-2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from msgspec import Struct

from diptych.render.pptx.archive import Entry, archive, deflated, stored
from diptych.render.pptx.xml import DECLARATION, quote

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MICROSOFT = {
    "media": "http://schemas.microsoft.com/office/2007/relationships/media",
    "track": "http://schemas.microsoft.com/office/2017/04/relationships/track",
}
"""Types of relationships that came after ECMA-376 (MS-PPTX, "Track Part")."""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_SMALL = 512
"""Shorter parts, of which there are many, are not worth compressing: relationships, tags."""
_COMPRESSED = frozenset({"png", "jpg", "gif", "mp4", "mp3", "m4a"})


class Relationship(Struct, frozen=True):
    """A link from one part to another, or to an address outside the package."""

    id: str
    kind: str
    """The last segment of the relationship's type."""
    target: str
    """A part's name, or an address."""
    external: bool = False


class Relationships:
    """The relationships of one part, collected while it is written."""

    def __init__(self) -> None:
        """Start with no relationships."""
        self._found: dict[tuple[str, str], Relationship] = {}

    def __iter__(self) -> Iterator[Relationship]:
        """Yield the relationships in the order of their first use."""
        return iter(self._found.values())

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relationship to `target`, which is created only once."""
        known = self._found.get((kind, target))
        if known is None:
            known = Relationship(f"rId{len(self._found) + 1}", kind, target, external)
            self._found[kind, target] = known
        return known.id


class Part(Struct, frozen=True):
    """A text file of the package; names have no leading slash."""

    name: str
    content_type: str
    content: str
    relationships: tuple[Relationship, ...] = ()


class PackedPart(Struct, frozen=True):
    """A part as compressed entries of the zip: the part itself and its relationships."""

    name: str
    content_type: str
    entries: tuple[Entry, ...]


class Media(Struct, frozen=True):
    """A picture of the package, which is read when it is written."""

    name: str
    content_type: str
    entry: Callable[[], Entry]
    """Returns it as an entry of the zip."""

    @property
    def suffix(self) -> str:
        """Return the suffix of the name, without the dot."""
        return _suffix(self.name)


def write_package(
    parts: Iterable[Part | PackedPart], media: Mapping[str, Media], roots: Iterable[Relationship]
) -> Iterator[bytes]:
    """Yield the package of `parts` and `media` with the relationships `roots`, reproducibly.

    Each part is made, compressed and dropped before the next; `media` are complete once the last
    part is made, and are read one by one.
    """
    types: list[tuple[str, str]] = []
    packed: list[Entry] = []
    for part in parts:
        types.append((part.name, part.content_type))
        packed += (part if isinstance(part, PackedPart) else pack(part)).entries
    heads = (
        _entry("[Content_Types].xml", _content_types(types, media.values())),
        _entry("_rels/.rels", _relationships("", roots)),
    )
    yield from archive(chain(heads, packed, (one.entry() for one in media.values())))


def pack(part: Part) -> PackedPart:
    """Return a part compressed, with its relationships."""
    entries = [_entry(part.name, part.content)]
    if part.relationships:
        folder, _, name = part.name.rpartition("/")
        related = _relationships(folder, part.relationships)
        entries.append(_entry(f"{folder}/_rels/{name}.rels", related))
    return PackedPart(part.name, part.content_type, tuple(entries))


def pack_bytes(name: str, content_type: str, data: bytes) -> PackedPart:
    """Return a part that is compressed itself."""
    return PackedPart(name, content_type, (stored(name, data),))


def _entry(name: str, content: str) -> Entry:
    data = content.encode()
    return stored(name, data) if len(content) < _SMALL else deflated(name, data)


def media_entry(name: str, data: bytes) -> Entry:
    """Return the entry of a picture or the like, compressed unless it already is."""
    is_stored = len(data) < _SMALL or _suffix(name) in _COMPRESSED
    return stored(name, data) if is_stored else deflated(name, data)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2]


def _content_types(types: Iterable[tuple[str, str]], media: Iterable[Media]) -> str:
    """Return the content types, of media by suffix, and of other parts by name."""
    defaults = {"rels": _RELATIONSHIPS, "xml": "application/xml"}
    overrides = [
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in types
        if kind != defaults["xml"]
    ]
    defaults |= {one.suffix: one.content_type for one in media}
    kinds = "".join(
        f'<Default Extension="{suffix}" ContentType="{kind}"/>'
        for suffix, kind in sorted(defaults.items())
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}content-types">{kinds}{"".join(overrides)}</Types>'
    )


def _relationships(folder: str, relationships: Iterable[Relationship]) -> str:
    entries = "".join(_relationship(folder, one) for one in relationships)
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">{entries}</Relationships>'


def _relationship(folder: str, one: Relationship) -> str:
    core = one.kind == "core-properties"
    kind = f"{_PACKAGE}relationships/metadata/{one.kind}" if core else _OFFICE + one.kind
    kind = _MICROSOFT.get(one.kind, kind)
    target = quote(one.target) if one.external else _relative(folder, one.target)
    mode = ' TargetMode="External"' if one.external else ""
    return f'<Relationship Id="{one.id}" Type="{kind}" Target="{target}"{mode}/>'


def _relative(folder: str, target: str) -> str:
    """Return `target` relative to `folder`."""
    here = folder.split("/") if folder else []
    there = target.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        del here[0], there[0]
    return "/".join([".."] * len(here) + there)
