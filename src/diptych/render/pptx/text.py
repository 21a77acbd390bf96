"""Paragraphs and runs (ECMA-376-1, 21.1.2): only what differs from the level they are on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from diptych.model.formula import Formula
from diptych.model.paragraph import Paragraph
from diptych.model.text import CODE_SCALE, MARK_COLORS, LineBreak, Run
from diptych.model.theme import REGULAR, emphasised
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.identity import guid
from diptych.render.pptx.level import LevelFormat, list_level
from diptych.render.pptx.script import by_language, language_tag, western
from diptych.render.pptx.text_style import paragraph_properties
from diptych.render.pptx.typefaces import Typefaces
from diptych.render.pptx.xml import escape
from diptych.typography.script import has_hangul

SLIDE_NUMBER = guid("slide number")
_LINES = re.compile("([\u2500-\u259f][\u2500-\u259f \u00a0]*)")
_RAISED = {"": "", "super": ' baseline="30000"', "sub": ' baseline="-25000"'}
"""In thousandths of a percent of the size, as set by PowerPoint's own buttons."""


class Setting(Struct, frozen=True, kw_only=True):
    """What the runs of one paragraph have in common."""

    own: LevelFormat
    base: LevelFormat
    locale: str
    draft: Draft
    context: str = ""
    """The whole text of the paragraph, from which the language of each part is determined."""
    aside: str = ""
    """The colour of its aside."""
    has_quiet_links: bool = False
    """Whether links have the colour of the text around them, as among the sources of a slide."""

    def is_quiet(self, run: Run) -> bool:
        """Return whether a link does not look like one, as with a citation mark or a source."""
        return self.has_quiet_links or run.role in {"citation", "quiet-link"}


def paragraph_xml(
    paragraph: Paragraph,
    own: LevelFormat,
    base: LevelFormat,
    draft: Draft,
    *,
    has_quiet_links: bool = False,
) -> str:
    """Return the `a:p` of a paragraph that is formatted as `own` and inherits `base`."""
    setting = Setting(
        own=own,
        base=base,
        locale=paragraph.locale,
        draft=draft,
        context="".join(
            [run.text for run in paragraph.runs if isinstance(run, Run) and run.formula is None]
        ),
        aside=paragraph.aside,
        has_quiet_links=has_quiet_links,
    )
    korean = has_hangul(setting.context)
    properties = paragraph_properties(
        own, base, draft.design.colors, level=list_level(paragraph), korean=korean
    )
    runs = "".join([_inline(run, setting) for run in paragraph.runs])
    return f"<a:p>{properties}{runs}{_end(setting, empty=not runs)}</a:p>"


def plain_paragraph(
    paragraph: Paragraph, own: LevelFormat, base: LevelFormat, draft: Draft
) -> tuple[str, str]:
    """Return what is before and after the words of an `a:p` that is only plain ASCII text.

    It is the same for all such paragraphs of one format and language.
    """
    setting = Setting(own=own, base=base, locale=paragraph.locale, draft=draft)
    level = list_level(paragraph)
    properties = paragraph_properties(own, base, draft.design.colors, level=level, korean=False)
    look = _run_properties(Run(""), setting, western(paragraph.locale), None)
    return f"<a:p>{properties}<a:r>{look}<a:t>", f"</a:t></a:r>{_end(setting, empty=False)}</a:p>"


def empty_paragraph(locale: str, level: int = 0) -> str:
    """Return an empty `a:p` at a level."""
    properties = f'<a:pPr lvl="{level}"/>' if level else ""
    return f'<a:p>{properties}<a:endParaRPr lang="{language_tag(locale)}"/></a:p>'


def _inline(run: Run | LineBreak, setting: Setting) -> str:
    if isinstance(run, LineBreak):
        size = _size(setting)
        return f'<a:br><a:rPr lang="{language_tag(setting.locale)}"{size}/></a:br>'
    if run.formula is not None:
        return _formula(run, run.formula, setting) * len(run.text)
    if run.role == "slide-number":
        properties = _run_properties(run, setting, language_tag(setting.locale), None)
        text = escape(run.text)
        return f'<a:fld id="{SLIDE_NUMBER}" type="slidenum">{properties}<a:t>{text}</a:t></a:fld>'
    if run.text.isascii():
        return _run(run, run.text, setting, western(setting.locale), None) if run.text else ""
    if (run.style.code or setting.own.font == "mono") and has_hangul(setting.context):
        return "".join(_drawn(run, setting))
    return _in_languages(run, run.text, setting)


