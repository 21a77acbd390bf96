"""Reads formulas by Temml in QuickJS, in the isolated process."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import quickjs

from diptych.formulas.boxes import Measurer
from diptych.formulas.colors import Colors
from diptych.formulas.tree import simplified

_VENDOR = Path(__file__).parents[1] / "_vendor"
_SCRIPTS = ("temml/temml.min.js", "temml/mhchem.min.js")
_SECONDS, _MEMORY = 2, 64_000_000
"""Processor time of one formula, and bytes of everything that QuickJS keeps."""
_DEEPEST, _MOST = 80, 4000
"""The depth of a tree, and its nodes."""
_MACROS = {
    **{
        rf"\{name}": rf"\begin{{{name}}}#1\end{{{name}}}" for name in ("cases", "matrix", "pmatrix")
    },
    r"\prescript": r"\pres@cript{_{#2}^{#1}}{}{#3}",
    r"\cancelto": r"{\cancel{#2}}^{#1}",
    r"\overset": r"\stackrel{#1}{#2}",
    r"\mathbbm": r"\mathbb{#1}",
    r"\mathds": r"\mathbb{#1}",
    r"\slashed": r"\not #1",
}
"""Commands that Temml lacks: those of plain TeX (The TeXbook, chapter 18), which MathJax knows,
too, `\\pmatrix{a & b}`, and of packages that papers use (bbm, dsfont, slashed); those of siunitx
and physics, which read their arguments, are in `packages.js`.

Three it has in another way: mathtools' `\\prescript` has what is above first, of `\\cancelto` it
leaves only what is above, which would be an exponent, and so would be what `\\overset` sets above a
letter."""
_DEFINED = re.compile(r"\\(?:new|provide)command\*?\s*\{?\s*(\\[A-Za-z]+)")
"""A command that an author defines, who then means that, and not the one above."""
_READER = """
function tree(node, depth, count) {
  if (depth > %d) throw new Error("it is nested too deep");
  if (++count.nodes > %d) throw new Error("it has too many parts");
  if (node.text !== undefined) return ["#", {}, node.text, []];
  var attributes = {}, name;
  for (name in node.attributes || {}) attributes[name] = String(node.attributes[name]);
  for (name in node.style || {}) attributes["style-" + name] = String(node.style[name]);
  var classes = [].concat(node.classes || []).filter(Boolean);
  if (classes.length) attributes["class"] = classes.join(" ");
  var children = (Array.isArray(node.children) ? node.children : []).filter(Boolean);
  children = children.map(function (child) { return tree(child, depth + 1, count); });
  return [node.type || "", attributes, "", children];
}
function read(tex, isDisplay, macros, defined) {
  try {
    var known = packages(JSON.parse(defined)), own = JSON.parse(macros);
    for (var name in own) known[name] = own[name];
    var options = {
      displayMode: isDisplay, throwOnError: true, strict: false, xml: true, annotate: false,
      macros: known
    };
    return JSON.stringify([tree(temml.__renderToMathMLTree(tex, options), 0, {nodes: 0})]);
  } catch (error) {
    var at = error.position;
    return JSON.stringify([null, String(error.message), at === undefined ? null : at]);
  }
}
""" % (_DEEPEST, _MOST)  # noqa: UP031 - braces are JavaScript's
_COLORED = re.compile(r"\\color(?=\s*\{[^{}]*\}\s*\{)")
_COLOR_OF = r"\textcolor"
"""MathJax and KaTeX, for which most formulas on slides were written, read `\\color{red}{x}` so; in
LaTeX and Temml it colours all that follows in the group, and swallows the ends of rows."""
_NAMED_COLOR = re.compile(
    r"\\(?:textcolor|color|colorbox|fcolorbox\s*\{[^{}]*\})\s*\{(?P<name>[^{}]*)\}"
)
_FRAME_COLOR = re.compile(r"\\fcolorbox\s*\{(?P<name>[^{}]*)\}")
_OWN_COLOR = re.compile(r"\\(?:definecolor|colorlet)\s*\{([^{}]*)\}")
_WORDS = re.compile(r"\\(?:text(?:rm|bf|it|sf|tt|normal)?|mbox)\s*\{[^{}$]*\}")
_LITERAL = re.compile(
    r"\\(?:text\w*|mbox|ce|pu|tag\*?|\w*color(?:box)?|num|qty|SI|ang|unit|si)\s*(?:\[[^]]*\]\s*)?\{[^{}]*\}"
)
_COMMA, _SPACED_COMMA = re.compile(r"(?<=\d),(?=\d)"), ", "
"""Outside of words and names of colours, that in `[0,1]` is one between two numbers, as in LaTeX;
Temml takes it for a decimal comma, which LaTeX writes `0{,}1`."""
_UNDERSCORE = re.compile(r"(?<!\\)_")
"""In words, MathJax shows it, and LaTeX and Temml refuse it."""
_POSITION = re.compile(r" at (?:position \d+|end of input).*", re.DOTALL)
_PREFIX = re.compile(r"^\s*(?:(?:Temml|KaTeX) )?[Pp]arse error:\s*")
_PLAINLY = (
    (re.compile(r"Unexpected end of input in a macro argument"), "a `}` is missing"),
    (re.compile(r"Expected '}', got 'EOF'"), "a `}` is missing"),
    (re.compile(r"Expected 'EOF', got '(.+?)'"), r"`\1` has no place here"),
    (re.compile(r"Unsupported function name: (\\\S+)"), r"the command `\1` is unknown"),
    (re.compile(r"Expected & or "), r"an environment is not closed by `\\end`"),
)
"""What Temml says of the most frequent mistakes, for people who do not know how TeX is parsed."""
_UNKNOWN = re.compile(r"the command `\\([A-Za-z]+)` is unknown")
_NAMES, _ALIKE = re.compile(r'"\\\\([A-Za-z]+)"'), 0.75
"""The names of commands in Temml's script, and how alike one is to what is meant by it."""
_NOT_MEANT = frozenset(("ref", "eqref"))
"""Commands that would be meant by `\\href`, but are not those of formulas on slides."""


