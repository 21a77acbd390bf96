"""What is kept from one build to the next is never stale."""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.authoring import PROJECT, SVG, write_files
from tests.render.html.factory import THEME
from tests.tools import stretches

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.markup.svg_words import with_svg_words
from diptych.memo import NO_MEMO, Memo, memo_of_store
from diptych.model.forms import form_of
from diptych.model.theme import Theme
from diptych.pipeline import Prepared, prepare, render
from diptych.render.output import whole
from diptych.render.pdf.document import document, pages
from diptych.storage.store import Store

FILES: Mapping[str, str | bytes] = {
    **PROJECT,
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\ntokens: {gap: 18}\n",
    "deck/talks/talk.yaml": "title: A talk\nevent: A meeting\nvariables: {product: Diptych, count: 3}\n"
    "slides:\n  - a\n  - b\n  - c\n  - d\n  - e\n  - f\n  - made/*\n",
    "deck/slides/a.md": "---\nkicker: First\n---\n# A slide of {{ product }}\n\n- A thought [@kim-2024]\n"
    "- Another, *stressed*\n    - and below it `code`\n\n::: notes\nTo be said.\n:::\n",
    "deck/slides/b.md": "# Pictures\n\n![A box](../media/box.svg)\n",
    "deck/slides/e.md": "# Again\n\n![The box](../media/box.svg)\n",
    "deck/slides/c.md": "# Tables\n\n| A | B |\n|---|--:|\n| one | 1 |\n| two | {{ count }} |\n\n"
    "See [the first](#a).[^1]\n\n[^1]: A note.\n",
    "deck/slides/d.yaml": "title: In YAML\nbody:\n  - bullets: [one, two, three]\n  - code: 'x = 1'\n",
    "deck/slides/f.md": '# Words\n\n![](../media/words.svg){.translate alt="Tables"}\n',
    "deck/media/words.svg": str(PROJECT["deck/media/box.svg"]).replace(
        "</svg>", "<text>Tables</text></svg>"
    ),
    "deck/slides/made.md.j2": "---\neach: row in data/rows.csv\nid: row.name\n---\n# Of {{ row.name }}\n\n"
    "- {{ row.value }}\n",
    "deck/slides/data/rows.csv": "name,value\nx,1\ny,2\n",
    "deck/locales/ko.po": 'msgid ""\nmsgstr "Language: ko\\n"\n\nmsgctxt "b#title"\nmsgid "Pictures"\n'
    'msgstr "그림"\n\nmsgctxt "c#title"\nmsgid "Tables"\nmsgstr "표"\n\n'
    'msgctxt "f#tables/alt"\nmsgid "Tables"\nmsgstr "표"\n\nmsgctxt "f#tables"\nmsgid "Tables"\nmsgstr "표"\n',
    "deck/glossary.yaml": "terms:\n  - {en: box, ko: 상자}\n",
}
WORDS = (
    "gpu",
    "**bold**",
    "모델을",
    "{{ count }}",
    "[@yang-2023]",
    "`x`",
    "a longer line of words",
)
SOURCES = [name for name in FILES if name.endswith((".md", ".yaml", ".j2", ".csv", ".po"))]

Edit = Callable[[Path, random.Random], None]


@pytest.mark.long
@pytest.mark.parametrize("seeds", stretches(500, share=80), ids=str)
def test_a_build_that_remembers_is_one_that_does_not(tmp_path: Path, seeds: range) -> None:
    write_files(tmp_path, FILES)
    config = BuildConfig(root=tmp_path, out=tmp_path / "output", whole_fonts=True)
    memo, made = Memo(), set()
    for seed in seeds:
        dice = random.Random(seed)
        edit = dice.choice(EDITS)
        edit(tmp_path, dice)
        asked = replace(config, notes=dice.random() < 0.7)
        fresh = built(asked, NO_MEMO)
        what = f"after {edit.__name__} with seed {seed}"
        assert built(asked, memo) == fresh, f"in one process, {what}"
        store = Store(tmp_path / "cache", "project", "this program")
        assert built(asked, memo_of_store(store)) == fresh, f"in another process, {what}"
        store.save()
        made.add(str(fresh[0]))
    assert len(made) > len(seeds) / 4  # edits change something


