"""What leads out of a folder on Windows, whose links are of several kinds."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import cast

import pytest

from diptych.storage.open_folders import _is_junction


@pytest.mark.parametrize(
    ("tag", "leads_elsewhere"),
    [(0, False), (0xA0000003, True), (0xA000000C, True), (0x9000601A, False)],
    ids=["a folder", "a junction", "a link", "OneDrive"],
)
def test_a_junction_leads_elsewhere_and_a_folder_of_onedrive_does_not(
    tag: int, *, leads_elsewhere: bool
) -> None:
    found = cast("os.stat_result", SimpleNamespace(st_reparse_tag=tag))
    assert _is_junction(found) is leads_elsewhere
