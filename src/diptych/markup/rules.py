"""Inline rules of Pandoc's Markdown that are not in CommonMark, for markdown-it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import autolink, html_inline, image, link
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

from diptych.markup import tex
from diptych.markup.attributes import Attributes, read_attributes
from diptych.markup.definitions import Definitions
from diptych.markup.destinations import spaced_destinations
from diptych.markup.enclosures import PandocState, emphasis, quotation, strikeout
from diptych.markup.quotes import ENGLISH, Quotes
from diptych.typography.script import EAST_ASIAN

# Pandoc manual, "Citation syntax": a letter, digit or underscore, then also punctuation inside.
_KEY = r"\w(?:[\w:.#$%&+?<>~/-]*[\w])?"
_CITATION = re.compile(rf"\[\s*-?@{_KEY}(?:\s*;\s*-?@{_KEY})*\s*\](?!\()")
_LOOSE_CITATION = re.compile(rf"\[(?:[^\[\]\n@]*[\s;(-])?-?@{_KEY}[^\[\]\n]*\](?![(\[{{:])")
_NAMED = re.compile(rf"(-?)@({_KEY})")
_MENTION = re.compile(rf"(?<![\w.])(-?)@({_KEY})")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_VARIABLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_TEXT = re.compile(r"""[^\n!"#$%&'*+:<=>@\[\\\]^_`{}~-]+""")
"""Characters at which no other rule begins."""
_UNESCAPED_SPACE = re.compile(r"(?<!\\)(?:\\\\)*\s")
_EAST_ASIAN = "".join(f"{first}-{last}" for first, last in EAST_ASIAN)
# Pandoc's rule for mathematics: no space after the opening or before the closing dollar sign. None
# begins after a word, such as US$, unless its script writes no spaces between words.
_MATH = re.compile(
    rf"(?<![\\$])(?<![^\W{_EAST_ASIAN}])"
    r"(?:\$\$(?=[^$]).+?\$\$|\$(?=[^\s$])(?:\\.|[^$\\\n])*?(?<=[^\s\\])\$(?!\d))",
    re.DOTALL,
)
_COMPONENT = re.compile(
    r"""<(?:[A-Za-z][\w-]*(?::[A-Za-z][\w-]*)?(?:\s+[\w:@#.\[\]-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'"""
    r"""|[^\s"'=<>`]+))?)*\s*/?>|/[A-Za-z][\w-]*:[A-Za-z][\w-]*\s*>)"""
)
"""A tag of Vue, with `@click=` and the like, or of an icon in Slidev, `<carbon:arrow-right/>`."""
_RAW = re.compile(r"\{=([A-Za-z][\w+-]*)\}")
_TEX_LINKS = {"url", "href"}
_ATTRIBUTED = {"image", "link_close", "code_inline"}
_RAISED = {"^": "sup", "~": "sub"}

Rule = Callable[[StateInline, bool], bool]


@cache
def _parser() -> MarkdownIt:
    """Return a parser for Pandoc's inline Markdown; only its inline part may be used."""
    md = AnyAddress("commonmark", {"store_labels": True}).enable("strikethrough")
    md.helpers = spaced_destinations(" \t\n", _label_end)  # type: ignore[assignment]  # by name only
    ruler = md.inline.ruler
    ruler.at("text", _text)
    ruler.at("strikethrough", strikeout)
    ruler.at("emphasis", emphasis)
    ruler.after("emphasis", "quotation", quotation)
    ruler.at("link", _placed(link, "link_open"))
    ruler.at("image", _placed(image, "image"))
    ruler.at("autolink", _placed(autolink, "link_open"))
    ruler.at("html_inline", _placed(html_inline, "html_inline"))
    ruler.before("autolink", "component", _component)
    ruler.before("escape", "variable", _variable)
    ruler.before("escape", "nonbreaking_space", _nonbreaking_space)
    ruler.before("emphasis", "inline_footnote", _inline_footnote)
    ruler.after("emphasis", "raised", _raised)
    ruler.before("escape", "math", _math)
    ruler.before("escape", "tex", _tex)
    ruler.before("link", "citation", _citation)
    ruler.before("link", "textual_citation", _textual_citation)
    ruler.before("link", "footnote_mark", _footnote_mark)
    ruler.after("image", "span", _span)
    ruler.push("attributes", _attributes)
    return md


