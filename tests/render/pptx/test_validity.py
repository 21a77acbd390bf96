"""Others' judgement: the schemas, the package rules, and LibreOffice."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.charting.factory import EVERY, shapes
from tests.render.pptx.factory import BODY, NUMBER, frame, item, line, talk, with_title
from tests.render.pptx.gallery import gallery
from tests.render.pptx.reading import written
from tests.tools import need, validated

from diptych.model.laid_out import LaidOutTalk
from diptych.model.shapes import ChartShape

TALKS: dict[str, Callable[[], LaidOutTalk]] = {
    "gallery": gallery,
    "without-slides": talk,
    "hidden-and-backup": lambda: talk(
        with_title("one", "One"),
        with_title("two", "Two", hidden=True, notes=(line(BODY, "Say"),)),
        with_title("three", "Three", frame(NUMBER, line(NUMBER, "B1")), backup=True),
    ),
    "moving": lambda: talk(
        with_title("one", "One", frame(BODY, item("A"), item("B", step=1)), transition="fade"),
        with_title("two", "Two", frame(BODY, item("A"), item("B", step=1)), transition="push"),
        with_title("three", "Three", frame(BODY, item("A"), item("B", step=1)), transition="morph"),
    ),
    "charts": lambda: talk(
        *(
            with_title(name, name, shape)
            for name, one in EVERY.items()
            for shape in shapes(one)
            if isinstance(shape, ChartShape)
        )
    ),
    "korean": lambda: talk(
        with_title("one", "제목", frame(BODY, item("한글과 English", locale="ko"))), locale="ko"
    ),
}


@pytest.fixture(params=TALKS)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a written talk."""
    made = TALKS[request.param]()
    path = tmp_path / f"{request.param}.pptx"
    path.write_bytes(written(made))
    return path


def test_the_validator_finds_nothing(file: Path) -> None:
    validated(file, a11y=True, lint=True)


@pytest.mark.libreoffice
def test_libreoffice_makes_a_page_of_each_slide(tmp_path: Path) -> None:
    office = need("soffice")
    made = gallery()
    (tmp_path / "gallery.pptx").write_bytes(written(made))
    profile = (tmp_path / "profile").as_uri()
    options = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [office, *options, "--outdir", str(tmp_path), str(tmp_path / "gallery.pptx")],
        capture_output=True,
        check=True,
        timeout=300,
    )
    pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "gallery.pdf").read_bytes())
    assert len(pages) == len(made.slides)
