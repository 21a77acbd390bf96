"""Formulas as Office MathML (ECMA-376-1, 22.1), which PowerPoint edits as its own equations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from diptych.formulas.letters import ACCENTS, ARROWS, BIG, BRACES, INTEGRALS, INVISIBLE, RELATIONS
from diptych.model.formula import Node, shown_letters
from diptych.render.pptx.xml import escape, quote

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
"""The namespace of Office MathML."""
FONT = "Cambria Math"
"""The only font in which Office sets formulas."""
_SIZE, _FILL = "\x01", "\x02"
"""Placeholders for size and colour, which depend on where a formula is."""
_SCRIPTS = frozenset(("msub", "msup", "msubsup"))
_MATHEMATICAL = range(0x1D400, 0x1D800)
_LETTER_LIKE = frozenset("ℂℍℕℙℚℝℤℬℰℱℋℐℒℳℛℊℯℴℭℌℑℜℨℎℵℶℷℸ")
_SPACES = ((0.9, "\u2003"), (0.45, "\u2002"), (0.25, "\u2005"), (0.2, "\u2009"), (0.01, "\u200a"))
_STRIKES = {
    "updiagonalstrike": "strikeBLTR",
    "downdiagonalstrike": "strikeTLBR",
    "horizontalstrike": "strikeH",
    "verticalstrike": "strikeV",
}
_OPENING, _CLOSING = frozenset(("", *"([{⟨⌊⌈⟦")), frozenset(("", *")]}⟩⌋⌉⟧"))
_SMALLEST = 2
"""How much smaller an argument can be (22.1.2.6)."""
_NOTHING = "\u200b"
"""A space without width, which is in the font."""
_ALIGNS = {"left": "left", "right": "right"}
_COUNTED = frozenset("&")


class Omml(Struct, frozen=True):
    """A formula as Office MathML, and what is lost of it there."""

    xml: str
    lost: str

    def math(self, size: int, fill: str) -> str:
        """Return its `m:oMath`; `size` is in hundredths of a point, `fill` a fill element."""
        return self.xml.replace(_SIZE, f' sz="{size}"').replace(_FILL, fill)


@lru_cache(maxsize=4096)
def omml(tree: Node) -> Omml:
    """Return the `m:oMath` of a formula."""
    writer = _Writer()
    xml = f"<m:oMath>{writer.row(tree.children)}</m:oMath>"
    wanted = Counter(one for one in shown_letters(tree) if one not in _COUNTED)
    missing = "".join((wanted - writer.letters).elements())
    lost = [f"`{missing}`"] if missing else []
    return Omml(xml, " and ".join([*lost, *dict.fromkeys(writer.lost)]))


class _Writer:
    """Writes one formula, and counts the letters that it writes."""

    def __init__(self) -> None:
        self.letters: Counter[str] = Counter()
        self.lost: list[str] = []

    # Rows -----------------------------------------------------------------------------------------

    def row(self, nodes: Sequence[Node]) -> str:
        """Return nodes side by side."""
        nodes, written, at = _paired(_flat(nodes)), list[str](), 0
        while at < len(nodes):
            node = nodes[at]
            following = nodes[at + 1 :]
            if (big := _big(node)) is not None:
                count = _operands(following)
                written.append(self._nary(big, following[:count]))
                at += 1 + count
            elif node.get("at") and written:
                base = f"<m:e>{written.pop()}</m:e>"
                written.append(self._scripted(node.tag, base, node.children[1:]))
                at += 1
            elif following and following[0].text == "\u2061":
                first, end = _argument(following)
                written.append(self._function(node, following[first:end]))
                at += 1 + end
            else:
                written.append(self.node(node))
                at += 1
        return "".join(written)

    def _argument(self, tag: str, nodes: Sequence[Node]) -> str:
        """Return an argument; Office shows an empty one as a dotted box."""
        return f"<m:{tag}>{self.row(nodes) or self._run(_NOTHING, Node('mi'))}</m:{tag}>"

    def _nary(self, big: _Big, operands: Sequence[Node]) -> str:
        """Return an operator such as a sum, with what it is applied to (22.1.2.70)."""
        self._count(big.sign)
        place = "undOvr" if big.is_stacked else "subSup"
        hidden = "" if big.below else '<m:subHide m:val="1"/>'
        hidden += "" if big.above else '<m:supHide m:val="1"/>'
        return (
            f'<m:nary><m:naryPr><m:chr m:val="{big.sign}"/><m:limLoc m:val="{place}"/>'
            f'<m:grow m:val="1"/>{hidden}{_control()}</m:naryPr>'
            f"<m:sub>{self.row(big.below)}</m:sub><m:sup>{self.row(big.above)}</m:sup>"
            f"{self._argument('e', operands)}</m:nary>"
        )

    def _function(self, name: Node, argument: Sequence[Node]) -> str:
        """Return a function and what it is applied to (22.1.2.39)."""
        return (
            f"<m:func><m:funcPr>{_control()}</m:funcPr>{self._argument('fName', [name])}"
            f"{self._argument('e', argument)}</m:func>"
        )

    # Nodes ----------------------------------------------------------------------------------------

    def node(self, node: Node) -> str:
        """Return one node."""
        write: Callable[[Node], str] | None = getattr(self, f"_{node.tag}", None)
        return self.row(node.children) if write is None else write(node)

    def _run(self, text: str, node: Node, *, style: str = "p") -> str:
        """Return text; `style` is `p` for upright, `i` for italic, `nor` for words."""
        if not text:
            return ""
        self._count(text)
        properties = {
            "p": '<m:rPr><m:sty m:val="p"/></m:rPr>',
            "nor": "<m:rPr><m:nor/></m:rPr>",
        }.get(style, "")
        color = node.get("mathcolor").removeprefix("#")
        look = _format(is_italic=style == "i", color=color)
        return f'<m:r>{properties}{look}<m:t xml:space="preserve">{escape(text)}</m:t></m:r>'

    def _count(self, text: str) -> None:
        self.letters.update(text)

    def _mi(self, node: Node) -> str:
        name = node.text
        if name in INVISIBLE:
            return ""
        is_upright = (
            len(name) > 1
            or node.get("mathvariant") == "normal"
            or not name.isalpha()
            or name in _LETTER_LIKE
            or ord(name) in _MATHEMATICAL
        )
        return self._run(name, node, style="p" if is_upright else "i")

    def _mn(self, node: Node) -> str:
        return self._run(node.text, node)

    def _mo(self, node: Node) -> str:
        if node.text in INVISIBLE:
            return ""
        if not node.text.isalpha():  # Office knows the spaces beside signs
            return self._run(node.text, node)
        before, after = (_space(node.em(side)) for side in ("lspace", "rspace"))
        return self._run(f"{before}{node.text}{after}", node)

    def _mtext(self, node: Node) -> str:
        return self._run(node.text, node, style="nor")

    def _mspace(self, node: Node) -> str:
        return self._run(_space(node.em("width")), node)

    def _mrow(self, node: Node) -> str:
        children = node.children
        ends = children[:1] + children[-1:]
        if len(children) > 1 and all(end.is_fence for end in ends):
            return self._fenced(children, grows=ends[0].get("stretchy") != "false")
        return self.row(children)

    def _fenced(self, children: Sequence[Node], *, grows: bool) -> str:
        """Return what is between fences, which may be parted by bars (22.1.2.24)."""
        first, *inner, last = children
        parts: list[list[Node]] = [[]]
        bar = ""
        for node in inner:
            if node.tag == "mo" and node.get("form") == "infix" and node.get("stretchy") == "true":
                bar = node.text
                parts.append([])
            else:
                parts[-1].append(node)
        self._count(first.text + last.text + bar * (len(parts) - 1))
        signs = f'<m:begChr m:val="{quote(first.text)}"/>'
        signs += f'<m:sepChr m:val="{quote(bar)}"/>' if bar else ""
        signs += f'<m:endChr m:val="{quote(last.text)}"/>'
        signs += "" if grows else '<m:grow m:val="0"/>'
        if not last.text and len(inner) == 1 and inner[0].tag == "mtable":
            content = f"<m:e>{self._lines(inner[0], is_cases=True)}</m:e>"
        else:
            content = "".join(self._argument("e", part) for part in parts)
        return f"<m:d><m:dPr>{signs}{_control()}</m:dPr>{content}</m:d>"

    def _mstyle(self, node: Node) -> str:
        """Return nodes in a size; smaller ones are in a box whose argument is (22.1.2.6)."""
        if not (level := _level(node)):
            return self.row(node.children)
        size = f'<m:argPr><m:argSz m:val="{-level}"/></m:argPr>'
        inner = self.row(node.children) or self._run(_NOTHING, Node("mi"))
        return f"<m:box><m:boxPr>{_control()}</m:boxPr><m:e>{size}{inner}</m:e></m:box>"

    def _mphantom(self, node: Node) -> str:
        counted = self.letters.copy()
        inner = self._argument("e", node.children)
        self.letters = counted
        return f'<m:phant><m:phantPr><m:show m:val="0"/>{_control()}</m:phantPr>{inner}</m:phant>'

    def _mfrac(self, node: Node) -> str:
        kind = '<m:type m:val="noBar"/>' if node.get("linethickness") == "0" else ""
        above, below = node.children
        return (
            f"<m:f><m:fPr>{kind}{_control()}</m:fPr>{self._argument('num', [above])}"
            f"{self._argument('den', [below])}</m:f>"
        )

    def _msqrt(self, node: Node) -> str:
        return (
            f'<m:rad><m:radPr><m:degHide m:val="1"/>{_control()}</m:radPr><m:deg/>'
            f"{self._argument('e', node.children)}</m:rad>"
        )

    def _mroot(self, node: Node) -> str:
        base, degree = node.children
        return (
            f"<m:rad><m:radPr>{_control()}</m:radPr>{self._argument('deg', [degree])}"
            f"{self._argument('e', [base])}</m:rad>"
        )

    def _msub(self, node: Node) -> str:
        return self._with_scripts(node)

    def _msup(self, node: Node) -> str:
        return self._with_scripts(node)

    def _msubsup(self, node: Node) -> str:
        return self._with_scripts(node)

    def _with_scripts(self, node: Node) -> str:
        base = self._argument("e", node.children[:1])
        return self._scripted(node.tag, base, node.children[1:])

    def _scripted(self, tag: str, base: str, scripts: Sequence[Node]) -> str:
        name = {"msub": "sSub", "msup": "sSup", "msubsup": "sSubSup"}[tag]
        places = {"msub": ("sub",), "msup": ("sup",), "msubsup": ("sub", "sup")}[tag]
        written = "".join(
            self._argument(place, [one]) for place, one in zip(places, scripts, strict=True)
        )
        return f"<m:{name}><m:{name}Pr>{_control()}</m:{name}Pr>{base}{written}</m:{name}>"

    def _mmultiscripts(self, node: Node) -> str:
        """Return a base with scripts at both sides."""
        base, *scripts = node.children
        tags = [one.tag for one in scripts]
        cut = tags.index("mprescripts") if "mprescripts" in tags else len(scripts)
        after, before = scripts[:cut], scripts[cut + 1 :]
        written = self.row([base])
        for group, is_before in ((after, False), (before, True)):
            if not group:
                continue
            below, above = (self._argument(tag, [one]) for tag, one in _pairs(group))
            name = "sPre" if is_before else "sSubSup"
            head = f"<m:{name}Pr>{_control()}</m:{name}Pr>"
            inner = f"<m:e>{written}</m:e>"
            content = f"{below}{above}{inner}" if is_before else f"{inner}{below}{above}"
            written = f"<m:{name}>{head}{content}</m:{name}>"
        return written

    def _munder(self, node: Node) -> str:
        return self._marked(node.children[0], node.children[1], is_above=False)

    def _mover(self, node: Node) -> str:
        return self._marked(node.children[0], node.children[1], is_above=True)

    def _munderover(self, node: Node) -> str:
        base, below, above = node.children
        inner = _limit("Low", self._argument("e", [base]), self._argument("lim", [below]))
        return _limit("Upp", f"<m:e>{inner}</m:e>", self._argument("lim", [above]))

    def _marked(self, base: Node, mark: Node, *, is_above: bool) -> str:
        """Return a base with a sign above or below it: an accent, a brace, or anything else."""
        sign = mark.sign
        if base.sign and base.sign in ARROWS | {"="} and base.get("stretchy") == "true":
            return self._arrow(base, mark, is_above=is_above)
        if sign and sign in BRACES:
            self._count(sign)
            return _grouped(sign, self._argument("e", [base]), is_above=is_above)
        is_label = base.tag == "mo" and mark.get("stretchy") != "false"
        if sign and sign in ACCENTS and is_above and not is_label:
            self._count(sign)
            return (
                f'<m:acc><m:accPr><m:chr m:val="{ACCENTS[sign]}"/>{_control()}</m:accPr>'
                f"{self._argument('e', [base])}</m:acc>"
            )
        place = "Upp" if is_above else "Low"
        return _limit(place, self._argument("e", [base]), self._argument("lim", [mark]))

    def _arrow(self, arrow: Node, label: Node, *, is_above: bool) -> str:
        """Return an arrow as wide as what is written on it (22.1.2.41)."""
        self._count(arrow.text)
        while label.tag in {"mover", "munder"}:
            label = label.children[0]
        inner = f"<m:e>{self._run(chr(0x2003) * 2, arrow)}</m:e>"
        if label.tag != "mspace" and not label.is_empty:
            inner = self._argument("e", [label])
        return _grouped(arrow.text, inner, is_above=not is_above)

    def _menclose(self, node: Node) -> str:
        notation = node.get("notation", "box").split()
        if node.get("background"):
            self.lost.append("the colour behind a part of it")
        inner = self._argument("e", node.children)
        for side, place in (("top", "top"), ("bottom", "bot")):
            if side in notation:
                head = f'<m:pos m:val="{place}"/>{_control()}'
                return f"<m:bar><m:barPr>{head}</m:barPr>{inner}</m:bar>"
        strikes = "".join(f'<m:{_STRIKES[one]} m:val="1"/>' for one in notation if one in _STRIKES)
        if strikes:
            strikes = _no_frame() + strikes
        head = f"<m:borderBoxPr>{strikes}{_control()}</m:borderBoxPr>"
        return f"<m:borderBox>{head}{inner}</m:borderBox>"

    def _mtable(self, node: Node) -> str:
        rows = [row.children for row in node.children]
        if any(cell.get(side) for row in rows for cell in row for side in ("below", "beside")):
            self.lost.append("the lines between its cells")
        if node.get("kind") == "aligned" or _is_aligned(rows):
            return self._lines(node)
        longest = max(rows, key=len, default=())
        columns = "".join(
            '<m:mc><m:mcPr><m:count m:val="1"/>'
            f'<m:mcJc m:val="{_ALIGNS.get(cell.get("align"), "center")}"/></m:mcPr></m:mc>'
            for cell in longest
        )
        written = "".join(
            "<m:mr>"
            + "".join(self._argument("e", cell.children) for cell in row)
            + "<m:e/>" * (len(longest) - len(row))
            + "</m:mr>"
            for row in rows
        )
        head = f'<m:plcHide m:val="1"/><m:mcs>{columns}</m:mcs>{_control()}'
        return f"<m:m><m:mPr>{head}</m:mPr>{written}</m:m>"

    def _lines(self, table: Node, *, is_cases: bool = False) -> str:
        """Return lines aligned at `&`, which is not shown (22.1.2.34)."""
        mark = self._run("&", table)
        gap = self._run("\u2003", table)
        rows = ""
        for row in table.children:
            rows += f"<m:e>{mark}" if is_cases else "<m:e>"
            for at, cell in enumerate(row.children):
                begins_pair = is_cases or (at % 2 == 0 and cell.em("left") > 0)
                if at:
                    rows += (mark + gap if is_cases else gap if begins_pair else "") + mark
                rows += self.row(cell.children)
            rows += "</m:e>"
        return f"<m:eqArr><m:eqArrPr>{_control()}</m:eqArrPr>{rows}</m:eqArr>"


class _Big(Struct, frozen=True):
    """An operator such as a sum, with its limits."""

    sign: str
    below: Sequence[Node]
    above: Sequence[Node]
    is_stacked: bool


def _big(node: Node) -> _Big | None:
    """Return a node as a sum, an integral or the like; None if it is none of them."""
    if node.tag == "mo" and node.text in BIG and node.text:
        return _Big(node.text, (), (), node.text not in INTEGRALS)
    base = node.children[0] if node.children else None
    if base is None or base.tag != "mo" or base.text not in BIG or not base.text:
        return None
    scripts = node.children[1:]
    below: Sequence[Node] = ()
    above: Sequence[Node] = ()
    match node.tag:
        case "munder" | "msub":
            below = scripts
        case "mover" | "msup":
            above = scripts
        case "munderover" | "msubsup":
            below, above = scripts[:1], scripts[1:]
        case _:
            return None
    return _Big(base.text, below, above, node.tag.startswith("mu") or node.tag == "mover")


def _operands(nodes: Sequence[Node]) -> int:
    """Return how many nodes an operator is applied to: those before the next relation.

    An empty operand would be shown as a dotted box.
    """
    for at, node in enumerate(nodes):
        if node.tag == "mo" and not node.is_fence and node.text in RELATIONS | {",", ";", "."}:
            return at
    return len(nodes)


def _argument(nodes: Sequence[Node]) -> tuple[int, int]:
    """Return where the argument of a function begins and ends: the first node after spaces, if any.

    The argument includes what a sum in it is applied to.
    """
    at = 1
    while at < len(nodes) and nodes[at].tag == "mspace":
        at += 1
    if at < len(nodes) and _big(nodes[at]) is not None:
        return at, at + 1 + _operands(nodes[at + 1 :])
    return (at, at + 1) if at < len(nodes) and nodes[at].tag != "mo" else (at, at)


def _space(width: float) -> str:
    """Return the space character closest to a width in em, which is empty for almost none."""
    return next((sign for least, sign in _SPACES if width >= least), "")


def _paired(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes with brackets of a given size and their content as rows: Office sizes them."""
    made: list[Node] = []
    opened: list[int] = []
    for node in nodes:
        fence = node.children[0] if node.tag in _SCRIPTS else node
        begins = made[opened[-1]].text if opened else None
        if not fence.get("minsize") or fence.tag != "mo":
            made.append(node)
        elif begins is not None and (fence.text in _CLOSING or (not begins and fence.text)):
            inner = made[opened[-1] :]
            del made[opened.pop() :]
            ends = (Node("mo", (("fence", "true"),), one.text) for one in (inner[0], fence))
            row = Node("mrow", children=(next(ends), *inner[1:], next(ends)))
            scripted = replace(node, children=(row, *node.children[1:]))
            made.append(row if fence is node else scripted)
        else:
            if node.text in _OPENING and fence is node:
                opened.append(len(made))
            made.append(node)
    return made


