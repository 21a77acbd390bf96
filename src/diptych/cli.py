"""The command line: parses, calls one function, prints, chooses the exit code."""

from __future__ import annotations

import argparse
import gc
import io
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from diptych import __version__
from diptych.arguments import ArgumentParser
from diptych.render import OUTPUTS
from diptych.terminal import put, put_json, visible

if TYPE_CHECKING:
    from diptych.config import BuildConfig
    from diptych.diagnostics import Diagnostic
    from diptych.finding import FoundSlide
    from diptych.languages import Report
    from diptych.libraries import Report as LibraryReport
    from diptych.pipeline import Outcome

CLEAN, FOUND, MISUSED = 0, 1, 2
"""Exit codes: all well; the sources have errors; the command line has."""

_TAG = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{2,8})*"
_RANGE = r"\s*([0-9]{1,4})(?:-([0-9]{1,4}))?\s*"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _allow_any_encoding()
    gc.disable()  # a command makes many objects and drops few: to look for garbage only costs time
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given[0] if given else "").parse_args(given)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except _MisuseError as error:
        _say(f"diptych: {error}")
        return MISUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:  # a full disk, a folder that may not be written to
        _clear_progress()
        reason = f"`{error.filename}`: {error.strerror}" if error.filename else str(error)
        _say(f"diptych: {reason}")
        return MISUSED
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    return code


def _allow_any_encoding() -> None:
    # What a terminal or pipe cannot show becomes an escape in it, not a traceback.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


class _MisuseError(Exception):
    """The command line asks for what cannot be."""


