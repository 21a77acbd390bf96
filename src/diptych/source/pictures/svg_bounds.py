"""Limits on SVGs, since browsers and renderers draw whatever is in one.

A path of many vertices counts as several elements, as does a long text, since they take as long.
An element that others refer to (by `<use>`, as patterns, masks, markers ...) is drawn again for
each reference, so twenty lines can produce a million elements. They are counted as drawn.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from diptych.source.pictures.sizes import OversizedError

MOST_BYTES = 1 << 24
"""Maximum size of an SVG, that of a map of a whole country at street level."""
MOST_ELEMENTS = 250_000
"""Maximum elements drawn, within the time limit of the drawing process."""
DEEPEST = 128
"""Maximum nesting of elements, including that within referenced elements; editors use about twenty.
"""
MOST_OCTAVES = 32
"""Maximum octaves of noise: each has half the amplitude of the one before; eight bits show eight.
"""
MOST_RADIUS = 1_000
"""Maximum radius of a blur or morphology filter in user units; a page is not much larger."""
LARGEST_KERNEL = 32
"""Maximum side of a convolution kernel; the work grows with the product of its sides."""

PATH = 400
"""Characters of a path, some 60 vertices, that take as long to draw as an element."""
_TEXT = 6_400
"""The square of the characters of a text that takes as long: resvg shapes each with all others."""

_FILTERS = {
    "feTurbulence": ("numOctaves", MOST_OCTAVES),
    "feMorphology": ("radius", MOST_RADIUS),
    "feGaussianBlur": ("stdDeviation", MOST_RADIUS),
    "feDropShadow": ("stdDeviation", MOST_RADIUS),
    "feConvolveMatrix": ("order", LARGEST_KERNEL),
}
FILTERS = frozenset(_FILTERS)
_INSIDE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)", re.IGNORECASE)
_ESCAPE = r"(?i)\\(?:([0-9a-f]{1,6})\s?|(.))"
"""An escaped code point or an escaped literal character in a style (CSS Syntax 3, 4.3.7)."""
_LAST_NAME = r"([.#]?)([\w-]+)(?:\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?)*\s*\Z"
_LONGEST_SELECTOR = 500
"""Maximum length of a selector that is parsed; a longer one is assumed to match any element."""
_UNITS = 4
"""Minimum characters of a vertex of a path, ` 0 0`; each may have a marker."""
_MOST_AGAIN = 100_000
"""Maximum references that are followed once more since they lead back to what is being counted."""
TOO_DEEP = f"its elements are drawn more than {DEEPEST} levels deep"


class _Part:
    """An element that may be referenced, without nested ones of this kind; or the whole SVG."""

    __slots__ = ("before", "deepest", "depth", "elements", "parts", "references")

    def __init__(self, depth: int, before: int = 0) -> None:
        self.depth = depth
        self.deepest = depth
        self.before = before
        """The number of elements before it."""
        self.elements = 0
        """The number of elements in it, including those of nested parts."""
        self.parts: list[_Part] = []
        self.references: list[tuple[str, int, int]] = []
        """References in it: the target, the depth at which it is drawn, and how often."""


class Bounds:
    """Counts what an SVG draws; raises OversizedError if it is too much.

    The caller reports the start and end of elements with an id, with the number of elements so far
    and their greatest depth since the last report, because most of thousands have no id.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise OversizedError(f"it has more than {MOST_BYTES >> 20} MB")
        self._named: dict[str, list[_Part]] = {}
        self._open = [_Part(0)]
        self.has_sheets = b"<style" in data or b":style" in data
        """Whether style sheets may have references, so that all elements have to be recorded."""
        self._styled: list[tuple[_Part, int, frozenset[str], Mapping[str, str]]] = []

    def begin(self, name: str, depth: int, before: int, deepest: int) -> None:
        """Record the start of an element with an id, at `depth`; that of the root is 1."""
        above, part = self._open[-1], _Part(depth, before)
        above.deepest = max(above.deepest, deepest)
        above.parts.append(part)
        self._open.append(part)
        self._named.setdefault(name, []).append(part)

    def end(self, elements: int, deepest: int) -> None:
        """Record the end of the innermost open element with an id."""
        part = self._open.pop()
        part.elements = elements - part.before
        part.deepest = max(part.deepest, deepest)

    def add_styled(self, local: str, depth: int, attributes: Mapping[str, str]) -> None:
        """Record an element that selectors of style sheets may match."""
        names = {f" .{name}" for name in attributes.get("class", "").split()}
        names |= {f" {local}", " *", f" #{attributes.get('id', '')}"}
        self._styled.append((self._open[-1], depth, frozenset(names), attributes))

    def refer(self, name: str, depth: int, times: int = 1) -> None:
        """Record that the open element at `depth` also draws the element called `name`."""
        self._open[-1].references.append((name, depth, times))

    def check_filter(self, local: str, attributes: Mapping[str, str]) -> None:
        """Raise OversizedError for a filter that takes too much work."""
        name, most = _FILTERS[local]
        for number in re.split(r"[\s,]+", attributes.get(name, "").strip()):
            try:
                is_too_much = not float(number or 0) <= most
            except ValueError:
                continue
            if is_too_much:
                raise OversizedError(f"`{name}` of its `<{local}>` is more than {most:,}")

    def check(self, sheets: Iterable[str], elements: int, deepest: int) -> None:
        """Raise OversizedError if the total, including references in `sheets`, is too much."""
        if self._styled:
            self._apply(sheets)
        whole = self._open[0]
        whole.elements, whole.deepest = elements, max(whole.deepest, deepest)
        if _Count(self._named).of(whole)[0] > MOST_ELEMENTS:
            raise OversizedError(f"it has more than {MOST_ELEMENTS:,} elements to draw")

    def _apply(self, sheets: Iterable[str]) -> None:
        """Add the references in style sheets for each element that a selector may match."""
        known = {name for css in sheets for name in self._name_rules(css)}
        for part, depth, own, attributes in self._styled:
            for name in own & known:
                part.references.append((name, depth, 1))
            for name in {f"marker{name}" for name in own} & known:
                part.references.append((name, depth, most_vertices(attributes)))

    def _name_rules(self, css: str) -> Iterator[str]:
        """Yield a name for each rule with references, under which these are recorded.

        The names contain a space, which ids cannot.
        """
        for written in css.split("}"):
            before, _, rule = written.rpartition("{")
            targets = addresses(rule)
            selectors = before.rpartition("{")[2].split(",") if targets else ()
            for selector in {_last_name(selector) for selector in selectors}:
                name = f"marker {selector}" if "marker" in rule.lower() else f" {selector}"
                part = _Part(0)
                part.references = [(target, 0, 1) for target in targets]
                self._named.setdefault(name, []).append(part)
                yield name


