"""Files whose content is shown on a slide: in the project, and never hidden ones."""

from __future__ import annotations

from pathlib import Path, PurePath

from diptych.diagnostics import Span
from diptych.source.reading.diagnostic_kinds import FOREIGN_PATH, MISSING_FILE
from diptych.source.reading.paths import as_stored, nearby
from diptych.source.reading.source_reader import SourceReader
from diptych.source.reading.web import is_address


def is_missing(file: str, folder: Path, span: Span, reader: SourceReader) -> bool:
    """Return whether a single-file talk shows a file that is not there, which is reported.

    A file that may not be read is not missing, whether it is there or not.
    """
    if not reader.lenient or not file.strip() or _is_hidden(file):
        return False
    if is_address(file):
        message, hint = f"file `{file}` is on the web", "save it and give its path"
    else:
        path = folder / file
        if not reader.owns(as_stored(path)) or reader.has_file(path) or path.is_dir():
            return False
        message, hint = f"file `{file}` does not exist", nearby(path)
    reader.report(MISSING_FILE, span, message, hint, subject=file)
    return True


def shown_path(
    file: str, folder: Path, span: Span, reader: SourceReader, *, shown_by: str
) -> Path | None:
    """Return the path of a file relative to `folder`; None, with a report, if it is not shown.

    `shown_by` are the kinds of blocks that show it, such as "listings".
    """
    if is_address(file):
        hint = "save the file in the project and give its path; builds fetch nothing"
        reader.report(FOREIGN_PATH, span, f"file `{file}` is not in the project", hint)
        return None
    if _is_hidden(file):
        message = f"file `{file}` is hidden, and {shown_by} show no hidden files"
        hint = "they may hold passwords; copy what is to be shown into another file"
        reader.report(FOREIGN_PATH, span, message, hint)
        return None
    return folder / file


def _is_hidden(file: str) -> bool:
    names = PurePath(file.replace("\\", "/")).parts
    return any(name.startswith(".") and name.strip(".") for name in names)
