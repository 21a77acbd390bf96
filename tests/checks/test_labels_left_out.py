"""Charts without room for the numbers of all their points."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import document, said

from diptych.checks import labels_left_out

NAMES = ", ".join(f"m{at}" for at in range(12))


def numbers_of(stack: int) -> str:
    """Return a stack of series, which all grow from 10 to 120."""
    values = ", ".join(str(10 * at) for at in range(1, 13))
    return "\n".join(f"  S{at}: [{values}]" for at in range(stack))


def found_in(root: Path, stack: int) -> list[str]:
    """Return what is found in a slide with that stack, its numbers asked for."""
    text = f"# A\n\n```chart\nstacked: true\nlabels: true\ndata:\n  x: [{NAMES}]\n"
    return said(document(root, f"{text}{numbers_of(stack)}\n```\n").found)


def test_numbers_that_do_not_fit_are_counted(tmp_path: Path) -> None:
    (one,) = found_in(tmp_path, 6)
    assert one.startswith(f"{labels_left_out.KIND.code} 3:1")
    assert "of 72 labels do not fit, and are left out" in one


def test_numbers_that_fit_are_fine(tmp_path: Path) -> None:
    assert found_in(tmp_path, 1) == []
