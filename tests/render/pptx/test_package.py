"""The package: relative targets, content types, and a zip without times."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.render.pptx.gallery import gallery
from tests.render.pptx.reading import written

from diptych.render.pptx.identity import guid
from diptych.render.pptx.package import Part, Relationship, Relationships, write_package


def test_content_types_come_first_and_every_entry_is_of_the_same_day() -> None:
    with zipfile.ZipFile(io.BytesIO(written(gallery()))) as package:
        entries = package.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.create_system for one in entries} == {0}


def test_pictures_are_not_compressed_again_and_small_parts_not_at_all() -> None:
    with zipfile.ZipFile(io.BytesIO(written(gallery()))) as package:
        entries = package.infolist()
    stored = {one.filename for one in entries if one.compress_type == 0}
    small = {one.filename for one in entries if one.file_size < 512}
    assert stored == small | {one.filename for one in entries if one.filename.endswith(".png")}


@pytest.mark.parametrize(
    ("name", "target", "written_as"),
    [
        ("ppt/slides/slide1.xml", "ppt/slideLayouts/a.xml", "../slideLayouts/a.xml"),
        ("ppt/slides/slide1.xml", "ppt/slides/slide2.xml", "slide2.xml"),
        ("ppt/presentation.xml", "ppt/slides/slide1.xml", "slides/slide1.xml"),
    ],
)
def test_targets_are_relative_to_their_part(name: str, target: str, written_as: str) -> None:
    part = Part(name, "application/xml", "<a/>", (Relationship("rId1", "slide", target),))
    with zipfile.ZipFile(io.BytesIO(b"".join(write_package([part], {}, ())))) as package:
        folder, _, file = name.rpartition("/")
        text = package.read(f"{folder}/_rels/{file}.rels").decode()
    assert f'Target="{written_as}"' in text


def test_a_part_of_a_default_type_is_not_named_again() -> None:
    parts = [Part("customXml/item1.xml", "application/xml", "<a/>")]
    with zipfile.ZipFile(io.BytesIO(b"".join(write_package(parts, {}, ())))) as package:
        assert b"item1" not in package.read("[Content_Types].xml")


def test_the_same_target_is_related_once() -> None:
    relationships = Relationships()
    first = relationships.add("image", "a.png")
    assert relationships.add("image", "a.png") == first == "rId1"
    assert relationships.add("image", "b.png") == "rId2"
    assert len(list(relationships)) == 2


def test_identifiers_come_from_names_alone() -> None:
    assert guid("section", "0") == guid("section", "0") != guid("section", "1")
    assert guid("section", "0")[15] == "5"