def read(tex: str, *, is_display: bool) -> bytes:
    """Return what a formula is, as JSON: its tree and its size in em, or what is wrong with it.

    That is `{"tree": ..., "width": ..., "ascent": ..., "depth": ...}`, or `{"fault": ..., "at": N}`
    with the offset of the place, which may be null, and `instead`, what may have been meant, if
    that is known.
    """
    if (unknown := _unknown_color(tex)) is not None:
        return json.dumps(unknown).encode()
    as_read = _as_temml_reads(tex)
    try:
        defined = set(_DEFINED.findall(tex))
        macros = {name: one for name, one in _MACROS.items() if name not in defined}
        told = json.dumps(macros), json.dumps(sorted(defined))
        answer = _context().get("read")(as_read.tex, is_display, *told)
        tree, *problem = json.loads(answer)
    except (quickjs.JSException, quickjs.StackOverflow) as error:
        _context.cache_clear()  # it may have stopped anywhere
        return json.dumps({"fault": _why(str(error)), "at": None}).encode()
    if tree is None:
        message, at = problem
        place = None if at is None else as_read.place(at)
        fault = _why(message)
        hint = {"instead": instead} if (instead := _instead(fault)) else {}
        return json.dumps({"fault": fault, "at": place, **hint}).encode()
    made = simplified(tree)
    box = _measurer().box(made)
    size = {name: round(getattr(box, name), 4) for name in ("width", "ascent", "depth")}
    return json.dumps({"tree": _listed(made), **size}, ensure_ascii=False).encode()


class _AsRead(NamedTuple):
    """A formula as Temml reads it."""

    tex: str
    longer: Sequence[tuple[int, int]]
    """Where it is longer than it was written, and by how many characters."""

    def place(self, at: int) -> int:
        """Return the offset in what was written for one in `tex`."""
        return at - sum(added for place, added in self.longer if place < at)


