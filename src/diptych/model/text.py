"""Authored text: what the author typed, and its meaning as a sequence of inlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct, structs

from diptych.diagnostics import Span
from diptych.model.formula import Formula

Link = str
"""A link target, `#<slide id>` for a jump within the talk; every field with one has this type.

By it `walk.map_links` finds the links of a slide; it may be removed, so a field is `Link | None`.
"""


class RunStyle(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a run differs from its paragraph."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    underline: bool = False
    mark: bool = False
    """Whether it is highlighted, as with a highlighter pen."""
    accent: bool = False
    """Whether it stands out in the theme's accent colour, besides being bold."""
    raised: Literal["", "super", "sub"] = ""
    color: str = ""
    """Its colour token; empty for that of its paragraph."""


PLAIN = RunStyle()


class Run(Struct, frozen=True, tag=True, omit_defaults=True):
    """Consecutive text in one style."""

    text: str
    style: RunStyle = PLAIN
    link: Link | None = None
    role: Literal["", "citation", "slide-number", "aside", "quiet-link", "label"] = ""
    """The numbers of a citation and of a figure, its label, are not part of the words; a slide
    number is a field in PowerPoint; an aside, such as `(Jun. 2023)`, has a colour of its own and is
    not bold with its paragraph; a quiet link, such as a listed source, looks like the text around
    it."""
    icon: str = ""
    """The name of the icon that each of its characters, `ICON`, stands for; empty for text."""
    formula: Formula | None = None
    """The formula that each of its characters, `FORMULA`, stands for; None for text."""


class LineBreak(Struct, frozen=True, tag=True):
    """A line break that the author asked for."""


class Citation(Struct, frozen=True, tag=True, omit_defaults=True):
    """A mention of references, `[@key; @key]`."""

    keys: tuple[str, ...]
    span: Span
    written: str = ""
    """The source as named in the text, `@key`; shown as plain words if the key is unknown."""
    style: RunStyle = PLAIN
    link: Link | None = None
    is_alone: bool = False
    """Whether nothing else is in its brackets, so that its number follows a word directly."""
    bare: tuple[str, ...] = ()
    """Those of its keys with a hyphen before them, `-@key`, of which only the number is shown."""


class FootnoteMark(Struct, frozen=True, tag=True):
    """A mention of a footnote, `[^label]`."""

    label: str
    span: Span


class Variable(Struct, frozen=True, tag=True, omit_defaults=True):
    """A `{{ expression }}`, filled after translation; its value is never parsed."""

    expression: str
    span: Span
    style: RunStyle = PLAIN
    link: Link | None = None


Inline = Run | LineBreak | Citation | FootnoteMark | Variable
SetInline = Run | LineBreak
"""What remains once citations are numbered and variables filled."""
_SET = (Run, LineBreak)


class Text(Struct, frozen=True, omit_defaults=True):
    """One unit of text: a title, a bullet, a caption. The unit of translation."""

    source: str
    """The inline Markdown as authored; the msgid."""
    inlines: tuple[Inline, ...]
    span: Span
    locale: str | None = None
    """Its language, if different from that of its slide."""

    @property
    def is_empty(self) -> bool:
        """Return whether it shows nothing."""
        return not self.inlines

    @property
    def has_marks(self) -> bool:
        """Return whether it has citations or variables, which later stages turn into runs."""
        for inline in self.inlines:  # noqa: SIM110 - faster, and called for every text several times
            if not isinstance(inline, _SET):
                return True
        return False

    @property
    def runs(self) -> tuple[SetInline, ...]:
        """Return the runs and line breaks; until they are resolved, other inlines are left out."""
        return tuple([inline for inline in self.inlines if isinstance(inline, _SET)])

    @property
    def plain(self) -> str:
        """Return only the words, without the numbers of citations, and with breaks as spaces."""
        return plain_text(
            Run(inline.written) if isinstance(inline, Citation) else inline
            for inline in self.inlines
            if isinstance(inline, Run | LineBreak | Citation)
        )


def only_run(inlines: Sequence[Inline]) -> Run | None:
    """Return the run of a text that is only one, in no style of its own, as most are; else None."""
    if len(inlines) != 1 or not isinstance(run := inlines[0], Run):
        return None
    is_other = run.role or run.icon or run.formula is not None
    return None if is_other or run.style != PLAIN else run


_COUNTED = ("citation", "label")


def plain_text(runs: Iterable[SetInline]) -> str:
    """Return the words of `runs` without the numbers of citations and figures, breaks as spaces."""
    words = [
        " " if isinstance(run, LineBreak) else run.text
        for run in told(runs)
        if isinstance(run, LineBreak) or not (run.role in _COUNTED or run.icon)
    ]
    return " ".join("".join(words).split())


def told(runs: Iterable[SetInline]) -> Iterator[SetInline]:
    """Yield runs with formulas as they were written, for what shows only words."""
    for run in runs:
        if isinstance(run, LineBreak) or run.formula is None:
            yield run
        else:
            yield structs.replace(run, text=run.formula.tex * len(run.text), formula=None)


def worded(runs: Iterable[SetInline]) -> tuple[SetInline, ...]:
    """Return runs without icons, and without the space beside each that would be left over."""
    kept: list[SetInline] = []
    is_after_icon = False
    for run in runs:
        if isinstance(run, LineBreak) or not run.icon:
            last = kept[-1] if kept else None
            is_spaced = last is None or (isinstance(last, Run) and last.text.endswith(" "))
            if is_after_icon and is_spaced and isinstance(run, Run):
                run = structs.replace(run, text=run.text.removeprefix(" "))  # noqa: PLW2901
            kept.append(run)
            is_after_icon = False
        else:
            is_after_icon = True
    return tuple(run for run in kept if isinstance(run, LineBreak) or run.text)


def literal(text: str, span: Span) -> Text:
    """Return `text` literally, without markup."""
    return Text(text, (Run(text),) if text else (), span)


def joined_texts(texts: Sequence[Text], between: str) -> Text:
    """Return the texts joined to one by `between`; there must be at least one."""
    inlines: list[Inline] = []
    for text in texts:
        inlines += (*((Run(between),) if inlines else ()), *text.inlines)
    return Text(between.join(text.source for text in texts), tuple(inlines), texts[0].span)


NO_BREAK_SPACE = "\u00a0"
ICON = "\u2003"
"""What keeps the room of an icon in its line: an em space, which is no word and no break."""
FORMULA = "\ufffc"
"""What stands for a formula in its line: the object replacement character."""
FORMULA_ROOM = 1.04
"""The room for a formula in its line, as a multiple of its width: engines differ a little."""

Side = Literal["left", "both", "right"]


def spare_side(text: str, at: int) -> Side:
    """Return where the room is that the formula at `at` of a text leaves.

    It is at a space, where nobody sees it, and not before a comma or at the start of a line.
    """
    is_close_before = not at or not text[at - 1].isspace() or text[at - 1] == "\n"
    is_close_after = at + 1 < len(text) and not text[at + 1].isspace()
    if is_close_before == is_close_after:
        return "both"
    return "left" if is_close_after else "right"


MARK_COLORS = ("FFE58A", "1B1B1B")
"""Background and text colour of highlights: a highlighter's yellow, on any background."""

RAISED_SCALE = 0.66
"""Size of super- and subscripts relative to their paragraph; PowerPoint uses two thirds."""

CODE_SCALE = 0.92
"""Size of inline code relative to its paragraph: monospaced faces look larger than they are."""
