"""Workflow commands, taken apart as the runner does it (ActionCommand.TryParseV2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nblint.model import Span
from nblint.model.finding import Diagnostic, Location, Severity
from nblint.model.lint_report import Problem, Report
from nblint.report.context import ReportContext
from nblint.report.github_report import render

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
PROPERTY = (*DATA[:2], ("%3A", ":"), ("%2C", ","), DATA[2])


def unescape(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for escaped, char in pairs:
        text = text.replace(escaped, char)
    return text


def parse(line: str) -> tuple[str, dict[str, str], str]:
    assert line.startswith("::")
    head, _, data = line[2:].rstrip("\n").partition("::")
    name, _, written = head.partition(" ")
    pairs = [part.split("=", 1) for part in written.split(",")]
    properties = {key: unescape(value, PROPERTY) for key, value in pairs}
    return name, properties, unescape(data, DATA)


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    context = ReportContext(folder="/repo/docs", top="/repo")
    return [parse(line) for line in "".join(render(report, context)).splitlines()]


def finding(severity: Severity = "error", message: str = "wrong", path: str = "a.md") -> Diagnostic:
    return Diagnostic("typo", severity, Location(path, 1, 2, 1, 5), Span(1, 4), "", message)


def test_each_finding_is_a_command(report: Report) -> None:
    assert commands(replace(report, problems=())) == [
        (
            "error",
            {
                "title": "nblint broken-anchor",
                "file": "docs/guide.md",
                "line": "3",
                "endLine": "3",
                "col": "26",
                "endColumn": "32",
            },
            'no heading or id "instal" in setup.md\nwrite "#install", the nearest anchor',
        ),
        (
            "warning",
            {
                "title": "nblint typo",
                "file": "docs/guide.md",
                "line": "4",
                "endLine": "4",
                "col": "6",
                "endColumn": "9",
            },
            '"teh" is no word\nreplace "teh" by "the"',
        ),
        (
            "notice",
            {"title": "nblint raw-tag", "file": "docs/guide.md", "line": "5", "endLine": "7"},
            "raw tag",
        ),
    ]


def test_a_problem_is_an_error_too(report: Report) -> None:
    assert commands(replace(report, diagnostics=())) == [
        ("error", {"title": "nblint", "file": "docs/old.md"}, "not UTF-8 at byte 3"),
        ("error", {"title": "nblint"}, "the cache is locked"),
    ]


def test_nothing_is_said_of_a_clean_run() -> None:
    assert commands(Report()) == []


def test_the_worst_come_first_and_the_rest_is_counted() -> None:
    severities: tuple[Severity, ...] = ("info", "warning", "error")
    findings = [finding(severity) for severity in severities for _ in range(12)]
    problems = tuple(Problem("b.md", "unread") for _ in range(3))
    shown = commands(Report(tuple(findings), problems=problems))
    kinds = [name for name, _, _ in shown]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert [properties["title"] for _, properties, _ in shown[:4]] == ["nblint"] * 3 + [
        "nblint typo"
    ]
    assert shown[-1] == (
        "notice",
        {"title": "nblint"},
        "10 more are not annotated; see the log",
    )


def test_problems_that_do_not_fit_are_counted_too() -> None:
    shown = commands(Report(problems=(Problem(None, "unread"),) * 12))
    assert [name for name, _, _ in shown] == ["error"] * 10 + ["notice"]
    assert shown[-1][2].startswith("2 more ")


@given(st.text(), st.text(st.characters(exclude_characters="\0/")))
def test_no_text_can_end_a_command_or_begin_another(message: str, name: str) -> None:
    (line,) = render(Report((finding(message=message, path=name),)), ReportContext())
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    kind, properties, data = parse(line)
    assert kind == "error"
    assert list(properties) == ["title", "file", "line", "endLine", "col", "endColumn"]
    assert "\n" not in data


@pytest.mark.parametrize(
    ("text", "data", "value"),
    [
        ("50%,: x", "50%25,: x", "50%25%2C%3A x"),
        ("%0A", "%250A", "%250A"),
        ("a\nb", "a\\nb", "a\\nb"),
    ],
)
def test_data_and_properties_are_escaped_as_the_runner_wants(
    text: str, data: str, value: str
) -> None:
    (line,) = render(Report((finding(message=text, path=text),)), ReportContext())
    assert line.endswith(f"::{data}\n")
    assert f",file={value},line=1" in line
