"""Slidev's files (its guide, "Syntax"): slides with front matter of their own, slots, imports.

Lines `---` divide slides, and the keys right below one are about the slide that it begins. What has
no meaning here loses no words, and all of it is one diagnostic.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.markup.attributes import Attributes
from diptych.source.document.chapters import Chapter
from diptych.source.document.diagnostic_kinds import FOREIGN_SLIDEV, LAST_STAGE
from diptych.source.document.foreign_layouts import LISTS_SLIDES, MEANING, MEANINGS, NAME
from diptych.source.document.marp import BACKGROUND, Background, Side
from diptych.source.document.metadata import KEY, split_metadata
from diptych.source.document.opaque import opaque_lines
from diptych.source.document.slidev_moves import with_last_stages
from diptych.source.document.spoken import parsed_with_notes, without_notes
from diptych.source.markdown.block_tokens import grouped
from diptych.source.markdown.diagnostic_kinds import FOREIGN_HTML
from diptych.source.markdown.page import Page
from diptych.source.markdown.rules import SLOT
from diptych.source.reading.diagnostic_kinds import FOREIGN_PATH
from diptych.source.reading.limits import is_endless
from diptych.source.reading.paths import as_stored
from diptych.source.reading.shown_files import is_missing, shown_path
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.tree import Entry, Value

if TYPE_CHECKING:
    from markdown_it.token import Token

_STAGED = re.compile(r"(\$\$)[ \t]*(\{[^{}]*\}(?:[ \t]*\{[^{}]*\})*)[ \t]*")
"""The stages of a formula, `$$ {1|2}`."""
_SNIPPET = re.compile(r"(<<<[ \t]+)@/")
_COMPUTED = re.compile(r"\{\{([^{}]*)\}\}")
_PICKED = re.compile(r"(?P<file>[^#]+)#(?P<slides>(?=[^0-9]*[0-9])[0-9,\s-]{1,200})")
"""An imported file with the numbers of its slides, `./a.md#2,4-5`."""
_EMBEDDED = re.compile(
    r"""<(?P<name>Youtube|Tweet)\b[^<>]*?\sid=["']?(?P<id>[\w-]+)(?:\?[^"'\s]*)?["']?[^<>]*>"""
    r"(?:\s*</(?P=name)>)?"
)
_TOC = re.compile(r"\s*<Toc\b[^<>]*>(?:\s*</Toc>)?\s*")
_ADDRESSES = {"Youtube": "https://www.youtube.com/watch?v=", "Tweet": "https://x.com/i/status/"}
"""Addresses of what Slidev's components embed (its guide, "Components")."""
_OFF = ("hide", "disabled")
_READ = {"src", "layout", "image", "colorSchema", "title", *_OFF}
_LAYOUTS = {
    "default", "two-cols", "two-cols-header", "image", "image-left", "image-right", *MEANINGS
}  # fmt: skip
"""Layouts that place content otherwise than in order, or say what it is, and the usual one."""
_BUILT_IN = _LAYOUTS | {"", "full", "iframe", "iframe-left", "iframe-right", "none"}
"""The layouts that Slidev has itself."""
_EDGES: Mapping[str, Side] = {"image-left": "left", "image-right": "right"}
"""Layouts whose picture fills one side of the page."""
_FILE = re.compile(r"(?!\w+:|//)[^\s(),#]+\.(?:png|jpe?g|gif|svg|webp|avif)", re.IGNORECASE)
_RANGE = re.compile(r"\s*([0-9]{1,6})\s*(?:-\s*([0-9]{1,6})\s*)?")
_DEEPEST, _MOST_FILES = 4, 100


class _Slide(Struct, frozen=True):
    """A slide: its lines, counted from 0 and with its divider, and the keys below that."""

    start: int
    end: int
    keys: Mapping[str, Entry]

    @property
    def is_off(self) -> bool:
        return any(key in self.keys and self.keys[key].value.data is True for key in _OFF)

    def word(self, key: str) -> str:
        """Return the text of a key; empty if it has none."""
        data = self.keys[key].value.data if key in self.keys else None
        return data.strip() if isinstance(data, str) else ""


class _Picked(Struct, frozen=True):
    """The slides of an imported file that are shown."""

    written: str
    """Their numbers, such as `2,4-5`."""
    span: Span


