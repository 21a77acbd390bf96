"""The document's properties, and the parts with PowerPoint's view settings."""

from __future__ import annotations

import datetime as dt

from diptych.model.laid_out import LaidOutTalk
from diptych.render.pptx.package import Part
from diptych.render.pptx.script import language_tag
from diptych.render.pptx.xml import DECLARATION, document, escape

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_UNDATED = dt.date(1980, 1, 1)


def core_part(talk: LaidOutTalk) -> Part:
    """Return title, speakers, language, event and tags; dates are the talk's, not the build's."""
    tags = dict.fromkeys(tag for slide in talk.slides for tag in slide.slide.tags)
    day = talk.talk.day or _UNDATED
    abstract = talk.talk.abstract.get(talk.locale)
    date = f"{day:%Y-%m-%d}T00:00:00Z"
    fields = (
        ("dc:title", talk.title),
        ("dc:subject", talk.talk.event),
        ("dc:creator", "; ".join(person.name for person in talk.talk.speakers)),
        ("cp:keywords", ", ".join(tags)),
        ("dc:description", abstract.plain if abstract else ""),
        ("dc:language", language_tag(talk.locale)),
    )
    written = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in fields if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return Part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{written}{dates}</cp:coreProperties>",
    )


def app_part(talk: LaidOutTalk) -> Part:
    """Return the application name, and the numbers of slides, notes pages and hidden slides."""
    notes = sum(1 for slide in talk.slides if slide.notes)
    hidden = sum(1 for slide in talk.slides if slide.slide.hidden)
    return Part(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f'{DECLARATION}<Properties xmlns="{_OFFICE}extended-properties">'
        "<Application>Diptych</Application>"
        "<PresentationFormat>Widescreen</PresentationFormat>"
        f"<Slides>{len(talk.slides)}</Slides><Notes>{notes}</Notes>"
        f"<HiddenSlides>{hidden}</HiddenSlides>"
        "</Properties>",
    )


def view_parts() -> tuple[Part, ...]:
    """Return the parts with PowerPoint's settings, which have no content of ours."""
    grid = '<p:gridSpacing cx="76200" cy="76200"/>'
    return (
        Part("ppt/presProps.xml", f"{_PRESENTATION}presProps+xml", document("presentationPr", "")),
        Part("ppt/viewProps.xml", f"{_PRESENTATION}viewProps+xml", document("viewPr", grid)),
    )
