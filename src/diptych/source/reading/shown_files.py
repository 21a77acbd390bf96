"""Files whose content is shown on a slide: in the project, and never hidden ones."""

from __future__ import annotations

from pathlib import Path, PurePath

from diptych.diagnostics import Span
from diptych.source.reading.diagnostic_kinds import FOREIGN_PATH
from diptych.source.reading.source_reader import SourceReader
from diptych.source.reading.web import is_address


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
    names = PurePath(file.replace("\\", "/")).parts
    if any(name.startswith(".") and name.strip(".") for name in names):
        message = f"file `{file}` is hidden, and {shown_by} show no hidden files"
        hint = "they may hold passwords; copy what is to be shown into another file"
        reader.report(FOREIGN_PATH, span, message, hint)
        return None
    return folder / file
