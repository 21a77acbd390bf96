"""Block rules of Pandoc's Markdown that are not in CommonMark, for markdown-it."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, heading, hr, paragraph
from msgspec import Struct

from diptych.markup.attributes import Attributes, read_attributes
from diptych.markup.definitions import Definitions
from diptych.markup.destinations import spaced_destinations
from diptych.markup.rules import AnyAddress
from diptych.markup.tex import LAYOUT
from diptych.source.markdown.alerts import ALERT
from diptych.source.markdown.block_lines import begins_with, line_text
from diptych.source.markdown.definition_lists import TOKEN as DEFINITIONS
from diptych.source.markdown.definition_lists import announces, definition_list
from diptych.source.markdown.drawn_tables import TOKEN as DRAWN_TABLE
from diptych.source.markdown.drawn_tables import WITH_DASHES, drawn_table
from diptych.source.markdown.equation_rule import display_math
from diptych.source.markdown.line_blocks import TOKEN as LINES
from diptych.source.markdown.line_blocks import line_block
from diptych.source.markdown.list_rule import list_below_text, list_block, read_marker
from diptych.source.markdown.page import WITHIN_HTML, Tool
from diptych.source.markdown.pipe_tables import TOKEN, pipe_table
from diptych.source.markdown.unclosed import closing_fence, whole_fence, whole_html

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 60
"""Maximum nesting of lists, quotations and divs; anything deeper is not read."""

_OPENING = re.compile(r":{3,}+\s*+(\{.*\}|[\w.-]++)\s*+:*+\s*+$")
_TITLED = re.compile(r":{3,}+\s*+([\w.-]++)[ \t]++([^\s:{}][^{}]{0,200})$")
"""An opening with a title behind its name, as some tools have it; in Pandoc it is text."""
_CLOSING = re.compile(r":{3,}\s*$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_DISPLAYED = {"equation", "equation*", "displaymath"}
_FORMULAS = _DISPLAYED | {
    f"{name}{star}" for name in ("align", "alignat", "gather", "multline") for star in ("", "*")
}
"""Environments of TeX that are formulas, as in `$$`."""
_NEW_SLIDE = re.compile(r"#{1,2}[ \t]|-{3,}[ \t]*$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
SLOT = "slot"
"""The type of the token of Slidev's `::right::`."""
_SLOT = re.compile(r"::[ \t]*([\w.-]+)[ \t]*::[ \t]*")
_SNIPPET = re.compile(
    r"<<<[ \t]++(?P<file>[^\s#\"{}]++)(?:#(?P<part>[\w.-]++))?"
    r"(?:[ \t]++(?P<language>[\w+#.-]++))?[ \t]*+"
    r"(?:\{(?P<stages>(?:all|none|hide|\*|[0-9,|\s-])*+)\})?[ \t]*+(?:\{[^{}]*+\})*+[ \t]*+"
)
PAUSE = ". . ."
"""A line after which content appears a step later (Pandoc manual, "Inserting pauses")."""
_DASHES = re.compile(r"-{3,4}[ \t]*")
_HTML_ENDS, _DIV_ENDS = "html ends", "div ends"
"""The keys of the ends of HTML and of divs in the environment."""
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*(.*)$")
_ENVIRONMENT = re.compile(r"\\begin\{([A-Za-z]+\*?)\}")
_WORDS = re.compile(r"(?:\*\*)?[^\W\d_]+ ")
"""The beginning of a line of text, which at most the line below it makes something else."""
_WITH_DIVIDER_LINES = {"reveal-md", "slidev", "remark", "deckset"}
"""Tools in which a line of three dashes divides slides even below text."""
_LETTER = re.compile(r"[^\W\d_]")
_CONTINUED = 4
"""Spaces before a further paragraph of a footnote (Pandoc manual, "Footnotes")."""


class Blocks(Struct, frozen=True):
    """The block tokens of a text; their inline content is not parsed yet."""

    tokens: Sequence[Token]
    definitions: Definitions


def parse_blocks(source: str, *, html: bool = True, tool: Tool = "") -> Blocks:
    """Return the block tokens and link definitions of `source`, a text for `tool`.

    Without `html`, tags do not begin blocks but belong to the text around them.
    """
    md = _parser(html=html, tool=tool)
    tokens: list[Token] = []
    environment: dict[str, Any] = {"references": {}}
    md.block.parse(source, md, environment, tokens)
    return Blocks(tokens, environment["references"])


