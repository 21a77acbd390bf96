"""Where what a file shows came from: tags of each slide, and one custom XML part for all.

Tags are ECMA-376-1, 15.2.10 and 19.2.1.35; custom XML is 15.2.5 and 22.5.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from diptych import __version__
from diptych.diagnostics import Span
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.shapes import Paragraph, PictureShape, Rectangle, TableShape, TextFrame
from diptych.model.text import LineBreak, SetInline
from diptych.render.pptx.arrangement import Arranged
from diptych.render.pptx.identity import guid, slide_creation_id
from diptych.render.pptx.package import Part, Relationship
from diptych.render.pptx.xml import DECLARATION, NAMESPACES, attributes, quote, shown

PROVENANCE = "customXml/item1.xml"
NAMESPACE = "urn:diptych:provenance"
FORMAT = 1
_PROPERTIES = "customXml/itemProps1.xml"
_ITEM = guid("provenance")
"""The same in every file, so that ours is known among other custom XML."""
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_LENGTH = 12
"""Hexadecimal digits of a hash: 48 bits tell the paragraphs of one talk apart."""
_THE_TALKS = frozenset({"footer", "number"})


class TracedShape(Struct, frozen=True):
    """A shape whose content somebody wrote, with the hashes of its paragraphs or its picture."""

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
    shapes = tuple(
        TracedShape(one, _hashes(one)) for one in arranged if not isinstance(one.shape, Rectangle)
    )
    own = (hash_ for shape in shapes if not _is_foot(shape.arranged) for hash_ in shape.hashes)
    return TracedSlide(slide=slide, part=part, shapes=shapes, hash=_hash("\n".join(own)))


def paragraph_hash(paragraph: Paragraph) -> str:
    """Return the hash of a paragraph's text as the file has it: breaks are line feeds."""
    return _hash("".join([_text(run) for run in paragraph.runs]))


def _text(run: SetInline) -> str:
    return "\n" if isinstance(run, LineBreak) else shown(run.text)


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
    yield f"<slide{about}{_source(slide.slide.span, project_paths)}>"
    for shape in traced.shapes:
        yield _shape(shape, project_paths)
    if slide.notes:
        notes = _paragraphs(slide.notes, map(paragraph_hash, slide.notes), project_paths)
        yield f"<notes>{notes}</notes>"
    yield "</slide>"


def _shape(traced: TracedShape, project_paths: Mapping[str, str]) -> str:
    one = traced.arranged
    start = f'shape="{one.number}"{attributes(name=one.name, region=one.shape.region)}'
    match one.shape:
        case TextFrame():
            written = _paragraphs(one.shape.paragraphs, iter(traced.hashes), project_paths)
            return f"<frame {start}>{written}</frame>"
        case PictureShape():
            source = _source(one.shape.span, project_paths)
            return f'<picture {start}{source} hash="{traced.hashes[0]}"/>'
        case TableShape():
            written = _paragraphs(one.shape.paragraphs, iter(traced.hashes), project_paths)
            return f"<table {start}{_source(one.shape.span, project_paths)}>{written}</table>"
        case Rectangle():
            return ""
        case _:
            assert_never(one.shape)


def _paragraphs(
    paragraphs: tuple[Paragraph, ...], hashes: Iterator[str], project_paths: Mapping[str, str]
) -> str:
    return "".join(
        [
            f'<p{_block(paragraph)}{_source(paragraph.span, project_paths)} hash="{hash_}"/>'
            for paragraph, hash_ in zip(paragraphs, hashes, strict=True)
        ]
    )


def _block(paragraph: Paragraph) -> str:
    return attributes(block=paragraph.block_id) if paragraph.block_id is not None else ""


def _source(span: Span, project_paths: Mapping[str, str]) -> str:
    """Return file and line as seen from the project's folder; what lies outside is not named."""
    home = project_paths.get(span.file)
    return f' source="{home}:{span.line}"' if home is not None else ""


def _hashes(one: Arranged) -> tuple[str, ...]:
    match one.shape:
        case TextFrame() | TableShape():
            return tuple(map(paragraph_hash, one.shape.paragraphs))
        case PictureShape():
            return (one.shape.asset.sha256[:_LENGTH],)
        case Rectangle():
            return ()
        case _:
            assert_never(one.shape)


def _is_foot(one: Arranged) -> bool:
    return isinstance(one.shape, TextFrame) and one.shape.role in _THE_TALKS


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
