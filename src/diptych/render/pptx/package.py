"""The package: parts, the relationships between them, and the zip that holds them (ECMA-376-2)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from msgspec import Struct

from diptych.render.pptx.xml import DECLARATION, quote

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest date a zip can hold: ours never tell when the build ran."""
_LEVEL = 2
"""Of deflate: a fifth of the time that 6 takes, for a file that is a hundredth larger."""
_SMALL = 512
"""What is shorter is not worth compressing, of which there is a lot: relationships, tags."""
_COMPRESSED = frozenset({"png", "jpg", "gif"})


class Relationship(Struct, frozen=True):
    """A link from one part to another, or to an address outside the package."""

    id: str
    kind: str
    """The last segment of the relationship's type."""
    target: str
    """A part's name, or an address."""
    external: bool = False


class Relationships:
    """The relationships of one part, gathered while it is written."""

    def __init__(self) -> None:
        """Start without any."""
        self._found: dict[tuple[str, str], Relationship] = {}

    def __iter__(self) -> Iterator[Relationship]:
        """Yield the relationships in the order of their first use."""
        return iter(self._found.values())

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relationship to `target`, the same one for the same target."""
        known = self._found.get((kind, target))
        if known is None:
            known = Relationship(f"rId{len(self._found) + 1}", kind, target, external)
            self._found[kind, target] = known
        return known.id


class Part(Struct, frozen=True):
    """A file of the package; names have no leading slash."""

    name: str
    content_type: str
    content: str | bytes
    relationships: tuple[Relationship, ...] = ()

    @property
    def suffix(self) -> str:
        """Return what follows the name's last dot."""
        return self.name.rpartition(".")[2]


def write_package(parts: Iterable[Part], roots: Iterable[Relationship]) -> bytes:
    """Return the package of `parts`, found from `roots`; equal parts give equal bytes."""
    parts = tuple(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        _add(package, "[Content_Types].xml", _content_types(parts))
        _add(package, "_rels/.rels", _relationships("", roots))
        for part in parts:
            _add(package, part.name, part.content)
            if part.relationships:
                folder, _, name = part.name.rpartition("/")
                rels = _relationships(folder, part.relationships)
                _add(package, f"{folder}/_rels/{name}.rels", rels)
    return file.getvalue()


def _add(package: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 0
    stored = len(content) < _SMALL or name.rpartition(".")[2] in _COMPRESSED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    package.writestr(entry, content, compresslevel=_LEVEL)


def _content_types(parts: tuple[Part, ...]) -> str:
    """Return the content types: media by suffix, every other part by name."""
    defaults = {"rels": _RELATIONSHIPS, "xml": "application/xml"}
    overrides = []
    for part in parts:
        if isinstance(part.content, bytes):
            defaults[part.suffix] = part.content_type
        elif part.content_type != defaults.get(part.suffix):
            overrides.append(
                f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>'
            )
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
    target = quote(one.target) if one.external else _relative(folder, one.target)
    mode = ' TargetMode="External"' if one.external else ""
    return f'<Relationship Id="{one.id}" Type="{kind}" Target="{target}"{mode}/>'


def _relative(folder: str, target: str) -> str:
    """Return `target` as seen from `folder`, which lies at most one folder below its own top."""
    here = folder.split("/") if folder else []
    there = target.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        del here[0], there[0]
    return "/".join([".."] * len(here) + there)
