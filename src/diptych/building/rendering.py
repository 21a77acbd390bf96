"""Rendering groups, each a talk in a locale as one output, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, Refusal
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import FontCutter, Supplies
from diptych.render import OUTPUTS, is_chosen
from diptych.render.output import File
from diptych.render.raster import Rasters
from diptych.render.scaling import Scaler
from diptych.render.subsetting import Subsets
from diptych.source.reading.runtime import font_files

Progress = Callable[[str], None]


class Summary(Struct, frozen=True, kw_only=True):
    """What is reported about a group."""

    key: str
    """`talk/locale/output`."""
    opened: str
    """The path of the file to open."""
    slides: int
    has_notes: bool
    talks: int | None = None
    """How many talks it lists; None if it is a talk itself."""


class Group(Struct, frozen=True, kw_only=True):
    """A unit of writing: a talk in a locale as one output, or what an output has for all talks."""

    talk: LaidOutTalk | None
    """None for what all talks share."""
    supplies: Supplies
    output: str

    @property
    def key(self) -> str:
        """Return `talk/locale/output`, or `//output`."""
        if self.talk is None:
            return f"//{self.output}"
        return f"{self.talk.talk.name}/{self.talk.locale}/{self.output}"

    @property
    def summary(self) -> Summary:
        """Return its summary."""
        output = OUTPUTS[self.output]
        if self.talk is None:
            opened = output.shared.opened if output.shared is not None else ""
            shown = (head.talk for head in self.supplies.site.shown)
            talks = len({talk.name for talk in shown if talk.publication.is_listed})
            return Summary(key=self.key, opened=opened, slides=0, has_notes=False, talks=talks)
        return Summary(
            key=self.key,
            opened=str(output.path(self.talk)),
            slides=len(self.talk.slides if output.shows_hidden else self.talk.unhidden),
            has_notes=self._shows_notes and any(slide.notes for slide in self.talk),
        )

    @property
    def _shows_notes(self) -> bool:
        notes = OUTPUTS[self.output].notes
        return notes == "always" or (notes == "on request" and self.supplies.options.with_notes)

    def files(self) -> Iterator[File]:
        """Return its files, made as they are consumed; raise Refusal if they cannot be made."""
        output = OUTPUTS[self.output]
        if self.talk is not None:
            return output.render(self.talk, self.supplies)
        return output.shared.render(self.supplies) if output.shared is not None else iter(())


Groups = Mapping[str, Group]
"""By key, in the order of writing."""


def groups_of(
    talks: Iterable[LaidOutTalk], supplies: Iterable[Supplies], config: BuildConfig
) -> Groups:
    """Return the groups of talks, each with the supplies of its talk."""
    groups = (
        Group(talk=talk, supplies=replace(own, options=config.options), output=output)
        for talk, own in zip(talks, supplies, strict=True)
        for output in OUTPUTS
        if is_chosen(output, config.outputs)
    )
    return {group.key: group for group in groups}


def shared_groups(supplies: Supplies, config: BuildConfig) -> Groups:
    """Return what outputs have for all talks of a project, as far as these are there."""
    groups = (
        Group(talk=None, supplies=replace(supplies, options=config.options), output=name)
        for name, output in OUTPUTS.items()
        if output.shared is not None
        and is_chosen(name, config.outputs)
        and supplies.site.has_list
        and supplies.site.shown
    )
    return {group.key: group for group in groups}


def render_groups(
    groups: Iterable[Group], config: BuildConfig, progress: Progress, found: list[Diagnostic]
) -> Iterator[tuple[str, Iterator[File]]]:
    """Yield the key and the files of each group; files are made as they are consumed.

    Errors and warnings are added to `found`.
    """
    cut = Subsets(config.cache, progress).woff2
    with (
        Rasters(config.cache, font_files(), progress) as rasters,
        Scaler(config.cache, config.options.dpi, progress) as scaler,
    ):
        for group in groups:
            own = supplied(group, rasters, cut, config)
            yield group.key, files_of(own, rasters, scaler, found)
        found += rasters.found


def supplied(group: Group, rasters: Rasters, cut: FontCutter, config: BuildConfig) -> Group:
    """Return a group with what draws its pictures and cuts its fonts."""
    supplies = replace(
        group.supplies,
        draw=partial(rasters.draw, find=group.supplies.find_fonts),
        report=rasters.found.append,
        cut=cut,
        memo=config.memo,
        has_whole_fonts=config.whole_fonts,
    )
    return replace(group, supplies=supplies)


def files_of(
    group: Group, rasters: Rasters, scaler: Scaler, found: list[Diagnostic]
) -> Iterator[File]:
    """Yield the files of a group with supplies, made as they are consumed.

    Errors and warnings are added to `found`.
    """
    rasters.progress(" · ".join(filter(None, group.key.rsplit("/", 2))))
    try:
        if group.talk is not None:
            group = replace(group, talk=scaler.scaled(group.talk))
        yield from group.files()
    except Refusal as refusal:
        found += refusal.found
