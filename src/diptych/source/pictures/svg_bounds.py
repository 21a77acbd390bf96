"""How much an SVG may hold: browsers and renderers draw whatever stands in one.

What an element refers to (`<use>`, patterns, masks, markers ...) is drawn again with each that
refers to it: twenty lines can ask for a million elements. They are counted as they are drawn.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from diptych.source.pictures.sizes import OversizedError

MOST_BYTES = 1 << 24
"""Of an SVG; a map of a whole country at street level has as many."""
MOST_ELEMENTS = 250_000
"""That are drawn: what the drawing process takes its time for."""
DEEPEST = 128
"""Levels of elements, those within what is referred to included; editors make some twenty."""
MOST_OCTAVES = 32
"""Of noise: each adds half of the one before, and eight bits show eight."""
MOST_RADIUS = 1_000
"""Of a filter that spreads, in the picture's units; a page is not much larger."""
LARGEST_KERNEL = 32
"""Sides of a filter that multiplies; the work grows with their product."""

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
"""A character in a style by its number, or one that is meant as it stands (CSS Syntax 3, 4.3.7)."""
_LAST_NAME = r"([.#]?)([\w-]+)(?:\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?)*\s*\Z"
_LONGEST_SELECTOR = 500
"""Characters of a selector that is looked at; a longer one may mean any element."""
_UNITS = 4
"""Characters that a corner of a path takes at the least, ` 0 0`; a marker may stand at each."""
TOO_DEEP = f"its elements stand more than {DEEPEST} deep, as they are drawn"


class _Part:
    """An element that may be referred to, without those of its kind within it; or the whole."""

    __slots__ = ("before", "deepest", "depth", "elements", "parts", "references")

    def __init__(self, depth: int, before: int = 0) -> None:
        self.depth = depth
        self.deepest = depth
        self.before = before
        """How many elements began before it."""
        self.elements = 0
        """How many began by its end, those within such within it included."""
        self.parts: list[_Part] = []
        self.references: list[tuple[str, int, int]] = []
        """What is referred to, how deep it is drawn, and how often."""


