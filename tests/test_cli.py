"""The command line as a whole: what it says, what it writes, how it exits."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest
from tests.authoring import PROJECT, write_files
from tests.recordings import mp4
from tests.small import SVG

from diptych import __version__
from diptych.cli import main
from diptych.commands.init.new_project import make_project
from diptych.config import find_root
from diptych.reporting import CLEAN, FOUND, MISUSED
from diptych.storage.open_folders import OpenFolders

COMMANDS = (
    "build",
    "check",
    "serve",
    "locale",
    "slides",
    "new",
    "freeze",
    "list",
    "init",
    "explain",
)
ROOT_README = Path(__file__).parents[1] / "README.md"

Project = Path


@dataclass(frozen=True)
class Said:
    """What one run printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs one command in this process."""

    def run_command(*arguments: str) -> Said:
        try:
            code = main(arguments)
        except SystemExit as stop:  # how argparse ends
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return run_command


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a sound project, and stand in it."""
    folder = tmp_path / "demo"
    make_project(folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, and stand in it; a project above the temporary folder is not seen."""
    monkeypatch.chdir(tmp_path)

    def within(start: Path) -> Path | None:
        found = find_root(start)
        return found if found is not None and found.is_relative_to(tmp_path) else None

    monkeypatch.setattr("diptych.config.find_root", within)
    return tmp_path


@pytest.fixture
def broken(project: Project) -> Project:
    """Return a project with one error, an unknown key at line 2 of a slide."""
    _break(project, "layuot: body")
    return project


@pytest.fixture
def doubtful(project: Project) -> Project:
    """Return a project with one warning."""
    slide = project / "deck" / "slides" / "closing" / "two-panels.md"
    slide.write_text("# Costs\n\nIt is **long.\n", encoding="utf-8")
    return project


def _break(project: Project, line: str) -> None:
    slide = project / "deck" / "slides" / "closing" / "two-panels.md"
    slide.write_text(f"---\n{line}\n---\n\n# Two panels\n", encoding="utf-8")


# ------------------------------------------------------------------------------- help, version


def test_a_full_temporary_folder_is_named(
    project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("diptych.render.pdf.typesetter._typeset", fail)
    monkeypatch.setenv("TMPDIR", str(project))
    monkeypatch.setattr("tempfile.tempdir", None)
    said = run("build", "--to", "pdf")
    assert said.code == MISUSED
    assert f"`{project}`: No space left on device; `TMPDIR` may name" in said.err


def test_of_one_kind_in_one_file_only_the_first_hundred_are_printed(
    tmp_path: Path, run: Run
) -> None:
    captions = "WEBVTT\n\n" + "soon --> later\nWords\n\n" * 130
    text = "# A\n\n![a](a.mp4){captions=a.vtt}\n"
    write_files(tmp_path, {"talk.md": text, "a.mp4": mp4(), "a.vtt": captions})
    printed = run("check", str(tmp_path / "talk.md"), "--format", "concise").err
    assert printed.count("SRC424]") == 100
    assert "30 more SRC424 in a.vtt are not shown" in printed
    assert "130 errors" in printed


def test_help_names_every_command(run: Run) -> None:
    said = run("--help")
    assert said.code == CLEAN
    for command in COMMANDS:
        assert re.search(rf"^    {command} +[a-z]", said.out, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_is_a_sentence(run: Run, command: str) -> None:
    said = run(command, "--help")
    assert said.code == CLEAN
    assert said.out.startswith(f"usage: diptych {command}")
    assert re.search(r"^[A-Z][^.]+\.$", said.out, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_appears_in_the_readme(command: str) -> None:
    if not ROOT_README.is_file():
        pytest.skip("README.md is not here: a source distribution carries none")
    assert f"diptych {command}" in ROOT_README.read_text("utf-8")


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version") == Said(CLEAN, f"diptych {__version__}\n", "")


def test_it_runs_as_a_module_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "diptych", "--version"], check=True, capture_output=True, text=True
    )
    assert done.stdout == f"diptych {__version__}\n"


# ----------------------------------------------------------------------------------- misuse: 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "a command is missing; available: `build`, `check`, "),
        (("new",), "available: `slide`, `talk`; `diptych new -h` explains them"),
        (("biuld",), "there is no command `biuld`; did you mean `build`?"),
        (("build", "--to", "docx"), "there is no output `docx`"),
        (("build", "--to", "pptx,odp"), "there is no output `odp`"),
        (
            ("build", "--format", "xml"),
            "`--format` cannot be `xml`; available: `concise`, `full`, `json`",
        ),
        (("locale", "ad", "ko"), "there is no command `ad`; did you mean `add`?"),
        (("build", "--strickt"), "there is no option `--strickt`; did you mean `--strict`?"),
        (("check", "--to", "pptx"), "there is no option `--to`;"),
        (("build", "--theme", "plain"), "set it in the talk's file or deck.yaml: `theme:`, in a"),
        (("check", "--title=X"), "set it in the talk's file: `title:`, in a single file in its"),
        (("list", "looks"), "`looks` is not a valid choice; did you mean `blocks`?"),
        (("list", "qqqq"), "`qqqq` is not a valid choice; available: `arrangements`, `blocks`, "),
        (("init",), "DIR"),
        (
            ("explain", "SRC1O3"),
            "there is no diagnostic or slide `SRC1O3`; did you mean `SRC103`?",
        ),
        (("explain", "qqqq"), "`diptych explain` lists them"),
        (("build", "no.md"), "there is no file `no.md`"),
        (("build", "demo", "README.md"), "build one Markdown file at a time"),
        (("build", "README.md", "--allow-path", "no"), "there is no folder `no` that could be"),
        (("build", "--allow-path", "."), "`--allow-path` is for a Markdown file"),
        (("build", "--fetch"), "`--fetch` is for a Markdown file"),
        (("build", "--from", "marp"), "`--from` is for a Markdown file"),
        (
            ("check", "README.md", "--from", "mrap"),
            "cannot be `mrap`; did you mean `marp`",
        ),
    ],
)
def test_a_wrong_command_line_exits_2_and_says_why(
    run: Run, project: Project, arguments: tuple[str, ...], words: str
) -> None:
    said = run(*arguments)
    assert (said.code, said.out) == (MISUSED, "")
    assert words in said.err
    assert not (project / "output").exists()


@pytest.mark.parametrize(
    "numbers", ["", "x", "3-", "-3", "3,,4", "10-8", "1-99999999999", "²", "1.5", "1-2-3"]
)
def test_slides_that_are_no_numbers_or_ranges_exit_2(
    run: Run, project: Project, numbers: str
) -> None:
    said = run("build", f"--slides={numbers}")
    assert said.code == MISUSED
    assert "is not a slide number or a range such as 8-10" in said.err
    assert not (project / "output").exists()


def test_the_folder_of_a_project_is_no_talk(run: Run, nowhere: Path) -> None:
    write_files(nowhere, {f"talks/{name}": text for name, text in PROJECT.items()})
    said = run("build", "talks", "zwei", "-o", "x.pdf")
    assert (said.code, said.out) == (MISUSED, "")
    assert "`talks` is the folder of a project, not a talk: go there first, `cd talks`" in said.err
    assert "name only zwei" in said.err


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_outside_a_project_a_way_out_is_named(run: Run, nowhere: Path, command: str) -> None:
    said = run(command)
    assert (said.code, said.out) == (MISUSED, "")
    assert "there is no deck/deck.yaml here or above" in said.err
    assert "`diptych init DIR`" in said.err
    assert "`diptych build talk.md`" in said.err


def test_what_is_no_talk_is_named(run: Run, nowhere: Path) -> None:
    write_files(nowhere, {"a.png": b"", "slides/a.md": "# A\n"})
    assert "`a.png` is not a talk: one in a single file is Markdown" in run("build", "a.png").err
    (nowhere / "a.PPTX").write_bytes(b"PK")
    assert "files of PowerPoint are not read; `markitdown`" in run("build", "a.PPTX").err
    assert (
        "`slides` is a folder, and there is no deck/deck.yaml in it" in run("check", "slides").err
    )
    assert "so there is no talk `demo`" in run("check", "demo").err


@pytest.mark.parametrize("out", ["deck", "deck/slides/made", "output/../templates"])
def test_nothing_is_built_among_the_sources(run: Run, project: Project, out: str) -> None:
    said = run("build", "--out", out)
    assert said.code == MISUSED
    assert f"`{out}` is where the sources are; name another folder with --out" in said.err


def test_a_talk_of_one_file_reads_other_folders_where_the_user_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("one", "two", "talk"):
        (tmp_path / path).mkdir()
    for path in ("one/a.svg", "two/b.svg"):
        (tmp_path / path).write_text(SVG, "utf-8")
    text = '# S\n\n![](../one/a.svg){alt="a"}\n\n# T\n\n![](../two/b.svg){alt="b"}\n'
    (tmp_path / "talk" / "talk.md").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path / "talk")
    refused = run("check", "talk.md", "--allow-path", "../one")
    assert refused.code == FOUND
    assert "picture `../two/b.svg` is outside the talk's folder and git repository" in refused.err
    assert "hint: move it next to the talk, or allow its folder: `--allow-path DIR`" in refused.err
    assert "../one/a.svg" not in refused.err
    allowed = ("--allow-path", "../one", "--allow-path", "../two")
    assert run("check", "talk.md", *allowed).code == CLEAN
    assert run("build", "talk.md", *allowed).code == CLEAN
    assert run("build", "talk.md").code == FOUND, "what one run may is not remembered"


def test_the_tool_of_a_file_is_said_and_can_be_set(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.md").write_text("---\nmarp: true\n---\n\n# S\n\none\n\n<!-- said -->\n", "utf-8")
    for command in (("check",), ("build", "--to", "text")):
        assert "read as a file of Marp; `--from` decides otherwise" in run(*command, "talk.md").err
    assert "read as" not in run("build", "--to", "text", "talk.md", "--from", "pandoc").err


def test_an_output_folder_that_is_a_file_exits_2_without_a_traceback(
    run: Run, project: Project
) -> None:
    said = run("build", "--to", "html", "-o", "README.md")
    assert said.code == MISUSED
    assert "README.md" in said.err


def test_a_disk_that_is_full_exits_2_without_a_traceback(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: OpenFolders, path: PurePosixPath, flags: int, *, make: bool = True) -> None:
        code = errno.ENOSPC if make else errno.ENOENT
        raise OSError(code, os.strerror(code), path.name)

    monkeypatch.setattr(OpenFolders, "opened", fail)
    said = run("build", "--to", "html")
    assert said.code == MISUSED
    told = said.err.splitlines()[-1]
    assert re.fullmatch(r"diptych: `.*/output/demo/assets/[^`]+`: No space left on device", told)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("serve", "nosuch"), "there is no talk `nosuch`"),
        (("serve", "demoo"), "did you mean `demo`?"),
        (("serve", "--locale", "fr", "--port", "0"), "does not declare the locale `fr`"),
    ],
)
def test_nothing_is_served_that_no_save_can_bring_about(
    run: Run, project: Project, arguments: tuple[str, ...], words: str
) -> None:
    said = run(*arguments, "--port", "0")
    assert (said.code, said.out) == (MISUSED, "")
    assert words in said.err


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("kor", "`ko`"),
        ("eng-GB", "`en-GB`"),
        ("jp", "`ja`"),
        ("korean", "`ko`"),
        ("iw", "`he`"),
        ("qq", "write one such as ko or pt-BR"),
    ],
)
def test_a_language_is_added_by_its_own_code(
    run: Run, project: Project, wrong: str, right: str
) -> None:
    said = run("locale", "add", wrong)
    assert (said.code, said.out) == (MISUSED, "")
    assert f"`{wrong}` is not a valid language tag" in said.err
    assert right in said.err
    assert not (project / "deck" / "locales").exists()


@pytest.mark.parametrize(
    ("country", "language"), [("kr", "Korean is `ko`"), ("tw", "Chinese is `zh-TW`")]
)
def test_a_country_whose_code_a_rare_language_has_is_not_added(
    run: Run, project: Project, country: str, language: str
) -> None:
    said = run("locale", "add", country)
    assert (said.code, said.out) == (MISUSED, "")
    assert language in said.err
    assert not (project / "deck" / "locales").exists()
    assert run("locale", "add", "kr-NG").code == 0


@pytest.mark.parametrize("tag", ["ko", "he-IL", "pt-BR", "zh-Hans", "haw", "yue"])
def test_a_language_that_there_is_can_be_added(run: Run, project: Project, tag: str) -> None:
    assert run("locale", "add", tag).code == CLEAN


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("bad_name", "bad-name"),
        ("a/bad_name", "a/bad-name"),
        ("GPU Prices/New One", "gpu-prices/new-one"),
        ("가/나", "topic/name"),
        ("2024/1st", "st"),
    ],
)
def test_an_id_that_is_offered_for_a_wrong_one_is_right(
    run: Run, project: Project, wrong: str, right: str
) -> None:
    said = run("new", "slide", wrong)
    assert said.code == MISUSED
    assert said.err.endswith(f"write one such as `{right}`\n")


def test_a_folder_with_a_space_is_quoted_in_what_comes_next(run: Run, nowhere: Path) -> None:
    assert "next: cd 'My Talk' && diptych build" in run("init", "My Talk").err
    assert "next: diptych build" in run("init", ".").err


@pytest.mark.parametrize(
    ("slides", "expected"),
    [
        ("slides:\n  - a\n  - generate: references\n", "  - a\n  - b\n  - generate: references\n"),
        ("slides: [a, {generate: references}]\n", "slides: [a, b, {generate: references}]\n"),
        ("slides:\n  - a\n  - generate: agenda\n", "  - a\n  - generate: agenda\n  - b\n"),
        (
            "sections:\n- slides: [a]\n- slides: [{generate: references}]\n",
            "- slides: [a, b]\n",
        ),
    ],
)
def test_a_new_slide_comes_before_the_references(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slides: str, expected: str
) -> None:
    files = {**PROJECT, "deck/talks/talk.yaml": f"title: T\n{slides}"}
    monkeypatch.chdir(write_files(tmp_path, files))
    assert run("new", "slide", "b", "--talk", "talk").code == CLEAN
    assert expected in (tmp_path / "deck/talks/talk.yaml").read_text("utf-8")


def test_a_file_that_can_be_no_slide_is_found_by_a_check(run: Run, project: Project) -> None:
    write_files(project, {"deck/slides/opening/My Slide.md": "# A\n", "deck/slides/README.md": ""})
    said = run("check")
    assert (
        "deck/slides/opening/My Slide.md:1:1: warning[SRC326]: no talk can show this slide:"
        " `opening/My Slide` is not a valid slide id"
    ) in said.err
    assert "such as `opening/my-slide.md`" in said.err
    assert "README" not in said.err


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("deck/slides/opening/a.markdown", "rename it `a.md`"),
        ("deck/slides/opening/a.MD", "rename it `a.md`"),
        ("deck/slides/opening/한.md", "give it a name of lower-case letters"),
        ("deck/talks/a.YAML", "rename it `a.yaml`"),
        ("deck/talks/a.md", "build it on its own, `diptych build deck/talks/a.md`"),
    ],
)
def test_a_file_whose_name_is_that_of_no_slide_or_talk_is_found(
    run: Run, project: Project, path: str, hint: str
) -> None:
    write_files(project, {path: "# A\n", "deck/talks/README.md": "", "deck/talks/notes.txt": ""})
    said = run("check").err
    assert said.count("SRC326") == 1
    assert f"{path}:1:1: warning[SRC326]" in said
    assert hint in said


def test_the_times_of_one_file_are_listed(run: Run, nowhere: Path) -> None:
    write_files(nowhere, {"t.md": "# A {time=90s}\n\nx\n"})
    assert re.search(r"^t +1 +1 +1:30$", run("list", "times", "t.md").out, re.MULTILINE)
    assert run("list", "blocks", "t.md").code == MISUSED
    assert run("list", "times", "u.md").code == MISUSED
    assert run("list", "layouts", "t.md").err == (
        "diptych: `diptych list layouts` takes no talk; `diptych list times` does\n"
    )


def test_the_times_of_one_talk_are_listed(run: Run, project: Project) -> None:
    two = {
        f"deck/talks/{name}.yaml": f"title: T\nslides: [{{slide: opening/cover, time: {time}}}]\n"
        for name, time in (("long", "90s"), ("short", "30s"))
    }
    write_files(project, two)
    listed = run("list", "times", "short").out
    assert "0:30" in listed
    assert "1:30" not in listed
    assert "did you mean `short`?" in run("list", "times", "shord").err


def test_titles_of_found_slides_are_filled(run: Run, project: Project) -> None:
    assert "opening/cover  Your first talk" in run("slides", "opening/cover").out
    assert re.search(r"^opening/cover +Your first talk ", run("slides").out, re.MULTILINE)
    assert "Your first talk" in run("list", "slides").out
    assert "{{" not in run("slides", "--json").out


def test_a_frozen_talk_is_said_to_be_so_each_time(run: Run, project: Project) -> None:
    frozen = "talk demo is frozen: deck/frozen/demo/ is shown, without later edits"
    assert frozen not in run("build").err
    run("freeze", "demo")
    assert frozen in run("build").err
    assert frozen in run("build").err  # nothing changed
    assert frozen in run("check").err
    assert run("list", "talks").out.rstrip().endswith("frozen")


def test_an_edit_of_a_frozen_talk_is_reported(run: Run, project: Project) -> None:
    run("freeze", "demo")
    run("build")
    talk = project / "deck" / "talks" / "demo.yaml"
    talk.write_text(talk.read_text("utf-8").replace("Your first talk", "Another"), "utf-8")
    said = run("build", "--format", "concise")
    assert (
        "deck/talks/demo.yaml:1:1: warning[REF115]: talk `demo` is frozen; later edits"
        " here are not shown\n" in said.err
    )
    assert "Your first talk" in run("list", "talks").out


# ------------------------------------------------------------------------ clean: 0, errors: 1


def test_a_build_writes_both_formats_and_names_them(run: Run, project: Project) -> None:
    said = run("build")
    assert said.code == CLEAN
    assert said.out.splitlines() == [
        f"{Path('output/demo/en/demo.en.pptx')}  6 slides",
        f"{Path('output/demo/en/index.html')}  6 slides",
    ]
    assert (project / "output" / "demo" / "en" / "demo.en.pptx").is_file()
    assert (project / "output" / "demo" / "en" / "index.html").is_file()


def test_an_unchanged_project_is_not_built_again(run: Run, project: Project) -> None:
    run("build", "--to", "html")
    again = run("build", "--to", "html")
    assert (again.code, again.out) == (CLEAN, "")
    assert again.err == "nothing changed; output is up to date\n"


def test_one_format_and_some_slides_go_where_they_are_asked_to(run: Run, project: Project) -> None:
    said = run("build", "demo", "--to", "html", "--slides", "1, 3-4", "-o", "elsewhere")
    assert said.code == CLEAN
    assert said.out == f"{Path('elsewhere/demo/en/index.html')}  3 slides\n"
    assert not (project / "elsewhere" / "demo" / "en" / "demo.en.pptx").exists()
    assert not (project / "output").exists()


def test_notes_are_left_out_on_request(run: Run, project: Project) -> None:
    page = project / "output" / "demo" / "en" / "index.html"
    slide = project / "deck" / "slides" / "closing" / "two-panels.md"
    slide.write_text("# Costs\n\nMany.\n\n::: notes\nWhisper\n:::\n", encoding="utf-8")
    run("build")
    assert "Whisper" in page.read_text(encoding="utf-8")
    assert run("build", "--no-notes").code == CLEAN
    assert "Whisper" not in page.read_text(encoding="utf-8")


def test_a_build_works_from_below_the_project(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "deck" / "slides")
    assert run("build", "--to", "html").code == CLEAN
    assert (project / "output" / "demo" / "en" / "index.html").is_file()


def test_one_markdown_file_is_a_talk_without_a_project(run: Run, nowhere: Path) -> None:
    (nowhere / "talk.md").write_text("## One\n\nWords\n\n## Two\n\nMore\n", encoding="utf-8")
    said = run("build", "talk.md", "--to", "html")
    assert said.code == CLEAN
    assert said.out == f"{Path('output/talk/en/index.html')}  2 slides\n"


@pytest.mark.parametrize("named", ["demo", "demo.yaml", "deck/talks/demo.yaml"])
def test_a_talk_goes_by_its_name_or_its_file(run: Run, project: Project, named: str) -> None:
    assert run("check", named).code == CLEAN


def test_check_says_how_much_it_saw_and_writes_nothing(run: Run, project: Project) -> None:
    said = run("check")
    assert said == Said(CLEAN, "", "6 slides checked; nothing found\n")
    assert not (project / "output").exists()


def test_errors_are_shown_with_their_line_and_nothing_is_written(run: Run, broken: Project) -> None:
    said = run("build")
    assert (said.code, said.out) == (FOUND, "")
    place = "deck/slides/closing/two-panels.md:2:1"
    assert said.err.splitlines() == [
        f"{place}: error[SRC103]: unknown key `layuot` in a slide's front matter",
        "  |",
        "2 | layuot: body",
        "  | ^^^^^^",
        "  = hint: did you mean `layout`?",
        "",
        "1 error; nothing was written",
    ]
    assert not (broken / "output").exists()


def test_an_error_leaves_an_earlier_output_as_it_was(run: Run, project: Project) -> None:
    run("build", "--to", "html")
    before = _states(project / "output")
    _break(project, "layuot: body")
    assert run("build", "--to", "html").code == FOUND
    assert _states(project / "output") == before


def _states(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Return size, time of change and identity of everything below a folder."""
    stats = {path: path.stat() for path in folder.rglob("*")}
    return {path: (one.st_size, one.st_mtime_ns, one.st_ino) for path, one in stats.items()}


def test_concise_diagnostics_take_a_line_each(run: Run, broken: Project) -> None:
    said = run("check", "--format", "concise")
    assert said.code == FOUND
    place, summary = said.err.splitlines()
    assert place.startswith("deck/slides/closing/two-panels.md:2:1: error[SRC103]: ")
    assert summary == "6 slides checked; 1 error"


def test_warnings_pass_unless_the_build_is_strict(run: Run, doubtful: Project) -> None:
    assert run("check").code == CLEAN
    assert run("build", "--to", "html").code == CLEAN
    assert run("check", "--strict").code == FOUND
    strict = run("build", "--to", "html", "--strict", "-o", "strict")
    assert strict.code == FOUND
    assert "1 warning; nothing was written" in strict.err
    assert not (doubtful / "strict").exists()


def test_warnings_are_shown_again_though_nothing_changed(run: Run, doubtful: Project) -> None:
    first = run("build", "--to", "html", "--format", "concise")
    again = run("build", "--to", "html", "--format", "concise")
    assert "warning[SRC209]" in first.err
    assert "warning[SRC209]" in again.err


def test_an_unknown_talk_names_the_nearest(run: Run, project: Project) -> None:
    said = run("build", "dmeo")
    assert said.code == FOUND
    assert "error[REF104]: there is no talk `dmeo`" in said.err
    assert "hint: did you mean `demo`?" in said.err


def test_a_slide_named_as_a_talk_leads_to_its_talks(run: Run, project: Project) -> None:
    said = run("build", "opening/cover")
    assert said.code == FOUND
    assert "hint: it is a slide: `diptych slides opening/cover` shows the talks" in said.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--verson",), "there is no option `--verson`; did you mean `--version`?"),
        (("locale", "--jsn"), "there is no option `--jsn`; available: `--help`, `-h`"),
        (("build", "--to", "pptx,", "html"), "`pptx,` ends with a comma; write a list without"),
        (("build", "--locale", "en,", "ko"), "`en,` ends with a comma; write a list without"),
        (("build", "--slides", "3,", "8"), "`3,` ends with a comma; write a list without"),
    ],
)
def test_a_wrong_option_is_told_before_what_follows_from_it(
    run: Run, project: Project, arguments: tuple[str, ...], told: str
) -> None:
    said = run(*arguments)
    assert said.code == MISUSED
    assert told in said.err


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [(("help",), "usage: diptych [-h]"), (("help", "check"), "usage: diptych check [-h]")],
)
def test_help_may_be_asked_for_as_a_command(
    run: Run, arguments: tuple[str, ...], shown: str
) -> None:
    said = run(*arguments)
    assert said.code == CLEAN
    assert said.out.startswith(shown)


