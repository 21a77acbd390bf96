"""Checks that a talk's slides are in the order that it expects, with the titles that it expects.

Both are under `expect:`; the titles are optional:

    expect: {order: [opening/cover, {id: gpu/order-race, title: "Battleground: GPU"}]}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from diptych.checks.rule import Build
from diptych.diagnostics import Diagnostic, DiagnosticKind

HINT = "change the talk, or `expect: order:` if this was intended"

KIND = DiagnosticKind(
    "EXP102",
    "unexpected-slide-order",
    "A slide is not in the place, or does not have the title, that the talk's `expect: order:`"
    " states.",
)


def check(build: Build) -> Iterator[Diagnostic]:
    """Yield a diagnostic at the first slide out of order, and for each unexpected title."""
    expected = build.talk.expected
    if expected is None or expected.order is None:
        return
    slides = {slide.id: slide for slide in build.talk.slides}
    present = build.talk.present_ids
    order = [(present.get(one, one), title, span) for one, title, span in expected.order]
    for number, (wanted, found) in enumerate(zip_longest(order, slides), start=1):
        if wanted is None:
            yield KIND.at(
                expected.span, f"slide {number} is `{found}`, which is not expected", hint=HINT
            )
            break
        if wanted[0] != found:
            there = f"`{found}`" if found else "missing"
            yield KIND.at(wanted[2], f"slide {number} is {there}, not `{wanted[0]}`", hint=HINT)
            break
    for slide_id, title, span in order:
        slide = slides.get(slide_id)
        if slide is not None and not slide.broken and title not in {None, slide.title.plain}:
            message = f"the title of `{slide_id}` is “{slide.title.plain}”, not “{title}”"
            yield KIND.at(span, message, hint=HINT)
