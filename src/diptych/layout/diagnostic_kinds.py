"""Problems with where content goes and whether it fits."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

UNKNOWN_LAYOUT = DiagnosticKind(
    "FIT101",
    "unknown-layout",
    "A slide asks for a layout that its theme does not have.",
)
UNKNOWN_REGION = DiagnosticKind(
    "FIT102",
    "unknown-region",
    "`::: {region=name}` names a region that the slide's layout does not have.",
)
NO_PLACE = DiagnosticKind(
    "FIT103",
    "content-without-place",
    "The slide's layout has no region left for this content. Diptych never drops content silently.",
)
UNKNOWN_DENSITY = DiagnosticKind(
    "FIT104",
    "unknown-density",
    "A slide asks for a density that its theme does not have.",
)
TOO_DEEP = DiagnosticKind(
    "FIT105",
    "list-too-deep",
    "A list is nested deeper than the theme has styles for, so that two levels would look alike.",
)
NOT_ARRANGED = DiagnosticKind(
    "FIT107",
    "cannot-arrange",
    "A slide asks for an arrangement that does not suit its content.",
)
LACKING_CONTENT = DiagnosticKind(
    "FIT131",
    "layout-without-content",
    "A slide asks for a layout for columns or a picture, but has none.",
    Severity.WARNING,
)
WIDE_COLUMNS = DiagnosticKind(
    "FIT132",
    "columns-too-wide",
    "The widths of a slide's columns add up to more than the slide has, or leave nothing for a"
    " column without a width. They are reduced in proportion.",
    Severity.WARNING,
)
OVERLAP = DiagnosticKind(
    "FIT133",
    "covered-content",
    "Content that is placed by hand, `{.absolute left=...}`, covers other content of the slide.",
    Severity.WARNING,
)
OFF_PAGE = DiagnosticKind(
    "FIT134",
    "off-page",
    "Content that is placed by hand, `{.absolute left=...}`, is partly off the page.",
    Severity.WARNING,
)
OVERFLOW = DiagnosticKind(
    "FIT201",
    "text-overflow",
    "The content of a region is taller than its box even at the smallest size the theme"
    " permits, in the theme's own font or in its replacement where it is not installed.",
)
TITLE_OVERFLOW = DiagnosticKind(
    "FIT202",
    "title-overflow",
    "A title or kicker is too long for its box even at its smallest size.",
)
SMALL_TITLE = DiagnosticKind(
    "FIT204",
    "small-title",
    "A title is too long for two lines at the size that all titles of the deck have, or for its"
    " place on a cover or an opener, so it is set at the smallest size that the theme permits,"
    " or below.",
    Severity.WARNING,
)
SMALL_TYPE = DiagnosticKind(
    "FIT203",
    "small-type",
    "To fit, a slide is set in type that is hard to read in a hall: its first level is smaller"
    " than 18 pt, and smaller than the theme intends. A slide with `density: dense` accepts"
    " that.",
    Severity.WARNING,
)
SHRUNK = DiagnosticKind(
    "FIT205",
    "shrunk-slide",
    "A slide fits only below the sizes that the theme permits, which `overflow: shrink` allows.",
    Severity.WARNING,
)
SMALL_DIAGRAM = DiagnosticKind(
    "FIT208",
    "small-diagram",
    "A diagram, a chart of many names, or a listing that draws something, such as a tree of"
    " folders, fits only in type that is smaller than the theme permits, and hard to read in a"
    " hall.",
    Severity.WARNING,
)
TURNED_NAMES = DiagnosticKind(
    "FIT209",
    "turned-names",
    "The names of the columns of a chart have room below these only if they are turned, so that"
    " they are harder to read.",
    Severity.WARNING,
)

MISFITS = frozenset({OVERFLOW, TITLE_OVERFLOW})
"""Problems that do not prevent drawing: a preview shows the slide, so that it can be shortened."""