_Counted = tuple[int, int, frozenset[_Part]]
"""Elements, levels, and the parts that were being counted and are drawn in it once more."""


class _Count:
    """Computes how many elements are drawn with a part, and their depth below it."""

    def __init__(self, named: Mapping[str, list[_Part]]) -> None:
        self._named = named
        self._known: dict[_Part | str, _Counted] = {}
        self._counting: set[_Part] = set()
        self._seen: set[_Part] = set()
        self._again = 0

    def of(self, part: _Part, above: int = 0) -> _Counted:
        """Return it for a part that is drawn `above` levels deep.

        A part within itself is not drawn. What was counted without it is only remembered once the
        outer one is complete, since elsewhere it is drawn with it.
        """
        if part in self._counting:
            return 0, 0, frozenset((part,))
        if part not in self._known:
            self._counting.add(part)
            counted = self._count(part, above)
            self._counting.discard(part)
            if counted[2]:
                return counted
            self._known[part] = counted
        return self._known[part]

    def _count(self, part: _Part, above: int) -> _Counted:
        self._again += 1 + len(part.references) if part in self._seen else 0
        if self._again > _MOST_AGAIN:
            raise OversizedError("too many of its elements are drawn within each other")
        self._seen.add(part)
        elements, levels = part.elements, part.deepest - part.depth
        again: set[_Part] = set()
        for inner in part.parts:
            steps = inner.depth - part.depth
            more, deeper, within = self.of(inner, above + steps)
            elements, levels = elements - inner.elements + more, max(levels, steps + deeper)
            again |= within
        for name, depth, times in part.references:
            steps = depth - part.depth + 1
            more, deeper, within = self._named_parts(name, above + steps)
            elements, levels = elements + times * more, max(levels, steps + deeper)
            again |= within
        return elements, levels, frozenset(again - {part})

    def _named_parts(self, name: str, above: int) -> _Counted:
        """Return it for all parts with a name, since programs differ in which one they draw."""
        if above > DEEPEST:
            raise OversizedError(TOO_DEEP)
        counted = self._known.get(name)
        if counted is None:
            each = [self.of(part, above) for part in self._named.get(name, ())]
            levels = max((levels for _, levels, _ in each), default=0)
            again = frozenset[_Part]().union(*(within for _, _, within in each))
            counted = sum(elements for elements, _, _ in each), levels, again
            if not again:
                self._known[name] = counted
        if above + counted[1] > DEEPEST:
            raise OversizedError(TOO_DEEP)
        return counted


def addresses(css: str) -> list[str]:
    """Return the ids in its own picture that a style refers to."""
    return _INSIDE.findall(re.sub(_ESCAPE, _unescaped, css) if "\\" in css else css)


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1] or "0", 16)
    return found[2] or (chr(code) if code <= sys.maxunicode else "")


def weight_of_text(characters: int) -> int:
    """Return as how many elements the characters of one text count."""
    return characters * characters // _TEXT


def most_vertices(attributes: Mapping[str, str]) -> int:
    """Return an upper bound of the number of a path's vertices, which have a marker each."""
    return 2 + len(attributes.get("d", attributes.get("points", ""))) // _UNITS


def _last_name(selector: str) -> str:
    """Return the last tag, `.class` or `#id` of a selector; `*` if it cannot be determined.

    More elements may match the last name than the whole selector.
    """
    found = re.search(_LAST_NAME, selector) if len(selector) < _LONGEST_SELECTOR else None
    return found[1] + found[2] if found else "*"
