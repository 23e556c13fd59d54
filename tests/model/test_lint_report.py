from __future__ import annotations

from itertools import permutations

from nblint.model import Span
from nblint.model.finding import Diagnostic, Location, Severity
from nblint.model.lint_report import Report, reading_order


def diagnostic(path: str, start: int, rule: str, severity: Severity = "error") -> Diagnostic:
    place = Location(path, 1, start + 1, 1, start + 2)
    return Diagnostic(rule, severity, place, Span(start, start + 1), "", "message")


def test_diagnostics_are_read_by_path_then_place_then_rule() -> None:
    ordered = [
        diagnostic("a.md", 2, "typo"),
        diagnostic("a.md", 10, "bare-url"),
        diagnostic("a.md", 10, "typo"),
        diagnostic("b.md", 0, "bare-url"),
    ]
    for shuffled in permutations(ordered):
        assert sorted(shuffled, key=reading_order) == ordered


def test_severities_are_counted() -> None:
    report = Report((diagnostic("a.md", 0, "x"), diagnostic("a.md", 1, "x", "info")))
    number = report.severities()
    assert (number["error"], number["warning"], number["info"]) == (1, 0, 1)
