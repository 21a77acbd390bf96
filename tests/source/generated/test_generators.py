"""Slides from data: what a generator makes, their ids, and diagnostics."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from tests.authoring import (
    PROJECT,
    authored,
    codes,
    drawn,
    notes,
    only,
    project,
    said,
    words,
    write_files,
)
from tests.tools import cases, some

from diptych.building.manifest import Manifest
from diptych.commands.list.listing import listing
from diptych.config import BuildConfig
from diptych.diagnostics import draw_diagnostic
from diptych.model import walk
from diptych.pipeline import Prepared, build, prepare
from diptych.source.generated.escaping import escaped
from diptych.source.inventory import read_inventory
from diptych.source.markdown.page import Page
from diptych.source.markdown.rules import parse_blocks
from diptych.source.markdown.slide_body import build_slide
from diptych.source.reading.source_reader import SourceReader
from diptych.source.talks.selection import slide_ids

Files = Mapping[str, str | bytes | None]

CSV = "name,chip,year,price\nNVIDIA,H100,2022,30000\nAMD,MI300X,2023,15000.50\n"
HEAD = '---\ndata: v.csv\neach: row\nid: "{{ row.name | slug }}"\n---\n'
ONE = "---\ndata: v.csv\n---\n"
SLIDES = "deck/slides/v"


def generated(
    root: Path, template: str, data: str | bytes = CSV, *, suffix: str = ".md",
    slides: str = "v/r/*", more: Files | None = None,
) -> Prepared:  # fmt: skip
    """Return what comes of a talk whose slides are made by one generator."""
    files = {
        f"{SLIDES}/r{suffix}.j2": template,
        f"{SLIDES}/v.csv": data,
        "deck/talks/talk.yaml": f"title: T\nevent: CES\nslides: [{slides}]\n",
    }
    return project(root, {**files, **(more or {})})


def texts(prepared: Prepared) -> list[list[str]]:
    assert said(prepared.found) == []
    return [words(slide) for slide in only(prepared)]


def one(root: Path, body: str, data: str = CSV, **given: str) -> list[str]:
    """Return the paragraphs of the one slide that a template makes."""
    (shown,) = texts(generated(root, f"{ONE}# T\n\n{body}\n", data, slides="v/r", **given))  # type: ignore[arg-type]  # only a suffix
    return shown


# ------------------------------------------------------------------------------- what it makes


def test_one_slide_loops_over_the_rows_in_their_order(tmp_path: Path) -> None:
    body = "{% for row in data %}\n- {{ row.name }} since {{ row.year }}\n{% endfor %}"
    assert one(tmp_path, body) == ["NVIDIA since 2022", "AMD since 2023"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("{{ data | length }}", "2"),
        ("{{ data | sum(attribute='year') }}", "4045"),
        ("{{ data | sum(attribute='price') }}", "45000.5"),
        ("{{ (data | sort(attribute='price') | first).name }}", "AMD"),
        ("{{ data | map(attribute='name') | join(' and ') }}", "NVIDIA and AMD"),
        ("{% for r in data if r.year > 2022 %}{{ r.chip }}{% endfor %}", "MI300X"),
        ("{{ data[1].price }}", "15000.50"),
        ("{{ data[1].price * 2 }}", "30001"),
        ("{% set n = data[0].name %}{{ n ~ '!' }}", "NVIDIA!"),
        ("{% macro b(r) %}**{{ r.name }}**{% endmacro %}{{ b(data[0]) }}", "NVIDIA"),
        ("{% filter upper %}by {{ data[0].chip }} x{% endfilter %}", "BY H100 X"),
        ("{% raw %}{% endraw %}x", "x"),
        ("{% if '1 200' | number > 3 %}yes{% endif %}", "yes"),
        ("{{ data[1].price | number }}", "15,000.5"),
        ("{{ data[1].price | currency('USD', decimals=0) }}", "$15,001"),
        ("{{ '2024-03-18' | date }}", "March 18, 2024"),
        ("{{ talk.event }} {{ data[0].name }}", "CES NVIDIA"),
        ("{% raw %}{{ talk.event }}{% endraw %}", "CES"),
        ("{{ data[0].name | lower | slug }}", "nvidia"),
        ("{{ data[0]['name'] }}", "NVIDIA"),
        ("{% for k, v in data[0] | items %}{{ k }} {% endfor %}", "name chip year price"),
        ("x {{-\n data[0].name\n-}}\n y", "xNVIDIAy"),
    ],
)
def test_templates_are_what_jinja2_says(tmp_path: Path, body: str, shown: str) -> None:
    assert one(tmp_path, body) == [shown]


def test_every_record_makes_a_slide_with_an_id_of_its_own(tmp_path: Path) -> None:
    template = f"{HEAD}# {{{{ row.name }}}} ships\n\n- {{{{ row.chip }}}} at {{{{ talk.event }}}}\n"
    prepared = generated(tmp_path, template)
    assert texts(prepared) == [["H100 at CES"], ["MI300X at CES"]]
    assert [slide.slide.id for slide in only(prepared)] == ["v/r/nvidia", "v/r/amd"]
    assert [slide.slide.title.plain for slide in only(prepared)] == ["NVIDIA ships", "AMD ships"]


@pytest.mark.parametrize(
    ("slides", "ids"),
    [
        ("v/r/*", ["v/r/nvidia", "v/r/amd"]),
        ("v/r/amd", ["v/r/amd"]),
        ("v/r/amd, v/r/*", ["v/r/amd", "v/r/nvidia"]),
        ("v/r/amd, a, v/r/nvidia", ["v/r/amd", "a", "v/r/nvidia"]),
    ],
)
def test_a_talk_names_slides_one_by_one_or_all(tmp_path: Path, slides: str, ids: list[str]) -> None:
    prepared = generated(tmp_path, f"{HEAD}# {{{{ row.name }}}}\n", slides=slides)
    assert said(prepared.found) == []
    assert [slide.id for slide in authored(prepared)] == ids


def test_front_matter_names_columns_too(tmp_path: Path) -> None:
    head = HEAD.replace("each", 'kicker: "In {{ row.year }}"\ntags: [x, "{{ row.chip }}"]\neach')
    first, _ = authored(generated(tmp_path, f"{head}# {{{{ row.name }}}}\n"))
    assert first.kicker is not None
    assert (first.kicker.plain, first.tags) == ("In 2022", ("x", "H100"))


def test_a_generator_may_make_yaml(tmp_path: Path) -> None:
    template = (
        ONE + 'title: "{{ data[0].name }}: #1"\nbody:\n  - bullets:\n{% for row in data %}\n'
        "    - {{ row.name }}{{ row.year }}\n    - {{ row.odd }}\n{% endfor %}\n"
        "  - code: {{ data[0].odd }}\n"
    )
    data = 'name,year,odd\n"N: {V}",1,"**x** # y"\nAMD,2,"[a"\n'
    prepared = generated(tmp_path, template, data, suffix=".yaml", slides="v/r")
    (slide,) = authored(prepared)
    assert slide.title.plain == "N: {V}: #1"
    assert texts(prepared)[0][:4] == ["N: {V}1", "**x** # y", "AMD2", "[a"]
    assert "**x** # y" in " ".join(words(only(prepared)[0], "code", "text"))


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_data_may_be_yaml_or_json(tmp_path: Path, suffix: str) -> None:
    template = ONE.replace("v.csv", f"v.{suffix}")
    template += "# T\n\n- {{ data.vendors[1].name }} {{ data.vendors[0].n }} {{ data.items }}\n"
    data = '{"vendors": [{"name": "NVIDIA", "n": 1.50}, {"name": "AMD", "n": 2}], "items": 7}'
    prepared = generated(tmp_path, template, slides="v/r", more={f"{SLIDES}/v.{suffix}": data})
    assert texts(prepared) == [["AMD 1.50 7"]]


def test_a_slide_has_what_a_slide_has(tmp_path: Path) -> None:
    body = (
        "# T\n\n{% for row in data %}\n- {{ row.name }} {#b-{{ row.name | slug }}}\n{% endfor %}\n"
    )
    body += "\n::: notes\nFor {{ data[0].name }}.\n:::\n"
    prepared = generated(tmp_path, ONE + body, slides="v/r")
    assert said(prepared.found) == []
    assert notes(only(prepared)[0]) == ["For NVIDIA."]


# --------------------------------------------------------------------------- values stay values


CELLS = ("**x** | {{ y }}", "<b>", "[a](b)", "# a", "- a", "1. a", "{#id}", "{% x %}", "a &amp; b")


@pytest.mark.long
@pytest.mark.parametrize("cell", some(CELLS, 4))
@pytest.mark.parametrize("where", ["- {}", "{}", "- a {}", "> {}", "1. {}", "- *{}*", "- {} b"])
@pytest.mark.parametrize("each", [True, False])
def test_a_cell_is_shown_as_it_is(tmp_path: Path, cell: str, where: str, *, each: bool) -> None:
    name = "{{ row.odd }}" if each else "{{ data[0].odd }}"
    template = f"{HEAD if each else ONE}# T\n\n{where.replace('{}', name)}\n"
    slides = "v/r/*" if each else "v/r"
    (shown,) = texts(generated(tmp_path, template, f'name,odd\nn,"{cell}"\n', slides=slides))
    assert shown == [re.sub(r"^(- |> |1\. )|\*", "", where).replace("{}", cell)]


def test_a_cell_may_be_markdown_if_it_is_asked_for(tmp_path: Path) -> None:
    template = f"{HEAD}# T\n\n- {{{{ row.odd | md }}}} {{{{ row.odd }}}}\n"
    prepared = generated(tmp_path, template, "name,odd\nn,**x**\n")
    assert texts(prepared) == [["x **x**"]]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("`{{ r.odd }}`", "a_b*c d"),
        ("[x](https://e.org/{{ r.odd }})", "x"),
        ("[@{{ r.key }}]", "1"),
        ("word[^{{ r.key }}]\n\n[^{{ r.key }}]: Note.", "word1"),
    ],
)
def test_a_cell_is_written_as_its_place_asks_for(tmp_path: Path, written: str, shown: str) -> None:
    body = f"{{% set r = data[0] %}}\n{written}"
    assert one(tmp_path, body, "odd,key\na_b*c d,kim-2024\n") == [shown]


def test_a_listing_and_a_picture_have_cells_as_they_are(tmp_path: Path) -> None:
    body = '```python\n{{ data[0].odd }}\n```\n\n![]({{ data[0].f }}){alt="{{ data[0].odd }}"}\n'
    data = 'odd,f\n"x = ""*a_b*""",../../media/box.svg\n'
    prepared = generated(tmp_path, f"{ONE}# T\n\n{body}", data, slides="v/r")
    assert said(prepared.found) == []
    assert 'x = "*a_b*"' in str(authored(prepared)[0].body)
    alt = authored(prepared)[0].body[-1].alt  # type: ignore[attr-defined]  # a picture
    assert alt.plain == 'x = "*a_b*"'


