r"""The dialect as a table: every construct that can stand on a slide, and what may stand in it.

The rows follow docs/writing.md, docs/content.md and Pandoc's manual, chapter "Pandoc's Markdown". In a pattern `{}`
is inline content, `{blocks}` are blocks, `{w}` is a word of its own, `{n}` a number of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from msgspec import Struct

Kind = Literal["inline", "block", "list", "slide"]
"""A `list` may be in an item without a blank line; `slide` is only on the slide itself."""


class Construct(Struct, frozen=True, kw_only=True):
    """One way to write something."""

    name: str
    kind: Kind
    reads: str
    """What Pandoc calls it in its syntax tree."""
    pattern: str
    after: str = ""
    """What is written at the end of the slide: a definition."""
    prefix: str = ""
    """The prefix of each line of the blocks in it."""
    group: str = ""
    bars: frozenset[str] = frozenset()
    """Groups of which nothing may stand in it, however deep."""
    may: frozenset[str] = frozenset()
    """Names of the faults that it may be reported for."""
    loses: str = ""
    """What is named where something of it is reported as missing, which it always is."""
    refuses: frozenset[str] = frozenset()
    """Groups of blocks that are reported and left out in it."""

    @property
    def holds(self) -> frozenset[Kind]:
        """Return the kinds of construct that may stand in it."""
        held: set[Kind] = {"inline"} if "{}" in self.pattern + self.after else set()
        if "{list}" in self.pattern:
            held.add("list")
        if "{blocks}" in self.pattern:
            held |= {"block", "list"}
        return frozenset(held)

    @property
    def groups(self) -> frozenset[str]:
        """Return everything by which it may be barred."""
        named = {self.name, self.kind, *self.group.split()}
        if self.kind == "inline" and "\n" in self.pattern:
            named.add("lines")
        if " " in self.pattern:
            named.add("spaced")
        return frozenset(named)

    def permits(self, inner: Construct) -> bool:
        """Return whether `inner` may stand directly in it."""
        alike = self.kind == "inline" and self.name == inner.name
        return inner.kind in self.holds and not alike and not self.bars & inner.groups


def inline(name: str, reads: str, pattern: str, group: str = "", **more: str) -> Construct:
    """Return a construct within a line of text."""
    return Construct(
        name=name, kind="inline", reads=reads, pattern=pattern, group=group, **_sets(more)
    )


def block(name: str, reads: str, pattern: str, group: str = "", **more: str) -> Construct:
    """Return a construct between blank lines."""
    return Construct(
        name=name, kind="block", reads=reads, pattern=pattern, group=group, **_sets(more)
    )


def listed(name: str, reads: str, pattern: str, group: str = "list", **more: str) -> Construct:
    """Return a list."""
    return Construct(
        name=name, kind="list", reads=reads, pattern=pattern, group=group, **_sets(more)
    )


def on_slide(name: str, reads: str, pattern: str, group: str = "", **more: str) -> Construct:
    """Return a construct that has its place on the slide itself."""
    return Construct(
        name=name, kind="slide", reads=reads, pattern=pattern, group=group, **_sets(more)
    )


def _sets(more: dict[str, str]) -> dict[str, Any]:
    """Return keywords with sets of names in the place of the words of a text."""
    return {key: frozenset(value.split()) if key in _SETS else value for key, value in more.items()}


_SETS = {"bars", "may", "refuses"}
LINE = "lines picture display"
"""What does not stand in a text of one line."""
WORD = f"{LINE} spaced raised note citation link"
"""What does not stand where spaces may not."""
LINKED = "link note citation"

INLINES = (
    inline("emphasis", "Emph", "*{}*", "stars", bars="strong-emphasis"),
    inline("emphasis by underscores", "Emph", "_{}_", "lows", bars="strong-emphasis"),
    inline("strong", "Strong", "**{}**", "stars", bars="strong-emphasis"),
    inline("strong by underscores", "Strong", "__{}__", "lows", bars="strong-emphasis"),
    inline("strong emphasis", "Strong", "***{}***", "strong-emphasis", bars="stars"),
    inline("struck", "Strikeout", "~~{}~~"),
    inline("double quotes", "Quoted", '"{}"', "double", bars="double"),
    inline("single quotes", "Quoted", "'{}'", "single", bars="single"),
    inline("parentheses", "Str", "({})"),
    inline("superscript", "Superscript", "x^{}^", "raised", bars=WORD),
    inline("subscript", "Subscript", "H~{}~", "raised", bars=f"{WORD} struck"),
    inline("code", "Code", "`{w}`", "code"),
    inline("code with spaces", "Code", "`{w}  = {w}`", "code"),
    inline("code with backticks", "Code", "`` {w}`{w} ``", "code"),
    inline("code with signs", "Code", '`*{w}* <{w}> & "{w}"`', "code"),
    inline("code with attributes", "Code", "`{w}`{.python}", "code", may="ignored-attribute"),
    inline("apostrophe", "Str", "{w}'s", "single"),
    # An apostrophe behind it ends a quotation for Pandoc, and what is left open within is reported.
    inline("decade", "Str", "the '80s {w}", "single", may="markup-shown-as-text"),
    inline("quotes by a dash", "Quoted", '"{w}"-"{w}"', "double"),
    inline("quotes by a question mark", "Quoted", '¿"{w}"?', "double"),
    inline("quotes by guillemets", "Quoted", '«"{w}"»', "double"),
    inline("quotes behind an ellipsis", "Quoted", '…"{w}"', "double"),
    inline("dashes", "Str", "{w} -- {w}---{w}"),
    inline("ellipsis", "Str", "{w}..."),
    inline("entities", "Str", "{w} &amp; &copy; &#x3b1;&nbsp;{w}"),
    inline("escapes", "Str", '{w} \\* \\_ \\# \\[ \\` \\$ \\~ \\^ \\" {w}'),
    inline("special characters", "Str", "{w} & < > % # + = ; {w}"),
    inline("spaces", "Str", "{w}    {w}"),
    inline("tab", "Str", "{w}\t{w}"),
    inline("nonbreaking space", "Str", "{w}\\ {w}"),
    inline("particle", "Strong", "**{w}(검색)**을"),
    inline("half strong", "Strong", "**{w}%**of"),
    inline("strong parenthesis", "Strong", "**({w})**of"),
    inline("ideographs", "Str", "漢字{n}かな、中文"),
    inline("emoji", "Str", "👩‍💻 🇰🇷 ✅{n}"),
    inline("soft break", "SoftBreak", "{w}\n{w}"),
    inline("hard break", "LineBreak", "{w}\\\n{w}"),
    inline("break by spaces", "LineBreak", "{w}  \n{w}"),
    inline("break by tag", "RawInline", "{w}<br>{w}"),
    inline("comment", "RawInline", "{w} <!-- comment --> {w}", "comment"),
    inline("link", "Link", "[{}](https://example.org/{n})", "link", bars=LINKED),
    inline("link in brackets", "Link", "[{}](<https://example.org/{n}>)", "link", bars=LINKED),
    inline("link to a file", "Link", "[{}](papers/file-{n}.pdf)", "link", bars=LINKED),
    inline("link with a space", "Link", "[{}](my file {n}.pdf)", "link", bars=LINKED),
    inline("link to a slide", "Link", "[{}](#first)", "link", bars=LINKED),
    inline("link with a title", "Link", '[{}](http://example.org/{n} "title")', "link", bars=LINKED, may="unknown-attribute ignored-attribute"),
    inline("link with attributes", "Link", "[{}](http://example.org/{n}){.external}", "link", bars=LINKED, may="unknown-attribute ignored-attribute"),
    inline("reference link", "Link", "[{}][ref {n}]", "link", bars=LINKED, after="[ref {n}]: https://example.org/ref/{n}"),
    inline("collapsed link", "Link", "[label {n}][]", "link", after="[label {n}]: https://example.org/{n}"),
    inline("shortcut link", "Link", "[short {n}]", "link", after="[short {n}]: <https://example.org/{n}>"),
    inline("address", "Link", "<https://example.org/auto/{n}>", "link"),
    inline("mail address", "Link", "<mail{n}@example.org>", "link"),
    inline("heading link", "Link", "[The first slide]", "link"),
    inline("footnote", "Note", "{w}[^note{n}]", "note", bars=f"note {LINE}", after="[^note{n}]: {}"),
    inline("footnote in place", "Note", "{w}^[{}]", "note", bars=f"note {LINE}"),
    inline("citation", "Cite", "{w} [@doe]", "citation"),
    inline("citations", "Cite", "{w} [@doe; @roe]", "citation"),
    inline("loose citation", "Cite", "{w} [see @doe, page 3]", "citation"),
    inline("suppressed citation", "Cite", "{w} [-@roe]", "citation"),
    inline("citation in text", "Cite", "@doe says {w}", "citation"),
    inline("span", "Span", "[{}]{.aside}", may="ignored-attribute"),
    inline("underline", "Underline", "[{}]{.underline}"),
    inline("small capitals", "SmallCaps", "[{}]{.smallcaps}", may="ignored-attribute"),
    inline("marked", "Span", "[{}]{.mark}"),
    inline("accented", "Span", "[{}]{.accent}"),
    inline("math", "Math", "{w} $y_1^2$", "math"),
    inline("html strong", "RawInline", "<b>{}</b>"),
    inline("html keys", "RawInline", "<kbd>{w}</kbd>"),
    inline("html raised", "RawInline", "x<sup>{w}</sup>", "raised"),
    inline("html span", "Span", '<span style="color:red">{}</span>', may="ignored-attribute"),
    inline("tex strong", "RawInline", "\\textbf{{w}}"),
    inline("tex command", "RawInline", "\\vspace{2mm} {w}", may="raw-tex", loses="\\vspace"),
    inline("tex symbol", "RawInline", "\\LaTeX, {w}"),
    inline("tex with words", "RawInline", "{w} \\gls{{w}}", may="raw-tex", loses="\\gls"),
    inline("tex environment in a line", "RawInline", "{w} \\begin{equation}{w}\\end{equation} {w}", may="raw-tex", loses="\\begin{equation}"),
    inline("raw tex", "RawInline", "`\\emph{{w}}`{=latex}"),
    inline("raw html", "RawInline", "`<b>{w}</b>`{=html}"),
    inline("variable", "Str", "{{ host }}", "variable"),
    inline("picture in a line", "Image", "{w} ![pic{n}](picture.svg)", "picture", may="picture-in-text"),
)  # fmt: skip

PICTURE = 'picture.svg){alt="alt{n} & \\"so\\" <on>"}'

BLOCKS = (
    block("paragraph", "Para", "{}"),
    block("heading", "Header", "### {}", bars=LINE),
    block("heading with an id", "Header", "### {} {#part-{n}}", bars=LINE),
    block("quotation", "BlockQuote", "{blocks}", prefix="> ", bars="silent", may="content-lost misplaced-block"),
    block("lazy quotation", "BlockQuote", "> {}\n{w}", bars="lines display"),
    block("fence", "CodeBlock", "```\n{w}  {w}\n\n  *{w}* <{w}> &amp;\n```", "listing"),
    block("fence with a language", "CodeBlock", "```python\n{w} = {n}\n\tif {w}:\n```", "listing"),
    block("fence with attributes", "CodeBlock", "~~~ {#c{n} .python startFrom=3}\n{w}\n~~~", "listing", may="ignored-attribute"),
    block("indented code", "CodeBlock", "    {w}\n      {w}", "listing"),
    block("table", "Table", "| {w} | {} |\n|:--|--:|\n| {w} | {} |\n| | {w} |", "tabular", bars=LINE),
    block("table with a caption", "Table", "| {w} | {w} |\n|---|:-:|\n| {w} | {w} |\n\n: {}", "tabular", bars=LINE),
    block("table without a header", "Table", "|  |  |\n|---|---|\n| {w} | {} |", "tabular", bars=LINE),
    block("table without borders", "Table", "{w} | {w}\n--- | ---\n{w} | {w} \\| {w}", "tabular"),
    block("table with code", "Table", "| {w} |\n|---|\n| `{w} \\| {w}` |", "tabular"),
    block("picture", "Figure", f"![{{}}]({PICTURE}", "picture", bars="note citation lines", may="picture-among-words", refuses="picture"),
    block("picture without words", "Image", '![](picture.svg){alt=""}', "picture silent"),
    block("picture by its caption", "Figure", "![{w} {w}](picture.svg)", "picture"),
    block("picture with a size", "Figure", f"![{{w}}]({PICTURE[:-1]} width=40%}}", "picture"),
    block("picture with a space", "Image", '![](with space.svg){alt="alt{n}"}', "picture"),
    block("picture with a title", "Figure", '![{w}](picture.svg "title{n}")', "picture", may="unknown-attribute"),
    block("linked picture", "Image", '[![](picture.svg){alt="alt{n}"}](https://example.org/{n})', "picture"),
    block("pictures in a row", "Image", '![](picture.svg){alt="alt{n}"} ![](with%20space.svg){alt="bis{n}"}', "picture"),
    block("comment block", "RawBlock", "<!-- comment -->\n\n{w}"),
    block("line block", "LineBlock", "| {w}\n|   {}", bars=LINE, may="content-lost"),
    block("definitions", "DefinitionList", "{w}\n:   {}", bars=LINE, may="content-lost unread-syntax"),
    block("simple table", "Table", "{w}\n------------------ ----\n{w}", "tabular"),
    block("grid table", "Table", "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n\n: {w}", "tabular"),
    block("html div", "Div", "<div>\n\n{blocks}\n\n</div>", may="content-lost"),
    block("html block", "RawBlock", "<center>{w}</center>", may="foreign-html"),
    block("tex block", "RawBlock", "\\begin{center}\n{w}\n\\end{center}", may="raw-tex", loses="\\begin{center}"),
    block("tex environment", "RawBlock", "\\begin{tabular}\n{w}\n\n{w}\n\\end{tabular} {w}", may="raw-tex", loses="\\begin{tabular}"),
    block("fragment", "Div", "::: fragment\n{blocks}\n:::"),
    block("incremental", "Div", "::: {.incremental}\n{blocks}\n:::"),
    block("nonincremental", "Div", "::: nonincremental\n{blocks}\n:::"),
    block("metric", "Div", "::: metric\n{w}\n\n{}\n:::", "metric", bars="picture"),
    block("unknown div", "Div", "::: {.warning}\n{blocks}\n:::", may="unknown-block unknown-attribute"),
)  # fmt: skip

LISTS = (
    listed("bullets", "BulletList", "- {}\n- {w}"),
    listed("bullets by stars", "BulletList", "* {w}\n* {}"),
    listed("loose bullets", "BulletList", "- {}\n\n- {w}"),
    listed("bullets with a list", "BulletList", "-   {w}\n{list}\n-   {w}", prefix="    "),
    listed("bullets with blocks", "BulletList", "-   {w}\n\n{blocks}\n\n-   {w}", prefix="    "),
    listed("numbers", "OrderedList", "1. {}\n2. {w}"),
    listed("numbers from a start", "OrderedList", "{n}. {}\n{n}. {w}"),
    listed("numbers from nought", "OrderedList", "0. {w}\n1. {}", may="uncountable-list"),
    listed("numbers with blocks", "OrderedList", "1.  {w}\n\n{blocks}\n\n2.  {w}", prefix="    "),
    listed("numbers with a list", "OrderedList", "3.  {w}\n{list}\n4.  {w}", prefix="    "),
    listed("two lists", "RawBlock", "1. {w}\n2. {w}\n\n<!-- -->\n\n1. {w}\n2. {}"),
    listed("fenced-off list", "RawBlock", "- {w}\n\n<!-- -->\n\n- {}"),
    listed("numbers by parentheses", "OrderedList", "1) {}\n2) {w}"),
    listed("numbers in parentheses", "OrderedList", "(2) {}\n(3) {w}"),
    listed("letters", "OrderedList", "a. {}\nb. {w}"),
    listed("capitals", "OrderedList", "A)  {}\nB)  {w}"),
    listed("roman numbers", "OrderedList", "(i) {}\n(ii) {w}"),
    listed("capital roman numbers", "OrderedList", "IV. {}\nV.  {w}"),
    listed("numbers by signs", "OrderedList", "#. {}\n#. {w}"),
    listed("examples", "OrderedList", "(@) {}\n(@) {w}"),
    listed("tasks", "BulletList", "- [ ] {}\n- [x] {w}"),
    listed("ended by a break", "RawInline", "- {w}<br>\n- {}"),
)

ON_SLIDE = (
    on_slide("columns", "Div", "::: columns\n::: {.column width=40%}\n{blocks}\n:::\n::: column\n{w}\n:::\n:::", "columns", bars="columns"),
    on_slide("notes", "Div", "::: notes\n{blocks}\n:::", "notes", bars="notes silent", may="content-lost left-out-of-notes", refuses="tabular picture metric note"),
    on_slide("pause", "Para", "{w}\n\n. . .\n\n{w}"),
    on_slide("title", "Str", "{}", "title", bars=f"{LINE} note citation"),
    on_slide("subtitle", "Str", "{}", "subtitle", bars=f"{LINE} note citation link"),
)  # fmt: skip

CONSTRUCTS = (*INLINES, *BLOCKS, *LISTS, *ON_SLIDE)
BY_NAME = {construct.name: construct for construct in CONSTRUCTS}


class Nesting(NamedTuple):
    """One construct directly in another."""

    outer: str
    inner: str


def permitted() -> Iterator[Nesting]:
    """Yield every nesting of two that the grammar permits."""
    for outer in CONSTRUCTS:
        for inner in CONSTRUCTS:
            if outer.permits(inner):
                yield Nesting(outer.name, inner.name)