def test_a_slide_number_beyond_the_last_is_an_error(run: Run, project: Project) -> None:
    said = run("build", "--slides", "6-7")
    assert said.code == FOUND
    assert "talk `demo` has 6 slides, no slide 7" in said.err


def test_a_locale_that_is_not_declared_is_an_error(run: Run, project: Project) -> None:
    said = run("check", "--locale", "ko")
    assert said.code == FOUND
    assert "does not declare the locale `ko`" in said.err


# ------------------------------------------------------------------------------- json, colours


def test_json_has_the_fields_of_each_diagnostic(run: Run, broken: Project) -> None:
    said = run("check", "--format", "json")
    assert said.code == FOUND
    assert json.loads(said.out) == [
        {
            "code": "SRC103",
            "severity": "error",
            "message": "unknown key `layuot` in a slide's front matter",
            "file": "deck/slides/closing/two-panels.md",
            "line": 2,
            "column": 1,
            "length": 6,
            "hint": "did you mean `layout`?",
        }
    ]


def test_json_without_a_place_says_null(run: Run, project: Project) -> None:
    (found,) = json.loads(run("build", "dmeo", "--format", "json").out)
    assert (found["code"], found["file"], found["line"]) == ("REF104", None, None)


def test_json_is_all_that_a_build_prints(run: Run, project: Project) -> None:
    first = run("build", "--to", "html", "--format", "json")
    unchanged = run("build", "--to", "html", "--format", "json")
    assert (first.code, json.loads(first.out)) == (CLEAN, [])
    assert (unchanged.code, json.loads(unchanged.out)) == (CLEAN, [])
    assert "index.html  6 slides" in first.err