def test_nothing_is_made_anew_that_did_not_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, FILES)
    config = BuildConfig(root=tmp_path, out=tmp_path / "output", whole_fonts=True)
    made: list[str] = []
    watched = {
        "diptych.source.pictures.svg_parts.read_parts": lambda *_: "SVG",
        "diptych.render.svg_faces.set_in_faces": lambda *_: "words of an SVG",
        "diptych.source.slides.slide.parse_slide": lambda *made_of, **_: made_of[3],
        "diptych.source.catalogues.po.reader.read_po": lambda *_: "catalogue",
        "diptych.localise.translate._translated": lambda slide, *_: f"Korean of {slide.id}",
        "diptych.layout.slide.lay_out_slide": lambda slide, *_: f"layout of {slide.id}",
        "diptych.render.html.slide.render_slide": lambda slide, *_: f"HTML of {slide.slide.id}",
        "diptych.render.pptx.slide_parts.arrange": lambda slide, _: f"PPTX of {slide.slide.id}",
    }
    for path, name_of in watched.items():
        module, _, function = path.rpartition(".")
        real = getattr(importlib.import_module(module), function)

        def noted(
            *made_of: object, real: Any = real, name_of: Any = name_of, **more: object
        ) -> Any:
            made.append(name_of(*made_of))
            return real(*made_of, **more)

        monkeypatch.setattr(path, noted)

    def stored_build() -> list[str]:
        made.clear()
        with_svg_words.cache_clear()  # as in another process
        store = Store(tmp_path / "cache", "project", "this program")
        built(config, memo_of_store(store))
        store.save()
        return sorted(set(made))

    a = {"a", "Korean of a", "layout of a", "HTML of a", "PPTX of a"}
    assert {"SVG", "words of an SVG", "catalogue"} | a < set(stored_build())
    stored_build()
    assert [one for one in stored_build() if "made" not in one] == []
    write(tmp_path / "deck/slides/b.md", "# Others\n\n![A box](../media/box.svg)\n")
    assert set(stored_build()) == {"b", "Korean of b", "layout of b", "HTML of b", "PPTX of b"}


@pytest.mark.parametrize("seed", range(3))
def test_bytes_that_mean_nothing_are_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    write_files(tmp_path, FILES)
    config = BuildConfig(root=tmp_path, out=tmp_path / "output", whole_fonts=True)
    fresh = built(config, NO_MEMO)
    store = Store(tmp_path / "cache", "project", "this program")
    built(config, memo_of_store(store))
    store.save()
    dice, get, spoilt = random.Random(seed), Store.get, []

    def damaged(store: Store, part: str, key: bytes) -> bytes | None:
        data = get(store, part, key)
        if data is None:
            return None
        at = dice.randrange(len(data))
        spoilt.append(part)
        return dice.choice((data[:at], dice.randbytes(at), b"\x80" + data[1:]))

    monkeypatch.setattr(Store, "get", damaged)
    assert built(config, memo_of_store(store)) == fresh
    store.close()
    assert len(set(spoilt)) >= 7  # slides, boxes and both outputs, in two languages


def built(config: BuildConfig, memo: Memo) -> tuple[object, ...]:
    """Return all that comes of a build."""
    config = replace(config, memo=memo)
    prepared = prepare(config)
    undrawn: list[Diagnostic] = []
    files = {
        str(path): hash(whole(content))  # as good as any within one process, and faster
        for _, group in render(prepared, config, lambda _: None, undrawn)
        for path, content in group
        if "font" not in str(path)
    }
    known = sorted(map(str, prepared.files))
    return files, prepared.found, undrawn, prepared.texts, known, pdf_pages(prepared, memo)


def pdf_pages(prepared: Prepared, memo: Memo) -> list[tuple[str, ...]]:
    """Return what the pages of PDFs are typeset from, which takes much longer."""
    each = zip(prepared.talks, prepared.supplies, strict=True)
    return [
        document(talk, supplies, partial(pages, memo=memo, talk=talk.talk.name)).content
        for talk, supplies in each
        if talk.unhidden
    ]


def change_a_word(root: Path, dice: random.Random) -> None:
    path = root / dice.choice(SOURCES)
    lines = text_of(path).split("\n")
    at = dice.randrange(len(lines))
    lines[at] = re.sub(r"[A-Za-z가-힣]{3,}(?=[^:]*$)", dice.choice(WORDS), lines[at], count=1)
    write(path, "\n".join(lines))


def add_a_bullet(root: Path, dice: random.Random) -> None:
    path = root / f"deck/slides/{dice.choice('ac')}.md"
    write(path, text_of(path) + f"\n- {dice.choice(WORDS)} {dice.randrange(99)}\n")


def take_a_line_away(root: Path, dice: random.Random) -> None:
    path = root / dice.choice(SOURCES)
    lines = text_of(path).split("\n")
    del lines[dice.randrange(len(lines))]
    write(path, "\n".join(lines))


def mend_a_file(root: Path, dice: random.Random) -> None:
    name = dice.choice(list(FILES))
    content = FILES[name]
    write(root / name, content if isinstance(content, str) else content.decode())


def paint_a_picture(root: Path, dice: random.Random) -> None:
    name = dice.choice(("box.svg", "box.ko.svg"))
    write(root / "deck/media" / name, SVG.replace("#1F6F78", f"#{dice.randrange(16**6):06x}"))


def take_a_picture_away(root: Path, dice: random.Random) -> None:
    (root / "deck/media" / dice.choice(("box.svg", "box.ko.svg"))).unlink(missing_ok=True)


