"""The lines of a paragraph as Typst content: each ends where the solver ended it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from diptych.model.geometry import Emu
from diptych.model.paragraph import TASK_SIGNS, Paragraph, TextLine
from diptych.model.text import (
    CODE_SCALE,
    FORMULA_ROOM,
    MARK_COLORS,
    PLAIN,
    RAISED_SCALE,
    LineBreak,
    Run,
    RunStyle,
    Side,
    plain_text,
    spare_side,
)
from diptych.model.theme import BOLD, REGULAR, emphasised
from diptych.render.pdf.formulas import typst_math
from diptych.render.pdf.scene import Scene, TextContext
from diptych.render.pdf.source import color, literal, points, sequence
from diptych.typography.emoji import split_at_emoji
from diptych.typography.language import language_runs
from diptych.typography.script import HAN, HANGUL, Blocks, has_hangul, has_script

_SHIFTS = {"super": -0.45, "sub": 0.38}
"""How far raised text is below the baseline, as a multiple of its own size (deck.css)."""
_USUAL_DELTA = BOLD - REGULAR
"""How much heavier than its text Typst makes what is strong."""
_BREAK = "linebreak()"
_WORD = re.compile(r"\S{1,24}")
"""A word; a box with a longer one might be wider than a column."""
_BOXES = re.compile(f"([{''.join(TASK_SIGNS)}])")
_WRAP = "wrap"
"""A break at a space, which stays in the text but takes no room."""
_OPENING = tuple("‘“（《〈『「【〖〔［｛")
_CLOSING = tuple("’”，。．、：；）》〉』」】〗〕］｝！？")
"""Signs that Typst takes for half empty: it moves them into the margin where a line begins or ends
with them, and closer together where they meet. In fonts with Latin widths they are not, and other
outputs do neither."""
_FULL_WIDTH = "".join(sorted({*_OPENING, *_CLOSING, *"・·"} - {*"‘“’”"}))
_MEETING = re.compile(f"(?<=[{_FULL_WIDTH}])(?=[{_FULL_WIDTH}])")
_EDGE = "h(0.001pt)"
"""Shows nothing, and is at the edge of a line in place of such a sign, or between two of them. A
space of 0 is dropped."""


_MIXED: tuple[Blocks, ...] = (
    (("\u3041", "\u3096"), ("\u309d", "\u309f")),  # Hiragana
    (
        ("\u30a1", "\u30fa"),
        ("\u30fd", "\u30ff"),
        ("\u31f0", "\u31ff"),
        ("\uff66", "\uff6f"),
        ("\uff71", "\uff9d"),
    ),  # Katakana
    (*HAN, ("\u3005", "\u3005"), ("\u3007", "\u3007"), ("\U00020000", "\U0003ffff")),
    HANGUL,
)
"""The letters of scripts that stand within one word (Unicode, `Scripts.txt`)."""


_BEFORE: Mapping[Side, float] = {"left": 1.0, "both": 0.5, "right": 0.0}
"""The share of the room a formula leaves that is before it."""


class _Piece(NamedTuple):
    run: Run
    text: str
    spare: Side
    """Where the room is that it leaves if it is a formula."""


def lines(paragraph: Paragraph, text: TextContext) -> str:
    """Return the lines of a paragraph, separated by breaks."""
    solved = paragraph.lines
    parts: list[str] = []
    words = _text(paragraph)
    for number, line in enumerate(solved):
        if words.startswith(_OPENING, line.start, line.end):
            parts.append(_EDGE)
        parts += _line(line, paragraph, text)
        if paragraph.align != "left" and words.endswith(_CLOSING, line.start, line.end):
            parts.append(_EDGE)
        if number + 1 < len(solved):
            parts.append(_WRAP if _wraps(line, solved[number + 1], paragraph) else _BREAK)
    return sequence(parts or ['""'])


def flowing(paragraph: Paragraph, text: TextContext) -> str:
    """Return a paragraph that is not laid out, for Typst to break.

    A Korean word of several runs, such as a link and a particle, stands in a box, so that it is
    not broken where they meet.
    """
    parts: list[str] = []
    for start, end in _authored_lines(paragraph):
        parts += [_BREAK] if parts else []
        for line, is_word in _stretches(start, end, paragraph):
            shown = sequence(list(_line(line, paragraph, text)))
            parts.append(f"box({shown})" if is_word else shown)
    return sequence(parts)


def in_words(paragraph: Paragraph) -> str:
    """Return a heading as its bookmark says it; if it has no words, its numbers and icons."""
    signs = (run for run in paragraph.authored if isinstance(run, Run))
    return plain_text(paragraph.authored) or "".join(run.icon or run.text for run in signs)


def _authored_lines(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    start = 0
    for line in _text(paragraph).split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def _stretches(start: int, end: int, paragraph: Paragraph) -> Iterator[tuple[TextLine, bool]]:
    """Yield the Korean words of several runs, and what is between them; True for such a word."""
    ends = set(accumulate(len(run.text) if isinstance(run, Run) else 1 for run in paragraph.runs))
    at = start
    for found in _WORD.finditer(_text(paragraph), start, end):
        first, last = found.span()
        if ends.isdisjoint(range(first + 1, last)) or not has_hangul(found[0]):
            continue
        if at < first:
            yield _stretch(at, first), False
        yield _stretch(first, last), True
        at = last
    if at < end:
        yield _stretch(at, end), False


def _stretch(start: int, end: int) -> TextLine:
    return TextLine(start, end, Emu(0), Emu(0))


def _wraps(line: TextLine, after: TextLine, paragraph: Paragraph) -> bool:
    """Return whether a line ends at a space, rather than in a word or at the author's break."""
    between = _text(paragraph)[line.end : after.start]
    return between.isspace() and "\n" not in between