class AnyAddress(MarkdownIt):
    """A parser that accepts every link; addresses that are not allowed are reported later."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's method
        """Return True."""
        return True


def tokenize(source: str, definitions: Definitions, quotes: Quotes = ENGLISH) -> list[Token]:
    """Return the inline tokens of `source`; those that may be reported have `meta["at"]`."""
    if _TEXT.fullmatch(source):  # as most texts are
        return [Token("text", "", 0, content=source)]
    md = _parser()
    state = PandocState(source, md, {"references": definitions}, [])
    state.quotes = quotes
    md.inline.tokenize(state)
    return state.tokens


def _text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    if isinstance(state, PandocState):
        state.step()  # this rule is tried first at every position
    found = _TEXT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found.group()
    state.pos = found.end()
    return True


def _placed(rule: Rule, kind: str) -> Rule:
    """Return `rule` with the position added to its token of `kind`."""

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


def _component(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a tag that only Vue's templates have, which CommonMark would show literally."""
    if not state.src.startswith("<", state.pos):
        return False
    found = _COMPONENT.match(state.src, state.pos)
    if found is None or not (":" in found[0] or "@" in found[0] or "#" in found[0]):
        return False
    if "/>" not in found[0][-2:] and not re.search(r"\s[:@#]", found[0]) and found[0][1] != "/":
        return False  # an address, `<news:one>`
    return _push(state, "html_inline", found[0], len(found[0]), silent)


def _push(state: StateInline, kind: str, content: str, length: int, silent: bool) -> bool:  # noqa: FBT001 - as the library calls it
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
        token.meta = {"at": state.pos, "length": length}
    state.pos += length
    return True


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `[@key; @key]`, `[-@key]` and `[see @key, p. 3]` (Pandoc manual, "Citation syntax").

    `-` leaves the number of a figure alone; it has no effect on a reference, which is a number
    without authors' names. Other text in the brackets is shown in parentheses around the number.
    The token's content is the keys, with their hyphens, between semicolons.
    """
    if state.src[state.pos] != "[" or (isinstance(state, PandocState) and state.last("@") < 0):
        return False
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is not None:
        keys = ";".join(map("".join, _NAMED.findall(found.group())))
        return _push(state, "citation", keys, len(found.group()), silent)
    found = _LOOSE_CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        start, end = state.pos + 1, found.end() - 1
        state.push("text_special", "", 0).content = "("
        for mention in _MENTION.finditer(state.src, start, end):
            _tokenize_part(state, start, mention.start())
            state.pos = mention.start()
            _push(state, "citation", "".join(mention.groups()), len(mention.group()), silent)
            start = mention.end()
        _tokenize_part(state, start, end)
        state.push("text_special", "", 0).content = ")"
    state.pos = found.end()
    return True


def _textual_citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `@key` or `-@key` in running text; whether there is such a source is decided later."""
    if state.src[state.pos] not in "-@" or _is_word_before(state):
        return False
    found = _NAMED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    key = "".join(found.groups())
    return _push(state, "textual_citation", key, len(found.group()), silent)


def _is_word_before(state: StateInline) -> bool:
    before = state.src[state.pos - 1 : state.pos]
    return before.isalnum() or before in {"_", ".", "-", "+", "/"}