def test_lines_of_a_cell_stay_lines(tmp_path: Path) -> None:
    assert one(tmp_path, "- {{ data[0].a }}", 'a\n"one\n\n# two"\n') == ["one\n# two"]


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        ("1.50\n2", "1.50 true 3.5"),
        ("007\n8", "007 false 0078"),
        ("1\nx", "1 false 1x"),
        ('"1,200"\n3', "1,200 false 1,2003"),
        ("1e5\n2", "1e5 false 1e52"),
        ("9999999999999999999\n2", "9999999999999999999 false 99999999999999999992"),
    ],
)
def test_a_column_of_numbers_is_one_of_numbers(tmp_path: Path, column: str, shown: str) -> None:
    body = "{{ data[0].n }} {{ 'true' if data[0].n is number else 'false' }} "
    body += "{{ data[0].n + data[1].n }}"
    assert one(tmp_path, body, f"n\n{column}\n") == [shown]


# ---------------------------------------------------------------------------------- diagnostics


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("# T\n{% for r in data %}\nx\n", "SRC601 6:1 the template is broken: Unexpected end of"),
        ("# T\n\n{{ data[ }}\n", "SRC601 6:1 the template is broken: unexpected '}'"),
        ("# T\n\n{% foo %}\n", "SRC601 6:1 the template is broken: Encountered unknown tag 'foo'"),
        ("# T\n\n- {{ data[0].nmae }}\n", 'SRC602 6:14 the record "NVIDIA", line 2 of v.csv, has'),
        ("# T\n\n{% if dta %}{% endif %}\n", "SRC602 6:7 there is no `dta` here"),
        ("# T\n\n{{ data | uper }}\n", "SRC601 6:11 there is no filter `uper`"),
        (
            "# T\n\n{{ data }}\n",
            "SRC601 6:1 this cannot be expanded: a list is not text; loop over",
        ),
        ("# T\n\n{{ data[0] }}\n", "SRC601 6:1 this cannot be expanded: a record is not text"),
        ("# T\n\n{{ data[0].name + 1 }}\n", "SRC601 6:1 this cannot be expanded: can only"),
        ("# T\n\n{{ 'x' ~ data[0].name ~ talk.event }}\n", "SRC602 6:25 there is no `talk` here"),
        ("# T\n\n{% include 'x' %}\n", "SRC601 6:1 a generator cannot include other"),
        ("# T\n\n- a {.foo}\n", "SRC203 6:6 attribute `.foo` has no meaning here"),
        ("# T\n{% if 1 %}\n\n{% endif %}\n- <b>\n", "SRC211 8:3 `<b>` is never closed"),
        ("# T\n\n- {{ data[0].name }} {{ nobody }}\n", "REF301 6:22 there is no variable `nobody`"),
        ("x\n", "SRC301 1:1 slide `v/r` has no title"),
    ],
)
def test_what_is_wrong_is_said_where_it_was_written(
    tmp_path: Path, template: str, told: str
) -> None:
    prepared = generated(tmp_path, f"{ONE}{template}", slides="v/r")
    spoken = said(prepared.found)
    assert spoken[0].startswith(told), spoken
    assert prepared.found[0].span is not None
    assert prepared.found[0].span.file.endswith("v/r.md.j2")


