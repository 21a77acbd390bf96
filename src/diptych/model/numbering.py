"""How the items of a list are numbered: the numerals, and the delimiters around them.

Pandoc (manual, "Ordered lists") and PowerPoint (ECMA-376-1, 20.1.10.61, ST_TextAutonumberScheme)
have the same fifteen combinations.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Figures = Literal["arabic", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"]
Delimiter = Literal["period", "parenthesis", "parentheses"]

LARGEST = 32_767
"""The largest number with which a list may begin (ECMA-376-1, 20.1.10.66); the smallest is 1."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26
_AROUND: dict[Delimiter, tuple[str, str]] = {
    "period": ("", "."),
    "parenthesis": ("", ")"),
    "parentheses": ("(", ")"),
}


class Numbering(Struct, frozen=True):
    """The number format of a list: `1.`, `a)`, `(iv)` and so on."""

    figures: Figures = "arabic"
    delimiter: Delimiter | None = "period"
    """None for the bare number, which only the lines of listings have; PowerPoint has it for Arabic
    figures alone."""

    def sign(self, number: int) -> str:
        """Return a number as shown."""
        before, after = _AROUND[self.delimiter] if self.delimiter else ("", "")
        return f"{before}{self._figure(number)}{after}"

    def _figure(self, number: int) -> str:
        match self.figures:
            case "arabic":
                return str(number)
            case "lower-alpha":
                return _letters(number)
            case "upper-alpha":
                return _letters(number).upper()
            case "lower-roman":
                return roman(number)
            case "upper-roman":
                return roman(number).upper()


ARABIC = Numbering()
BARE = Numbering(delimiter=None)


def roman(number: int) -> str:
    """Return a number, 1 or more, as a lower-case Roman numeral."""
    written = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        written += figure * count
    return written


def from_roman(written: str) -> int | None:
    """Return the value of a lower-case Roman numeral; None if it is not well-formed."""
    number, at = 0, 0
    for value, figure in _ROMAN:
        while written.startswith(figure, at):
            number, at = number + value, at + len(figure)
    return number if written and roman(number) == written else None


def _letters(number: int) -> str:
    """Return a, b ... z, aa, ab ... as in CSS (CSS Counter Styles 3, "alphabetic")."""
    written = ""
    while number > 0:
        number, letter = divmod(number - 1, _LETTERS)
        written = chr(ord("a") + letter) + written
    return written
