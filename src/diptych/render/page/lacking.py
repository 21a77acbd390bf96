"""What a site lacks, and what the author would have to write for it."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.model.site import Site
from diptych.render.page.feed import day_in_feed

_LISTED = 8
"""How many talks a line names."""


def lacking(site: Site) -> Iterator[str]:
    """Yield a line for each thing that the pages of a project, its list and its feed lack."""
    if not site.has_list:
        return
    if site.url:
        yield from _undated(site)
    else:
        what = "previews, canonical addresses, feed and oEmbed"
        yield f"pages are without {what}: these need `site: {{url: …}}` in deck/deck.yaml"
    if absent := len(site.absent):
        pages = "page is" if absent == 1 else "pages are"
        yield f"{absent} more {pages} not made yet, and nothing leads there: build all talks once"


def _undated(site: Site) -> Iterator[str]:
    """Yield a line that names the talks that are in the list, but not in the feed."""
    talks = {one.talk.name: one.talk for one in site.shown if one.talk.publication.is_listed}
    undated = [
        f"`{talk.name}` ({talk.span.file}:{talk.span.line})"
        for talk in talks.values()
        if day_in_feed(talk) is None
    ]
    if undated:
        more = f" and {len(undated) - _LISTED} more" if undated[_LISTED:] else ""
        named = f"{', '.join(undated[:_LISTED])}{more}"
        yield f"the feed leaves out talks without a date: {named}; write `dates: {{delivered: …}}`"
