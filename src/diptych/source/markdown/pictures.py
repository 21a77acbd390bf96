"""Pictures as blocks: one alone in its paragraph with its caption, or several side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from diptych.blocks.picture import Picture
from diptych.blocks.video import Audio, Video
from diptych.diagnostics import Span, nearest, nearest_name
from diptych.markup.attributes import Attributes
from diptych.markup.diagnostic_kinds import UNKNOWN_ATTRIBUTE
from diptych.markup.links import refusal
from diptych.markup.picture import PictureMark
from diptych.model.asset import Asset
from diptych.model.geometry import Emu, from_px
from diptych.model.source_text import SourceText
from diptych.model.text import Text, Variable, literal
from diptych.source.markdown.footnotes import report_mentions
from diptych.source.markdown.page import FRAGMENT, ORDERED, Page
from diptych.source.media.recording import ReadMedia, WantedMedia, is_media, read_media
from diptych.source.pictures.data_urls import is_data, shown_path
from diptych.source.pictures.diagnostic_kinds import MISSING_ALT
from diptych.source.pictures.looks import MIDDLE, read_aspect, read_fit, read_focus
from diptych.source.pictures.picture import picture_labels, read_picture
from diptych.source.reading.attribute_places import report_attribute
from diptych.source.reading.by_hand import BY_HAND, PLACES
from diptych.source.reading.lengths import as_share, in_px
from diptych.source.reading.source_reader import SourceReader
from diptych.source.reading.web import is_on_web

_COLOR = re.compile(r"#?\w+|\w+\([^)]*\)")
"""What Marp takes for the colour of a background instead of a picture."""
_LOOKS = ("rounded", "circle", "border")
_DECORATIVE = "decorative"
_CLASSES = ("translate", FRAGMENT, "stretch", "r-stretch", _DECORATIVE)
"""A picture fills the available space anyway, as with reveal.js's `.r-stretch`."""
_KEYS = ("alt", "fig-alt", "width", "height")
_LOOK_KEYS = ("aspect", "fit", "focus", "credit")
_MOST_COLUMNS = 8
_MEDIA_CLASSES = ("loop", "muted", "mute")
_MEDIA_KEYS = ("poster", "start", "end", "captions", *_MEDIA_CLASSES)
_CENTRED = {"fig-align", "align", "fig.align"}
"""Keys that may be `center`, which is how pictures are placed anyway."""
_ALT_HINT = 'describe it with `{alt="..."}`, or write `{alt=""}` if it is decoration'
_ANY_HEIGHT = {"100%", "auto"}
"""Heights that a picture has anyway: all of the available space."""


def read_figure(
    mark: PictureMark, words: Text, page: Page, reader: SourceReader, *, is_figure: bool = True
) -> Picture | None:
    """Return the picture of `mark`; None if it cannot be shown.

    `words` are those in its brackets: the caption if it is a figure, otherwise the alternative text
    (Pandoc manual, "Images").
    """
    span = mark.place.span(0 if is_figure else mark.at, None if is_figure else mark.length)
    attributes = mark.attributes
    if page.tool == "marp":
        words, extents, is_color = _as_in_marp(mark, words, span, reader)
        attributes = replace(attributes, values={**extents, **attributes.values})
        if is_color:
            return None
    path = _path(mark, page)
    plays = is_media(path)
    _report_unknown(attributes, span, reader, plays=plays)
    media = _media(path, attributes, page, span, reader) if plays else None
    poster = media.poster if media is not None else None
    asset, leads_to = (poster, None) if plays else _shown(path, page, span, reader)
    alt = _alt(mark, words, span, reader, is_figure=is_figure)
    caption = words if is_figure and not words.is_empty else None
    look = _look(attributes, span, reader) if not plays else {}
    sizes = {} if BY_HAND in attributes.classes else attributes.values
    if asset is None:
        read_width(sizes.get("width"), span, reader)  # what is wrong with them is told all the same
        read_height(sizes.get("height"), span, reader)
        return None
    look |= _sizes(sizes, asset, look, span, reader)
    if alt is None and caption is None:
        what = "picture" if media is None else media.kind
        shown = shown_path(path)
        message = f"{what} `{shown}` has no alternative text"
        reader.report(MISSING_ALT, span, message, _ALT_HINT, subject=shown)
    if media is not None:
        return (Audio if media.kind == "audio" else Video)(
            asset=asset,
            alt=alt,
            caption=caption,
            link=mark.link if media.recording is not None else media.leads_to,
            recording=media.recording,
            id=attributes.id,
            span=span,
            **look,
        )
    return Picture(
        asset=asset,
        alt=alt,
        caption=caption,
        link=mark.link or leads_to,
        labels=picture_labels(asset, span) if "translate" in attributes.classes else (),
        credit=_value_of("credit", attributes, mark.place, reader.markdown),
        id=attributes.id,
        span=span,
        **look,
    )


