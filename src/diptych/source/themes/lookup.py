"""Finds a theme by name, and combines it with the theme it extends and the project's tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct, field

from diptych.blocks import block_styles
from diptych.diagnostics import Span, nearest
from diptych.memo import Memo
from diptych.model.metrics import Metrics
from diptych.model.theme import Mode, Theme
from diptych.source.reading.paths import is_there
from diptych.source.reading.runtime import builtin_templates
from diptych.source.reading.source_reader import SourceReader
from diptych.source.themes.diagnostic_kinds import MISSING_THEME
from diptych.source.themes.pages import pages_of
from diptych.source.themes.remembered import theme_form
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.overlay import overlay
from diptych.source.yaml.tree import Value
from diptych.storage.cache import user_cache
from diptych.storage.reading import names_in


def read_theme(
    name: str,
    folders: tuple[Path, ...],
    changes: Value | None,
    metrics: Metrics,
    source_reader: SourceReader,
    *,
    wanted_by: Span | None,
    mode: Mode | None = None,
    locales: tuple[str, ...] = (),
) -> Theme | None:
    """Return the theme called `name` from the first of `folders` that has it.

    `changes` is a mapping in the form of theme.yaml, which a project lays over it. A talk may
    ask for a `mode`, which all layouts then have; `locales` are those that it is given in.
    """
    fonts = _fonts_of(source_reader)
    ours = builtin_templates()

    def made(folders: tuple[Path, ...], *, is_own: bool = True) -> Theme | None:
        from diptych.source.fonts.shelf import FontShelf  # only for themes that are new
        from diptych.source.themes.families import Families
        from diptych.source.themes.reader import ThemeReader

        search = _Search(folders, source_reader)
        value = search.find(name, wanted_by)
        if value is None:
            return None
        if changes is not None:
            value = overlay(value, changes)
            search.project_paths[changes.span.file] = source_reader.root / "deck"
            search.layers.append(changes)
        pages = pages_of(search.layers, source_reader)
        beside = tuple(path.parent / "fonts" for path in search.seen)
        shelf = FontShelf((*beside, fonts) if is_own else beside, source_reader, user_cache())
        reader = ThemeReader(
            name,
            value,
            search.project_paths,
            source_reader,
            pages=pages,
            mode=mode,
            families=Families(shelf, metrics, source_reader),
            locales=locales,
        )
        return reader.read()

    def read() -> Theme | None:
        others = (*(folder for folder in folders if folder != ours), fonts)
        if changes is not None or ours not in folders or any(map(source_reader.has, others)):
            return made(folders)
        shown = source_reader.name(ours)
        place = ("built-in theme", ours, shown, source_reader.project_paths.get(shown), name, mode)
        alone = partial(made, (ours,), is_own=False)
        made_of = (metrics, locales, block_styles())
        return source_reader.again(place, made_of, alone, memo=_BUILT_IN)

    place = ("theme", name, folders, mode)
    return source_reader.again(place, (changes, locales), read, theme_form(metrics))


_BUILT_IN = Memo()
"""What this process has read of themes that come with Diptych, unless their files change: the trees
of their files, and the whole themes for projects that add nothing to them."""


def _fonts_of(reader: SourceReader) -> Path:
    """Return where a theme's fonts are looked for in a project, besides next to its own file."""
    return (reader.root if reader.lenient else reader.root / "deck") / "fonts"


def theme_names(folders: tuple[Path, ...]) -> list[str]:
    """Return the names of all themes, sorted."""
    names = {name for folder in folders for name in names_in(folder)}
    return sorted(
        name for name in names if any(is_there(at / name / "theme.yaml") for at in folders)
    )


_NAME = re.compile(r"(?!\.)[\w. -]{1,100}")
"""The name of a theme is that of a folder, never a path."""


POWERPOINT = (".pptx", ".potx", ".ppt", ".pot")
FROM_POWERPOINT = (
    "a PowerPoint file cannot be a theme: make a theme with its colours, fonts and logo, "
    "see docs/themes.md#a-companys-powerpoint-template"
)


class _Search(Struct):
    folders: tuple[Path, ...]
    source_reader: SourceReader
    seen: list[Path] = field(default_factory=list)
    """Files read so far: a theme that extends its own name means the one in a later folder."""
    layers: list[Value] = field(default_factory=list)
    """The mapping of each file, base themes first."""
    project_paths: dict[str, Path] = field(default_factory=dict)
    """The folder of each file, by its name in spans."""

    def find(self, name: str, wanted_by: Span | None) -> Value | None:
        for folder in self.folders if _NAME.fullmatch(name) else ():
            path = folder / name / "theme.yaml"
            self.source_reader.note(path)
            if path not in self.seen and is_there(path):
                self.seen.append(path)
                return self._read(path)
        others = theme_names(self.folders)
        message = f"there is no theme `{name}`"
        hint = nearest(name, [other for other in others if other != name], what="theme")
        if name in others:
            message = f"theme `{name}` extends itself, and there is no other of its name"
        elif (empty := self._without_theme(name)) is not None:
            hint = f"`{empty}` has no `theme.yaml`; {hint}"
        if name.lower().endswith(POWERPOINT):
            hint = FROM_POWERPOINT
        self.source_reader.report(MISSING_THEME, wanted_by, message, hint)
        return None

    def _without_theme(self, name: str) -> str | None:
        """Return the folder of a theme that lacks its file, as authors type it; None if none is."""
        if not _NAME.fullmatch(name):
            return None
        folders = (folder / name for folder in self.folders)
        return next((self.source_reader.name(one) for one in folders if any(names_in(one))), None)

    def _read(self, path: Path) -> Value | None:
        text = self.source_reader.read_text(path)
        name = self.source_reader.name(path)
        self.project_paths[name] = path.parent
        memo = _BUILT_IN if path.is_relative_to(builtin_templates()) else None
        value = read_yaml(text, name, self.source_reader, memo=memo) if text is not None else None
        extends = value.data.get("extends") if value and isinstance(value.data, Mapping) else None
        base = None
        if extends is not None and extends.value.data is not None:
            base = self.find(str(extends.value.data), extends.value.span)
            if base is None:
                return None  # all that it would have is missing, which is no news
        if value is not None:
            self.layers.append(value)
        return overlay(base, value) if base is not None and value is not None else value
