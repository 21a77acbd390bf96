"""Messages: the texts of a project to be translated, in an order that edits do not change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.localise.message_ids import Ledger, contexts
from diptych.localise.units import (
    Unit,
    former_owners,
    slide_owner,
    slide_units,
    talk_owner,
    talk_units,
    theme_owner,
    theme_units,
)
from diptych.model.deck import Slide, Talk
from diptych.model.geometry import EMU_PER_PT
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.paragraph import Paragraph
from diptych.model.table_shape import TableShape
from diptych.model.text import Text
from diptych.model.theme import Theme

Rooms = Mapping[Span, str]
"""The space that each text has on its slide, by its span: `2 lines of 62 em`."""
_ANY = ""
"""No particular locale: messages are for all of them."""


class Message(Struct, frozen=True, kw_only=True):
    """A text to be translated."""

    context: str
    text: Text
    role: str
    slide: str = ""
    """The title of its slide."""
    room: str = ""
    given: tuple[str, ...] = ()
    """Locales for which the source itself has a translation."""
    former: tuple[str, ...] = ()
    """The names that its owner had before."""

    @property
    def source(self) -> str:
        """Return the text as authored, the msgid."""
        return self.text.source

    @property
    def facts(self) -> tuple[str, ...]:
        """Return what a translator should know, one line each."""
        facts = ((self.slide, "slide"), (self.role, ""), (self.room, "room"))
        return tuple(f"{label}: {fact}" if label else fact for fact, label in facts if fact)


def messages(
    themes: Iterable[Theme],
    talks: Sequence[Talk],
    slides: Iterable[Slide],
    ledger: Ledger,
    rooms: Rooms,
) -> tuple[Message, ...]:
    """Return the messages of themes, talks and slides, each kind in alphabetical order."""
    found: list[Message] = []
    for theme in sorted({t.name: t for t in themes}.values(), key=lambda theme: theme.name):
        found += _named(theme_owner(theme.name), theme_units(theme), ledger, rooms)
    for talk in sorted(talks, key=lambda talk: talk.name):
        units = talk_units(talk, _ANY)
        named = _named(talk_owner(talk.name), units, ledger, rooms, former=former_owners(talk))
        given = tuple(talk.abstract)
        found += (replace(m, given=given) if m.role == "abstract" else m for m in named)
    by_id = {slide.source_id: slide for slide in slides if not (slide.generated or slide.broken)}
    for _, slide in sorted(by_id.items()):
        named = _named(
            slide_owner(slide), slide_units(slide), ledger, rooms, former=former_owners(slide)
        )
        title = slide.title.plain
        found += (m if m.role == "title" else replace(m, slide=title) for m in named)
    return tuple(found)


def rooms_of(talks: Iterable[LaidOutTalk]) -> Rooms:
    """Return how many lines each text takes, and their width in em.

    A text that its arrangement parts, such as `Jan. 2023: First hive`, has a room for each part.
    """
    rooms: dict[Span, str] = {}
    for slide in (slide for talk in talks for slide in talk):
        parts: dict[Span, list[str]] = {}
        for span, room in _rooms_on(slide):
            parts.setdefault(span, []).append(room)
        for span, each in parts.items():
            rooms.setdefault(span, " and ".join(each))
    return rooms


def _rooms_on(slide: LaidOutSlide) -> Iterator[tuple[Span, str]]:
    for frame in slide.frames:
        if frame.role in ("date", "number"):
            continue
        for paragraph in frame.paragraphs:
            width = frame.text_box.width - paragraph.indent
            yield paragraph.span, _room(paragraph, width)
    for table in slide.tables:
        yield from _rooms_in(table)


def _rooms_in(table: TableShape) -> Iterator[tuple[Span, str]]:
    for place in table.places():
        for paragraph in place.cell.paragraphs:
            yield paragraph.span, _room(paragraph, place.text.width)


def _room(paragraph: Paragraph, width: int) -> str:
    lines = paragraph.line_count
    em = round(width / EMU_PER_PT / paragraph.size)
    return f"{lines} {'line' if lines == 1 else 'lines'} of {em} em"


def _named(
    owner: str,
    units: Sequence[Unit],
    ledger: Ledger,
    rooms: Rooms,
    *,
    former: tuple[str, ...] = (),
) -> Iterator[Message]:
    for unit, context in zip(units, contexts(owner, units, ledger, former), strict=True):
        yield Message(
            context=context,
            text=unit.text,
            role=unit.role,
            room=rooms.get(unit.text.span, "") if unit.markup == "inline" else "",
            former=former,
        )
