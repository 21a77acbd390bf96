"""Pandoc's blocks as the page that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.property.numbers import numeral, pandoc_scheme
from tests.property.pandoc_inlines import Given, InlineReader, Json
from tests.property.shown import Line, Page, Piece, folded

_ALIGN = {"AlignRight": "right", "AlignCenter": "center"}
_BOXES = {"☐": "☐", "☒": "☑"}
"""What Pandoc has before tasks, and what a slide has."""
_LISTS = frozenset({"BulletList", "OrderedList"})
_PAUSE = [{"t": "Str", "c": "."}, {"t": "Space"}] * 2 + [{"t": "Str", "c": "."}]


class PageReader(InlineReader):
    """Walks the blocks of one slide once."""

    def __init__(self, given: Given, pages: Mapping[str, int]) -> None:
        super().__init__(given, pages)
        self.title: list[Line] = []
        self.lines: list[Line] = []
        self.captions: list[Line] = []
        self.notes: list[Line] = []
        self.depth = 0
        """In how many lists the block is that is being read."""

    def read(self, blocks: Sequence[Json]) -> Page:
        """Return the page; the heading that begins it is its title."""
        for number, block in enumerate(blocks):
            if number == 0 and block["t"] == "Header" and block["c"][0] <= self.given.slide_level:
                self.title = [self.line(block["c"][2])]
            else:
                self.block(block)
        return self.page()

    def read_cover(self, lines: Sequence[Json]) -> Page:
        """Return the page that the front matter makes."""
        self.title = [self.line(lines[0])]
        self.lines = [self.line(line) for line in lines[1:]]
        return self.page()

    def page(self) -> Page:
        """Return what was found, with what is mentioned at its foot."""
        foot = tuple(self.foot())
        return Page(
            title=tuple(self.title),
            lines=tuple(self.lines),
            captions=tuple(self.captions),
            pictures=tuple(self.pictures),
            notes=tuple(self.notes),
            foot=foot,
        )

    def foot(self) -> Iterator[Line]:
        """Yield what is mentioned; footnotes may mention more, which comes after."""
        number = 0
        while number < len(self.mentions):
            mentioned = list(self.mentions.values())[number]
            number += 1
            sign = Piece(f"{number}\u2002", frozenset({"strong"}))
            if isinstance(mentioned, str):
                yield Line((sign, Piece(mentioned)))
            else:
                inside = PageReader(self.given, self.pages)
                inside.mentions = self.mentions
                inside.blocks(mentioned)
                pieces = [piece for line in inside.lines for piece in (*line.pieces, Piece(" "))]
                yield Line((sign, *folded(pieces[:-1])))

    def blocks(self, blocks: Sequence[Json]) -> None:
        """Read blocks one after the other."""
        for block in blocks:
            self.block(block)

    def block(self, block: Json) -> None:  # noqa: C901, PLR0912 - a table
        """Read one block."""
        kind, content = block["t"], block.get("c")
        match kind:
            case "Para" | "Plain":
                self.paragraph(content)
            case "Header":
                self.add(self.line(content[2]))
            case "BulletList":
                self.items(content, ["•"] * len(content))
            case "OrderedList":
                (start, style, delimiter), items = content
                scheme = pandoc_scheme(style["t"], delimiter["t"])
                self.items(items, [numeral(start + i, scheme) for i in range(len(items))])
            case "BlockQuote":
                self.blocks(content)
            case "CodeBlock":
                for line in content[1].split("\n"):
                    if (
                        line or not self.in_notes
                    ):  # whose empty lines PowerPoint does not tell apart
                        self.add(Line((Piece(line),), verbatim=True))
            case "LineBlock":
                breaks = [{"t": "LineBreak"}]
                self.add(self.line([one for line in content for one in (*line, *breaks)][:-1]))
            case "DefinitionList":
                for term, meanings in content:
                    self.add(self.line(term))
                    for meaning in meanings:
                        self.blocks(meaning)
            case "Table":
                self.table(content)
            case "Figure":
                self.figure(content)
            case "Div":
                self.div(content)
            case "RawBlock" | "HorizontalRule":
                pass
            case _:
                raise AssertionError(kind)

    def add(self, line: Line) -> None:
        """Keep a line, in the notes or on the slide."""
        if line.pieces:
            (self.notes if self.in_notes else self.lines).append(line)

    def paragraph(self, inlines: Sequence[Json]) -> None:
        """Read a paragraph, unless it is a pause."""
        if inlines != _PAUSE:
            self.add(self.line(inlines))

    def items(self, items: Sequence[Sequence[Json]], markers: Sequence[str]) -> None:
        """Read a list; the marker precedes the first line of each item.

        Bulleted items are heads on a slide, if all of them have a list below them and are in no
        list themselves: their place alone shows what they are.
        """
        are_heads = self.depth == 0 and not self.in_notes and _are_heads(items, markers)
        self.depth += 1
        for item, marker in zip(items, markers, strict=True):
            first = item[0] if item else None
            if first is not None and first["t"] in {"Para", "Plain"}:
                inlines = first["c"]
                sign = inlines[0].get("c") if inlines else None
                box = _BOXES.get(str(sign)) if marker == "•" else None
                line = self.line(inlines[2:] if box else inlines)
                self.add(line._replace(marker=box or ("" if are_heads else marker)))
                item = item[1:]  # noqa: PLW2901 - the rest of it
            self.blocks(item)
        self.depth -= 1

    def table(self, content: Json) -> None:
        """Read a table row by row, its empty cells left out."""
        _, (_, caption), columns, head, bodies, foot = content
        aligns = [_ALIGN.get(align["t"], "") for align, _ in columns]
        groups = [head[1], *(body[2] for body in bodies), *(body[3] for body in bodies), foot[1]]
        for row in (row for group in groups for row in group):
            for cell, align in zip(row[1], aligns, strict=True):
                inside = [one for block in cell[4] for one in block.get("c", [])]
                self.add(self.line(inside)._replace(align=align))
        self.caption(caption)

    def caption(self, blocks: Sequence[Json]) -> None:
        for block in blocks:
            line = self.line(block["c"])
            if line.pieces:
                self.captions.append(line)

    def figure(self, content: Json) -> None:
        """Read a picture that is a block."""
        _, (_, caption), blocks = content
        for block in blocks:
            self.paragraph(block["c"])
        self.caption(caption)

    def div(self, content: Json) -> None:
        """Read a div, whose content is the slide's or the speaker's."""
        (_, classes, _), blocks = content
        if "notes" not in classes:
            self.blocks(blocks)
            return
        self.in_notes = True
        self.blocks(blocks)
        self.in_notes = False


def _are_heads(items: Sequence[Sequence[Json]], markers: Sequence[str]) -> bool:
    return set(markers) == {"•"} and all(
        any(below["t"] in _LISTS for below in item[1:]) and not _is_task(item[0]) for item in items
    )


def _is_task(first: Json) -> bool:
    begins = first["c"][0] if first["t"] in {"Para", "Plain"} and first["c"] else {}
    return begins.get("c") in _BOXES
