"""Every block type is in the table, is one file, and is either text or shapes."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest

import diptych.blocks
from diptych.blocks import BLOCKS
from diptych.model.block import Block, ShapeBlock, TextBlock


def test_the_table_lists_every_block_of_the_package() -> None:
    prefix = f"{diptych.blocks.__name__}."
    found = {
        kind
        for module in pkgutil.iter_modules(diptych.blocks.__path__, prefix)
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if issubclass(kind, Block) and kind.__module__ == module.name
    }
    assert found == set(BLOCKS.values())


def test_every_file_of_the_package_holds_a_block() -> None:
    files = {module.name for module in pkgutil.iter_modules(diptych.blocks.__path__)}
    assert files == {kind.__module__.rpartition(".")[2] for kind in BLOCKS.values()}


@pytest.mark.parametrize("kind", BLOCKS.values())
def test_every_block_is_either_text_or_shapes(kind: type[Block]) -> None:
    assert issubclass(kind, TextBlock) != issubclass(kind, ShapeBlock)
