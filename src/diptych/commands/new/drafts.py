"""A new slide or talk to start from, with sensible front matter and ready to build."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from diptych.diagnostics import nearest
from diptych.markup.slugs import id_like, name_like
from diptych.model.theme import Layout, Region
from diptych.source.libraries.declared import homes_in
from diptych.source.outlines import talk_files
from diptych.source.project import read_project, read_project_theme, talk_names
from diptych.source.reading.runtime import builtin_templates
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.slide_files import GENERATED, SLIDE_ID, slide_path
from diptych.source.talks.selection import id_in, slide_ids
from diptych.source.yaml.declaring import read_source, with_slide
from diptych.storage.reading import SOURCE, Reader
from diptych.storage.texts import write_text, write_texts

_COVER_TEXTS = {
    "event": "{{ talk.event }}",
    "speaker": "**{{ talk.speaker.name }}**\n\n{{ talk.speaker.affiliation }}",
    "date": "{{ talk.dates.delivered | date }}",
    "venue": "{{ talk.venue }}",
}
"""The content of a cover, by region."""
_VARIABLE = re.compile(r"\{\{-?\s*([A-Za-z_]\w*)(?:\s*\.\s*(\w+))?")
_TALK_FACTS = frozenset({"title", "event", "venue", "dates", "speaker", "speakers", "locale"})
"""The facts that every new talk has."""
_NO_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML does not read as text."""


def draft_slide(root: Path, slide_id: str, layout: str | None, talk: str | None) -> list[Path]:
    """Write a slide, and append its id to `talk`; return the files that were written.

    Raise ValueError for an invalid id or an unknown layout or talk, and FileExistsError if the
    slide already exists.
    """
    _check_id(slide_id)
    _check_new(root, slide_id)
    path = root / "deck" / "slides" / f"{slide_id}.md"
    text = _slide(slide_id, _layout(root, layout) if layout is not None else None)
    listed = dict((_listed(root, talk, slide_id),)) if talk is not None else {}
    write_texts(root, {path: text, **listed})
    return [path, *listed]


def draft_talk(root: Path, name: str, slides: Sequence[str]) -> list[Path]:
    """Write a talk of `slides`, or of a new cover; return the files that were written.

    Raise ValueError for an invalid name or an unknown slide, and FileExistsError if the talk
    already exists.
    """
    if not SLIDE_ID.fullmatch(name) or "/" in name:
        near = name_like(name) or "my-talk"
        raise ValueError(f"`{name}` is not a valid name for a talk; write one such as `{near}`")
    if name in talk_names(root):
        raise FileExistsError(f"talk `{name}` already exists")
    known = {**dict.fromkeys(slide_ids(root / "deck" / "slides"), root), **_lent(root, slides)}
    for slide_id in slides:
        if slide_id not in known:
            raise ValueError(f"there is no slide `{slide_id}`; {nearest(slide_id, known)}")
    made = [] if slides else [_write_cover(root, f"{name}/cover")]
    chosen = tuple(dict.fromkeys(slides)) or (f"{name}/cover",)
    path = root / "deck" / "talks" / f"{name}.yaml"
    write_text(root, path, _talk(name, chosen, _asked_by(root, known, chosen)))
    return [*made, path]


def _lent(root: Path, slides: Sequence[str]) -> dict[str, Path]:
    """Return the project of each slide of the libraries that are named in `slides`, by its id."""
    names = {name for name, colon, _ in (one.partition(":") for one in slides) if colon}
    homes = homes_in(root, names)
    return {
        f"{name}:{slide_id}": home
        for name, home in homes.items()
        for slide_id in slide_ids(home / "deck" / "slides")
    }


def _write_cover(root: Path, slide_id: str) -> Path:
    """Write a cover with the speaker, event and venue that the talk's file gives."""
    _check_new(root, slide_id)
    layout = _layouts(root).get("cover")
    regions = [region.name for region in layout.regions] if layout is not None else []
    parts = [
        f"\n::: {{region={name}}}\n{words}\n:::\n"
        for name, words in _COVER_TEXTS.items()
        if name in regions
    ]
    front = "---\nlayout: cover\n---\n\n" if layout is not None else ""
    path = root / "deck" / "slides" / f"{slide_id}.md"
    write_text(root, path, f"{front}# {{{{ talk.title }}}}\n{''.join(parts)}")
    return path


