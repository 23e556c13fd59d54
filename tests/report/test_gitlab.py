from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from nblint.model.lint_report import Report
from nblint.report.context import ReportContext
from nblint.report.gitlab_report import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.model.finding import Diagnostic


def issues(report: Report) -> list[dict[str, Any]]:
    context = ReportContext(folder="/repo/docs", top="/repo")
    written: list[dict[str, Any]] = json.loads("".join(render(report, context)))
    return written


def test_each_finding_is_an_issue(report: Report) -> None:
    first = issues(report)[0]
    assert len(first.pop("fingerprint")) == 64
    assert first == {
        "description": 'no heading or id "instal" in setup.md',
        "check_name": "broken-anchor",
        "severity": "major",
        "location": {"path": "docs/guide.md", "lines": {"begin": 3, "end": 3}},
    }


def test_severities_are_those_of_gitlab(report: Report) -> None:
    assert [issue["severity"] for issue in issues(report)] == ["major", "minor", "info"]


def test_no_two_issues_have_one_fingerprint(diagnose: Callable[[str], Diagnostic]) -> None:
    found = issues(Report((diagnose("«teh»"),) * 3))
    assert len({issue["fingerprint"] for issue in found}) == 3


def test_a_clean_run_is_an_empty_list() -> None:
    assert issues(Report()) == []


def test_nothing_of_a_message_hides_or_reorders_what_is_shown(report: Report) -> None:
    evil = replace(report.diagnostics[0], message="a\u202eb\x1b")
    (issue,) = issues(Report((evil,)))
    assert issue["description"] == r"a\u202eb\x1b"
