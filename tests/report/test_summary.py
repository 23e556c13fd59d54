from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from nblint.model.finding import Fix
from nblint.model.lint_report import Counts, FixedCount, Problem, Report
from nblint.report.summary import plural, summarize
from nblint.report.terminal import Style

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.model.finding import Diagnostic


def test_a_clean_run_says_so_and_what_was_seen() -> None:
    report = Report(counts=Counts(files=2, links=1, anchors=3, images=1))
    assert "".join(summarize(report, Style())) == (
        "All checks passed\nChecked 2 files: 1 link, 3 anchors, 1 image\n"
    )


def test_a_run_over_no_files_does_not_call_itself_clean() -> None:
    assert "".join(summarize(Report(), Style())) == (
        "Checked 0 files: 0 links, 0 anchors, 0 images\n"
    )


def test_a_run_with_a_problem_does_not_call_itself_clean() -> None:
    report = Report(problems=(Problem("a.md", "permission denied"),), counts=Counts(files=1))
    assert "".join(summarize(report, Style(color=True))) == (
        "\x1b[1mNo issues found, but 1 problem\x1b[0m\n"
        "Checked 1 file: 0 links, 0 anchors, 0 images\n"
        "\x1b[1;31mproblem\x1b[0m: a.md: permission denied\n"
    )


def test_severities_without_findings_are_left_out_and_files_are_counted_once(
    diagnose: Callable[[str], Diagnostic],
) -> None:
    here = diagnose("«a»")
    there = replace(here, location=replace(here.location, path="other.md"))
    lines = list(summarize(Report(diagnostics=(here, here, there)), Style()))
    assert lines[0] == "Found 3 issues (3 warnings) in 2 files\n"


def test_what_was_fixed_comes_first_by_page_and_rule() -> None:
    fixed = (
        FixedCount("a.md", "bare-url", 2),
        FixedCount("a.md", "typo", 1),
        FixedCount("b\n.md", "typo", 1),
    )
    report = Report(fixed=fixed, counts=Counts(files=2))
    assert "".join(summarize(report, Style())) == (
        "Fixed 4 issues in 2 files\n"
        "  a.md: 2 bare-url, 1 typo\n"
        "  b\\n.md: 1 typo\n"
        "All issues fixed\n"
        "Checked 2 files: 0 links, 0 anchors, 0 images\n"
    )


@pytest.mark.parametrize(
    ("safety", "expected"),
    [
        ([True, True], "2 fixable with --fix\n"),
        ([False], "1 fixable with --unsafe-fixes\n"),
        ([True, False], "1 fixable with --fix, 1 more with --unsafe-fixes\n"),
    ],
)
def test_the_options_that_fix_are_named(
    safety: list[bool], expected: str, diagnose: Callable[[str], Diagnostic]
) -> None:
    found = (replace(diagnose("«a»"), fix=Fix("fix", (), safe=safe)) for safe in safety)
    assert list(summarize(Report(diagnostics=tuple(found)), Style()))[1] == expected


@pytest.mark.parametrize(
    ("count", "noun", "expected"),
    [(0, "file", "0 files"), (1, "file", "1 file"), (2, "external link", "2 external links")],
)
def test_a_noun_follows_its_number(count: int, noun: str, expected: str) -> None:
    assert plural(count, noun) == expected