def _drawn(run: Run, setting: Setting) -> Iterator[str]:
    """Yield the parts of code; those that draw lines, as in a tree of folders, are in its font."""
    for index, text in enumerate(_LINES.split(run.text)):
        if index % 2:
            yield _run(run, text, setting, western(setting.locale), None, draws_lines=True)
        else:
            yield _in_languages(run, text, setting)


def _in_languages(run: Run, text: str, setting: Setting) -> str:
    """Return a text in parts that are each in one language."""
    return "".join(
        [
            _run(run, part, setting, language, other)
            for part, language, other in by_language(text, setting.locale, setting.context)
            if part
        ]
    )


def _formula(run: Run, formula: Formula, setting: Setting) -> str:
    """Return a formula as an equation (MS-ODRAWXML, 2.8, `a14:m`)."""
    from diptych.render.pptx.omml import MATH, omml  # few texts have formulas

    fill = setting.draft.design.colors.fill(run.style.color or setting.own.color)
    return f'<a14:m xmlns:m="{MATH}">{omml(formula.tree).math(setting.own.size, fill)}</a14:m>'


def _run(
    run: Run,
    text: str,
    setting: Setting,
    language: str,
    other: str | None,
    *,
    draws_lines: bool = False,
) -> str:
    """Return a part of a run that is in one language."""
    look = _run_properties(run, setting, language, other, draws_lines=draws_lines)
    return f"<a:r>{look}<a:t>{escape(text)}</a:t></a:r>"


def _run_properties(
    run: Run, setting: Setting, language: str, other: str | None, *, draws_lines: bool = False
) -> str:
    style = run.style
    faces, inherited = _typefaces(run, setting)
    attributes = f' lang="{language}"'
    if other is not None and other != language:
        attributes += f' altLang="{other}"'
    attributes += _code_size(setting) if style.code else _size(setting)
    if faces.is_bold != inherited.is_bold:
        attributes += f' b="{faces.is_bold:d}"'
    if style.italic:
        attributes += ' i="1"'
    if style.underline:
        attributes += ' u="sng"'
    elif run.link and setting.is_quiet(run):
        attributes += ' u="none"'
    if style.strike:
        attributes += ' strike="sngStrike"'
    attributes += _RAISED[style.raised]
    if style.code or setting.own.font == "mono":
        attributes += ' noProof="1"'
    content = _look(run, setting, draws_lines=draws_lines)
    return f"<a:rPr{attributes}>{content}</a:rPr>" if content else f"<a:rPr{attributes}/>"


def _typefaces(run: Run, setting: Setting) -> tuple[Typefaces, Typefaces]:
    """Return the fonts of a run, and those that it inherits."""
    own, base, known = setting.own, setting.base, setting.draft.design.typefaces
    font = "mono" if run.style.code else own.font
    plain = min(own.weight, REGULAR) if run.role == "aside" else own.weight
    weight = emphasised(own.weight) if run.style.bold else plain
    return known[font, weight], known[base.font, base.weight]


def _look(run: Run, setting: Setting, *, draws_lines: bool = False) -> str:
    """Return the content of `a:rPr`: colour, typefaces, link, in the schema's order."""
    own, base, design = setting.own, setting.base, setting.draft.design
    is_quiet = bool(run.link) and setting.is_quiet(run)
    is_other = own.color != base.color and not run.link
    content = design.colors.fill(own.color) if is_other or is_quiet else ""
    if run.role == "aside" and not run.link:
        content = design.colors.fill(setting.aside) if setting.aside != base.color else ""
    if run.style.color and not run.link:
        content = design.colors.fill(run.style.color)
    if run.style.mark:
        ground, words = (f'<a:srgbClr val="{color}"/>' for color in MARK_COLORS)
        content = f"<a:solidFill>{words}</a:solidFill><a:highlight>{ground}</a:highlight>"
    faces, inherited = _typefaces(run, setting)
    if draws_lines:
        content += faces.for_lines
    elif faces.elements != inherited.elements:
        content += faces.elements
    if run.link:
        content += setting.draft.text_link(run.link, is_quiet=is_quiet)
    return content


def _end(setting: Setting, *, empty: bool) -> str:
    """Return the `a:endParaRPr`: the format of an empty line, and of what is typed next."""
    size = _size(setting)
    if not size and not empty:
        return ""
    return f'<a:endParaRPr lang="{language_tag(setting.locale)}"{size}/>'


def _code_size(setting: Setting) -> str:
    """Return the size of inline code, a little below its paragraph's; listings keep theirs."""
    if setting.own.font == "mono":
        return _size(setting)
    return f' sz="{round(setting.own.size * CODE_SCALE)}"'


def _size(setting: Setting) -> str:
    return f' sz="{setting.own.size}"' if setting.own.size != setting.base.size else ""
