"""The inline rules that Pandoc's Markdown has and CommonMark does not, for markdown-it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from diptych.markup.attributes import read_attributes

if TYPE_CHECKING:
    from markdown_it.token import Token

_KEY = r"[A-Za-z0-9_][A-Za-z0-9_:.#$%&+?<>~/-]*"
_CITATION = re.compile(rf"\[\s*@{_KEY}(?:\s*;\s*@{_KEY})*\s*\]")
_BARE_KEY = re.compile(rf"@({_KEY})")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_VARIABLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u3000-\u303f\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]")
_ATTRIBUTED = {"image", "link_close", "code_inline"}


class EastAsianState(StateInline):
    """Inline state in which emphasis may end before a Hangul particle.

    CommonMark 0.31 (section 6.2) lets `**` close after punctuation only before a space or more
    punctuation, so that `**RAG(검색)**을` keeps its stars. Korean writes particles without a
    space: a delimiter with East Asian text on its outer side flanks whatever is on its inner one.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803, FBT001 - the library's names
        """Return whether the delimiter run at `start` can open and close emphasis."""
        scanned = super().scanDelims(start, canSplitWord)
        before = self.src[start - 1] if start > 0 else " "
        end = start + scanned.length
        after = self.src[end] if end < self.posMax else " "
        can_open = scanned.can_open or (not after.isspace() and _is_east_asian(before))
        can_close = scanned.can_close or (not before.isspace() and _is_east_asian(after))
        return Scanned(can_open, can_close, scanned.length)


def _is_east_asian(character: str) -> bool:
    return _EAST_ASIAN.match(character) is not None


def inline_parser() -> MarkdownIt:
    """Return a parser for Pandoc's inline Markdown; only its inline half is meant to be used."""
    md = MarkdownIt("commonmark").enable("strikethrough")
    md.use(sub_plugin).use(superscript_plugin)
    md.inline.add_terminator_char("{")
    md.inline.ruler.before("link", "citation", _citation)
    md.inline.ruler.before("link", "footnote_mark", _footnote_mark)
    md.inline.ruler.before("emphasis", "inline_footnote", _inline_footnote)
    md.inline.ruler.before("escape", "variable", _variable)
    md.inline.ruler.push("attributes", _attributes)
    return md


def tokenize(md: MarkdownIt, source: str) -> list[Token]:
    """Return the inline tokens of `source`; positions are in `meta["at"]` where a rule sets them."""
    state = EastAsianState(source, md, {}, [])
    md.inline.tokenize(state)
    for rule in md.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


def _push(state: StateInline, kind: str, content: str, length: int, silent: bool) -> bool:  # noqa: FBT001 - as the library calls it
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
        token.meta = {"at": state.pos, "length": length}
    state.pos += length
    return True


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `[@key; @key]` (Pandoc manual, "Citation syntax"; without locators)."""
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    keys = ";".join(_BARE_KEY.findall(found.group()))
    return _push(state, "citation", keys, len(found.group()), silent)


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
    found = _VARIABLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    return _push(state, "variable", found.group(1).strip(), len(found.group()), silent)


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
        target.meta = {**target.meta, "attributes": attributes, "at": state.pos}
    state.pos = end
    return True
