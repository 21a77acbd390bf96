"""Libraries from the user's point of view: added, updated, refused, rolled back, built offline."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.authoring import PROJECT, SVG, edit, write_files
from tests.tools import need

from diptych.cli import main
from diptych.reporting import CLEAN, FOUND, MISUSED

SUPPLY = """\
---
kicker: Market
---

# Supply

- Orders rise [@lee-2022]
- See [demand](#gpu/demand)

![](../../media/chip.svg){alt="A chip"}
"""
KOREAN = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "gpu/supply#title"
msgid "Supply"
msgstr "공급"

msgctxt "gpu/supply#kicker"
msgid "Market"
msgstr "시장"

msgctxt "gpu/supply#orders-rise"
msgid "Orders rise [@lee-2022]"
msgstr "주문 증가[@lee-2022]"

msgctxt "gpu/supply#see-demand"
msgid "See [demand](#gpu/demand)"
msgstr "[수요](#gpu/demand) 참조"

msgctxt "gpu/supply#a-chip/alt"
msgid "A chip"
msgstr "칩"
"""
LIBRARY = {
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko, ja]\n",
    "deck/slides/gpu/supply.md": SUPPLY,
    "deck/slides/gpu/demand.md": "# Demand\n\n- Prices\n",
    "deck/media/chip.svg": SVG,
    "deck/references.yaml": "references:\n  - {id: lee-2022, title: On chips}\n",
    "deck/glossary.yaml": "terms:\n  - {term: orders, ko: 주문, ja: 注文}\n",
    "deck/locales/ko.po": KOREAN,
}
TALK = "title: Mine\nslides:\n  - a\n  - common:gpu/supply\n"
MINE = {
    **PROJECT,
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
    "deck/talks/talk.yaml": TALK,
}
SLIDE = Path("deck", "slides", "gpu", "supply.md")


