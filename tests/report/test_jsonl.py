from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from nblint.model.lint_report import Report
from nblint.report import renderer
from nblint.report.context import ReportContext

if TYPE_CHECKING:
    from collections.abc import Iterable


def lines(report: Report) -> list[dict[str, Any]]:
    written = "".join(renderer("jsonl")(report, ReportContext()))
    assert written.endswith("}\n")
    return [json.loads(line) for line in written.splitlines()]


def without(fields: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in names}


def test_lines_hold_what_json_holds(report: Report) -> None:
    whole = json.loads("".join(renderer("json")(report, ReportContext())))
    *findings, rest = lines(report)
    assert [without(line, ["type"]) for line in findings] == whole["diagnostics"]
    assert without(rest, ["type"]) == without(whole, ["diagnostics"])


def test_the_type_of_a_line_tells_findings_from_the_summary(report: Report) -> None:
    assert [line["type"] for line in lines(report)] == ["diagnostic"] * 3 + ["summary"]


def test_a_clean_run_has_the_summary_alone() -> None:
    assert [line["type"] for line in lines(Report())] == ["summary"]