def _math(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    found = _MATH.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    return _push(state, "math", found.group(), len(found.group()), silent)


def _tex(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a TeX command with its arguments (Pandoc manual, "Extension: raw_tex")."""
    if state.src[state.pos] != "\\" or not isinstance(state, PandocState):
        return False
    command = tex.read_command(state.src, state.pos, state.posMax, state.braces)
    if command is None:
        return False
    if not silent:
        _push_command(state, command)
    state.pos = command.end
    return True


def _push_command(state: StateInline, command: tex.Command) -> None:
    name = command.name
    if command.arguments and (kind := tex.STYLES.get(name)):
        state.push(f"{kind}_open", kind, 1)
        _tokenize_part(state, *command.arguments[-1])
        state.push(f"{kind}_close", kind, -1)
    elif command.arguments and name in tex.WORDS:
        _tokenize_part(state, *command.arguments[-1])
    elif command.arguments and name in _TEX_LINKS:
        _push_link(state, command)
    elif command.arguments and name == "texttt":
        state.push("code_inline", "code", 0).content = _unescaped(command.inside(state.src))
    elif command.arguments and name == "footnote":
        _push_note(state, *command.arguments[-1], command.end, silent=False)
    elif name in tex.BARE:
        _push_bare(state, command)
    else:
        shown = f"{name}{{{command.environment}}}" if command.environment else name
        _push(state, "tex", f"\\{shown}", command.end - state.pos, silent=False)


def _push_bare(state: StateInline, command: tex.Command) -> None:
    """Push the token of a command without arguments, and the words of the group after it."""
    if command.name in tex.SYMBOLS:
        state.push("text_special", "", 0).content = tex.SYMBOLS[command.name]
    elif command.name in tex.BREAKS:
        state.push("hardbreak", "br", 0)
    elif command.name not in tex.SWITCHES:
        _push(state, "pause", "\\pause", command.end - state.pos, silent=False)
    for words in command.arguments:
        _tokenize_part(state, *words)


def _unescaped(words: str) -> str:
    return re.sub(r"\\([_#%&{}$~])", r"\1", words)


def _push_link(state: StateInline, command: tex.Command) -> None:
    r"""Push the tokens of `\href{address}{words}` or `\url{address}`."""
    first = command.arguments[0]
    address = _unescaped(state.src[slice(*first)])
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(address)}
    opening.meta = {"at": state.pos, "length": command.end - state.pos}
    if command.name == "url":
        state.push("text_special", "", 0).content = address
    else:
        _tokenize_part(state, *command.arguments[-1])
    state.push("link_close", "a", -1)


def _footnote_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    return _push(state, "footnote_mark", found.group(1), len(found.group()), silent)


def _inline_footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `^[a note]`; in Pandoc, `^[a](b)^` and `^[a]{.b}^` are raised text."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = _label_end(state, state.pos + 1)
    if end < 0 or state.src.startswith(("(", "{"), end + 1):
        return False
    return _push_note(state, state.pos + 2, end, end + 1, silent)


def _label_end(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: FBT001, FBT002, N803 - as the library calls it
    """Return where the brackets that open at `start` close, -1 if they do not.

    With `disableNested` they are those of a link, which may contain spans but no other link.
    """
    if not isinstance(state, PandocState) or state.last("]") < start:
        return -1
    key = start, state.posMax, disableNested
    if key not in state.labels:
        state.labels[key] = _found_label_end(state, start, disableNested)
    return state.labels[key]


def _found_label_end(state: StateInline, start: int, disableNested: bool) -> int:  # noqa: FBT001, N803 - as above
    before, end, depth = state.pos, -1, 1
    state.pos = start + 1
    while state.pos < state.posMax:
        at, sign = state.pos, state.src[state.pos]
        if sign == "]" and depth == 1:
            end = at
            break
        _skip(state)
        if sign in "[]" and state.pos == at + 1:
            depth += 1 if sign == "[" else -1
        elif sign == "[" and disableNested and not state.src.startswith("}", state.pos - 1):
            break
    state.pos = before
    return end


def _skip(state: StateInline) -> None:
    """Move past the construct at the position, counting it as a step."""
    if isinstance(state, PandocState):
        state.step()
    state.md.inline.skipToken(state)


def _push_note(state: StateInline, start: int, end: int, after: int, silent: bool) -> bool:  # noqa: FBT001 - as the library calls it
    """Push the footnote whose text is from `start` to `end`."""
    _push(state, "inline_footnote", state.src[start:end], after - state.pos, silent)
    if not silent:
        state.tokens[-1].meta["inside"] = start, end
    return True


def _variable(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    if not state.src.startswith("{{", state.pos):
        return False
    is_hopeless = isinstance(state, PandocState) and state.last("}}") < state.pos
    found = None if is_hopeless else _VARIABLE.match(state.src, state.pos, state.posMax)
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
        _skip(state)
    end = state.pos
    state.pos = start
    inside = "" if end >= maximum else _VARIABLE.sub("x", state.src[start + 1 : end])
    if not inside or _UNESCAPED_SPACE.search(inside):
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
    end = _label_end(state, start)
    read = read_attributes(state.src[: state.posMax], end + 1) if end >= 0 else None
    if read is None:
        return False
    attributes, after = read
    if not silent:
        token = state.push("span_open", "span", 1)
        token.meta = _attributes_meta(attributes, end + 1, after)
        _tokenize_part(state, start + 1, end)
        state.push("span_close", "span", -1)
    state.pos = after
    return True


def _tokenize_part(state: StateInline, start: int, end: int) -> None:
    maximum = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = maximum


def _attributes(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `{#id .class key=val}` directly after a picture, link or code span."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    target = state.tokens[-1]
    if target.type not in _ATTRIBUTED:
        return False
    if target.type == "code_inline" and (raw := _RAW.match(state.src, state.pos, state.posMax)):
        target.type = "raw"
        within = _start_of_code(state, target.content)
        meta = {"format": raw[1], "at": state.pos, "length": len(raw.group()), "within": within}
        target.meta = meta
        state.pos = raw.end()
        return True
    read = read_attributes(state.src[: state.posMax], state.pos)
    if read is None:
        return False
    attributes, end = read
    if not silent:
        target.meta = {**target.meta, **_attributes_meta(attributes, state.pos, end)}
    state.pos = end
    return True


def _start_of_code(state: StateInline, content: str) -> int:
    """Return where the content of the code span that ends here begins."""
    end = len(state.src[: state.pos].rstrip("`"))
    has_space = state.src[end - len(content) : end].replace("\n", " ") != content
    return end - len(content) - has_space


def _attributes_meta(attributes: Attributes, start: int, end: int) -> dict[str, Any]:
    return {"attributes": attributes, "attributes_at": start, "attributes_length": end - start}
