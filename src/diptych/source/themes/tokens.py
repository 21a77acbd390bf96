"""The tokens of a theme as its layouts name them: colours, roles, type."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from diptych.diagnostics import Span, nearest
from diptych.model.theme import Color, Mode, TextStyle
from diptych.source.yaml.diagnostic_kinds import UNKNOWN_KEY
from diptych.source.yaml.fields import Fields


class Tokens(Struct, frozen=True, kw_only=True):
    """The tokens of a theme; names include those of broken ones, which have been reported."""

    colors: Mapping[str, Color]
    color_names: tuple[str, ...] | None
    """The names of colours and roles; None if all of them are broken."""
    roles: frozenset[str]
    """The roles that the theme names itself."""
    values: Mapping[Mode, Mapping[str, str]]
    """The value of each role, by mode."""
    styles: Mapping[str, TextStyle]
    style_names: tuple[str, ...] | None
    """The names of type tokens; None if all of them are broken."""
    mode: Mode
    """The theme's own mode."""

    def color(self, fields: Fields, key: str) -> str | None:
        """Return the role or colour that a field names; None if there is none, or it is broken."""
        return read_color(fields, key, self.color_names)

    def style(self, name: str, span: Span, fields: Fields) -> TextStyle | None:
        """Return the type token of a name; None if it is unknown, which is reported, or broken."""
        style, names = self.styles.get(name), self.style_names
        if style is None and names is not None and name not in names:
            hint = nearest(name, names, what="type token")
            fields.reader.report(UNKNOWN_KEY, span, f"there is no type token `{name}`", hint)
        return style


def read_color(
    fields: Fields, key: str, names: tuple[str, ...] | None, *, required: bool = False
) -> str | None:
    """Return the role or colour that a field names, of `names`; None if all of these are broken."""
    return None if names is None else fields.one_of(key, names, required=required)