def write_for_korean(root: Path, dice: random.Random) -> None:
    path = root / "deck/slides/c.ko.md"
    if path.is_file() and dice.random() < 0.5:
        path.unlink()
    else:
        write(path, f"# 표 {dice.randrange(99)}\n\n- 하나\n")


def write_a_slide_twice(root: Path, dice: random.Random) -> None:
    path = root / "deck/slides/d.md"
    if path.is_file():
        path.unlink()
    else:
        write(path, f"# In Markdown {dice.randrange(99)}\n")


def change_the_theme(root: Path, dice: random.Random) -> None:
    path = root / "deck/deck.yaml"
    write(path, re.sub(r"gap: \d+", f"gap: {dice.randrange(10, 30)}", text_of(path)))


def change_a_value(root: Path, dice: random.Random) -> None:
    path = root / "deck/talks/talk.yaml"
    write(path, re.sub(r"count: \d+", f"count: {dice.randrange(99)}", text_of(path)))


def change_the_order(root: Path, dice: random.Random) -> None:
    slides = [f"  - {name}" for name in dice.sample(["a", "b", "c", "d", "e", "made/*"], 6)]
    path = root / "deck/talks/talk.yaml"
    head = text_of(path).partition("slides:")[0]
    write(path, f"{head}slides:\n" + "\n".join(slides) + "\n")


def change_the_data(root: Path, dice: random.Random) -> None:
    rows = "".join(f"{name},{dice.randrange(9)}\n" for name in "xyz"[: dice.randrange(1, 4)])
    write(root / "deck/slides/data/rows.csv", f"name,value\n{rows}")


def touch(root: Path, dice: random.Random) -> None:
    path = root / dice.choice(SOURCES)
    write(path, text_of(path))


EDITS: tuple[Edit, ...] = (
    change_a_word, change_a_word, add_a_bullet, take_a_line_away, mend_a_file, mend_a_file, mend_a_file,
    paint_a_picture, take_a_picture_away, write_for_korean, write_a_slide_twice, change_the_theme, change_a_value,
    change_the_order, change_the_data, touch,
)  # fmt: skip


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def test_themes_have_the_same_key_if_all_their_layouts_and_colours_are_the_same() -> None:
    def key(theme: Theme) -> bytes | None:
        return Memo().key("slide", theme)

    name, layout = next(iter(THEME.layouts.items()))
    other = replace(layout, title="Another")
    assert key(THEME) == key(replace(THEME, layouts=dict(THEME.layouts))) is not None
    assert key(THEME) != key(replace(THEME, layouts={**THEME.layouts, name: other}))
    assert key(THEME) != key(replace(THEME, counterparts={name: other}))
    assert key(THEME) != key(replace(THEME, counterparts={name: layout}))
    assert key(THEME) != key(replace(THEME, colors={}))


def test_what_the_last_run_did_not_use_is_forgotten() -> None:
    memo, made = Memo(), []

    def make(value: int) -> int:
        made.append(value)
        return value

    for wanted in (1, 1, 2, 2, 1):
        memo.begin()
        assert memo.recall(("here",), make, wanted) == wanted
    memo.begin()
    memo.begin()
    assert memo.recall(("here",), make, 1) == 1
    assert made == [1, 2, 1, 1]


@pytest.mark.parametrize("count", [0, 1, 255, 256, 3000])
def test_any_number_of_hashes_is_stored_with_a_value(tmp_path: Path, count: int) -> None:
    def made(value: str) -> list[str]:
        return [f"{value} {one}" for one in range(count)]

    def other(_: str) -> list[str]:
        pytest.fail("it is stored")

    form = replace(form_of(list[str]), hashed=lambda values: values)
    for make in (made, other):
        store = Store(tmp_path / "cache", "project", "this program")
        memo = memo_of_store(store)
        value = memo.recall(("pages", "slide"), make, "page", form=form)
        assert value == made("page")
        assert all(memo.hash_of(one) == Memo().hash_of(one) for one in value)
        store.save()


def test_small_results_are_made_again_only_near_what_is_new(tmp_path: Path) -> None:
    made: list[int] = []

    def is_even(value: int) -> bool:
        made.append(value)
        return value % 2 == 0

    def found(values: list[int]) -> list[bool]:
        made.clear()
        store = Store(tmp_path / "cache", "project", "this program")
        try:
            return memo_of_store(store).recall_all(
                "even", "talk", is_even, values, form_of(list[bool])
            )
        finally:
            store.save()

    values = list(range(100))
    for anew in (values, []):
        assert found(values) == [True, False] * 50
        assert made == anew
    assert found([*values[:50], 0, *values[51:]]) == [True, False] * 50
    assert 50 < 2 * len(made) < 100
    memo = Memo()
    for wanted, anew in ((values, values), (values, []), ([*values, 100], [100])):
        made.clear()
        memo.begin()
        memo.recall_all("even", "talk", is_even, wanted, form_of(list[bool]))
        assert made == anew
