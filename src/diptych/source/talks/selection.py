"""Reads a talk's lists of slides, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from diptych.blocks.prose import Prose
from diptych.diagnostics import Span, nearest
from diptych.markup.slugs import id_like, slug
from diptych.model.block import Block
from diptych.model.deck import Generated, Replacement, Slide, SlideOverride
from diptych.model.text import Text, literal
from diptych.source.libraries.used_slides import Libraries
from diptych.source.markdown.footnotes import report_footnotes
from diptych.source.open_slide import read_slide
from diptych.source.overrides import with_overrides
from diptych.source.reading.limits import MOST_SLIDES, report_long_talk
from diptych.source.reading.paths import is_there
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.diagnostic_kinds import BAD_SLIDE_ID
from diptych.source.slides.remembered import FORM
from diptych.source.slides.slide_files import (
    GENERATED,
    SLIDE_ID,
    SUFFIXES,
    broken_slide,
    read_mode,
    read_steps,
    read_time,
    read_transition,
    slide_files,
    slide_paths,
)
from diptych.source.talks.diagnostic_kinds import (
    AMBIGUOUS_FILE,
    MISSING_SLIDE,
    RENAMED_SLIDE,
    REPEATED_SLIDE,
)
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words, kind_of, plain_data
from diptych.source.yaml.tree import Entry, Value
from diptych.storage.reading import SOURCE, Reader

SELECTING = ("slide", "as", "with", "without", "put", "notes", "hidden")
GENERATING = ("generate", "as", "notes", "hidden")
SHARED = ("title", "kicker", "layout", "mode", "transition", "steps", "time")
KINDS = tuple(kind for kind in get_args(Generated) if kind)
_TITLES = {"agenda": "Agenda", "references": "References"}
"""The default titles of generated slides."""
_PATH = re.compile(r"^(?:\.?/)?(?:deck/)?slides/|\.(?:md|yaml)(?:\.j2)?$")
"""What a slide's path has more than its id."""


def id_in(path: str) -> str:
    """Return the id of a slide that is named by its path, `deck/slides/gpu/race.md`."""
    return _PATH.sub("", path)


_ALL = "/*"
"""The suffix of a generator's name that stands for all of its slides."""
_LISTING = re.compile(r"\s*-\s|[^\[]*\[")
"""The beginning of a line that has entries of a list."""
_LISTED = re.compile(r"(?:^\s*+-\s|[\[,]|\bslide:\s)\s*+([\w/-]++)\s*+(?=[,\]}#]|$)")
"""An entry of a list that may be the id of a slide."""
_WAS = re.compile(rb"^was:", re.MULTILINE)


def slide_ids(folder: Path) -> list[str]:
    """Return the ids of all slides in the project, sorted."""
    files = Reader((folder.parent.parent,)).files_below(folder)
    slides = (path for path in files if path.suffix in SUFFIXES and is_there(path))
    ids = {path.relative_to(folder).with_suffix("").as_posix() for path in slides}
    if any(path.suffix == ".j2" for path in files):
        from diptych.source.generated.generators import base_of, generated_ids, generators

        quiet = SourceReader(folder.parent.parent)
        for path in generators(folder):
            ids.update(generated_ids(path, base_of(path, folder), quiet))
    return sorted(slide_id for slide_id in ids if "." not in slide_id)  # the others are overrides


