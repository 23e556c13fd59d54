"""The Code Quality report of GitLab, which shows findings in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nblint.report.json_report import encode
from nblint.report.stable_fingerprints import fingerprints
from nblint.report.terminal import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.finding import Severity
    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext

_SEVERITIES: Final[dict[Severity, str]] = {
    "error": "major",
    "warning": "minor",
    "info": "info",
}


def render(report: Report, context: ReportContext) -> Iterator[str]:
    """Yield a list of issues in ASCII, one on each line."""
    yield "["
    comma = ""
    marks = fingerprints(report.diagnostics, context)
    for item, fingerprint in zip(report.diagnostics, marks, strict=True):
        place = item.location
        issue = {
            "description": escape_controls(item.message),
            "check_name": item.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[item.severity],
            "location": {
                "path": context.from_top(place.path),
                "lines": {"begin": place.line, "end": place.end_line},
            },
        }
        yield f"{comma}\n{encode(issue)}"
        comma = ","
    yield "\n]\n"
