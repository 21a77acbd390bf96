"""Reads what a talk's file says about the talk's page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

from diptych.markup.diagnostic_kinds import BAD_LINK
from diptych.markup.links import refusal
from diptych.model.deck import Download, NamedLink, Publication
from diptych.source.catalogues.locales import report_tags
from diptych.source.talks.diagnostic_kinds import AMBIGUOUS_FILE
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words

LINK = ("label", "url")
_VISIBILITIES: Final = ("listed", "unlisted")
_DOWNLOADS: Final[tuple[Download, ...]] = get_args(Download)
_NAME = re.compile(r"\w(?:[\w.-]*\w)?")
_MOST_SIGNS = 100
_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -](\d\.\d)", re.IGNORECASE)
_ZERO = re.compile(r"CC0(?:[ -]1\.0)?", re.IGNORECASE)


def read_publication(fields: Fields, path: Path) -> Publication:
    """Return the keys about the page of the talk in the file at `path`."""
    report_tags(fields, "abstract_credit")
    return Publication(
        is_listed=fields.one_of("published", _VISIBILITIES) != "unlisted",
        former_names=tuple(_former_names(fields, path)),
        tags=tuple(dict.fromkeys(tag for tag, _ in fields.strings("tags"))),
        downloads=_downloads(fields),
        licence=_licence(fields),
        links=tuple(_links(fields)),
        credits=fields.by_locale("abstract_credit", ""),
    )


def address_in(fields: Fields, *, required: bool = False) -> str | None:
    """Return the address under `url`; None if it is missing or no link may lead to it."""
    url = fields.string("url", required=required)
    if url is not None and (refused := refusal(url)):
        fields.reader.report(BAD_LINK, fields.span_of("url"), *refused)
        return None
    return url


def _former_names(fields: Fields, path: Path) -> Iterator[str]:
    """Yield former names; each becomes the name of a folder, and must not be another talk's."""
    listed = fields.reader.listed(path.parent)
    names = {name.rpartition(".")[0].casefold() for name in listed}
    for name, span in fields.strings("was"):
        if not _NAME.fullmatch(name) or len(name) > _MOST_SIGNS:
            message = f"`{name}` is not the name of a talk"
            hint = "write the name that its file had, without the ending"
            fields.reader.report(WRONG_TYPE, span, message, hint)
        elif name.casefold() in names:
            message = f"`{name}` is the name of a talk, so its address cannot lead to this one"
            fields.reader.report(AMBIGUOUS_FILE, span, message, "remove it, or rename that talk")
        else:
            yield name


def _downloads(fields: Fields) -> tuple[Download, ...]:
    value = fields.value("downloads")
    if value is None or isinstance(value.data, bool):
        return _DOWNLOADS if value is None or value.data else ()
    asked = []
    for name, span in fields.strings("downloads"):
        if name in _DOWNLOADS:
            asked.append(name)
        else:
            hint = "write `false`, or some of `pdf` and `pptx`"
            fields.reader.report(WRONG_TYPE, span, f"there is no download `{name}`", hint)
    return tuple(name for name in _DOWNLOADS if name in asked)


def _licence(fields: Fields) -> NamedLink | None:
    """Return the licence: a name or `{label, url}`; Creative Commons needs no address."""
    value = fields.value("licence")
    if value is None:
        return None
    if is_words(value):
        return NamedLink(value.place.text, _deed(value.place.text))
    below = fields.below("licence", LINK)
    label = below.string("label", required=True)
    return None if label is None else NamedLink(label, address_in(below) or _deed(label))


def _deed(licence: str) -> str:
    if _ZERO.fullmatch(licence):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _CREATIVE_COMMONS.fullmatch(licence)
    if found is None:
        return ""
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"


def _links(fields: Fields) -> Iterator[NamedLink]:
    for value in fields.list("links"):
        link = Fields(value, fields.reader, LINK, "a link")
        label = link.string("label", required=True)
        url = address_in(link, required=True)
        if label is not None and url is not None:
            yield NamedLink(label, url)
