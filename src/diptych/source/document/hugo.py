"""Files of Hugo for reveal.js (reveal-hugo's documentation): front matter in TOML, shortcodes.

Each line is replaced by one that reveal-md would read, so that line numbers stay the same.
"""

from __future__ import annotations

import re

from diptych.source.document.opaque import opaque_lines

_SIGNS = re.compile(
    r"^(?:\{\{[%<]\s*(?:section|note|fragment|frag|slide)\b[^{}]*[%>]\}\}|\[reveal_hugo\]"
    r"|reveal_hugo:|outputs\s*[=:]\s*\[\s*[\"']?Reveal\b)",
    re.MULTILINE,
)
_KEY = re.compile(r"(?P<key>title|subtitle|author|date|theme)\s*=\s*(?P<value>\S.*)")
"""A line of TOML about the talk, if it is in its table; others are about the site."""
_TABLES = {"title": "", "subtitle": "", "author": "", "date": "", "theme": "[reveal_hugo]"}
_SHORTCODE = re.compile(r"\{\{(?P<sign>[%<])\s*(?P<name>/?[\w-]+)(?P<rest>[^{}]*?)\s*[%>]\}\}")
_WORD = re.compile(r"""(?:([\w-]+)=)?(?:"([^"]*)"|`([^`]*)`|([^\s"]+))""")
_FRAGMENT = re.compile(
    r"(?P<before>\s*(?:(?:[-*+]|\d+[.)])\s+)?)\{\{[%<]\s*fragment\b[^{}]*[%>]\}\}\s*"
    r"(?P<words>.*?)\s*\{\{[%<]\s*/fragment\s*[%>]\}\}\s*"
)
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_TAGS = {
    "section": ("", ""),
    "note": ('<div class="notes">', "</div>"),
    "fragment": ('<div class="fragment">', "</div>"),
}
"""What stands for the beginning and the end of what shortcodes enclose."""


def is_hugo(text: str) -> bool:
    """Return whether a file has what only Hugo's theme for reveal.js has."""
    if "{{" not in text and "eveal" not in text:
        return False
    opaque, lines = opaque_lines(text), enumerate(text.split("\n"))
    return any(_SIGNS.match(line) and number not in opaque for number, line in lines)


def as_reveal(text: str) -> str:
    """Return a file of Hugo as one of reveal-md."""
    lines = text.split("\n")
    opaque = opaque_lines(text)
    start = _plain_head(lines) if lines[0].rstrip() == "+++" else 0
    for number in range(start, len(lines)):
        if number in opaque or "{{" not in lines[number]:
            continue
        below = lines[number + 1] if number + 1 < len(lines) else ""
        lines[number] = _plain_line(lines[number], below)
    return "\n".join(lines)


def _plain_head(lines: list[str]) -> int:
    """Write front matter in TOML as YAML, and return where it ends."""
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() == "+++"), None)
    if end is None:
        return 0
    lines[0] = lines[end] = "---"
    table, is_said = "", False
    for number in range(1, end):
        line = lines[number].strip()
        table = line if line.startswith("[") else table
        found = _KEY.fullmatch(line)
        is_ours = found is not None and _TABLES[found["key"]] == table
        is_said = is_said or is_ours
        lines[number] = f"{found['key']}: {found['value']}" if found and is_ours else f"# {line}"
    if not is_said:
        lines[: end + 1] = [""] * (end + 1)
    return end + 1


def _plain_line(line: str, below: str) -> str:
    """Return a line without shortcodes of the theme; `below` is the next one."""
    if found := _FRAGMENT.fullmatch(line):
        is_last = not below.strip() or _ITEM.match(below)
        return f"{found['before']}{found['words']}{' {.fragment}' if is_last else ''}"
    is_alone = _SHORTCODE.fullmatch(line.strip()) is not None
    return _SHORTCODE.sub(lambda one: _plain(one, is_alone=is_alone), line)


def _plain(found: re.Match[str], *, is_alone: bool) -> str:
    """Return what stands for a shortcode; others than the theme's are left to be reported."""
    name = found["name"]
    words: list[tuple[str, str]] = [
        (key, a or b or c) for key, a, b, c in _WORD.findall(found["rest"])
    ]
    values = dict(words)
    if name == "slide":
        kept = [f'data-{key}="{one}"' for key, one in words if key.startswith("background")]
        return f"<!-- .slide: {' '.join(kept)} -->" if kept else ""
    if name == "figure" and values.get("src"):
        caption = values.get("caption") or values.get("title") or ""
        said = " ".join(f'{key}="{values[key]}"' for key in ("alt", "width") if values.get(key))
        return f"![{caption}]({values['src']})" + (f"{{{said}}}" if said else "")
    if name == "frag":
        return values.get("c", "")
    kind = name.removeprefix("/")
    if kind in _TAGS:
        is_block = is_alone or kind == "note"
        return _TAGS[kind][name != kind] if is_block else ""
    return f"{{{{< {name}{found['rest']} >}}}}"