def without_foreign_keys(
    metadata: Value | None, known: Sequence[str], themes: Collection[str]
) -> tuple[Value | None, Mapping[str, Entry]]:
    """Return the front matter with what a talk has, and the rest, which is the first slide's."""
    if metadata is None or not isinstance(metadata.data, Mapping):
        return metadata, {}
    theme = metadata.data.get("theme")
    is_ours = theme is not None and theme.value.data in themes
    own = {
        key: entry
        for key, entry in metadata.data.items()
        if key in known and (key != "theme" or is_ours)
    }
    rest = {key: entry for key, entry in metadata.data.items() if key not in own}
    return replace(metadata, data=own), rest


def read_chapters(
    body: str, keys: Mapping[str, Entry], page: Page, reader: SourceReader
) -> tuple[Chapter, ...]:
    """Return the slides of a file whose first slide has these `keys`, imported ones in place."""
    return tuple(_Deck(page.folder, reader).chapters(body, keys, page, 1, None))


class _Deck:
    """Reads a file of Slidev, and those that it imports."""

    def __init__(self, root: Path, reader: SourceReader) -> None:
        self.root = root
        self.reader = reader
        self.files = 0
        self.listings: set[tuple[str, int]] = set()
        """The lines, by file, on which a slide lists the others."""

    def chapters(
        self, body: str, keys: Mapping[str, Entry], page: Page, depth: int, picked: _Picked | None
    ) -> Iterator[Chapter]:
        """Yield the slides of a file; of an imported one those `picked` by number, or all."""
        lines = body.split("\n")
        slides = list(self.slides(lines, keys, page.file))
        every = {*range(1, len(slides) + 1)}
        numbers = every if picked is None else self.numbers(picked, every)
        imports: list[_Slide] = []
        for number, slide in enumerate(slides, start=1):
            is_import = bool(slide.word("src")) and not slide.is_off
            if number not in numbers or slide.is_off or is_import:
                lines[slide.start : slide.end] = [""] * (slide.end - slide.start)
            if number in numbers and is_import:
                imports.append(slide)
            if number in numbers and not slide.is_off:
                self.report_keys(slide)
        for move in with_last_stages(lines):
            message = f"of the {move.stages} stages of a `magic-move`, the last one is shown"
            span = Span(page.file, move.line + 1, 1, len(page.lines[move.line].rstrip()))
            hint = "write the others as listings of their own, if they are to be seen"
            subject = f"line {move.line + 1}"
            self.reader.report(LAST_STAGE, span, message, hint, subject=subject)
        text = self.plain("\n".join(lines), page)
        blocks = parsed_with_notes(without_notes(text, "slidev", page.file, self.reader), "slidev")
        page = replace(page, definitions=blocks.definitions)
        tokens = list(self.arranged(blocks.tokens, slides, page.file))
        for slide in imports:
            above = _count_above(tokens, slide.start)
            yield Chapter(tokens[:above], page)
            tokens = tokens[above:]
            yield from self.imported(slide, page, depth)
        yield Chapter(tokens, page)

    def numbers(self, picked: _Picked, every: set[int]) -> set[int]:
        """Return the numbers of the slides that are picked; report those that do not exist."""
        numbers: set[int] = set()
        for part in filter(str.strip, picked.written.split(",")):
            found = _RANGE.fullmatch(part)
            first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
            picks = {number for number in every if first <= number <= last}
            numbers |= picks
            if not picks or last > len(every):
                message = f"`src` cannot pick `{part.strip()}` of {len(every)} slides"
                hint = "write numbers of slides, such as `#2,4-5`"
                self.reader.report(WRONG_TYPE, picked.span, message, hint)
        return numbers

    def imported(self, slide: _Slide, page: Page, depth: int) -> Iterator[Chapter]:
        """Yield the slides of the file that a slide imports; none, with a report, if it cannot."""
        span, written = slide.keys["src"].value.span, slide.word("src")
        found = _PICKED.fullmatch(written)
        file = found["file"] if found else written
        at_root = file.startswith(("/", "@/"))
        folder = self.root if at_root else page.folder
        if is_missing(file.removeprefix("@").lstrip("/"), folder, span, self.reader):
            return
        path = shown_path(
            file.removeprefix("@").lstrip("/"), folder, span, self.reader, shown_by="slides"
        )
        self.files += 1
        if path is None:
            return
        if depth > _DEEPEST or self.files > _MOST_FILES:
            message = f"`{written}` is not imported: {_MOST_FILES} files, {_DEEPEST} deep, at most"
            self.reader.report(FOREIGN_PATH, span, message, "write its slides here")
            return
        if not all(self.reader.owns(as_stored(one)) for one in (path, path.parent)):
            message = f"`{written}` is outside the folders that the talk may read"
            hint = "move it into its folder, or allow its own with `--allow-path`"
            self.reader.report(FOREIGN_PATH, span, message, hint)
            return
        text = self.reader.read_source(path, wanted_by=span, is_tolerant=True)
        name = self.reader.name(path)
        if text is None or is_endless(text, name, self.reader):
            return
        source = split_metadata(text, name, self.reader, only_first=True)
        if source is None:
            return
        own = source.metadata.data if source.metadata is not None else {}
        keys = {**own, **slide.keys} if isinstance(own, Mapping) else dict(slide.keys)
        del keys["src"]
        inner = Page(
            file=name,
            folder=path.parent,
            lines=text.split("\n"),
            definitions={},
            tool="slidev",
            top=_up(path.parent, self.root),
        )
        picked = _Picked(found["slides"], span) if found else None
        yield from self.chapters(source.body, keys, inner, depth + 1, picked)

    def slides(self, lines: list[str], keys: Mapping[str, Entry], name: str) -> Iterator[_Slide]:
        """Yield the slides, and blank their front matter in `lines`."""
        opaque = opaque_lines("\n".join(lines))
        start, number = 0, 0
        while number < len(lines):
            if number in opaque or not lines[number].startswith("---"):
                number += 1
                continue
            yield _Slide(start, number, keys)
            start, keys = number, {}
            stop = _front_matter_end(lines, number)
            if stop is not None:
                written = "\n".join(lines[number + 1 : stop])
                value = read_yaml(written, name, self.reader, first_line=number + 2)
                if value is not None and isinstance(value.data, Mapping):
                    keys = value.data
                lines[number + 1 : stop + 1] = [""] * (stop - number)
                number = stop
            lines[start] = "---"
            number += 1
        yield _Slide(start, len(lines), keys)

    def plain(self, body: str, page: Page) -> str:
        """Return the text without what only Slidev's formulas, snippets and variables have."""
        if not any(sign in body for sign in ("$$", "<<<", "{{", "<Y", "<T")):
            return body
        opaque = opaque_lines(body)
        lines = body.split("\n")
        for number, line in enumerate(lines):
            if number in opaque:
                continue
            if found := _STAGED.fullmatch(line):
                span = Span(page.file, number + 1, found.start(2) + 1, len(found[2]))
                self.report(f"$$ {found[2]}", span)
                lines[number] = found[1]
            lines[number] = _SNIPPET.sub(rf"\1{page.top}", lines[number])
            if _TOC.fullmatch(line):
                self.listings.add((page.file, number))
                lines[number] = ""
            if "<Y" in line or "<T" in line:
                lines[number] = self.linked(lines[number], number, page.file)
            if "`" not in line:
                lines[number] = self.literal(lines[number], number, page.file)
        return "\n".join(lines)

    def linked(self, line: str, number: int, file: str) -> str:
        """Return a line with links in place of the videos and posts that Slidev embeds."""
        for found in _EMBEDDED.finditer(line):
            span = Span(file, number + 1, found.start() + 1, len(found[0]))
            subject = f"<{found['name']} {found['id']}>"
            message, hint = f"`{subject}` cannot be shown on a slide", "a link stands in its place"
            self.reader.report(FOREIGN_HTML, span, message, hint, subject=subject)
        return _EMBEDDED.sub(lambda found: f"<{_ADDRESSES[found['name']]}{found['id']}>", line)

    def literal(self, line: str, number: int, file: str) -> str:
        """Return a line with what Vue computes as it is written, which is reported."""
        for found in _COMPUTED.finditer(line):
            span = Span(file, number + 1, found.start() + 1, len(found[0]))
            self.report(found[0], span)
        return _COMPUTED.sub(lambda found: f"\\{{\\{{{found[1]}\\}}\\}}", line)

    def arranged(
        self, tokens: Sequence[Token], slides: Sequence[_Slide], file: str
    ) -> Iterator[Token]:
        """Yield the tokens, with those in slots in columns and the pictures of layouts."""
        waiting = list(reversed(slides))
        lists = {line for name, line in self.listings if name == file}
        slide, inside = waiting.pop(), list[Sequence["Token"]]()
        for group in grouped(tokens):
            line = (group[0].map or [0])[0]
            while waiting and line >= waiting[-1].start:
                yield from self.placed(slide, inside, lists)
                slide, inside = waiting.pop(), []
            inside.append(group)
        yield from self.placed(slide, inside, lists)

    def placed(
        self, slide: _Slide, groups: Sequence[Sequence[Token]], lists: Collection[int]
    ) -> Iterator[Token]:
        """Yield the tokens of one slide as its layout and slots place them."""
        if groups and (own := [line for line in lists if slide.start <= line < slide.end]):
            groups = [*groups, [_list_of_slides(own[0])]]
        layout, path = slide.word("layout"), slide.word("image")
        if layout in MEANINGS and groups:
            at = groups[0][0].type == "hr"
            groups = [*groups[:at], [_said(MEANING, "layout", slide)], *groups[at:]]
        if slide.word("title") and groups:
            at = groups[0][0].type == "hr"
            is_shown = _shows_title(layout, groups)
            title = list(_heading(slide)) if is_shown else [_said(NAME, "title", slide)]
            groups = [*groups[:at], title, *groups[at:]]
        picture: list[Token] = []
        if layout in _EDGES and _is_picture(path) and groups:
            groups = _behind(groups, slide, "image", _EDGES[layout])
        elif path and layout.startswith("image"):
            entry = slide.keys["image"]
            picture = list(_picture(path, entry.key_span.line - 1))
        elif groups and _is_picture(slide.word("background")):
            groups = _behind(groups, slide, "background", "")
        above = next((at for at, group in enumerate(groups) if group[0].type == SLOT), len(groups))
        if above == len(groups):
            head = _head(groups)
            is_first = layout == "image-left"
            yield from (token for group in groups[:head] for token in group)
            yield from picture if is_first else ()
            yield from (token for group in groups[head:] for token in group)
            yield from () if is_first else picture
            return
        is_below = layout == "two-cols-header" or groups[above][0].content == "left"
        head = above if is_below else min(_head(groups), above)
        if not is_below and (name := _heads_of_columns(groups, head, above)) is not None:
            head -= 1
            groups = [*groups[:head], [name], *groups[head:]]
            head += 1
        yield from (token for group in groups[:head] for token in group)
        yield from _columns(groups[head:])
        yield from picture

    def report_keys(self, slide: _Slide) -> None:
        """Report the keys of a slide that have no meaning here."""
        for key, entry in slide.keys.items():
            is_followed = key == "background" and _is_picture(slide.word(key))
            if key not in _READ and not is_followed:
                self.report(f"{key}:", entry.key_span)
            elif key == "src" and not slide.word(key) and entry.value.data is not None:
                message, hint = "`src` must be the path of a file", "write one such as `./part.md`"
                self.reader.report(WRONG_TYPE, entry.value.span, message, hint)
        if (layout := slide.word("layout")) and layout not in _LAYOUTS:
            self.report(f"layout: {layout}", slide.keys["layout"].key_span)

    def report(self, subject: str, span: Span) -> None:
        """Report something that only Slidev has."""
        message = f"`{subject}` has a meaning only in Slidev, and no effect here"
        hint = "ignore this; styling comes from the theme"
        self.reader.report(FOREIGN_SLIDEV, span, message, hint, subject=subject)


