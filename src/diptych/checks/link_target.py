"""Checks that a link within the talk leads to a slide of the talk.

A link leads to a slide by its id:

    [the order race](#gpu/order-race)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span, nearest
from diptych.model.deck import Talk
from diptych.model.text import Run, Text
from diptych.model.walk import every_block, link_fields

KIND = DiagnosticKind(
    "REF401",
    "missing-link-target",
    "A link leads to a slide, `#topic/name`, that is not in the talk.",
)

RENAMED = DiagnosticKind(
    "REF404",
    "link-to-a-former-id",
    "A link leads to a slide by a former id, which is listed under the slide's `was:`. It leads to"
    " that slide all the same.",
    Severity.WARNING,
)
SOURCE_FILE = DiagnosticKind(
    "REF402",
    "link-to-a-source",
    "A link leads to a Markdown or YAML file. Such files are sources of the talk and are not part"
    " of any output, so the link is dead wherever the talk is shown.",
    Severity.WARNING,
)
_SOURCE = re.compile(
    r"(?!\w+:)[^#?]+\.(?:md|markdown|qmd|rmd|pandoc|ya?ml)(?:\.j2)?(?=[#?]|$)", re.IGNORECASE
)


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each link that does not lead to a slide."""
    ids = [slide.id for slide in build.talk.slides]
    known = frozenset(ids) | _further_pages(build)
    own = (text for one in build.talk.abstract.values() for text in one.texts)
    for text in chain(build.texts_that(_has_links), filter(_has_links, own)):
        links = [inline.link for inline in text.inlines if isinstance(inline, Run) and inline.link]
        for link in dict.fromkeys(links):
            target = link.removeprefix("#")
            if target != link and target not in known:
                yield _missing(target, build.talk, _span(text, target))
        yield from _to_sources(text, links, ids)
    for span, target in dict.fromkeys(_linked_pictures(build)):
        if target not in known:
            yield _missing(target, build.talk, span)


def _further_pages(build: Build) -> frozenset[str]:
    """Return the addresses of further pages of slides, `id/2`, that exist in every language."""
    pages = [
        frozenset(f"{page.slide.id}/{page.part}" for page in talk if page.part > 1)
        for talk in build.laid_out
    ]
    return frozenset.intersection(*pages) if pages else frozenset()


def _has_links(text: Text) -> bool:
    for inline in text.inlines:  # noqa: SIM110 - faster, and called for every text
        if isinstance(inline, Run) and inline.link is not None:
            return True
    return False


def _linked_pictures(build: Build) -> Iterator[tuple[Span, str]]:
    """Yield where pictures with a link are, and the ids; those as laid out lead to present ones."""
    shown = [
        (picture.span, picture.link)
        for talk in build.laid_out
        for slide in talk
        for picture in slide.pictures
    ]
    written = every_block(build.talk.slides) if build.talk.present_ids else ()
    links = ((one.span, getattr(one, name)) for one in written for name in link_fields(type(one)))
    for span, link in chain(shown, links):
        if link is not None and link.startswith("#"):
            yield span, link.removeprefix("#")


def _to_sources(text: Text, links: list[str], ids: list[str]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each link of a text to a source file."""
    for link in dict.fromkeys(links):
        if found := _SOURCE.match(link):
            name = found.group().rpartition("slides/")[2].lstrip("./").partition(".")[0]
            message = f"the link leads to the file `{link}`, which is not part of any output"
            yield SOURCE_FILE.at(_span(text, link, ""), message, hint=_slide_hint(name, ids))


def _slide_hint(name: str, ids: list[str]) -> str:
    meant = next((one for one in ids if one == name or one.rpartition("/")[2] == name), None)
    if meant is None:
        return "no slide of the talk is made from it; link to a slide, `#topic/name`, or a web page"
    return f"link to its slide, `#{meant}`"


def _span(text: Text, target: str, sign: str = "#") -> Span:
    """Return the place of the link's address if it is on the first line of its text."""
    written = f"{sign}{target}"
    at = text.source.partition("\n")[0].find(f"({written})")
    if at < 0:
        return text.span
    return replace(text.span, column=text.span.column + at + 1, length=len(written))


def _missing(target: str, talk: Talk, span: Span) -> Diagnostic:
    """Return a diagnostic about a target that no slide has as its id."""
    if (now := talk.present_ids.get(target)) is not None:
        message = f"slide `{target}` is now called `{now}`"
        return RENAMED.at(span, message, hint=f"write `#{now}`")
    hint = _hint(target, [slide.id for slide in talk.slides])
    return KIND.at(span, f"there is no slide `{target}` in the talk", hint=hint)


def _hint(target: str, ids: list[str]) -> str:
    """Return a hint with the nearest id; the last part of an id is enough to find it."""
    named = (slide_id for slide_id in ids if slide_id.rpartition("/")[2] == target)
    same = next(named, None)
    hint = f"did you mean `{same}`?" if same else nearest(target, ids, what="slide")
    return hint.replace("`", "`#", 1) if hint.startswith("did you mean") else hint
