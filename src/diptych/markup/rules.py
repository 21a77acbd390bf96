"""The inline rules that Pandoc's Markdown has and CommonMark does not, for markdown-it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import autolink, html_inline, image, link
from markdown_it.rules_inline.state_inline import StateInline

from diptych.markup.attributes import Attributes, read_attributes
from diptych.markup.destinations import spaced_destinations
from diptych.markup.enclosures import PandocState, emphasis, quotation, strikeout

if TYPE_CHECKING:
    from markdown_it.token import Token

Definitions = Mapping[str, Mapping[str, Any]]
"""Link definitions, `[label]: address`, by normalised label, as markdown-it keeps them."""
NO_DEFINITIONS: Definitions = {}

# Pandoc manual, "Citation syntax": a letter, digit or underscore, then also punctuation inside.
_KEY = r"\w(?:[\w:.#$%&+?<>~/-]*[\w])?"
_CITATION = re.compile(rf"\[\s*@{_KEY}(?:\s*;\s*@{_KEY})*\s*\](?!\()")
_LOOSE_CITATION = re.compile(rf"\[(?:[^\[\]\n@]*[\s;(-])?-?@{_KEY}[^\[\]\n]*\](?![(\[{{:])")
_BARE_KEY = re.compile(rf"@({_KEY})")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_VARIABLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_TEXT = re.compile(r"""[^\n!"#$%&'*+:<=>@\[\\\]^_`{}~-]+""")
"""What no rule but that for text looks at."""
_UNESCAPED_SPACE = re.compile(r"(?<!\\)(?:\\\\)*\s")
_ATTRIBUTED = {"image", "link_close", "code_inline"}
_RAISED = {"^": "sup", "~": "sub"}

Rule = Callable[[StateInline, bool], bool]


@cache
def _parser() -> MarkdownIt:
    """Return a parser for Pandoc's inline Markdown; only its inline half is meant to be used."""
    md = AnyAddress("commonmark", {"store_labels": True}).enable("strikethrough")
    md.helpers = spaced_destinations(" \t\n")  # type: ignore[assignment]  # by name only
    ruler = md.inline.ruler
    ruler.at("text", _text)
    ruler.at("strikethrough", strikeout)
    ruler.at("emphasis", emphasis)
    ruler.after("emphasis", "quotation", quotation)
    ruler.at("link", _placed(link, "link_open"))
    ruler.at("image", _placed(image, "image"))
    ruler.at("autolink", _placed(autolink, "link_open"))
    ruler.at("html_inline", _placed(html_inline, "html_inline"))
    ruler.before("escape", "variable", _variable)
    ruler.before("escape", "nonbreaking_space", _nonbreaking_space)
    ruler.before("emphasis", "inline_footnote", _inline_footnote)
    ruler.after("emphasis", "raised", _raised)
    ruler.before("link", "citation", _citation)
    ruler.before("link", "footnote_mark", _footnote_mark)
    ruler.after("image", "span", _span)
    ruler.push("attributes", _attributes)
    return md


class AnyAddress(MarkdownIt):
    """A parser that reads every link: one that may not be is refused in words, later."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's method
        """Return True."""
        return True


def tokenize(source: str, definitions: Definitions) -> list[Token]:
    """Return the inline tokens of `source`; those that may be reported know their `meta["at"]`."""
    md = _parser()
    state = PandocState(source, md, {"references": definitions}, [])
    md.inline.tokenize(state)
    return state.tokens


def _text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    found = _TEXT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found.group()
    state.pos = found.end()
    return True


def _placed(rule: Rule, kind: str) -> Rule:
    """Return `rule`, its token of `kind` knowing where it stands."""

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[count:]:
            if token.type == kind:
                token.meta = {**token.meta, "at": start, "length": state.pos - start}
                break
        return True

    return run


def _push(state: StateInline, kind: str, content: str, length: int, silent: bool) -> bool:  # noqa: FBT001 - as the library calls it
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
        token.meta = {"at": state.pos, "length": length}
    state.pos += length
    return True


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `[@key; @key]` (Pandoc manual, "Citation syntax"; without prefixes and locators)."""
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is not None:
        keys = ";".join(_BARE_KEY.findall(found.group()))
        return _push(state, "citation", keys, len(found.group()), silent)
    found = _LOOSE_CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    return _push(state, "loose_citation", found.group(), len(found.group()), silent)


def _footnote_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    return _push(state, "footnote_mark", found.group(1), len(found.group()), silent)


def _inline_footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `^[a note]` with balanced brackets."""
    if not state.src.startswith("^[", state.pos):
        return False
    depth = 0
    for end in range(state.pos + 1, state.posMax):
        depth += {"[": 1, "]": -1}.get(state.src[end], 0)
        if depth == 0:
            content = state.src[state.pos + 2 : end]
            return _push(state, "inline_footnote", content, end + 1 - state.pos, silent)
    return False


def _variable(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    if not state.src.startswith("{{", state.pos):
        return False
    found = _VARIABLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return _push(state, "open_variable", "{{", 2, silent)
    _push(state, "variable", found.group(1).strip(), len(found.group()), silent)
    if isinstance(state, PandocState) and not silent:
        state.word_end = state.pos
    return True


def _nonbreaking_space(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a backslash before a space (Pandoc manual, "Backslash escapes")."""
    if not state.src.startswith("\\ ", state.pos):
        return False
    return _push(state, "text_special", "\u00a0", 2, silent)


def _raised(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `^super^` and `~sub~` (Pandoc manual, "Superscripts and subscripts")."""
    sign, start, maximum = state.src[state.pos], state.pos, state.posMax
    if sign not in _RAISED or silent:
        return False
    state.pos += 1
    while state.pos < maximum and state.src[state.pos] != sign:
        state.md.inline.skipToken(state)
    end = state.pos
    state.pos = start
    inside = _VARIABLE.sub("x", state.src[start + 1 : end])
    if end >= maximum or not inside or _UNESCAPED_SPACE.search(inside):
        return False
    tag = _RAISED[sign]
    state.push(f"{tag}_open", tag, 1)
    _tokenize_part(state, start + 1, end)
    state.push(f"{tag}_close", tag, -1)
    state.pos = end + 1
    return True


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `[text]{.class}` (Pandoc manual, "Divs and Spans")."""
    if state.src[state.pos] != "[":
        return False
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start)
    read = read_attributes(state.src[: state.posMax], end + 1) if end >= 0 else None
    if read is None:
        return False
    attributes, behind = read
    if not silent:
        token = state.push("span", "", 0)
        token.meta = _attributes_meta(attributes, end + 1, behind)
        _tokenize_part(state, start + 1, end)
    state.pos = behind
    return True


def _tokenize_part(state: StateInline, start: int, end: int) -> None:
    maximum = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = maximum


def _attributes(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `{#id .class key=val}` that touches a picture, link or code span."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    target = state.tokens[-1]
    if target.type not in _ATTRIBUTED:
        return False
    read = read_attributes(state.src[: state.posMax], state.pos)
    if read is None:
        return False
    attributes, end = read
    if not silent:
        target.meta = {**target.meta, **_attributes_meta(attributes, state.pos, end)}
    state.pos = end
    return True


def _attributes_meta(attributes: Attributes, start: int, end: int) -> dict[str, Any]:
    return {"attributes": attributes, "attributes_at": start, "attributes_length": end - start}
