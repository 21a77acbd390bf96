"""Reads the fonts of a theme and its type tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from diptych.diagnostics import Span, nearest, nearest_name
from diptych.model.geometry import Pt, from_px
from diptych.model.metrics import nearest_weight
from diptych.model.theme import BOLD, REGULAR, WEIGHTS, Font, FontRole, TextStyle
from diptych.source.fonts.diagnostic_kinds import MISSING_WEIGHT
from diptych.source.themes.families import Families
from diptych.source.themes.layouts import SCRIPTS
from diptych.source.themes.limits import few, read_short
from diptych.source.themes.misspelt import is_misspelt
from diptych.source.themes.ranges import (
    ICONS,
    INDENTS,
    LEADINGS,
    LONGEST_BULLET,
    MOST_TOKENS,
    SIZES,
    SPACES,
    TRACKINGS,
)
from diptych.source.themes.tokens import read_color
from diptych.source.yaml.diagnostic_kinds import OUT_OF_RANGE, UNKNOWN_KEY, WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words

STYLE = (
    "size", "floor", "leading", "color", "font", "weight", "bold", "bold_heads", "bold_lead_ins",
    "heads", "icon_above", "icon_beside", "bullet", "bullet_color", "indent", "hanging", "tracking",
    "space_before", "rule", "quiet_links",
)  # fmt: skip
_WEIGHT_NAMES = {
    "thin": 100, "extralight": 200, "light": 300, "regular": 400, "medium": 500, "semibold": 600,
    "bold": 700, "extrabold": 800, "black": 900,
}  # fmt: skip
"""Names of weights (OpenType, `OS/2`, usWeightClass)."""


class TypeReader:
    """Reads `fonts:` and `type:`; values in later `files` are laid over those in earlier ones."""

    def __init__(self, fields: Fields, families: Families, files: Sequence[str]) -> None:
        self.fields = fields
        self.reader = fields.reader
        self.families = families
        self.files = files
        self.fonts: dict[FontRole, Font] = {}
        self.chosen: dict[str, Span | None] = {}
        """Where the family of each font is named."""
        self.named_styles: tuple[str, ...] = ()
        """The names of all styles, including broken ones."""

    def read(self, colors: tuple[str, ...] | None) -> dict[str, TextStyle]:
        """Read the fonts; return the type tokens, which name `colors`, None if these are broken."""
        self.fonts = dict(self._fonts())
        return dict(self._styles(colors))

    def _fonts(self) -> Iterator[tuple[FontRole, Font]]:
        known = ("latin", "east_asian", "fallback", "substitute")
        for key, entry in self.fields.mapping("fonts").items():
            if key not in get_args(FontRole):
                hint = nearest(key, get_args(FontRole))
                self.reader.report(UNKNOWN_KEY, entry.key_span, f"unknown font `{key}`", hint)
                continue
            if is_words(entry.value):
                message = f"font `{key}` must be a mapping of keys, not text"
                hint = f"write `{key}: {{latin: {entry.value.place.text}}}`"
                self.reader.report(WRONG_TYPE, entry.value.span, message, hint)
                continue
            fields = Fields(entry.value, self.reader, known, f"font `{key}`")
            latin = fields.string("latin", required=True)
            for name in ("latin", "east_asian", "substitute"):
                family = fields.string(name)
                if family:
                    self.families.find(
                        family,
                        fields.span_of(name),
                        is_shown=name == "latin",
                        is_spare=name == "east_asian",
                    )
            if latin is not None:
                self.chosen[key] = fields.span_of("latin")
                role: FontRole = key  # type: ignore[assignment]  # one of get_args(FontRole)
                yield (
                    role,
                    Font(
                        latin=latin,
                        east_asian=self._east_asian(fields, latin),
                        fallback=tuple(name for name, _ in fields.strings("fallback")),
                        substitute=fields.string("substitute") or "",
                    ),
                )

    def _east_asian(self, fields: Fields, latin: str) -> str:
        """Return the family for East Asian text.

        A family that is at hand is not paired with the one of the theme that it is laid over.
        """
        other, span = fields.string("east_asian"), fields.span_of("latin")
        place = fields.span_of("east_asian")
        if other is None or span is None or place is None:
            return latin
        return latin if latin in self.families.found and self._is_over(span, place) else other

    def _styles(self, colors: tuple[str, ...] | None) -> Iterator[tuple[str, TextStyle]]:
        entries = few(self.fields, "type", MOST_TOKENS)
        self.named_styles = tuple(entries)
        for key, entry in entries.items():
            fields = Fields(entry.value, self.reader, STYLE, f"type token `{key}`")
            if is_misspelt(fields, "type token", entry, entries, ("color", "size")):
                continue
            size = fields.number("size", required=True, within=SIZES)
            if size is None:
                continue
            floor = fields.number("floor", default=size, within=SIZES) or size
            if floor > size:
                message = f"`floor` is {floor:g} pt, more than `size`, {size:g} pt"
                hint = "a floor is the smallest size at which text is set"
                self.reader.report(OUT_OF_RANGE, fields.span_of("floor"), message, hint)
            yield (
                key,
                TextStyle(
                    name=key,
                    size=Pt(size),
                    floor=Pt(floor),
                    leading=_leading(fields),
                    tracking=_tracking(fields),
                    color=read_color(fields, "color", colors, required=True) or "",
                    font=self._font_role(fields),
                    weight=self._weight(fields),
                    bold_heads=fields.boolean("bold_heads", default=False),
                    bold_lead_ins=fields.boolean("bold_lead_ins", default=False),
                    quiet_links=fields.boolean("quiet_links", default=False),
                    heads=fields.boolean("heads", default=False),
                    icon_above=fields.number("icon_above", default=0, within=ICONS) or 0.0,
                    icon_beside=fields.number("icon_beside", default=1, within=ICONS) or 1.0,
                    bullet=read_short(fields, "bullet", LONGEST_BULLET),
                    bullet_color=read_color(fields, "bullet_color", colors),
                    indent=from_px(fields.number("indent", default=0, within=INDENTS) or 0),
                    hanging=from_px(fields.number("hanging", default=0, within=INDENTS) or 0),
                    space_before=fields.number("space_before", default=0, within=SPACES) or 0.0,
                    rule=read_color(fields, "rule", colors),
                ),
            )

    def _weight(self, fields: Fields) -> int:
        """Return the weight of a style, or of the face that its font has in place of that.

        `bold` is an older way to write it; of the two, what is laid over the other counts.
        """
        bold = BOLD if fields.boolean("bold", default=False) else REGULAR
        span = fields.span_of("weight")
        if span is None or self._is_over(fields.span_of("bold"), span):
            return bold
        wanted = self._named_weight(fields, span)
        if wanted is None:
            return bold
        font = self.fonts.get(self._font_role(fields))
        weights = self.families.weights(font.latin) if font is not None else ()
        if font is None or not weights or wanted in weights or wanted in {REGULAR, BOLD}:
            return wanted
        taken = nearest_weight(wanted, weights)
        chosen = self.chosen[self._font_role(fields)]
        if chosen is not None and self._is_over(chosen, span):
            return taken  # who lays another font over a theme need not know its weights
        known = ", ".join(map(str, sorted(weights)))
        message = f"font `{font.latin}` has no face of weight {wanted}; {taken} is used"
        self.reader.report(MISSING_WEIGHT, span, message, f"it has {known}")
        return taken

    def _named_weight(self, fields: Fields, span: Span) -> int | None:
        word = fields.string("weight")
        if word is None or (word.isdecimal() and int(word) in WEIGHTS):
            return int(word) if word else None
        found = _WEIGHT_NAMES.get(word)
        if found is None:
            hint = nearest_name(word, _WEIGHT_NAMES)
            known = f"did you mean `{hint}`?" if hint else "write one of 100, 200 to 900, or a name"
            self.reader.report(WRONG_TYPE, span, f"`weight` cannot be `{word}`", known)
        return found

    def _is_over(self, one: Span | None, other: Span) -> bool:
        """Return whether one value is in a file that is laid over that of the other."""
        if one is None:
            return False
        return self.files.index(one.file) > self.files.index(other.file)

    def _font_role(self, fields: Fields) -> FontRole:
        return fields.one_of("font", get_args(FontRole)) or "body"


def _tracking(fields: Fields) -> dict[str, float]:
    """Return the space between letters by script; none that is not given."""
    if "tracking" not in fields:
        return {}
    scripts = fields.below("tracking", tuple(SCRIPTS))
    given = {name: scripts.number(name, default=0, within=TRACKINGS) for name in SCRIPTS}
    return {name: value for name, value in given.items() if value}


def _leading(fields: Fields) -> dict[str, float]:
    value = fields.value("leading")
    if value is not None and isinstance(value.data, Mapping):
        scripts = fields.below("leading", ("latin", "hangul"))
        latin = scripts.number("latin", default=1.25, within=LEADINGS) or 1.25
        hangul = scripts.number("hangul", default=latin, within=LEADINGS) or latin
        return {"latin": latin, "hangul": hangul}
    ratio = fields.number("leading", default=1.25, within=LEADINGS) or 1.25
    return {"latin": ratio, "hangul": ratio}
