"""The font of emoji, which outputs have only if a talk has any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span
from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.forms import form_of
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.theme import REGULAR
from diptych.render.font_faces import FontFace
from diptych.render.shown_texts import picture_letters, shown_texts

EMOJI_FAMILY = "Twemoji Mozilla"
EMOJI_FACE = FontFace(
    family=EMOJI_FAMILY, weight=REGULAR, style="normal", path="twemoji/Twemoji-Regular.ttf"
)
_JOINING = re.compile(
    "[\u200d\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
"""What the emoji of sequences have, apart from variation selectors (UTS #51, 1.4.3 to 1.4.9)."""
SIMPLIFIED_EMOJI = DiagnosticKind(
    "OUT106",
    "picture-emoji-simplified",
    "The words of an SVG picture have emoji that are written as several characters: a flag, a"
    " family, a keycap, a skin tone. PDF, PNG and the copy that PowerPoint shows have only the"
    " first of these characters (a letter, for a flag), since the SVG renderer supports no more."
    " HTML and `--to svg` show them whole.",
    Severity.WARNING,
)
_SHOWN = re.compile(r'<t?span class="emoji"[^>]*>([^<]*)</')
_FORM: Form[list[bool]] = form_of(list[bool])


def talk_has_emoji(talk: LaidOutTalk, memo: Memo = NO_MEMO) -> bool:
    """Return whether a talk has emoji in the texts of its slides."""
    each = memo.recall_all("emoji", talk.talk.name, _has_emoji, talk, _FORM)
    return True in each


def _has_emoji(slide: LaidOutSlide) -> bool:
    from diptych.typography.emoji import has_emoji

    for text, _ in shown_texts((slide,)):  # noqa: SIM110 - faster, and called for every text
        if not text.isascii() and has_emoji(text):
            return True
    return False


def texts_for_emoji_font(talk: LaidOutTalk, memo: Memo) -> tuple[str, ...]:
    """Return the texts of a talk, its pictures and notes that may need the font of emoji.

    They have emoji, or signs such as ✔ that other fonts may lack. Of pictures with such texts all
    characters are one text.
    """
    from diptych.typography.emoji import may_have_emoji

    slides = (text for text, _ in shown_texts(talk, with_notes=True))
    about = (talk.title, talk.talk.event or "", *(person.name for person in talk.talk.speakers))
    pictures = {one.asset.sha256: one.asset for slide in talk for one in slide.pictures}
    letters = (picture_letters(asset, memo) for asset in pictures.values())
    return tuple(filter(may_have_emoji, chain(slides, about, letters)))


def has_joined_emoji(letters: str) -> bool:
    """Return whether a text with such characters has emoji of several: flags, families, keycaps."""
    from diptych.typography.emoji import may_have_emoji

    return may_have_emoji(letters) and _JOINING.search(letters) is not None


def simplified_emoji(picture: str, span: Span | None) -> Diagnostic:
    """Return the warning that the emoji of a picture are shown by their first characters."""
    message = f"picture `{picture}` shows its flags, families or keycaps by their first sign"
    hint = "write other emoji in it, or turn that text into paths before you export the picture"
    return SIMPLIFIED_EMOJI.at(span, message, hint=hint)


def emoji_letters(html: Iterable[str]) -> Iterator[str]:
    """Yield the emoji that a page marks up as such."""
    for piece in html:
        yield from map(unescape, _SHOWN.findall(piece) if 'class="emoji"' in piece else ())


def in_svg(text: str, tspan: tuple[str, str], *, simplified: bool = False) -> str:
    """Return the text of an SVG, already escaped, with its emoji in an element of their own.

    `simplified`, each has one character: resvg, with which Typst draws SVGs too, fails on
    sequences.
    """
    from diptych.typography.emoji import split_at_emoji

    opening, closing = tspan
    parts: list[str] = []
    for one, is_emoji in split_at_emoji(text):
        shown = one[0] if is_emoji and simplified else one
        parts.append(f"{opening}{shown}{closing}" if is_emoji and not shown.isascii() else shown)
    return "".join(parts)