def _colors_in(tex: str) -> list[re.Match[str]]:
    """Return the places of colours that are named, but not defined in the formula."""
    own = set(_OWN_COLOR.findall(tex))
    found = (one for named in (_NAMED_COLOR, _FRAME_COLOR) for one in named.finditer(tex))
    return [one for one in found if one["name"].strip() not in own]


def _unknown_color(tex: str) -> dict[str, Any] | None:
    """Return what is wrong with the first colour that nobody knows; None if all are known."""
    for found in _colors_in(tex):
        name = found["name"].strip()
        if not _colors().hex_of(name) and "#" not in name:
            hint = {"instead": instead} if (instead := _colors().nearest(name)) else {}
            return {"fault": f"the colour `{name}` is unknown", "at": found.start("name"), **hint}
    return None


def _as_temml_reads(tex: str) -> _AsRead:
    """Return a formula with what MathJax reads otherwise written as MathJax means it."""
    changes = [(found.span(), _COLOR_OF) for found in _COLORED.finditer(tex)]
    changes += [
        (found.span("name"), color)
        for found in _colors_in(tex)
        if (color := _colors().hex_of(found["name"].strip()))
    ]
    literal = {at for found in _LITERAL.finditer(tex) for at in range(*found.span())}
    commas = (found.span() for found in _COMMA.finditer(tex))
    changes += [(span, _SPACED_COMMA) for span in commas if span[0] not in literal]
    for words in _WORDS.finditer(tex):
        signs = _UNDERSCORE.finditer(tex, words.start(), words.end())
        changes += [(sign.span(), r"\_") for sign in signs]
    parts, longer, end, size = [], [], 0, 0
    for (start, stop), written in sorted(changes):
        size += start - end
        longer.append((size, len(written) - (stop - start)))
        parts += [tex[end:start], written]
        end, size = stop, size + len(written)
    return _AsRead("".join((*parts, tex[end:])), longer)


def _instead(fault: str) -> str:
    """Return what may have been meant by a command that is unknown; empty if nothing is like it."""
    if (unknown := _UNKNOWN.fullmatch(fault)) is None:
        return ""
    script = (_VENDOR / _SCRIPTS[0]).read_text("utf-8")
    known = sorted(set(_NAMES.findall(script)) - _NOT_MEANT)
    close = difflib.get_close_matches(unknown[1], known, 1, _ALIKE)
    return f"\\{close[0]}" if close else ""


def _why(message: str) -> str:
    """Return what is wrong, without the place and without the text around it."""
    if "interrupted" in message:
        return f"it takes more than {_SECONDS} seconds"
    if "out of memory" in message:
        return "it takes too much memory"
    if "stack overflow" in message or "Maximum call stack" in message:
        return "it is nested too deep"
    if "property 'type' of" in message:
        return "something is missing after `^` or `_`"
    said = _PREFIX.sub("", _POSITION.sub("", message)).strip().rstrip(":.")
    for pattern, plain in _PLAINLY:
        if (found := pattern.match(said)) is not None:
            return found.expand(plain)
    return said[:1].lower() + said[1:] if said[:2].istitle() else said


def _listed(node: list[Any]) -> list[Any]:
    """Return a node with its attributes as pairs, in which the model keeps them."""
    tag, attributes, text, children = node
    return [tag, list(attributes.items()), text, [_listed(child) for child in children]]


@cache
def _context() -> quickjs.Context:
    context = quickjs.Context()
    context.set_memory_limit(_MEMORY)
    for name in _SCRIPTS:
        context.eval((_VENDOR / name).read_text("utf-8"))
    context.eval((Path(__file__).parent / "packages.js").read_text("utf-8"))
    context.eval(_READER)
    context.set_time_limit(_SECONDS)
    return context


@cache
def _colors() -> Colors:
    return Colors((_VENDOR / _SCRIPTS[0]).read_text("utf-8"))


@cache
def _measurer() -> Measurer:
    return Measurer(json.loads((_VENDOR / "stix-two-math" / "metrics.json").read_text("utf-8")))
