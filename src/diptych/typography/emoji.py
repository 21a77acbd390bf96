"""The emoji of a text, each a unit however many characters it is written with (UTS #51).

Families, flags, keycaps and skin tones are sequences. A character that is an emoji only on request,
such as ©, ↔ or ♥, is one if a variation selector or a sequence says so (UTS #51, 1.4.3 and 1.4.9).
One that fonts for text lack, such as ✔ or 🛠, is an emoji unless a selector asks for text: else it
would be in a font of the viewer's in one output, and in none in the next.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import regex

_OF_TEXT = "©®‼⁉™↔↕↖↗↘↙↩↪⏏Ⓜ▪▫▶◀☀☑♥⚠⬆〰〽㊗㊙🅰🅱🅾🅿"
"""What is an emoji only on request and in our fonts for text, or in most for Japanese; or drawn as
the box of a task."""
_MAY_BE = re.compile(
    "[\u20e3\ufe0f\u2139\u231a-\u23fa\u25fb-\u25fe\u2601-\u2604\u260e\u2614-\u2712\u2714\u2716\u271d\u2721\u2728"
    "\u2733\u2734\u2744\u2747\u274c-\u27bf\u2934\u2935\u2b05\u2b07\u2b1b-\u2b55\U0001f000-\U0001faff]"
)
"""Every emoji has one of these, and few other texts do: only for them is Unicode's data loaded."""


class Stretch(NamedTuple):
    """A part of a text: an emoji, or what is between two."""

    text: str
    is_emoji: bool


def may_have_emoji(text: str) -> bool:
    """Return False if `text` has no emoji: a fast check, as most have none."""
    return not text.isascii() and _MAY_BE.search(text) is not None


def has_emoji(text: str) -> bool:
    """Return whether `text` has an emoji."""
    return may_have_emoji(text) and _emoji().search(text) is not None


@lru_cache(maxsize=1024)
def split_at_emoji(text: str) -> tuple[Stretch, ...]:
    """Return `text` in parts, each emoji by itself."""
    if not may_have_emoji(text):
        return (Stretch(text, is_emoji=False),) if text else ()
    parts: list[Stretch] = []
    at = 0
    for found in _emoji().finditer(text):
        if at < found.start():
            parts.append(Stretch(text[at : found.start()], is_emoji=False))
        parts.append(Stretch(found[0], is_emoji=True))
        at = found.end()
    if at < len(text):
        parts.append(Stretch(text[at:], is_emoji=False))
    return tuple(parts)


@cache
def _emoji() -> regex.Pattern[str]:
    """Return what matches an emoji; of reserved code points, those that will be pictures too."""
    import regex  # only for texts with emoji

    return regex.compile(
        rf"""(?V1)
        \p{{Regional_Indicator}}{{2}}
      | [0-9\#*] \uFE0F? \u20E3
      | (?: (?: \p{{Emoji_Presentation}}
              | [\p{{Emoji}}--[\p{{ASCII}}{_OF_TEXT}]]
              | [\p{{Extended_Pictographic}}&&\p{{Cn}}]
            ) (?!\uFE0E)
          | [\p{{Emoji}}--[0-9\#*]]
            (?= \uFE0F | \p{{Emoji_Modifier}} | \u200D \p{{Extended_Pictographic}} )
        ) (?&suffix)
        (?: \u200D \p{{Extended_Pictographic}} (?&suffix) )*
        (?(DEFINE)(?P<suffix>
            (?: \uFE0F | \p{{Emoji_Modifier}} )? \u20E3? (?: [\U000E0020-\U000E007E]+ \U000E007F )?
        ))
        """,
        regex.VERBOSE,
    )
