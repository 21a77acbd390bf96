"""What `deck.yaml` says for all talks of a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.catalogue import Policy
from diptych.model.deck import Arrange, Overflow, SourceForm, Transition
from diptych.model.extras import NO_EXTRAS, PageExtras
from diptych.model.site import Site
from diptych.model.theme import Mode
from diptych.source.catalogues.locales import read_locale, read_locales
from diptych.source.catalogues.project_catalogues import catalogue_names, read_policy
from diptych.source.libraries.declared import Declared, read_declared
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.slide_files import (
    read_arrange,
    read_mode,
    read_overflow,
    read_source_form,
    read_transition,
)
from diptych.source.talks.foot import FOOT_KEYS, NO_FOOT, GivenFoot, read_foot
from diptych.source.themes.html_extras import read_extras
from diptych.source.themes.site import read_site
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.formats import check_format
from diptych.source.yaml.tree import Value

KEYS = (
    "format", "source_locale", "locales", "translation", "theme", "mode", "overflow",
    "transition", "sources", "tokens", "libraries", "html", "site", "arrange",
    *FOOT_KEYS,
)  # fmt: skip
DEFAULT_THEME = "atlas"
_IN_TOKENS = {
    written: f"themes have `{key}:`; in deck.yaml it stands below `tokens:`"
    for key, misspelt in {
        "colors": ("color", "colour", "colours"), "fonts": ("font",), "roles": (), "type": (),
        "densities": (), "regions": (), "layouts": ("layout",), "page": (), "words": (), "gap": (),
    }.items()
    for written in (key, *misspelt)
}  # fmt: skip
"""Hints for keys that themes have."""


class Settings(Struct, frozen=True, kw_only=True):
    """The settings of a project, or the defaults of a talk that has none around it."""

    source_locale: str = "en"
    locales: tuple[str, ...] = ("en",)
    theme: str = DEFAULT_THEME
    theme_span: Span | None = None
    mode: Mode | None = None
    overflow: Overflow | None = None
    arrange: Arrange = "plain"
    tokens: Value | None = None
    policy: Policy = Policy()
    libraries: Mapping[str, Declared] = {}
    extras: PageExtras = NO_EXTRAS
    site: Site = Site()
    foot: GivenFoot = NO_FOOT
    transition: Transition | None = None
    source_form: SourceForm | None = None


def read_settings(root: Path, reader: SourceReader) -> Settings:
    """Return the settings of the project at `root`; what is wrong in them has its default."""
    path = root / "deck" / "deck.yaml"
    text = reader.read_text(path)
    value = read_yaml(text, reader.name(path), reader, keys=KEYS) if text is not None else None
    fields = Fields(value, reader, KEYS, "deck.yaml", elsewhere=_IN_TOKENS)
    check_format(fields, reader)
    source = read_locale(fields, "source_locale") or "en"
    locales = read_locales(fields, "locales") or (source,)
    return Settings(
        source_locale=source,
        locales=locales,
        theme=fields.string("theme") or DEFAULT_THEME,
        theme_span=fields.span_of("theme"),
        mode=read_mode(fields),
        overflow=read_overflow(fields),
        arrange=read_arrange(fields) or "plain",
        tokens=fields.value("tokens"),
        policy=read_policy(fields),
        libraries=read_declared(fields, reader),
        extras=read_extras(fields, root / "templates", reader),
        site=read_site(fields, source),
        transition=read_transition(fields),
        source_form=read_source_form(fields),
        foot=read_foot(fields, root / "deck", source, (*locales, *_translated(root, reader))),
    )


def _translated(root: Path, reader: SourceReader) -> Iterator[str]:
    """Yield the languages of catalogues; some may be those of single talks only."""
    for name in catalogue_names(reader.listed(root / "deck" / "locales")):
        yield Path(name).stem
