"""Finds what is said and not shown in files of reveal-md, Marp and Slidev: the speaker notes.

They are cut out of the text before it is parsed. These tools, too, look for them in the source,
wherever they are: right below a paragraph, in a list, in a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.markup.attributes import Attributes
from diptych.markup.definitions import Definitions
from diptych.source.document.diagnostic_kinds import FOREIGN_COMMENT, NOTE_SHOWN, NOTE_TAKEN
from diptych.source.document.loose_tags import with_plain_tags
from diptych.source.document.marp_classes import says_something
from diptych.source.document.opaque import Comment, comments, opaque_lines
from diptych.source.document.open_fences import with_closed_fences
from diptych.source.document.spread_tags import with_whole_tags
from diptych.source.markdown.page import Tool
from diptych.source.markdown.rules import Blocks, parse_blocks
from diptych.source.markdown.shifting import shift
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

SPOKEN = "spoken"
"""The key in the `meta` of tokens that are notes cut out of the text."""
_NOTE = re.compile(r"\s*(notes?:)[ \t]*", re.IGNORECASE)
"""The beginning of notes, which extend to the end of the slide (reveal.js, "Markdown")."""
_ANY_NOTE = re.compile(r"^[ \t]*notes?:", re.IGNORECASE | re.MULTILINE)
_REMARK_NOTE = re.compile(r"\?{3}[ \t]*$")
"""The beginning of notes in remark, which extend to the end of the slide or of its step."""
_DIVIDER = re.compile(r"-{2,4}[ \t]*")
"""A line that divides slides: reveal-md has three and four dashes, reveal.js shows two."""
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|-{3,}[ \t]*)")
_DIRECTIVE = re.compile(
    r"\s*(?:[_$]?(?:theme|style|headingDivider|lang|size|math|title|author|description|keywords|url"
    r"|image|marp|paginate|header|footer|class|backgroundColor|backgroundImage|backgroundPosition"
    r"|backgroundRepeat|backgroundSize|color|transition)\s*:|fit\s*$)"
)
"""The beginning of a comment that is a directive (Marpit, "Directives"; Marp Core, "Features")."""
DIVIDER_DIRECTIVE = re.compile(
    r"^[ \t]*\$?headingDivider[ \t]*:[ \t]*(?P<levels>\[?[1-6, \t]{1,20}\]?)[ \t]*$", re.MULTILINE
)
"""The directive that names the headings that begin slides (Marpit, "Heading divider")."""
_FOR_EDITORS = re.compile(r"\s*(?:prettier-|markdownlint-|\.(?:slide|element):)")
"""The beginning of a comment for another program, which is nobody's notes."""
_TAKEN = {
    "reveal-md": (
        "Note:",
        "to show such a line, write `**Note:**`; `--from reveal-md` confirms it",
    ),
    "remark": (
        "???",
        "to show such a line, write `\\???`; `--from remark` confirms it",
    ),
}
"""How notes begin in a tool that is guessed, and a hint."""
_SUBJECT = 6
"""How many words of a text identify it in a list."""
_OWN_NOTES = re.compile(
    r":{3,}\s*(?:notes\b|\{[^}]*\.notes\b)|<(?:div|aside)\b[^>]*\bnotes\b", re.IGNORECASE
)
_OWN_END = re.compile(r":{3,}\s*$|\s*</(?:div|aside)>", re.IGNORECASE)


class Notes(Struct, frozen=True):
    """Notes that were cut out of a document."""

    first: int
    """Their first line, counted from 0."""
    lines: tuple[str, ...]


class Cut(Struct, frozen=True):
    """A document without its notes, and these."""

    body: str
    """The rest, with a blank line for each removed line, so that line numbers stay the same."""
    notes: tuple[Notes, ...] = ()


