"""The checks, one file each, and the table of all of them."""

from __future__ import annotations

from diptych.checks import (
    broken_words,
    empty_generated,
    equal_steps,
    labels_left_out,
    link_target,
    slide_count,
    slide_order,
    slide_references,
    unseen_characters,
)
from diptych.checks.rule import Check

CHECKS: tuple[Check, ...] = (
    slide_count.check,
    slide_order.check,
    slide_references.check,
    link_target.check,
    equal_steps.check,
    empty_generated.check,
    labels_left_out.check,
    broken_words.check,
    unseen_characters.check,
)
"""All checks, in the order in which they run."""
