"""All talks agree in all languages, and each slide looks as it did when it was last looked at.

`DIPTYCH_REFRESH_GOLDEN=1 pytest -n0 tests/commands/compare/test_talks.py -k looks` stores what they
look like now in PDF; with `DIPTYCH_LONG=1` also in HTML and in LibreOffice.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from tests.browsing import chromium_path
from tests.commands.test_library import library_example
from tests.fingerprints import SIZE, Fingerprint
from tests.tools import is_long, need

from diptych.cli import main
from diptych.commands.compare import compared
from diptych.commands.compare.comparing import MOST_BROKEN
from diptych.commands.compare.documents import Printed, printed
from diptych.commands.compare.findings import is_within_bounds
from diptych.commands.compare.reading import Pages
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.pipeline import prepare
from diptych.reporting import CLEAN

ROOT = Path(__file__).parents[3]
LOOKS = ROOT / "tests" / "golden" / "looks"
STRESS = ROOT / "tests" / "stress"


def prints(root: Path, *outputs: str, talks: tuple[str, ...] = ()) -> list[Printed]:
    """Return talks of a project in all languages, each with a PDF of what outputs show."""
    if not (root / "deck").is_dir():
        pytest.skip("deck/ is not here: a source distribution carries none")
    config = BuildConfig(root=root, outputs=outputs, talks=talks)
    prepared = prepare(config)
    assert prepared.found == ()
    problems: list[Diagnostic] = []
    programs = {"html": Path(chromium_path())} if "html" in outputs else {}
    found = list(printed(prepared, config, programs, lambda _: None, problems))
    assert problems == []
    return found


in_the_long_step = pytest.mark.skipif(
    not is_long(), reason="whole talks are shown by other programs only in the long step"
)


@pytest.fixture(scope="module")
def talks() -> list[Printed]:
    """Return the talks of this project, as HTML and PDF."""
    return prints(ROOT, "html", "pdf")


def check_agreement(found: Iterable[Printed]) -> None:
    problems: list[Diagnostic] = []
    tallies = compared(found, problems)
    assert problems == []
    assert is_within_bounds(tallies)
    assert all(one.paragraphs > 20 for one in tallies)


@in_the_long_step
@pytest.mark.long
@pytest.mark.browser
def test_html_and_pdf_have_the_same_lines_within_2_px(talks: list[Printed]) -> None:
    assert len(talks) == 4
    check_agreement(talks)


@pytest.mark.browser
@pytest.mark.parametrize("locale", ["en", "ko"])
def test_difficult_text_has_the_same_lines_within_2_px(locale: str) -> None:
    check_agreement(prints(STRESS / locale, "html", "pdf"))


@in_the_long_step
@pytest.mark.long
@pytest.mark.browser
def test_the_example_with_a_library_has_the_same_lines_within_2_px(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = library_example(tmp_path)
    monkeypatch.chdir(example)
    assert main(["library", "update"]) == CLEAN
    found = prints(example, "html", "pdf")
    assert [one.talk.locale for one in found] == ["en", "ko"]
    check_agreement(found)


GALLERY = ROOT / "examples" / "gallery"


@in_the_long_step
@pytest.mark.long
@pytest.mark.browser
@pytest.mark.libreoffice
def test_every_kind_of_content_agrees_in_all_outputs() -> None:
    """LibreOffice shows it too, with at most one paragraph in a hundred broken elsewhere."""
    need("soffice")
    shown = prints(GALLERY, "html", "pptx", "pdf", talks=SHOWN)
    assert {(one.talk.talk.name, one.talk.locale) for one in shown} == {
        (name, locale) for name in SHOWN for locale in ("en", "ko")
    }
    problems: list[Diagnostic] = []
    tallies = compared(shown, problems)
    assert is_within_bounds(tallies)
    assert [one for one in problems if "HTML" in one.message] == []
    broken = sum(one.broken for one in tallies)
    assert broken <= MOST_BROKEN * sum(one.paragraphs for one in tallies if one.output == "pptx")


SHOWN = ("atlas-light", "plain-dark")


def test_every_slide_looks_as_it_did_in_pdf() -> None:
    check_looks(prints(ROOT, "pdf"), ("pdf",))


@in_the_long_step
@pytest.mark.long
@pytest.mark.browser
def test_every_slide_looks_as_it_did_in_html(talks: list[Printed]) -> None:
    check_looks(talks, ("html",))


@pytest.fixture(scope="module")
def presentations() -> list[Printed]:
    """Return the talks of this project, as PPTX and PDF."""
    need("soffice")
    return prints(ROOT, "pptx", "pdf")


@in_the_long_step
@pytest.mark.long
@pytest.mark.libreoffice
def test_libreoffice_breaks_at_most_1_paragraph_in_100_elsewhere(
    presentations: list[Printed],
) -> None:
    problems: list[Diagnostic] = []
    tallies = compared(presentations, problems)
    broken, paragraphs = sum(one.broken for one in tallies), sum(one.paragraphs for one in tallies)
    assert paragraphs > 1000
    assert broken <= MOST_BROKEN * paragraphs
    assert [one.kind.code for one in problems] == ["CMP201"] * broken
    assert all(one.hint for one in problems)


@in_the_long_step
@pytest.mark.long
@pytest.mark.libreoffice
def test_every_slide_looks_as_it_did_in_libreoffice(presentations: list[Printed]) -> None:
    with pypdfium2.PdfDocument(presentations[0].documents["pptx"]) as document:
        producer = document.get_metadata_dict()["Producer"]
    if not producer.startswith("LibreOffice 7.4"):
        pytest.skip(f"fingerprints are those of LibreOffice 7.4, not of {producer}")
    check_looks(presentations, ("pptx",))


def check_looks(talks: Iterable[Printed], outputs: Iterable[str]) -> None:
    """Compare each slide with its stored fingerprint, or store it if the user asks for that."""
    changes = [change for one in talks for output in outputs for change in changes_of(one, output)]
    assert changes == [], "look at them; if they are right, see the top of this file"


def changes_of(one: Printed, output: str) -> Iterator[str]:
    """Yield which slides of an output look different, and where."""
    path = LOOKS / f"{one.talk.talk.name}.json"
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    with Pages(one.documents[output], SIZE[0]) as pages:
        shown = {
            slide.anchor: Fingerprint.of(pages.picture(number))
            for number, slide in enumerate(one.talk.unhidden)
        }
    if os.environ.get("DIPTYCH_REFRESH_GOLDEN") == "1":
        packed = {anchor: looks.packed() for anchor, looks in shown.items()}
        known.setdefault(one.talk.locale, {})[output] = packed
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
    stored: dict[str, str] = known.get(one.talk.locale, {}).get(output, {})
    place = f"{path.stem} {one.talk.locale} {output}"
    if shown.keys() != stored.keys():
        yield f"{place}: slides {sorted(shown.keys() ^ stored.keys())} are new or gone"
    for anchor in sorted(shown.keys() & stored.keys()):
        change = Fingerprint.unpacked(stored[anchor]).change(shown[anchor])
        if change is not None:
            left, top, right, bottom, much = change
            where = f"{left} to {right} px across, {top} to {bottom} px down"
            yield f"{place} {anchor}: {where}, by {much:.1f} of 255"