def _front_matter_end(lines: Sequence[str], divider: int) -> int | None:
    """Return the line that ends the front matter below a divider; None if it has none."""
    below = divider + 1
    if lines[divider].rstrip() != "---" or below >= len(lines) or not KEY.match(lines[below]):
        return None
    return next(
        (number for number in range(below, len(lines)) if lines[number].rstrip() == "---"), None
    )


def _up(folder: Path, root: Path) -> str:
    """Return the way from the folder of an imported file to that of the talk; empty for none."""
    way = Path(os.path.relpath(root.resolve(), folder.resolve())).as_posix()
    return "" if way == "." else f"{way}/"


def _count_above(tokens: Sequence[Token], line: int) -> int:
    """Return how many of `tokens` are above a line."""
    count = 0
    for group in grouped(tokens):
        if (group[0].map or [0])[0] >= line:
            break
        count += len(group)
    return count


def _head(groups: Sequence[Sequence[Token]]) -> int:
    """Return how many groups are the divider of a slide and the heading that it begins with."""
    for at, group in enumerate(groups):
        if group[0].type == "heading_open":
            return at + 1
        if group[0].type not in {"hr", "html_block", MEANING, NAME}:
            break
    return int(bool(groups) and groups[0][0].type == "hr")


def _heads_of_columns(groups: Sequence[Sequence[Token]], head: int, above: int) -> Token | None:
    """Return the hidden title of a slide whose columns both begin with a heading of one level.

    The first of them is no title then: side by side, the two look alike.
    """
    from markdown_it.token import Token  # as above

    first = groups[head - 1] if head else []
    second = groups[above + 1] if above + 1 < len(groups) else []
    if not first or not second or first[0].type != "heading_open":
        return None
    if (second[0].type, second[0].tag) != ("heading_open", first[0].tag):
        return None
    return Token(NAME, "", 0, map=first[0].map, content=first[1].content)


