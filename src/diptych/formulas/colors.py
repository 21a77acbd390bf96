"""Names of colours in formulas: those of xcolor, which Temml knows, those of CSS, and mixtures."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cache

_TEMML = re.compile(r'"([A-Za-z]+)": "(#[0-9a-fA-F]{6})"')
_MISNAMED = {"Royallue": "RoyalBlue"}
"""What Temml calls otherwise than xcolor."""
_HEX = re.compile(r"#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_PART = re.compile(r"\d{1,3}(?:\.\d{1,6})?")
_WHOLE, _ALIKE, _MOST = 100.0, 0.7, 16
_CSS = """
black 000000 blue 0000ff brown a52a2a cyan 00ffff green 008000 red ff0000 white ffffff
yellow ffff00 aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff
beige f5f5dc
bisque ffe4c4 blanchedalmond ffebcd blueviolet 8a2be2 burlywood deb887 cadetblue 5f9ea0
chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc
crimson dc143c darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9
darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f
darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f
darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1
darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969
dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff
gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 grey 808080
greenyellow adff2f honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0
khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd
lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3
lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa
lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de
lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000
mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db
mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc
mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5
navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500
orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee
palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd
powderblue b0e0e6 purple 800080 rebeccapurple 663399 rosybrown bc8f8f royalblue 4169e1
saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d
silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa
springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347
turquoise 40e0d0 violet ee82ee wheat f5deb3 whitesmoke f5f5f5 yellowgreen 9acd32
"""


class Colors:
    """The colours that a formula may name."""

    def __init__(self, script: str) -> None:
        """Take Temml's script, which has the names of xcolor."""
        named = {_MISNAMED.get(name, name): value for name, value in _TEMML.findall(script)}
        self._known: Mapping[str, str] = {**_css(), **named}

    def hex_of(self, written: str) -> str:
        """Return a colour as `#rrggbb`: `red`, `tomato`, `red!50!blue`; empty if it is unknown."""
        first, *rest = (part.strip() for part in written.split("!"))
        made = self._one(first)
        if len(rest) > _MOST:
            return ""
        for share, other in zip(rest[::2], [*rest[1::2], "white"], strict=False):
            second = self._one(other)
            if not _PART.fullmatch(share) or float(share) > _WHOLE or not made or not second:
                return ""
            made = _mixed(made, second, float(share) / _WHOLE)
        return made

    def nearest(self, written: str) -> str:
        """Return the name that may have been meant; empty if there is none like it."""
        close = difflib.get_close_matches(written, self._known, 1, _ALIKE)
        return close[0] if close else ""

    def _one(self, name: str) -> str:
        if _HEX.fullmatch(name) and name not in self._known:
            digits = name.removeprefix("#")
            short = len(digits) < len("rrggbb")
            return f"#{''.join(2 * one for one in digits)}" if short else f"#{digits}"
        return self._known.get(name) or self._known.get(name.lower(), "")


@cache
def _css() -> Mapping[str, str]:
    words = _CSS.split()
    return {name: f"#{value}" for name, value in zip(words[::2], words[1::2], strict=True)}


def _mixed(first: str, second: str, share: float) -> str:
    pairs = zip(*(bytes.fromhex(one[1:]) for one in (first, second)), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)
