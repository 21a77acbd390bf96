"""Columns within the content of a slide, above, below or within other content."""

from __future__ import annotations

from typing import Annotated

from diptych.model.block import ShapeBlock
from diptych.model.deck import Column
from diptych.model.geometry import Emu
from diptych.model.roles import Role
from diptych.model.setting import Setting
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import BlockStyle

MOST_COLUMNS = 4
"""More leave hardly two words on a line."""
ROUNDING = 0.005


class Columns(ShapeBlock, frozen=True, kw_only=True):
    """Content side by side, with other content above or below it, or within a column.

    In YAML:

        columns:
          - width: 60
            blocks:
              - paragraph: What we know.
          - blocks:
              - paragraph: What we guess.

    In Markdown:

        ::: columns
        ::: {.column width=60%}
        What we know.
        :::
        ::: column
        What we guess.
        :::
        :::

        ::: columns
        ::: column
        Below the first of them.
        :::
        ::: column
        Below the second.
        :::
        :::
    """

    noun = "columns"
    in_markdown = "own"
    styles = (BlockStyle("caption"),)
    counted_as = ("figure", "table", "listing")
    number_in = "caption"

    columns: tuple[Column, ...]
    caption: Annotated[Text | None, Role("caption")] = None
    """What is below all of them, if together they are one figure."""

    @property
    def fault(self) -> tuple[str, str] | None:
        """Return why they cannot be shown, and a hint; None if they can."""
        if not self.columns:
            return "there is no column inside", "write `::: column` for each of them"
        if len(self.columns) > MOST_COLUMNS:
            message = f"{len(self.columns)} columns side by side are too narrow to be read"
            return message, f"write at most {MOST_COLUMNS}, or a table"
        given = sum(one.width or 0.0 for one in self.columns)
        has_open = any(one.width is None and not one.fixed_width for one in self.columns)
        if given > 1 + ROUNDING or (has_open and given > 1 - ROUNDING):
            message = f"the columns ask for {given:.0%} of the width"
            return message, "make their `width=` add up to 100 %, or leave one without a width"
        return None

    def set(self, style: Style) -> Setting:
        """Return the content of each column measured."""
        from diptych.typography.captioned import captioned
        from diptych.typography.side_by_side import SetColumn, SideBySide
        from diptych.typography.stack import stack_of

        setting = SideBySide(
            span=self.span,
            columns=tuple(
                SetColumn(
                    stack_of(
                        (part for block in one.blocks for part in block.parts(style)),
                        style,
                        one.span,
                    ),
                    one.width,
                    one.fixed_width,
                )
                for one in self.columns
            ),
            gutter=Emu(2 * style.theme.gap),
        )
        return captioned(setting, self.caption, style, self.step)