def _parser(asked: str) -> ArgumentParser:
    """Return the parser of the command that is asked for; of all where none is known by then."""
    parser = ArgumentParser(
        prog="diptych",
        description="Compile talks from text into native PPTX and reveal.js decks that agree.",
        epilog="`diptych COMMAND --help` says more of each command.",
    )
    parser.add_argument("--version", action="version", version=f"diptych {__version__}")
    # Asked for its name, argparse would draw a help page.
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog=parser.prog
    )
    known: dict[str, Callable[[_Commands[ArgumentParser]], None]] = {
        "build": _add_build,
        "check": _add_check,
        "serve": _add_serve,
        "locale": _add_locale,
        "slides": _add_slides,
        "new": _add_new,
        "freeze": _add_freeze,
        "library": _add_library,
        "list": _add_list,
        "init": _add_init,
        "explain": _add_explain,
    }
    for name, add in known.items():
        if asked == name or asked not in known:  # the others' arguments cost more than is done here
            add(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def _add_build(commands: _Commands[ArgumentParser]) -> None:
    build = commands.add_parser(
        "build",
        help=f"write talks as {_listed(name.upper() for name in OUTPUTS)}",
        description="Write talks; nothing is written if anything is wrong.",
    )
    _add_selection(build)
    build.add_argument(
        "--to",
        type=_outputs,
        metavar="OUTPUT,...",
        help=f"{'; '.join(f'{one.name}: {one.help}' for one in OUTPUTS.values())} (default: all)",
    )
    build.add_argument(
        "-o", "--out", type=Path, metavar="DIR", help="where to write (default: output)"
    )
    build.add_argument(
        "--slides", type=_numbers, metavar="N,N-N", help="write only these slides, such as 3,8-10"
    )
    build.add_argument(
        "--no-notes",
        dest="notes",
        action="store_false",
        help="leave the speaker's notes out, for files that are given away",
    )
    build.add_argument(
        "--verify",
        action="store_true",
        help="compare the content of every file, where else size, dates and number tell it",
    )
    build.set_defaults(run=_build)


def _add_check(commands: _Commands[ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="read, lay out and report without writing",
        description="Read and lay out talks, report everything that is wrong, write nothing.",
    )
    _add_selection(check)
    check.set_defaults(run=_check)


def _add_serve(commands: _Commands[ArgumentParser]) -> None:
    serve = commands.add_parser(
        "serve",
        help="show a talk in the browser and follow every save",
        description="Serve the HTML deck on this machine and show every saved change at once.",
    )
    serve.add_argument(
        "talk", nargs="?", help="a talk's name, or a Markdown file (default: every talk)"
    )
    serve.add_argument("--locale", metavar="TAG", help="the only locale to show (default: all)")
    _add_allowed(serve)
    serve.add_argument(
        "--port", type=int, default=8642, help="port on the loopback address (default: 8642)"
    )
    serve.set_defaults(run=_serve)


def _add_slides(commands: _Commands[ArgumentParser]) -> None:
    slides = commands.add_parser(
        "slides",
        help="find slides, and the talks they are in",
        description="Find slides by words, or by tag:, layout:, lang:, ref:, talk:, is:unused.",
    )
    slides.add_argument(
        "query", nargs="*", metavar="QUERY", help="such as: gpu tag:figures lang:ko=missing"
    )
    for name, value in (("tag", "TAG"), ("layout", "NAME"), ("ref", "KEY"), ("talk", "NAME")):
        slides.add_argument(f"--{name}", metavar=value, help=f"the same as {name}:{value}")
    slides.add_argument("--lang", metavar="TAG[=STATE]", help="the same as lang:TAG[=STATE]")
    slides.add_argument("--unused", action="store_true", help="the same as is:unused")
    slides.add_argument("--json", action="store_true", help="everything that is known, as JSON")
    slides.add_argument(
        "--gallery", action="store_true", help="write a page with thumbnails and filters"
    )
    slides.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="FILE",
        help="the gallery (default: output/slides.html)",
    )
    slides.set_defaults(run=_slides)


def _add_new(commands: _Commands[ArgumentParser]) -> None:
    new = commands.add_parser(
        "new",
        help="begin a slide or a talk",
        description="Write a slide or a talk that builds at once; overwrites nothing.",
    )
    kinds = new.add_subparsers(title="commands", metavar="COMMAND", required=True)
    slide = kinds.add_parser("slide", help="begin a slide", description="Write a slide's file.")
    slide.add_argument("id", metavar="TOPIC/NAME")
    slide.add_argument("--layout", help="a layout of the theme (default: what the content asks)")
    slide.add_argument("--talk", help="the talk that shows it at its end")
    slide.set_defaults(run=_new_slide)
    talk = kinds.add_parser("talk", help="begin a talk", description="Write a talk's file.")
    talk.add_argument("name", metavar="NAME")
    talk.add_argument(
        "--slides", type=_words, default=(), metavar="ID,...", help="slides (default: a new cover)"
    )
    talk.set_defaults(run=_new_talk)


def _add_freeze(commands: _Commands[ArgumentParser]) -> None:
    freeze = commands.add_parser(
        "freeze",
        help="pin a talk as it was given",
        description="Copy everything that a talk is made of, so that later edits leave it alone.",
    )
    freeze.add_argument("talk", help="a talk's name")
    freeze.set_defaults(run=_freeze)


def _add_locale(commands: _Commands[ArgumentParser]) -> None:
    locale = commands.add_parser(
        "locale",
        help="translate talks: catalogues made, brought up to date, counted, checked",
        description="Make catalogues (gettext PO) of all texts, and keep them up to date.",
    )
    tasks = locale.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = tasks.add_parser(
        "add",
        help="begin a translation into another language",
        description="Declare a locale in deck.yaml and make its catalogue, deck/locales/TAG.po.",
    )
    add.add_argument("locale", metavar="TAG", help="a language tag, such as ko or pt-BR")
    add.set_defaults(run=_locale_add)
    update = tasks.add_parser(
        "update",
        help="bring catalogues up to date with the slides",
        description="Bring catalogues up to date with the slides; no translation is ever lost.",
    )
    status = tasks.add_parser(
        "status",
        help="say how far translations are",
        description="Say how many texts are translated, stale or missing; write nothing.",
    )
    status.add_argument("--json", action="store_true", help="with every open message, as JSON")
    check = tasks.add_parser(
        "check",
        help="report what is stale, missing or wrong in translations",
        description="Lay out every talk in the locales and report what is wrong with them.",
    )
    check.add_argument("--strict", action="store_true", help="let warnings fail too")
    _add_policy(check)
    _add_format(check)
    for task, run in ((update, _locale_update), (status, _locale_status), (check, _locale_check)):
        task.add_argument("locale", nargs="*", metavar="TAG", help="which (default: all)")
        task.set_defaults(run=run)


def _add_library(commands: _Commands[ArgumentParser]) -> None:
    library = commands.add_parser(
        "library",
        help="use slides of other projects: add, update and verify them",
        description="Use slides of other projects, NAME:topic/slide; nothing else runs git.",
    )
    tasks = library.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = tasks.add_parser("add", help="declare a library, and fetch it")
    add.add_argument("name", metavar="NAME", help="what stands before its slides' ids")
    add.add_argument("source", metavar="SOURCE", help="a project's folder, or a git repository")
    add.add_argument("--git", action="store_true", help="the folder is a git repository: copy it")
    update = tasks.add_parser(
        "update", help="fetch libraries, and show what changes before anything is written"
    )
    update.add_argument("--yes", action="store_true", help="write it without asking")
    outdated = tasks.add_parser("outdated", help="say which libraries have something newer")
    for task in (add, update):
        task.add_argument("--revision", metavar="REV", help="a branch, tag or commit")
    for task in (update, outdated):
        task.add_argument("name", nargs="?", metavar="NAME", help="which (default: all)")
    verify = tasks.add_parser(
        "verify", help="hold the copies to the lock; slides used for the first time are recorded"
    )
    runs = {add: _library_add, update: _library_update, outdated: _library_outdated}
    for task, run in (*runs.items(), (verify, _library_verify)):
        task.set_defaults(run=run)


def _add_policy(command: ArgumentParser) -> None:
    command.add_argument(
        "--fuzzy",
        choices=("source", "mark", "fail"),
        help="for a stale translation: the source text, the translation with a mark, or fail",
    )
    command.add_argument(
        "--missing",
        choices=("source", "fail"),
        help="for a missing translation: the source text, or fail",
    )


def _add_format(command: ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=("full", "concise", "json"),
        default="full",
        help="how diagnostics are printed",
    )


def _add_list(commands: _Commands[ArgumentParser]) -> None:
    listing = commands.add_parser(
        "list",
        help="show talks, slides, layouts or blocks",
        description="Show what there is: talks, slides, layouts or blocks.",
    )
    listing.add_argument(
        "what",
        nargs="?",
        choices=("talks", "slides", "layouts", "blocks"),
        help="which kind (default: all)",
    )
    listing.set_defaults(run=_list)


def _add_init(commands: _Commands[ArgumentParser]) -> None:
    init = commands.add_parser(
        "init",
        help="make a small new project that builds at once",
        description="Make a small new project in DIR that builds at once; overwrites nothing.",
    )
    init.add_argument("dir", type=Path, metavar="DIR")
    init.set_defaults(run=_init)


def _add_explain(commands: _Commands[ArgumentParser]) -> None:
    explain = commands.add_parser(
        "explain",
        help="say what a diagnostic's code means",
        description="Say what a diagnostic's code or name means; without one, list them all.",
    )
    explain.add_argument("code", nargs="?", help="such as SRC103 or unknown-key")
    explain.set_defaults(run=_explain)


def _add_selection(command: ArgumentParser) -> None:
    command.add_argument(
        "talk", nargs="*", help="talk names, or one Markdown file (default: every talk)"
    )
    command.add_argument(
        "--locale", type=_words, default=(), metavar="TAG,...", help="locales (default: all)"
    )
    command.add_argument("--strict", action="store_true", help="let warnings fail too")
    _add_allowed(command)
    _add_policy(command)
    _add_format(command)


def _add_allowed(command: ArgumentParser) -> None:
    command.add_argument(
        "--allow-path",
        dest="allowed",
        action="append",
        type=Path,
        default=[],
        metavar="DIR",
        help="let a Markdown file read this folder too, besides its git repository",
    )


def _words(value: str) -> tuple[str, ...]:
    return tuple(word for word in value.split(",") if word)


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _outputs(value: str) -> tuple[str, ...]:
    words = _words(value)
    for word in words:
        if word not in OUTPUTS:
            from diptych.diagnostics import nearest

            hint = nearest(word, OUTPUTS, what="output")
            raise argparse.ArgumentTypeError(f"there is no output `{word}`; {hint}")
    return words


def _numbers(value: str) -> frozenset[int]:
    numbers: set[int] = set()
    for part in value.split(","):
        found = re.fullmatch(_RANGE, part)
        chosen = range(int(found[1]), int(found[2] or found[1]) + 1) if found else ()
        if not chosen:
            raise argparse.ArgumentTypeError(f"`{part}` is no slide number or range such as 8-10")
        numbers.update(chosen)
    return frozenset(numbers)


def _config(options: argparse.Namespace) -> BuildConfig:
    from diptych.config import DOCUMENT_SUFFIXES

    talks: list[str] = list(options.talk or [])
    documents = [talk for talk in talks if talk.lower().endswith(DOCUMENT_SUFFIXES)]
    if documents:
        if len(talks) > 1:
            raise _MisuseError("build one Markdown file at a time, without other talks")
        path = Path(documents[0])
        if not path.is_file():
            raise _MisuseError(f"there is no file `{documents[0]}`")
        return _options(options, path.resolve().parent, document=path.resolve())
    if getattr(options, "allowed", None):
        raise _MisuseError(
            "`--allow-path` is for a Markdown file; a project shows what is below its own folder"
        )
    root = _root(Path.cwd())
    if root is None:
        raise _MisuseError(
            "there is no deck/deck.yaml here or above; `diptych init DIR` makes a project,"
            " `diptych build talk.md` builds a single file"
        )
    names = tuple(Path(talk).stem if talk.endswith((".yaml", ".yml")) else talk for talk in talks)
    return _options(options, root, talks=names)


def _options(
    options: argparse.Namespace,
    root: Path,
    *,
    document: Path | None = None,
    talks: tuple[str, ...] = (),
) -> BuildConfig:
    from diptych.config import BuildConfig

    base = Path.cwd() if document else root
    out = getattr(options, "out", None)
    if out and not document:
        _refuse_sources(Path(out), root)
    return BuildConfig(
        root=root,
        document=document,
        allowed=tuple(map(_allowed, getattr(options, "allowed", ()))),
        talks=talks,
        locales=options.locale,
        outputs=getattr(options, "to", None) or (),
        slides=getattr(options, "slides", None),
        out=Path(out).absolute() if out else base / "output",
        base=None if out else base,
        strict=options.strict,
        notes=getattr(options, "notes", True),
        fuzzy=getattr(options, "fuzzy", None),
        missing=getattr(options, "missing", None),
    )


def _refuse_sources(out: Path, root: Path) -> None:
    """Refuse to mix what is built with what it is built from."""
    for name in ("deck", "templates"):
        if out.resolve().is_relative_to(root / name):
            raise _MisuseError(f"`{out}` is where the sources are; name another folder with --out")


def _allowed(folder: Path) -> Path:
    if not folder.is_dir():
        raise _MisuseError(f"there is no folder `{folder}` that could be allowed")
    return folder.resolve()


def _root(start: Path) -> Path | None:
    return next((f for f in (start, *start.parents) if (f / "deck" / "deck.yaml").is_file()), None)


def _build(options: argparse.Namespace) -> int:
    start = time.perf_counter()
    from diptych.manifest import Manifest

    config = _config(options)
    with Manifest(config, _waiting) as manifest:
        is_current = manifest.is_current() and not manifest.warnings and not options.verify
        noted = manifest.noted
    _say_frozen(config)
    if is_current:
        _print_diagnostics((), {}, options.format)
        _say(f"nothing changed; {_shown(config.out)} is up to date")
        _say_noted(config, noted)
        return CLEAN
    from diptych import pipeline

    outcome = pipeline.build(config, _progress(), _waiting)
    _clear_progress()
    refused = pipeline.is_refused(outcome.found, strict=config.strict)
    _print_diagnostics(outcome.found, outcome.texts, options.format)
    if refused:
        _say(f"{_count(outcome.found)}; nothing was written")
        return FOUND
    # With JSON on stdout, nothing else may stand there.
    results = sys.stderr if options.format == "json" else sys.stdout
    _print_summary(outcome, config, time.perf_counter() - start, results)
    _say_noted(config, outcome.noted)
    for line in outcome.told:
        _say(line)
    return CLEAN


def _say_frozen(config: BuildConfig) -> None:
    """Say which of the talks are read from the copies that `diptych freeze` made.

    By the names of files alone: an unchanged build imports nothing that could read them.
    """
    if config.document is not None:
        return
    from diptych.storage.reading import names_in

    deck = config.root / "deck"
    files = map(Path, names_in(deck / "talks"))
    there = {file.stem for file in files if file.suffix in {".yaml", ".yml"}}
    for name in sorted(there & set(names_in(deck / "frozen")) & set(config.talks or there)):
        if not (deck / "frozen" / name / "frozen.yaml").is_file():
            continue
        _say(f"talk {name} is frozen: deck/frozen/{name}/ is shown, not what was edited since")


def _say_noted(config: BuildConfig, noted: Sequence[str]) -> None:
    """Say which files a build without notes has left alone that have some."""
    if noted and not config.notes:
        _say(f"{_shown(config.out)} still has notes, from earlier builds, in {', '.join(noted)}")


def _waiting() -> None:
    _say("waiting for another build into the same folder")


def _print_summary(outcome: Outcome, config: BuildConfig, seconds: float, results: TextIO) -> None:
    names = config.outputs or OUTPUTS
    opened = {OUTPUTS[n].path(talk): len(talk.slides) for talk in outcome.talks for n in names}
    for path, count in opened.items():
        put(f"{_shown(config.out / path)}  {count} slide{'' if count == 1 else 's'}", results)
    changed = f"{len(outcome.written)} written, {outcome.kept} unchanged"
    removed = f", {len(outcome.removed)} removed" if outcome.removed else ""
    _say(
        f"{changed}{removed} in {seconds:.2f} s"
        + (f"; {_count(outcome.found)}" if outcome.found else "")
    )


def _check(options: argparse.Namespace) -> int:
    config = _config(options)
    _say_frozen(config)
    from diptych import pipeline

    outcome = pipeline.check(config)
    _print_diagnostics(outcome.found, outcome.texts, options.format)
    refused = pipeline.is_refused(outcome.found, strict=config.strict)
    slides = sum(len(talk.slides) for talk in outcome.talks)
    _say(f"{slides} slides checked; {_count(outcome.found)}")
    return FOUND if refused else CLEAN


def _serve(options: argparse.Namespace) -> int:
    options.talk = [options.talk] if options.talk else []
    options.locale = (options.locale,) if options.locale else ()
    options.strict = False
    from diptych.preview import serve

    gc.enable()  # it goes on for hours
    return serve(_config(options), options.port)


def _slides(options: argparse.Namespace) -> int:
    from diptych import finding

    root = _project()
    named = ((name, getattr(options, name)) for name in ("tag", "layout", "lang", "ref", "talk"))
    query = [*options.query, *(f"{name}:{value}" for name, value in named if value is not None)]
    query += ["is:unused"] if options.unused else []
    try:
        slides = finding.with_changes(root, finding.find_slides(root, query))
    except ValueError as error:
        raise _MisuseError(str(error)) from None
    if options.gallery:
        return _gallery(root, slides, options.out or root / "output" / "slides.html")
    if options.json:
        put_json(finding.as_data(root, slides))
    elif slides:
        for line in finding.table(slides):
            put(line)
    else:
        _say("no slide matches")
    return CLEAN


def _gallery(root: Path, slides: Sequence[FoundSlide], path: Path) -> int:
    from diptych.brought import Brought, newly_brought
    from diptych.config import BuildConfig
    from diptych.diagnostics import Refusal
    from diptych.gallery import draw_gallery
    from diptych.storage.folder import write_text

    brought: list[Brought] = []
    try:
        page = draw_gallery(root, slides, path.absolute().parent, brought.append)
    except Refusal as refusal:
        _print_diagnostics(refusal.found, {}, "text")
        return FOUND
    write_text(root, path.absolute(), page)
    put(f"{_shown(path.absolute())}  {len(slides)} slides")
    for one in brought:
        for line in newly_brought(BuildConfig(root=root), one):
            _say(line)
    return CLEAN


def _new_slide(options: argparse.Namespace) -> int:
    from diptych.drafting import draft_slide

    return _drafted(
        lambda: draft_slide(_project(), options.id, options.layout, options.talk),
        f"diptych build {options.talk}" if options.talk else "name it in a talk",
    )


def _new_talk(options: argparse.Namespace) -> int:
    from diptych.drafting import draft_talk

    return _drafted(
        lambda: draft_talk(_project(), options.name, options.slides),
        f"diptych build {options.name}",
    )


def _drafted(draft: Callable[[], Sequence[Path]], then: str) -> int:
    try:
        made = draft()
    except (ValueError, FileExistsError) as error:
        raise _MisuseError(str(error)) from None
    for path in made:
        put(_shown(path))
    _say(f"now: {then}")
    return CLEAN


def _freeze(options: argparse.Namespace) -> int:
    from diptych.freezing import freeze

    try:
        frozen = freeze(_project(), Path(options.talk).stem)
    except ValueError as error:
        raise _MisuseError(str(error)) from None
    _print_diagnostics(frozen.found, frozen.texts, "full")
    if not frozen.files:
        _say(f"{_count(frozen.found)}; nothing was written")
        return FOUND
    put(f"{_shown(frozen.folder)}  {frozen.files} files")
    _say("builds of the talk read these from now on; delete the folder to thaw it")
    return CLEAN


def _locale_add(options: argparse.Namespace) -> int:
    from diptych import languages
    from diptych.source.catalogues import locales
    from diptych.typography.language import is_right_to_left

    meant = locales.meant_by(options.locale) if re.fullmatch(_TAG, options.locale) else ""
    if meant is not None:
        hint = f"did you mean `{meant}`?" if meant else "write one such as ko or pt-BR"
        raise _MisuseError(f"`{options.locale}` is no language tag; {hint}")
    if is_right_to_left(options.locale):
        raise _MisuseError(f"{locales.REFUSAL.format(options.locale)}; {locales.INSTEAD}")
    try:
        report = languages.add(_project(), options.locale)
    except ValueError as error:
        raise _MisuseError(str(error)) from None
    code = _print_report(report)
    if code == CLEAN:
        _say(f"now: translate {report.states[0].file}, then diptych build")
    return code


def _locale_update(options: argparse.Namespace) -> int:
    from diptych import languages

    root = _project()
    return _print_report(languages.update(root, _known_locales(root, options.locale)))


def _locale_status(options: argparse.Namespace) -> int:
    from diptych import languages

    root = _project()
    report = languages.status(root, _known_locales(root, options.locale))
    if options.json:
        put_json(report.states)
    else:
        _print_report(report)
    return FOUND if _has_errors(report.found) else CLEAN


def _locale_check(options: argparse.Namespace) -> int:
    from diptych import languages, pipeline

    options.talk = []
    root = _project()
    options.locale = tuple(_known_locales(root, options.locale) or languages.translated_into(root))
    config = _config(options)
    outcome = languages.check(config)
    _print_diagnostics(outcome.found, outcome.texts, options.format)
    _say(f"{', '.join(config.locales) or 'no locale'} checked; {_count(outcome.found)}")
    return FOUND if pipeline.is_refused(outcome.found, strict=config.strict) else CLEAN


def _library_add(options: argparse.Namespace) -> int:
    from diptych import libraries

    try:
        report = libraries.add(
            _project(), options.name, options.source, options.revision, is_git=options.git
        )
    except ValueError as error:
        raise _MisuseError(str(error)) from None
    code = _print_libraries(report)
    if code == CLEAN:
        _say(f"now: name its slides in a talk, `{options.name}:topic/slide`")
    return code


def _library_update(options: argparse.Namespace) -> int:
    from diptych import libraries

    root = _project()
    names = _known_libraries(root, options.name)
    if options.revision is not None:
        if len(names) != 1:
            raise _MisuseError("`--revision` is for one library: name it")
        if not libraries.is_revision(options.revision):
            raise _MisuseError(f"`{options.revision}` is no branch, tag or commit")
    with libraries.Plan(root, names, options.revision) as plan:
        for line in plan.lines:
            put(line)
        report = libraries.Report(found=plan.found, texts=plan.texts)
        if _has_errors(report.found):
            return _print_libraries(report)
        if not plan.is_needed:
            _say("nothing changed")
            return CLEAN
        if plan.asks and not options.yes and not _agreed():
            return FOUND
        return _print_libraries(libraries.Report(written=plan.write()))


def _agreed() -> bool:
    if not sys.stdin.isatty():
        _say("nothing was written; `--yes` takes it over")
        return False
    print("take this over? [y/N] ", end="", file=sys.stderr, flush=True)
    agreed = sys.stdin.readline().strip().lower() in {"y", "yes"}
    if not agreed:
        _say("nothing was written")
    return agreed


def _library_outdated(options: argparse.Namespace) -> int:
    from diptych import libraries

    root = _project()
    return _print_libraries(libraries.outdated(root, _known_libraries(root, options.name)))


def _library_verify(options: argparse.Namespace) -> int:  # noqa: ARG001 - as every command
    from diptych import libraries

    return _print_libraries(libraries.verify(_project()))


def _known_libraries(root: Path, asked: str | None) -> tuple[str, ...]:
    from diptych import libraries
    from diptych.diagnostics import nearest

    known = libraries.declared_in(root)
    if asked is not None and asked not in known:
        hint = nearest(asked, known, what="library")
        raise _MisuseError(f"there is no library `{asked}`; {hint}")
    return known if asked is None else (asked,)


def _print_libraries(report: LibraryReport) -> int:
    for line in report.lines:
        put(line)
    _print_diagnostics(report.found, report.texts, "full")
    for path in report.written:
        _say(f"wrote {_shown(path)}")
    if _has_errors(report.found):
        _say(f"{_count(report.found)}; nothing was written")
        return FOUND
    return CLEAN


def _project() -> Path:
    root = _root(Path.cwd())
    if root is None:
        raise _MisuseError(
            "there is no deck/deck.yaml here or above; `diptych init DIR` makes a project"
        )
    return root


def _known_locales(root: Path, asked: Sequence[str]) -> tuple[str, ...]:
    from diptych import languages

    known = languages.translated_into(root) if asked else ()
    for locale in asked:
        if locale not in known:
            there_is = ", ".join(known) or "none"
            raise _MisuseError(
                f"nothing is translated into `{locale}` ({there_is} declared);"
                f" `diptych locale add {locale}` begins"
            )
    return tuple(asked)


def _print_report(report: Report) -> int:
    from diptych import languages

    errors = tuple(problem for problem in report.found if problem.is_error)
    _print_diagnostics(errors, report.texts, "full")
    if errors and not report.states:
        _say(f"{_count(errors)}; nothing was written")
        return FOUND
    for line in languages.table(report):
        put(line)
    for path in report.written:
        _say(f"wrote {_shown(path)}")
    return CLEAN


def _has_errors(found: Sequence[Diagnostic]) -> bool:
    return any(problem.is_error for problem in found)


def _list(options: argparse.Namespace) -> int:
    from diptych.listing import listing

    root = _root(Path.cwd())
    for line in listing(root, options.what):
        put(line)
    return CLEAN


def _init(options: argparse.Namespace) -> int:
    from diptych.scaffold import make_project

    try:
        made = make_project(options.dir)
    except FileExistsError as error:
        raise _MisuseError(f"{error}; choose another folder, or move it away") from None
    for path in made:
        put(str(path))
    import shlex

    _say(f"now: cd {shlex.quote(str(options.dir))} && diptych build")
    return CLEAN


def _explain(options: argparse.Namespace) -> int:
    from diptych.faults import explain, nearest_fault

    lines = explain(options.code)
    if lines is None:
        near = nearest_fault(options.code)
        hint = f"did you mean `{near}`?" if near else "`diptych explain` lists them"
        raise _MisuseError(f"there is no diagnostic `{options.code}`; {hint}")
    for line in lines:
        put(line)
    return CLEAN


def _print_diagnostics(found: Iterable[Diagnostic], texts: Mapping[str, str], format_: str) -> None:
    from diptych.diagnostics import draw_diagnostic

    if format_ == "json":
        put_json([problem.as_dict() for problem in found])
        return
    color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    for problem in found:
        text = draw_diagnostic(problem, texts, concise=format_ == "concise", color=color)
        print(text, file=sys.stderr)
        if format_ == "full":
            print(file=sys.stderr)


def _count(found: Sequence[Diagnostic]) -> str:
    errors = sum(problem.is_error for problem in found)
    warnings = len(found) - errors
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    return ", ".join(parts) or "nothing found"


def _progress() -> Callable[[str], None]:
    def show(what: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\x1b[2K{visible(what)} …", end="", file=sys.stderr, flush=True)

    return show


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[2K", end="", file=sys.stderr, flush=True)


def _say(words: str) -> None:
    put(words, sys.stderr)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
