"""The provenance of a file's content: tags on each slide, and a custom XML part for all.

Tags are ECMA-376-1, 15.2.10 and 19.2.1.35; custom XML is 15.2.5 and 22.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych import __version__
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.shapes import paragraphs_of
from diptych.render.pptx.identity import guid, slide_creation_id
from diptych.render.pptx.names import tags_name
from diptych.render.pptx.origin import paragraph_hash, paragraph_origins, source_of, text_hash
from diptych.render.pptx.package import Part, Relationship
from diptych.render.pptx.xml import DECLARATION, NAMESPACES, attributes, quote

if TYPE_CHECKING:  # a cached slide has its trace, and needs no writers of shapes
    from diptych.render.pptx.shapes.written import Arranged

PROVENANCE = "customXml/item1.xml"
NAMESPACE = "urn:diptych:provenance"
FORMAT = 1
_PROPERTIES = "customXml/itemProps1.xml"
_ITEM = guid("provenance")
"""The same in every file, so that our custom XML can be recognised among others."""
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


class Trace(Struct, frozen=True):
    """The data by which a slide is recognised."""

    id: str
    hash: str
    """The hash of its words and pictures in order, without positions, footer and number."""
    origin: str
    """The element that links it, its shapes and its notes to their sources."""


def trace(
    slide: LaidOutSlide, arranged: tuple[Arranged, ...], part: str, paths: Mapping[str, str]
) -> Trace:
    """Return the trace of `slide`, which is the part `part`.

    `paths` are the quoted paths of sources relative to the project's folder, by names in spans.
    """
    hashes = [one.written.hashes() for one in arranged]
    pairs = list(zip(arranged, hashes, strict=True))
    own = [hash_ for one, found in pairs if not one.written.is_foot for hash_ in found]
    whole = text_hash("\n".join(own))
    about = attributes(
        id=slide.slide.id,
        page=slide.part if slide.part > 1 else None,
        part=part,
        creationId=slide_creation_id(slide),
        hash=whole,
    )
    shapes = "".join([_shape(one, found, paths) for one, found in pairs])
    source = source_of(slide.slide.span, paths)
    origin = f"<slide{about}{source}>{shapes}{_notes(slide, paths)}</slide>"
    return Trace(slide.slide.id, whole, origin)


def _shape(one: Arranged, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:
    region = one.written.shape.region
    start = f'shape="{one.number}" name="{quote(one.name)}" region="{quote(region)}"'
    return one.written.origin(start, hashes, paths)


def _notes(slide: LaidOutSlide, paths: Mapping[str, str]) -> str:
    if not slide.notes:
        return ""
    return (
        f"<notes>{paragraph_origins(slide.notes, map(paragraph_hash, slide.notes), paths)}</notes>"
    )


def files_of(slide: LaidOutSlide) -> tuple[str, ...]:
    """Return the names of the sources to which a slide can be traced back, sorted."""
    spans = [slide.slide.span, *(part.span for part in slide.parts if part.span)]
    shown = [paragraphs for part in slide.parts if (paragraphs := paragraphs_of(part))]
    files = {one.span.file for paragraphs in (*shown, slide.notes) for one in paragraphs}
    return tuple(sorted(files.union([span.file for span in spans])))


def tags_part(traced: Trace, number: int) -> Part:
    """Return the tags of a slide, which stay with it when it is moved to another file."""
    tags = (("DIPTYCH_SLIDE", traced.id), ("DIPTYCH_HASH", traced.hash))
    content = "".join([f'<p:tag name="{name}" val="{quote(value)}"/>' for name, value in tags])
    return Part(
        tags_name(number),
        "application/vnd.openxmlformats-officedocument.presentationml.tags+xml",
        f"{DECLARATION}<p:tagLst{NAMESPACES}>{content}</p:tagLst>",
    )


def provenance_parts(talk: LaidOutTalk, slides: Iterable[Trace]) -> tuple[Part, Part]:
    """Return the custom XML that links every paragraph to its source, and its properties."""
    start = attributes(
        xmlns=NAMESPACE,
        format=FORMAT,
        version=__version__,
        talk=talk.talk.name,
        locale=talk.locale,
    )
    content = "".join([slide.origin for slide in slides])
    properties = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_CUSTOM}" ds:itemID="{_ITEM}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return (
        Part(
            PROVENANCE,
            "application/xml",
            f"{DECLARATION}<provenance{start}>{content}</provenance>",
            (Relationship("rId1", "customXmlProps", _PROPERTIES),),
        ),
        Part(
            _PROPERTIES,
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
            properties,
        ),
    )
