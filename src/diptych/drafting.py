"""A new slide or talk, for a start: with sensible front matter, and built at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from diptych.diagnostics import nearest
from diptych.manifest import write_text
from diptych.markup.slugs import slug
from diptych.model.theme import Layout, Region
from diptych.source.declaring import with_slide
from diptych.source.project import read_project, talk_names
from diptych.source.selection import slide_ids
from diptych.source.slides import SLIDE_ID, slide_path


def draft_slide(root: Path, slide_id: str, layout: str | None, talk: str | None) -> list[Path]:
    """Write a slide, and its id at the end of `talk`; return the files that were written.

    Raise ValueError for what cannot be, and FileExistsError for a slide that is there.
    """
    _check_id(slide_id)
    there = slide_path(root / "deck" / "slides", slide_id)
    if there is not None:
        raise FileExistsError(f"slide `{slide_id}` is there already: {there}")
    path = root / "deck" / "slides" / f"{slide_id}.md"
    text = _slide(slide_id, _layout(root, layout) if layout is not None else None)
    listed = _listed(root, talk, slide_id) if talk is not None else None
    write_text(path, text)
    if listed is None:
        return [path]
    write_text(*listed)
    return [path, listed[0]]


def draft_talk(root: Path, name: str, slides: Sequence[str]) -> list[Path]:
    """Write a talk of `slides`, or of a cover made for it; return the files that were written.

    Raise ValueError for what cannot be, and FileExistsError for a talk that is there.
    """
    if not SLIDE_ID.fullmatch(name) or "/" in name:
        raise ValueError(f"`{name}` is no name for a talk; write one such as `{slug(name)}`")
    if name in talk_names(root):
        raise FileExistsError(f"talk `{name}` is there already")
    known = slide_ids(root / "deck" / "slides")
    for slide_id in slides:
        if slide_id not in known:
            raise ValueError(f"there is no slide `{slide_id}`; {nearest(slide_id, known)}")
    cover = f"{name}/cover"
    made = [] if slides else draft_slide(root, cover, None, None)
    listed = "".join(f"      - {slide_id}\n" for slide_id in slides or (cover,))
    path = root / "deck" / "talks" / f"{name}.yaml"
    write_text(
        path,
        f"title: {_words(name)}\n"
        "# event: Where it is given, and dates: {delivered: 2024-01-11}\n"
        "# speakers: [{name: Your Name, affiliation: Your Organisation}]\n"
        f"sections:\n  - title: {_words(name)}\n    slides:\n{listed}",
    )
    return [*made, path]


def _check_id(slide_id: str) -> None:
    if not SLIDE_ID.fullmatch(slide_id):
        parts = "/".join(slug(part) for part in slide_id.split("/") if part)
        raise ValueError(f"`{slide_id}` is no slide id; write one such as `{parts}`")


def _layout(root: Path, name: str) -> Layout:
    themes = [read.theme for read in read_project(root, ()).talks]
    layouts = {key: layout for theme in themes for key, layout in theme.layouts.items()}
    if layouts and name not in layouts:
        raise ValueError(f"there is no layout `{name}`; {nearest(name, layouts)}")
    if not layouts:
        raise ValueError("no talk can be read, so nobody knows the layouts; run `diptych check`")
    return layouts[name]


def _listed(root: Path, talk: str, slide_id: str) -> tuple[Path, str]:
    names = talk_names(root)
    if talk not in names:
        raise ValueError(f"there is no talk `{talk}`; {nearest(talk, names)}")
    path = root / "deck" / "talks" / f"{talk}.yaml"
    text = with_slide(path, slide_id)
    return path, path.read_text("utf-8") if text is None else text


def _slide(slide_id: str, layout: Layout | None) -> str:
    title = _words(slide_id.rpartition("/")[2])
    front = [f"layout: {layout.name}"] if layout is not None else []
    if layout is not None and not any(region.role == "title" for region in layout.regions):
        front.append("show_title: false")
    front += [f"tags: [{slide_id.partition('/')[0]}]", "# kicker: a line above the title"]
    body = "- A first thought\n  - and what follows from it\n"
    if layout is not None:
        body = "\n".join(part for region in layout.regions for part in _part(region))
    return "---\n" + "\n".join(front) + f"\n---\n\n# {title}\n\n{body}"


def _part(region: Region) -> Iterator[str]:
    """Yield what shows where the content of a region goes."""
    if region.role == "text":
        yield f"::: {{region={region.name}}}\n{region.prompt or 'Text'}\n:::\n"
    elif region.role == "picture":
        yield '<!-- ![](../../media/picture.svg){alt="what it shows"} -->\n'


def _words(name: str) -> str:
    return name.replace("-", " ").capitalize()
