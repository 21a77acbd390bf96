"""What a stranger may write where a number, a word, a path or a piece of text is expected."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

NUMBERS = (
    "0", "-1", "1", "-0.0", "0.5", "7", "100", "400", "5000", "32768", "99999", "-99999", "1e9",
    "1e18", "1e300", "-1e300", "1e-9", "1e-320", ".nan", ".inf", "-.inf", "2147483648", "4294967296",
    "9223372036854775808", "1e400", "0x" + "f" * 4200, "9" * 5000, "0b1", "0o777", "1_000", "190:20:30",
)  # fmt: skip
"""Scalars of YAML that are numbers, from the sensible to what no machine holds."""
WORDS = (
    "", "~", "null", "true", "no", "[]", "{}", "[[]]", "[null]", "{a: {b: c}}", "[1, 2, 3, 4]",
    "2024-02-31", "2024-01-11", "9999-12-31", "0001-01-01", "2024-01-11T25:61:61Z", "'", '"', "*a", "&a b",
    "!!binary AA==", "!!python/object:os.system x", "<<", "=", "@doe", "`x`", "%x", "|", ">-", "? x",
    "ar", "he", "en", "ko", "en-XA", "zz-ZZ-x-y", "en_US", "x" * 70, "word", "a/one", "../a/one",
    '"\\ud800"', '"\\0"', '"\\x02"', '"\\x020,1:99999\\x03"', '"\\u202e"', '"\\uFFFE"', '"a\\nb"', "한글",
    "e\u0301", "👩‍👩‍👧‍👦", "#", "#123456", "{{ host }}", "'{{ 1/0 }}'", "'{{'", "'{% for %}'", "'{#x}'",
)  # fmt: skip
"""Scalars of YAML that are something else."""
PATHS = (
    "~nosuchuser/x", "~/x", "../../../../etc/passwd", "/etc/passwd", "/dev/zero", ".", "..", "/", "a/" * 200,
    "x" * 300, "a//b.png", "file:///etc/passwd", "http://[::1", "https://example.org/a b", "C:\\x.png",
    "\\\\evil\\share", "a.png\u0000", "box.png", "photo.jpg", "drawing.svg", "moving.gif", "rows.csv",
    "%2e%2e/x.png", "drawing.svg?x#y", "javascript:alert(1)", "data:image/png;base64,AAAA",
)  # fmt: skip
EXPRESSIONS = (
    "1/0", "host", "host.x", "nope", "talk", "talk.title.upper", "talk.title.upper()", "talk.dates",
    "talk.dates.delivered", "talk.dates.delivered.today()", "talk.dates.delivered | date('long')",
    "'%999999999d' | format(1)", "'{:>999999999}'.format(1)", "'a' * 999999999", "10 ** 10 ** 10", "9" * 5000,
    "range(10 ** 9) | list", "talk | tojson", "talk.title | indent(10 ** 9)", "host | center(10 ** 9)",
    "host | wordwrap(1)", "host | replace('', host)", "[1, 2] | join(host)", "host ~ host ~ host",
    "host | number", "1e400 | number", "3200000000 | currency('USD', compact=true)", "1 | currency('')",
    "host | date", "'2024-01-11' | date('x' * 99)", "host | josa('은/는')", "host | josa('')", "5 | percent",
    "0x" + "f" * 4200, "[[[[[[[[[[[[]]]]]]]]]]]]", "-" * 300 + "1", "(" * 90 + "1" + ")" * 90, "not " * 300 + "1",
    "host | map('upper') | list", "host | batch(0)", "host | slice(0)", "host | truncate(-1)", "host[::0]",
    "host.__class__", "''.join", "host | random", "host | attr('format')", "host | xmlattr", "{} | dictsort",
    "lipsum()", "cycler(1)", "self", "loop", "caller()", "namespace(a=1)", "[] | first", "[] | max", "1 | sum",
    "1 | range(5)", "1 | compact(9999999)", "'12:99' | time", "1 is divisibleby(0)", "7 | round(9999)",
)  # fmt: skip
"""What may stand between `{{` and `}}`."""
STATEMENTS = (
    "{% for row in data %}{{ row }}{% endfor %}", "{% set a = 'xxxxxxxx' %}{% for i in data %}{% set a = a + a %}{% endfor %}",
    "{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}", "{% for r in data recursive %}{{ loop(data) }}{% endfor %}",
    "{% include 'x' %}", "{% raw %}{{ x }}{% endraw %}", "{% if row %}", "{% endfor %}", "{% filter upper %}x{% endfilter %}",
    "{% set ns = namespace(a='x') %}{% for i in data %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}",
    "{% for a, b in data | groupby('year') %}{{ a }}{% endfor %}", "{% call m() %}{% endcall %}", "{%- -%}", "{{ '\\x02' }}",
    "{{ data | sort(attribute='name') | map(attribute='name') | join(', ') }}", "{{ data | sum(attribute='year') }}",
    '{{ "\\x020,1:99999\\x03" }}', "{% with %}{% endwith %}", "{% autoescape true %}{{ '<' }}{% endautoescape %}", "{% do x %}",
    "{{ data | tojson }}", "{{ data | batch(2) | list }}", "{{ data[0].name | md }}", "{{ data | length }}", "{{ row.name | slug }}",
)  # fmt: skip
"""What may stand in a generator."""
LANGUAGES = ("python", "Html", "tex", "perl", "pyton", "text", "c++", "x" * 999, "../x", "한글")
"""What may be the language of a listing."""
FORMULAS = (
    r"\frac{1}{2}",
    r"\begin{pmatrix} a & b \\ c",
    r"\def\a{\a\a}\a",
    r"\text{한글 $}",
    r"\href{javascript:x}{y}",
    "x^2^3",
    "{" * 999 + "}" * 999,
    "\x00\u2028\ud7ff",
    r"\color{#fff;background:red}x",
    r"\unicode{x41}<script>",
    "",
)
"""What may be a formula."""
STAGES = (
    "1",
    "1|2|all",
    "2-1",
    "0",
    "9" * 40,
    "-",
    "|" * 99,
    "1,,2",
    "a",
    "1-999999",
    " 1 - 2 ",
    "*|",
)
"""What may be highlighted in it, or shown of a file."""
ADDRESSES = (
    "https://example.org/a",
    "x",
    "#a",
    "javascript:x",
    "https://" + "x" * 3000,
    "mailto:a@b",
    "//x",
    "https://한글.kr/?a=<b>",
    ":",
    "",
)
"""What a QR code may lead to."""
PIECES = (
    "`", "``", "```", "*", "**", "_", "[", "]", "](", "[^", "^[", "[@", "@doe", "{{", "}}", "{%", "%}", "{#", "}", "{",
    ":::", "::: notes\n", "::: {.columns}\n", "---\n", "...\n", "\n\n", "\n", "    ", "\t", "> ", "- ", "1. ", "(@) ", "|",
    "|:-:|", "<", "</", "<!--", "-->", "<b>", "<table>", "&#", "&#x110000;", "&amp;", "\\", "$", "$$", "~", "^", "~~",
    "![](", "box.png", "#", "# ", "## ", "\r", "\r\n", "\x00", "\x02", "\x03", "\x04", "\x7f", "\u2028", "\u202e", "\ufeff",
    "\ud7ff", "\U0010ffff", "한", "은/는", "\u0301", "\u200b", "''", '"', "{.x}", "{#id}", "{=html}", ": ", "[x]: y\n",
    "\n[^1]: note\n", "msgid", 'msgstr ""\n', "#, fuzzy\n", "#~ ", "msgctxt", "<svg", "/>", 'xlink:href="', "&x;", "\\pause",
    "::: {#fig-a}\n", "{#tbl-a}", "{.accent}", "subgraph x\n", "{{< include ", ".red[", '<video src="', "<pre>", "<!-- _class: lead -->",
    "\\begin{", "\\end{", "\\textbf{", "{{ host }}", "0", "-", "9999999999", "e99", ",", ";", "'", "=", "?", "!",
)  # fmt: skip
"""What mutations put into a text."""
_SIGNS = re.compile(r"\w+|\s+|[^\w\s]")


def scalar(dice: random.Random) -> str:
    """Return a scalar of YAML as somebody hostile may write it."""
    table = dice.choices((NUMBERS, WORDS, PATHS, EXPRESSIONS), (5, 5, 2, 1))[0]
    word = dice.choice(table)
    if table is EXPRESSIONS:
        return f"'{{{{ {word.replace(chr(39), chr(34))} }}}}'"
    return word if table is not PATHS else f'"{word.encode("unicode_escape").decode()}"'


def expression(dice: random.Random) -> str:
    """Return a variable in a text."""
    return f"{{{{ {dice.choice(EXPRESSIONS)} }}}}"


def mutated(files: Mapping[str, bytes], dice: random.Random) -> dict[str, bytes]:
    """Return `files`, one or a few of them spoilt."""
    spoilt = dict(files)
    for _ in range(dice.choice((1, 1, 1, 1, 2, 3))):
        name = dice.choice(sorted(spoilt))
        if dice.random() < _ON_THE_FOLDER:
            _rearrange(spoilt, name, dice)
        else:
            spoilt[name] = _mutated(spoilt[name], spoilt, dice)
    return spoilt


_ON_THE_FOLDER = 0.03
_LARGEST = 200_000


def _rearrange(files: dict[str, bytes], name: str, dice: random.Random) -> None:
    """Take a file away, or give it another's name or content."""
    other = dice.choice(sorted(files))
    match dice.randrange(3):
        case 0:
            del files[name]
            if not files:
                files[name] = b""
        case 1:
            files[other] = files[name]
        case _:
            files[name + dice.choice((".j2", ".yaml", ".ko.md", ".md"))] = files[name]


