"""The fonts in a presentation, if its talk asks for them (ECMA-376-1, 19.2.1.9).

PowerPoint wants each family once, and only families that are used (MS-OI29500, 2.1.1133); it takes
TrueType outlines alone, in a container of its own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from diptych.diagnostics import DiagnosticKind, Severity
from diptych.fonts.eot import as_eot
from diptych.fonts.licences import forbidden_in_edited, is_whole
from diptych.fonts.sfnt import FAMILY, FULL_NAME, STYLE, VERSION, FontFacts, faces_in, renamed
from diptych.model.asset import Asset
from diptych.model.chart import Plan
from diptych.model.laid_out import LaidOutTalk
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import ChartShape, paragraphs_of
from diptych.model.supplies import Supplies
from diptych.model.text import Run
from diptych.model.theme import BOLD, REGULAR, FontRole, Theme, emphasised
from diptych.render.font_faces import faces_of
from diptych.render.pptx.package import Media, media_entry
from diptych.render.pptx.typefaces import SEMIBOLD, attributes, named

FONT_NOT_EMBEDDED = DiagnosticKind(
    "OUT104",
    "font-not-embedded",
    "A talk asks for its fonts in the PPTX, but one of them cannot be embedded: its licence bits"
    " (`OS/2.fsType`) forbid it in a file that is edited, its outlines are not TrueType, or its"
    " file is not at hand. PowerPoint shows another font where it is not installed.",
    Severity.WARNING,
)
CONTENT_TYPE = "application/x-fontdata"
_ASCII = frozenset(map(chr, range(0x20, 0x7F)))
"""Always included, so that a figure or a Latin word can be corrected."""

Style = Literal["regular", "bold"]
_STYLES: tuple[Style, ...] = get_args(Style)


class _Face(NamedTuple):
    """A face as PowerPoint calls it."""

    family: str
    """The family of the theme."""
    weight: int
    typeface: str
    """The attributes that name it."""
    style: Style


class EmbeddedFont(Struct, frozen=True, kw_only=True):
    """A family in the presentation."""

    typeface: str
    """The attributes that name it."""
    styles: Mapping[Style, Media]
    """In the order of the schema (ECMA-376-1, 19.2.1.8)."""


def embedded_fonts(talk: LaidOutTalk, supplies: Supplies) -> tuple[EmbeddedFont, ...]:
    """Return the families that a talk shows, as far as they can be embedded; none if not asked for.

    What cannot be embedded is reported.
    """
    if talk.talk.embed_fonts is None:
        return ()
    found: dict[str, dict[Style, Media]] = {}
    refused: dict[str, str] = {}
    for number, (face, letters) in enumerate(sorted(_shown(talk).items()), 1):
        made = _embeddable(face, letters, talk, supplies)
        if isinstance(made, str):
            refused.setdefault(face.family, made)
        else:
            name = f"ppt/fonts/font{number}.fntdata"
            part = Media(name, CONTENT_TYPE, partial(media_entry, name, made))
            found.setdefault(face.typeface, {})[face.style] = part
    for family, why in refused.items():
        _report(family, why, talk, supplies)
    return tuple(
        EmbeddedFont(typeface=name, styles={one: styles[one] for one in _STYLES if one in styles})
        for name, styles in found.items()
    )


def _shown(talk: LaidOutTalk) -> dict[_Face, set[str]]:
    """Return the faces of a talk's slides, each with the characters that are set in it."""
    found: dict[_Face, set[str]] = {}
    known: dict[tuple[FontRole, int], tuple[_Face, ...]] = {}
    for slide in talk:
        for shape in slide.parts:
            texts = [text for one in paragraphs_of(shape) for text in _of_paragraph(one)]
            if isinstance(shape, ChartShape):
                texts += _of_chart(shape.plan)
            for font, weight, text in texts:
                key = (font, weight)
                if key not in known:
                    known[key] = tuple(_faces(font, weight, talk.theme))
                for face in known[key]:
                    found.setdefault(face, set(_ASCII)).update(text)
    return found