def test_a_column_is_named_that_is_most_like_the_wrong_one(tmp_path: Path) -> None:
    (found,) = generated(tmp_path, f"{HEAD}# T\n\n- {{{{ row.chpi }}}}\n", slides="v/r/amd").found
    assert found.hint == "did you mean `chip`?"


def test_the_record_is_named_that_a_finding_is_about(tmp_path: Path) -> None:
    long = " ".join(["word"] * 400)
    data = f'name,text\nNVIDIA,short\nAMD,"{long}"\n'
    template = f"{HEAD}# {{{{ row.name }}}}\n\n- {{{{ row.text }}}}\n"
    (found,) = generated(tmp_path, template, data).found
    assert found.kind.name == "text-overflow"
    assert found.span is not None
    assert found.span.line == 8
    assert found.message.endswith('(for the record "AMD", line 3 of v.csv)')


def test_a_flaw_of_the_template_is_told_once(tmp_path: Path) -> None:
    prepared = generated(tmp_path, f"{HEAD}# {{{{ row.name }}}}\n\n- {{{{ row.chip }}}} {{.foo}}\n")
    assert codes(prepared.found) == ["SRC203 8:19"]


def test_a_missing_picture_is_told_of_each_record(tmp_path: Path) -> None:
    template = f'{HEAD}# T\n\n![]({{{{ row.chip }}}}.svg){{alt="x"}}\n'
    prepared = generated(tmp_path, template)
    assert codes(prepared.found) == ["SRC401 8:1"] * 2
    assert "H100.svg" in prepared.found[0].message + prepared.found[1].message
    assert "line 2 of v.csv" in drawn(prepared)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("name,year\nA,1,2\n", "SRC603 2:5 the row has 3 cells, but there are 2 columns"),
        ("name,year\n", "SRC604 1:1 `v.csv` has no rows below its header"),
        ("", "SRC604 1:1 `v.csv` has no rows below its header"),
        ("name,\nA,1\n", "SRC603 1:1 column 2 has no name"),
        ("name,name\nA,1\n", "SRC603 1:1 two columns are called `name`"),
        (
            'name\n"A\n',
            'SRC603 2:1 this is not valid CSV: a cell that begins with `"` does not end',
        ),
        (f"name\n{'x' * 140_000}\n", "SRC603 2:1 this is not valid CSV: a cell has more than"),
        ("name\nA\nB\na\n", "SRC605 4:1 two records make a slide `a`; the other is at line 2"),
        ("name\nA\n가\n", "SRC307 3:1 `id:` gives no id to the record"),
        (b"name\n\xff\n", "SRC106 2:1 byte 0xff is not UTF-8"),
    ],
)
def test_what_is_wrong_with_data_is_said_in_the_data(
    tmp_path: Path, data: str | bytes, told: str
) -> None:
    prepared = generated(tmp_path, f"{HEAD}# {{{{ row.name }}}}\n", data)
    spoken = said(prepared.found)
    assert len(spoken) == 1, spoken
    assert spoken[0].startswith(told)
    assert prepared.found[0].span is not None
    assert prepared.found[0].span.file.endswith("v/v.csv")


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("data: w.csv", "SRC107 2:7 file `"),
        ("data: v.txt", "SRC603 2:7 `v.txt` is not a data file"),
        ("data: ../../../../etc/x.csv", "SRC403 2:7 file"),
        ("x: 1", "SRC105 2:1 a generator's front matter needs `data`"),
        ("data: v.csv\neach: row", "SRC105 3:7 `each` makes a slide for every record"),
        ("data: v.csv\nid: x", "SRC105 3:5 `id` names the slides of records"),
        ("data: v.csv\neach: data\nid: x", "SRC104 3:7 a record cannot be called `data`"),
        ('data: v.csv\neach: row\nid: "{{ row.nmae }}"', "SRC602 4:13 the record"),
        ('data: v.csv\neach: row\nid: "{{ row. }}"', "SRC601 4:1 the template is broken"),
        ("data: [", "SRC101 2:7 broken YAML"),
        ("", "SRC105 1:1 a generator's front matter needs `data`"),
    ],
)
def test_front_matter_must_say_what_the_data_is(tmp_path: Path, front: str, told: str) -> None:
    prepared = generated(tmp_path, f"---\n{front}\n---\n# T\n")
    assert said(prepared.found)[0].startswith(told)
    assert len(prepared.found) == 1


