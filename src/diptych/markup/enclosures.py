"""Emphasis and quotation marks, which enclose other text, parsed as in Pandoc.

CommonMark pairs delimiters by the characters on both sides of them (0.31, 6.2), so `**a)**b` and
`**50%**of` keep their asterisks. Pandoc reads on from an opening delimiter to a closing one; it
only requires that no space follows the former and, where it could be inside a word, no letter the
latter. Quotation marks are read in the same pass: whether one opens depends on what is open.

There is one difference from Pandoc: Korean attaches particles, and Japanese and Chinese all words,
without spaces. One of their letters outside a delimiter does not make it an apostrophe or an
underscore inside a word: `'인용'은` is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

from diptych.markup.quotes import APOSTROPHE, ENGLISH, Quotes
from diptych.markup.tex import braces
from diptych.typography.script import EAST_ASIAN, EAST_ASIAN_SIGNS, has_script

_DEEPEST = 50
"""How deep enclosures may nest; further opening delimiters are shown literally."""
_FAILED = 50
"""How many quotation marks in one text may be unclosed; after that, all are apostrophes."""
_STEPS = 600
_STEPS_EACH = 3
"""Steps that parsing a text may take, plus those for each of its characters; the densest texts of
the property test take a seventh of that."""
_EAST_ASIAN = (*EAST_ASIAN, *EAST_ASIAN_SIGNS)
_BLANKS = " \t"
_LONGEST = 3
"""The most asterisks in a row that have a meaning."""
_ELLIPSIS = 3

Context = Literal["", "single", "double"]


_KINDS: dict[str, Context] = {"'": "single", '"': "double"}
_ENDS = {"single": re.compile("'(?![A-Za-z0-9])"), "double": re.compile('"')}
"""What may end a quotation: if a text does not contain it, the text need not be parsed to tell."""


class TangledError(Exception):
    """A text takes too many steps to parse."""


class PandocState(StateInline):
    """Inline state with what Pandoc's parser knows about the text before its position.

    Parsing backtracks at unclosed delimiters, so a text of nothing else would take exponentially
    many steps; they are counted, and TangledError is raised after `steps`.
    """

    steps: int
    quotes: Quotes = ENGLISH
    """What straight marks become."""

    quote: Context = ""
    """The kind of quotation marks that directly enclose the position."""
    word_end = -1
    """Where emphasis or a variable last ended, which is the end of a word for Pandoc."""
    depth = 0
    failed: set[tuple[int, Context, Context, int]]
    """Unclosed quotation marks: position, kind, context, and end of the text searched."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]  # whatever markdown-it passes
        self.failed = set()
        self.ends: dict[str, int] = {}
        self.labels: dict[tuple[int, int, bool], int] = {}
        """Where brackets close: by position, end of the text searched, and whether for a link."""
        self.steps = _STEPS + _STEPS_EACH * len(self.src)

    def step(self) -> None:
        """Count one step."""
        self.steps -= 1
        if self.steps < 0:
            raise TangledError

    def last(self, sign: str) -> int:
        """Return the last position of `sign` in the whole text, -1 if there is none."""
        if sign not in self.ends:
            self.ends[sign] = self.src.rfind(sign)
        return self.ends[sign]

    @cached_property
    def braces(self) -> Mapping[int, int]:
        """Return the positions of closing braces by those of their opening braces."""
        return braces(self.src)

    @property
    def before(self) -> str:
        """Return the preceding character if it is part of a word; otherwise empty."""
        if self.pos == self.word_end:
            return self.src[self.pos - 1]
        last = self.pending[-1:]
        return last if last.isalnum() or _is_full_stop(self.pending) else ""

    def append(self, kind: str, content: str = "") -> Token:
        """Return a new token, appended to the text so far."""
        if self.pending:
            self.pushPending()
        token = Token(kind, "", 0, content=content, level=self.level)
        self.tokens.append(token)
        self.tokens_meta.append(None)
        return token


def read_one(state: StateInline) -> None:
    """Parse one construct, or one piece of text, at the state's position."""
    for rule in state.md.inline.ruler.getRules(""):
        if rule(state, False):
            return
    state.pending += state.src[state.pos]
    state.pos += 1


def emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `*emphasis*`, `**strong**`, `***both***`, and the same with `_` between words."""
    sign = state.src[state.pos]
    if silent or sign not in "*_" or not isinstance(state, PandocState):
        return False
    if sign == "_" and state.before:
        return False
    count = _run_length(state, sign)
    after = state.src[state.pos + count : state.posMax][:1]
    if count > _LONGEST or state.depth >= _DEEPEST or (after and after in _BLANKS):
        state.pending += sign * count
        state.pos += count
        return True
    outer = state.append("text", sign * count)
    state.pos += count
    state.depth += 1
    _ENCLOSED[count](state, sign, outer)
    state.depth -= 1
    return True


def _run_length(state: PandocState, sign: str) -> int:
    end = state.pos
    while end < state.posMax and state.src[end] == sign:
        end += 1
    return end - state.pos


def _one(state: PandocState, sign: str, opening: Token) -> None:
    """Parse up to the sign that ends emphasis; strong text may be nested in it."""
    while state.pos < state.posMax:
        if not _ends(state, sign, 1):
            read_one(state)
        elif state.src.startswith(sign * 2, state.pos, state.posMax) and not _ends(
            state, sign, 1, offset=2
        ):
            strong = state.append("text", sign * 2)
            state.pos += 2
            _two(state, sign, strong)
        else:
            _close(state, opening, "em", 1)
            return


def _two(state: PandocState, sign: str, opening: Token) -> None:
    """Parse up to the signs that end strong text."""
    while state.pos < state.posMax:
        if _ends(state, sign, 2):
            _close(state, opening, "strong", 2)
            return
        read_one(state)


def _three(state: PandocState, sign: str, outer: Token) -> None:
    """Parse up to the end of emphasis, strong text, or both; then continue with the other one."""
    inner = state.append("text")
    while state.pos < state.posMax and not _ends(state, sign, 1):
        read_one(state)
    if state.pos >= state.posMax:
        return
    if _ends(state, sign, 3):
        _close(state, inner, "em", 0)
        _close(state, outer, "strong", 3)
    elif _ends(state, sign, 2):
        outer.content = sign
        _close(state, inner, "strong", 2)
        _one(state, sign, outer)
    else:
        outer.content = sign * 2
        _close(state, inner, "em", 1)
        _two(state, sign, outer)


_ENCLOSED = {1: _one, 2: _two, 3: _three}


def _ends(state: PandocState, sign: str, count: int, *, offset: int = 0) -> bool:
    """Return whether there are `count` signs at an offset from here that may close something."""
    start = state.pos + offset
    end = start + count
    if not state.src.startswith(sign * count, start, state.posMax):
        return False
    return sign == "*" or not _is_word(state.src[end : state.posMax][:1])


def _close(state: PandocState, opening: Token, kind: str, length: int) -> None:
    opening.type, opening.content = f"{kind}_open", ""
    state.append(f"{kind}_close")
    state.pos += length
    state.word_end = state.pos


def strikeout(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `~~struck~~`, without spaces just inside its ends (Pandoc manual, "Strikeout")."""
    start, after = state.pos, state.src[state.pos + 2 : state.posMax][:1]
    if silent or not state.src.startswith("~~", start, state.posMax):
        return False
    if not isinstance(state, PandocState) or not after.strip() or after == "~":
        return False
    if state.last("~~") < start + 2 or state.depth >= _DEEPEST:
        return False
    before = _Before(state)
    state.append("s_open")
    state.pos += 2
    state.depth += 1
    while state.pos < state.posMax:
        if state.src.startswith("~~", state.pos) and not state.src[state.pos - 1].isspace():
            state.depth -= 1
            state.append("s_close")
            state.pos += 2
            return True
        read_one(state)
    before.restore(state)
    return False


def quotation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read text in quotation marks, or a single mark (Pandoc manual, "Extension: smart")."""
    sign = state.src[state.pos]
    if silent or sign not in _KINDS or not isinstance(state, PandocState):
        return False
    kind = _KINDS[sign]
    may_open = _may_open(state, kind)
    if may_open and _quoted(state, sign, kind):
        return True
    # A single mark is an apostrophe, or begins or ends a quotation of several paragraphs.
    opens = may_open and kind == "double" and not state.before
    is_inches = not opens and state.before.isdigit()
    marks = ENGLISH.double if is_inches else state.quotes.double
    sign = APOSTROPHE if kind == "single" else marks[0] if opens else marks[1]
    state.append("quote", sign)
    state.pos += 1
    return True


def _may_open(state: PandocState, kind: Context) -> bool:
    after = state.src[state.pos + 1 : state.posMax][:1]
    is_word = state.before and not has_script(state.before, _EAST_ASIAN)
    return state.quote != kind and not is_word and bool(after.strip())


def _quoted(state: PandocState, sign: str, kind: Context) -> bool:
    """Return whether the mark here is closed; if so, its contents have been parsed."""
    key = (state.pos, kind, state.quote, state.posMax)
    is_hopeless = key in state.failed or len(state.failed) >= _FAILED
    if is_hopeless or state.depth >= _DEEPEST or _ends_quotation(state, sign, offset=1):
        return False
    if state.last(sign) <= state.pos or not _ENDS[kind].search(
        state.src, state.pos + 1, state.posMax
    ):
        return False
    before = _Before(state)
    marks = state.quotes.single if kind == "single" else state.quotes.double
    state.append("quote", marks[0])
    state.pos, state.quote = state.pos + 1, kind
    state.depth += 1
    while state.pos < state.posMax:
        if _ends_quotation(state, sign):
            state.quote, state.depth = before.quote, before.depth
            state.append("quote", marks[1])
            state.pos += 1
            return True
        read_one(state)
    before.restore(state)
    state.failed.add(key)
    return False


def _ends_quotation(state: PandocState, sign: str, *, offset: int = 0) -> bool:
    at = state.pos + offset
    if not state.src.startswith(sign, at, state.posMax):
        return False
    return sign == '"' or not _is_word(state.src[at + 1 : state.posMax][:1])


def _is_word(character: str) -> bool:
    """Return whether a character continues a word; East Asian ones may begin a particle."""
    return character.isalnum() and not has_script(character, _EAST_ASIAN)


def _is_full_stop(text: str) -> bool:
    """Return whether `text` ends in a full stop that is not the last of an ellipsis."""
    return (len(text) - len(text.rstrip("."))) % _ELLIPSIS != 0


class _Before:
    """A saved state, for backtracking."""

    def __init__(self, state: PandocState) -> None:
        self.pos, self.level, self.depth = state.pos, state.level, state.depth
        self.pending, self.tokens = state.pending, len(state.tokens)
        self.quote, self.word_end = state.quote, state.word_end

    def restore(self, state: PandocState) -> None:
        """Restore the state."""
        state.pos, state.level, state.depth = self.pos, self.level, self.depth
        state.pendingLevel = self.level
        state.pending = self.pending
        del state.tokens[self.tokens :], state.tokens_meta[self.tokens :]
        state.quote, state.word_end = self.quote, self.word_end
