"""The context in which a part is written: its design, and the parts to which it refers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote as percent_encode

from msgspec import Struct, field

from diptych.model.asset import Asset
from diptych.model.chart import Plan
from diptych.model.geometry import Box
from diptych.model.recording import Recording
from diptych.render.pptx.captions import captions_of
from diptych.render.pptx.design import Design
from diptych.render.pptx.media import PackageMedia
from diptych.render.pptx.package import PackedPart, Part, Relationships, pack, pack_bytes

_ADDRESS_SIGNS = "%/:=&?~+!$,;'@()*"
"""Characters that are not escaped in an address: RFC 3986's delimiters, and existing escapes."""
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_MEDIA_EXTENSION = "{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_TEXT_COLOR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}">'
    '<ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"'
    ' val="tx"/></a:ext></a:extLst>'
)


class Draft(Struct, frozen=True, kw_only=True):
    """The context shared by the writers of one part."""

    design: Design
    media: PackageMedia
    pages: Mapping[str, str]
    """The part of each slide, by slide id."""
    relationships: Relationships = field(default_factory=Relationships)
    number: int = 0
    """That of the slide, which is in the names of its charts; 0 for other parts."""
    charts: list[PackedPart] = field(default_factory=list)
    """The charts of the part and their workbooks, collected while it is written."""

    def chart(self, plan: Plan, box: Box) -> str:
        """Return the id of the relationship to a new chart with a workbook."""
        from diptych.render.pptx.charts.part import CHART_TYPE, WORKBOOK_TYPE, chart_xml, sheet
        from diptych.render.pptx.workbook import workbook  # few slides have charts

        name = f"{self.number}-{len(self.charts) // 2 + 1}"
        book, part = f"ppt/embeddings/chart{name}.xlsx", f"ppt/charts/chart{name}.xml"
        own = Relationships()
        content = chart_xml(plan, box, self.design, self.design.locale, own.add("package", book))
        self.charts.append(pack(Part(part, CHART_TYPE, content, tuple(own))))
        self.charts.append(pack_bytes(book, WORKBOOK_TYPE, workbook(sheet(plan))))
        return self.relationships.add("chart", part)

    def text_link(self, address: str, *, is_quiet: bool) -> str:
        """Return the `a:hlinkClick` of a run, in the theme's colour for links as in HTML.

        If it `is_quiet`, it keeps the colour of its text, as PowerPoint supports since 2019.
        """
        return self._link(address, f">{_TEXT_COLOR}</a:hlinkClick>" if is_quiet else "/>")

    def shape_link(self, address: str | None) -> str:
        """Return the `a:hlinkClick` of a shape; empty without an address."""
        return self._link(address, "/>") if address else ""

    def blip(self, asset: Asset) -> str:
        """Return the `a:blip` of a picture; an SVG has a PNG fallback for older programs."""
        ids = [self.relationships.add("image", name) for name in self.media.add(asset)]
        if len(ids) == 1:
            return f'<a:blip r:embed="{ids[0]}"/>'
        png, svg = ids
        return (
            f'<a:blip r:embed="{png}"><a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip'
            ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
            f' r:embed="{svg}"/></a:ext></a:extLst></a:blip>'
        )

    def recording(self, shown: Recording) -> str:
        """Return what a `p:nvPr` has for a video or sound: the file, linked and embedded.

        Old programs only know the link; both refer to the same part (ECMA-376-1, 20.1.3.6; MS-PPTX
        2.3.3). Captions are a part beside it.
        """
        (name,) = self.media.add(shown.asset)
        linked = self.relationships.add(shown.kind, name)
        embedded = self.relationships.add("media", name)
        trim = ""
        if shown.start or (shown.end is not None and shown.duration is not None):
            after = (shown.duration - shown.end) if shown.duration and shown.end else 0.0
            trim = f'<p14:trim st="{shown.start * 1000:.0f}" end="{after * 1000:.0f}"/>'
        captions = captions_of(shown, self.design.locale)
        tracks = ""
        if captions is not None:
            track = self.relationships.add("track", self.media.add_captions(captions))
            tracks = captions.element(track)
        return (
            f'<a:{shown.kind}File r:link="{linked}"/><p:extLst><p:ext uri="{_MEDIA_EXTENSION}">'
            '<p14:media xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
            f' r:embed="{embedded}">{trim}{tracks}</p14:media></p:ext></p:extLst>'
        )

    def _link(self, address: str, content: str) -> str:
        """Return the link to an address or a slide; empty if the slide does not exist."""
        if not address.startswith("#"):
            target = encoded_address(address)
            outside = self.relationships.add("hyperlink", target, external=True)
            return f'<a:hlinkClick r:id="{outside}"{content}'
        page = self.pages.get(address[1:])
        if page is None:
            return ""
        jump = 'action="ppaction://hlinksldjump"'
        return f'<a:hlinkClick r:id="{self.relationships.add("slide", page)}" {jump}{content}'


def encoded_address(address: str) -> str:
    """Return an address with disallowed characters escaped, such as a second `#` (RFC 3986)."""
    parts = _BARE_PERCENT.sub("%25", address.strip()).partition("#")
    whole, sign, place = (percent_encode(part, safe=_ADDRESS_SIGNS) for part in parts)
    return f"{whole}{sign and '#'}{place}"
