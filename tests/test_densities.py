"""One density for a slide in all languages of a talk, whichever are built."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.authoring import write_files

from diptych.config import BuildConfig
from diptych.memo import Memo
from diptych.pipeline import prepare

DECK = "format: 1\nsource_locale: en\nlocales: [en, ko]\n"
SHORT, LONG = "A short line", "A line of words that is as wide as half of the page of a slide"


def project(root: Path, lines: int, korean: str) -> BuildConfig:
    slide = "# One\n\n" + "\n".join(f"- {SHORT}" for _ in range(lines))
    translated = "# 하나\n\n" + "\n".join(f"- {korean}" for _ in range(lines))
    files = {
        "deck/deck.yaml": DECK,
        "deck/talks/talk.yaml": "title: Talk\nslides: [one]\n",
        "deck/slides/one.md": slide,
        "deck/slides/one.ko.md": translated,
    }
    write_files(root, files)
    return BuildConfig(root=root, out=root / "output")


def densities(config: BuildConfig) -> dict[str, str]:
    return {talk.locale: talk.slides[0].density.name for talk in prepare(config).talks}


@pytest.mark.parametrize(
    ("lines", "korean", "expected"),
    [
        (3, SHORT, {"en": "large", "ko": "large"}),
        (6, f"{LONG} {LONG}", {"en": "roomy", "ko": "compact"}),
        (7, LONG, {"en": "roomy", "ko": "roomy"}),
    ],
)
def test_a_slide_has_the_density_that_its_languages_can_keep(
    tmp_path: Path, lines: int, korean: str, expected: dict[str, str]
) -> None:
    config = project(tmp_path, lines, korean)
    assert densities(config) == expected
    for locale in ("en", "ko"):
        alone = replace(config, locales=(locale,))
        assert densities(alone) == {locale: expected[locale]}


def test_another_language_that_grows_is_noticed_by_a_build_that_remembers(tmp_path: Path) -> None:
    config = replace(project(tmp_path, 6, SHORT), locales=("en",), memo=Memo())
    assert densities(config) == {"en": "large"}
    project(tmp_path, 6, f"{LONG} {LONG}")
    assert densities(config) == {"en": "roomy"}