def _talk(name: str, slides: Sequence[str], asked: Sequence[str]) -> str:
    title = _scalar(_words(name))
    facts = [key.removeprefix("talk.") for key in asked if key.startswith("talk.")]
    variables = [key for key in asked if not key.startswith("talk.")]
    lines = [
        "# The talk: one occasion, and the slides shown at it, in order.",
        f"title: {title}",
        "event: Where it is given",
        "venue: The room",
        f"dates: {{delivered: {dt.datetime.now().astimezone().date().isoformat()}}}",
        "speakers:",
        "  - {name: Your Name, affiliation: Your Organisation}",
        *(f"{key}: {_scalar(_words(key))}" for key in facts),
        *(["variables:    # used by the slides"] if variables else []),
        *(f"  {key}: {_scalar(_words(key))}" for key in variables),
        "sections:",
        f"  - title: {title}",
        "    slides:",
        *(f"      - {slide_id}" for slide_id in slides),
    ]
    return "\n".join(lines) + "\n"


def _asked_by(root: Path, homes: Mapping[str, Path], slides: Sequence[str]) -> list[str]:
    """Return the variables in slides that a new talk does not have, talk facts as `talk.fact`.

    `homes` has the project of each slide; that of a slide that is new is the one at `root`.
    """
    asked: dict[str, None] = {}
    for slide_id in slides:
        home = homes.get(slide_id, root)
        reader = Reader((home,))
        path = slide_path(home / "deck" / "slides", slide_id.rpartition(":")[2])
        if path is None or path.name.endswith(GENERATED):
            continue
        text = reader.read(path, SOURCE).decode("utf-8", "replace")
        for name, fact in _VARIABLE.findall(text):
            if name != "talk":
                asked[name] = None
            elif fact and fact not in _TALK_FACTS:
                asked[f"talk.{fact}"] = None
    return list(asked)


def _check_new(root: Path, slide_id: str) -> None:
    there = slide_path(root / "deck" / "slides", slide_id)
    if there is not None:
        raise FileExistsError(f"slide `{slide_id}` already exists: {there}")


def _check_id(slide_id: str) -> None:
    if not SLIDE_ID.fullmatch(slide_id):
        near = id_like(id_in(slide_id)) or "topic/name"
        raise ValueError(f"`{slide_id}` is not a valid slide id; write one such as `{near}`")


def _layout(root: Path, name: str) -> Layout:
    layouts = _layouts(root)
    if layouts and name not in layouts:
        raise ValueError(f"there is no layout `{name}`; {nearest(name, layouts)}")
    if not layouts:
        raise ValueError("no theme can be read, so no layout is known; run `diptych check`")
    return layouts[name]


def _layouts(root: Path) -> dict[str, Layout]:
    """Return the layouts of all themes in use; those of the project's own theme take priority."""
    own = read_project_theme(root, SourceReader(root, trusted=(builtin_templates(),)))
    themes = [*(read.theme for read in read_project(root, ()).talks), *((own,) if own else ())]
    return {key: layout for theme in themes for key, layout in theme.layouts.items()}


def _listed(root: Path, talk: str, slide_id: str) -> tuple[Path, str]:
    names = talk_names(root)
    if talk not in names:
        raise ValueError(f"there is no talk `{talk}`; {nearest(talk, names)}")
    path = next(path for path in talk_files(root / "deck" / "talks") if path.stem == talk)
    text = with_slide(path, slide_id)
    return path, read_source(path) if text is None else text


def _slide(slide_id: str, layout: Layout | None) -> str:
    title = _words(slide_id.rpartition("/")[2])
    front = [f"layout: {layout.name}"] if layout is not None else []
    if layout is not None and not any(region.role == "title" for region in layout.regions):
        front.append("show_title: false")
    front += [f"tags: [{_scalar(slide_id.partition('/')[0])}]", "# kicker: a line above the title"]
    body = "- A first thought\n  - and what follows from it\n"
    if layout is not None:
        body = "\n".join(part for region in layout.regions for part in _part(region))
    return "---\n" + "\n".join(front) + f"\n---\n\n# {title}\n\n{body}"


def _part(region: Region) -> Iterator[str]:
    """Yield an example of content for a region."""
    if region.role == "text":
        yield f"::: {{region={region.name}}}\n{region.prompt or 'Text'}\n:::\n"
    elif region.role == "picture":
        yield '<!-- ![](../../media/picture.svg){alt="what it shows"} -->\n'


def _words(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def _scalar(words: str) -> str:
    """Return words as a YAML scalar that is read as text."""
    return f'"{words}"' if words.lower() in _NO_TEXT else words