def _text(paragraph: Paragraph) -> str:
    return "".join(["\n" if isinstance(run, LineBreak) else run.text for run in paragraph.runs])


def _line(line: TextLine, paragraph: Paragraph, context: TextContext) -> Iterator[str]:
    """Yield the content of a line, with adjacent pieces of one link joined."""
    pieces, scene = _pieces(line, paragraph), context.scene
    linked = ((_link(piece.run, scene), piece) for piece in pieces)
    for number, (to, members) in enumerate(groupby(linked, key=lambda one: one[0])):
        link, is_quiet = to
        linked_pieces = [piece for _, piece in members]
        shown = _tracked([_shown(piece, paragraph, scene) for piece in linked_pieces], paragraph)
        if number and paragraph.tracking:
            yield _gap(paragraph)
        if link is None:
            yield shown
        elif is_quiet or context.role == "sources":
            yield f"link({link}, {shown})"
        else:
            has_line = any(one.run.style.strike or one.run.style.underline for one in linked_pieces)
            yield f"link({link}, {_underlined(shown, paragraph, context, has_line=has_line)})"


def _pieces(line: TextLine, paragraph: Paragraph) -> Iterator[_Piece]:
    at = 0
    for run in paragraph.authored:
        if isinstance(run, LineBreak):
            at += 1
            continue
        first, last = max(line.start - at, 0), min(line.end - at, len(run.text))
        if first < last:
            spare = spare_side(_text(paragraph), at) if run.formula is not None else "both"
            yield _Piece(run, run.text[first:last], spare)
        at += len(run.text)


def _link(run: Run, scene: Scene) -> tuple[str | None, bool]:
    """Return where a run leads, and whether quietly, as from a citation."""
    if run.role != "citation":
        return scene.target(run.link), run.role == "quiet-link"
    digits = re.sub(r"\D", "", run.text)
    source = scene.sources.get(int(digits)) if digits else None
    link = run.link or (source.link if source is not None else None)
    return scene.target(link), True


def _underlined(shown: str, paragraph: Paragraph, context: TextContext, *, has_line: bool) -> str:
    """Return the text of a link; `has_line` is whether part of it has a line already."""
    own = context.scene.link_color
    function = "linked-too" if has_line else "linked"
    return f"{function}({color(own or paragraph.color)}, {shown})"


def _shown(piece: _Piece, paragraph: Paragraph, scene: Scene) -> str:
    """Return text in the style of its run."""
    shown = _plainly(piece, paragraph, scene)
    if piece.run.role != "aside":
        own = piece.run.style.color
        return f"text(fill: {color(own)}, {shown})" if own else shown
    weight = "" if piece.run.style.bold else f" weight: {paragraph.aside_weight},"
    return f"text(fill: {color(paragraph.aside)},{weight} {shown})"


def _plainly(piece: _Piece, paragraph: Paragraph, scene: Scene) -> str:
    """Return text in the style of its run, apart from that of an aside."""
    run, text, spare = piece
    style = run.style
    if run.formula is not None:
        width = points(run.formula.width * FORMULA_ROOM * paragraph.size)
        shown = f"in-line({width}, {_BEFORE[spare]}, {typst_math(run.formula, run.formula.tex)})"
        return sequence([shown] * len(text))
    if run.role == "citation":
        return _raised("super", _spoken(text, paragraph))
    if paragraph.kind == "code":
        return _code(text, "1")
    if style == PLAIN:
        return _spoken(text, paragraph)
    if style.code:
        scale = 1.0 if paragraph.font == "mono" else CODE_SCALE
        shown = f"inline-code({color(paragraph.color)}, {_code(text, str(scale))})"
    else:
        shown = _spoken(text, paragraph)
    if style.bold:
        shown = _strong(shown, paragraph)
    if style.italic:
        role = "mono" if style.code else paragraph.font
        shown = (
            _slanted(piece, paragraph)
            if scene.slanted[role] and not style.code
            else f"emph({shown})"
        )
    if style.strike or style.underline:
        shown = _lined(style, shown, style.color or paragraph.color)
    if style.mark:
        ground, ink = (f'rgb("#{value}")' for value in MARK_COLORS)
        shown = f"marked({ground}, {ink}, edges-{paragraph.font}, {shown})"
    return _raised(style.raised, shown) if style.raised else shown