class Selection:
    """Reads the lists of one talk, in which every id may occur only once."""

    def __init__(
        self,
        folder: Path,
        locales: tuple[str, ...],
        reader: SourceReader,
        libraries: Libraries | None = None,
        prefix: str = "",
    ) -> None:
        self.folder = folder
        self.locales = locales
        self.reader = reader
        self.libraries = libraries
        self.prefix = prefix
        """The prefix of the folder's slide ids: the library's name, or empty."""
        self.seen: dict[str, Span] = {}
        self._folders: dict[str, Path] = {}
        """Folders of slides by what is before the last slash of an id, each made once."""
        self.is_full = False
        """Whether the talk has more slides than allowed, which is reported once."""

    def read(self, values: tuple[Value, ...], *, backup: bool = False) -> Iterator[Slide]:
        """Yield the slides of a list; each entry is an id, or a mapping with more."""
        if len(self.seen) + len(values) > MOST_SLIDES:  # reported before any of them is read
            first = values[max(0, MOST_SLIDES - len(self.seen))]
            self._report_long(len(self.seen) + len(values), first.span)
            return
        for value in values:
            for slide in self._read(value):
                if len(self.seen) > MOST_SLIDES:
                    self._report_long(len(self.seen), value.span)
                    return
                yield replace(slide, backup=True) if backup else slide

    def look_into(self, text: str, file: str) -> None:
        """Report what is wrong in the slides that a talk's broken YAML seems to list.

        Only what is in their own files is: words of it that are not ids of slides say nothing.
        """
        known = frozenset(slide_ids(self.folder))
        for number, line in enumerate(text.split("\n"), 1):
            for found in _LISTED.finditer(line) if _LISTING.match(line) else ():
                if found[1] in known:
                    span = Span(file, number, found.start(1) + 1, len(found[1]))
                    self._slide(found[1], span)

    def _report_long(self, count: int, span: Span) -> None:
        if not self.is_full:
            report_long_talk(count, span, self.reader)
        self.is_full = True

    def _read(self, value: Value) -> Iterator[Slide]:
        if is_words(value) and value.place.text.endswith(_ALL):
            yield from self._all_of(value)
            return
        slide = self._named(value) if is_words(value) else self._described(value)
        if slide is not None and self._is_new(slide.id, slide.use, value.span):
            yield slide

    def _all_of(self, value: Value) -> Iterator[Slide]:
        """Yield the slides of a generator such as `vendors/roadmap/*`, in order."""
        from diptych.source.generated.generators import generated_ids, nearest_generator

        base = value.place.text.removesuffix(_ALL)
        paths = [path for path in self._paths(base) if path.name.endswith(GENERATED)]
        if not paths:
            hint = nearest_generator(base, self.folder)
            self.reader.report(MISSING_SLIDE, value.span, f"there is no generator `{base}`", hint)
            return
        for slide_id in generated_ids(paths[0], base, self.reader):
            if slide_id not in self.seen:  # a slide listed earlier stays there
                self.seen[slide_id] = value.span
                yield self._slide(slide_id, value.span)

    def opener(self, title: Text, span: Span) -> Slide:
        """Return the slide that opens a section."""
        wanted = f"section-{slug(title.plain)}"
        slide = Slide(id=self._free(wanted), title=title, span=span, generated="section")
        self.seen[slide.id] = span
        return slide

    def _named(self, value: Value) -> Slide | None:
        slide_id = value.place.text
        if slide_id in self.seen:  # reported without reading the file again
            self._is_new(slide_id, None, value.span)
            return None
        return self._slide(slide_id, value.span)

    def _described(self, value: Value) -> Slide | None:
        if isinstance(value.data, dict) and "generate" in value.data:
            return self._generated(value)
        if not isinstance(value.data, dict):
            message = f"a slide must be given by its id, not {kind_of(value)}"
            self.reader.report(
                WRONG_TYPE, value.span, message, "write one such as `gpu/order-race`"
            )
            return None
        fields = Fields(value, self.reader, (*SELECTING, *SHARED), "a slide of a talk")
        slide_id = fields.string("slide", required=True)
        if slide_id is None:
            return None
        span = fields.span_of("slide") or value.span
        slide = self._slide(slide_id, span)
        named = self._own_id(fields) or slide.id
        use = self._use(fields, value.span)
        changed = (use.title, use.kicker, use.put)
        report_footnotes(changed, "what a talk changes", self.reader, known=slide.footnotes)
        return replace(
            slide,
            id=named,
            origin=slide.id if named != slide.id else "",
            use=use,
            mode=read_mode(fields) or slide.mode,
            transition=read_transition(fields) or slide.transition,
            steps=read_steps(fields) or slide.steps,
            time=read_time(fields) or slide.time,
            hidden=fields.boolean("hidden", default=False),
        )

    def _generated(self, value: Value) -> Slide | None:
        fields = Fields(value, self.reader, (*GENERATING, *SHARED), "a generated slide")
        kind = fields.string("generate")
        span = fields.span_of("generate") or value.span
        if kind is None or kind not in KINDS:
            hint = nearest(str(kind), KINDS)
            self.reader.report(WRONG_TYPE, span, f"nothing generates `{kind}`", hint)
            return None
        title, kicker = fields.text("title"), fields.text("kicker")
        report_footnotes((title, kicker), "a generated slide", self.reader)
        return Slide(
            id=self._own_id(fields) or self._free(kind),
            title=title or literal(_TITLES.get(kind, ""), span),
            span=span,
            generated=kind,  # type: ignore[arg-type]  # one of KINDS
            kicker=kicker,
            layout=fields.string("layout"),
            layout_span=fields.span_of("layout"),
            mode=read_mode(fields),
            transition=read_transition(fields),
            time=read_time(fields),
            notes=self._notes(fields) or (),
            hidden=fields.boolean("hidden", default=False),
        )

    def _own_id(self, fields: Fields) -> str | None:
        own = fields.string("as")
        if own is not None and not SLIDE_ID.fullmatch(own):
            near = id_like(own) or "again"
            hint = f"use lower-case letters, digits and hyphens, such as `{near}`"
            self.reader.report(
                BAD_SLIDE_ID, fields.span_of("as"), f"`{own}` is not a valid slide id", hint
            )
            return None
        return own

    def _free(self, kind: str) -> str:
        """Return an id for a generated slide, `agenda`, `agenda-2` ..."""
        count = 1
        while (wanted := kind if count == 1 else f"{kind}-{count}") in self.seen:
            count += 1
        return wanted

    def _use(self, fields: Fields, span: Span) -> SlideOverride:
        layout, layout_span = fields.string("layout"), fields.span_of("layout")
        return SlideOverride(
            span=span,
            values={key: plain_data(e.value) for key, e in fields.mapping("with").items()},
            title=fields.text("title"),
            kicker=fields.text("kicker") or (literal("", span) if "kicker" in fields else None),
            layout=(layout, layout_span) if layout is not None and layout_span else None,
            notes=self._notes(fields),
            without=fields.strings("without"),
            put=tuple(self._put(entry) for entry in fields.mapping("put").values()),
        )

    def _notes(self, fields: Fields) -> tuple[Block, ...] | None:
        value = fields.value("notes")
        if "notes" not in fields:
            return None
        if value is None:
            return ()
        from diptych.source.markdown.speaker_notes import kept_in_notes  # brings the parser

        return kept_in_notes(self._blocks(value), self.reader)

    def _put(self, entry: Entry) -> Replacement:
        if is_words(entry.value):
            text = self.reader.markdown(entry.value.place)
            return Replacement(entry.key, entry.key_span, text)
        return Replacement(entry.key, entry.key_span, None, self._blocks(entry.value))

    def _blocks(self, value: Value) -> tuple[Block, ...]:
        if is_words(value):
            return (Prose(text=self.reader.markdown(value.place), span=value.span),)
        listed = Fields(None, self.reader, (), "blocks").values_of(value, "this")
        from diptych.source.slides.blocks import read_blocks  # brings the parser

        return read_blocks(listed, self.folder, self.reader)

    def _is_new(self, slide_id: str, use: SlideOverride | None, span: Span) -> bool:
        first = self.seen.setdefault(slide_id, span)
        if first is span:
            return True
        message = f"slide `{slide_id}` is already in the talk, at line {first.line}"
        own = f"as: {slide_id.rpartition(':')[2]}-2"
        hint = f"remove one of them, or write `{{slide: {slide_id}, {own}}}`"
        if use is not None:
            hint = f"give it its own id: `{own}`"
        self.reader.report(REPEATED_SLIDE, span, message, hint)
        return False

    def _slide(self, slide_id: str, span: Span) -> Slide:
        name, colon, rest = slide_id.partition(":")
        if colon and self.libraries is not None:
            return self._of_library(name, rest, span, self.libraries)
        place = ("chosen", self.folder, slide_id)
        return self.reader.again(place, self.locales, lambda: self._opened(slide_id, span), FORM)

    def _opened(self, slide_id: str, span: Span) -> Slide:
        paths = [path for path in self._paths(slide_id) if self._makes(path, slide_id)]
        if not paths:
            return self._renamed(slide_id, span) or self._missing(slide_id, span)
        if len(paths) > 1:
            names = " and ".join(f"`{self.reader.name(path)}`" for path in paths)
            message = f"slide `{self.prefix}{slide_id}` exists twice: {names}"
            self.reader.report(AMBIGUOUS_FILE, span, message, "remove or rename one of them")
        slide = read_slide(paths[0], slide_id, self.reader, wanted_by=span)
        return with_overrides(slide, paths[0], self.locales, self.reader)

    def _makes(self, path: Path, slide_id: str) -> bool:
        """Return whether the file at `path` contains, or generates, the slide."""
        if not path.name.endswith(GENERATED):
            return True
        from diptych.source.generated.generators import makes

        return makes(path, slide_id, self.reader)

    def _of_library(self, name: str, slide_id: str, span: Span, libraries: Libraries) -> Slide:
        """Return a slide of the library called `name`."""
        library = libraries.open(name, span)
        if library is None:
            return broken_slide(f"{name}:{slide_id}", span)
        locales = tuple(dict.fromkeys((*self.locales, *library.locales)))
        theirs = Selection(library.slides, locales, library.reader, prefix=library.prefix)
        return libraries.resolve_slide(theirs._slide(slide_id, span), library, span)

    def _paths(self, slide_id: str) -> list[Path]:
        if not slide_id or slide_id.startswith("/") or ".." in slide_id.split("/"):
            return []
        # Looked up anew for each slide, since the folders are among the files that it depends on.
        names: dict[str, frozenset[str]] = {}
        there: list[Path] = []
        for file in slide_files(slide_id):
            above, _, name = file.rpartition("/")
            if above not in self._folders:
                self._folders[above] = self.folder / above
            if above not in names:
                names[above] = self.reader.listed(self._folders[above])
            if name in names[above]:
                there.append(self._folders[above] / name)
        return [path for path in there if self.reader.has_file(path)]

    def _missing(self, slide_id: str, span: Span) -> Slide:
        known = [f"{self.prefix}{known}" for known in slide_ids(self.folder)]
        wanted = f"{self.prefix}{slide_id}"
        hint = nearest(id_in(wanted), known, what="slide")
        if slide_id in KINDS:
            hint = f"write `generate: {slide_id}` for one that is made from the talk"
        self.reader.report(MISSING_SLIDE, span, f"there is no slide `{wanted}`", hint)
        return broken_slide(slide_id, span)

    def _renamed(self, slide_id: str, span: Span) -> Slide | None:
        """Return the slide whose former id is `slide_id`, and report the new id."""
        for present in slide_ids(self.folder):
            paths = slide_paths(self.folder, present)
            path = next(filter(is_there, paths), None)  # an editor may be replacing it
            if path is None or not _WAS.search(self.reader.content(path, SOURCE) or b""):
                continue
            slide = read_slide(path, present, self.reader, wanted_by=span)
            if slide_id in slide.was:
                was, now = f"{self.prefix}{slide_id}", f"{self.prefix}{present}"
                message = f"slide `{was}` is now called `{now}`"
                self.reader.report(RENAMED_SLIDE, span, message, f"write `{now}` here")
                return with_overrides(slide, path, self.locales, self.reader)
        return None
