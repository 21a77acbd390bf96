"""Every example of the README and of docs/ does what the page says it does."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt
from tests.authoring import SVG, document, drawn, edit, only, project, said, words, write_files
from tests.commands.test_library import LIBRARY, MINE, commit, git
from tests.documentation import OWN_THEME, PAGES, ROOT, Key, blocks, rows, spans
from tests.fonts.making import made
from tests.tools import stretches

from diptych import blocks as blocks_of_slides
from diptych.cli import main
from diptych.commands.init.new_project import make_project
from diptych.diagnostics import Span
from diptych.model.shapes import ChartShape, Group, paragraphs_of
from diptych.model.text import Run, Variable, plain_text
from diptych.reporting import CLEAN, FOUND
from diptych.resolve.expressions import Expressions
from diptych.source.charts.chart import CHART_KEYS

pytestmark = pytest.mark.skipif(
    not (ROOT / "docs").is_dir(), reason="docs/ is not here: a source distribution carries none"
)

BLOCKS = blocks() if (ROOT / "docs").is_dir() else {}
EXECUTED: set[Key] = {key for key in BLOCKS if key[0] in {"docs/arrangements.md", "docs/blocks.md"}}
"""Those of these pages are executed by `test_arrangement_pictures.py` and `test_gallery.py`."""


def example(page: str, first: str) -> str:
    """Return a block, which is thereby executed by the test at hand."""
    return BLOCKS[page, first]


def executes(*keys: Key) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Say which blocks a test executes."""
    EXECUTED.update(keys)
    return lambda test: test


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the project in this repository, and stand in it."""
    shutil.copytree(ROOT / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the project that `diptych init` makes, and stand in it."""
    make_project(tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    return tmp_path / "demo"


def test_every_example_is_executed_here() -> None:
    assert set(BLOCKS) == EXECUTED


# ------------------------------------------------------------------------------------------ README

INSTALL = next((first for page, first in BLOCKS if first.startswith("python3 -m venv")), "")
TEST = ". .venv/bin/activate && pytest"


@executes(("README.md", INSTALL), ("README.md", TEST))
def test_continuous_integration_runs_the_readmes_two_lines() -> None:
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    assert run.index('readme "python3 -m venv"') < run.index('readme "\\. .venv"')
    found = re.findall(r"^ {4}((?:python3 -m venv|\. \.venv).*)$", _page("README.md"), re.MULTILINE)
    assert found == [INSTALL, TEST]


FIRST_TALK = "diptych init my-talk && cd my-talk && diptych serve"


@executes(("README.md", FIRST_TALK))
def test_the_first_talk_of_the_readme_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init, enter, serve = (part.split()[1:] for part in FIRST_TALK.split(" && "))
    monkeypatch.chdir(tmp_path)
    assert main(init) == CLEAN
    monkeypatch.chdir(tmp_path / enter[0])
    assert serve == ["serve"]
    assert main(["new", "slide", "topic/name", "--talk", "my-talk"]) == CLEAN
    assert main(["build", "--to", "pptx,html,pdf", "--strict"]) == CLEAN


@executes(("README.md", "---"))
def test_the_slide_of_the_readme_builds(real: Path) -> None:
    edit_whole(real / "deck/slides/gpu/order-race.md", example("README.md", "---"))
    edit_whole(real / "deck/talks/alone.yaml", "title: T\nslides: [gpu/order-race]\n")
    assert main(["check", "alone", "--locale", "en", "--strict"]) == CLEAN


@executes(("README.md", "title: GPUs, a year later"))
def test_the_talk_of_the_readme_is_made_of_old_slides(
    real: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *talk, blank, command = example("README.md", "title: GPUs, a year later").rstrip().split("\n")
    assert (blank, command) == ("", "diptych build meetup")
    edit_whole(real / "deck/talks/meetup.yaml", "\n".join(talk) + "\n")
    assert main([*command.split()[1:], "--format", "concise"]) == CLEAN
    (waiting, _) = capsys.readouterr().err.splitlines()
    assert "talk `meetup`: 9 texts are not translated into `ko`" in waiting
    assert main(["locale", "update"]) == CLEAN
    capsys.readouterr()
    assert main(["locale", "status", "--json"]) == CLEAN
    told = json.loads(capsys.readouterr().out)[0]["open"]
    assert {one["context"].partition("#")[0] for one in told} == {"talk:meetup"}
    assert {one["source"] for one in told} >= {"GPUs, a year later", "What comes", "Roadmaps"}
    page = (real / "output/meetup/en/index.html").read_text("utf-8")
    agenda = page.split('id="agenda"')[1].split("</section>")[0]
    assert set(re.findall("Supply|What comes", agenda)) == {"Supply", "What comes"}


FLOW = "read ─> reuse ─> number ─> translate ─> fill ─> lay out ─> check ─┐"


@executes(("README.md", FLOW), ("docs/architecture.md", FLOW))
def test_the_flow_is_the_pipelines() -> None:
    assert example("README.md", FLOW) == example("docs/architecture.md", FLOW)
    preparing = (ROOT / "src/diptych/building/preparing.py").read_text("utf-8")
    pipeline = (ROOT / "src/diptych/pipeline.py").read_text("utf-8")
    resolution = (ROOT / "src/diptych/building/resolution.py").read_text("utf-8")
    first, later = resolution.split("def resolve(")
    stages = (
        (first.split("def number(")[1], ("reuse_slides(", "number_citations(")),
        (later, ("_translated(", "fill_variables(_whole(talk)")),
        (preparing.split("def prepare_talk(")[1], ("number(", "resolve(", "lay_out(", "CHECKS")),
        (pipeline.split("def _build(")[1], ("make(", "manifest.put(")),
    )
    for body, calls in stages:
        places = [body.index(call) for call in calls]
        assert places == sorted(places)


COMMANDS = {
    "python build.py": [],
    "diptych build": [["build"]],
    "diptych build TALK --to html --slides 3,8-10 -o DIR": [
        ["build", "demo", "--to", "html", "--slides", "3,5-6", "-o", "DIR"]
    ],
    "diptych build --to pdf": [["build", "--to", "pdf"]],
    "diptych build --single-file": [["build", "--single-file"]],
    "diptych build --to pdf --steps": [["build", "--to", "pdf", "--steps"]],
    "diptych build --handout 4": [["build", "--handout", "4"]],
    "diptych build --dpi 192": [["build", "--dpi", "192"]],
    "diptych build --to png,svg --width 1920": [
        ["build", "--to", "png,svg", "--width", "1920"]
    ],
    "diptych build --to webp": [["build", "--to", "webp", "--slides", "1"]],
    "diptych build --to text": [["build", "--to", "text"]],
    "diptych build --to page": [["build", "--to", "page"]],
    "diptych build TALK --locale en -o talk.pdf": [
        ["build", "demo", "--locale", "en", "-o", "talk.pdf"]
    ],
    "diptych build talk.md -o DIR": [["build", "talk.md", "-o", "DIR"]],
    "diptych build --no-notes": [["build", "--no-notes"]],
    "diptych build --verify": [["build", "--verify"]],
    "diptych build --jobs 4": [["build", "--jobs", "4"]],
    "diptych check": [["check"]],
    "diptych compare TALK": [],  # tests/commands/compare
    "diptych serve": [],  # tests/preview
    "diptych locale add de": [["locale", "add", "de"]],
    "diptych locale update|status|check": [
        ["locale", "update"], ["locale", "status"], ["locale", "check"]
    ],
    "diptych slides gpu tag:figures lang:ko=missing": [
        ["locale", "add", "ko"], ["slides", "gpu", "tag:figures", "lang:ko=missing"]
    ],
    "diptych new slide TOPIC/NAME --talk TALK": [
        ["new", "slide", "topic/name", "--talk", "demo"], ["build"]
    ],
    "diptych new talk NAME": [["new", "talk", "name"], ["build", "name"]],
    "diptych freeze TALK": [["freeze", "demo"], ["build"]],
    "diptych library add|update|outdated|verify": [
        ["library", "update"], ["library", "outdated"], ["library", "verify"]
    ],  # and below
    "diptych list [talks|slides|themes|layouts|blocks]": [
        ["list"], ["list", "talks"], ["list", "slides"], ["list", "themes"],
        ["list", "layouts"], ["list", "blocks"]
    ],
    "diptych init DIR [--theme plain]": [["init", "DIR"], ["init", "PLAIN", "--theme", "plain"]],
    "diptych explain CODE": [["explain", "FIT201"]],
    "diptych explain SLIDE": [["explain", "opening/cover"]],
}  # fmt: skip
"""What is run for each command in the README's table."""


def test_every_command_of_the_readme_is_run() -> None:
    listed = [command for cell in rows("README.md", "command | does") for command in spans(cell)]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(demo: Path, command: str) -> None:
    write_files(demo, {"talk.md": "# A talk\n\n- A thought\n"})
    for arguments in COMMANDS[command]:
        assert main(arguments) == CLEAN


# ----------------------------------------------------------------------------------------- writing

WRITING, CONTENT, SETTING = "docs/writing.md", "docs/content.md", "docs/setting.md"
FROM_DATA = "docs/data.md"
TREE = "deck/deck.yaml            the project: format, languages, theme"


@executes((WRITING, TREE))
def test_a_project_has_the_files_that_are_listed() -> None:
    projects = (ROOT, ROOT / "examples" / "company-talk")
    made = {"deck/libraries", "deck/deck.lock"}  # by `diptych library add`, below
    for line in example(WRITING, TREE).splitlines():
        paths = re.split(r"\s{2,}| (?=[a-z ]+[;:(]|slide;)", line.strip())[0].split(", ")
        for path in paths:
            below = path if path.startswith("deck/") else f"deck/{path}"
            pattern = re.sub("TOPIC|NAME", "*", below.split(" ")[0]).rstrip("/")
            assert pattern in made or any(any(one.glob(pattern)) for one in projects), pattern


@executes((WRITING, "format: 1"))
def test_the_deck_yaml_is_sound(real: Path) -> None:
    edit_whole(real / "deck/deck.yaml", example(WRITING, "format: 1"))
    assert main(["check", "gpu-npu-lightning", "--strict"]) == CLEAN


TALK = "title: Generative AI Frontline in 2023/2024"


@executes((WRITING, TALK))
def test_the_talk_is_sound_and_keeps_what_it_expects(real: Path) -> None:
    edit_whole(real / "deck/talks/example.yaml", example(WRITING, TALK))
    assert main(["check", "example", "--locale", "en", "--strict"]) == CLEAN


ROADMAPS = """\
# Roadmaps

- AMD {#amd}
  - MI250X
- Intel {#intel}
  - Gaudi 2
"""
"""A slide with blocks that have ids, as in the examples."""


@executes((WRITING, "sections:"))
def test_a_talk_shows_slides_its_own_way(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit_whole(real / "deck/slides/gpu/vendor-roadmaps.md", ROADMAPS)
    edit_whole(real / "deck/talks/example.yaml", f"title: T\n{example(WRITING, 'sections:')}")
    assert main(["build", "example", "--locale", "en", "--to", "html", "--strict"]) == CLEAN
    page = (real / "output/example/en/index.html").read_text("utf-8")
    again = page.split('id="roadmaps-again"')[1].split("</section>")[0]
    assert "Vendor roadmaps" in again
    assert "<strong>MI300X</strong>" in again or "MI300X" in again
    assert "Gaudi" not in again
    assert 'data-visibility="hidden"' in page
    assert "npu.quantized-training" in page


@executes((CONTENT, "$$"))
def test_an_equation_is_mentioned_by_its_number(tmp_path: Path) -> None:
    prepared = document(tmp_path, f"# A\n\n{example(CONTENT, '$$')}")
    assert said(prepared.found) == []
    (slide,) = only(prepared)
    assert words(slide)[-1] == "By (1), likely answers cost little."


@executes((WRITING, "---"))
def test_a_slide_is_sound(tmp_path: Path) -> None:
    sources = "references:\n  - {id: hpcwire-2023, title: A}\n  - {id: cnbc-2023, title: B}\n"
    files = {
        "deck/slides/a.md": example(WRITING, "---"),
        "deck/references.yaml": sources,
    }
    assert said(project(tmp_path, files).found) == []


METRIC = "::: metric"


@executes((CONTENT, METRIC))
def test_a_metric_is_a_number_above_its_label(tmp_path: Path) -> None:
    label = ' label="GPUs in one order"'
    said_twice = f"{example(CONTENT, METRIC)}\n::: {{.metric{label} .fragment}}\n1,400\n:::\n"
    prepared = project(tmp_path, {"deck/slides/a.md": f"# A slide\n\n{said_twice}"})
    assert said(prepared.found) == []
    frames = [frame for frame in only(prepared)[0].frames if frame.role == "text"]
    shown = [[plain_text(paragraph.runs) for paragraph in frame.paragraphs] for frame in frames]
    assert shown == [
        ["1.5 million", "GPUs that Meta, Microsoft and others ordered in 2023"],
        ["1,400", "GPUs in one order"],
    ]
    assert [frame.paragraphs[0].step for frame in frames] == [0, 1]


ROWS_OF_A_FILE = "```table"
ECONOMIES = """\
Country,Continent,GDP,Growth
Korea,Asia,1710000000000,0.014
China,Asia,17800000000000,0.052
Germany,Europe,4500000000000,0.003
Macao,Asia,46000000,0.8
"""


@executes((CONTENT, ROWS_OF_A_FILE))
def test_a_table_shows_rows_of_a_file(tmp_path: Path) -> None:
    files = {
        "deck/slides/a.md": f"# A slide\n\n{example(CONTENT, ROWS_OF_A_FILE)}",
        "deck/slides/economies.csv": ECONOMIES,
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == []
    (table,) = only(prepared)[0].tables
    assert [plain_text(paragraph.runs) for paragraph in table.paragraphs] == [
        *("Country", "GDP, $", "Growth"),
        *("China", "$17.8T", "5.2%"),
        *("Korea", "$1.71T", "1.4%"),
        *("Together", "$19.5T", ""),
    ]


SHIPS = "::: {#fig-ships layout-ncol=2}"


@executes((CONTENT, SHIPS))
def test_a_row_of_pictures_has_a_number_and_they_have_letters(tmp_path: Path) -> None:
    files = {
        "deck/slides/a.md": f"# A\n\n[@fig-stern]\n\n{example(CONTENT, SHIPS)}",
        "deck/slides/bow.svg": SVG,
        "deck/slides/stern.svg": SVG,
    }
    (slide,) = only(project(tmp_path, files))
    runs = [run for frame in slide.frames for one in frame.paragraphs for run in one.runs]
    labels = ["(a) ", "(b) ", "Figure\u00a01: "]
    assert [run.text for run in runs if isinstance(run, Run) and run.role == "label"] == labels
    assert "Figure\u00a01b" in words(slide)


ORDERS = '```{#fig-orders .chart kind=bar title="Orders, in thousands"}'


@executes((CONTENT, ORDERS))
def test_charts_and_listings_with_labels_have_numbers(tmp_path: Path) -> None:
    mentions = "@fig-orders, -@fig-orders; @Lst-loop [see @lst-loop]"
    prepared = document(tmp_path, f"# A\n\n{example(CONTENT, ORDERS)}\n\n{mentions}\n")
    assert said(prepared.found) == []
    mention = words(only(prepared)[0])[-1].replace("\u00a0", " ")
    assert mention == "Figure 1, 1; Listing 1 (see Listing 1)"


MERMAID = "```mermaid"


CYCLE = "::: {.diagram kind=cycle}"


@executes((CONTENT, CYCLE))
def test_a_list_is_shown_as_a_cycle(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": f"# A\n\n{example(CONTENT, CYCLE)}\n"})
    assert said(prepared.found) == []
    (group,) = (one for one in only(prepared)[0].shapes if isinstance(one, Group))
    assert group.alt == "Cycle: Every two weeks; Plan; Build; Measure"


@executes((CONTENT, f"{MERMAID} (2)"))
def test_a_sequence_says_who_says_what_to_whom(tmp_path: Path) -> None:
    text = f"# A\n\n{example(CONTENT, f'{MERMAID} (2)')}\n"
    prepared = project(tmp_path, {"deck/slides/a.md": text})
    assert said(prepared.found) == []
    (group,) = (one for one in only(prepared)[0].shapes if isinstance(one, Group))
    assert group.told[:2] == ("User → App: Sign in", "[known]")


@executes((CONTENT, MERMAID), (CONTENT, "diagram:"))
def test_diagrams_are_written_in_two_ways(tmp_path: Path) -> None:
    data = textwrap.indent(example(CONTENT, "diagram:"), "    ").replace("    ", "  - ", 1)
    for text, suffix in (
        (f"# A\n\n{example(CONTENT, MERMAID)}\n", ".md"),
        (f"title: A\nbody:\n{data}", ".yaml"),
    ):
        name, other = f"deck/slides/a{suffix}", {".md": ".yaml", ".yaml": ".md"}[suffix]
        files = {"deck/talks/talk.yaml": "title: A talk\nslides: [a]\n", name: text}
        prepared = project(tmp_path / suffix[1:], files | {f"deck/slides/a{other}": None})
        assert said(prepared.found) == []
        (group,) = (one for one in only(prepared)[0].shapes if isinstance(one, Group))
        shown = {plain_text(p.runs) for shape in group.shapes for p in paragraphs_of(shape)}
        assert {"Question", "Search", "Answer", "Documents"} <= shown


CHART = (
    '```{.chart kind=column title="GPUs ordered, in thousands" highlight=Google'
    ' source="Omdia, 2023"}'
)


@executes((CONTENT, CHART))
def test_a_chart_has_the_numbers_of_its_lines(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": f"# A slide\n\n{example(CONTENT, CHART)}\n"})
    assert said(prepared.found) == []
    (slide,) = only(prepared)
    (chart,) = (shape for shape in slide.shapes if isinstance(shape, ChartShape))
    assert chart.plan.rows[1:] == (("Meta", "150"), ("Microsoft", "150"), ("Google", "50"))
    assert words(slide, "text", "caption") == ["GPUs ordered, in thousands", "Omdia, 2023"]


def test_every_key_of_a_chart_is_named() -> None:
    listed = [key for cell in rows(CONTENT, "key of a chart | meaning") for key in spans(cell)]
    assert set(listed) - {".incremental"} == set(CHART_KEYS) - {"currency", "id"}


def test_every_block_that_yaml_knows_is_named() -> None:
    page = _page(WRITING)
    listed = page.split("each a mapping with one key: ")[1].split(".")[0]
    names = [*blocks_of_slides.BLOCKS, "numbered", "logos"]
    assert spans(" ".join(listed.split())) == sorted(names, key=listed.find)


def test_every_block_with_a_name_is_in_the_table_of_markdown() -> None:
    listed = [code for cell in rows(WRITING, "Markdown | meaning") for code in spans(cell)]
    for name, block in blocks_of_slides.BLOCKS.items():
        is_named = any(code == f"::: {name}" or f"{{.{name} " in code for code in listed)
        assert block.in_markdown == "own" or is_named, name


def test_every_style_of_a_block_is_named() -> None:
    page = _page("docs/themes.md")
    assert [
        one.name for one in blocks_of_slides.block_styles() if f"`{one.name}`" not in page
    ] == []


DATA = "---"


@executes((FROM_DATA, DATA))
def test_slides_are_made_of_data(tmp_path: Path) -> None:
    talk = "title: T\nevent: E\nslides: [vendors/roadmap/nvidia, 'vendors/roadmap/*']\n"
    files = {
        "deck/slides/vendors/roadmap.md.j2": example(FROM_DATA, DATA),
        "deck/slides/vendors/vendors.csv": (
            "name,year,chip,price\nNVIDIA,2022,H100,30000\nAMD,2023,MI300X,15000\n"
        ),
        "deck/talks/talk.yaml": talk.replace("vendors/roadmap/nvidia, ", ""),
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == []
    slides = [laid_out.slide for laid_out in prepared.talks[0].slides]
    assert [slide.id for slide in slides] == ["vendors/roadmap/nvidia", "vendors/roadmap/amd"]
    assert [slide.title.plain for slide in slides] == ["NVIDIA roadmap", "AMD roadmap"]


OVERFLOW = next((first for _, first in BLOCKS if "FIT201" in first), "")


@executes((SETTING, OVERFLOW))
def test_what_does_not_fit_is_said_as_the_page_shows(
    real: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = real / "deck/slides/gpu/national-supercomputing.md"
    more = ("- Prices", "  - An H100 costs more than a car", "  - and nobody asks", "  - why")
    edit_whole(path, path.read_text("utf-8") + "".join(f"{line}\n" for line in more))
    assert main(["check", "gpu-npu-lightning", "--locale", "en"]) == FOUND
    assert capsys.readouterr().err.split("\n\n")[0] == example(SETTING, OVERFLOW).rstrip()


MARKDOWN = {
    "**strong**": (
        "**strong** *emphasis* `code` ~~struck~~ H~2~O x^2^",
        "strong emphasis code struck H2O x2",
    ),
    "[text](https://…)": (
        "[text](https://example.org), <https://example.org>, [text](#topic/slide)",
        "text, example.org, text",
    ),
    "- item": (
        (
            "- item\n\n<!-- -->\n\n1. item\n\n<!-- -->\n\na) a\n\n<!-- -->\n\n(iv) b\n\n"
            "<!-- -->\n\nB.  c\n\n<!-- -->\n\n#. d"
        ),
        "item item a b c d",
    ),
    "(@) item": ("(@) item\n(@label) item\n\nSee (@label).", "item item See 2"),
    "- [ ] open": ("- [ ] open\n- [x] done", "open done"),
    '![caption](../../media/x.svg){alt="what it shows" width=40%}': (
        '![caption](../../media/x.svg){alt="what it shows" width=40%}',
        "caption",
    ),
    "![one](a.svg) ![two](b.svg)": ("![one](a.svg) ![two](b.svg)", ""),
    '![caption](a.svg){aspect=16/9 focus="30% 20%" .rounded .border credit="Photo: Doe"}': (
        (
            '![caption](a.svg){aspect=16/9 focus="30% 20%" .rounded .border credit="Photo: Doe"}'
            '\n\n![top left](b.svg){.circle focus="top left"}\n\n![](b.svg){.decorative}'
        ),
        "caption Photo: Doe",
    ),
    "![caption](a.svg){fit=fill focus=top}": (
        (
            "![caption](a.svg){fit=fill focus=top}\n\n![one](a.svg){fit=cover}\n\n"
            "![](a.svg){alt=b fit=fit} ![](a.svg){alt=c fit=contain}"
        ),
        "caption one",
    ),
    "::: {layout-ncol=3}": (
        "::: {layout-ncol=3}\n![one](a.svg)\n\n![two](b.svg)\n:::\n\n::: logos\n![a](a.svg)\n:::",
        "one two",
    ),
    "[![what it shows](a.svg)](https://…)": (
        "[![what it shows](a.svg)](https://example.org)",
        "",
    ),
    "| a | b |": ("| a | b |\n|:--|--:|\n| 1 | 2 |\n\n: Caption {#id}", ""),
    "[@key]": ("Said [@key] and [@one; @two]", "Said and"),
    "[see @key, p. 3]": ("Said [see @key, p. 3]\n\n@key says", "says"),
    ":icon-rocket:": (":icon-rocket: Launch", "\u2003 Launch"),
    "🚀": ("Go 🚀", "Go 🚀"),
    "[text]{.underline}": ("[text]{.underline} [text]{.mark}", "text text"),
    "[text]{.accent}": ("[text]{.accent} [text]{.alert}", "text text"),
    "\\textbf{…}": (
        (
            "\\textbf{a} \\emph{b} \\texttt{c} \\underline{d} \\url{https://example.org}"
            " \\href{https://example.org}{e}\n\nf \\pause\n\ng"
        ),
        "a b c d https://example.org e f g",
    ),
    "word[^1]": ("word[^1] word^[note]\n\n[^1]: note", "word word"),
    "::: {.columns}": (
        "::: {.columns}\n::: {.column width=40%}\n- left\n:::\n::: {.column}\n- right\n:::\n:::",
        "left right",
    ),
    "{.absolute left=60% top=120 width=400}": (
        "a\n\n![x](a.svg){.absolute left=60% top=120 width=400}\n\n::: {.absolute top=400}\nb\n:::",
        "a b",
    ),
    "::: notes": ("- shown\n\n::: notes\nspoken\n:::", "shown"),
    ". . .": (
        (
            "a\n\n. . .\n\nb\n\n::: incremental\n- c\n:::\n\n::: fragment\nd\n:::\n\n"
            "![x](a.svg){.fragment}"
        ),
        "a b c d",
    ),
    "::: callout-note": (
        '::: {.callout-note title="t"}\na\n:::\n\n> [!TIP]\n> b\n\n::: callout-note\nc\n:::',
        "t a Tip b Note c",
    ),
    '::: {title="…"}': ('::: {title="b"}\nc\n:::', "b c"),
    "::: metric": ("::: metric\n1.5 million\n\nGPUs\n:::", "1.5 million GPUs"),
    "```mermaid": ("```mermaid\ngraph LR\n a[One] --> b[Other]\n```", "One Other"),
    "::: {.diagram kind=cycle}": ("::: {.diagram kind=cycle}\n- One\n- Two\n:::", "One Two"),
    '::: {.qr to="https://…"}': ('a\n\n::: {.qr to="https://example.org"}\nbelow\n:::', "a"),
    "$O(n^2)$": ("It costs $O(n^2)$ or $5.", "It costs \ufffc or $5."),
    "$$ E = mc^2 $$ {#eq:energy}": (
        "$$ E = mc^2 $$ {#eq:energy}\n\nsee @eq:energy",
        "(1) see (1)",
    ),
    "![The ship](a.svg){#fig-ship}": (
        "see @fig-ship\n\n![The ship](a.svg){#fig-ship}",
        "see Figure\u00a01 The ship",
    ),
    "Term": ("Term\n: what it means\n: or this", "Term what it means or this"),
    "```python": ("```python\ncode\n```\n\n> quotation\n\n## Heading", "code quotation Heading"),
    "{{ talk.event }}": ("{{ talk.event }} {{ host }}", "Expo Host"),
    "{#id}": ("- bullet {#id}", "bullet"),
}
"""What a slide may say of each row of the table of Markdown, by its first code, and its words."""


def test_every_row_of_markdown_is_built() -> None:
    """A new row of the table needs a slide in `MARKDOWN`."""
    listed = [spans(cell) for cell in rows(WRITING, "Markdown | meaning")]
    assert [found[0] for found in listed] == list(MARKDOWN)
    for found in listed:
        for code in found:
            wanted = ".*".join(map(re.escape, code.strip().split("…")))
            assert re.search(wanted, MARKDOWN[found[0]][0], re.DOTALL), code


@pytest.mark.parametrize("code", MARKDOWN)
def test_a_row_of_markdown_builds(tmp_path: Path, code: str) -> None:
    body, wanted = MARKDOWN[code]
    names = ("key", "one", "two")
    cited = "".join(f"  - {{id: {name}, title: On {name}, note: {name}}}\n" for name in names)
    talk = "title: T\nevent: Expo\nvariables: {host: Host}\nslides: [topic/slide]\n"
    files = {
        "deck/talks/talk.yaml": talk,
        "deck/slides/topic/slide.md": f"# A slide\n\n{body}\n",
        "deck/slides/topic/a.svg": SVG,
        "deck/slides/topic/b.svg": SVG,
        "deck/media/x.svg": SVG,
        "deck/references.yaml": f"references:\n{cited}",
    }
    prepared = project(tmp_path, files)
    assert not [one for one in prepared.found if one.is_error], drawn(prepared)
    shown = " ".join(" ".join(words(slide, "text", "caption")) for slide in only(prepared))
    assert re.search(".*".join(map(re.escape, wanted.split())), shown), shown


def test_a_title_of_the_front_matter_table_is_known(tmp_path: Path) -> None:
    told = {
        "layout": "layout: body", "arrange": "arrange: auto", "kicker": "kicker: K",
        "running_title: true": "running_title: true", "show_title: false": "show_title: false",
        "refs": "refs: [kim-2024]", "sources: short": "sources: short",
        "density": "density: dense", "steps: groups": "steps: groups", "time: 90s": "time: 90s",
        "transition: fade": "transition: fade",
        "mode: dark": "mode: dark", "overflow": "overflow: continue", "tags": "tags: [t]",
        "incremental": "incremental: true",
        "allow": "allow: [picture-without-alt]",
    }  # fmt: skip
    listed = [key for cell in rows(WRITING, "front matter | meaning") for key in spans(cell)]
    assert listed == list(told)
    front = "\n".join(told.values())
    slide = f"---\n{front}\n---\n\n# A slide\n\n- A thought\n\n![](../media/box.svg)\n"
    found = said(project(tmp_path, {"deck/slides/a.md": slide}).found)
    assert found == []


# ------------------------------------------------------------------------------ themes and the page


@executes(("docs/themes.md", "format: 1"))
def test_a_theme_extends_the_built_in_one(tmp_path: Path) -> None:
    files = {
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\ntheme: house\n",
        "templates/house/theme.yaml": example("docs/themes.md", "format: 1"),
        "templates/house/logo.svg": SVG,
        "deck/slides/a.md": "---\nlayout: cover\n---\n\n# A slide\n",
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == []
    assert prepared.talks[0].theme.colors["accent"].value == "#0B6E4F"


@executes(("docs/themes.md", "densities:"))
def test_the_densities_of_the_guide_are_those_of_the_built_in_theme(tmp_path: Path) -> None:
    tokens = textwrap.indent(example("docs/themes.md", "densities:"), "  ")
    deck = f"format: 1\nsource_locale: en\nlocales: [en]\ntokens:\n{tokens}"
    prepared = project(tmp_path, {"deck/deck.yaml": deck, "deck/slides/a.md": "# A slide\n"})
    assert said(prepared.found) == []
    names = [density.name for density in prepared.talks[0].theme.densities]
    assert names == ["large", "roomy", "normal", "compact", "small", "dense"]


THEMES = "docs/themes.md"


_BROUGHT = "fonts:  # of a theme with NanumSquareR.ttf and NanumSquareB.ttf in its folder fonts/"


@executes(("docs/themes.md", _BROUGHT))
def test_a_theme_brings_its_font_along(tmp_path: Path) -> None:
    folder = tmp_path / "templates/ours/fonts"
    folder.mkdir(parents=True)
    (folder / "NanumSquareR.ttf").write_bytes(made("NanumSquare"))
    (folder / "NanumSquareB.ttf").write_bytes(made("NanumSquare", weight=700, style="Bold"))
    fonts = example("docs/themes.md", _BROUGHT)
    files = {
        "deck/deck.yaml": "format: 1\ntheme: ours\n",
        "templates/ours/theme.yaml": f"format: 1\nextends: atlas\n{fonts}\n",
        "deck/slides/a.md": "# A slide\n",
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == []
    assert sorted(prepared.talks[0].theme.font_files["NanumSquare"]) == [400, 700]


@executes((THEMES, "densities:"))
def test_the_densities_shown_are_those_of_the_built_in_theme(tmp_path: Path) -> None:
    deck = "format: 1\nsource_locale: en\nlocales: [en]\n"
    shown = f"{deck}tokens:\n{textwrap.indent(example(THEMES, 'densities:'), '  ')}\n"
    given, built_in = (
        project(tmp_path / name, {"deck/deck.yaml": text, "deck/slides/a.md": "# A\n"})
        for name, text in (("given", shown), ("own", deck))
    )
    assert said(given.found) == []
    assert given.talks[0].theme.densities == built_in.talks[0].theme.densities


@executes((THEMES, "tokens:"), *((THEMES, step) for step in OWN_THEME), (THEMES, "---"))
@pytest.mark.parametrize("steps", range(1, len(OWN_THEME) + 1))
def test_each_step_of_the_guide_makes_a_theme_that_builds(tmp_path: Path, steps: int) -> None:
    deck = "format: 1\nsource_locale: en\nlocales: [en]\n"
    is_first, is_last = steps == 1, steps == len(OWN_THEME)
    tokens = f"theme: plain\n{example(THEMES, 'tokens:')}\n"
    files = {
        "deck/deck.yaml": f"{deck}{tokens}" if is_first else f"{deck}theme: harbour\n",
        "templates/harbour/theme.yaml": "\n".join(example(THEMES, s) for s in OWN_THEME[:steps]),
        "templates/harbour/logo.svg": SVG,
        "deck/slides/a.md": example(THEMES, "---") if is_last else "# A slide\n",
        "deck/slides/b.md": "---\nlayout: cover\n---\n\n# A cover\n",
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == []
    if is_last:
        frames = prepared.talks[0].slides[0].frames
        assert [p.color for f in frames for p in f.paragraphs][:4] == ["white"] * 3 + ["ink"]


FROM_COMPANY = "# templates/acme/theme.yaml"


@executes((THEMES, FROM_COMPANY))
def test_the_look_of_a_companys_template_is_a_theme_that_builds(tmp_path: Path) -> None:
    files = {
        "deck/deck.yaml": "format: 1\ntheme: acme\n",
        "templates/acme/theme.yaml": f"{example(THEMES, FROM_COMPANY)}\n",
        "deck/slides/a.md": "---\nlayout: cover\n---\n\n# A cover\n",
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == []
    assert prepared.talks[0].theme.colors["red"].value == "#C8002A"


@executes(("docs/themes.md", "densities:"))
def test_the_densities_of_the_example_are_those_of_atlas(tmp_path: Path) -> None:
    deck = "format: 1\nsource_locale: en\nlocales: [en]\n"
    own = example("docs/themes.md", "densities:").replace("\n", "\n  ")
    plain = project(tmp_path / "a", {"deck/deck.yaml": deck}).talks[0].theme
    changed = project(tmp_path / "b", {"deck/deck.yaml": f"{deck}tokens:\n  {own}\n"})
    assert said(changed.found) == []
    assert changed.talks[0].theme.densities == plain.densities


@executes(("docs/html.md", "html:"))
def test_the_page_takes_what_a_project_adds(demo: Path) -> None:
    deck = demo / "deck/deck.yaml"
    edit_whole(deck, f"{deck.read_text('utf-8')}\n{example('docs/html.md', 'html:')}")
    own = ("html/ours.css", "html/ours.js", "html/menu/menu.js", "html/menu/menu.css")
    write_files(demo / "deck", dict.fromkeys(own, "/* ours: RevealMenu */\n"))
    assert main(["build", "--to", "html", "--strict"]) == CLEAN
    (copied,) = (demo / "output/demo/assets").glob("deck-*/own")
    assert all((copied / path).is_file() for path in own)
    page = (demo / "output/demo/en/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/talks/' in page


ABOUT = "abstract_credit: {ko: Translated by John Roe}"


@executes(("docs/page.md", "site:"), ("docs/page.md", ABOUT))
def test_a_site_has_what_a_project_and_its_talk_say(demo: Path) -> None:
    deck, talk = demo / "deck/deck.yaml", demo / "deck/talks/demo.yaml"
    edit_whole(deck, f"{deck.read_text('utf-8')}\n{example('docs/page.md', 'site:')}")
    edit_whole(talk, f"{talk.read_text('utf-8')}\n{example('docs/page.md', ABOUT)}")
    assert main(["build", "--to", "page", "--strict"]) == CLEAN
    made = {path.name for path in (demo / "output/site/demo/en").iterdir()}
    assert made >= {"index.html", "demo.en.pdf", "oembed.json", "preview.png", "slides"}
    assert "demo.en.pptx" not in made
    assert (demo / "output/site/gpu-talk/en/index.html").is_file()
    page = (demo / "output/site/demo/en/index.html").read_text("utf-8")
    assert "Talks by Jane Doe" in page
    asked = set(rows("docs/page.md", "key | value"))
    assert asked == {
        f"`{line.partition(':')[0]}`" for line in example("docs/page.md", ABOUT).split("\n") if line
    }


@executes(("docs/page.md", "name: talks"))
def test_the_workflow_builds_what_it_uploads(demo: Path) -> None:
    workflow = yaml.safe_load(example("docs/page.md", "name: talks"))
    steps = workflow["jobs"]["build"]["steps"]
    for command in (step["run"] for step in steps if "run" in step):
        program, *arguments = shlex.split(command)
        assert program in {"diptych", "pip"}
        assert program == "pip" or main(arguments) == CLEAN
    uploaded = [step["with"]["path"] for step in steps if "upload" in step.get("uses", "")]
    assert uploaded == ["output", "output/site"]
    assert (demo / "output/site/index.html").is_file()
    assert (demo / "output/demo/en/demo.en.pptx").is_file()


# --------------------------------------------------------------------------------------- languages

LANGUAGES = "docs/languages.md"
ADD = "diptych locale add de           # declares de in deck.yaml, makes deck/locales/de.po"
UPDATE = next((first for page, first in BLOCKS if first.startswith("diptych locale update ")), "")


COFFEE = 'msgid "Coffee first, slides after."'


def commands(block: str) -> Iterator[list[str]]:
    """Yield the arguments of each command in a block, without its comment."""
    for line in block.splitlines():
        words = shlex.split(line, comments=True)
        if words and words[0] == "diptych":
            yield words[1:]


@executes((LANGUAGES, ADD), (LANGUAGES, UPDATE))
def test_a_language_is_added_and_kept_up_to_date(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add, build, again = commands(example(LANGUAGES, ADD))
    assert (main(add), build, again) == (CLEAN, ["build"], ["build"])
    assert "de" in (demo / "deck/deck.yaml").read_text("utf-8").split("locales:")[1]
    assert main(build) == CLEAN
    assert (demo / "output/demo/de/index.html").is_file()
    po = demo / "deck/locales/de.po"
    edit(po, f'{COFFEE}\nmsgstr ""', f'{COFFEE}\nmsgstr "Erst Kaffee."')
    assert main(again) == CLEAN
    edit(
        demo / "deck/slides/writing/two-columns.md",
        "Coffee first, slides after.",
        "Coffee first, slides later.",
    )
    capsys.readouterr()
    update, status, check = commands(example(LANGUAGES, UPDATE))
    assert main(update) == CLEAN
    assert "#, fuzzy" in po.read_text("utf-8")
    assert f"#| {COFFEE}" in po.read_text("utf-8")
    assert main(status) == CLEAN
    assert re.search(r"^de +0 \(0 %\) +1 ", capsys.readouterr().out, re.MULTILINE)
    assert main(check) == FOUND


@executes((LANGUAGES, "translation: {fuzzy: mark, missing: source}"), (LANGUAGES, "terms:"))
def test_policy_and_glossary_are_sound(real: Path) -> None:
    deck = real / "deck/deck.yaml"
    policy = example(LANGUAGES, "translation: {fuzzy: mark, missing: source}")
    edit_whole(deck, deck.read_text("utf-8") + policy)
    edit_whole(real / "deck/glossary.yaml", example(LANGUAGES, "terms:"))
    assert main(["check", "gpu-npu-lightning"]) == CLEAN


def test_filters_write_what_the_table_shows() -> None:
    span = Span("a.md", 1)
    values = {"name": "NVIDIA", "talk": {"dates": {"delivered": "2024-01-11"}}}
    table = rows(LANGUAGES, "written | en | ko")
    assert len(table) == 4
    for cell, wanted in table.items():
        (written,) = spans(cell)
        variable = Variable(expression=written.strip("{} "), span=span)
        for locale, shown in zip(("en", "ko"), wanted, strict=True):
            expressions = Expressions(values, locale, {"nvidia": "엔비디아"})
            assert expressions.value(variable) == shown.partition(" (")[0]
            assert expressions.found == []


# ------------------------------------------------------------------------------------------- reuse

REUSE = "docs/reuse.md"
DECK = "format: 1\nsource_locale: en\nlocales: [en, ko]\narrange: auto\n"
LIBRARY_ADD = next((first for _, first in BLOCKS if first.startswith("diptych library add")), "")
CHANGED = next((first for _, first in BLOCKS if "REF505" in first), "")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return another project, in git."""
    folder = write_files(tmp_path / "common", LIBRARY)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Begin")
    return folder


@pytest.fixture
def mine(tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project whose talk names a slide of that one; stand in it."""
    monkeypatch.chdir(write_files(tmp_path / "mine", MINE))
    return tmp_path / "mine"


def of_the_library(arguments: list[str], library: Path) -> list[str]:
    """Return a command about the library of the page as one about the library at hand."""
    return [word.replace("https://git.example.org/common.git", str(library)) for word in arguments]


@executes((REUSE, LIBRARY_ADD))
def test_a_library_is_added_updated_and_verified(library: Path, mine: Path) -> None:
    for arguments in commands(example(REUSE, LIBRARY_ADD)):
        more = ["--git"] if "add" in arguments else []
        assert main([*of_the_library(arguments, library), *more]) == CLEAN
    assert main(["check"]) == CLEAN


@executes((REUSE, "libraries:"), (REUSE, "slides:"))
def test_libraries_are_declared_and_shown(library: Path, mine: Path, tmp_path: Path) -> None:
    genai = tmp_path / "genai"
    shutil.copytree(ROOT / "deck", genai / "deck")
    edit_whole(genai / "deck/slides/gpu/vendor-roadmaps.md", ROADMAPS)
    declared = example(REUSE, "libraries:").replace(
        "https://git.example.org/common.git", library.as_uri()
    )
    edit_whole(mine / "deck/deck.yaml", f"{DECK}{declared}")
    edit_whole(mine / "deck/talks/talk.yaml", f"title: T\n{example(REUSE, 'slides:')}")
    assert main(["library", "update", "--yes"]) == CLEAN
    assert main(["library", "verify"]) == CLEAN
    assert main(["build", "--to", "html"]) == CLEAN
    page = (mine / "output/talk/en/index.html").read_text("utf-8")
    assert "Mythical Product" in page
    assert "Gaudi" not in page.split('id="roadmaps"')[1].split("</section>")[0]


@executes((REUSE, CHANGED))
def test_a_copy_that_was_edited_is_said_as_the_page_shows(
    library: Path, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["library", "add", "common", str(library), "--git", "--revision", "main"]) == CLEAN
    edit(mine / "deck/libraries/common/deck/slides/gpu/supply.md", "Orders rise", "Orders fall")
    capsys.readouterr()
    assert main(["check"]) == FOUND
    assert example(REUSE, CHANGED).rstrip() in capsys.readouterr().err.split("\n\n")


@executes((REUSE, "$ diptych library update"))
def test_an_update_is_shown_as_the_page_shows(
    library: Path, mine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    slides = {f"deck/slides/gpu/{name}.md": f"# {name}\n\n- A\n" for name in ("x", "y", "z")}
    write_files(library, slides)
    commit(library, "More")
    shown = "[a, 'common:gpu/demand', 'common:gpu/x', 'common:gpu/y', b, c, 'common:gpu/supply']"
    own = {f"deck/slides/{name}.md": f"# {name}\n\n- A\n" for name in ("b", "c")}
    board = {"deck/talks/board-2024.yaml": f"title: Board\nslides: {shown}\n"}
    write_files(mine, {**own, **board})
    assert main(["library", "add", "common", str(library), "--git", "--revision", "main"]) == CLEAN
    capsys.readouterr()
    edit(library / "deck/slides/gpu/supply.md", "Orders rise", "Orders fall")
    edit(library / "deck/locales/ko.po", "주문 증가", "주문 감소")
    edit(library / "deck/locales/ko.po", "Orders rise [@lee-2022]", "Orders fall [@lee-2022]")
    edit(library / "deck/slides/gpu/z.md", "- A", "- B")
    write_files(library, {f"deck/slides/gpu/{name}.md": f"# {name}\n" for name in ("v", "w")})
    commit(library)
    terminal = io.StringIO("\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    command, *promised, question = example(REUSE, "$ diptych library update").splitlines()
    assert main(shlex.split(command)[2:]) == FOUND
    said = capsys.readouterr()
    assert said.err.startswith(question)
    assert [_plain(line) for line in said.out.splitlines()] == [_plain(line) for line in promised]


def _plain(line: str) -> str:
    """Return a line without what another commit has of its own."""
    return re.sub(r"\b[0-9a-f]{10}\b", "COMMIT", line)


# ------------------------------------------------------------------------------------ architecture


@executes(("docs/architecture.md", "@pytest.mark.long"))
def test_a_long_test_is_written_as_the_page_shows() -> None:
    made: dict[str, Callable[..., None]] = {}
    exec(  # noqa: S102 - our own page
        example("docs/architecture.md", "@pytest.mark.long"),
        {"pytest": pytest, "stretches": stretches},
        made,
    )
    marks = made["test_documents_lose_nothing"].pytestmark  # type: ignore[attr-defined]
    assert {mark.name for mark in marks} == {"long", "parametrize"}


def test_every_room_is_on_the_page() -> None:
    named = set(spans(_page("docs/architecture.md")))
    assert [
        room for layers in _layers().values() for layer in layers for room in layer - named
    ] == []


@pytest.mark.parametrize(
    ("head", "is_from_top"), [("module of `building`", True), ("package of `source`", False)]
)
def test_the_rooms_of_a_package_are_listed_in_the_order_of_imports(
    head: str, *, is_from_top: bool
) -> None:
    listed = [room for cell in rows("docs/architecture.md", head) for room in spans(cell)]
    layers = _layers()[spans(head)[0]]
    floors = {room: floor for floor, layer in enumerate(layers) for room in layer}
    assert set(listed) == set(floors)
    assert listed == sorted(listed, key=floors.__getitem__, reverse=not is_from_top)


def _layers() -> dict[str, list[set[str]]]:
    """Return the layers of each package, from the top down, as its import contract has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {
        contract["containers"][0].rpartition(".")[2]: [
            set(layer.split(" | ")) - {"__main__"} for layer in contract["layers"]
        ]
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    }


def edit_whole(path: Path, text: str) -> None:
    """Rewrite a file of a project."""
    path.write_text(text, "utf-8")


def _page(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def test_the_security_page_names_tests_that_are_there() -> None:
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/.]+)`", page)
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


# ------------------------------------------------------------------------------------------- links

_ANCHOR = re.compile(r'<a id="([^"]+)">')


def anchors(page: str) -> set[str]:
    """Return where links into a page may lead: its headings, as GitHub names them, and anchors."""
    text = _page(page)
    headings = re.findall(r"^#+ +(.*?) *$", text, re.MULTILINE)
    named = (re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)
    return {*named, *_ANCHOR.findall(text)}


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    parser = MarkdownIt("commonmark")
    inlines = (
        one for token in parser.enable("table").parse(_page(page)) for one in token.children or ()
    )
    links = [str(one.attrs["href"]) for one in inlines if one.type == "link_open"]
    folder = (ROOT / page).parent
    for link in links:
        path, _, anchor = link.partition("#")
        if re.match(r"\w+:", link) or (path and not path.endswith(".md")):
            continue
        target = (folder / path).resolve() if path else ROOT / page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target.relative_to(ROOT).as_posix()), link


def test_pages_begin_with_what_they_are_for() -> None:
    for page in PAGES:
        _, first, *_ = _page(page).split("\n\n")
        assert not first.startswith(("#", "|", "    ", "```", "**")), page


@pytest.mark.parametrize("page", ["docs/architecture.md", "docs/contributing.md"])
def test_modules_that_pages_for_developers_name_are_there(page: str) -> None:
    named = {code for code in spans(_page(page)) if re.fullmatch(r"[a-z_/]+\.py", code)}
    assert named
    files = [
        path
        for folder in ("src/diptych", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
    ]
    paths = {f"/{path.relative_to(ROOT).as_posix()}" for path in (*files, *ROOT.glob("*.py"))}
    assert {code for code in named if not any(path.endswith(f"/{code}") for path in paths)} == set()
