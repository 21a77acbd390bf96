"""Checks that each slide has the sources that the talk expects, in the same order.

They are under `expect:`; slides that are not listed there are expected to have none:

    expect: {references: {gpu/order-race: [hpcwire-2023, cnbc-2023]}}
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind

KIND = DiagnosticKind(
    "EXP103",
    "unexpected-references",
    "The sources at the foot of a slide are not those that the talk's `expect: references:`"
    " lists, or are not in that order.",
)


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each slide whose sources are not the expected ones."""
    expected = build.talk.expected
    if expected is None or expected.references is None or not build.talk.has_all_references:
        return
    slides = {slide.id: slide for slide in build.talk.slides}
    present = build.talk.present_ids
    references = {present.get(one, one): keys for one, keys in expected.references.items()}
    for slide_id in sorted({*references, *slides}):
        slide = slides.get(slide_id)
        if slide is not None and slide.broken:
            continue
        wanted = references.get(slide_id, ())
        found = tuple(source.key for source in slide.sources) if slide else ()
        if found != wanted:
            message = f"slide `{slide_id}` has the sources {_listed(found)}, not {_listed(wanted)}"
            hint = "change the slide, or `expect: references:` if this was intended"
            yield KIND.at(slide.span if slide else expected.span, message, hint=hint)


def _listed(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in keys) or "none"