def _strong(shown: str, paragraph: Paragraph) -> str:
    """Return bold text, as much heavier than its paragraph as that takes."""
    delta = emphasised(paragraph.weight) - paragraph.weight
    return f"strong({shown})" if delta == _USUAL_DELTA else f"strong(delta: {delta}, {shown})"


def _lined(style: RunStyle, shown: str, tint: str) -> str:
    """Return text with its lines; PDF/UA-1 is told of one only, that through the text first."""
    if not style.strike:
        return f"underline({shown})"
    struck = f"strike({shown})"
    return f"underlined-too({color(tint)}, {struck})" if style.underline else struck


def _slanted(piece: _Piece, paragraph: Paragraph) -> str:
    """Return slanted text for a font without an italic; spaces at its ends stay outside.

    Words stand in boxes, which spaces at their ends would not widen.
    """
    words = piece.text.strip(" ")
    before, after = piece.text.split(words, 1) if words else (piece.text, "")
    shown = _spoken(words, paragraph)
    if piece.run.style.bold:
        shown = _strong(shown, paragraph)
    parts = [literal(before)] if before else []
    parts += [f"slanted({shown})"] if words else []
    parts += [literal(after)] if after else []
    return sequence(parts)


def _raised(kind: str, shown: str) -> str:
    return f"text(size: {RAISED_SCALE}em, baseline: {_SHIFTS[kind]}em, {shown})"


def with_boxes(text: str, tint: str, gap: str = "") -> str:
    """Return text in which the boxes of tasks are drawn, as few fonts have them, with emoji.

    `gap` stands beside each emoji.
    """
    if text.isascii():
        return literal(text)
    parts: list[str] = []
    for one in split_at_emoji(text):
        parts += [f"emoji({literal(one.text)})"] if one.is_emoji else _boxes(one.text, tint, gap)
    return sequence([one for part in parts for one in (gap, part)][1:] if gap else parts)


def _boxes(text: str, tint: str, gap: str) -> Iterator[str]:
    for part in filter(None, _BOXES.split(text)):
        if part in TASK_SIGNS:
            is_done = str(part == TASK_SIGNS[1]).lower()
            yield f"task({color(tint)}, {literal(part)}, {is_done})"
            continue
        for number, signs in enumerate(_MEETING.split(part)):
            if number and not gap:
                yield _EDGE
            yield literal(signs)


def _code(text: str, scale: str) -> str:
    """Return code, which is one piece where it can be: its emoji are found in it."""
    parts = [f"code({literal(part)}, {scale})" for part in _MEETING.split(text)]
    shown = sequence([one for part in parts for one in (_EDGE, part)][1:])
    emoji = dict.fromkeys(one.text for one in split_at_emoji(text) if one.is_emoji)
    if not emoji:
        return shown
    rules = (f"show {literal(one)}: emoji" for one in emoji)
    return f"{{ {'; '.join((*rules, shown))} }}"


def _spoken(text: str, paragraph: Paragraph) -> str:
    """Return text with words in other scripts in their language, for screen readers."""
    if text.isascii():
        return literal(text)
    own = paragraph.locale.partition("-")[0]
    parts = (
        (part, language if language != own else "")
        for part, language in language_runs(text, paragraph.locale, _text(paragraph))
    )
    if not paragraph.tracking:
        return sequence(list(_languages(parts, paragraph.color)))
    gap = _gap(paragraph)
    scripts = [
        sequence(list(_languages([(own, language)], paragraph.color, gap)))
        for part, language in parts
        for own in _scripts(part)
    ]
    return _tracked(scripts, paragraph)


def _scripts(text: str) -> Iterator[str]:
    """Yield the stretches of one script, as Typst shapes text.

    Signs belong to the letters before them, or at the start to those after them.
    """
    start, last = 0, None
    for at, character in enumerate(text):
        own = _script(character)
        if own is None or own == last:
            continue
        if last is not None:
            yield text[start:at]
            start = at
        last = own
    yield text[start:]


@lru_cache(maxsize=4096)
def _script(character: str) -> int | None:
    """Return which of the mixed scripts a character is in."""
    return next((no for no, one in enumerate(_MIXED) if has_script(character, one)), None)


def _tracked(parts: list[str], paragraph: Paragraph) -> str:
    """Return parts one after the other, with the paragraph's tracking between them.

    Typst adds it to all letters in one style and script but the last.
    """
    if not paragraph.tracking:
        return sequence(parts)
    return sequence([one for part in parts for one in (_gap(paragraph), part)][1:])


def _gap(paragraph: Paragraph) -> str:
    return f"h({tracking_of(paragraph)})"


def tracking_of(paragraph: Paragraph) -> str:
    """Return what is added after each letter of a paragraph, whatever the size of that letter."""
    return points(paragraph.tracking * paragraph.size)


def _languages(parts: Iterable[tuple[str, str]], tint: str, gap: str = "") -> Iterator[str]:
    for language, members in groupby(parts, key=lambda member: member[1]):
        words = with_boxes("".join(part for part, _ in members), tint, gap)
        yield f"text(lang: {literal(language)}, region: none, {words})" if language else words
