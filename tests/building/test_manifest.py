"""An unchanged build is seen as such before anything is read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from msgspec.structs import replace
from tests.small import SVG, write, write_project

from diptych import pipeline
from diptych.building import making
from diptych.building.manifest import Manifest, Written
from diptych.cli import main
from diptych.config import BuildConfig
from diptych.pipeline import Prepared
from diptych.reporting import CLEAN, FOUND, MISUSED
from diptych.storage.cache import name_of
from diptych.storage.folder import Folder
from diptych.storage.store import Store


@pytest.fixture
def built(tmp_path: Path) -> BuildConfig:
    config = BuildConfig(root=write_project(tmp_path / "project"), out=tmp_path / "out")
    assert not pipeline.build(config).found
    return config


def is_current(config: BuildConfig) -> bool:
    with Manifest(config) as manifest:
        return manifest.is_current()


def test_the_same_build_is_current(built: BuildConfig) -> None:
    assert is_current(built)


@pytest.mark.parametrize(
    "path",
    ["deck/slides/a/one.md", "deck/talks/talk.yaml", "deck/deck.yaml"],
)
def test_a_changed_source_is_seen(built: BuildConfig, path: str) -> None:
    source = built.root / path
    write(source, source.read_text(encoding="utf-8") + "\n")
    assert not is_current(built)


def test_a_source_that_was_looked_for_and_now_exists_is_seen(built: BuildConfig) -> None:
    write(built.root / "deck/references.yaml", "references: []\n")
    assert not is_current(built)


def test_a_new_talk_is_seen(built: BuildConfig) -> None:
    write(built.root / "deck/talks/second.yaml", "title: S\nslides: [a/one]\n")
    assert not is_current(built)


def test_a_template_of_the_project_is_seen(built: BuildConfig) -> None:
    write(built.root / "templates/html/page.html.j2", "mine")
    assert not is_current(built)


def test_a_theme_that_now_shadows_the_built_in_one_is_seen(built: BuildConfig) -> None:
    write(built.root / "templates/atlas/theme.yaml", "extends: atlas\n")
    assert not is_current(built)


def test_a_removed_output_is_seen(built: BuildConfig) -> None:
    (built.out / "talk/en/index.html").unlink()
    assert not is_current(built)


def test_other_options_are_another_build(built: BuildConfig) -> None:
    assert not is_current(replace(built, outputs=("html",)))
    assert not is_current(replace(built, slides=frozenset({1})))
    assert not is_current(replace(built, notes=False))
    assert not is_current(replace(built, missing="fail"))
    assert not is_current(replace(built, fuzzy="mark"))


def test_a_damaged_memory_is_no_obstacle(built: BuildConfig) -> None:
    assert built.cache is not None
    memory = built.cache / "outputs" / name_of(built.out)
    assert memory.is_file()
    memory.write_text("{ broken", "utf-8")
    assert not is_current(built)
    assert not pipeline.build(built).found
    assert is_current(built)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_path_that_is_no_text_is_remembered_like_any_other(tmp_path: Path) -> None:
    root = write_project(tmp_path / os.fsdecode(b"latin-1 \xfc"))
    config = BuildConfig(root=root, out=root / "output")
    pipeline.build(config)
    assert is_current(config)
    write(root / "deck/talks/second.yaml", "title: S\nslides: [a/one]\n")
    pipeline.build(config)
    (root / "deck/talks/second.yaml").unlink()
    assert pipeline.build(config).removed


def test_what_an_output_folder_brings_along_is_not_believed(tmp_path: Path) -> None:
    victim = write(tmp_path / "victim.txt", "precious")
    config = BuildConfig(root=write_project(tmp_path / "project"), out=tmp_path / "project/output")
    forged = '{"format":1,"made":{"talk/en/html":{"../../victim.txt":"0"}},"builds":{}}'
    write(config.out / ".diptych/manifest.json", forged)
    assert not pipeline.build(config).found
    assert victim.read_text("utf-8") == "precious"
    assert (config.out / ".diptych/manifest.json").read_text("utf-8") == forged


def test_a_file_saved_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = BuildConfig(root=write_project(tmp_path / "project"), out=tmp_path / "out")
    source = config.root / "deck/slides/a/one.md"
    prepare = pipeline.prepare

    def saved_meanwhile(config: BuildConfig, *more: object) -> Prepared:
        prepared = prepare(config)
        write(source, "# Saved\n\n- meanwhile\n")
        return prepared

    monkeypatch.setattr(making, "prepare", saved_meanwhile)
    pipeline.build(config)
    monkeypatch.undo()
    assert not is_current(config)
    pipeline.build(config)
    assert "meanwhile" in (config.out / "talk/en/index.html").read_text("utf-8")
    assert is_current(config)


def test_a_source_replaced_by_one_of_equal_size_and_date_is_seen(built: BuildConfig) -> None:
    source = built.root / "deck/slides/a/one.md"
    before = source.stat()
    write(source, source.read_text("utf-8").replace("First", "Third"))
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert source.stat().st_size == before.st_size
    assert not is_current(built)


def test_an_output_damaged_with_its_date_kept_is_noticed(built: BuildConfig) -> None:
    page = built.out / "talk/en/index.html"
    good, before = page.read_bytes(), page.stat()
    page.write_bytes(b"x" * len(good))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_current(built)
    assert [one.kind.code for one in pipeline.build(built).found] == ["OUT605"]
    pipeline.build(replace(built, replaces_all=True))
    assert page.read_bytes() == good


def test_verifying_compares_content_whatever_the_states_say(
    built: BuildConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(built.root)
    arguments = ["build", "-o", str(built.out)]
    assert main(arguments) == CLEAN
    page = built.out / "talk/en/index.html"
    good = page.read_bytes()
    page.write_bytes(b"rot on the disk changes no date")
    monkeypatch.setattr(Manifest, "is_current", lambda _: True)
    assert main(arguments) == CLEAN
    assert "nothing changed" in capsys.readouterr().err
    monkeypatch.setattr(Store, "get", lambda *_: pytest.fail("nothing remembered is asked"))
    assert main([*arguments, "--verify"]) == FOUND
    assert "index.html` was changed after it was built" in capsys.readouterr().err
    assert main([*arguments, "--verify", "--force"]) == CLEAN
    assert capsys.readouterr().err.startswith("1 written, ")
    assert page.read_bytes() == good


@pytest.mark.parametrize("lost", ["talk/en/index.html", "talk/en/talk.en.pptx"])
def test_an_output_that_is_gone_when_the_build_ends_is_not_remembered(
    lost: str, built: BuildConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = built.out / "talk/en/index.html"
    page.unlink()
    put = Manifest.put

    def put_and_lose(manifest: Manifest, *given: Any) -> Written:
        done = put(manifest, *given)
        (built.out / lost).unlink()
        return done

    monkeypatch.setattr(Manifest, "put", put_and_lose)
    pipeline.build(built)
    monkeypatch.undo()
    assert not is_current(built)
    pipeline.build(built)
    assert page.is_file()
    assert is_current(built)


def test_an_output_folder_that_goes_away_while_it_is_written_is_an_error(
    built: BuildConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Folder.place

    def place_and_lose(folder: Folder, *given: Any) -> None:
        place(folder, *given)
        if folder.path == built.out:
            shutil.rmtree(built.out)

    monkeypatch.setattr(Folder, "place", place_and_lose)
    with pytest.raises(OSError, match="went away") as refused:
        pipeline.build(built)
    assert refused.value.filename == str(built.out)
    monkeypatch.undo()
    assert not is_current(built)


def test_a_build_without_notes_says_where_earlier_ones_are_still_to_be_read(
    built: BuildConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(built.root)
    write(built.root / "deck/slides/a/one.md", "# One\n\n::: notes\nWhispered\n:::\n")
    arguments = ["build", "-o", str(built.out)]
    assert main(arguments) == CLEAN
    assert "notes" not in capsys.readouterr().err
    without = [*arguments, "--no-notes", "--to", "pptx"]
    said = "out still has notes, from earlier builds, in talk/en/html\n"
    assert main(without) == CLEAN
    assert capsys.readouterr().err.endswith(said)
    assert main(without) == CLEAN
    assert capsys.readouterr().err.endswith(said)
    shutil.rmtree(built.out / "talk")
    assert main(without) == CLEAN
    assert "notes" not in capsys.readouterr().err
    assert main([*arguments, "--no-notes"]) == CLEAN
    assert "notes" not in capsys.readouterr().err


def test_a_full_build_removes_what_is_no_longer_made(built: BuildConfig) -> None:
    write(built.root / "deck/talks/second.yaml", "title: S\nslides: [a/one]\n")
    pipeline.build(built)
    assert (built.out / "second/en/index.html").is_file()
    (built.root / "deck/talks/second.yaml").unlink()
    outcome = pipeline.build(built)
    assert PurePosixPath("second/en/index.html") in outcome.removed
    assert not (built.out / "second").exists()
    assert (built.out / "talk/en/index.html").is_file()


def test_a_file_that_goes_by_another_name_now_is_not_removed(
    built: BuildConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    talks = built.root / "deck/talks"
    (talks / "talk.yaml").rename(talks / "Talk.yaml")
    monkeypatch.setattr(
        os.path, "samestat", lambda *_: True
    )  # as where capitals tell no names apart
    assert not pipeline.build(built).removed
    assert (built.out / "talk/en/index.html").is_file()


def test_a_talk_of_another_name_takes_the_place_of_the_old_one(built: BuildConfig) -> None:
    talks = built.root / "deck/talks"
    (talks / "talk.yaml").rename(talks / "Talk.yaml")
    assert pipeline.build(built).removed
    assert not (built.out / "talk").exists()
    assert (built.out / "Talk/en/index.html").is_file()


def test_a_build_of_one_talk_removes_the_language_that_it_no_longer_has(built: BuildConfig) -> None:
    deck = built.root / "deck/deck.yaml"
    write(deck, deck.read_text("utf-8").replace("[en]", "[en, ko]"))
    write(built.root / "deck/locales/ko.po", 'msgid ""\nmsgstr "Language: ko\\n"\n')
    both = replace(built, missing="source")
    pipeline.build(both)
    assert (built.out / "talk/ko/index.html").is_file()
    write(deck, deck.read_text("utf-8").replace("[en, ko]", "[en]"))
    pipeline.build(replace(both, talks=("talk",), outputs=("html",)))
    assert not (built.out / "talk/ko/index.html").exists()
    assert (built.out / "talk/ko/talk.ko.pptx").is_file()
    pipeline.build(replace(both, talks=("talk",)))
    assert not (built.out / "talk/ko").exists()


def test_a_full_build_is_not_current_where_there_is_what_it_would_remove(
    built: BuildConfig,
) -> None:
    pseudo = replace(built, locales=("en-XA",))
    pipeline.build(pseudo)
    assert is_current(pseudo)
    assert not is_current(built)
    assert pipeline.build(built).removed
    assert is_current(built)
    assert not (built.out / "talk/en-XA").exists()


def test_a_build_of_a_few_slides_removes_nothing(built: BuildConfig) -> None:
    write(built.root / "deck/talks/second.yaml", "title: S\nslides: [a/one]\n")
    pipeline.build(built)
    (built.root / "deck/talks/second.yaml").unlink()
    assert not pipeline.build(replace(built, slides=frozenset({1}), outputs=("pptx",))).removed


def test_a_build_of_one_talk_leaves_the_others(built: BuildConfig) -> None:
    write(built.root / "deck/talks/second.yaml", "title: S\nslides: [a/one]\n")
    pipeline.build(built)
    assert not pipeline.build(replace(built, talks=("talk",))).removed
    assert (built.out / "second/en/index.html").is_file()


def test_two_projects_in_one_folder_leave_each_other_alone(built: BuildConfig) -> None:
    other = replace(built, root=write_project(built.root.parent / "other", name="other"))
    pipeline.build(other)
    assert not pipeline.build(built).removed
    assert (built.out / "other/en/index.html").is_file()


def test_no_file_of_another_source_is_replaced_unless_asked(built: BuildConfig) -> None:
    other = replace(built, root=write_project(built.root.parent / "other", {"a/x": "# Other\n"}))
    page = built.out / "talk/en/index.html"
    before = page.read_bytes()
    (found,) = pipeline.build(other).found
    assert (found.kind.code, page.read_bytes()) == ("OUT604", before)
    assert found.message == (
        f"`{built.out / 'talk'}` was made from `{built.root}`, and would be replaced"
    )
    assert not pipeline.build(replace(other, replaces_all=True)).found
    assert [one.kind.code for one in pipeline.build(built).found] == ["OUT604"]
    assert not pipeline.build(other).found


def test_what_was_made_from_a_source_that_is_gone_is_replaced(built: BuildConfig) -> None:
    moved = replace(built, root=built.root.rename(built.root.parent / "moved"))
    write(moved.root / "deck/slides/a/one.md", "# Moved\n")
    assert not pipeline.build(moved).found


def test_a_file_that_somebody_has_changed_is_not_removed(built: BuildConfig) -> None:
    write(built.root / "deck/talks/second.yaml", "title: S\nslides: [a/one]\n")
    pipeline.build(built)
    page = write(built.out / "second/en/index.html", "mine now")
    (built.root / "deck/talks/second.yaml").unlink()
    pipeline.build(built)
    assert page.read_text("utf-8") == "mine now"


@pytest.mark.parametrize(
    "linked", ["output", "output/talk", "output/talk/en", "output/talk/assets"]
)
def test_no_link_in_a_project_leads_a_build_elsewhere(linked: str, tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / linked).parent.mkdir(parents=True, exist_ok=True)
    (root / linked).symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(OSError, match="is a link") as refused:
        pipeline.build(BuildConfig(root=root, out=root / "output"))
    assert refused.value.filename == str(root / linked)
    assert not list(elsewhere.iterdir())


def test_no_link_where_the_user_stands_leads_a_talk_of_one_file_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write(tmp_path / "cloned/talks/talk.md", "# One\n\nText\n")
    monkeypatch.chdir(tmp_path / "cloned")
    Path("output").symlink_to(elsewhere, target_is_directory=True)
    assert main(["build", "talks/talk.md"]) == MISUSED
    assert "is a link" in capsys.readouterr().err
    assert not list(elsewhere.iterdir())
    assert main(["build", "talks/talk.md", "-o", "output"]) == CLEAN
    assert (elsewhere / "talk/en/index.html").is_file()


def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    victim = write(tmp_path / "victim", "precious")
    page = root / "output/talk/en/index.html"
    page.parent.mkdir(parents=True)
    page.symlink_to(victim)
    with pytest.raises(OSError, match="is a link"):
        pipeline.build(BuildConfig(root=root, out=root / "output"))
    assert victim.read_text("utf-8") == "precious"


def test_the_staging_names_that_a_project_may_guess_lead_nowhere(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    victim = write(tmp_path / "victim", "precious")
    staged = root / "output/talk/assets/.deck.js.new"
    staged.parent.mkdir(parents=True)
    staged.symlink_to(victim)
    assert not pipeline.build(BuildConfig(root=root, out=root / "output")).found
    assert victim.read_text("utf-8") == "precious"


def test_the_folder_that_the_user_names_may_be_a_link(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    (tmp_path / "real").mkdir()
    (tmp_path / "named").symlink_to(tmp_path / "real", target_is_directory=True)
    pipeline.build(BuildConfig(root=root, out=tmp_path / "named"))
    assert (tmp_path / "real/talk/en/index.html").is_file()


def test_what_a_killed_build_left_is_swept_before_anything_else(built: BuildConfig) -> None:
    left = write(built.out / ".diptych-0123456789abcdef/0", "somebody's notes")
    assert is_current(built)
    assert not left.parent.exists()


def test_what_a_killed_build_left_in_the_cache_is_swept_by_the_next(built: BuildConfig) -> None:
    assert built.cache is not None
    left = write(built.cache / ".diptych-0123456789abcdef/0", "half a picture")
    write(built.root / "deck/slides/a/one.md", "# Another\n")
    pipeline.build(built)
    assert not left.parent.exists()


def test_a_build_with_errors_leaves_no_empty_folder(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", {"a/one": "<blink>no</blink>\n"})
    outcome = pipeline.build(BuildConfig(root=root, out=tmp_path / "out"))
    assert outcome.found
    assert not (tmp_path / "out").exists()


def test_nothing_heavy_is_imported_when_nothing_changed(built: BuildConfig) -> None:
    script = (
        "import sys; from diptych.cli import main; code = main(sys.argv[1:]);"
        "print(code, sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'yaml', 'jinja2', 'markdown_it', 'resvg_py', 'pptx', 'lxml', 'zipfile'}))"
    )
    command = [sys.executable, "-c", script, "build", "-o", str(built.out)]
    first = subprocess.run(command, cwd=built.root, capture_output=True, text=True, check=True)
    assert first.stdout.splitlines()[-1].startswith("0 [")
    again = subprocess.run(command, cwd=built.root, capture_output=True, text=True, check=True)
    assert again.stdout == "0 []\n"
    assert "nothing changed" in again.stderr


def test_a_picture_that_did_not_change_is_not_parsed_again(built: BuildConfig) -> None:
    write(built.root / "deck/media/box.svg", SVG)
    write(built.root / "deck/slides/a/one.md", "# One\n\n![A box](../../media/box.svg)\n")
    script = (
        "import sys; from diptych.cli import main; main(sys.argv[1:]);"
        "print('diptych.source.pictures.svg_parts' in sys.modules)"
    )
    command = [sys.executable, "-c", script, "build", "-o"]
    for folder, is_parsed in {"first": "True", "second": "False"}.items():
        ran = subprocess.run(
            [*command, str(built.out / folder)],
            cwd=built.root,
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.splitlines()[-1] == is_parsed


def test_a_build_imports_no_library_for_reading_pptx(built: BuildConfig) -> None:
    script = (
        "import sys; from diptych.cli import main; main(sys.argv[1:]);"
        "print(sorted({'pptx', 'lxml', 'logging.config', 'asyncio'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, "build", "-o", str(built.out / "other")]
    ran = subprocess.run(command, cwd=built.root, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
    assert list((built.out / "other").iterdir())
