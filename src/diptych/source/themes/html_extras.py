"""Reads additions to the HTML pages: `html:` in deck.yaml, and `templates/html/`.

Files named by `html:` are below `deck/`, and are copied to the same path below `assets/own/`, so
that relative paths in style sheets still work.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from diptych.diagnostics import DiagnosticKind, Severity, Span, nearest, nearest_name
from diptych.model.asset import Asset
from diptych.model.extras import PageExtras
from diptych.model.style_sheet import references
from diptych.source.pictures.exif import bare_but_upright
from diptych.source.pictures.sizes import DamagedError, kind_of_picture
from diptych.source.reading.diagnostic_kinds import FOREIGN_PATH, UNREADABLE
from diptych.source.reading.paths import nearby
from diptych.source.reading.runtime import builtin_templates
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields, as_mapping, is_words
from diptych.source.yaml.tree import Entry
from diptych.storage.reading import EXTRA, SOURCE

FIXED_OPTION = DiagnosticKind(
    "SRC701",
    "fixed-option",
    "An option of reveal.js would interfere with the layout, or is set by Diptych itself.",
)
UNLIKELY_OPTION = DiagnosticKind(
    "SRC702",
    "unlikely-option",
    "An option does not exist in reveal.js, but is similar to one that does. Options of plugins may"
    " have any name.",
    Severity.WARNING,
)
MISSING_PLUGIN = DiagnosticKind(
    "SRC703",
    "missing-plugin",
    "The script of a plugin does not contain the name under which it is listed, so reveal.js could"
    " not find the plugin.",
)
UNUSED_TEMPLATE = DiagnosticKind(
    "SRC704",
    "unused-template",
    "A template in `templates/html/` replaces no built-in template, so it is not used.",
    Severity.WARNING,
)

KEYS = ("styles", "scripts", "plugins", "config", "files", "address")
_PAGE = "page.html.j2"
TEMPLATES = (
    _PAGE, "deck.css", "deck.js", "single-file.js", "gallery.html.j2", "gallery.css", "gallery.js",
    "site-talk.html.j2", "site-index.html.j2", "site.css",
)  # fmt: skip
"""The built-in files of `templates/html/`; others of a project are copied into `assets/`."""

_OWN = "own"
_SCRIPT_KIND = ".js"
_STYLE_KIND = ".css"
_KINDS = {_SCRIPT_KIND: "script", _STYLE_KIND: "style sheet"}
_KIND_HINTS = {
    _SCRIPT_KIND: "use the build for a plain `<script>`: modules cannot be loaded from files",
    _STYLE_KIND: "use plain CSS",
}
_ALIKE = 0.8
"""The similarity from which a name counts as a misspelling of another (`difflib`, 0 to 1)."""
# Compiled on use: few projects add anything to their pages.
_NAME = r"[A-Za-z_$][\w$]*"
_GLOBAL = r"\bReveal[A-Z]\w*"
_PUBLISHED = r"https?://[^/\s]+"
_ELSEWHERE = r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}"
_FIXED = {
    "width": "the theme sets the page size",
    "height": "the theme sets the page size",
    "center": "every box has a fixed position",
    "disableLayout": "every box has a fixed position",
    "plugins": "list plugins under `html: plugins`",
    "dependencies": "list scripts under `html: scripts`, plugins under `html: plugins`",
}
_OPTIONS = (
    "autoAnimate", "autoAnimateDuration", "autoAnimateEasing", "autoAnimateMatcher",
    "autoAnimateStyles", "autoAnimateUnmatched", "autoPlayMedia", "autoSlide", "autoSlideMethod",
    "autoSlideStoppable", "backgroundTransition", "controls", "controlsBackArrows",
    "controlsLayout", "controlsTutorial", "defaultTiming", "display", "embedded",
    "focusBodyOnPageVisibilityChange", "fragmentInURL", "fragments", "hash", "hashOneBasedIndex",
    "help", "hideCursorTime", "hideInactiveCursor", "history", "jumpToSlide", "keyboard",
    "keyboardCondition", "loop", "margin", "maxScale", "minScale", "mobileViewDistance",
    "mouseWheel", "navigationMode", "overview", "parallaxBackgroundHorizontal",
    "parallaxBackgroundImage", "parallaxBackgroundPosition", "parallaxBackgroundRepeat",
    "parallaxBackgroundSize", "parallaxBackgroundVertical", "pause", "pdfMaxPagesPerSlide",
    "pdfPageHeightOffset", "pdfSeparateFragments", "postMessage", "postMessageEvents",
    "preloadIframes", "previewLinks", "progress", "respondToHashChanges", "rtl",
    "scrollActivationWidth", "scrollLayout", "scrollProgress", "scrollSnap", "showHiddenSlides",
    "showNotes", "showSlideNumber", "shuffle", "slideNumber", "sortFragmentsOnSync", "totalTime",
    "touch", "transition", "transitionSpeed", "view", "viewDistance",
)  # fmt: skip
"""The options of reveal.js 6 and of its speaker view."""


def read_extras(fields: Fields, templates: Path, reader: SourceReader) -> PageExtras:
    """Return the additions from `html:` in deck.yaml, and from other files in `templates`.

    `templates` is the project's own folder of templates.
    """
    below = fields.below("html", KEYS)
    own = _Own(reader.root / "deck", reader)
    styles = tuple(own.listed(below, "styles", _STYLE_KIND))
    scripts = tuple(own.listed(below, "scripts", _SCRIPT_KIND))
    plugins = dict(own.plugins(below))
    for path, span in below.strings("files"):
        own.take_all(path, span)
    return PageExtras(
        styles=styles,
        scripts=tuple(dict.fromkeys((*scripts, *plugins.values()))),
        plugins=tuple(plugins),
        config=_config(below, reader),
        address=_address(below, reader),
        files={**dict(_copied(templates / "html", reader)), **own.files},
        ran=dict(_ran(own.files, (*scripts, *plugins.values()), templates / "html", reader)),
    )


def _ran(
    files: Mapping[str, Asset], scripts: Iterable[str], folder: Path, reader: SourceReader
) -> Iterator[tuple[str, str]]:
    """Yield what runs in pages: scripts, plugins, and replacements of our scripts and templates.

    The copy of ours that a frozen talk has is not another one.
    """
    for path in scripts:
        yield f"deck/{path.removeprefix(f'{_OWN}/')}", files[path].sha256
    if folder.parent.resolve() == builtin_templates().resolve():  # Diptych's own repository
        return
    for name in TEMPLATES:
        data = reader.content(folder / name, SOURCE) if name.endswith((".js", ".j2")) else None
        if data is not None and data != reader.content(builtin_templates() / "html" / name, SOURCE):
            yield f"templates/html/{name}", hashlib.sha256(data).hexdigest()


def read_templates(folders: tuple[Path, ...], reader: SourceReader) -> dict[str, str]:
    """Return the HTML templates by name; earlier folders win, and the last is the built-in one.

    The built-in template of the page is left out: a page without its own template needs none.
    """
    templates: dict[str, str] = {}
    for folder in folders:
        for name in TEMPLATES:
            if name == _PAGE and folder == folders[-1]:
                continue
            path = folder / "html" / name
            if name not in templates and reader.has_file(path):
                text = reader.read_text(path)
                if text is not None:
                    templates[name] = text
    return templates


class _Own:
    """The files that `html:` names, and those to which their style sheets refer."""

    def __init__(self, folder: Path, reader: SourceReader) -> None:
        self.folder = folder
        self.reader = reader
        self.files: dict[str, Asset] = {}
        self.searched: set[Path] = set()
        """Style sheets whose files were added."""

    def listed(self, fields: Fields, key: str, kind: str) -> Iterator[str]:
        """Yield the paths in `assets/` of the files of one kind that a key lists."""
        for path, span in fields.strings(key):
            if taken := self._take_kind(path, span, kind):
                yield taken

    def plugins(self, fields: Fields) -> Iterator[tuple[str, str]]:
        """Yield the name of each plugin and the path of its script in `assets/`."""
        for name, entry in fields.mapping("plugins").items():
            if not is_words(entry.value):
                message = f"plugin `{name}` must be the path of its script"
                self.reader.report(WRONG_TYPE, entry.value.span, message)
                continue
            span = entry.value.span
            taken = self._take_kind(entry.value.place.text, span, _SCRIPT_KIND)
            if taken and self._mentions(name, entry, self.files[taken]):
                yield name, taken

    def take_all(self, path: str, span: Span) -> None:
        """Take a file, or all files of a folder."""
        place = self._place(path, span)
        if place is None:
            return
        if not os.path.isdir(place):  # noqa: PTH112 - `Path` raises if a name is too long
            self._take(place, span)
            return
        for file in _files_in(place, self.reader):
            self._take(file, span)

    def _mentions(self, name: str, entry: Entry, script: Asset) -> bool:
        """Return whether a script contains a plugin's name; report it if not."""
        text = script.read().decode("utf-8", "replace")
        if re.fullmatch(_NAME, name) and re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", text):
            return True
        message = f"script `{script.name}` does not mention a plugin `{name}`"
        hint = nearest(name, set(re.findall(_GLOBAL, text)), what="name of a plugin in it")
        self.reader.report(MISSING_PLUGIN, entry.key_span, message, hint)
        return False

    def _take_kind(self, path: str, span: Span, kind: str) -> str | None:
        place = self._place(path, span)
        if place is None:
            return None
        if place.suffix.lower() != kind:
            message = f"file `{path}` must be a {_KINDS[kind]}, with a name ending in `{kind}`"
            self.reader.report(WRONG_TYPE, span, message, _KIND_HINTS[kind])
            return None
        return self._take(place, span)

    def _place(self, path: str, span: Span) -> Path | None:
        """Return the file or folder that a path below `deck/` names; None if it is elsewhere."""
        if re.match(_ELSEWHERE, path):
            hint = "save the file below `deck/` and give its path; pages fetch nothing"
            self.reader.report(FOREIGN_PATH, span, f"file `{path}` is not in the project", hint)
            return None
        place = Path(os.path.normpath(self.folder / path))
        if not place.is_relative_to(self.folder) or not self.reader.owns(place):
            message = f"file `{path}` is not below `deck/`"
            self.reader.report(FOREIGN_PATH, span, message, "move it there")
            return None
        return place

    def _take(self, file: Path, span: Span) -> str | None:
        """Add a file with all files to which it refers; return its path in `assets/`."""
        path = self._add(file, span)
        sheets = [file] if path is not None else []
        while sheets:
            sheet = sheets.pop()
            if sheet.suffix.lower() != _STYLE_KIND or sheet in self.searched:
                continue
            self.searched.add(sheet)
            sheets += (named for named, its in self._named(sheet) if self._add(named, its))
        return path

    def _add(self, file: Path, span: Span) -> str | None:
        """Add a file; return its path in `assets/`, or None if it cannot be read."""
        path = f"{_OWN}/{file.relative_to(self.folder).as_posix()}"
        if path in self.files:
            return path
        if not self.reader.has_file(file):
            message = f"file `{self.reader.name(file)}` does not exist"
            self.reader.report(UNREADABLE, span, message, nearby(file))
            return None
        data = self.reader.read_bytes(file, EXTRA, wanted_by=span)
        if data is None:
            return None
        self.files[path] = _asset(file.name, data)
        return path

    def _named(self, sheet: Path) -> Iterator[tuple[Path, Span]]:
        """Yield the files to which a style sheet refers; report what it would have to fetch."""
        text = self.reader.read_text(sheet) or ""
        for reference in references(text):
            written = reference.address
            path = unquote(re.split(r"[?#]", written)[0])
            if not path or written.lower().startswith("data:"):
                continue
            place = self._place_beside(path, sheet)
            span = _span(self.reader.name(sheet), text, reference.at, written)
            if place is not None and (taken := self._place(place, span)):
                yield taken, span
            elif place is None:
                message = f"the style sheet refers to `{written}`, which the page may not fetch"
                hint = "save the file next to the style sheet and give its path"
                self.reader.report(FOREIGN_PATH, span, message, hint)

    def _place_beside(self, path: str, sheet: Path) -> str | None:
        """Return a path relative to a style sheet as one relative to the folder."""
        if re.match(_ELSEWHERE, path):
            return None
        return os.path.relpath(sheet.parent / path, self.folder)


