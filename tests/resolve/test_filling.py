"""Variables: computed in a sandbox, shown as text, never parsed again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import notes, only, project, said, words

TALK = """\
title: "{{ product }} in {{ talk.event }}"
event: CES
speakers: [Kim]
dates: {delivered: 2024-01-11}
variables:
  product: Diptych
  year: 2024
  share: 12.5
  markup: "**bold** {{ year }} [@kim-2024]"
  chips: [A100, H100]
  deep: {one: {two: Three}}
  flag: yes
  empty: ""
  control: "a\\u0007b"
sections:
  - title: About {{ product }}
    slides: [a]
"""


def test_the_title_of_a_talk_is_shown_as_it_reads_and_not_as_markdown(tmp_path: Path) -> None:
    talk = 'title: Say "\\<b>" *twice*\nslides: [a]\n'
    files = {"deck/talks/talk.yaml": talk, "deck/slides/a.md": "# A\n\n{{ talk.title }}\n"}
    assert words(only(project(tmp_path, files))[0]) == ["Say “<b>” twice"]


def filled(root: Path, expression: str) -> tuple[list[str], list[str]]:
    """Return what a bullet shows that holds the expression, and what is said of it."""
    files = {
        "deck/talks/talk.yaml": TALK,
        "deck/slides/a.md": f"# A\n\n- {{{{ {expression} }}}}.\n",
    }
    prepared = project(root, files)
    about_slide = [found for found in prepared.found if found.span and found.span.file[-1] == "d"]
    return words(only(prepared)[0]), said(about_slide)


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("product", "Diptych."),
        ("year", "2024."),
        ("year + 1", "2025."),
        ("'a\\n  b'", "a b."),
        ("share * 2", "25.0."),
        ("talk.event", "CES."),
        ("talk.speaker.name", "Kim."),
        ("talk.dates.delivered", "2024-01-11."),
        ("chips[1]", "H100."),
        ("chips | join(', ')", "A100, H100."),
        ("deep.one.two | upper", "THREE."),
        ("'yes' if flag else 'no'", "yes."),
        ("empty", "."),
        ("'-' * 3", "---."),
        ("markup", "**bold** {{ year }} [@kim-2024]."),
    ],
)
def test_an_expression_is_shown_as_its_value(expression: str, shown: str, tmp_path: Path) -> None:
    assert filled(tmp_path, expression)[0] == [shown]


def test_the_number_of_a_source_follows_its_word_directly(tmp_path: Path) -> None:
    files = {
        "deck/talks/talk.yaml": TALK,
        "deck/references.yaml": "references:\n- {id: lee, title: T}\n",
        "deck/slides/a.md": (
            "# A\n\n- One [@lee]\n- two [see @lee, p. 3]\n- three @lee\n\n"
            "::: notes\nSaid [@lee]\n:::\n"
        ),
    }
    (slide,) = only(project(tmp_path, files))
    assert words(slide, "text") == ["One1", "two (see 1, p. 3)", "three T1"]
    assert notes(slide) == ["Said [T]"]


def test_an_empty_value_leaves_no_second_space(tmp_path: Path) -> None:
    assert filled(tmp_path, "product }} {{ empty }} {{ year")[0] == ["Diptych 2024."]


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("produkt", "REF301 3:3 there is no variable `produkt`"),
        ("talk.evnt", "REF301 3:3 `talk` has no `evnt`"),
        ("deep.one.three", "REF301 3:3 `deep.one` has no `three`"),
        ("product.name", "REF301 3:3 `product` has no `name`"),
        ("chips", "REF302 3:3 `{{ chips }}` is a list, not text"),
        ("deep", "REF302 3:3 `{{ deep }}` is a mapping, not text"),
        ("flag", "REF302 3:3 `{{ flag }}` is true or false, not text"),
        ("none", "REF302 3:3 `{{ none }}` is nothing, not text"),
        ("1 / 0", "REF302 3:3 `{{ 1 / 0 }}` cannot be computed: division by zero"),
        ("1e400", "REF302 3:3 `{{ 1e400 }}` cannot be computed: the number is too large"),
        ("2 *", "REF302 3:3 `{{ 2 * }}` cannot be computed: something is missing at its end"),
        ("nope.__init__.x", "REF301 3:3 there is no variable `nope`"),
        ("chips | map('attr', 'x') | list", "REF302 3:3 there is no filter `attr`"),
    ],
)
def test_what_is_no_text_is_said(expression: str, told: str, tmp_path: Path) -> None:
    shown, found = filled(tmp_path, expression)
    assert found == [told]
    assert shown == ["."]


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("2 *", "write a name, or a simple expression such as `{{ year + 1 }}`"),
        ("1 / 0", None),
        ("year | date", None),
        ("year | uper", "did you mean `upper`?"),
        ("year | nofilter", "available: `abs`, `batch`, `capitalize`, `compact`, `count`,"),
    ],
)
def test_a_hint_says_what_helps_and_names_what_authors_may_write(
    expression: str, hint: str | None, tmp_path: Path
) -> None:
    text = f"# A\n\n{{{{ {expression} }}}}.\n"
    prepared = project(tmp_path, {"deck/talks/talk.yaml": TALK, "deck/slides/a.md": text})
    (found,) = (one for one in prepared.found if one.kind.code == "REF302")
    assert (found.hint or "")[: len(hint or "")] == (hint or "")


def test_a_shortcode_is_told_as_one(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": "# A\n\n{{< video a.mp4 >}}\n"})
    (found,) = prepared.found
    assert found.hint == "shortcodes of Quarto and Hugo are not supported: write it in Markdown"


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__",
        "product.format.__globals__",
        "'{0.__class__}'.format(product)",
        "range(10 ** 12) | list",
        "9 ** 9 ** 9",
        "'x' * 10 ** 10",
        "'x' * 99999",
        "chips * 99999",
        "product | nofilter",
        "product +",
        "self",
        "lipsum()",
        "x.y.z",
        "product()",
        "1; 2",
        "% if x %",
        "chips[99]",
    ],
)
def test_the_sandbox_holds_and_says_so(expression: str, tmp_path: Path) -> None:
    _, found = filled(tmp_path, expression)
    assert [one.split()[0] for one in found] in (["REF302"], ["REF301"])


def test_a_control_character_in_a_value_is_said_in_the_talk_and_replaced(tmp_path: Path) -> None:
    assert filled(tmp_path, "control")[0] == ["a\ufffdb."]


def test_every_text_is_filled(tmp_path: Path) -> None:
    slide = """\
---
kicker: Of {{ product }}
---

# T {{ product }}

- **{{ product }}**
  - [{{ product }}](#a)

![C {{ product }}](../media/box.svg){alt="A {{ product }}"}

Text^[F {{ product }}]

::: notes
N {{ product }}
:::
"""
    prepared = project(tmp_path, {"deck/talks/talk.yaml": TALK, "deck/slides/a.md": slide})
    (talk,) = prepared.talks
    (one,) = talk.slides
    assert talk.title == "Diptych in CES"
    assert talk.sections[0].title == "About Diptych"
    assert one.slide.title.plain == "T Diptych"
    assert words(one, "kicker") == ["Of Diptych"]
    assert words(one) == ["Diptych", "Diptych", "Text1"]
    assert words(one, "caption") == ["C Diptych"]
    assert one.pictures[0].alt == "A Diptych"
    assert words(one, "sources") == ["1\u2002F Diptych"]
    assert notes(one) == ["N Diptych"]
