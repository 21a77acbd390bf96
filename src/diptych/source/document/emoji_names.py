"""Emoji by the names that GitHub gave them, `:rocket:`, as Marp shows them (Marp Core, "Emoji")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from diptych.source.document.opaque import opaque_lines

_NAME = re.compile(r"(?<![\w:])(`+[^`]*`+)|(?<![\w:\\]):([a-z0-9_+-]{1,40}):(?!\w)")
_FIRST_EMOJI = 0x1F300
_NAMES: Mapping[str, str] = dict(
    pair.rsplit(" ", 1)
    for pair in """\
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|100 💯|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️
art 🎨|beer 🍺|bell 🔔|blue_book 📘|book 📖|boom 💥|bulb 💡|bust_in_silhouette 👤|calendar 📅
chart_with_upwards_trend 📈|checkered_flag 🏁|clap 👏|coffee ☕|computer 💻|cry 😢|dart 🎯|email ✉️
exclamation ❗|eyes 👀|file_folder 📁|fr 🇫🇷|gear ⚙️|gift 🎁|globe_with_meridians 🌐|green_heart 💚
grinning 😀|hammer_and_wrench 🛠️|heart ❤️|heavy_check_mark ✔️|hourglass ⌛|house 🏠
information_source ℹ️
iphone 📱|joy 😂|jp 🇯🇵|key 🔑|kr 🇰🇷|large_blue_circle 🔵|laughing 😆|link 🔗|lock 🔒|mag 🔍|memo 📝
moneybag 💰|movie_camera 🎥|muscle 💪|no_entry ⛔|ok_hand 👌|package 📦|paperclip 📎
partying_face 🥳
pencil 📝|pencil2 ✏️|phone ☎️|point_down 👇|point_left 👈|point_right 👉|point_up ☝️|pray 🙏
pushpin 📌|question ❓|raised_hand ✋|raised_hands 🙌|recycle ♻️|red_circle 🔴|robot 🤖|satisfied 😆
shield 🛡️|smile 😄|smiley 😃|snake 🐍|sob 😭|sparkles ✨|star ⭐|stopwatch ⏱️|sun_with_face 🌞
sunglasses 😎|sweat_smile 😅|tada 🎉|thinking 🤔|trophy 🏆|tv 📺|us 🇺🇸|warning ⚠️|wave 👋
white_check_mark ✅|wink 😉|world_map 🗺️|wrench 🔧|x ❌|yellow_circle 🟡|green_circle 🟢|yum 😋
zap ⚡|zzz 💤|arrows_counterclockwise 🔄|arrow_forward ▶️|bar_chart 📊|newspaper 📰|scroll 📜
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
"""Names that are not those of Unicode; of others Unicode's are known."""


def with_emoji(body: str) -> str:
    """Return a document with emoji in place of their names, outside of code."""
    if ":" not in body:
        return body
    opaque, lines = opaque_lines(body), body.split("\n")
    return "\n".join(
        line if number in opaque else _NAME.sub(_shown, line) for number, line in enumerate(lines)
    )


def _shown(found: re.Match[str]) -> str:
    return found[0] if found[2] is None else (_emoji(found[2]) or found[0])


@cache
def _emoji(name: str) -> str | None:
    if (known := _NAMES.get(name)) is not None:
        return known
    try:
        letter = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return None
    return letter if ord(letter) >= _FIRST_EMOJI else None
