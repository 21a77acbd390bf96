"""Sequence diagrams: participants side by side, and below them what they say, in order."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.diagrams.lines import Line, Spot, drawn, rounded
from diptych.diagrams.paint import LABEL_SHARE, LINE, RADIUS, Paint, Said
from diptych.diagrams.setting import Plan, Way
from diptych.diagrams.words import Words, words
from diptych.model.diagram import (
    Activity,
    Message,
    Note,
    PartElse,
    PartEnd,
    PartKind,
    PartStart,
    Sequence,
)
from diptych.model.drawn_shapes import Drawing, Outline, Rectangle
from diptych.model.geometry import Box, Emu, Pt, emu, from_px
from diptych.model.shapes import Group, SingleShape
from diptych.model.style import Style
from diptych.model.text import Run, Text, literal
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Align, Panel, in_language

_LONGEST, _LONGEST_SAID = 9.0, 20.0
"""How long lines are at most, in em: of participants, and of what they say."""
_BESIDE, _ABOVE, _APART = 0.9, 0.5, 1.4
"""Space in a participant's box, and between two, in em."""
_EVEN = 1.2
"""How much wider all may be so that participants stand evenly, as a multiple."""
_ROW, _NOTE, _PART = 0.75, 0.45, 0.7
"""Space above a message, a note and a frame, in em."""
_ROOM = 1.3
"""What a message has besides its words on the way, in em."""
_CLEAR = 0.12
"""Space between a line and the words above it, in em."""
_SELF = 1.6
"""How far a message to oneself goes, in em."""
_BAR = 0.5
"""The width of what shows that somebody is active, in em."""
_INSET = 0.7
"""Space between a frame and what is in it, in em."""
_TAG, _AFTER_TAG = 0.8, 0.5
"""Space beside the words of a tag, half of it on each side, and between it and a case, in em."""
_ALL = 10**6
"""More participants than there are."""
_PARTS: Mapping[PartKind, Mapping[str, str]] = {
    "loop": {"en": "loop", "ko": "반복"},
    "alt": {"en": "alt", "ko": "분기"},
    "opt": {"en": "opt", "ko": "선택"},
    "par": {"en": "par", "ko": "동시"},
    "critical": {"en": "critical", "ko": "필수"},
    "break": {"en": "break", "ko": "중단"},
}
"""What stands at the corner of a frame."""


class SequencePlan(Plan):
    """A sequence diagram, measured once, to be placed in any size."""

    def __init__(self, sequence: Sequence, style: Style, span: Span, said: Said) -> None:
        self.paint = Paint(style)
        super().__init__(self.paint.plain.size, self.paint.plain.floor)
        self.sequence, self.span, self.said = sequence, span, said
        self.at = {actor.name: number for number, actor in enumerate(sequence.actors)}
        panel = self.paint.look_on(self.paint.panel)
        self.heads = [words(one.text, panel, style, longest=_LONGEST) for one in sequence.actors]
        numbers = count(sequence.first, sequence.by)
        self.words: dict[int, Words] = {}
        self.tags: dict[int, Words] = {}
        for number, event in enumerate(sequence.events):
            text = None if isinstance(event, Activity | PartEnd) else event.text
            if isinstance(event, Message) and sequence.is_numbered:
                text = _numbered(text, next(numbers), event.span)
            if text is not None:
                look = panel if isinstance(event, Note) else self.paint.quiet
                if isinstance(event, Message):
                    look = self.paint.look_on(self.paint.ground)
                is_case = isinstance(event, PartStart | PartElse)
                align: Align = "left" if is_case else "center"
                made = words(text, look, style, longest=_LONGEST_SAID, align=align)
                self.words[number] = made
            if isinstance(event, PartStart):
                kind = in_language(style.locale, _PARTS[event.kind]) or event.kind
                tag = literal(kind, event.span)
                self.tags[number] = words(tag, self.paint.quiet, style, longest=_LONGEST)

    def arranged(self, size: Pt, air: float, *, is_spare: bool) -> Iterator[Way]:
        """Yield it: there is one way."""
        if not is_spare:
            layout = _Layout(self, size, air)
            yield Way(layout.width, layout.height, layout.shapes)


