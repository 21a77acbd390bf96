"""What loses no text is one warning in a single-file talk, and an error in a project."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import document, said, slide_of, words

from diptych.diagnostics import DiagnosticKind, Severity, Span
from diptych.markup.diagnostic_kinds import IGNORED_ATTRIBUTE
from diptych.source.reading.lenience import joined

EASED = DiagnosticKind("SRC901", "eased", "Why.", lenient="things have no meaning here")
STRICT = DiagnosticKind("SRC902", "strict", "Why.")

FOREIGN = """\
# A {.smaller}

::: box
inside
:::

::: {.box}
- a
:::

![b](box.svg){.wide}

```{.python .folded}
c
```
"""


def test_what_has_no_meaning_in_one_file_is_one_warning_a_kind(tmp_path: Path) -> None:
    prepared = document(tmp_path, FOREIGN)
    assert [found.kind.severity for found in prepared.found] == [Severity.WARNING] * 2
    assert said(prepared.found) == [
        f"SRC310 1:3 3 {IGNORED_ATTRIBUTE.lenient}: `.smaller`, `.wide`, `.folded`",
        "SRC302 3:1 unknown block `::: box` (2 times)",
    ]
    assert words(prepared.talks[0].slides[0]) == ["inside", "a", "c"]


def test_in_a_project_each_of_them_is_an_error(tmp_path: Path) -> None:
    prepared = slide_of(
        tmp_path, "# A\n\n::: box\ninside\n:::\n\n::: {.incremental .b}\n- a\n:::\n"
    )
    assert said(found for found in prepared.found if found.is_error) == [
        "SRC302 3:1 unknown block `::: box`",
        "SRC203 7:19 class `.b` has no meaning here",
    ]


def test_only_what_loses_no_words_is_demoted() -> None:
    span = Span("talk.md", 1)
    assert not EASED.at(span, "one").eased().is_error
    assert STRICT.at(span, "one").eased().is_error


def test_many_are_counted_and_the_first_dozen_named() -> None:
    found = [
        EASED.at(Span("talk.md", line), "one", subject=f"n{line}").eased()
        for line in range(20, 0, -1)
    ]
    (one,) = joined(found)
    assert one.span == Span("talk.md", 1)
    assert one.message.startswith("20 things have no meaning here: `n1`, `n2`, ")
    assert one.message.endswith("`n12` and 8 more")


def test_a_slip_of_the_pen_among_them_is_still_hinted_at() -> None:
    (one,) = joined(
        EASED.at(Span("talk.md", line), "one", hint=hint, subject=subject).eased()
        for line, hint, subject in ((1, "leave it", "a"), (2, "did you mean `c`?", "b"))
    )
    assert one.hint == "`b`: did you mean `c`?"


def test_what_has_no_subject_or_is_an_error_stays_by_itself() -> None:
    one, other = EASED.at(Span("talk.md", 1), "one"), EASED.at(Span("talk.md", 2), "other")
    error = STRICT.at(Span("talk.md", 3), "error", subject="x")
    assert joined([one.eased(), other.eased(), error, error]) == (
        one.eased(), other.eased(), error,
    )  # fmt: skip