def _of_paragraph(paragraph: Paragraph) -> Iterator[tuple[FontRole, int, str]]:
    """Yield the texts of a paragraph with their fonts and weights, as runs are written."""
    own = paragraph.weight
    if paragraph.bullet is not None:
        yield paragraph.font, own, paragraph.bullet.sign
    for run in paragraph.runs:
        if isinstance(run, Run) and run.formula is None and not run.icon:
            plain = min(own, REGULAR) if run.role == "aside" else own
            font: FontRole = "mono" if run.style.code else paragraph.font
            yield font, emphasised(own) if run.style.bold else plain, run.text


def _of_chart(plan: Plan) -> Iterator[tuple[FontRole, int, str]]:
    """Yield the words of a chart, which PowerPoint sets in a family's regular or bold style."""
    for word in plan.words:
        yield plan.letters.font, BOLD if word.weight >= SEMIBOLD else REGULAR, word.text


def _faces(font: FontRole, weight: int, theme: Theme) -> Iterator[_Face]:
    """Yield the faces of a font in a weight: one, or another for East Asian scripts besides."""
    families = (theme.fonts[font].latin, theme.fonts[font].east_asian)
    for family in dict.fromkeys(families):
        table = theme.metrics.table(family, weight)
        if table is not None and weight not in {REGULAR, BOLD}:
            yield _Face(family, weight, attributes(table.name, table.typeface), "regular")
        elif weight >= SEMIBOLD:
            yield _Face(family, BOLD, named(family, theme), "bold")
        else:
            yield _Face(family, REGULAR, named(family, theme), "regular")


def _embeddable(
    face: _Face, letters: set[str], talk: LaidOutTalk, supplies: Supplies
) -> bytes | str:
    """Return a face in its container, or why it cannot be embedded."""
    asset = _file_of(face, talk.theme, supplies)
    if asset is None:
        return "its file is not at hand"
    data = asset.read()
    try:
        facts = next(faces_in(lambda at, size: data[at : at + size]))
        if forbidden := _forbidden(facts):
            return forbidden
        is_part = talk.talk.embed_fonts == "used" and not is_whole(facts.embedding)
        return as_eot(_own_font(data, face, letters if is_part else None, talk), is_part=is_part)
    except (StopIteration, struct.error):
        return "its file is damaged"


def _forbidden(facts: FontFacts) -> str:
    if not facts.is_truetype:
        return "its outlines are not TrueType, and PowerPoint embeds no others"
    return forbidden_in_edited(facts.embedding)


def _file_of(face: _Face, theme: Theme, supplies: Supplies) -> Asset | None:
    brought = theme.font_files.get(face.family)
    if brought is not None:
        return brought[face.weight].asset if face.weight in brought else None
    own = faces_of((face.family,), (path for path in supplies.runtime if path.endswith(".ttf")))
    paths = (one.path for one in own if one.weight == face.weight and one.style == "normal")
    path = next(paths, None)
    return None if path is None else supplies.runtime[path]


def _own_font(data: bytes, face: _Face, letters: set[str] | None, talk: LaidOutTalk) -> bytes:
    """Return a font under the name by which PowerPoint knows it, cut down to `letters` if any."""
    if letters is not None:
        from diptych.render.subsetting import FAMILY_NAMES, cut_font  # few talks need it

        data = cut_font(data, "".join(sorted(letters)), names=FAMILY_NAMES)
    if face.family not in talk.theme.font_files:
        return data
    table = talk.theme.metrics.table(face.family, face.weight)
    name = table.name if table is not None and face.weight not in {REGULAR, BOLD} else face.family
    full = f"{name} Bold" if face.style == "bold" else name
    postscript = "".join(sign for sign in full if sign.isascii() and sign.isalnum())
    names = {FAMILY: name, STYLE: face.style.title(), FULL_NAME: full, VERSION: "Version 1.000"}
    return renamed(data, names | {_POSTSCRIPT: postscript or "Font"}, face.weight)


_POSTSCRIPT = 6


def _report(family: str, why: str, talk: LaidOutTalk, supplies: Supplies) -> None:
    own = talk.talk
    message = f"font `{family}` cannot be embedded in the PPTX: {why}"
    hint = "choose another font, or tell who opens the file to install this one"
    span = own.fact_spans.get("embed_fonts", own.span)
    supplies.report(FONT_NOT_EMBEDDED.at(span, message, hint=hint))
