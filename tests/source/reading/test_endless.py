"""Nothing of 200 kB takes long to read, whatever it is full of; most of it is reported instead."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.authoring import project
from tests.small import write, write_project
from tests.tools import cases

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.pipeline import prepare

SIZE = 200_000
SECONDS = 5
"""Of processor time; alone on a machine the slowest takes two."""
REPEATED = (
    "^[", "{{", "`", "[", "a[^1]\n\n[^1]: x\n\n", "`a", "``a ", "{{ ", "{{ host }} ", "]", "[[", "[a](", "[a](<", "[a]: ", "![",
    "*", "**", "*a ", "**a ", "_a_", "a*b**", "~", "~~a ", "~a", "^a", "x^a^", "<", "<a ", "<!--", "<![CDATA[", "</", "&#", "\\",
    "\\textbf{", "\\begin{a}", "$", "$$", "'a ", "a'", '"a ', "@a", "[@a; ", "(@a)", "{.a", "[a]{.x ", "[a]{.mark}", "http://",
    "<b>", "</b>", '<span class="', "[a][b]", "- ", "- - ", "> ", "> - ", "1. ", "# ", "(@) ", "- a\n", "> a\n", "# a\n", "a\n\n",
    ":::\n", "::: a\n", "::: columns\n::: column\n", "---\n", "a\n---\n", "===\n", "```a\n", "~~~\n", "    a\n", "<div>\n", "<div>",
    "<!--\n", "<table><tr><td>", "|a|b|\n|-|-|\n", "[a]: b\n", "[^a]: [^a]\n", ": a\n", "![](box.png) ", ". . .\n\n",
    "\\begin{x}\n", "[a]: b '\n", "- a {#x}\n", "word ", "한글 ", "a", "\u0301", "\n", "\t", "\\\n",
)  # fmt: skip
WHOLE = {
    "growing runs of backticks": " ".join("`" * count for count in range(1, 630)),
    "growing runs of stars": " ".join("*" * count for count in range(1, 630)),
    "growing indents": "\n".join(" " * count + "- a" for count in range(1, 630)),
    "a wide table": "|" + "a|" * 50_000 + "\n|" + "-|" * 50_000 + "\n",
    "brackets in brackets": "[" * 50_000 + "a" + "](b)" * 30_000,
    "notes in notes": "^[" * 60_000 + "a" + "]" * 60_000,
    "a long expression": "{{ " + "1+" * 90_000 + "1 }}",
    "parentheses": "{{ " + "(" * 90_000 + ")" * 90_000 + " }}",
    "a long attribute": "[a]{" + ".a " * 60_000 + "}",
    "a long address": "[a](https://" + "a" * 190_000 + ")",
    "notes that call one another": "".join(f"[^{n}]: x [^{n * 7 % 9000}]\n" for n in range(9000)),
    "many definitions": "".join(f"[a{n}]: b\n" for n in range(9000)) + "[a1] " * 9000,
}
SCRAPS = {**{repr(one): one * (SIZE // len(one)) for one in REPEATED}, **WHOLE}


def read(root: Path, text: str) -> tuple[Diagnostic, ...]:
    write_project(root, {"a/one": f"# One\n\n{text}\n"}, talk="variables: {host: x}\n")
    return prepare(BuildConfig(root=root)).found


@pytest.mark.long
@pytest.mark.parametrize("name", list(SCRAPS)[: cases(len(SCRAPS))])
def test_nothing_of_200_kilobytes_takes_long(name: str, tmp_path: Path) -> None:
    start = time.process_time()
    read(tmp_path, SCRAPS[name])
    assert time.process_time() - start < SECONDS


_GENERATED = {
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\ntheme: atlas\n",
    "deck/talks/t.yaml": "title: T\nslides: [a/s]\n",
}
ONCE = {
    "a chart's file": {"a.csv": "name, n\n" + "a, 1\n" * 20_000},
    "spaces before a quote in a chart's file": {"a.csv": "n, v\n" + " " * SIZE + 'a"\n'},
    "spaces before attributes": {"talk.md": "# S\n\n- a" + " " * SIZE + "b {.c"},
    "spaces after a formula": {"talk.md": "# S\n\n$$\nx\n$$" + " " * SIZE + "b"},
    "spaces in a line of a diagram": {"talk.md": f"# S\n\n```mermaid\nsequenceDiagram\na{' ' * SIZE}b\n```"},
    "spaces in the edge of a diagram": {"talk.md": f"# S\n\n```diagram\nnodes: {{a: A}}\nedges: [\"a{' ' * SIZE}b\"]\n```"},
    "spaces in a range of lines": {"talk.md": f"# S\n\n```{{.python file=a.csv lines=\"{' ' * SIZE}b\"}}\n```", "a.csv": "a"},
    "spaces after the name of a div": {"talk.md": f"# S\n\n::: a{' ' * SIZE}b\n\nx\n\n:::\n"},
    "spaces after the rule of a table": {"talk.md": f"# S\n\n|a|b|\n|-|-{' ' * SIZE}c\n"},
    "spaces in a value of front matter": {"talk.md": f"---\ntitle: a: b{' ' * SIZE}c\n---\n\n# S"},
    "spaces in a shortcode": {"talk.md": f"# S\n\n{{{{< a{' ' * SIZE}b\n"},
    "a long name of a shortcode": {"talk.md": f"# S\n\n{{{{< {'a' * SIZE}\n"},
    "shortcodes on one line": {"talk.md": f"# S\n\n{'{{< a >}}' * SIZE}\n"},
    "spaces after a file of Slidev": {"talk.md": f"---\ntheme: seriph\n---\n\n# S\n\n<<< a{' ' * SIZE}}}\n"},
    "spaces after a title of Slidev": {"talk.md": f"---\ntheme: seriph\n---\n\n# S\n\n```py [a]{' ' * SIZE}}}\nx\n```\n"},
    **{
        f"spaces in a diagram, `{line.split()[0]}`": {"talk.md": f"# S\n\n```mermaid\n{kind}\n" + line.replace("  ", " " * 1900) + "\n```\n"}
        for kind, line in (
            ("sequenceDiagram", "a->>  +"), ("sequenceDiagram", "actor  +"), ("sequenceDiagram", "note over  x"),
            ("flowchart LR", "a--  x"), ("flowchart LR", "subgraph a  x"), ("flowchart LR", 'a-->|"x  y'),
        )
    },
    "tags without an end in a document": {"talk.md": "# S\n\n" + "<" * SIZE},
    "values without an end in a document": {"talk.md": "# S\n\n" + "<img src=" * (SIZE // 9)},
    "addresses without an end in a document": {"talk.md": "# S\n\n" + "](" * (SIZE // 2)},
    "items in a file of Marp": {"talk.md": "---\nmarp: true\n---\n\n# S\n\n" + "- a\n" * 4_000},
    "tags and headings in a file of Marp": {"talk.md": "---\nmarp: true\n---\n\n# S\n\n" + "<a b\n# x\n" * 3_000},
    "divs without an end": {"talk.md": "# S\n\n" + "::: a\n" * 15_000},
    "lines of one paragraph": {"talk.md": "# S\n\n" + "a\\\n" * 1_500},
    "sections without text": {"talk.md": "# \n" * 3_000},
    "spaces in stages": {"talk.md": f"# S\n\n```python [{'0 ' * SIZE}b]\nx\n```"},
    "spaces in a time": {"talk.md": f"# S {{time=\"{' ' * SIZE}b\"}}"},
    "spaces in a condition": {"talk.md": f"# S\n\n```table\nfile: a.csv\nfilter: [\"a{' ' * SIZE}b\"]\n```", "a.csv": "a\nb"},
    "spaces in broken YAML": {"talk.md": f"---\na: b\n  c{' ' * SIZE}d\n   e: f: g\n---\n\n# S"},
    "escapes on one line": {
        **_GENERATED,
        "deck/slides/a/s.md.j2": "---\ndata: d.json\n---\n\n# S\n\n{{ data | length }}\n",
        "deck/slides/a/d.json": "[" + ", ".join(['{"v": "\\u0041"}'] * 15_000) + "]",
    },
    "values on one line": {
        **_GENERATED,
        "deck/slides/a/s.md.j2": "---\ndata: d.csv\n---\n\n# S\n\n[a `b` {% for row in data %}{{ row.v }} {% endfor %}\n",
        "deck/slides/a/d.csv": "v\n" + "a1\n" * 8_000,
    },
    "empty lines in a value": {
        **_GENERATED,
        "deck/slides/a/s.md.j2": "---\ndata: d.csv\n---\n\n# S\n\n{% for row in data %}{{ row.v }}{% endfor %}\n",
        "deck/slides/a/d.csv": 'v\n"a' + " " * SIZE + 'b"\n',
    },
}  # fmt: skip
"""What took minutes, for an expression tried each place of a text, or each value all of its line."""
CHARTED = {"talk.md": "# S\n\n```{.chart file=a.csv}\n```"}


@pytest.mark.parametrize("name", ONCE)
def test_what_once_took_minutes_takes_seconds(name: str, tmp_path: Path) -> None:
    files = {**(CHARTED if "a.csv" in ONCE[name] else {}), **ONCE[name]}
    for path, content in files.items():
        write(tmp_path / path, content)
    document = tmp_path / "talk.md" if "talk.md" in files else None
    start = time.process_time()
    prepare(BuildConfig(root=tmp_path, document=document, cache=None))
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "```mermaid\nflowchart LR\na" + " " * 2000 + "b\n```",
            "a line of 2,002 characters cannot be read",
        ),
        (
            "```mermaid\nflowchart LR\n" + "a-->b\n" * 4000 + "```",
            "24,013 characters are too many for a diagram",
        ),
        ("word " * 4001, "a text of 20,004 characters with 0 markup characters cannot be read"),
        (
            "x" + "*" * 2237,
            "a text of 2,238 characters with 2,237 markup characters cannot be read",
        ),
        (
            "[" * 1500 + "]",
            "a text of 1,501 characters with 1,500 markup characters cannot be read",
        ),
        ("- a\n" * 1000, "a slide with 1,001 texts is not laid out"),
        ("<b>\n\n" * 10_000, "20,004 lines of Markdown are too many to read"),
        ("|a|b|\n|-|-|\n" + "|a|b|\n" * 500, "a slide with 1,003 texts is not laid out"),
    ],
)
def test_what_nobody_means_is_not_read_and_told(tmp_path: Path, text: str, message: str) -> None:
    assert message in [found.message for found in read(tmp_path, text)]


@pytest.mark.parametrize(
    "text", ["word " * 3999, "[" * 30 + "a" + "]" * 30, "**a** `b` [c](d.pdf) ^[e] " * 60]
)
def test_what_somebody_could_mean_is_read(tmp_path: Path, text: str) -> None:
    assert {found.kind.name for found in read(tmp_path, text)} <= {
        "text-overflow", "missing-link-target", "markup-as-text", "content-without-place",
    }  # fmt: skip


def test_a_talk_of_more_slides_than_three_days_show_is_not_built(tmp_path: Path) -> None:
    talk = tmp_path / "talk.md"
    talk.write_text("# a\n" * 10_001, "utf-8")
    found = prepare(BuildConfig(root=tmp_path, document=talk)).found
    assert "a talk with 10,001 slides is not built" in [one.message for one in found]


def test_slides_of_too_long_a_list_are_not_even_looked_for(tmp_path: Path) -> None:
    slides = "".join(f"  - a/slide-{number}\n" for number in range(10_001))
    found = project(tmp_path, {"deck/talks/talk.yaml": f"title: A talk\nslides:\n{slides}"}).found
    assert [(one.message, one.span and one.span.line) for one in found] == [
        ("a talk with 10,001 slides is not built", 10_003)
    ]