@pytest.mark.parametrize(
    ("terminal", "no_color", "colored"),
    [(True, None, True), (True, "", True), (True, "1", False), (False, None, False)],
)
def test_colours_are_for_terminals_and_not_where_no_color_is_set(
    run: Run,
    broken: Project,
    monkeypatch: pytest.MonkeyPatch,
    *,
    terminal: bool,
    no_color: str | None,
    colored: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    assert ("\x1b[31m" in run("check").err) is colored


def test_what_a_pipe_cannot_encode_becomes_an_escape(project: Project) -> None:
    slide = project / "deck" / "slides" / "closing" / "two-panels.md"
    slide.write_text("# 두 폭\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "diptych", "list", "slides"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert b"\\ub450 \\ud3ed" in done.stdout


def test_a_reader_that_hangs_up_early_is_no_error(project: Project) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "diptych", "list", "blocks"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


# -------------------------------------------------------------------------- list, init, explain


@pytest.mark.parametrize(
    "what", [(), ("talks",), ("slides",), ("themes",), ("layouts",), ("blocks",)]
)
def test_everything_can_be_listed_inside_a_project_and_outside(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch, what: tuple[str, ...]
) -> None:
    inside = run("list", *what)
    monkeypatch.chdir(project.parent)
    outside = run("list", *what)
    assert (inside.code, inside.err, outside.code, outside.err) == (CLEAN, "", CLEAN, "")
    assert inside.out
    assert outside.out


def test_a_new_project_builds_as_its_last_line_says(
    run: Run, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = run("init", "demo")
    assert made.code == CLEAN
    assert made.err == "next: cd demo && diptych build\n"
    assert str(Path("demo/deck/deck.yaml")) in made.out.splitlines()
    monkeypatch.chdir("demo")
    assert run("build", "--strict").code == CLEAN


def test_a_project_is_not_made_over_another(run: Run, project: Project) -> None:
    said = run("init", ".")
    assert (said.code, said.out) == (MISUSED, "")
    assert "`README.md` already exists; nothing was written" in said.err


def test_a_project_that_cannot_be_written_exits_2(
    run: Run, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", deny)
    said = run("init", "demo")
    assert said.code == MISUSED
    assert "`demo`: Permission denied" in said.err


def test_explain_says_what_a_code_means(run: Run) -> None:
    said = run("explain", "FIT201")
    assert said.code == CLEAN
    assert said.out.startswith("FIT201  text-overflow  (error)\n\nThe content of a region")


def test_explain_says_which_talk_there_is_not(run: Run, project: Project) -> None:
    assert (
        "there is no talk `nope`; available: `demo`" in run("explain", "opening/cover", "nope").err
    )
    assert "there is no slide `opening/x` in `demo`" in run("explain", "opening/x", "demo").err


def test_explain_without_a_code_lists_them_all(run: Run) -> None:
    said = run("explain")
    assert said.code == CLEAN
    assert "SRC103   error    unknown-key\n" in said.out


@pytest.mark.parametrize("suffix", [".pandoc", ".txt", ".Rmd", ".MD", ".markdown", ".qmd"])
def test_a_talk_that_is_one_file_may_have_any_usual_suffix(
    suffix: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"talk{suffix}").write_text("# A\n\nx\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("check", f"talk{suffix}").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_what_cannot_be_printed_is_said() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "diptych", "explain"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (done.returncode, "Traceback" in done.stderr) == (MISUSED, False)
    assert done.stderr.startswith("diptych: ")


def test_all_that_a_command_says_gets_through_a_pipe(run: Run) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "diptych", "explain"], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (CLEAN, run("explain").out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--steps"], "`--steps` has no effect without `--to pdf` or `--to png` or `--to svg`"),
        (["--to", "pdf", "--width", "99"], "`--width` has no effect without `--to png` or"),
        (["--to", "pdf", "--paper", "letter"], "`--paper` has no effect without `--to handout`"),
        (["--with-notes"], "`--with-notes` has no effect without `--to text`"),
        (["--with-notes", "-o", "talk.pdf"], "`--with-notes` has no effect without `--to text`"),
    ],
)
def test_an_option_that_no_output_uses_is_refused(
    project: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", *arguments]) == MISUSED
    assert said in capsys.readouterr().err
    assert not (project / "output").exists()