def _shows_title(layout: str, groups: Sequence[Sequence[Token]]) -> bool:
    """Return whether a slide without a heading shows its `title:`.

    Layouts of themes do, as a rule; Slidev's own do not, but here no slide is left with nothing.
    """
    types = {group[0].type for group in groups}
    if "heading_open" in types:
        return False
    return layout not in _BUILT_IN or types <= {"hr", "html_block", MEANING}


def _columns(groups: Sequence[Sequence[Token]]) -> Iterator[Token]:
    """Yield the content of slots as columns; that of a single one as it is."""
    slots: list[tuple[str, int, list[Token]]] = []
    for group in groups:
        token = group[0]
        if token.type == SLOT:
            slots.append((token.content, (token.map or [0])[0], []))
            continue
        if not slots:
            slots.append(("left", (token.map or [0])[0], []))
        slots[-1][2].extend(group)
    beside = [slot for slot in slots if slot[0] != "bottom" and slot[2]]
    if len(beside) < 2:  # noqa: PLR2004 - nothing is beside it
        yield from (token for slot in slots for token in slot[2])
        return
    yield from _div("columns", beside[0][1], [
        token for _, line, inner in beside for token in _div("column", line, inner)
    ])  # fmt: skip
    yield from (token for name, _, inner in slots if name == "bottom" for token in inner)