@pytest.mark.parametrize(
    ("slides", "told"),
    [
        ("v/r/intel", "REF102 3:10 there is no slide `v/r/intel`"),
        ("v/r", "REF102 3:10 there is no slide `v/r`"),
        ("v/q/*", "REF102 3:10 there is no generator `v/q`"),
        ("../v/r/*", "REF102 3:10 there is no generator `../v/r`"),
        ("v/r/amd, v/r/amd", "REF103 3:19 slide `v/r/amd` is already in the talk"),
    ],
)
def test_a_talk_that_names_what_is_not_made_is_told(tmp_path: Path, slides: str, told: str) -> None:
    prepared = generated(tmp_path, f"{HEAD}# {{{{ row.name }}}}\n", slides=slides)
    assert said(prepared.found)[0].startswith(told)


def test_a_slide_of_its_own_and_a_generated_one_are_two(tmp_path: Path) -> None:
    more = {f"{SLIDES}/r/amd.md": "# T\n"}
    prepared = generated(tmp_path, f"{HEAD}# T\n", slides="v/r/amd", more=more)
    assert codes(prepared.found) == ["REF108 3:10"]


@pytest.mark.parametrize(
    "body",
    [
        "{% for a in data %}" * 20 + "x" + "{% endfor %}" * 20,
        "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}",
        "{% for c in 'x' * 9999 %}" * 3 + "{% endfor %}" * 3,
        "{{ 'x' * 99999 * data | length }}",
        "{% set x = 'x' * 9999 %}" + "{% set x = x ~ x %}" * 40,
        "{% set x %}xxxxxxxxxx{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40,
        "{% set _ = data.append(1) %}",
        "{{ data[0].name.__class__ }}",
    ],
)
def test_nothing_goes_on_without_end(tmp_path: Path, body: str) -> None:
    data = "name\n" + "x\n" * 20
    prepared = generated(tmp_path, f"{ONE}# T\n\n{body}\n", data, slides="v/r")
    assert prepared.found
    assert {found.kind.code for found in prepared.found} <= {"SRC601", "SRC602"}