@cache
def _parser(*, html: bool, tool: Tool) -> MarkdownIt:
    """Return a parser for Pandoc's block Markdown; only its block part may be used.

    Other tools follow CommonMark, where lists, headings, quotations and dividers end a paragraph.
    """
    options = {
        "maxNesting": DEEPEST,
        "inline_definitions": True,
        "has_divider_lines": tool in _WITH_DIVIDER_LINES,
        "has_slides_apart": bool(tool),
        WITH_DASHES: not tool,
    }
    md = AnyAddress("commonmark", options)
    md.helpers = spaced_destinations(" \t")  # type: ignore[assignment]  # by name only
    ruler = md.block.ruler
    above = ["paragraph"] if tool else []
    apart = [*above, "reference", "blockquote", "list"]
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    ruler.before("code", "within_html", _within_html)
    ruler.before("code", "words", _words)
    ruler.before("code", "alert", _alert)
    ruler.before("code", DRAWN_TABLE, drawn_table)
    ruler.at("fence", whole_fence, {"alt": interrupts})
    ruler.before("fence", "equation", display_math)
    if tool == "slidev":
        ruler.before("fence", "slot", _slot, {"alt": interrupts})
        ruler.before("fence", "snippet", _snippet, {"alt": interrupts})
    if tool in {"remark", "reveal-md"}:
        ruler.before("fence", "pause", _pause, {"alt": interrupts})
    ruler.before("fence", "fenced_div", _fenced_div, {"alt": interrupts})
    ruler.before("fence", "raw_tex", _raw_tex)
    ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    ruler.before("lheading", TOKEN, pipe_table, {"alt": ["paragraph", "reference"]})
    if not tool:
        ruler.before("lheading", LINES, line_block)
    ruler.before("lheading", DEFINITIONS, definition_list)
    # Blocks that need an empty line before them in Pandoc (manual, "blank_before_header" etc.).
    ruler.at("blockquote", blockquote, {"alt": apart})
    ruler.before("blockquote", "callout", _callout, {"alt": ["paragraph"]})
    ruler.at("hr", hr, {"alt": apart})
    ruler.at("heading", heading, {"alt": [*above, "reference", "blockquote"]})
    lists = list_below_text if tool else list_block
    quoted = ["blockquote"] if tool else []
    ruler.at("list", lists, {"alt": ["paragraph", "reference", *quoted]})
    ruler.at("lheading", _underlined_heading)
    raw = _html_on_slide if tool in _WITH_DIVIDER_LINES else whole_html
    ruler.at("html_block", raw, {"alt": ["paragraph", "reference", "blockquote"]})
    if html:
        ruler.before("html_block", "html_element", _html_element, {"alt": interrupts})
    else:
        ruler.disable("html_block")
    return md


def _within_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001, ARG001 - a rule's signature
    """Let an indented line in an HTML element be what it is, where it is not a listing."""
    if WITHIN_HTML in state.env and state.is_code_block(start):
        from diptych.source.markdown.html_rule import is_indented_html  # most files have no HTML

        if is_indented_html(state, start):
            state.sCount[start] = state.blkIndent
    return False


