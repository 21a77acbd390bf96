"""What is wrong with pictures, and what of them is shown otherwise."""

from __future__ import annotations

from diptych.diagnostics import DiagnosticKind, Severity

BAD_LOOK = DiagnosticKind(
    "SRC365", "bad-look-of-picture", "A picture's `aspect`, `fit` or `focus` cannot be read."
)
MISSING_PICTURE = DiagnosticKind(
    "SRC401",
    "missing-picture",
    "A picture's file does not exist.",
    lenient="pictures do not exist; panels stand in their places",
)
CORRUPT_PICTURE = DiagnosticKind(
    "SRC402",
    "corrupt-picture",
    "A picture's file is damaged or not a picture.",
    lenient="pictures are damaged; panels stand in their places",
)
UNKNOWN_PICTURE_TYPE = DiagnosticKind(
    "SRC404",
    "unknown-picture-type",
    "Pictures may be PNG, JPEG, WebP, AVIF, GIF, SVG, and the first page of a PDF.",
    lenient="pictures are of types that are not supported; panels stand in their places",
)
LOST_PICTURE_PART = DiagnosticKind(
    "SRC405",
    "picture-part-lost",
    "A part of an SVG picture would be missing: pictures load nothing from other files or the"
    " network, and PowerPoint's copy cannot contain HTML.",
    lenient="pictures lose parts",
)
CHANGED_PICTURE = DiagnosticKind(
    "SRC406",
    "picture-drawn-otherwise",
    "An SVG picture uses features that browsers support but PowerPoint's copy of it cannot show,"
    " such as animations, variables in styles or newer colours; the two outputs differ.",
    Severity.WARNING,
)
OVERSIZED_PICTURE = DiagnosticKind(
    "SRC408",
    "picture-too-large",
    "A picture is too large or complex for browsers and PowerPoint: too many pixels or elements,"
    " elements nested too deep or drawn again and again, or excessive filters.",
)
UNDECODED_PICTURE = DiagnosticKind(
    "SRC409",
    "picture-cannot-be-decoded",
    "WebP and AVIF are decoded by Pillow, PDF by PDFium, since PowerPoint reads none of them."
    " `pip install pillow pypdfium2` installs both.",
)
WEB_PICTURE = DiagnosticKind(
    "SRC410",
    "picture-on-the-web",
    "A single-file talk shows a picture on the web. Builds fetch nothing by themselves: with"
    " `--fetch` pictures are fetched and kept in the user's cache, where later builds find them."
    " A panel stands in the place of any other. A project keeps its pictures in its folder.",
    Severity.WARNING,
    lenient="pictures are on the web; panels stand in their places",
)
UNFETCHED_PICTURE = DiagnosticKind(
    "SRC411",
    "picture-not-fetched",
    "A picture on the web could not be fetched. The one fetched earlier is shown, or else a"
    " panel. Pictures are only fetched from public hosts, by `http:` or `https:`, and may have"
    " at most 64 MiB.",
    Severity.WARNING,
)
SCRIPTED_PICTURE = DiagnosticKind(
    "SRC412",
    "picture-with-scripts",
    "Scripts in an SVG picture are left out: no output runs them, so what they would draw or change"
    " is not shown.",
    Severity.WARNING,
)
MISSING_ALT = DiagnosticKind(
    "A11Y001",
    "picture-without-alt",
    "Screen readers read out the alternative text instead of the picture. Describe it with"
    ' `alt="..."`, or use `alt=""` if it is only decoration.',
    Severity.WARNING,
    lenient="pictures have no alternative text",
)
