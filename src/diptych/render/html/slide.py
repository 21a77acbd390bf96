"""A slide as HTML: a `section`, whose id is the slide's address in the URL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape as escape_html
from itertools import groupby

from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.laid_out import STILL, LaidOutSlide, Motion
from diptych.model.paragraph import Paragraph, ParagraphKind
from diptych.model.shapes import Group, Shape, steps_of
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout, Theme
from diptych.render.html.decoration import render_decoration
from diptych.render.html.lists import render_list
from diptych.render.html.paragraphs import fragment_index
from diptych.render.html.runs import render_runs
from diptych.render.html.shapes import render_shape
from diptych.render.html.shapes.scene import Scene
from diptych.render.html.units import attribute, identifier, language_tag
from diptych.render.nesting import listings


def render_slide(
    slide: LaidOutSlide, locale: str, theme: Theme, section: str = "", motion: Motion = STILL
) -> str:
    """Return one slide.

    `section` is the title of its section of the talk, for the overview.
    """
    sources = {source.number: source for source in slide.slide.sources if source.number}
    label = theme.words.get("sources", "Sources")
    scene = Scene(
        locale=locale,
        sources=sources,
        sources_label=label,
        shared_panels=frozenset(_shared_panels(slide.shapes)),
    )
    start = f'<section{attribute("id", slide.anchor)} class="{_classes(slide.layout)}"'
    part = attribute("data-section", section) if section else ""
    lines = [f"{start}{part}{_visibility(slide)}{_timing(slide)}{_motion(motion)}>"]
    lines += [render_decoration(decoration, theme.page) for decoration in slide.layout.decorations]
    if not any(frame.role == "title" for frame in slide.frames):
        lines.append(_hidden_title(slide))
    lines += [render_shape(i, shape, scene) for i, shape in enumerate(slide.shapes)]
    lines += _ends(slide)
    if slide.notes:
        lines.append(f'<aside class="notes">{_notes(slide.notes, locale)}</aside>')
    return "\n".join([*lines, "</section>"])


def _shared_panels(shapes: Sequence[Shape]) -> Iterator[int]:
    """Yield the frames, by position, on whose panels other shapes stand."""
    for at, frame in enumerate(shapes):
        if not isinstance(frame, TextFrame) or frame.panel is None or not frame.panel.fill:
            continue
        others = (one for one in shapes if one is not frame and one.region == frame.region)
        if any(one.box.meets(frame.box) and not _is_in_text(one) for one in others):
            yield at


def _is_in_text(shape: Shape) -> bool:
    return isinstance(shape, Drawing) and shape.is_in_text


def _ends(slide: LaidOutSlide) -> Iterator[str]:
    """Yield a fragment for each step at which parts only disappear.

    reveal.js counts the steps at which something appears, and hides what is there until the next.
    """
    starts, ends = set[int](), set[int]()
    for part in slide.parts:
        if isinstance(part, Rectangle) and part.step and part.until:
            starts.add(part.step)
            ends.add(part.until)
        elif not isinstance(part, Group):
            starts.update(steps_of(part))
    for step in sorted(ends - starts):
        yield f'<i class="fragment"{fragment_index(step)} hidden></i>'


def _classes(layout: Layout) -> str:
    return f"layout-{identifier(layout.authored_name)} mode-{layout.mode}"


def _visibility(slide: LaidOutSlide) -> str:
    """Return how reveal.js counts the slide; `deck.js` shows a hidden one if a link leads to it.

    Progress does not count backup slides, so that it ends before them.
    """
    if slide.slide.hidden:
        return ' data-visibility="hidden"'
    return ' data-visibility="uncounted"' if slide.slide.backup else ""


def _timing(slide: LaidOutSlide) -> str:
    """Return the seconds planned for the slide, which the speaker view compares with those used."""
    return f' data-timing="{slide.time}"' if slide.time else ""


def _motion(motion: Motion) -> str:
    """Return how the slide appears and makes way, for `deck.css`, and what reveal.js animates.

    A slide that does not ask for `morph` starts a new sequence, which only the next one can join.
    """
    enter, leave = motion
    if enter == leave == "none":
        return ""
    shown = f' data-transition="own" data-enter="{enter}" data-leave="{leave}"'
    if not motion.has_morph:
        return shown
    restart = "" if enter == "morph" else " data-auto-animate-restart"
    return f"{shown} data-auto-animate{restart}"


def _hidden_title(slide: LaidOutSlide) -> str:
    """Return an invisible title, since screen readers navigate by headings."""
    title = slide.title or slide.anchor
    return f'<h2 class="unseen">{escape_html(title, quote=False)}</h2>'


def _notes(notes: Iterable[Paragraph], locale: str) -> str:
    """Return the speaker notes, in the sizes of the window that shows them."""
    return "".join(
        _notes_of(kind, list(members), locale)
        for kind, members in groupby(notes, key=lambda one: one.kind)
    )


def _notes_of(kind: ParagraphKind, members: Sequence[Paragraph], locale: str) -> str:
    if kind == "code":
        return "".join(map(_listing, listings(members)))
    shown = [f"<p{_language(one, locale)}>{render_runs(one, {})}</p>" for one in members]
    if kind == "item":
        return render_list(list(zip(members, shown, strict=True)), shows_markers=True)
    return "".join(shown)


def _listing(lines: Sequence[Paragraph]) -> str:
    """Return a listing; one below the text of an item is indented as that is."""
    place = f' style="margin-inline-start:{40 * (lines[0].level + 1)}px"' * bool(lines[0].indent)
    shown = "\n".join(render_runs(line, {}) for line in lines)
    return f"<pre{place}><code>{shown}</code></pre>"


def _language(paragraph: Paragraph, locale: str) -> str:
    if paragraph.locale == locale:
        return ""
    return attribute("lang", language_tag(paragraph.locale))
