from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nblint.model import Span
from nblint.model.finding import Diagnostic, Location
from nblint.model.lint_report import Problem, Report
from nblint.report.context import ReportContext
from nblint.report.junit_report import render


def tree(report: Report) -> ET.Element:
    text = "".join(render(report, ReportContext()))
    return ET.fromstring(text.encode())  # noqa: S314 - it is our own


def test_each_file_is_a_suite_and_each_finding_a_test(report: Report) -> None:
    whole = tree(report)
    assert [(suite.tag, suite.get("name")) for suite in whole] == [
        ("testsuite", "nblint"),
        ("testsuite", "guide.md"),
    ]
    assert [dict(case.attrib) for case in whole[1]] == [
        {"classname": "guide.md", "name": name, "file": "guide.md", "line": line}
        for name, line in (("broken-anchor 3:26", "3"), ("typo 4:6", "4"), ("raw-tag 5:6", "5"))
    ]


def test_counts_are_of_what_is_there(report: Report) -> None:
    whole = tree(report)
    for suite in (whole, *whole):
        assert suite.get("tests") == str(len(list(suite.iter("testcase"))))
        assert suite.get("failures") == str(len(list(suite.iter("failure"))))
        assert suite.get("errors") == str(len(list(suite.iter("error"))))
        assert suite.get("skipped") == str(len(list(suite.iter("skipped"))))


def test_errors_and_warnings_fail_and_information_does_not(report: Report) -> None:
    assert [case[0].tag for case in tree(report)[1]] == ["failure", "failure", "skipped"]


def test_a_failure_says_what_where_and_how_to_fix_it(report: Report) -> None:
    failure = tree(report)[1][0][0]
    assert failure.get("message") == 'no heading or id "instal" in setup.md'
    assert failure.get("type") == "error"
    assert (failure.text or "").splitlines() == [
        'guide.md:3:26: error: no heading or id "instal" in setup.md',
        "   3 | See [the setup](setup.md#instal).",
        "     |                          ^^^^^^",
        'write "#install", the nearest anchor',
    ]


def test_a_problem_is_an_error_of_the_run(report: Report) -> None:
    run = tree(report)[0]
    assert {item.get("name"): item.get("value") for item in run.iter("property")} == {
        "files": "1",
        "links": "57",
        "anchors": "31",
        "images": "0",
    }
    problems = [(case.get("name"), case[0].get("message")) for case in run if len(case)][1:]
    assert problems == [("old.md", "not UTF-8 at byte 3"), ("nblint", "the cache is locked")]


def test_a_clean_run_has_a_test_that_passes() -> None:
    (suite,) = tree(Report())
    assert [case.get("name") for case in suite.iter("testcase")] == ["run"]


@given(st.text(st.characters()))
def test_any_text_makes_valid_xml(text: str) -> None:
    place = Location(text, 1, 1, 1, 2)
    one = Diagnostic("typo", "warning", place, Span(0, 1), text, text, text)
    report = Report((one, replace(one, severity="info")), problems=(Problem(text, text),))
    whole = tree(report)
    assert len(list(whole.iter("testcase"))) == 4