def _words(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a paragraph that is recognised by its first word, as most are, before any other rule.

    Only a line below it that has no letters could make it a heading or the head of a table, or a
    definition make it a term.
    """
    if state.is_code_block(start):
        return False
    if not _WORDS.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    below = start + 1
    if below < end and not state.isEmpty(below) and not _LETTER.search(line_text(state, below)):
        return False
    if not silent and announces(state, below, end):
        return False
    return paragraph(state, start, end, silent)


def _alert(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read the first line of a callout, below which any block may begin (GitHub, "Alerts")."""
    if silent or not begins_with(state, start, "[!"):
        return False
    if not state.tokens or state.tokens[-1].type != "blockquote_open":
        return False
    if ALERT.fullmatch(line_text(state, start)) is None:
        return False
    state.lineMax, line_max = start + 1, state.lineMax
    paragraph(state, start, end, silent)
    state.lineMax = line_max
    return True


def _callout(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - a rule's signature
    """Say that a callout ends the paragraph above it, as nobody begins a line of words so."""
    if not silent or not begins_with(state, start, ">"):
        return False
    return ALERT.fullmatch(line_text(state, start).lstrip("> ")) is not None


def _html_element(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", begin) or state.src.startswith("<!", begin):
        return False
    from diptych.source.markdown.html_rule import html_element  # most files have only comments

    return html_element(state, start, end, silent)


def _html_on_slide(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read raw HTML up to a divider or slot: those are found before Markdown is read."""
    if not silent and begins_with(state, start, "<"):
        end = _end_of_html(state, start, end)
    return whole_html(state, start, end, silent)


def _end_of_html(state: StateBlock, start: int, end: int) -> int:
    """Return the line that HTML ends above: a divider or slot without an empty line before it.

    It is the same for all lines above it, so it is only looked for once.
    """
    known = state.env.setdefault(_HTML_ENDS, {})
    enclosing = (state.level, state.blkIndent, end)
    first, last, found = known.get(enclosing, (0, 0, end))
    if not first <= start < last:
        last = found = end
        for number in range(start + 1, end):
            line = line_text(state, number)
            if not line or _DASHES.fullmatch(line) or _SLOT.fullmatch(line):
                last, found = number, number if line else end
                break
        known[enclosing] = (start, last, found)
    return int(found)


def _fenced_div(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `::: {.name key=val}` or `::: name` up to `:::` (Pandoc manual, "Divs and Spans")."""
    if not begins_with(state, start, ":::") or state.is_code_block(start):
        return False
    if silent:
        return True
    opening = _opening(line_text(state, start))
    if opening is None:
        token = state.push("stray_div", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
        return True
    attributes = opening.attributes
    last = _last_line(state, start, end, is_column=opening.is_column)
    is_closed = last < end and _CLOSING.match(line_text(state, last)) is not None
    token = state.push("div_open", "div", 1)
    token.map = [start, start + 1]
    token.meta = {"attributes": attributes, "closed": is_closed, "is_titled": opening.is_titled}
    if last < end and _opening(line_text(state, last)):
        token.meta["lines_to_next"] = last - start
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, line_max
    state.push("div_close", "div", -1)
    state.line = last + is_closed
    return True


def _slot(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - a rule's signature
    """Read Slidev's `::right::`, below which is the content of a slot (its guide, "Slots")."""
    found = _SLOT.fullmatch(line_text(state, start)) if begins_with(state, start, "::") else None
    is_within = state.level and state.sCount[start] >= state.blkIndent
    if found is None or is_within or state.is_code_block(start):
        return False
    if not silent:
        token = state.push(SLOT, "", 0)
        token.map, token.content = [start, start + 1], found[1]
        state.line = start + 1
    return True


def _pause(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - a rule's signature
    """Read a pause right below text, too, as remark's `--` may be."""
    if line_text(state, start).rstrip() != PAUSE or state.is_code_block(start):
        return False
    if not silent:
        state.push("paragraph_open", "p", 1).map = [start, start + 1]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = PAUSE, [start, start + 1], []
        state.push("paragraph_close", "p", -1)
        state.line = start + 1
    return True


def _snippet(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - a rule's signature
    """Read Slidev's `<<< path#part language {stages}` as a listing of a file."""
    if not begins_with(state, start, "<<<") or state.is_code_block(start):
        return False
    found = _SNIPPET.fullmatch(line_text(state, start))
    if found is None:
        return False
    if not silent:
        token = state.push("fence", "code", 0)
        part = f' marker="{found["part"]}"' if found["part"] else ""
        stages = f' highlight="{found["stages"]}"' if found["stages"] else ""
        token.info = f'{found["language"] or ""} {{file="{found["file"]}"{part}{stages}}}'.strip()
        token.map, token.markup = [start, start + 1], "<<<"
        state.line = start + 1
    return True


class _Opening(NamedTuple):
    """What the first line of a div says of it."""

    attributes: Attributes | None
    """None if they cannot be read."""
    is_titled: bool = False
    """Whether a title is behind its name."""

    @property
    def is_column(self) -> bool:
        return self.attributes is not None and "column" in self.attributes.classes


def _opening(line: str) -> _Opening | None:
    """Return what a line says of the div that it opens; None if it opens none."""
    if titled := _TITLED.match(line):
        return _Opening(Attributes(None, (titled[1],), {"title": titled[2].strip()}), True)
    found = _OPENING.match(line)
    if found is None:
        return None
    written = found[1]
    if not written.startswith("{"):
        return _Opening(Attributes(None, (written,), {}))
    read = read_attributes(written)
    return _Opening(read[0] if read is not None and read[1] == len(written) else None)


def _last_line(state: StateBlock, start: int, end: int, *, is_column: bool) -> int:
    """Return the line that closes the div opened at a line; where its slide ends if none does."""
    known: dict[tuple[int, int], int] = state.env.setdefault(_DIV_ENDS, {})
    place = (state.blkIndent, start)
    if place not in known:
        last_lines = _last_lines(state, start, end, is_column=is_column)
        known.update({(state.blkIndent, line): last for line, last in last_lines.items()})
    return min(known[place], end)


def _last_lines(state: StateBlock, start: int, end: int, *, is_column: bool) -> dict[int, int]:
    """Return the lines that close the div opened at a line and all divs below it.

    A column that is still open where the next one begins ends there: none stands right in another.
    """
    opened, last, slides = [(start, is_column)], {}, []
    number = start + 1
    while opened and number < end:
        line = line_text(state, number)
        if not state.level and _begins_slide(state, number):
            slides.append(number)
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            break
        if found := _FENCE.match(line):
            number = closing_fence(state, number, end, found[1]) or number
        elif _CLOSING.match(line):
            last[opened.pop()[0]] = number
        elif opening := _opening(line):
            if opening.is_column and opened[-1][1]:
                last[opened.pop()[0]] = number
            if opened:
                opened.append((number, opening.is_column))
        number += 1
    for begin, _ in opened:
        following = bisect(slides, begin)
        last[begin] = slides[following] if following < len(slides) else end
    return last


def _begins_slide(state: StateBlock, number: int) -> bool:
    """Return whether a slide of a document usually begins at a line below an empty one."""
    return state.isEmpty(number - 1) and _NEW_SLIDE.match(line_text(state, number)) is not None


def _underlined_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a heading with a line of `=` or `-` below it; as in Pandoc it has only one line.

    In a list, the line below may be at the margin: it belongs to the item even if its author meant
    to divide slides.
    """
    below = start + 1
    if below >= end or not begins_with(state, below, "=", "-") or state.is_code_block(start):
        return False
    line, depth = line_text(state, below), state.sCount[below]
    if state.md.options.get("has_divider_lines") and _DASHES.fullmatch(line):
        return False
    is_apart = depth < state.blkIndent
    margins = {0, state.listIndent} if state.listIndent >= 0 and not read_marker(line) else set()
    if not _UNDERLINE.match(line) or depth not in {state.blkIndent, *margins}:
        return False
    if silent:
        return True
    tag = "h1" if line[0] == "=" else "h2"
    opening = state.push("heading_open", tag, 1)
    opening.map, opening.markup = [start, start + 2], line[0]
    opening.meta = {"is_apart": is_apart}
    inline = state.push("inline", "", 0)
    inline.content, inline.map = line_text(state, start).strip(), [start, start + 1]
    state.push("heading_close", tag, -1)
    state.line = start + 2
    return True


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `[^label]: text`, which continues up to the next blank line."""
    if not begins_with(state, start, "[^"):
        return False
    found = _FOOTNOTE.match(line_text(state, start))
    if found is None or state.is_code_block(start):
        return False
    if silent:
        return True
    last = start + 1
    while last < end and not state.isEmpty(last) and not _FOOTNOTE.match(line_text(state, last)):
        last += 1
    token = state.push("footnote", "", 0)
    token.map = [start, last]
    rest = [line_text(state, number) for number in range(start + 1, last)]
    token.content = "\n".join([found[2], *rest])
    more = _indented(state, last, end)
    token.meta = {"label": found[1], "more": more.start if more else None}
    state.line = more.stop if more else last
    return True


def _raw_tex(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    r"""Read `\begin{name}` up to `\end{name}`, unless it only changes the layout of its text.

    Text after the end, on the same line, is a separate block, as in Pandoc; if all of it is on one
    line, it is a paragraph with TeX in it.
    """
    if not begins_with(state, start, "\\begin"):
        return False
    found = _ENVIRONMENT.match(line_text(state, start))
    if found is None or found[1] in LAYOUT or silent or state.is_code_block(start):
        return False
    ending = f"\\end{{{found[1]}}}"
    if state.src.find(ending, state.bMarks[start]) < 0:
        return False
    last = _line_with(state, start, end, ending)
    if last is None:
        return False
    behind = line_text(state, last).partition(ending)[2].strip()
    if behind and last == start:
        return False
    if found[1] in _FORMULAS:
        token = state.push("equation", "", 0)
        token.content = _formula(state, start, last, found[1])
        token.meta = {"attributes": ""}
    else:
        token = state.push("raw_tex", "", 0)
        token.content = f"\\begin{{{found[1]}}}"
    token.map = [start, last + 1]
    if behind:
        state.bMarks[last] = state.src.rindex(behind, 0, state.eMarks[last])
        state.tShift[last], state.sCount[last] = 0, state.blkIndent
    state.line = last if behind else last + 1
    return True


def _formula(state: StateBlock, start: int, last: int, name: str) -> str:
    """Return the formula of an environment; one that is only displayed, without that."""
    lines = [line_text(state, number) for number in range(start, last + 1)]
    opening, ending = f"\\begin{{{name}}}", f"\\end{{{name}}}"
    lines[-1] = lines[-1].partition(ending)[0] + ("" if name in _DISPLAYED else ending)
    if name in _DISPLAYED:
        lines[0] = lines[0].replace(opening, "", 1)
    return "\n".join(lines)


def _line_with(state: StateBlock, start: int, end: int, words: str) -> int | None:
    """Return the first line from `start` on that contains `words`; None if the block ends first."""
    for number in range(start, end):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return None
        if words in line_text(state, number):
            return number
    return None


def _indented(state: StateBlock, start: int, end: int) -> range | None:
    """Return the range of indented lines that belong to a footnote; None if there are none."""
    lines = []
    for number in range(start, end):
        if state.isEmpty(number):
            continue
        if state.sCount[number] - state.blkIndent < _CONTINUED:
            break
        lines.append(number)
    return range(lines[0], lines[-1] + 1) if lines else None
