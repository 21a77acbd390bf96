"""Reads the colours of a theme, and the roles that they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from diptych.diagnostics import nearest_name
from diptych.model.theme import COLOR_SLOTS, MODES, ROLES, Color, Mode
from diptych.source.themes.limits import kept
from diptych.source.themes.misspelt import is_misspelt
from diptych.source.themes.ranges import MOST_TOKENS
from diptych.source.yaml.diagnostic_kinds import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words
from diptych.source.yaml.tree import Value

_COLOR = re.compile("#[0-9a-fA-F]{6}")
_SAMPLE = "#0B6E4F"


class ColorReader:
    """Reads `colors:` and `roles:`."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.reader = fields.reader
        self.colors: dict[str, Color] = {}
        self.named_colors: tuple[str, ...] = ()
        """The names of all colours, including broken ones."""
        self.named_roles: tuple[str, ...] = ROLES

    def read(self) -> dict[str, Mapping[Mode, str]]:
        """Read the colours; return the roles that the theme names, with their colours by mode."""
        self.colors = dict(self._colors())
        roles = dict(self._roles())
        self.named_roles = tuple(dict.fromkeys((*self.named_roles, *ROLES)))
        return roles

    def _colors(self) -> Iterator[tuple[str, Color]]:
        entries = kept(self.fields, "colors", MOST_TOKENS)
        self.named_colors = tuple(entries)
        for key, entry in entries.items():
            if is_words(entry.value):
                self._report_bare_color(key, entry.value)
                continue
            fields = Fields(entry.value, self.reader, ("slot", "value"), f"colour `{key}`")
            if is_misspelt(fields, "colour", entry, self.named_colors, ("slot", "value")):
                continue
            slot = fields.one_of("slot", COLOR_SLOTS, required=True)
            value = fields.string("value", required=True)
            if value is not None and _COLOR.fullmatch(value) is None:
                message = f"colour `{value}` is not `#` and six hexadecimal digits"
                hint = f'write one such as `"{_SAMPLE}"`, in quotes, since `#` begins a comment'
                self.reader.report(WRONG_TYPE, fields.span_of("value"), message, hint)
            elif slot is not None and value is not None:
                yield key, Color(slot, value.upper())

    def _report_bare_color(self, key: str, value: Value) -> None:
        message = f"colour `{key}` must be a mapping of keys, not text"
        written = value.place.text
        color = written if _COLOR.fullmatch(written) else _SAMPLE
        hint = f'write `{key}: {{value: "{color}"}}`'
        if color != written:
            hint += ", with the six hexadecimal digits of your colour"
        self.reader.report(WRONG_TYPE, value.span, message, hint)

    def _roles(self) -> Iterator[tuple[str, Mapping[Mode, str]]]:
        """Yield the roles that the theme names, each with its colour in each mode."""
        entries = kept(self.fields, "roles", MOST_TOKENS)
        self.named_roles = tuple(entries)
        if not self.named_colors:  # which has been reported
            return
        roles = self.fields.below("roles", self.fields.mapping("roles"))
        for key, entry in entries.items():
            kind = key.partition("-")[0]
            kinds = {"code", "callout", "chart"}
            alike = [
                role
                for role in ROLES
                if role.partition("-")[0] == kind or not kinds & {role.partition("-")[0], kind}
            ]
            near = nearest_name(key, alike) if key not in ROLES else None
            if near is not None:
                message, hint = f"there is no role `{key}`", f"did you mean `{near}`?"
                self.reader.report(UNKNOWN_KEY, entry.key_span, message, hint)
            if is_words(entry.value):
                token = self._token(roles, key)
                tokens = (token, token)
            else:
                fields = Fields(entry.value, self.reader, MODES, f"role `{key}`")
                light, dark = (self._token(fields, mode, required=True) for mode in MODES)
                tokens = (light, dark)
            if tokens[0] is not None and tokens[1] is not None:
                yield key, {"light": tokens[0], "dark": tokens[1]}

    def _token(self, fields: Fields, key: str, *, required: bool = False) -> str | None:
        """Return a colour; None if it is broken, which has been reported where it is."""
        if not self.named_colors and "colors" in self.fields:
            return None
        named = fields.value(key)
        dropped = self.fields.mapping("colors").get(named.place.text if named else "")
        if named is not None and dropped is not None and dropped.value.data is None:
            message = f"colour `{dropped.key}` is left out, but {fields.what} still has it"
            hint = f"give {fields.what} another colour, or leave the colour in"
            self.reader.report(MISSING_KEY, dropped.key_span, message, hint)
            return None
        token = fields.one_of(key, self.named_colors, required=required)
        return token if token in self.colors else None

    def names(self) -> tuple[str, ...] | None:
        """Return the names of colours and roles; None if all colours are broken."""
        if not self.named_colors and "colors" in self.fields:
            return None
        return (*self.named_colors, *self.named_roles)
