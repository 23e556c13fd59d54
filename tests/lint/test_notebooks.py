"""Notebooks are checked as pages are: in a run, with links, anchors, attachments and fixes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from nblint.cli.main import main
from nblint.config import load_config
from nblint.files.discovery import discover
from nblint.lint.pipeline import LintRequest, lint
from nblint.report import renderer
from nblint.report.context import ReportContext
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from pathlib import Path

    from nblint.model.finding import Diagnostic
    from nblint.model.lint_report import Report


def cell(source: str, kind: str = "markdown", **more: object) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True), **more}


def write(path: Path, *cells: dict[str, Any], **metadata: object) -> None:
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(folder: Path) -> Report:
    loaded = load_config([folder])
    return lint(LintRequest(loaded, load_rules(loaded), discover([folder], loaded.root))).report


def found(folder: Path, rule: str) -> list[tuple[str, str]]:
    report = check(folder)
    assert not report.problems
    return [(d.location.shown, d.message) for d in report.diagnostics if d.rule == rule]


def expected(path: Path, diagnostics: list[Diagnostic]) -> str:
    text = path.read_text(encoding="utf-8")
    for diagnostic in reversed(diagnostics):
        assert diagnostic.fix is not None
        for edit in diagnostic.fix.edits:
            text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def test_anchors_reach_across_cells(folder: Path) -> None:
    write(folder / "n.ipynb", cell("[a](#Part-One) [b](#part-one) [c](#part)"), cell("# Part One"))
    assert found(folder, "broken-anchor") == [
        ("cell 1:1:35", 'no heading or id "part" in this file')
    ]


def test_pages_lead_to_the_anchors_of_notebooks(folder: Path) -> None:
    write(folder / "n.ipynb", cell("# Part One\n\n[page](page.md#page) [lost](page.md#lost)"))
    (folder / "page.md").write_text("# Page\n\n[a](n.ipynb#Part-One) and [b](n.ipynb#Part-Two)\n")
    assert found(folder, "broken-anchor") == [
        ("cell 1:3:29", 'no heading or id "lost" in page.md'),
        ("3:31", 'no heading or id "Part-Two" in n.ipynb'),
    ]


def test_an_attachment_is_in_the_cell_that_shows_it_or_missing(folder: Path) -> None:
    image = "![Loss falls](attachment:loss%20curve.png)"
    write(folder / "n.ipynb", cell(image, attachments={"loss curve.png": {}}), cell(image))
    assert found(folder, "broken-path") == [
        ("cell 2:1:15", "no attachment loss curve.png in this cell")
    ]


def test_a_misspelt_attachment_is_fixed(folder: Path) -> None:
    write(
        folder / "n.ipynb", cell("![Loss falls](attachment:los.png)", attachments={"loss.png": 1})
    )
    (diagnostic,) = check(folder).diagnostics
    assert expected(folder / "n.ipynb", [diagnostic]).count("attachment:loss.png") == 1


def test_blocks_and_references_end_with_their_cell(folder: Path) -> None:
    write(
        folder / "n.ipynb",
        cell("```\ncode"),
        cell("[a][ref]"),
        cell("[ref]: https://x.org\n\n[ref]"),
    )
    assert found(folder, "unclosed-fence") == [
        ("cell 1:1:1", "code fence is not closed in its cell")
    ]
    assert found(folder, "undefined-reference") == [("cell 2:1:1", 'no definition of "ref"')]


def test_a_fence_that_is_open_to_the_end_of_the_last_cell(folder: Path) -> None:
    write(folder / "n.ipynb", cell("Text.\n\n```\ncode\n"))
    assert found(folder, "unclosed-fence") == [
        ("cell 1:3:1", "code fence is not closed in its cell")
    ]


def test_definitions_of_one_label_are_each_their_cells_own(folder: Path) -> None:
    write(
        folder / "n.ipynb",
        cell("[first][r]\n\n[r]: one.md"),
        cell("[second][r]\n\n[r]: two.md"),
    )
    assert found(folder, "broken-path") == [
        ("cell 1:3:6", "no such file or directory: one.md"),
        ("cell 2:3:6", "no such file or directory: two.md"),
    ]
    assert found(folder, "duplicate-reference") == []


def test_code_and_outputs_are_not_read_as_markdown(folder: Path) -> None:
    output = {"output_type": "display_data", "data": {"text/html": '<a href="lost.html">x</a>'}}
    write(folder / "n.ipynb", cell("# [a](lost.md)\nthe the", "code", outputs=[output]))
    assert check(folder).diagnostics == ()


def test_a_section_of_code_is_not_empty(folder: Path) -> None:
    write(folder / "n.ipynb", cell("# Title\n\nText.\n\n## Plot"), cell("plot()", "code"))
    assert found(folder, "empty-section") == []


def test_front_matter_stands_in_a_raw_first_cell(folder: Path) -> None:
    write(folder / "n.ipynb", cell("---\ntitle: A\n---\n", "raw"), cell("Text."))
    assert found(folder, "missing-meta") == [("cell 1:1:1", "no description in the front matter")]


def test_front_matter_stands_in_the_metadata(folder: Path) -> None:
    write(folder / "n.ipynb", cell("Text."), title="", description="What it is about.")
    (diagnostic,) = check(folder).diagnostics
    assert diagnostic.rule == "empty-meta"
    line = (folder / "n.ipynb").read_text().splitlines()[diagnostic.location.line - 1]
    assert line == '  "title": "",'


def test_front_matter_does_not_reach_into_the_next_cell(folder: Path) -> None:
    write(folder / "n.ipynb", cell("---\n\nText."), cell("b\n\n---\n\n[a](lost.md)"))
    assert len(found(folder, "broken-path")) == 1


def test_a_fix_changes_what_it_is_about_and_nothing_else(folder: Path) -> None:
    path = folder / "n.ipynb"
    write(path, cell('A "quoted" Github, é and\n\nGithub.'), cell("x", "code", outputs=[]))
    before = path.read_text(encoding="utf-8")
    report = check(folder)
    assert [d.rule for d in report.diagnostics] == ["preferred-term"] * 2
    assert expected(path, list(report.diagnostics)) == before.replace("Github", "GitHub")


def test_places_of_edits_are_those_of_the_file(folder: Path) -> None:
    path = folder / "n.ipynb"
    write(path, cell("One.\n\nGithub."))
    (diagnostic,) = check(folder).diagnostics
    (place,) = diagnostic.edit_locations
    line = path.read_text().splitlines()[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == "Github"


def test_messages_name_lines_by_their_cells(folder: Path) -> None:
    links = "[Guide To Notebook Things](one.md)", "[Guide To Notebook Things](two.md)"
    for name in ("one.md", "two.md"):
        (folder / name).write_text("Text.\n")
    write(folder / "n.ipynb", *map(cell, links))
    assert found(folder, "ambiguous-link-text") == [
        ("cell 2:1:2", "same link text as on line 1 of cell 1, different URL")
    ]


def test_reports_show_the_cell_to_people_and_the_file_to_programs(folder: Path) -> None:
    write(folder / "n.ipynb", cell("Text."), cell("One.\n\nGithub."))
    report = check(folder)
    text = "".join(renderer("text")(report, ReportContext()))
    assert "n.ipynb:cell 2:3:1: warning" in text
    assert "   3 | Github.\n" in text
    assert "".join(renderer("concise")(report, ReportContext())).startswith("n.ipynb:16:6: warning")
    (diagnostic,) = json.loads("".join(renderer("json")(report, ReportContext())))["diagnostics"]
    assert (diagnostic["line"], diagnostic["column"]) == (16, 6)
    cell_place = {"number": 2, "line": 3, "column": 1, "end_line": 3, "end_column": 7}
    assert diagnostic["cell"] == cell_place


def test_a_comment_silences_a_rule_in_a_notebook(folder: Path) -> None:
    write(folder / "n.ipynb", cell("<!-- nblint: ignore preferred-term -->\n\nGithub."))
    assert check(folder).diagnostics == ()


def fixed(folder: Path, *, unsafe: bool = True) -> str:
    """Return what the file is after its fixes; another run finds nothing to fix."""
    arguments = ["check", "--offline", "--exit-zero", "--fix", "n.ipynb"]
    arguments += ["--unsafe-fixes"] if unsafe else []
    assert main(arguments) == 0
    text = (folder / "n.ipynb").read_text(encoding="utf-8")
    assert main(arguments) == 0
    assert (folder / "n.ipynb").read_text(encoding="utf-8") == text
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Text.\n\n```\ncode", "Text.\n\n```\ncode\n```"),
        ("Text.\n\n```\ncode\n", "Text.\n\n```\ncode\n```\n"),
        ("Text.\n\n[x]: y.md\n", "Text.\n\n"),
        ("[x]: y.md\n\nText.", "\nText."),
        ("[a][x]\n\n[x]: #t\n[x]: #t\nMore.", "[a][x]\n\n[x]: #t\nMore."),
        ("<!-- nblint: ignore typo -->\n\n# T\n\nText.", "# T\n\nText."),
        ("# T\n\nText.\n\n<!-- nblint: ignore typo -->", "# T\n\nText.\n\n"),
    ],
)
@pytest.mark.parametrize("indent", [1, None])
def test_a_fix_may_change_how_many_lines_a_cell_has(
    folder: Path, before: str, after: str, indent: int | None
) -> None:
    def notebook(source: str) -> str:
        cells = [cell("# T\n\nText."), cell(source), cell("print()\n", "code", outputs=[])]
        whole = {"cells": cells, "metadata": {"a": [1]}, "nbformat": 4, "nbformat_minor": 5}
        return json.dumps(whole, indent=indent)

    (folder / "n.ipynb").write_text(notebook(before))
    assert fixed(folder) == notebook(after)


def test_a_cell_of_which_all_is_removed_stays_as_an_empty_one(folder: Path) -> None:
    write(folder / "n.ipynb", cell("Text."), cell("[x]: y.md\n"), cell("Text."))
    notebook = json.loads(fixed(folder))
    assert [item["source"] for item in notebook["cells"]] == [["Text."], [""], ["Text."]]


def test_a_notebook_of_which_all_is_removed_is_empty(folder: Path) -> None:
    write(folder / "n.ipynb", cell("\x1b"))
    assert json.loads(fixed(folder))["cells"][0]["source"] == [""]


def test_a_fix_that_makes_markup_in_a_cell_is_not_safe(folder: Path) -> None:
    write(folder / "n.ipynb", cell("A Github.\n"), cell("<\u00adscript src=//x.org>\n"))
    before = (folder / "n.ipynb").read_text(encoding="utf-8")
    assert fixed(folder, unsafe=False) == before.replace("Github", "GitHub")
    assert fixed(folder) == before.replace("Github", "GitHub").replace("\u00ad", "")


def test_front_matter_in_metadata_is_fixed_and_stays_readable(folder: Path) -> None:
    write(folder / "n.ipynb", cell("Text."), title="The Github", description="What it is about.")
    before = (folder / "n.ipynb").read_text()
    assert fixed(folder, unsafe=False) == before.replace("Github", "GitHub")


def test_front_matter_in_a_cell_is_not_spoilt(folder: Path) -> None:
    (folder / "nblint.toml").write_text('[rules.preferred-term]\nterms = {Github = "Git: Hub"}\n')
    write(
        folder / "n.ipynb", cell("---\ntitle: The Github page\n---\n", "raw"), cell("The Github.")
    )
    notebook = json.loads(fixed(folder))
    assert "".join(notebook["cells"][0]["source"]) == "---\ntitle: The Github page\n---\n"
    assert notebook["cells"][1]["source"] == ["The Git: Hub."]


def test_a_broken_notebook_is_one_line_and_hides_no_other_page(folder: Path) -> None:
    (folder / "n.ipynb").write_text('{"cells": [\n')
    (folder / "page.md").write_text("[a](n.ipynb#part) Github\n")
    report = check(folder)
    assert [d.rule for d in report.diagnostics] == ["preferred-term"]
    (problem,) = report.problems
    assert problem.message.startswith("line 2, column 1: not valid JSON: ")