@pytest.mark.parametrize(
    "mark", ["0,1:99999", "0,1:0", "0,99999", f"{'9' * 12},1", "0,1:", f"0,1:{'9' * 12}"]
)
def test_a_template_that_writes_what_marks_look_like_shows_no_more_than_its_text(
    tmp_path: Path, mark: str
) -> None:
    body = f"{{{{ data[0].name }}}} {{{{ '\\x02{mark}\\x03' ~ data[0].name }}}} end"
    prepared = generated(tmp_path, f"{ONE}# T\n\n{body}\n", slides="v/r")
    assert [found.kind.code for found in prepared.found] == []
    assert "end" in words(only(prepared)[0])[0]


@pytest.mark.parametrize(
    ("expression", "hint"),
    [("data[0].name.lower()", "write `| lower`"), ("data[0].name.format(1)", "write `| format`")],
)
def test_a_method_is_no_data_and_the_filter_is_named(
    tmp_path: Path, expression: str, hint: str
) -> None:
    prepared = generated(tmp_path, f"{ONE}# T\n\n{{{{ {expression} }}}}\n", slides="v/r")
    (found,) = prepared.found
    assert found.hint == hint


# ------------------------------------------------------------------------------ the rest of it


def test_the_project_knows_the_slides_that_are_made(tmp_path: Path) -> None:
    generated(tmp_path, f"{HEAD}# {{{{ row.name }}}} ships\n", slides="v/r/amd")
    assert slide_ids(tmp_path / "deck" / "slides") == ["a", "v/r/amd", "v/r/nvidia"]
    rows = {line.split()[0]: line for line in listing(tmp_path, "slides")}
    assert "AMD ships" in rows["v/r/amd"]
    assert rows["v/r/amd"].endswith("talk")
    assert rows["v/r/nvidia"].endswith("(none)")
    assert {slide.id for slide in read_inventory(tmp_path).slides} == {"a", "v/r/amd", "v/r/nvidia"}


