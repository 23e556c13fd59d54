"""Findings as failed tests, for the many programs that show the XML of JUnit.

There is no standard; this keeps to what Jenkins and GitLab read
(https://github.com/jenkinsci/xunit-plugin, https://docs.gitlab.com/ci/testing/unit_test_reports/).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from nblint.report.excerpt import draw
from nblint.report.terminal import Style, escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.model.finding import Diagnostic
    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext


def render(report: Report, _context: ReportContext) -> Iterator[str]:
    """Yield a suite for the run, in which problems are errors, and one for each file.

    Errors and warnings are failures; information, which fails no run, is a skipped test.
    """
    number = report.severities()
    total = _suite(
        "testsuites",
        "nblint",
        tests=1 + len(report.problems) + len(report.diagnostics),
        failures=number["error"] + number["warning"],
        errors=len(report.problems),
        skipped=number["info"],
    )
    opening = tostring(total, encoding="unicode").removesuffix(" />")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}>\n'
    yield _text(_run(report))
    for path, items in groupby(report.diagnostics, key=lambda item: item.location.path):
        yield _text(_file(path, list(items)))
    yield "</testsuites>\n"


def _run(report: Report) -> Element:
    errors = len(report.problems)
    suite = _suite("testsuite", "nblint", tests=1 + errors, failures=0, errors=errors, skipped=0)
    properties = SubElement(suite, "properties")
    counts = report.counts
    for name in counts.__struct_fields__:
        value = str(getattr(counts, name))
        SubElement(properties, "property", {"name": name, "value": value})
    # Programs that take a report without a test for a fault are content with this one.
    SubElement(suite, "testcase", {"classname": "nblint", "name": "run"})
    for problem in report.problems:
        name = problem.path if problem.path is not None else "nblint"
        case = SubElement(suite, "testcase", {"classname": "nblint", "name": _safe(name)})
        SubElement(case, "error", {"message": _safe(problem.message), "type": "problem"})
    return suite


def _file(path: str, items: Sequence[Diagnostic]) -> Element:
    skipped = sum(item.severity == "info" for item in items)
    failures = len(items) - skipped
    suite = _suite(
        "testsuite", path, tests=len(items), failures=failures, errors=0, skipped=skipped
    )
    for item in items:
        place = item.location
        where = f"{place.path}:{place.line}:{place.column}"
        attributes = {
            "classname": _safe(path),
            "name": _safe(f"{item.rule} {place.line}:{place.column}"),
            "file": _safe(path),
            "line": str(place.line),
        }
        case = SubElement(suite, "testcase", attributes)
        message = _safe(item.message)
        if item.severity == "info":
            SubElement(case, "skipped", {"message": message})
            continue
        failure = SubElement(case, "failure", {"message": message, "type": item.severity})
        first = f"{where}: {item.severity}: {item.message}"
        lines = (first, *draw(item, Style()), item.help)
        failure.text = "\n".join(_safe(line) for line in lines if line)
    return suite


def _suite(tag: str, name: str, **counts: int) -> Element:
    return Element(tag, {"name": _safe(name), **{key: str(n) for key, n in counts.items()}})


def _text(element: Element) -> str:
    return tostring(element, encoding="unicode") + "\n"


def _safe(text: str) -> str:
    """Return `text` with every character spelled out that XML 1.0 has no place for (section 2.2).

    `safe` sees to controls and surrogates; the two that are no characters remain.
    """
    return escape_controls(text).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")