def git(folder: Path, *arguments: str) -> str:
    """Run git in `folder` as somebody."""
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    command = [need("git"), "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(library: Path, message: str = "Change it") -> str:
    """Commit everything in `library` and return the commit."""
    git(library, "add", "--all")
    git(library, "commit", "--quiet", "--message", message)
    return git(library, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = write_files(tmp_path_factory.mktemp("library"), LIBRARY)
    git(library, "init", "--quiet", "--initial-branch=main")
    commit(library, "Begin")
    return library


@pytest.fixture
def library(tmp_path: Path, begun: Path) -> Path:
    """Return another project, in git."""
    return Path(shutil.copytree(begun, tmp_path / "common"))


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project whose talk names a slide of a library that is not declared; stand in it."""
    monkeypatch.chdir(write_files(tmp_path / "mine", MINE))
    return tmp_path / "mine"


@pytest.fixture(scope="module")
def added(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project after the library was added from git, which takes git a while."""
    place = tmp_path_factory.mktemp("added")
    shutil.copytree(begun, place / "common")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(write_files(place / "mine", MINE))
        add = ["library", "add", "common", "../common", "--git", "--revision", "main"]
        assert main(add) == CLEAN
    return place / "mine"


@pytest.fixture
def locked(library: Path, mine: Path, added: Path) -> Path:
    """Return the project with the library added from git."""
    return Path(shutil.copytree(added, mine, dirs_exist_ok=True))


def whole(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("arguments", [["../common"], ["../common", "--git"]])
def test_a_slide_comes_with_its_translation_sources_and_pictures(
    library: Path, mine: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(["library", "add", "common", *arguments]) == CLEAN
    assert main(["build"]) == CLEAN
    page = (mine / "output/talk/ko/index.html").read_text("utf-8")
    assert 'id="common_gpu.supply"' in page
    for word in ("공급", "시장", "주문 증가", "On chips", 'alt="칩"'):
        assert word in page
    said = capsys.readouterr().err
    assert "common" not in said.partition("next: ")[2].partition("\n")[2]
    assert main(["library", "verify"]) == CLEAN
    assert main(["list"]) == CLEAN
    assert "common:gpu/supply" in capsys.readouterr().out


def test_a_librarys_slides_are_found_with_the_talks_that_show_them(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def found(*query: str) -> list[dict[str, object]]:
        capsys.readouterr()
        assert main(["slides", "--json", *query]) == CLEAN
        return list(json.loads(capsys.readouterr().out))

    write_files(locked, {"deck/locales/ko.po": 'msgid ""\nmsgstr ""\n'})
    assert [one["id"] for one in found("talk:talk")] == ["a", "common:gpu/supply"]
    assert [one["id"] for one in found("orders")] == ["common:gpu/supply"]
    (supply,) = found("common:gpu/supply")
    assert supply["talks"] == [{"talk": "talk", "number": 2, "section": ""}]
    assert supply["languages"] == {"ko": "translated"}
    assert supply["file"] == "deck/libraries/common/deck/slides/gpu/supply.md"
    (demand,) = found("common:gpu/demand")
    assert demand["talks"] == []
    assert main(["slides", "--gallery"]) == CLEAN
    assert main(["slides", "common:gpu/nothing"]) == MISUSED


def test_a_new_talk_may_begin_with_a_librarys_slides(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "talk", "other", "--slides", "common:gpu/demand,a"]) == CLEAN
    listed = (locked / "deck/talks/other.yaml").read_text("utf-8")
    assert "      - common:gpu/demand\n      - a\n" in listed
    assert main(["new", "talk", "third", "--slides", "common:gpu/demnad"]) == MISUSED
    assert "`common:gpu/demand`" in capsys.readouterr().err


def test_a_link_leads_to_the_librarys_slide_where_the_talk_shows_it(locked: Path) -> None:
    edit(
        locked / "deck/talks/talk.yaml",
        "supply\n",
        "supply\n  - {slide: common:gpu/demand, as: d}\n",
    )
    assert main(["library", "verify"]) == CLEAN
    assert main(["build"]) == CLEAN
    assert 'href="#/d"' in (locked / "output/talk/ko/index.html").read_text("utf-8")


def test_texts_that_the_library_translates_are_not_extracted(locked: Path) -> None:
    assert main(["locale", "update"]) == CLEAN
    po = (locked / "deck/locales/ko.po").read_text("utf-8")
    assert "common:" not in po
    assert "common:" not in (locked / "deck/locales/messages.pot").read_text("utf-8")
    edit(locked / "deck/talks/talk.yaml", "supply\n", "supply\n  - common:gpu/demand\n")
    main(["library", "verify"])
    assert main(["locale", "update"]) == CLEAN
    path = locked / "deck/locales/ko.po"
    assert 'msgctxt "common:gpu/demand#prices"\nmsgid "Prices"' in path.read_text("utf-8")
    path.write_text(
        path.read_text("utf-8")
        + '\nmsgctxt "common:gpu/supply#title"\nmsgid "Supply"\nmsgstr "우리말 공급"\n',
        "utf-8",
    )
    assert main(["build"]) == CLEAN
    assert "우리말 공급" in (locked / "output/talk/ko/index.html").read_text("utf-8")
    assert main(["locale", "update"]) == CLEAN
    assert "우리말 공급" in path.read_text("utf-8")


def test_an_update_is_shown_as_a_word_diff_before_it_is_written(
    library: Path, locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = whole(locked)
    edit(library / SLIDE, "Orders rise", "Orders fall")
    edit(library / "deck/slides/gpu/demand.md", "Prices", "Price")
    now = commit(library)
    assert main(["library", "outdated"]) == CLEAN
    assert f"{now[:10]} is available" in capsys.readouterr().out
    assert main(["library", "update"]) == FOUND
    said = capsys.readouterr()
    assert "  common:gpu/supply  in talk 2\n    Orders [-rise-]{+fall+} [@lee-2022]\n" in said.out
    assert "0 used slides unchanged; slides that no talk uses: 1 changed" in said.out
    assert "nothing was written" in said.err
    assert whole(locked) == before
    assert main(["library", "update", "--yes"]) == CLEAN
    assert "Orders fall" in (locked / "deck/libraries/common" / SLIDE).read_text("utf-8")
    assert main(["check"]) == CLEAN
    assert main(["library", "update"]) == CLEAN
    assert "nothing changed" in capsys.readouterr().err


def test_changed_translations_and_sources_are_shown_too(
    library: Path, locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(library / "deck/locales/ko.po", "주문 증가", "주문 급증")
    edit(library / "deck/references.yaml", "On chips", "On many chips")
    commit(library)
    assert main(["library", "update"]) == FOUND
    said = capsys.readouterr().out
    assert "  ko  common:gpu/supply#orders-rise\n    주문 [-증가[@lee-2022]-]" in said
    assert "  [@lee-2022]\n    On {+many +}chips\n" in said
    assert "1 used slide unchanged" in said
    assert main(["library", "update", "--yes"]) == CLEAN
    assert main(["check"]) == CLEAN


def test_a_lock_that_cannot_be_read_is_told_once(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = locked / "deck/deck.lock"
    lock.write_text(f"{lock.read_text('utf-8')}<<<<<<< ours\n", "utf-8")
    before = whole(locked)
    for command in (["check"], ["library", "verify"], ["library", "update", "--yes"]):
        assert main(command) == FOUND
        said = capsys.readouterr().err
        assert "deck/deck.lock:9:1: error[SRC101]" in said
        assert "REF504" not in said
    assert whole(locked) == before


def test_an_update_is_rolled_back_to_the_byte(library: Path, locked: Path) -> None:
    first = git(library, "rev-parse", "HEAD")
    before = whole(locked / "deck/libraries")
    edit(library / SLIDE, "Orders rise", "Orders fall")
    commit(library)
    assert main(["library", "update", "common", "--yes"]) == CLEAN
    assert whole(locked / "deck/libraries") != before
    assert main(["library", "update", "common", "--revision", first, "--yes"]) == CLEAN
    assert whole(locked / "deck/libraries") == before
    assert f'commit: "{first}"' in (locked / "deck/deck.lock").read_text("utf-8")
    assert main(["check"]) == CLEAN


def test_an_update_that_loses_a_used_slide_is_refused(
    library: Path, locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = whole(locked)
    (library / SLIDE).unlink()
    commit(library)
    assert main(["library", "update", "--yes"]) == FOUND
    said = capsys.readouterr().err
    assert "deck/talks/talk.yaml:4:5: error[REF102]: there is no slide `common:gpu/supply`" in said
    assert whole(locked) == before


def test_an_update_that_cannot_be_read_is_refused_at_its_place(
    library: Path, locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = whole(locked)
    edit(library / SLIDE, "kicker:", "kikcer:")
    commit(library)
    assert main(["library", "update", "--yes"]) == FOUND
    said = capsys.readouterr().err
    assert "deck/libraries/common/deck/slides/gpu/supply.md:2:1: error[SRC103]" in said
    assert whole(locked) == before


def test_a_revision_that_is_not_there_is_told(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = whole(locked)
    assert main(["library", "update", "common", "--revision", "mian"]) == FOUND
    said = capsys.readouterr().err
    assert "deck/deck.yaml:5:3: error[REF507]: library `common` has no revision `mian`" in said
    assert "did you mean `main`?" in said
    edit(locked / "deck/deck.yaml", "revision: main", "revision: v1")
    assert main(["library", "outdated"]) == FOUND
    assert "has no revision `v1`" in capsys.readouterr().err
    edit(locked / "deck/deck.yaml", "revision: v1", "revision: main")
    assert whole(locked) == before


def test_a_copy_that_was_edited_is_told_and_taken_back(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(locked / "deck/libraries/common/deck/media/chip.svg", "#1F6F78", "#000000")
    assert main(["build"]) == FOUND
    said = capsys.readouterr().err
    assert (
        "deck/talks/talk.yaml:4:5: error[REF505]: slide `common:gpu/supply` is not as recorded"
        in said
    )
    assert main(["library", "verify"]) == FOUND
    assert "REF505" in capsys.readouterr().err
    assert main(["library", "update", "--yes"]) == CLEAN
    assert "a picture or the layout changed" in capsys.readouterr().out
    assert main(["library", "verify"]) == CLEAN


def test_a_missing_copy_is_brought_back_as_it_was_locked(
    library: Path, locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = whole(locked)
    shutil.rmtree(locked / "deck/libraries")
    edit(library / SLIDE, "Orders rise", "Orders fall")
    commit(library)
    assert main(["check"]) == FOUND
    assert "`diptych library update common` fetches it" in capsys.readouterr().err
    assert main(["library", "update"]) == CLEAN
    assert whole(locked) == before


def test_a_build_needs_no_git_and_no_network(
    library: Path, locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(library)
    monkeypatch.setenv("PATH", "")
    assert main(["build"]) == CLEAN
    assert main(["library", "verify"]) == CLEAN
    assert main(["library", "update"]) == FOUND
    assert "git, which is not on the path" in capsys.readouterr().err


def test_git_has_only_so_long(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = whole(locked)
    monkeypatch.setattr("diptych.commands.library.git.TIME_LIMIT", 0)
    assert main(["library", "update", "--yes"]) == FOUND
    assert "git took longer than 0 seconds" in capsys.readouterr().err
    assert whole(locked) == before


def test_a_copy_is_the_same_whatever_line_ends_git_is_set_to(
    locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole(locked)
    write_files(tmp_path, {"gitconfig": "[core]\n\tautocrlf = true\n"})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    shutil.rmtree(locked / "deck/libraries")
    assert main(["library", "update"]) == CLEAN
    assert whole(locked) == before


def test_neither_filters_nor_hooks_nor_attributes_have_a_say_in_a_copy(
    library: Path, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    hook = write_files(tmp_path, {"hooks/reference-transaction": f"#!/bin/sh\ntouch {ran}\n"})
    (hook / "hooks/reference-transaction").chmod(0o755)
    settings = (
        f"[core]\n\thooksPath = {tmp_path}/hooks\n"
        f'[filter "mine"]\n\tsmudge = touch {ran}; cat\n\trequired = true\n'
    )
    attributes = "*.md filter=mine ident\ndeck/media/** export-ignore\n"
    write_files(library, {".gitattributes": attributes})
    commit(library)
    write_files(tmp_path, {"gitconfig": settings})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    assert main(["library", "add", "common", "../common", "--git", "--revision", "main"]) == CLEAN
    copy = mine / "deck/libraries/common"
    assert (copy / SLIDE).read_text("utf-8") == SUPPLY
    assert (copy / "deck/media/chip.svg").is_file()
    assert not ran.exists()


def test_links_of_a_repository_are_left_out(library: Path, mine: Path) -> None:
    (library / "deck/media/secret.svg").symlink_to("/etc/hosts")
    commit(library)
    assert main(["library", "add", "common", "../common", "--git", "--revision", "main"]) == CLEAN
    assert not (mine / "deck/libraries/common/deck/media/secret.svg").is_symlink()
    assert not (mine / "deck/libraries/common/deck/media/secret.svg").exists()


def test_a_repository_that_unpacks_to_too_much_is_refused(
    library: Path, mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(library, {"zeros": b"\0" * 100_000})
    commit(library)
    before = whole(mine)
    monkeypatch.setattr("diptych.commands.library.git.MOST_BYTES", 100_000)
    assert main(["library", "add", "common", "../common", "--git", "--revision", "main"]) == FOUND
    assert "a library may have 20,000 files of 100,000 bytes" in capsys.readouterr().err
    assert whole(mine) == before


@pytest.mark.parametrize("linked", ["deck/libraries", "deck/libraries/common"])
def test_a_link_in_the_place_of_a_copy_is_not_followed(
    linked: str, locked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = write_files(tmp_path / "elsewhere", {"common/precious": "mine"})
    shutil.rmtree(locked / linked)
    (locked / linked).symlink_to(elsewhere)
    assert main(["library", "update", "--yes"]) == FOUND
    assert "is a link" in capsys.readouterr().err
    assert whole(elsewhere) == {"common/precious": b"mine"}


def test_a_copy_that_is_a_link_out_of_the_project_is_not_read(
    locked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = locked / "deck/libraries/common"
    copy.rename(tmp_path / "elsewhere")
    copy.symlink_to(tmp_path / "elsewhere")
    assert main(["build"]) == FOUND
    assert (
        "the copy of library `common` is a link to outside the project" in capsys.readouterr().err
    )


@pytest.mark.parametrize(("form", "key"), [("{}", "path"), ("file://{}", "git")])
def test_the_path_of_a_machine_does_not_get_into_a_project(
    library: Path, mine: Path, form: str, key: str
) -> None:
    source = [form.format(library), *(["--git"] if key == "git" else [])]
    assert main(["library", "add", "common", *source]) == CLEAN
    assert f"{key}: ../common" in (mine / "deck/deck.yaml").read_text("utf-8")
    assert not any(str(library).encode() in data for data in whole(mine).values())


def test_a_password_in_an_address_is_never_shown(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = "http://me:hunter2@127.0.0.1:9/common.git"
    deck = mine / "deck/deck.yaml"
    deck.write_text(f"{deck.read_text('utf-8')}libraries: {{common: {{git: '{address}'}}}}\n")
    for form in ("full", "json"):
        main(["check", "--format", form])
    main(["library", "update"])
    told = capsys.readouterr()
    assert "me:*******@" in told.err
    assert "hunter2" not in told.err + told.out


@pytest.mark.parametrize("login", ["me:hunter2", "hunter2"])
def test_a_password_in_an_address_is_not_written_into_files_that_are_committed(
    mine: Path, capsys: pytest.CaptureFixture[str], login: str
) -> None:
    before = whole(mine)
    assert main(["library", "add", "common", f"https://{login}@example.invalid/x.git"]) == MISUSED
    told = capsys.readouterr().err
    assert "contains a password, which would be in deck.yaml" in told
    assert "hunter2" not in told
    assert whole(mine) == before


def test_a_library_that_leads_back_is_refused(
    library: Path, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = mine / "deck/deck.yaml"
    written = deck.read_text("utf-8")
    for path in (".", "../common"):
        deck.write_text(f"{written}libraries:\n  common: {{path: {path}}}\n", "utf-8")
        (library / "deck/deck.yaml").write_text(f"{written}libraries: {{b: {{path: ../mine}}}}\n")
        assert main(["check", "--format", "concise"]) == FOUND
        told = "deck/deck.yaml:5:3: error[REF506]: library `common` leads back to this project"
        assert told in capsys.readouterr().err
    deck.write_text(written, "utf-8")
    assert main(["library", "add", "common", "../common"]) == FOUND
    assert "mine → common → mine" in capsys.readouterr().err
    assert deck.read_text("utf-8") == written


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "common", "../common"], "library `common` already exists"),
        (["add", "Common", "../common"], "`Common` is not a valid name for a library"),
        (["add", "talk", "../common"], "a library cannot be called `talk`"),
        (["add", "new", "--git", "--", "-x"], "`-x` is not a valid source"),
        (["add", "new", "../common", "--revision", "main"], "a folder has no revision"),
        (
            ["add", "new", "../common", "--git", "--revision=--upload-pack=x"],
            "is not a valid branch",
        ),
        (["update", "comon"], "there is no library `comon`; did you mean `common`?"),
    ],
)
def test_what_cannot_be_asked_for_is_told(
    locked: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    before = whole(locked)
    assert main(["library", *arguments]) == MISUSED
    assert told in capsys.readouterr().err
    assert whole(locked) == before


@pytest.mark.parametrize("source", ["../nowhere.git", "file:///nowhere", "ext::sh -c x.git"])
def test_a_repository_that_is_not_there_leaves_everything_as_it_was(
    mine: Path, capsys: pytest.CaptureFixture[str], source: str
) -> None:
    need("git")
    before = whole(mine)
    assert main(["library", "add", "common", source, "--git"]) == FOUND
    assert "Traceback" not in capsys.readouterr().err
    assert whole(mine) == before
    assert not (mine / "deck/libraries").exists()


def test_an_update_whose_catalogue_is_broken_is_refused(
    library: Path, locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = whole(locked)
    edit(library / "deck/locales/ko.po", 'msgstr "공급"', 'msgstr "공급')
    commit(library)
    assert main(["library", "update", "--yes"]) == FOUND
    assert "deck/libraries/common/deck/locales/ko.po:6" in capsys.readouterr().err
    assert whole(locked) == before


@pytest.mark.parametrize(("answer", "is_written"), [("y\n", True), ("\n", False), ("", False)])
def test_on_a_terminal_an_update_asks(
    library: Path,
    locked: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    is_written: bool,  # noqa: FBT001 - a case
) -> None:
    edit(library / SLIDE, "Orders rise", "Orders fall")
    commit(library)
    before = whole(locked)
    terminal = io.StringIO(answer)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    assert main(["library", "update"]) == (CLEAN if is_written else FOUND)
    assert (whole(locked) != before) is is_written


def test_a_copy_of_a_path_is_what_is_read_and_is_updated_from_it(
    library: Path, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["library", "add", "common", "../common"]) == CLEAN
    edit(library / SLIDE, "Orders rise", "Orders fall")
    assert main(["check"]) == FOUND
    assert main(["library", "outdated"]) == CLEAN
    assert "1 slide changed" in capsys.readouterr().out
    edit(library / SLIDE, "Orders fall", "Orders rise")
    shutil.copytree(library / "deck", mine / "deck/libraries/common/deck")
    edit(library / SLIDE, "Orders rise", "Orders fall")
    assert main(["check"]) == CLEAN
    assert main(["library", "update", "--yes"]) == CLEAN
    assert "[-rise-]{+fall+}" in capsys.readouterr().out
    assert main(["check"]) == CLEAN


def test_a_slide_that_is_read_in_place_is_not_said_to_have_the_same_text(
    library: Path,
    mine: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["library", "add", "common", "../common"]) == CLEAN
    edit(library / SLIDE, "Orders rise", "Orders fall")
    assert main(["library", "update", "--yes"]) == CLEAN
    shown = capsys.readouterr().out
    assert "read in place, so that what it was is not known here" in shown
    assert "the text is the same" not in shown


def test_a_slide_used_for_the_first_time_is_recorded(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(locked / "deck/talks/talk.yaml", "supply\n", "supply\n  - common:gpu/demand\n")
    assert main(["check"]) == FOUND
    said = capsys.readouterr().err
    assert "error[REF504]: slide `common:gpu/demand` is not in deck/deck.lock yet" in said
    assert "`diptych library verify` records" in said
    assert main(["library", "verify"]) == CLEAN
    assert "recorded gpu/demand" in capsys.readouterr().out
    assert main(["check"]) == CLEAN


REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "examples" / "company-talk"


def library_example(folder: Path) -> Path:
    """Return a copy of the example that takes its library from this repository's own slides."""
    if not EXAMPLE.is_dir():
        pytest.skip("examples/ is not here: a source distribution carries none")
    ours = folder / "ours"
    shutil.copytree(REPOSITORY / "deck", ours / "deck")
    git(ours, "init", "--quiet", "--initial-branch=main")
    commit(ours, "Begin")
    git(folder, "clone", "--quiet", "--bare", str(ours), str(folder / "ours.git"))
    example = folder / "example"
    shutil.copytree(EXAMPLE, example, ignore=shutil.ignore_patterns("libraries", "output"))
    edit(example / "deck/deck.yaml", "git: ../..,", f"git: {(folder / 'ours.git').as_uri()},")
    return example


def test_the_example_is_built_from_this_repositorys_own_slides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = library_example(tmp_path)
    monkeypatch.chdir(example)
    assert main(["library", "update"]) == CLEAN
    assert main(["build", "--strict"]) == CLEAN
    english, korean = (
        (example / "output/company-talk" / locale / "index.html").read_text("utf-8")
        for locale in ("en", "ko")
    )
    assert "genai_gpu.order-race" in english
    assert "격전지" in korean
    assert "격전지" not in (example / "deck/locales/ko.po").read_text("utf-8")