def test_a_change_of_the_data_is_one_of_the_talk(tmp_path: Path) -> None:
    prepared = generated(tmp_path, f"{HEAD}# T\n")
    names = {path.name for path in prepared.files}
    assert {"v.csv", "r.md.j2"} <= names
    config = BuildConfig(root=tmp_path, out=tmp_path / "output")
    build(config)
    with Manifest(config) as manifest:
        assert manifest.is_current()
    (tmp_path / SLIDES / "v.csv").write_text(f"{CSV}Intel,Gaudi,2024,1\n", "utf-8")
    with Manifest(config) as manifest:
        assert not manifest.is_current()


def test_a_slide_of_a_record_may_be_another_in_one_language(tmp_path: Path) -> None:
    more = {
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
        f"{SLIDES}/r/amd.ko.md": "# {{ row.name }} 로드맵\n\n- 다름\n",
    }
    prepared = generated(tmp_path, f"{HEAD}# {{{{ row.name }}}}\n", slides="v/r/*", more=more)
    assert "orphaned-override" not in {found.kind.name for found in prepared.found}
    korean = next(talk for talk in prepared.talks if talk.locale == "ko")
    assert [slide.slide.title.plain for slide in korean] == ["NVIDIA", "AMD 로드맵"]


PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ko\\n"

