"""Chromium and LibreOffice, which print what they show of an output as PDF.

Both are run without a window, each with a profile of its own that is removed afterwards, within
limits of time and memory. Nothing of the user's settings is used or changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from diptych.comparison_kinds import NOT_INSTALLED, NOT_SHOWN
from diptych.diagnostics import Diagnostic
from diptych.model.asset import Asset
from diptych.running import run
from diptych.storage.folder import Folder

_MOST_BYTES = 1 << 29
"""Bytes that a program may write into one file."""
_SECONDS = 120
_SECONDS_EACH = 2
"""Additional seconds for each slide: ten times what one takes."""
_PRINTED = "printed.pdf"


class ViewerError(Exception):
    """A program cannot show an output."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Viewer(NamedTuple):
    """A program that shows an output, and where it may be."""

    output: str
    """The name of the output."""
    name: str
    option: str
    """The option of the command that names the program."""
    commands: tuple[str, ...]
    """Its names on the path, the cheapest first."""
    places: tuple[str, ...]
    """Where it is on systems that have no path to it."""


CHROMIUM = Viewer(
    output="html",
    name="Chromium",
    option="--chromium",
    commands=(
        *("chromium-headless-shell", "chromium", "chromium-browser"),
        *("google-chrome", "google-chrome-stable", "chrome", "msedge"),
    ),
    places=(
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ),
)
LIBREOFFICE = Viewer(
    output="pptx",
    name="LibreOffice",
    option="--libreoffice",
    commands=("soffice", "libreoffice"),
    places=(
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.com",
    ),
)


def program_of(viewer: Viewer, named: Path | None = None) -> Path:
    """Return the path of a program: the one that the user has named, or the one installed.

    Raise ViewerError if there is none.
    """
    if named is not None:
        asked = shutil.which(named)
        if asked is None:
            raise ViewerError(_missing(viewer, f"there is no program `{named}`"))
        return Path(asked).absolute()
    for path in (*viewer.commands, *viewer.places):
        if (place := shutil.which(path)) is not None:
            return Path(place)
    raise ViewerError(_missing(viewer, f"{viewer.name} is not installed"))


def _missing(viewer: Viewer, what: str) -> Diagnostic:
    message = f"{what}, so the {viewer.output.upper()} is not compared"
    hint = f"install {viewer.name}, or name the program: {viewer.option} PATH"
    return NOT_INSTALLED.at(None, message, hint=hint)


def print_page(program: Path, page: Path, slides: int, scratch: Path) -> bytes:
    """Return the PDF of a deck's page, a slide to a page, as Chromium prints it.

    `scratch` is an empty folder for its profile. Raise ViewerError if it fails.
    """
    printed = scratch / _PRINTED
    command = [
        str(program),
        "--headless",
        # Chromium refuses to run with its sandbox for root, who has no need of it in a container.
        *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-sync",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--font-render-hinting=none",
        f"--user-data-dir={scratch / 'profile'}",
        "--no-pdf-header-footer",
        # The deck starts, and its fonts arrive, before the clock has run this far.
        "--virtual-time-budget=20000",
        f"--print-to-pdf={printed}",
        page.as_uri(),
    ]
    return _printed(CHROMIUM, command, {"HOME": str(scratch)}, slides, printed)


def print_presentation(
    program: Path, file: Path, slides: int, fonts: Mapping[str, Asset], scratch: Path
) -> bytes:
    """Return the PDF of a PPTX, a slide to a page without the hidden ones, as LibreOffice sets it.

    `fonts` are at hand as if they were installed, on systems with fontconfig. `scratch` is an empty
    folder for its profile. Raise ViewerError if it fails.
    """
    printed = scratch / _PRINTED
    files = {PurePosixPath("profile/user", name): text for name, text in _profile().items()}
    files |= {PurePosixPath("fonts", name): font.read() for name, font in fonts.items()}
    files[PurePosixPath("fonts.conf")] = _font_settings(scratch / "fonts")
    with Folder(scratch) as folder:
        folder.write(files)
    command = [
        str(program),
        f"-env:UserInstallation={(scratch / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "macro:///Standard.Diptych.Typeset",
    ]
    environment = {
        "HOME": str(scratch),
        "FONTCONFIG_FILE": str(scratch / "fonts.conf"),
        "DIPTYCH_FROM": file.as_uri(),
        "DIPTYCH_TO": printed.as_uri(),
    }
    return _printed(LIBREOFFICE, command, environment, slides, printed)


def _printed(
    viewer: Viewer,
    command: Sequence[str],
    environment: Mapping[str, str],
    slides: int,
    printed: Path,
) -> bytes:
    why = _tried(command, environment, _SECONDS + _SECONDS_EACH * slides)
    try:
        return printed.read_bytes()
    except FileNotFoundError:
        message = f"{viewer.name} {why}; the {viewer.output.upper()} is not compared"
        hint = f"the program is {command[0]}; {viewer.option} names another"
        raise ViewerError(NOT_SHOWN.at(None, message, hint=hint)) from None


def _tried(command: Sequence[str], environment: Mapping[str, str], seconds: int) -> str:
    """Run a program, and return why it may not have printed anything."""
    try:
        done = run(command, {**os.environ, **environment}, seconds=seconds, most=_MOST_BYTES)
    except subprocess.TimeoutExpired:
        return f"takes more than {seconds} seconds"
    except OSError as error:
        return f"cannot be run: {error.strerror}"
    return f"fails: {_last_words(done.err)}"


def _last_words(err: bytes) -> str:
    lines = [line for line in err.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1].strip() if lines else "it writes nothing"


def _font_settings(folder: Path) -> bytes:
    """Return settings of fontconfig with the fonts in `folder`, besides those of the system."""
    others = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    settings = (
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>'
        f'<include ignore_missing="yes">{escape(others)}</include>'
        f"<dir>{escape(str(folder))}</dir>"
        f"<cachedir>{escape(str(folder.parent / 'cache'))}</cachedir></fontconfig>"
    )
    return _XML % settings.encode()


_XML = b'<?xml version="1.0" encoding="UTF-8"?>\n%s\n'


def _profile() -> dict[str, bytes]:
    """Return the files of a profile that has our macro, and is not set up anew."""
    script = Path(__file__).with_name("typeset.bas").read_text("utf-8")
    office, library = "http://openoffice.org/2001/registry", "http://openoffice.org/2000/library"
    place = "$(USER)/basic/Standard/script.xlb/"
    return {
        "registrymodifications.xcu": _XML
        % (
            f'<oor:items xmlns:oor="{office}"><item oor:path="/org.openoffice.Setup/Office">'
            '<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop>'
            "</item></oor:items>"
        ).encode(),
        "basic/script.xlc": _XML
        % (
            f'<library:libraries xmlns:library="{library}"'
            ' xmlns:xlink="http://www.w3.org/1999/xlink">'
            f'<library:library library:name="Standard" xlink:href="{place}" xlink:type="simple"'
            ' library:link="false"/></library:libraries>'
        ).encode(),
        "basic/Standard/script.xlb": _XML
        % (
            f'<library:library xmlns:library="{library}" library:name="Standard"'
            ' library:readonly="false" library:passwordprotected="false">'
            '<library:element library:name="Diptych"/></library:library>'
        ).encode(),
        "basic/Standard/Diptych.xba": _XML
        % (
            '<script:module xmlns:script="http://openoffice.org/2000/script"'
            ' script:name="Diptych" script:language="StarBasic">'
            f"{escape(script, quote=False)}</script:module>"
        ).encode(),
    }