def _numbered(text: Text | None, number: int, span: Span) -> Text:
    """Return the words of a message after its number; that alone if there are none."""
    if text is None:
        return literal(f"{number}.", span)
    return replace(text, inlines=(Run(f"{number}. "), *text.inlines))


class _Part(NamedTuple):
    """A frame that is not closed yet."""

    number: int
    top: float
    step: int


def _names(event: Message | Note) -> tuple[str, ...]:
    """Return who takes part in an event."""
    return event.over if isinstance(event, Note) else (event.source, event.target)


class _Reach:
    """How far a frame reaches for what is in it."""

    def __init__(self) -> None:
        self.left, self.right, self.first = math.inf, -math.inf, _ALL

    def add(self, left: float, right: float, first: int) -> None:
        """Reach from left to right; `first` is the first of the participants."""
        self.left, self.right = min(self.left, left), max(self.right, right)
        self.first = min(self.first, first)


class _Layout:
    """A sequence diagram in one size."""

    def __init__(self, plan: SequencePlan, size: Pt, air: float) -> None:
        self.plan, self.size, self.air = plan, size, air
        self.em = emu(size)
        self.small = Pt(max(plan.sizes[-1], round(size * LABEL_SHARE * 2) / 2))
        heads = [one.size(size) for one in plan.heads]
        self.head_width = Emu(max(w for w, _ in heads) + round(2 * _BESIDE * self.em))
        self.head_height = Emu(max(h for _, h in heads) + round(2 * _ABOVE * self.em))
        self.sizes = {number: text.size(self.small) for number, text in plan.words.items()}
        self.x, self.width = self._columns()
        self.reaches = dict(self._reaches())
        self.height = Emu(0)
        self._made: list[SingleShape] = []
        self._rows(Box(Emu(0), Emu(0), self.width, Emu(0)))

    def _columns(self) -> tuple[list[float], Emu]:
        """Return the middle of each participant, and the width of all."""
        last = len(self.plan.sequence.actors) - 1
        gaps = [self.head_width + _APART * self.em * self.air] * last
        before: float = self.head_width / 2
        after = before
        for one, other, room in sorted(self._rooms(), key=lambda span: span[1] - span[0]):
            if one < 0:
                before = max(before, room)
            elif other > last:
                after = max(after, room)
            else:
                missing = max(0.0, room - sum(gaps[one:other]))
                for between in range(one, other):
                    gaps[between] += missing / (other - one)
        if last and max(gaps) * last <= sum(gaps) * _EVEN:
            gaps = [max(gaps)] * last
        deepest = self._depth() * _INSET * self.em
        x: list[float] = [before + deepest]
        for gap in gaps:
            x.append(x[-1] + gap)
        return x, Emu(round(x[-1] + after + deepest))

    def _rooms(self) -> Iterator[tuple[int, int, float]]:
        """Yield the room that is needed between two participants, or before or after all."""
        for number, event in enumerate(self.plan.sequence.events):
            width: float = self.sizes.get(number, (0, 0))[0]
            if isinstance(event, Message):
                one, other = sorted((self.plan.at[event.source], self.plan.at[event.target]))
                if one == other:
                    yield one, one + 1, width + (_SELF + 1.0) * self.em
                else:
                    yield one, other, width + _ROOM * self.em
            elif isinstance(event, Note):
                ends = [self.plan.at[name] for name in event.over]
                room = width + 2 * self.em
                if event.side == "over" and len(ends) > 1:
                    yield min(ends), max(ends), width
                    continue
                half = room / 2 if event.side == "over" else room
                if event.side != "right":
                    yield ends[0] - 1, ends[0], half + self.em
                if event.side != "left":
                    yield ends[0], ends[0] + 1, half + self.em
        yield from self._case_rooms()

    def _case_rooms(self) -> Iterator[tuple[int, int, float]]:
        """Yield the room that what frames are called needs beside their first lifelines."""
        open_frames: list[tuple[int, list[int]]] = []
        for number, event in enumerate(self.plan.sequence.events):
            match event:
                case PartStart():
                    open_frames.append((number, []))
                case PartEnd():
                    at_start, taking_part = open_frames.pop()
                    first = min(taking_part, default=0)
                    room = self._case_width(at_start) + 2 * self._aside
                    if first:
                        room += self._tag_width(at_start) + _INSET * self.em
                        yield first - 1, first, room
                    else:
                        yield first, first + 1, room
                    if open_frames:
                        open_frames[-1][1].extend(taking_part)
                case Message() | Note() if open_frames:
                    open_frames[-1][1].extend(self.plan.at[name] for name in _names(event))
                case _:
                    pass

    @property
    def _aside(self) -> float:
        """Return how far words keep from a lifeline, on which somebody may be active."""
        return (_BAR / 2 + _CLEAR) * self.em

    def _reaches(self) -> Iterator[tuple[int, tuple[float, float]]]:
        """Yield each frame with its left and right edge: around those who take part in it."""
        at, half, inset = self.plan.at, self.head_width / 2, _INSET * self.em
        open_frames: list[tuple[int, _Reach]] = []
        for number, event in enumerate(self.plan.sequence.events):
            match event:
                case PartStart():
                    open_frames.append((number, _Reach()))
                case PartEnd():
                    at_start, reach = open_frames.pop()
                    edges = self._edges(at_start, reach)
                    yield at_start, edges
                    if open_frames:
                        outer = edges[0] - inset, edges[1] + inset
                        open_frames[-1][1].add(*outer, reach.first)
                case Message() if open_frames:
                    one, other = sorted((at[event.source], at[event.target]))
                    room = half
                    if one == other:
                        width = self.sizes.get(number, (0, 0))[0]
                        room = max(half, width + (_SELF + 1.0) * self.em)
                    reach = open_frames[-1][1]
                    reach.add(self.x[one] - half - inset, self.x[other] + room + inset, one)
                case Note() if open_frames:
                    middle, wide = self._note_span(number, event)
                    first = min(at[name] for name in _names(event))
                    left, right = middle - wide / 2 - inset, middle + wide / 2 + inset
                    open_frames[-1][1].add(left, right, first)
                case _:
                    pass

    def _edges(self, number: int, reach: _Reach) -> tuple[float, float]:
        """Return the edges of a frame, so that what it is called is before the first lifeline.

        If there is no room for that, it stands beside it.
        """
        if reach.first == _ALL:
            return 0.0, float(self.width)
        aside = self._aside
        said = self._case_width(number)
        tag = self._tag_width(number)
        first = self.x[reach.first]
        wished = first - aside - tag - said
        before = self.x[reach.first - 1] + aside + _INSET * self.em if reach.first else 0.0
        left, right = reach.left, reach.right
        if wished >= before:
            left = min(left, wished)
        else:
            right = max(right, first + aside + said)
        return max(0.0, left), min(float(self.width), right)

    def _tag_width(self, number: int) -> float:
        return self.plan.tags[number].size(self.small)[0] + _TAG * self.em

    def _case_width(self, number: int) -> float:
        """Return the width of the words of a case, with space before and after them."""
        width = self.sizes[number][0] if number in self.sizes else 0
        return width + 2 * _AFTER_TAG * self.em if width else 0.0

    def _depth(self) -> int:
        depth = deepest = 0
        for event in self.plan.sequence.events:
            depth += isinstance(event, PartStart)
            deepest = max(deepest, depth)
            depth -= isinstance(event, PartEnd)
        return deepest

    def shapes(self, box: Box) -> tuple[Group]:
        """Return the group of its shapes: lifelines, bars, frames, then all that is said."""
        self._rows(box)
        return self.plan.paint.group(box, self.plan.span, self.plan.said, self._made)

    def _rows(self, box: Box) -> None:
        """Make its shapes from the top, and find its height."""
        self.box, self.y = box, float(self.head_height)
        self._made, self._frames = [], list[SingleShape]()
        self._bars: list[SingleShape] = []
        self._active: dict[str, list[tuple[float, int]]] = {}
        open_parts: list[_Part] = []
        for number, event in enumerate(self.plan.sequence.events):
            match event:
                case Message():
                    self._message(number, event)
                case Note():
                    self._note(number, event)
                case Activity():
                    self._activity(event.name, event.step, begins=event.begins)
                case PartStart():
                    self.y += _PART * self.em * self.air
                    open_parts.append(_Part(number, self.y, event.step))
                    self._head_of_part(number, event)
                case PartElse():
                    self._other_case(number, event, open_parts[-1])
                case _:
                    part = open_parts.pop()
                    self.y += _INSET * self.em
                    self._close(part)
        for name in list(self._active):
            while self._active.get(name):
                self._activity(name, 0, begins=False)
        self.y += _ROW * self.em
        self.height = Emu(round(self.y))
        heads = list(self._heads())
        self._made = [*self._lifelines(), *self._bars, *self._frames, *heads, *self._made]

    def _spot(self, x: float, y: float) -> Spot:
        return Spot(self.box.x + round(x), self.box.y + round(y))

    def _place(self, x: float, y: float, width: float, height: float) -> Box:
        return Box(
            Emu(self.box.x + round(x)),
            Emu(self.box.y + round(y)),
            Emu(round(width)),
            Emu(round(height)),
        )

    def _heads(self) -> Iterator[TextFrame]:
        plan = self.plan
        for actor, text, x in zip(plan.sequence.actors, plan.heads, self.x, strict=True):
            radius = from_px(1000) if actor.is_person else RADIUS
            panel = Panel(fill=plan.paint.panel, line=plan.paint.rule, radius=radius)
            place = self._place(x - self.head_width / 2, 0, self.head_width, self.head_height)
            yield plan.paint.frame(place, text, self.size, panel, step=actor.step)

    def _lifelines(self) -> Iterator[Drawing]:
        plan = self.plan
        outline = Outline(color=plan.paint.rule, width=LINE, dash="dash")
        for actor, x in zip(plan.sequence.actors, self.x, strict=True):
            line = Line(self._spot(x, self.head_height), (self._spot(x, self.y),))
            region = plan.paint.region
            yield drawn(line, outline, region=region, span=actor.span, step=actor.step)

    def _message(self, number: int, event: Message) -> None:
        plan, em = self.plan, self.em
        width, height = self.sizes.get(number, (0, 0))
        one, other = self.x[plan.at[event.source]], self.x[plan.at[event.target]]
        self.y += _ROW * em * self.air
        bar = _BAR * em / 2
        top = self.y
        self.y += height + (_CLEAR * em if height else 0)
        if event.starts:
            self._activity(event.target, event.step, begins=True)
        if one == other:
            start = one + (bar if self._active.get(event.source) else 0)
            out, turn = one + _SELF * em, top + max(float(height), em)
            spots = [(start, top), (out, top), (out, turn), (start, turn)]
            line = rounded([self._spot(*spot) for spot in spots], em / 2)
            place = self._place(out + 0.1 * em, top, width + 0.6 * em, max(height, em))
            self.y = turn
        else:
            sign = 1 if other > one else -1
            start = one + sign * (bar if self._active.get(event.source) else 0)
            end = other - sign * (bar if self._active.get(event.target) else 0)
            line = Line(self._spot(start, self.y), (self._spot(end, self.y),))
            wide = min(width + em, abs(end - start) - _CLEAR * em)  # not on what shows activity
            place = self._place((one + other) / 2 - wide / 2, top, wide, height)
        outline = Outline(
            color=plan.paint.line,
            width=LINE,
            dash=event.dash,
            start=event.start,
            end=event.end,
        )
        shape = drawn(line, outline, region=plan.paint.region, span=event.span, step=event.step)
        if number in plan.words:
            panel = Panel(fill=plan.paint.ground)
            text = plan.paint.frame(place, plan.words[number], self.small, panel, step=event.step)
            self._made.append(text)
        self._made.append(shape)
        self.y += LINE
        if event.stops:
            self._activity(event.source, event.step, begins=False)

    def _note_span(self, number: int, event: Note) -> tuple[float, float]:
        """Return the middle of a note, and its width."""
        em, ends = self.em, [self.x[self.plan.at[name]] for name in event.over]
        wide: float = self.sizes[number][0] + em
        middle = (min(ends) + max(ends)) / 2
        if event.side == "over" and len(ends) > 1:
            wide = max(wide, max(ends) - min(ends) + 2 * em)
        elif event.side != "over":
            aside = wide / 2 + em / 2
            middle += aside if event.side == "right" else -aside
        return middle, wide

    def _note(self, number: int, event: Note) -> None:
        plan, em = self.plan, self.em
        _, height = self.sizes[number]
        self.y += (_ROW + _NOTE) / 2 * em * self.air
        middle, wide = self._note_span(number, event)
        high = height + 2 * _NOTE * em * 0.6
        place = self._place(middle - wide / 2, self.y, wide, high)
        panel = Panel(fill=plan.paint.panel)
        self._made.append(
            plan.paint.frame(place, plan.words[number], self.small, panel, step=event.step)
        )
        self.y += high

    def _activity(self, name: str, step: int, *, begins: bool) -> None:
        """Begin a bar, or end the one that was begun last."""
        started = self._active.setdefault(name, [])
        if begins:
            started.append((self.y, step))
        elif started:
            top, since = started.pop()
            width = _BAR * self.em
            x = self.x[self.plan.at[name]] - width / 2 + len(started) * width / 2
            panel = Panel(fill=self.plan.paint.panel, line=self.plan.paint.rule)
            place = self._place(x, top, width, max(self.y - top, self.em))
            self._bars.append(
                Rectangle(
                    box=place,
                    region=self.plan.paint.region,
                    panel=panel,
                    kind="panel",
                    step=since,
                )
            )

    def _head_of_part(self, number: int, event: PartStart) -> None:
        plan, em = self.plan, self.em
        left, _ = self.reaches[number]
        tag = plan.tags[number]
        wide, high = self._tag_width(number), tag.size(self.small)[1] + 0.2 * em
        panel = Panel(fill=plan.paint.panel, line=plan.paint.rule)
        place = self._place(left, self.y, wide, high)
        self._made.append(plan.paint.frame(place, tag, self.small, panel, step=event.step))
        tallest = self._case(number, number, left + wide, event.step)
        self.y += max(high, tallest)

    def _case(self, number: int, frame: int, left: float, step: int) -> float:
        """Add the words of a case of a frame beside the lifelines, and return their height."""
        if number not in self.plan.words:
            return 0.0
        width, height = self.sizes[number]
        clear, aside, wide = _CLEAR * self.em, self._aside, self._case_width(number)
        places = (left, *(x + aside for x in self.x if x > left))
        free = (
            place
            for place in places
            if place + wide <= self.reaches[frame][1] + aside
            and not any(place - aside < x < place + wide + clear for x in self.x)
        )
        left = next(free, left) + _AFTER_TAG * self.em
        place = self._place(left, self.y + clear, width + _AFTER_TAG * self.em, height + clear)
        panel = Panel(fill=self.plan.paint.ground)
        text = self.plan.words[number]
        self._made.append(self.plan.paint.frame(place, text, self.small, panel, step=step))
        return height + 2 * clear

    def _other_case(self, number: int, event: PartElse, part: _Part) -> None:
        plan = self.plan
        self.y += _PART * self.em * self.air
        left, right = self.reaches[part.number]
        outline = Outline(color=plan.paint.rule, width=LINE, dash="dash")
        line = Line(self._spot(left, self.y), (self._spot(right, self.y),))
        region = plan.paint.region
        self._frames.append(drawn(line, outline, region=region, span=event.span, step=event.step))
        self.y += self._case(number, part.number, left, event.step)

    def _close(self, part: _Part) -> None:
        left, right = self.reaches[part.number]
        place = self._place(left, part.top, right - left, self.y - part.top)
        self._frames.append(
            Rectangle(
                box=place,
                region=self.plan.paint.region,
                panel=Panel(line=self.plan.paint.rule),
                kind="panel",
                step=part.step,
            )
        )
