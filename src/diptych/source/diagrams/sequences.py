"""Reads what Mermaid calls a sequence diagram (its manual, "Sequence diagrams")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from diptych.blocks.diagram import Diagram
from diptych.diagnostics import Span
from diptych.model.diagram import (
    PART_KINDS,
    Activity,
    Actor,
    Event,
    Message,
    Note,
    NoteSide,
    PartElse,
    PartEnd,
    PartStart,
    Sequence,
)
from diptych.model.drawn_shapes import Dash, LineEnd
from diptych.model.text import Text
from diptych.source.diagrams.diagnostic_kinds import IGNORED_DIAGRAM_STYLE
from diptych.source.diagrams.rows import Row, RowReader, Unreadable, text_in
from diptych.source.reading.source_reader import SourceReader

_ACTOR = re.compile(
    r"(?P<later>create\s++)?(?P<kind>participant|actor)\s++"
    r"(?P<name>[^:<>+\s](?:[^:<>+]*?[^:<>+\s])??)(?:\s++as\s++(?P<words>.+))?$"
)
_ACTIVITY = re.compile(r"(?P<kind>activate|deactivate)\s+(?P<name>.+)$")
_NOTE = re.compile(
    r"note\s++(?P<side>left\s++of|right\s++of|over)\s++(?P<over>[^:\s](?:[^:]*[^:\s])?)\s*+:\s*+"
    r"(?P<words>.+)$",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?P<kind>{'|'.join(PART_KINDS)})\b\s*(?P<words>.*)$")
_CASE = re.compile(r"(?:else|and|option)\b\s*(?P<words>.*)$")
_UNSEEN = re.compile(r"(?:rect|box|links?|title|properties|details|destroy)\b")
_UNSEEN_HINTS = {
    "link": "write the link in the words of a message or a note",
    "links": "write the link in the words of a message or a note",
    "title": "write it as the title of the slide, or as a heading above the diagram",
    "destroy": "lifelines continue to the end; `deactivate` ends a bar",
    "create": "all participants are shown at the top from the beginning",
    "box": "write `Note over A,B: words` to say what they share",
}
_ENDED = ("rect", "box")
_NUMBERED = re.compile(r"autonumber(?:\s+(?P<first>\d{1,4})(?:\s+(?P<by>\d{1,4}))?)?$")
_END = re.compile("end$")
_ALT = re.compile(r"acc(?:Title|Descr)\s*:\s*(?P<words>.+)")
_MESSAGE = re.compile(
    r"(?P<source>[^:<>+\s](?:[^:<>+]*?[^:<>+\s])??)\s*+(?P<sign>(?:<<)?--?(?:>>|>|x|\)))\s*+"
    r"(?P<change>[+-]?)\s*+(?P<target>[^:<>+\s](?:[^:<>+]*[^:<>+\s])?)\s*+(?::\s*+(?P<words>.*))?$"
)
_ENDS: dict[str, LineEnd | None] = {">>": "triangle", ">": None, "x": "oval", ")": "arrow"}
_HINT = "write `A->>B: words`, `Note over A: words` or `loop words`"


class SequenceReader(RowReader):
    """Reads a sequence diagram line by line."""

    def __init__(self, span: Span, reader: SourceReader, steps: Iterator[int] | None) -> None:
        super().__init__(span, reader, steps)
        self.actors: dict[str, Actor] = {}
        self.events: list[Event] = []
        self.alt: Text | None = None
        self.numbered: tuple[int, int] | None = None
        self.step = 0
        self.forms: tuple[tuple[re.Pattern[str], Callable[[Row, re.Match[str]], None]], ...] = (
            (_ACTOR, self._actor),
            (_NUMBERED, self._numbered),
            (_ALT, self._described),
            (_ACTIVITY, self._activity),
            (_NOTE, self._note),
            (_END, self._end),
            (_MESSAGE, self._message),
            (_PART, self._part),
            (_CASE, self._case),
            (_UNSEEN, self._unseen),
        )

    def read(self, rows: list[Row]) -> Diagram | None:
        """Return the diagram; None, with a report, if it cannot be read."""
        self.lines(rows[1:], "{}")
        if not self.actors and not self.is_bad:
            self.report(self.span, "this diagram has no participants", "write `A->>B: words`")
        if self.is_bad:
            return None
        first, by = self.numbered or (1, 1)
        sequence = Sequence(
            actors=tuple(self.actors.values()),
            events=tuple(self.events),
            is_numbered=self.numbered is not None,
            first=first,
            by=by,
        )
        return Diagram(content=sequence, alt=self.alt, span=self.span)

    def line(self, row: Row) -> None:
        """Read a participant, a message, a note, or the beginning or end of a part."""
        text = row.text.rstrip(";").rstrip()
        for pattern, read in self.forms:
            if found := pattern.match(text):
                read(row, found)
                return
        raise Unreadable(0, f"`{text}` is not understood", _HINT)

    def _numbered(self, row: Row, found: re.Match[str]) -> None:  # noqa: ARG002 - as all of them
        self.numbered = int(found["first"] or 1), int(found["by"] or 1)

    def _described(self, row: Row, found: re.Match[str]) -> None:
        self.alt = self.reader.plain(row.place.part(found.start("words"), found.end("words")))

    def _activity(self, row: Row, found: re.Match[str]) -> None:
        self._known(found["name"], row, found.start("name"))
        self._add(Activity(name=found["name"], begins=found["kind"] == "activate"))

    def _part(self, row: Row, found: re.Match[str]) -> None:
        kind = next(one for one in PART_KINDS if one == found["kind"])
        span = row.place.span()
        self.open.append((kind, span))
        self._add(PartStart(kind=kind, text=self._words(row, found), span=span), new=True)

    def _case(self, row: Row, found: re.Match[str]) -> None:
        if not any(kind for kind, _ in self.open):
            message = f"`{row.text.split()[0]}` is in no frame"
            raise Unreadable(0, message, "write `alt` above it")
        self._add(PartElse(text=self._words(row, found), span=row.place.span()), new=True)

    def _end(self, row: Row, found: re.Match[str]) -> None:  # noqa: ARG002 - as all of them
        if not self.open:
            raise Unreadable(0, "`end` closes nothing", "remove it, or add `loop`")
        if self.open.pop()[0]:
            self._add(PartEnd())

    def _unseen(self, row: Row, found: re.Match[str]) -> None:
        """Report statements that only set a style; some of them last until an `end`."""
        self._without_effect(found[0], row)
        if found[0] in _ENDED:
            self.open.append(("", row.place.span()))

    def _without_effect(self, word: str, row: Row) -> None:
        message = f"`{word}` has no effect here"
        hint = _UNSEEN_HINTS.get(word, "the look of a diagram comes from the theme")
        self.reader.report(IGNORED_DIAGRAM_STYLE, row.place.span(), message, hint, subject=word)

    def _actor(self, row: Row, found: re.Match[str]) -> None:
        if found["later"]:
            self._without_effect("create", row)
        group = "words" if found["words"] else "name"
        text = text_in(row, found.start(group), found.end(group), self.reader)
        self.actors[found["name"]] = Actor(
            name=found["name"],
            text=text,
            span=row.place.span(found.start("name"), len(found["name"])),
            is_person=found["kind"] == "actor",
        )

    def _known(self, name: str, row: Row, at: int) -> None:
        """Let somebody take part who was not named before."""
        if name not in self.actors:
            text = text_in(row, at, at + len(name), self.reader)
            span = row.place.span(at, len(name))
            self.actors[name] = Actor(name=name, text=text, span=span)

    def _note(self, row: Row, found: re.Match[str]) -> None:
        names, at = [], found.start("over")
        for name in found["over"].split(","):
            names.append(name.strip())
            self._known(name.strip(), row, at + len(name) - len(name.lstrip()))
            at += len(name) + 1
        word = found["side"].split()[0].lower()
        side: NoteSide = "left" if word == "left" else "right" if word == "right" else "over"
        text = text_in(row, found.start("words"), found.end("words"), self.reader)
        self._add(Note(over=tuple(names), text=text, side=side, span=row.place.span()))

    def _message(self, row: Row, found: re.Match[str]) -> None:
        for group in ("source", "target"):
            self._known(found[group], row, found.start(group))
        sign = found["sign"].removeprefix("<<")
        dash: Dash = "dash" if sign.startswith("--") else "solid"
        message = Message(
            source=found["source"],
            target=found["target"],
            text=self._words(row, found),
            dash=dash,
            start="triangle" if found["sign"].startswith("<<") else None,
            end=_ENDS[sign.lstrip("-")],
            starts=found["change"] == "+",
            stops=found["change"] == "-",
            span=row.place.span(),
        )
        self._add(message, new=True)

    def _words(self, row: Row, found: re.Match[str]) -> Text | None:
        if not found["words"]:
            return None
        return text_in(row, found.start("words"), found.end("words"), self.reader)

    def _add(self, event: Event, *, new: bool = False) -> None:
        """Add an event; each message, and the beginning of each frame, is a new step."""
        if new and self.steps is not None and not self._follows_frame():
            self.step = next(self.steps)
        self.events.append(replace(event, step=self.step))

    def _follows_frame(self) -> bool:
        """Return whether the last event is the beginning of a frame, which appears with it."""
        return bool(self.events) and isinstance(self.events[-1], PartStart | PartElse)
