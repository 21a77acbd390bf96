"""Numbers of lists as shown, from the names that OOXML and Pandoc have for them."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DELIMITERS = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}"}
_PANDOC_STYLES = {
    "DefaultStyle": "arabic",
    "Example": "arabic",
    "Decimal": "arabic",
    "LowerAlpha": "alphaLc",
    "UpperAlpha": "alphaUc",
    "LowerRoman": "romanLc",
    "UpperRoman": "romanUc",
}
_PANDOC_DELIMITERS = {
    "DefaultDelim": "Period",
    "Period": "Period",
    "OneParen": "ParenR",
    "TwoParens": "ParenBoth",
}


def numeral(number: int, scheme: str) -> str:
    """Return `number` in a numbering scheme (ECMA-376-1, 20.1.10.61): 4, `romanLcParenR`: `iv)`."""
    style = next(name for name in _WRITERS if scheme.startswith(name))
    return _DELIMITERS[scheme.removeprefix(style)].format(_WRITERS[style](number))


def pandoc_scheme(style: str, delimiter: str) -> str:
    """Return the scheme of a list that Pandoc describes as `style` and `delimiter`."""
    return f"{_PANDOC_STYLES[style]}{_PANDOC_DELIMITERS[delimiter]}"


def _roman(number: int) -> str:
    signs = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        signs += sign * count
    return signs


def _alphabetic(number: int) -> str:
    """Return a, b ... z, aa, bb, as PowerPoint and Pandoc's readers count on."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_WRITERS: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "alphaLc": _alphabetic,
    "alphaUc": lambda number: _alphabetic(number).upper(),
    "romanLc": _roman,
    "romanUc": lambda number: _roman(number).upper(),
}
