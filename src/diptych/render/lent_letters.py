"""Letters that no font of a talk has, and that an installed font lends to its outputs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span
from diptych.model.font_file import LentFont

LENT_LETTERS = DiagnosticKind(
    "OUT410",
    "letters-from-installed-font",
    "Text has characters that no font of the talk has. A PDF, a handout or a picture of a slide has"
    " them from a font that is installed on this machine, and so has the copy of an SVG picture for"
    " PowerPoint; another machine may lack it, or have another version, and then makes another file"
    " or none (`OUT401`).",
    Severity.WARNING,
)

_NAMED = 4
"""Most characters that a message lists."""


def lent_letters_at(span: Span | None, font: LentFont, shown: Iterable[str]) -> Diagnostic:
    """Return the warning that `font` lends the letters that are `shown` at a place."""
    listed = named_letters(tuple(dict.fromkeys(c for c in shown if c in font.letters)))
    message = (
        f"the fonts of the talk have no {listed}: PDF and pictures take such letters from"
        f" `{font.family}`, which is only installed on this machine"
    )
    hint = (
        f"for the same result everywhere, put its files into `fonts/` and write"
        f" `east_asian: {font.family}` in the theme's `fonts:`, see docs/themes.md"
    )
    return LENT_LETTERS.at(span, message, hint=hint)


def named_letters(characters: Sequence[str]) -> str:
    """Return some characters as a message names them, the first few."""
    named = ", ".join(f"`{one}`" for one in characters[:_NAMED])
    return named + ", …" * (len(characters) > _NAMED)
