"""Plain text that the author seems to have meant as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from diptych.icons import icon_names, icon_tagged
from diptych.markup.tags import CLASSES


class Leftover(Struct, frozen=True):
    """The text as written, and how to write what was probably meant."""

    written: str
    hint: str


_SHORTCODE = r":(?=[a-z0-9_+-]{0,99}[a-z])[a-z0-9_+-]+:"
_PICTURE = r"[^\s()\[\]\x00]{1,99}\.(?:png|jpe?g|svg|gif|webp|pdf)"
_ADDRESS = rf"(?:https?://[^\s()\[\]\x00]{{1,99}}|{_PICTURE})"
_DOMAIN = r"(?:com|org|net|edu|gov|io|ai|dev|kr|jp|cn|de|fr|uk|eu)"
_PATTERNS = (
    (
        r"\[[^\[\]\x00\n]{1,99}\]\[[^\[\]\x00\n]{1,99}\]",
        "define the label, `[label]: https://…`, or write `[text](https://…)`",
    ),
    (
        r"!?\[[^\[\]\x00\n]{0,99}\]\([^()\s\x00]{0,99}(?=[\s\x00]|$)",
        "end the address with `)`; write `\\[` for a literal bracket",
    ),
    (
        (
            r"(?<![\w*])\*\*(?=[\w(\[$])[^\s*\x00]{0,99}"
            r"|[^\s*\x00]{0,99}\w[^\s*\w\x00]{0,99}\*\*(?![\w*])"
        ),
        "bold text begins and ends with `**`; write `\\*` for a literal asterisk",
    ),
    (
        r"(?<![\w_])__(?=[^\W_])[^\s_\x00]{0,99}|[^\s_\x00]{0,99}[^\W_]__(?![\w_])",
        "bold text begins and ends with `__`; write `\\_` for a literal underscore",
    ),
    (
        r"(?<![\w~])~~(?=[^\s~\x00])[^\s~\x00]{0,99}|[^\s~\x00]{1,99}~~(?![\w~])",
        "struck text begins and ends with `~~`; write `\\~` for a literal tilde",
    ),
    (
        r"(?<![\w=])==(?=[^\s=\x00])[^=\x00]{0,99}[^\s=\x00]==(?![\w=])",
        "write `[text]{.mark}` to highlight it",
    ),
    (
        rf"(?<![\w:/]){_SHORTCODE}(?![\w:/])",
        "write the emoji itself; `\\:` for a literal colon",
    ),
    (r"(?<!\S)`(?=[^\s`])[^\s`\x00]{0,99}", "code begins and ends with a backtick"),
    (
        r"\{[.#][A-Za-z][^{}\x00]{0,99}\}(?!\s*$)",
        "attributes go after a link, a picture, code or `[text]`, or end a line",
    ),
    (r"\^\[[^\[\]\s\x00]{0,99}(?=[\s\x00]|$)", "end the footnote with `]`"),
    (
        rf"!?\[[^\[\]\x00\n]{{1,99}}\] \({_ADDRESS}\)",
        "write no space between `]` and `(`",
    ),
    (
        rf"!?\([^()\x00\n]{{1,99}}\)\[{_ADDRESS}\]",
        "the words are in brackets, the address in parentheses: `[text](address)`",
    ),
    (
        rf"(?<![\w{{]){{({'|'.join((*CLASSES, 'fragment'))})}}",
        "a class begins with a dot: `{.name}`",
    ),
    (
        rf"(?<!\S)<(?:www\.[\w.-]{{1,99}}|[\w.-]{{1,99}}\.{_DOMAIN})(?:/[^<>\s\x00]{{0,99}})?>",
        "write the whole address: `<https://…>`",
    ),
)
"""Each of them is plain text in Pandoc too. Asterisks, underscores and colons on their own or
within words are not suspicious: `2 ** 3`, `a__b`, `10:30:00`. No pattern looks further than 99
characters, so that a text of many openings is not scanned to the end for each."""
_ANY = re.compile(r"\[|\*\*|__|~~|==|`|\{[.#a-z]|<\w|:[a-z0-9_+-]")
"""Every pattern needs one of these; most texts have none."""


def suspicious(text: str) -> Iterator[Leftover]:
    """Yield the first occurrence of each kind of text that looks like markup."""
    if not _ANY.search(text):
        return
    for pattern, hint in _PATTERNS:
        if found := re.search(pattern, text):  # compiled here: few texts get this far
            icon = _icon_for(found.group())
            yield Leftover(found.group(), f"write `:icon-{icon}:`, or {hint[6:]}" if icon else hint)


def _icon_for(written: str) -> str | None:
    """Return the icon that shows what a shortcode such as `:rocket:` means, if there is one."""
    if not re.fullmatch(_SHORTCODE, written):
        return None
    name = written.strip(":").replace("_", "-")
    return name if name in icon_names() else icon_tagged(name)