msgctxt "v/r/amd#title"
msgid "{{ row.name }} ships"
msgstr "{{ row.name | josa('이/가') }} 출하"

msgctxt "v/r/amd#made-in"
msgid "Made in {{ row.year }} for {{ row.price | currency(\\"USD\\") }} at {{ talk.event }}"
msgstr "{{ row.year }}년, {{ talk.event }}, {{ row.price | currency(\\"USD\\") }}"

msgctxt "v/r/nvidia#title"
msgid "{{ row.name }} ships"
msgstr "출하: {{ row.name }}"
"""


def test_generated_slides_are_built_and_translated(tmp_path: Path) -> None:
    row = '- Made in {{ row.year }} for {{ row.price | currency("USD") }} at {{ talk.event }} '
    files = {
        **PROJECT,
        f"{SLIDES}/r.md.j2": f"{HEAD}# {{{{ row.name }}}} ships\n\n{row}{{#made-in}}\n",
        f"{SLIDES}/v.csv": CSV,
        "deck/talks/talk.yaml": "title: T\nevent: CES\nslides: [v/r/*]\n",
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
        "deck/locales/ko.po": PO,
    }
    write_files(tmp_path, files)
    outcome = build(BuildConfig(root=tmp_path, out=tmp_path / "output"))
    assert {one.kind.name for one in outcome.found} == {"missing-translation"}
    assert {PurePosixPath("talk/ko/talk.ko.pptx"), PurePosixPath("talk/ko/index.html")} <= set(
        outcome.written
    )
    assert _in_pptx(tmp_path, "en") == [
        "NVIDIA ships", "Made in 2022 for $30,000.00 at CES",
        "AMD ships", "Made in 2023 for $15,000.50 at CES",
    ]  # fmt: skip
    assert _in_pptx(tmp_path, "ko") == [
        "출하: NVIDIA", "2022년, CES, US$30,000.00",  # the text of one record is that of all
        "AMD가 출하", "2023년, CES, US$15,000.50",
    ]  # fmt: skip
    page = (tmp_path / "output/talk/ko/index.html").read_text("utf-8")
    assert "AMD가 출하" in page
    assert "v.r.amd" in page


def _in_pptx(root: Path, locale: str) -> list[str]:
    shown = Presentation(str(root / f"output/talk/{locale}/talk.{locale}.pptx"))
    return [
        shape.text_frame.text.replace("\xa0", " ")
        for slide in shown.slides
        for shape in slide.placeholders
        if shape.placeholder_format.idx < 10 and shape.text_frame.text
    ]


def test_jinja2_is_imported_only_if_there_is_a_generator(tmp_path: Path) -> None:
    write_files(tmp_path, PROJECT)
    script = (
        "import sys; from pathlib import Path; from diptych.source.project import read_project;"
        "read_project(Path(sys.argv[1]), ()); print({'jinja2'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True)
    assert done.stdout.decode().strip() == "set()"


# ----------------------------------------------------------------------------------- properties

quick = settings(
    max_examples=cases(120),
    suppress_health_check=[HealthCheck.data_too_large],
)
SCRAPS = (
    "{{", "}}", "{%", "%}", "{%- ", " -%}", "{{-", "-}}", "{% for r in data %}", "{% endfor %}",
    "{% if row.name %}", "{% else %}", "{% endif %}", "{% raw %}", "{% endraw %}", "{% set x %}",
    "{% endset %}", "{% macro m(a) %}", "{% endmacro %}", "{{ m(1) }}", "{{ row.name }}",
    "{{ row.x }}", "{{ row.name | md }}", "{{ row.year | date }}", "{{ row }}", "{{ talk.event }}",
    "{{ data | first }}", "{#", "#}", "{#{{ row.chip }}}", "\n", "\n\n", "---\n", "# ", "- ",
    "```\n",
    "`", "](", ")", "[@", "]", ": ", "\x02", "\x03", "\x04", "\U0010fe010\U0010fe02", "| ", ":::\n",
    "{% filter upper %}", "{% endfilter %}", "{% include 'a' %}", "{% filter truncate(3) %}", '"',
    "title: x\n", "body:\n", "  - ", "each: row\n", "data: v.csv\n", "id: x\n", ",", "1", "é가",
)  # fmt: skip
scraps = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=4), max_size=25).map("".join)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("generated")


def assert_well_said(root: Path, files: Mapping[str, str]) -> None:
    """Assert that every diagnostic has an existing place."""
    told = {
        **PROJECT,
        f"{SLIDES}/v.csv": CSV,
        "deck/talks/talk.yaml": "title: T\nslides: [v/r, v/r/*, v/r/amd]\n",
        **{name: text.encode("utf-8", "surrogatepass") for name, text in files.items()},
    }
    for suffix in (".md", ".yaml"):
        (root / SLIDES / f"r{suffix}.j2").unlink(missing_ok=True)
    write_files(root, told)
    prepared = prepare(BuildConfig(root=root, out=root / "output"))
    for found in prepared.found:
        draw_diagnostic(found, prepared.texts).encode("utf-8")
        if found.span is not None:
            lines = prepared.texts.get(found.span.file, "").split("\n")
            assert 1 <= found.span.line <= len(lines), found
            assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 1, found


cells = st.lists(
    st.sampled_from(
        [*"ab1A \\`*_{}[]()<>#+-=!|~^$&;:@%/가", *CELLS, "[^1]", ":::", "[x]: y", "http://x"]
    ),
    max_size=12,
).map("".join)


@pytest.mark.long
@given(
    cell=cells,
    before=st.sampled_from(["", "- ", "## ", "1. ", "x", "x "]),
    after=st.sampled_from(["", " y", "y"]),
)
@example(cell=":a:", before="", after="")
@example(cell="==a==", before="", after="")
@example(cell=")", before="x", after="")
@example(cell="iv. x", before="", after="")
@settings(quick, max_examples=cases(2500))
def test_an_escaped_value_is_read_as_itself(cell: str, before: str, after: str) -> None:
    if "--" in cell:  # becomes a dash, as in all text
        return
    value = escaped(cell, begins=before.strip() != "x")
    source = f"# T\n\n{before}{value}{after}\n"
    reader = SourceReader(Path.cwd())
    blocks = parse_blocks(source)
    lines = source.split("\n")
    page = Page(file="a", folder=Path.cwd(), lines=lines, definitions=blocks.definitions)
    read = build_slide(blocks.tokens, page, reader)
    assert reader.found == []
    shown = " ".join(text.plain for text in walk.texts(read.body))
    wanted = before.replace("## ", "").replace("1. ", "").removeprefix("- ") + cell.strip() + after
    assert shown.split() == wanted.split()


@pytest.mark.long
@given(body=scraps, suffix=st.sampled_from([".md", ".yaml"]), head=st.sampled_from([HEAD, ONE]))
@quick
def test_scraps_for_a_template_never_raise(body: str, suffix: str, head: str, root: Path) -> None:
    title = "title: T\n" if suffix == ".yaml" else "# T\n\n"
    assert_well_said(root, {f"{SLIDES}/r{suffix}.j2": f"{head}{title}{body}"})


@pytest.mark.long
@given(front=scraps, suffix=st.sampled_from([".md", ".yaml"]))
@quick
def test_scraps_for_front_matter_never_raise(front: str, suffix: str, root: Path) -> None:
    text = f"---\ndata: v.csv\n{front}\n---\n# T\n"
    assert_well_said(root, {f"{SLIDES}/r{suffix}.j2": text})


@pytest.mark.long
@given(data=scraps, each=st.booleans())
@quick
def test_scraps_for_data_never_raise(data: str, each: bool, root: Path) -> None:  # noqa: FBT001 - hypothesis names it
    body = "# {{ row.name }}\n" if each else "# T\n\n{% for r in data %}- {{ r }}{% endfor %}\n"
    head = HEAD if each else ONE
    assert_well_said(root, {f"{SLIDES}/r.md.j2": head + body, f"{SLIDES}/v.csv": data})