def _flat(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes with the content of rows that only group it in place of these."""
    flat: list[Node] = []
    for node in nodes:
        ends = node.children[:1] + node.children[-1:]
        is_fenced = len(node.children) > 1 and all(end.is_fence for end in ends)
        is_row = node.tag in {"mrow", "mpadded", "mstyle"} and not is_fenced and not _level(node)
        flat += _flat(node.children) if is_row else [node]
    return flat


def _level(node: Node) -> int:
    """Return how much smaller a node is than what is around it, as an index is by 1."""
    level = node.get("scriptlevel") if node.tag == "mstyle" else ""
    return min(int(level), _SMALLEST) if level.isdecimal() else 0


def _pairs(scripts: Sequence[Node]) -> list[tuple[str, Node]]:
    return list(zip(("sub", "sup"), (*scripts, Node("mrow")), strict=False))[:2]


def _is_aligned(rows: Sequence[Sequence[Node]]) -> bool:
    return any([cell.get("align") for cell in row[:2]] == ["right", "left"] for row in rows)


def _limit(place: str, base: str, limit: str) -> str:
    name = f"lim{place}"
    return f"<m:{name}><m:{name}Pr>{_control()}</m:{name}Pr>{base}{limit}</m:{name}>"


def _grouped(sign: str, inner: str, *, is_above: bool) -> str:
    """Return a sign above or below what it groups, which stays on the baseline."""
    place, other = ("top", "bot") if is_above else ("bot", "top")
    head = f'<m:chr m:val="{sign}"/><m:pos m:val="{place}"/><m:vertJc m:val="{other}"/>'
    return f"<m:groupChr><m:groupChrPr>{head}{_control()}</m:groupChrPr>{inner}</m:groupChr>"


def _no_frame() -> str:
    return "".join(f'<m:hide{side} m:val="1"/>' for side in ("Top", "Bot", "Left", "Right"))


def _control() -> str:
    """Return the format of what a structure itself draws, such as a fraction bar."""
    return f"<m:ctrlPr>{_format(is_italic=True)}</m:ctrlPr>"


def _format(*, is_italic: bool, color: str = "") -> str:
    fill = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>' if color else _FILL
    return (
        f'<a:rPr lang="en-US"{_SIZE} i="{is_italic:d}">{fill}<a:latin typeface="{FONT}"/></a:rPr>'
    )