def _mutated(data: bytes, files: Mapping[str, bytes], dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 1, 1, 2, 2, 5))):
        data = _bytes(data, dice) if dice.random() < 0.25 else _text(data, files, dice)
    return data[:_LARGEST]


def _bytes(data: bytes, dice: random.Random) -> bytes:
    """Change what no editor would: single bytes, lengths, order."""
    at = dice.randrange(len(data) + 1)
    end = min(len(data), at + dice.choice((1, 1, 2, 4, 16, 100)))
    match dice.randrange(7):
        case 0:
            return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
        case 1:
            return data[:at] + dice.randbytes(end - at) + data[end:]
        case 2:
            return data[:at]
        case 3:
            return data[:at] + data[end:]
        case 4:
            return data[:at] + data[at:end] * dice.choice((2, 3, 100)) + data[end:]
        case 5:
            return (
                data[:at]
                + dice.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff", b"\xc3"))
                + data[end:]
            )
        case _:
            return data[at:] + data[:at]


def _text(data: bytes, files: Mapping[str, bytes], dice: random.Random) -> bytes:
    """Change a text by its words and signs."""
    words = _SIGNS.findall(data.decode("utf-8", "replace"))
    at = dice.randrange(len(words) + 1)
    end = min(len(words), at + dice.choice((1, 1, 1, 3, 10, 40)))
    match dice.randrange(9):
        case 0:
            put = [dice.choice(PIECES)]
        case 1:
            put, at = [dice.choice(PIECES)], end
        case 2:
            put = [scalar(dice)]
        case 3:
            put = []
        case 4:
            put = words[at:end] * dice.choice((2, 2, 2, 3, 3, 50, 50, 1000))
        case 5:
            put = [dice.choice(PIECES) * dice.choice((2, 2, 2, 10, 10, 100, 100, 2000))]
        case 6:
            put = [expression(dice) if dice.random() < 0.5 else dice.choice(STATEMENTS)]
        case 7:
            other = _SIGNS.findall(files[dice.choice(sorted(files))].decode("utf-8", "replace"))
            start = dice.randrange(len(other) + 1)
            put = other[start : start + dice.choice((3, 20, 100))]
        case _:
            put = words[at:end][::-1]
    return "".join((*words[:at], *put, *words[end:])).encode("utf-8", "replace")