def _shown(
    path: str, page: Page, span: Span, reader: SourceReader
) -> tuple[Asset | None, str | None]:
    """Return the picture at a path, or in a single-file talk a panel; and where a panel leads."""
    asset = read_picture(path, page.folder, span, reader)
    if asset is not None or not reader.lenient:
        return asset, None
    from diptych.source.pictures.web import stand_in  # needed only for such pictures

    # Without a scheme, PowerPoint would take it for a folder of another machine.
    address = f"https:{path}" if path.startswith("//") else path
    return stand_in(), address if is_on_web(path) and refusal(address) is None else None


def _as_in_marp(
    mark: PictureMark, words: Text, span: Span, reader: SourceReader
) -> tuple[Text, Mapping[str, str], bool]:
    """Return what Marp's keywords say of a picture.

    These are the words without them, its width and height, and whether it is a colour: no picture.
    """
    from diptych.source.markdown.foreign_tools import marp_words  # needed only for such files

    words, extents, keywords = marp_words(words)
    if keywords:
        message = f"`{keywords}` in the brackets of a picture has a meaning only in Marp"
        hint = "write a background on a line of its own; a size is `w:300px`"
        reader.report(UNKNOWN_ATTRIBUTE, span, message, hint, subject=keywords)
    return words, extents, "bg" in keywords.split() and bool(_COLOR.fullmatch(mark.path))


def _path(mark: PictureMark, page: Page) -> str:
    return _file(mark.path, page)


def _file(address: str, page: Page) -> str:
    if is_on_web(address) or is_data(address):
        return address
    path = unquote(address)
    if page.tool == "slidev" and path.startswith("/"):
        return f"{page.top}public{path}"  # its guide, "Static Assets"
    return path


def _report_unknown(
    attributes: Attributes, span: Span, reader: SourceReader, *, plays: bool
) -> None:
    """Report the attributes that have no meaning for a picture, or for what plays."""
    keys, classes = (_MEDIA_KEYS, _MEDIA_CLASSES) if plays else (_LOOK_KEYS, _LOOKS)
    centred = [key for key in _CENTRED if attributes.values.get(key) in {"center", "default"}]
    ordered = ORDERED if FRAGMENT in attributes.classes else ()
    places = PLACES if BY_HAND in attributes.classes else ()
    known = (*_KEYS, *centred, *ordered, *places, *keys)
    report_attributes(attributes, known, (*_CLASSES, BY_HAND, *classes), span, reader)


def _alt(
    mark: PictureMark, words: Text, span: Span, reader: SourceReader, *, is_figure: bool
) -> Text | None:
    """Return the alternative text; None if nothing gives one."""
    alt = _alternative(mark.attributes, mark.place, reader)
    if not is_figure and not words.is_empty:
        alt = _described(alt, words, mark, reader)
    alt = _titled(alt, mark, words, span, reader)
    return literal("", span) if _DECORATIVE in mark.attributes.classes else alt


def _media(
    path: str, attributes: Attributes, page: Page, span: Span, reader: SourceReader
) -> ReadMedia | None:
    """Return the video or sound at `path`."""
    values, classes = attributes.values, attributes.classes

    def is_set(*names: str) -> bool:
        return any(name in classes or values.get(name) in {"", "true"} for name in names)

    wanted = WantedMedia(
        path=path,
        poster=_file(values["poster"], page) if "poster" in values else None,
        start=values.get("start"),
        end=values.get("end"),
        loops=is_set("loop"),
        is_muted=is_set("muted", "mute"),
        captions=values.get("captions"),
    )
    return read_media(wanted, page.folder, span, reader)


def _look(attributes: Attributes, span: Span, reader: SourceReader) -> dict[str, Any]:
    """Return how a picture is cut and framed, as its fields."""
    form = next((name for name in ("circle", "rounded") if name in attributes.classes), "plain")
    written, focus = attributes.values.get("aspect"), attributes.values.get("focus")
    cut = read_aspect(written, span, reader) if written is not None else None
    has_own_shape = form == "circle" or cut is not None
    return {
        "fills": read_fit(attributes.values.get("fit"), span, reader, has_own_shape=has_own_shape),
        "form": form,
        "has_border": "border" in attributes.classes,
        "cut": 1.0 if form == "circle" else cut,
        "focus": read_focus(focus, span, reader) if focus is not None else MIDDLE,
    }


def _sizes(
    values: Mapping[str, str],
    asset: Asset,
    look: Mapping[str, Any],
    span: Span,
    reader: SourceReader,
) -> dict[str, Any]:
    """Return the sizes that an author gives a picture, as its fields."""
    share, fixed = read_width(values.get("width"), span, reader)
    tall, height = read_height(values.get("height"), span, reader)
    if look.get("fills"):
        return {"width": share, "fixed_width": fixed, "height": tall, "fixed_height": height}
    if share is not None or asset.size_px is None:
        tall = height = None  # its height follows from its width, or is unknown
    elif height is not None:
        fixed = _within(height, asset.size_px, fixed)
    return {"width": share, "fixed_width": fixed, "height": tall}