def _copied(folder: Path, reader: SourceReader) -> Iterator[tuple[str, Asset]]:
    """Yield the files in a project's `templates/html/` that are not templates, with their paths."""
    for path in _files_in(folder, reader):
        name = path.relative_to(folder).as_posix()
        if name in TEMPLATES:
            continue
        if path.suffix == ".j2":
            message = f"there is no template `{name}` that this one could replace"
            hint = nearest(name, [one for one in TEMPLATES if one.endswith(".j2")])
            reader.report(UNUSED_TEMPLATE, Span(reader.name(path), 1), message, hint)
            continue
        data = reader.read_bytes(path, EXTRA)
        if data is not None:
            yield name, _asset(path.name, data)


def _files_in(folder: Path, reader: SourceReader) -> Iterator[Path]:
    """Yield the files below a folder, without hidden files and editors' backups."""
    for name in sorted(reader.listed(folder)):
        path = folder / name
        if name[0] in ".#" or name[-1] == "~":
            continue
        if path.is_dir():
            yield from _files_in(path, reader)
        else:
            yield path


def _config(fields: Fields, reader: SourceReader) -> dict[str, object]:
    """Return the options of reveal.js; report those on which the layout depends."""
    entries = fields.mapping("config")
    for key, entry in entries.items():
        if key in _FIXED:
            message = f"the option `{key}` of reveal.js cannot be set: {_FIXED[key]}"
            reader.report(FIXED_OPTION, entry.key_span, message, "leave it out")
        elif key not in _OPTIONS and nearest_name(key, _OPTIONS, alike=_ALIKE):
            message = f"reveal.js has no option `{key}`"
            reader.report(UNLIKELY_OPTION, entry.key_span, message, nearest(key, _OPTIONS))
    return as_mapping(entries)


def _address(fields: Fields, reader: SourceReader) -> str:
    """Return the URL at which the output is published; empty if it is not given."""
    written = fields.string("address") or ""
    if written and re.match(_PUBLISHED, written) is None:
        message = f"`{written}` is not an address at which the decks could be published"
        hint = "write one such as `https://example.org/talks/`"
        reader.report(WRONG_TYPE, fields.span_of("address"), message, hint)
        return ""
    return f"{written.rstrip('/')}/" if written else ""


def _asset(name: str, written: bytes) -> Asset:
    data = _without_metadata(written)
    return Asset(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/octet-stream",
        read=lambda: data,
    )


def _span(file: str, text: str, start: int, written: str) -> Span:
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return Span(file, line, column, max(1, len(written)))


def _without_metadata(data: bytes) -> bytes:
    """Return a file, stripped of metadata if it is a raster picture."""
    suffix = kind_of_picture(data)
    if suffix is None:
        return data
    try:
        return bare_but_upright(data, suffix)
    except DamagedError:  # this is left to the page
        return data
