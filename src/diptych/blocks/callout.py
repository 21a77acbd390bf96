"""A callout: content that stands apart, as a note, a tip or a warning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, get_args

from msgspec.structs import replace

from diptych.model.block import AnyBlock, ShapeBlock
from diptych.model.geometry import from_px
from diptych.model.grounds import set_on
from diptych.model.paragraph import Paragraph
from diptych.model.roles import Role
from diptych.model.setting import Hung, Setting
from diptych.model.style import Style
from diptych.model.text import ICON, Run, RunStyle, SetInline, Text, literal
from diptych.model.theme import BlockStyle, Panel, StandIn, in_language

CalloutKind = Literal["note", "tip", "important", "warning", "caution"]
"""The kinds that Quarto and GitHub have."""
CALLOUT_KINDS: tuple[CalloutKind, ...] = get_args(CalloutKind)

_INSET, _BAR = from_px(20), from_px(6)
_WORDS: Mapping[CalloutKind, Mapping[str, str]] = {
    "note": {
        "en": "Note", "ko": "참고", "de": "Hinweis", "es": "Nota", "fr": "Note", "it": "Nota",
        "ja": "注記", "nl": "Opmerking", "pt": "Nota", "zh": "说明", "zh-Hant": "說明",
        "zh-TW": "說明",
    },
    "tip": {
        "en": "Tip", "ko": "팁", "de": "Tipp", "es": "Consejo", "fr": "Astuce",
        "it": "Suggerimento", "ja": "ヒント", "nl": "Tip", "pt": "Dica", "zh": "提示",
    },
    "important": {
        "en": "Important", "ko": "중요", "de": "Wichtig", "es": "Importante", "fr": "Important",
        "it": "Importante", "ja": "重要", "nl": "Belangrijk", "pt": "Importante", "zh": "重要",
    },
    "warning": {
        "en": "Warning", "ko": "경고", "de": "Warnung", "es": "Advertencia",
        "fr": "Avertissement", "it": "Avviso", "ja": "警告", "nl": "Waarschuwing",
        "pt": "Aviso", "zh": "警告",
    },
    "caution": {
        "en": "Caution", "ko": "주의", "de": "Vorsicht", "es": "Precaución", "fr": "Attention",
        "it": "Attenzione", "ja": "注意", "nl": "Let op", "pt": "Cuidado", "zh": "注意",
    },
}  # fmt: skip
"""What is above a callout without a title."""
_ICONS: Mapping[CalloutKind, str] = {
    "note": "info",
    "tip": "lightbulb",
    "important": "circle-alert",
    "warning": "triangle-alert",
    "caution": "octagon-alert",
}
"""What is before the title of each kind, among Lucide's icons."""


class Callout(ShapeBlock, frozen=True, kw_only=True):
    """Content on a panel beside a bar in the colour of its kind, below its icon and title.

    In YAML:

        callout:
          kind: tip
          title: Ask for less
          blocks:
          - paragraph: A smaller model often does.

    In Markdown:

        ::: {.callout-tip title="Ask for less"}
        A smaller model often does.
        :::
    """

    noun = "a callout"
    in_markdown = "own"
    styles = (BlockStyle("callout", StandIn("heading"), on_panel=True),)

    kind: CalloutKind = "note"
    title: Annotated[Text, Role("title")] | None = None
    """If there is none, its kind in the language of the talk stands there."""
    blocks: tuple[AnyBlock, ...] = ()
    has_icon: bool = True
    """Whether the icon of its kind is before its title, unless that begins with another one."""
    icon: str = ""
    """The icon in place of that of its kind, by its name among Lucide's."""

    def set(self, style: Style) -> Setting:
        """Return its title and content on a panel."""
        from diptych.typography.boxed import BoxedStack
        from diptych.typography.stack import stack_of

        return BoxedStack(
            span=self.span,
            stack=stack_of(self._flow(style), style, self.span),
            panel=Panel(fill=style.panel, inset=_INSET),
            bar=style.role(f"callout-{self.kind}") or style.block("callout").color,
            bar_width=_BAR,
            head=1,
            step=self.step,
        )

    def _flow(self, style: Style) -> Iterator[Paragraph | Hung]:
        inner = _on_panel(style)
        yield self._heading(style)
        yield from (part for block in self.blocks for part in block.parts(inner))

    def _heading(self, style: Style) -> Paragraph:
        look = style.block("callout", on_panel=True)
        words = in_language(style.locale, _WORDS[self.kind]) or _WORDS[self.kind]["en"]
        text = self.title or literal(words, self.span)
        color = style.color_on_panel(f"callout-{self.kind}", look) or look.color
        made = style.paragraph(text, look, kind="heading", step=self.step)
        return replace(made, color=color, align="left", runs=self._with_icon(made.runs, color))

    def _with_icon(self, runs: tuple[SetInline, ...], color: str) -> tuple[SetInline, ...]:
        first = runs[0] if runs else None
        if not self.has_icon or (isinstance(first, Run) and first.icon):
            return runs
        icon = Run(ICON, RunStyle(color=color), icon=self.icon or _ICONS[self.kind])
        return (icon, Run(" "), *runs)


def _on_panel(style: Style) -> Style:
    """Return the style of what is on the panel: left-aligned, in colours that can be read there."""
    panel = style.panel or style.ground
    colors = style.theme.colors
    styles = style.region.styles
    if panel in colors:
        styles = tuple(set_on(look, panel, colors) for look in styles)
    region = replace(style.region, styles=styles, align="left", panel=None)
    return replace(style, region=region, ground=panel)