def without_notes(
    body: str, tool: Tool, name: str, reader: SourceReader, *, for_remark: bool = False
) -> Cut:
    """Return a document of `tool` without its notes; report what looks like notes and is shown."""
    match tool:
        case "reveal-md":
            return _cut_after(_NOTE, body, changed=True)
        case "marp":
            found = [one for one in comments(body) if not _FOR_EDITORS.match(one.inside)]
            _report_directives(filter(_is_directive, found), name, reader)
            return _without(body, [one for one in found if not _is_directive(one)])
        case "slidev":
            return _without(body, list(_last_comments(body)))
        case _:
            _report_shown(body, name, reader)
            return _cut_after(_REMARK_NOTE, body, changed=False) if for_remark else Cut(body)


def with_dividers(body: str, dividers: Iterable[str]) -> str:
    """Return a document with `---` in place of these lines, which divide its slides."""
    opaque, known = opaque_lines(body), set(dividers)
    lines = enumerate(body.split("\n"))
    return "\n".join(
        "---" if line.strip() in known and number not in opaque else line for number, line in lines
    )


def report_taken(cut: Cut, tool: str, name: str, reader: SourceReader) -> None:
    """Report what was taken for notes as in reveal-md or remark, as only their look says so."""
    if not cut.notes:
        return
    beginning, hint = _TAKEN[tool]
    lines = [str(one.first + 1) for one in cut.notes]
    message = (
        f"this file looks like one of {tool}, so that what follows `{beginning}` up to the end of a"
        f" slide is speaker notes (line{'s' if len(lines) > 1 else ''} {', '.join(lines)})"
    )
    reader.report(NOTE_TAKEN, Span(name, cut.notes[0].first + 1), message, hint)


def has_remark_note(body: str) -> bool:
    """Return whether a line outside listings and comments begins notes of remark."""
    if "\n???" not in body:
        return False
    opaque, lines = opaque_lines(body), enumerate(body.split("\n"))
    return any(_REMARK_NOTE.match(line) and number not in opaque for number, line in lines)


def has_note(body: str) -> bool:
    """Return whether a line outside listings and comments begins like notes of reveal-md."""
    return next(_notes_in(body), None) is not None


def is_divided(body: str) -> bool:
    """Return whether a line of three or four dashes, with a blank one above, divides slides."""
    lines = body.split("\n")
    opaque = opaque_lines(body)
    return any(
        line.rstrip() in {"---", "----"} and number not in opaque and not lines[number - 1].strip()
        for number, line in enumerate(lines)
        if number
    )


def parsed_with_notes(cut: Cut, tool: Tool) -> Blocks:
    """Return the tokens of a document, each of its notes before the top-level token below them."""
    body = with_whole_tags(with_plain_tags(cut.body))
    shown = parse_blocks(with_closed_fences(body, at_headings=not tool), tool=tool)
    definitions: Definitions = shown.definitions
    tokens: list[Token] = []
    waiting = list(reversed(cut.notes))
    for token in (*shown.tokens, None):
        is_top = token is None or (not token.level and token.nesting >= 0 and token.map)
        line = token.map[0] if token is not None and token.map else len(cut.body)
        while waiting and is_top and line >= waiting[-1].first:
            notes = waiting.pop()
            said = parse_blocks("\n".join(notes.lines), tool=tool)
            shift(said.tokens, notes.first)
            definitions = {**said.definitions, **definitions}
            tokens += _as_notes(notes, said.tokens)
        tokens += [token] if token is not None else []
    return Blocks(tokens, definitions)


