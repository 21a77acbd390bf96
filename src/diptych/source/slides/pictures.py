"""Reads pictures, videos and sounds in YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from diptych.blocks.picture import Picture, PictureForm
from diptych.blocks.video import Audio, Video
from diptych.markup.diagnostic_kinds import BAD_LINK
from diptych.markup.links import refusal
from diptych.model.text import Text
from diptych.source.media.recording import WantedMedia, read_media
from diptych.source.pictures.data_urls import shown_path
from diptych.source.pictures.diagnostic_kinds import MISSING_ALT
from diptych.source.pictures.looks import MIDDLE, read_aspect, read_fit, read_focus
from diptych.source.pictures.picture import picture_labels, read_picture
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Value

_PICTURE = (
    "file", "alt", "width", "translate", "link", "id", "caption", "credit", "aspect", "fit",
    "focus", "shape", "border", "decorative",
)  # fmt: skip
_VIDEO = (
    "file", "poster", "start", "end", "loop", "muted", "captions", "alt", "caption", "width", "id",
)  # fmt: skip


def read_yaml_picture(value: Value, folder: Path, reader: SourceReader) -> Picture | None:
    """Return a picture; None, with a report, if it cannot be shown."""
    fields = Fields(value, reader, _PICTURE, "a picture")
    file = fields.string("file", required=True)
    width = read_share(fields)
    alt, caption = fields.plain("alt"), fields.text("caption")
    if (alt is None and "alt" in fields) or fields.boolean("decorative", default=False):
        alt = Text("", (), value.span)
    place = fields.value("file")
    if file is None or place is None:
        return None
    asset = read_picture(file, folder, place.span, reader)
    if asset is None:
        return None
    if alt is None and caption is None:
        hint = 'describe it with `alt:`, or write `alt: ""` if it is decoration'
        message = f"picture `{shown_path(file)}` has no alternative text"
        reader.report(MISSING_ALT, value.span, message, hint)
    is_translated = fields.boolean("translate", default=False)
    return Picture(
        asset=asset,
        alt=alt,
        caption=caption,
        width=width,
        link=_link(fields),
        labels=picture_labels(asset, place.span) if is_translated else (),
        id=fields.string("id"),
        span=value.span,
        credit=fields.text("credit"),
        **_look(fields),
    )


def read_yaml_video(value: Value, folder: Path, reader: SourceReader) -> Video | None:
    """Return a video or sound; None, with a report, if it cannot be shown."""
    fields = Fields(value, reader, _VIDEO, "a video or sound")
    file, place = fields.string("file", required=True), fields.value("file")
    width = read_share(fields)
    alt, caption = fields.plain("alt"), fields.text("caption")
    if alt is None and "alt" in fields:
        alt = Text("", (), value.span)
    if file is None or place is None:
        return None
    wanted = WantedMedia(
        path=file,
        poster=fields.string("poster"),
        start=fields.string("start"),
        end=fields.string("end"),
        loops=fields.boolean("loop", default=False),
        is_muted=fields.boolean("muted", default=False),
        captions=fields.string("captions"),
    )
    media = read_media(wanted, folder, place.span, reader)
    if media is None:
        return None
    if alt is None and caption is None:
        hint = "say what it shows with `alt:`, or give it a `caption:`"
        message = f"{media.kind} `{file}` has no alternative text"
        reader.report(MISSING_ALT, value.span, message, hint)
    return (Audio if media.kind == "audio" else Video)(
        asset=media.poster,
        alt=alt,
        caption=caption,
        width=width,
        link=media.leads_to,
        recording=media.recording,
        id=fields.string("id"),
        span=value.span,
    )


def read_share(fields: Fields) -> float | None:
    """Return `width:`, a share of 1 or a percentage, as a share; None if it is not given."""
    width, value = fields.number("width"), fields.value("width")
    if width is None or value is None:
        return None
    share = width if width <= 1 else width / 100
    if 0 < share <= 1:
        return share
    message = f"width {width:g} is not a share of the page"
    fields.reader.report(WRONG_TYPE, value.span, message, "write a percentage: `width: 40`")
    return None


def _look(fields: Fields) -> dict[str, Any]:
    """Return how a picture is cut and framed, as its fields."""
    form = fields.one_of("shape", get_args(PictureForm)) or "plain"
    aspect, fit, focus = (fields.string(key) for key in ("aspect", "fit", "focus"))
    where, at = fields.span_of("aspect"), fields.span_of("focus")
    cut = read_aspect(aspect, where, fields.reader) if aspect and where else None
    has_own_shape = form == "circle" or cut is not None
    place = fields.span_of("fit")
    return {
        "form": form,
        "fills": read_fit(fit, place, fields.reader, has_own_shape=has_own_shape),
        "has_border": fields.boolean("border", default=False),
        "cut": 1.0 if form == "circle" else cut,
        "focus": read_focus(focus, at, fields.reader) if focus and at else MIDDLE,
    }


def _link(fields: Fields) -> str | None:
    """Return the link target of a picture."""
    link = fields.string("link")
    if link is None or not (refused := refusal(link)):
        return link
    fields.reader.report(BAD_LINK, fields.span_of("link"), *refused)
    return None