def _titled(
    alt: Text | None, mark: PictureMark, words: Text, span: Span, reader: SourceReader
) -> Text | None:
    """Return the alternative text of a picture, which is its title if nothing else is given.

    `fig:` before a title used to be Pandoc's mark of a figure.
    """
    title = mark.title.removeprefix("fig:").strip()
    if not title or title in {words.plain, alt.plain if alt else None}:
        return alt
    if alt is None:
        return literal(title, span)
    message = f"the title `{title}` of a picture is not shown"
    reader.report(UNKNOWN_ATTRIBUTE, span, message, "write it as the caption: `![caption](path)`")
    return alt


def _within(height: Emu, size: tuple[float, float], fixed: Emu | None) -> Emu:
    """Return the width of a picture that is at most `height` high, keeping its proportions."""
    wide, high = size
    width = Emu(round(height * wide / high))
    return width if fixed is None else min(width, fixed)


def _alternative(attributes: Attributes, place: SourceText, reader: SourceReader) -> Text | None:
    key = next((key for key in ("alt", "fig-alt") if key in attributes.values), None)
    return None if key is None else _value_of(key, attributes, place, reader.plain)


def _value_of(
    key: str, attributes: Attributes, place: SourceText, read: Callable[[SourceText], Text]
) -> Text | None:
    """Return the text of an attribute as `read`; None if it is not given."""
    value = attributes.values.get(key)
    if value is None:
        return None
    at = attributes.offsets.get(key, 0)
    return read(SourceText(place.file, value, place.part(at, at + len(value)).points))


def _described(
    alt: Text | None, words: Text, mark: PictureMark, reader: SourceReader
) -> Text | None:
    """Return the alternative text of a picture, by default the words in its brackets.

    Their markup is dropped, since alternative text has none.
    """
    if alt is not None:
        if words.plain not in {"", alt.plain}:
            message = f"the words `{words.plain}` of a picture are not shown"
            hint = "give it a paragraph of its own, where they are its caption"
            reader.report(UNKNOWN_ATTRIBUTE, words.span, message, hint)
        return alt
    if any(isinstance(inline, Variable) for inline in words.inlines):
        return reader.plain(mark.caption)
    report_mentions(words, "the description of a picture", reader)
    return literal(words.plain, words.span)


def read_columns(written: str | None, span: Span, reader: SourceReader) -> int:
    """Return how many pictures are in a row; 0, for all, if it is not said or cannot be."""
    if written is None:
        return 0
    if written.isdecimal() and 1 <= int(written) <= _MOST_COLUMNS:
        return int(written)
    message = f"`{written}` is not a number of columns"
    hint = f"write one from 1 to {_MOST_COLUMNS}"
    report_attribute(reader, UNKNOWN_ATTRIBUTE, span, f"layout-ncol={written}", message, hint)
    return 0


def read_height(
    written: str | None, span: Span, reader: SourceReader
) -> tuple[float | None, Emu | None]:
    """Return a height as a share of the page's height, or as a length."""
    return _read_extent("height", None if written in _ANY_HEIGHT else written, span, reader)


def read_width(
    written: str | None, span: Span, reader: SourceReader
) -> tuple[float | None, Emu | None]:
    """Return a width as a share of the available width, or as a length."""
    return _read_extent("width", written, span, reader)


def _read_extent(
    key: str, written: str | None, span: Span, reader: SourceReader
) -> tuple[float | None, Emu | None]:
    if written is None:
        return None, None
    share, pixels = as_share(written), in_px(written)
    if share is not None and 0 < share <= 1:
        return share, None
    if pixels is not None and 0 < pixels <= _WIDEST:
        return None, from_px(pixels)
    message, hint = f"{key} `{written}` is not a valid length on a page", "write `50%` or `300px`"
    report_attribute(reader, UNKNOWN_ATTRIBUTE, span, f"{key}={written}", message, hint)
    return None, None


_WIDEST = 1280
"""The longer side of a 16:9 page in pixels, which no picture needs to exceed."""


_ALIKE = 0.75
"""How similar a class must be to a known one, since most others say how something looks."""
_NO_STYLE = "leave it out; styling comes from the theme"


def report_attributes(
    attributes: Attributes,
    keys: Iterable[str],
    classes: Iterable[str],
    span: Span,
    reader: SourceReader,
) -> None:
    """Report every key and class of `attributes` that has no meaning where it is used."""
    known = tuple(keys)
    for key in attributes.values:
        if key not in known:
            hint = nearest(key, known) if known and key != "style" else "leave it out"
            message = f"attribute `{key}` has no meaning here"
            report_attribute(reader, UNKNOWN_ATTRIBUTE, span, f"{key}=", message, hint)
    offered = tuple(classes)
    for name in attributes.classes:
        if name not in offered:
            message = f"class `.{name}` has no meaning here"
            near = nearest_name(name, offered, alike=_ALIKE)
            hint = f"did you mean `.{near}`?" if near else _NO_STYLE
            report_attribute(reader, UNKNOWN_ATTRIBUTE, span, f".{name}", message, hint)
