"""Bibliographies in BibTeX, as reference managers export them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import only, project, said

from diptych.model.deck import Reference
from diptych.source.bibtex import plain_tex


def references(root: Path, text: str) -> dict[str, Reference]:
    prepared = project(root, {"deck/references.yaml": None, "deck/references.bib": text})
    assert said(prepared.found) == []
    return dict(prepared.talks[0].talk.references)


@pytest.mark.parametrize(
    ("entry", "label"),
    [
        ("@book{x, title = {Dogs}, author = {Doe, Jane}, year = 1999}", "Doe (1999). Dogs"),
        ('@BOOK{x, Title="Dogs", AUTHOR="Jane van Doe", Year="1999"}', "van Doe (1999). Dogs"),
        ("@book{x, title={Dogs}, author={Doe, J. and Roe, R.}}", "Doe & Roe. Dogs"),
        ("@book{x, title={Dogs}, author={Doe, J. and others}}", "Doe et al. Dogs"),
        ("@book{x, title={Dogs}, author={A and B and C}, date={2020-05}}", "A et al. (2020). Dogs"),
        ("@misc{x, title={Dogs}, author={{Dogs and Cats Inc.}}}", "Dogs and Cats Inc. Dogs"),
        ('@misc{x, title={{\\"U}ber {GPU}s \\& K{\\o}benhavn}}', "Über GPUs & København"),
        ("@misc{x, title={Pages 1--5, ``so'' he~said}}", "Pages 1–5, “so” he said"),
        ("@misc{x, title={Dogs}, subtitle={A life}}", "Dogs: A life"),
        ('@string{j = "J. of Dogs"} @article{x, title={Dogs}, journal=j}', "Dogs. J. of Dogs"),
        ("@thesis{x, title={Dogs}, institution={ETH}, year=2001}", "Dogs. ETH (2001)"),
        ("@misc{x, title={Dogs}, note={Seen in May}}", "Dogs"),
        (
            "@inbook{x, title={A}, crossref={p}} @book{p, title={Pets}, year=2021, editor={Doe}}",
            "Doe (2021). A. Pets",
        ),
        ("@misc{x, title={Dogs}, crossref={x}}", "Dogs"),
    ],
)
def test_a_work_is_named_by_author_year_title_and_place(
    entry: str, label: str, tmp_path: Path
) -> None:
    assert references(tmp_path, entry)["x"].label == label


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("url={https://example.org/a_b?c=1&d}", "https://example.org/a_b?c=1&d"),
        ("url={https://example.org/a\\_b}", "https://example.org/a_b"),
        ("doi={10.1000/182}", "https://doi.org/10.1000/182"),
        ("doi={https://doi.org/10.1000/182}", "https://doi.org/10.1000/182"),
        ("howpublished={\\url{https://example.org/a\\_b}}", "https://example.org/a_b"),
        ("eprint={1706.03762}, archiveprefix={arXiv}", "https://arxiv.org/abs/1706.03762"),
        ("journal={arXiv preprint arXiv:1706.03762}", "https://arxiv.org/abs/1706.03762"),
        ("eprint={1234}, archiveprefix={jstor}", None),
        ("year=2020", None),
    ],
)
def test_a_work_leads_to_its_address_its_doi_or_arxiv(
    fields: str, url: str | None, tmp_path: Path
) -> None:
    read = references(tmp_path, f"@misc{{x, title={{Dogs}}, {fields}}}")
    assert read["x"].url == url


def test_both_files_of_a_project_are_read(tmp_path: Path) -> None:
    files = {
        "deck/references.yaml": "references:\n  - {id: a, title: A}\n  - {id: b, title: B}\n",
        "deck/references.bib": "@misc{c, title={C}}\n@misc{a, title={A}}\n",
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == ["REF105 2:1 reference `a` exists twice"]


def test_what_cannot_be_read_is_said_where_it_is_and_all_else_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "@article{bad, title={x}\n"
        "@article{good, title={y}}\n"
        "@article{good, title={z}}\n\n"
        "@article{two, title={x}, title={y}}\n"
        "@article{, title={x}}\n"
        "@comment{anything {at} all} and words\n"
    )
    prepared = project(tmp_path, {"deck/references.yaml": None, "deck/references.bib": text})
    assert said(prepared.found) == [
        "REF117 1:1 entry `bad`, shown as its key, cannot be read: its braces, quotes or commas do not match",  # noqa: E501 - one message
        "REF117 3:1 entry `good` exists twice; the first is used",
        "REF117 5:1 entry `two` has `title` twice; the first is used",
        "REF117 6:1 an entry has no key",
    ]
    read = prepared.talks[0].talk.references
    assert {key: one.label for key, one in read.items()} == {
        "good": "y",
        "two": "x",
        "bad": "bad",
    }
    assert capsys.readouterr() == ("", "")


def test_a_citation_of_an_entry_that_cannot_be_read_is_no_second_problem(tmp_path: Path) -> None:
    bib = "@article{kim2024, title={x}\n@article{yang2023, title={y}}\n"
    slide = "# A\n\nSaid [@kim2024] and [@yang2023], as @kim2024 says.\n"
    files = {"deck/references.yaml": None, "deck/references.bib": bib, "deck/slides/a.md": slide}
    prepared = project(tmp_path, files)
    assert [one.kind.code for one in prepared.found] == ["REF117"]
    (shown,) = only(prepared)
    assert [(one.number, one.text.plain) for one in shown.slide.sources] == [
        (1, "kim2024"),
        (2, "y"),
    ]


@pytest.mark.parametrize(
    "text",
    ["@a{" * 2_000, "@a{b,c=" + "{" * 10_000, "@" * 10_000, "@a{b, c=" * 2_000],
)
def test_of_what_is_no_bibliography_little_is_said(text: str, tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/references.yaml": None, "deck/references.bib": text})
    assert len(prepared.found) <= 20


@pytest.mark.parametrize(
    "tex", ["{" * 3_000, "\\emph" * 900, "$" * 1_001, "\\frac{" * 900, "\\begin{a}" * 300]
)
def test_latex_that_cannot_be_converted_is_shown_without_its_braces(tex: str) -> None:
    assert len(plain_tex(tex)) <= 2_000
    assert "{" not in plain_tex(tex)


def test_latex_reads_no_files() -> None:
    assert "root" not in plain_tex("\\input{/etc/passwd} \\include{/etc/passwd}")


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("{H$_2$O}: Heavy-Hitter Oracle", "H₂O: Heavy-Hitter Oracle"),
        ("Of $10^{-3}$ and $x^2_{12}$", "Of 10⁻³ and x²₁₂"),
        (r"CO\textsubscript{2} in m\textsuperscript{3}, a\_2", "CO₂ in m³, a_2"),
        ("Names in $x_i$, a_2 and b^2", "Names in x_i, a_2 and b^2"),
    ],
)
def test_figures_below_and_above_the_line_stay_there(tex: str, shown: str) -> None:
    assert plain_tex(tex) == shown
