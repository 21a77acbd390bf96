"""Where what a file shows came from: tags of each slide, and one custom XML part for all.

Tags are ECMA-376-1, 15.2.10 and 19.2.1.35; custom XML is 15.2.5 and 22.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from diptych import __version__
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.render.pptx.identity import guid, slide_creation_id
from diptych.render.pptx.origin import paragraph_hash, paragraph_origins, source_of, text_hash
from diptych.render.pptx.package import Part, Relationship
from diptych.render.pptx.shapes.written import Arranged
from diptych.render.pptx.xml import DECLARATION, NAMESPACES, attributes, quote

PROVENANCE = "customXml/item1.xml"
NAMESPACE = "urn:diptych:provenance"
FORMAT = 1
_PROPERTIES = "customXml/itemProps1.xml"
_ITEM = guid("provenance")
"""The same in every file, so that ours is known among other custom XML."""
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


class TracedShape(Struct, frozen=True):
    """A shape with the hashes of its paragraphs or its picture, as far as somebody wrote it."""

    arranged: Arranged
    hashes: tuple[str, ...]


class TracedSlide(Struct, frozen=True, kw_only=True):
    """A slide as it is found again."""

    slide: LaidOutSlide
    part: str
    """The part that holds it."""
    shapes: tuple[TracedShape, ...]
    hash: str
    """Of its words and pictures in their order, neither of their places nor of the foot."""


def trace(slide: LaidOutSlide, arranged: tuple[Arranged, ...], part: str) -> TracedSlide:
    """Return what `slide`, which is the part `part`, holds."""
    shapes = tuple([TracedShape(one, one.written.hashes()) for one in arranged])
    own = [h for shape in shapes if not shape.arranged.written.is_foot for h in shape.hashes]
    return TracedSlide(slide=slide, part=part, shapes=shapes, hash=text_hash("\n".join(own)))


def tags_part(traced: TracedSlide, number: int) -> Part:
    """Return the tags of a slide: they stay with it when it is moved to another file."""
    tags = (("DIPTYCH_SLIDE", traced.slide.slide.id), ("DIPTYCH_HASH", traced.hash))
    content = "".join(f'<p:tag name="{name}" val="{quote(value)}"/>' for name, value in tags)
    return Part(
        f"ppt/tags/tag{number}.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.tags+xml",
        f"{DECLARATION}<p:tagLst{NAMESPACES}>{content}</p:tagLst>",
    )


def provenance_parts(
    talk: LaidOutTalk, paths: Mapping[str, str], slides: Sequence[TracedSlide]
) -> tuple[Part, Part]:
    """Return the custom XML that leads from every paragraph to its source, and its properties.

    `paths` are those of the sources from the project's folder, by the name that spans carry.
    """
    start = attributes(
        xmlns=NAMESPACE,
        format=FORMAT,
        version=__version__,
        talk=talk.talk.name,
        locale=talk.locale,
    )
    project_paths = {name: quote(home) for name, home in paths.items()}
    content = "".join([written for slide in slides for written in _slide(slide, project_paths)])
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


def _slide(traced: TracedSlide, project_paths: Mapping[str, str]) -> Iterator[str]:
    slide = traced.slide
    about = attributes(
        id=slide.slide.id,
        page=slide.part if slide.part > 1 else None,
        part=traced.part,
        creationId=slide_creation_id(slide),
        hash=traced.hash,
    )
    yield f"<slide{about}{source_of(slide.slide.span, project_paths)}>"
    for shape in traced.shapes:
        yield _shape(shape, project_paths)
    if slide.notes:
        notes = paragraph_origins(slide.notes, map(paragraph_hash, slide.notes), project_paths)
        yield f"<notes>{notes}</notes>"
    yield "</slide>"


def _shape(traced: TracedShape, project_paths: Mapping[str, str]) -> str:
    one = traced.arranged
    region = one.written.shape.region
    start = f'shape="{one.number}"{attributes(name=one.name, region=region)}'
    return one.written.origin(start, traced.hashes, project_paths)
