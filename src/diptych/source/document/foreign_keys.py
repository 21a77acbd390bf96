"""Front matter of other tools: which keys are supported here, and which are reported."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from diptych.source.document.diagnostic_kinds import FOREIGN_KEY
from diptych.source.reading.source_reader import SourceReader
from diptych.source.themes.lookup import FROM_POWERPOINT
from diptych.source.yaml.fields import Fields, items_of
from diptych.source.yaml.tree import Entry, Value

OTHERS = (
    "execute", "engine", "jupyter", "header-includes", "include-before", "include-after", "css",
    "style", "description", "revealjs-url", "aspectratio",
    "fontsize", "mainfont", "sansfont", "monofont", "mathfont", "CJKmainfont", "documentclass",
    "csl", "link-citations", "nocite", "reference-doc", "title-prefix", "colortheme",
    "institution", "editor", "number-sections", "title-slide-attributes", "classoption", "width",
    "height", "slideNumber", "slide-number", "controls", "progress", "center", "history",
    "pagetitle", "author-meta", "date-meta", "date-format", "filters", "highlight-style",
    "syntax-highlighting", "colorlinks", "linkcolor", "urlcolor", "geometry", "margin",
    "parallaxBackgroundImage", "background-image", "transitionSpeed", "backgroundTransition",
    "hash", "viewDistance", "section-titles", "navigation", "fonttheme", "innertheme",
    "outertheme", "themeoptions", "titlegraphic", "thanks", "self-contained", "embed-resources",
    "standalone", "from", "to", "crossref", "suppress-bibliography", "toc-depth", "logo-width",
    "slideLevel", "papersize", "babel-lang", "babel-otherlangs", "mathjax", "template", "class",
    "marp", "paginate", "header", "backgroundColor", "size", "math", "headingDivider", "layout",
    "numbersections", "knitr", "editor_options", "params", "always_allow_html", "url", "image",
    "patat", "revealOptions", "highlightTheme", "separator", "verticalSeparator", "preprocessor",
)  # fmt: skip
"""Keys that other tools know but Diptych does not support."""

_DARK_THEMES = frozenset((
    "black", "night", "league", "moon", "blood", "dracula",  # reveal.js
    "dark", "cyborg", "darkly", "slate", "solar", "superhero", "vapor",  # Quarto
))  # fmt: skip
_NESTED = ("format", "output")
"""Keys of Quarto and R Markdown below which each format has its own options."""
_SERVED = {
    "slide-level", "incremental", "toc", "toc-title", "footer", "logo", "transition",
    "title", "subtitle", "author", "institute", "date", "lang", "bibliography",
}  # fmt: skip
"""Options of a format that have the same meaning here as at the top level."""
_AS_IT_IS = {
    ("aspectratio", "169"),
    ("aspectratio", "16:9"),
    ("size", "16:9"),
    ("paginate", "True"),
}
"""Values that ask for what is already the case."""
_HINTS = {
    "css": "styling comes from the theme; `html:` in a project's deck.yaml adds style sheets",
    "style": "styling comes from the theme; `html:` in a project's deck.yaml adds style sheets",
    "reference-doc": FROM_POWERPOINT,
    "template": "a template of another tool has no meaning here; write a theme",
    "aspectratio": "slides are 16:9",
    "size": "slides are 16:9",
    "background-image": "put it in a theme's layouts",
}
_USUAL_HINT = "ignore this; styling comes from the theme, and sizes from what fits"


def flattened(metadata: Value, reader: SourceReader) -> Value:
    """Return `metadata` with the options of a format moved to the top level, where they are read.

    `format: {revealjs: {slide-level: 3}}` is Quarto's, `output: {beamer_presentation: {toc: true}}`
    R Markdown's. Keys at the top level take precedence; unsupported options are reported.
    """
    if not isinstance(metadata.data, Mapping):
        return metadata
    entries = dict(metadata.data)
    for name, entry in _options(metadata.data):
        key = entry.key.replace("_", "-")
        if key in _SERVED:
            entries.setdefault(key, entry)
        elif not (_asks_nothing(entry.value) or (key == "theme" and is_dark_theme(entry.value))):
            _report(f"{name}.{entry.key}", key, entry, reader)
    if "slide_level" in entries:
        entries.setdefault("slide-level", entries.pop("slide_level"))
    return replace(metadata, data=entries)


def _options(entries: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """Yield each option of each format, with the format's name."""
    for key in _NESTED:
        formats = entries[key].value.data if key in entries else None
        if isinstance(formats, Mapping):
            for name, entry in formats.items():
                if isinstance(entry.value.data, Mapping):
                    yield from ((name, option) for option in entry.value.data.values())


def words_of(value: Value) -> list[str]:
    """Return the words of a text, or of a list of texts."""
    written = [one.data for one in items_of(value)]
    return [word for one in written if isinstance(one, str) for word in one.split()]


def is_dark_theme(value: Value) -> bool:
    """Return whether a theme of reveal.js or Quarto, or one of several, is dark."""
    return not _DARK_THEMES.isdisjoint(words_of(value))


def report_unserved(fields: Fields, served: Collection[str] = ()) -> None:
    """Report each key of other tools that asks for something, except those `served` for one."""
    for key in OTHERS:
        entry = fields.entries.get(key)
        if entry is None or key in served or _asks_nothing(entry.value):
            continue
        if (key, str(entry.value.data)) not in _AS_IT_IS:
            _report(key, key, entry, fields.reader)


def _asks_nothing(value: Value) -> bool:
    return not value.data


def _report(name: str, key: str, entry: Entry, reader: SourceReader) -> None:
    message = f"`{name}:` is known from other tools and has no effect here"
    hint = _HINTS.get(key, _USUAL_HINT)
    reader.report(FOREIGN_KEY, entry.key_span, message, hint, subject=f"{name}:")