class Bounds:
    """Counts what an SVG draws; raise OversizedError where it is too much.

    It is told where an element with a name begins and ends, how many elements began by then and how
    deep they stood since it was told last: most elements have no name, and there may be thousands.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise OversizedError(f"it has more than {MOST_BYTES >> 20} MB")
        self._named: dict[str, list[_Part]] = {}
        self._open = [_Part(0)]
        self.has_sheets = b"<style" in data or b":style" in data
        """Whether style sheets may refer to something, so that all elements are to be told."""
        self._told: list[tuple[_Part, int, frozenset[str], Mapping[str, str]]] = []

    def begin(self, name: str, depth: int, before: int, deepest: int) -> None:
        """Take note of an element with a name, at `depth`; the root's is 1."""
        above, part = self._open[-1], _Part(depth, before)
        above.deepest = max(above.deepest, deepest)
        above.parts.append(part)
        self._open.append(part)
        self._named.setdefault(name, []).append(part)

    def end(self, elements: int, deepest: int) -> None:
        """Take note that the last such element that is open ends."""
        part = self._open.pop()
        part.elements = elements - part.before
        part.deepest = max(part.deepest, deepest)

    def tell(self, local: str, depth: int, attributes: Mapping[str, str]) -> None:
        """Take note of an element that style sheets may mean."""
        names = {f" .{name}" for name in attributes.get("class", "").split()}
        names |= {f" {local}", " *", f" #{attributes.get('id', '')}"}
        self._told.append((self._open[-1], depth, frozenset(names), attributes))

    def refer(self, name: str, depth: int, times: int = 1) -> None:
        """Count that the open element at `depth` draws again what is called `name`."""
        self._open[-1].references.append((name, depth, times))

    def check_filter(self, local: str, attributes: Mapping[str, str]) -> None:
        """Raise OversizedError for a filter whose work nothing could do."""
        name, most = _FILTERS[local]
        for number in re.split(r"[\s,]+", attributes.get(name, "").strip()):
            try:
                is_too_much = not float(number or 0) <= most
            except ValueError:
                continue
            if is_too_much:
                raise OversizedError(f"`{name}` of its `<{local}>` is more than {most:,}")

    def check(self, sheets: Iterable[str], elements: int, deepest: int) -> None:
        """Raise OversizedError if all that was counted is too much, `sheets` having their say."""
        if self._told:
            self._apply(sheets)
        whole = self._open[0]
        whole.elements, whole.deepest = elements, max(whole.deepest, deepest)
        if _Count(self._named).of(whole)[0] > MOST_ELEMENTS:
            raise OversizedError(f"it has more than {MOST_ELEMENTS:,} elements to draw")

    def _apply(self, sheets: Iterable[str]) -> None:
        """Refer to what style sheets name, for each element that a selector may mean."""
        known = {name for css in sheets for name in self._name_rules(css)}
        for part, depth, own, attributes in self._told:
            for name in own & known:
                part.references.append((name, depth, 1))
            for name in {f"marker{name}" for name in own} & known:
                part.references.append((name, depth, corners(attributes)))

    def _name_rules(self, css: str) -> Iterator[str]:
        """Yield by what name is referred to all that the rules for some elements refer to.

        The names have a space, which no id has.
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


class _Count:
    """How many elements are drawn with a part, and how many levels deep they stand below it."""

    def __init__(self, named: Mapping[str, list[_Part]]) -> None:
        self._named = named
        self._known: dict[_Part | str, tuple[int, int]] = {}

    def of(self, part: _Part, above: int = 0) -> tuple[int, int]:
        """Return both for a part that is itself drawn `above` levels deep."""
        if part not in self._known:
            self._known[part] = 0, 0  # what refers to itself is not drawn
            elements, levels = part.elements, part.deepest - part.depth
            for inner in part.parts:
                steps = inner.depth - part.depth
                more, deeper = self.of(inner, above + steps)
                elements, levels = elements - inner.elements + more, max(levels, steps + deeper)
            for name, depth, times in part.references:
                steps = depth - part.depth + 1
                more, deeper = self._called(name, above + steps)
                elements, levels = elements + times * more, max(levels, steps + deeper)
            self._known[part] = elements, levels
        return self._known[part]

    def _called(self, name: str, above: int) -> tuple[int, int]:
        """Return both for all that goes by a name: which of them is drawn, programs disagree."""
        if above > DEEPEST:
            raise OversizedError(TOO_DEEP)
        if name not in self._known:
            self._known[name] = 0, 0
            counted = [self.of(part, above) for part in self._named.get(name, ())]
            elements = sum(elements for elements, _ in counted)
            self._known[name] = elements, max((levels for _, levels in counted), default=0)
        if above + self._known[name][1] > DEEPEST:
            raise OversizedError(TOO_DEEP)
        return self._known[name]


def addresses(css: str) -> list[str]:
    """Return what a style refers to within its picture."""
    return _INSIDE.findall(re.sub(_ESCAPE, _meant, css) if "\\" in css else css)


def _meant(found: re.Match[str]) -> str:
    code = int(found[1] or "0", 16)
    return found[2] or (chr(code) if code <= sys.maxunicode else "")


def corners(attributes: Mapping[str, str]) -> int:
    """Return how many corners a path may have, at each of which a marker is drawn."""
    return 2 + len(attributes.get("d", attributes.get("points", ""))) // _UNITS


def _last_name(selector: str) -> str:
    """Return what all elements of a selector have: a tag, `.class`, `#id`; `*` if that is open.

    Of a selector the last name counts: more elements may have it than the whole selects.
    """
    found = re.search(_LAST_NAME, selector) if len(selector) < _LONGEST_SELECTOR else None
    return found[1] + found[2] if found else "*"
