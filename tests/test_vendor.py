"""The bundled files are what package.json pins, with their licences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diptych.source.reading.runtime import VENDOR, font_files, read_metrics, read_runtime

ROOT = Path(__file__).parent.parent


def test_versions_are_those_that_are_pinned() -> None:
    pinned = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    brought = json.loads((VENDOR / "VERSIONS.json").read_text(encoding="utf-8"))
    assert brought.items() <= pinned.items()
    assert brought["reveal.js"] == "6.0.2"


def test_no_address_of_a_registry_is_in_the_lock_file() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert all("resolved" not in entry for entry in packages.values())
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


@pytest.mark.parametrize(
    "folder",
    ["reveal", "pretendard", "jetbrains-mono", "lucide", "temml", "stix-two-math", "twemoji"],
)
def test_each_part_has_its_licence(folder: str) -> None:
    text = (VENDOR / folder / "LICENSE").read_text(encoding="utf-8")
    assert (
        "MIT" in text or "Permission is hereby granted" in text or "SIL OPEN FONT" in text.upper()
    )


def test_the_licences_go_with_every_html_deck() -> None:
    runtime = read_runtime()
    assert {"reveal/LICENSE", "pretendard/LICENSE", "reveal/reveal.js"} <= runtime.keys()


def test_all_hangul_syllables_have_the_one_width_that_is_measured_with() -> None:
    face = read_metrics().face("Pretendard", 400)
    assert face is not None
    assert face.hangul / face.upem == pytest.approx(0.864, abs=0.001)
    assert len(font_files()) == 5


@pytest.mark.parametrize("letter", "あンー、")
def test_letters_of_japanese_that_the_font_has_are_measured(letter: str) -> None:
    face = read_metrics().face("Pretendard", 400)
    assert face is not None
    assert ord(letter) in face.advances