def _as_notes(notes: Notes, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens as those of `::: notes`."""
    from markdown_it.token import Token  # the parser has imported it already

    opening, closing = Token("div_open", "div", 1), Token("div_close", "div", -1)
    opening.map = [notes.first, notes.first + 1]
    opening.meta = {"attributes": Attributes(None, ("notes",), {}), "closed": True}
    for token in tokens:
        token.level += 1
    for token in (opening, *tokens, closing):
        token.meta = {**token.meta, SPOKEN: True}
        yield token


def _cut_after(beginning: re.Pattern[str], body: str, *, changed: bool) -> Cut:
    """Return a document without what follows the beginning of notes on its slides.

    If it may be `changed`, all of its lines that divide slides become `---`.
    """
    opaque = opaque_lines(body)
    shown: list[str] = []
    notes: list[Notes] = []
    first, said = 0, [""]
    is_said = False
    for number, line in enumerate(body.split("\n")):
        is_text = number not in opaque
        if is_text and _DIVIDER.fullmatch(line):
            notes += [Notes(first, tuple(said))] if is_said else []
            is_said = False
            shown.append("---" if changed else line)
            continue
        if not is_said and is_text and (found := beginning.match(line)):
            first, said, is_said = number, [line[found.end() :]], True
            shown.append("")
            continue
        if is_said:
            said.append("" if is_text and _is_rule(line) else line)
        shown.append("" if is_said else line)
    notes += [Notes(first, tuple(said))] if is_said else []
    return Cut("\n".join(shown), tuple(notes))


def _is_rule(line: str) -> bool:
    """Return whether a line is a rule, which divides nothing within notes."""
    return _RULE.fullmatch(line) is not None


def _last_comments(body: str) -> Iterator[Comment]:
    """Yield the comments that end a slide of Slidev, which are its notes."""
    opaque = opaque_lines(body)
    ends, at = [], 0
    for number, line in enumerate(body.split("\n")):
        if number not in opaque and line.startswith("---"):
            ends.append(at)
        at += len(line) + 1
    ends.append(len(body))
    following = iter(ends)
    end = next(following)
    for one in comments(body):
        while end < one.end:
            end = next(following)
        if not body[one.end : end].strip():
            yield one


def _without(body: str, said: Sequence[Comment]) -> Cut:
    """Return a document without these comments, which are its notes."""
    parts: list[str] = []
    notes: list[Notes] = []
    at = 0
    for one in said:
        parts += [body[at : one.start], "\n" * one.inside.count("\n")]
        at = one.end
        if one.inside.strip():
            words = ("" if _is_rule(line) else line for line in one.inside.split("\n"))
            notes.append(Notes(one.line, tuple(words)))
    return Cut("".join((*parts, body[at:])), tuple(notes))


def _is_directive(comment: Comment) -> bool:
    """Return whether a comment of a Marp file sets something, rather than being notes."""
    return _DIRECTIVE.match(comment.inside) is not None


def _report_directives(found: Iterator[Comment], name: str, reader: SourceReader) -> None:
    for one in found:
        is_divider = DIVIDER_DIRECTIVE.fullmatch(one.inside.strip()) is not None
        if is_divider or says_something(f"<!--{one.inside}-->"):
            continue
        message = "this directive of Marp has no effect here"
        hint = "styling comes from the theme; `layout=` and others may follow a heading"
        subject = _subject(one.inside)
        length = len(f"<!--{one.inside}-->".partition("\n")[0])
        span = Span(name, one.line + 1, one.column, length)
        reader.report(FOREIGN_COMMENT, span, message, hint, subject=subject)


def _subject(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SUBJECT]) + (" …" if len(words) > _SUBJECT else "")


def _report_shown(body: str, name: str, reader: SourceReader) -> None:
    for number, column, line in _notes_in(body):
        message = f"“{_subject(line)}” is shown to the audience, though it begins like notes"
        hint = "write notes as `::: notes`; for a file of reveal-md, say so: `revealOptions: {}`"
        span = Span(name, number + 1, column + 1, len(line) - column)
        reader.report(NOTE_SHOWN, span, message, hint)


def _notes_in(body: str) -> Iterator[tuple[int, int, str]]:
    """Yield the number, from 0, of each line that begins like notes, its first column and itself.

    Those within `::: notes` are notes anyway.
    """
    if _ANY_NOTE.search(body) is None:
        return
    opaque = opaque_lines(body)
    is_said = False
    for number, line in enumerate(body.split("\n")):
        if _OWN_NOTES.match(line):
            is_said = True
        elif is_said:
            is_said = not _OWN_END.match(line)
        elif number not in opaque and (found := _NOTE.match(line)):
            yield number, found.start(1), line.rstrip()
