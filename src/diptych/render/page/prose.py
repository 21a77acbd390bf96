"""Authors' words as HTML: escaped, with links only if they open a page or a mailbox."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from diptych.markup.links import refusal
from diptych.model.theme import Align
from diptych.render.abstract import with_addresses
from diptych.render.html.mathml import mathml
from diptych.render.html.runs import styled
from diptych.render.passages import Passage, Words

_OPENS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def opens(url: str) -> bool:
    """Return whether a link to `url` may be on a page."""
    return _OPENS.match(url) is not None and refusal(url) is None


def link(url: str, words: str) -> str:
    """Return a link as HTML, or only its words if it must not be one; `words` are HTML."""
    return f'<a href="{escape(url)}">{words}</a>' if opens(url) else words


def line(text: str) -> str:
    """Return plain text within a paragraph, with the addresses in it as links."""
    return _words(with_addresses(Words(text)), ())


def abstract_words(passages: Iterable[Passage], anchors: Collection[str] = ()) -> str:
    """Return an abstract as HTML, with links to slides only if their `anchors` are on the page."""
    return "".join(_blocks(passages, anchors, ("", "", "")))


def slide_words(
    passages: Sequence[Passage], anchors: Collection[str], labels: tuple[str, str, str]
) -> str:
    """Return the words of a slide below its title, as HTML.

    `anchors` are those of all slides on the page; `labels` what precedes the words of a picture,
    and what sources and tables are called. A picture whose caption says the same is left out,
    unless it leads somewhere.
    """
    captions = {one.plain for one in passages if one.kind != "picture"}
    told = (
        one
        for one in passages
        if one.kind != "picture"
        or one.plain not in captions
        or any(words.link for words in one.words)
    )
    return "\n".join(_blocks(told, anchors, labels))


def _group(passage: Passage) -> str:
    """Return which passages stand together: those of a kind, and terms with their definitions."""
    return "definitions" if passage.kind in {"term", "definition"} else passage.kind


def _blocks(  # noqa: C901 - a table
    passages: Iterable[Passage], anchors: Collection[str], labels: tuple[str, str, str]
) -> Iterator[str]:
    picture, sources, table = labels
    for kind, members in groupby(passages, key=_group):
        if kind == "item":
            yield _list(members, anchors)
        elif kind == "code":
            code = "\n".join(one.plain for one in members)
            yield f'<pre tabindex="0"><code>{escape(code)}</code></pre>'
        elif kind == "source":
            items = (f"<li{_lang(one)}>{_words(one.words, anchors)}</li>" for one in members)
            yield f'<ul class="sources" aria-label="{escape(sources)}">{"".join(items)}</ul>'
        elif kind == "definitions":
            yield _definitions(members, anchors)
        elif kind == "table":
            yield from (_table(one, anchors, table) for one in members)
        elif kind == "picture":
            yield from (
                f'<p class="alt"{_lang(one)}><span>{escape(picture)}:</span>'
                f" {_words(one.words, anchors)}</p>"
                for one in members
            )
        elif kind == "formula":
            yield from (_formula(one) for one in members)
        elif kind != "title":
            around = _AROUND.get(kind, ("<p{}>", "</p>"))
            for one in members:
                yield f"{around[0].format(_lang(one))}{_words(one.words, anchors)}{around[1]}"


_AROUND = {
    "heading": ('<p class="heading"{}><strong>', "</strong></p>"),
    "quote": ("<blockquote{}><p>", "</p></blockquote>"),
}


def _formula(passage: Passage) -> str:
    """Return a formula, read out as its author says if that is not how it was written."""
    if passage.formula is None:
        return f"<p><code>{escape(passage.tex)}</code></p>"
    shown = mathml(passage.formula, passage.said)
    return f'<div class="scroll" tabindex="0">{shown}</div>'


def _list(items: Iterable[Passage], anchors: Collection[str]) -> str:
    """Return items as lists within each other, each below the item that it is in."""
    html, depth = "", -1
    for item in items:
        if item.continues and html:
            html += f"<p{_lang(item)}>{_words(item.words, anchors)}</p>"
            continue
        level = min(item.level, depth + 1)
        if level == 0 and item.begins and depth >= 0:
            html += "</li></ul>" * (depth + 1)
            depth = -1
        if level > depth:
            html += "<ul>"
            depth += 1
        else:
            html += "</li></ul>" * (depth - level) + "</li>"
            depth = level
        sign = f"<span>{escape(item.sign)}</span> " if item.sign else ""
        signed = ' class="signed"' if item.sign else ""
        html += f"<li{signed}{_lang(item)}>{sign}{_words(item.words, anchors)}"
    return html + "</li></ul>" * (depth + 1)


def _definitions(members: Iterable[Passage], anchors: Collection[str]) -> str:
    tags = {"term": "dt", "definition": "dd"}
    parts = (
        f"<{tags[one.kind]}{_lang(one)}>{_words(one.words, anchors)}</{tags[one.kind]}>"
        for one in members
    )
    return f"<dl>{''.join(parts)}</dl>"


def _table(table: Passage, anchors: Collection[str], label: str) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        cells = (
            _cell(_words(cell, anchors), _scope(table, number, column), table.align[column])
            for column, cell in enumerate(row)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<div class="scroll" role="group" aria-label="{escape(label)}" tabindex="0">'
        f"<table{_lang(table)}>{''.join(rows)}</table></div>"
    )


def _scope(table: Passage, row: int, column: int) -> str:
    """Return what the cell of a table names, if it is a head; an empty cell names nothing."""
    if not any(words.text.strip() for words in table.rows[row][column]):
        return ""
    if table.has_header and row == 0:
        return "col"
    return "row" if table.has_row_heads and column == 0 else ""


def _cell(html: str, scope: str, align: Align) -> str:
    tag, names = ("th", f' scope="{scope}"') if scope else ("td", "")
    aligned = "" if align == "left" else f' class="{align}"'
    return f"<{tag}{names}{aligned}>{html}</{tag}>"


def _words(words: Iterable[Words], anchors: Collection[str]) -> str:
    return "".join(_linked(one, anchors) for one in words)


def _linked(words: Words, anchors: Collection[str]) -> str:
    text = escape(words.text) if words.formula is None else mathml(words.formula)
    shown = styled(words.style, text)
    if words.link is None:
        return shown
    if words.link.startswith("#"):
        return f'<a href="{escape(words.link)}">{shown}</a>' if words.link[1:] in anchors else shown
    return link(words.link, shown)


def _lang(passage: Passage) -> str:
    return f' lang="{escape(passage.language.replace("_", "-"))}"' if passage.language else ""