def _div(name: str, line: int, inner: Sequence[Token]) -> Iterator[Token]:
    from markdown_it.token import Token  # the parser has imported it already

    opening = Token("div_open", "div", 1, map=[line, line + 1])
    opening.meta = {"attributes": Attributes(None, (name,), {}), "closed": True}
    for token in inner:
        token.level += 1
    yield from (opening, *inner, Token("div_close", "div", -1))


def _list_of_slides(line: int) -> Token:
    from markdown_it.token import Token  # as above

    return Token(LISTS_SLIDES, "", 0, map=[line, line + 1])


def _said(kind: str, key: str, slide: _Slide) -> Token:
    from markdown_it.token import Token  # as above

    line = slide.keys[key].key_span.line - 1
    return Token(kind, "", 0, map=[line, line + 1], content=slide.word(key))


def _heading(slide: _Slide) -> Iterator[Token]:
    """Yield the title of a slide as the heading that it shows."""
    from markdown_it.token import Token  # as above

    line = slide.keys["title"].value.span.line - 1
    place = [line, line + 1]
    yield Token("heading_open", "h1", 1, map=place)
    yield Token("inline", "", 0, map=place, level=1, content=slide.word("title"), children=[])
    yield Token("heading_close", "h1", -1)


def _is_picture(background: str) -> bool:
    """Return whether a background is a picture of the talk, and no colour, gradient or address."""
    return bool(_FILE.fullmatch(background))


def _behind(
    groups: Sequence[Sequence[Token]], slide: _Slide, key: str, side: Side
) -> list[Sequence[Token]]:
    """Return what is on a slide with the picture that `key` names behind it, or at one edge."""
    from markdown_it.token import Token  # as above

    span = slide.keys[key].value.span
    line = span.line - 1
    behind = Background(slide.word(key), span, side=side)
    token = Token(BACKGROUND, "", 0, map=[line, line + 1], meta={BACKGROUND: behind})
    at = int(bool(groups) and groups[0][0].type == "hr")
    return [*groups[:at], [token], *groups[at:]]


def _picture(path: str, line: int) -> Iterator[Token]:
    from markdown_it.token import Token  # as above

    inline = Token("inline", "", 0, map=[line, line + 1], level=1)
    inline.content = f"![](<{path}>)"
    opening = Token("paragraph_open", "p", 1, map=[line, line + 1])
    yield from (opening, inline, Token("paragraph_close", "p", -1))
