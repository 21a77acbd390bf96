"""Characters with a meaning of their own in formulas."""

from __future__ import annotations

from collections.abc import Mapping

_GREEK_SIGNS = dict(zip("∇∂ϵϑϰϕϱϖ", "𝛻𝜕𝜖𝜗𝜘𝜙𝜚𝜛", strict=True))
_ITALIC: Mapping[str, str] = {
    **{chr(0x41 + at): chr(0x1D434 + at) for at in range(26)},
    **{chr(0x61 + at): chr(0x1D44E + at) for at in range(26)},
    "h": "\u210e",
    "ı": "𝚤",
    "ȷ": "𝚥",
    **{chr(0x391 + at): chr(0x1D6E2 + at) for at in range(25)},
    "\u03f4": "\U0001d6f3",
    **{chr(0x3B1 + at): chr(0x1D6FC + at) for at in range(25)},
    **_GREEK_SIGNS,
}
"""The italic form of letters (MathML Core, appendix "Italic mappings")."""

BIG = frozenset("∑∏∐⋂⋃⋁⋀⨀⨁⨂⨄⨆∫∬∭∮∯∰⨌⨅⨃⨉")
"""Operators that are larger in displayed formulas, and have limits."""
INTEGRALS = frozenset("∫∬∭∮∯∰⨌")

ACCENTS: Mapping[str, str] = {
    "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "‾": "\u0305", "¯": "\u0305",
    "ˉ": "\u0304", "→": "\u20d7", "\u20d7": "\u20d7", "←": "\u20d6", "˙": "\u0307", "¨": "\u0308",
    "ˇ": "\u030c", "˘": "\u0306", "ˊ": "\u0301", "´": "\u0301", "ˋ": "\u0300", "`": "\u0300",
    "˚": "\u030a", "⃛": "\u20db", "⃜": "\u20dc", "...": "\u20db", "....": "\u20dc", "…": "\u20db",
    "↼": "\u20d0", "⇀": "\u20d1", "↔": "\u20e1",
}  # fmt: skip
"""Marks above a letter, and the same as combining characters."""
BRACES = frozenset("⏟⏞⎵⎴⏝⏜")
"""Marks as wide as what they are above or below."""
ARROWS = frozenset("→←↔⇒⇐⇔⇌⟶⟵⟷↦⇀↼⇁↽↪↩⇋⟺⟹⟸↠↞")
"""Signs that grow to the width of what is written on them."""

RELATIONS = frozenset(
    "=<>≤≥≠≈≡∼≃≅∝→←↔⇒⇐⇔⟹⟸⟺⟶⟵⟷↦↪↩∈∉∋⊂⊃⊆⊇⊊⊋⊄⊈∣≪≫≜≔≕⊥⟂∥⊢⊣⊨⇌≺≻⪯⪰≲≳≐≍⋈≮≯≰≱∤∦⊏⊐⊑⊒↑↓⇑⇓↗↘↙↖⇝:"
)
"""Operators with the space of a relation at both sides (MathML Core, operator dictionary)."""
BINARY = frozenset("+−±∓×÷⋅∘∪∩∧∨⊕⊗⊖⊙⊘∖∗⊎⊓⊔⋆⋄∙·△▽≀⨿†‡")
PUNCTUATION = frozenset(",;")
INVISIBLE = frozenset("\u2061\u2062\u2063\u2064\u200b")
"""What joins the parts of a formula for machines, such as that of a function and its argument."""


def italic(character: str) -> str:
    """Return the italic form of a letter, in which a name of one letter is set; else itself."""
    return _ITALIC.get(character, character)
