from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.report.concise_report import render
from nblint.report.context import ReportContext
from nblint.report.terminal import Style

if TYPE_CHECKING:
    from nblint.model.lint_report import Report


def test_each_finding_is_one_line_and_nothing_else_is_printed(report: Report) -> None:
    assert "".join(render(report, ReportContext(Style(color=True)))) == (
        'guide.md:3:26: error broken-anchor no heading or id "instal" in setup.md\n'
        'guide.md:4:6: warning typo "teh" is no word\n'
        "guide.md:5:6: info raw-tag raw tag\n"
    )


def test_a_line_break_in_a_name_or_message_does_not_break_the_line(report: Report) -> None:
    first = report.diagnostics[0]
    place = replace(first.location, path="a\nb.md")
    hostile = replace(report, diagnostics=(replace(first, location=place, message="c\r\nd\x1b"),))
    assert list(render(hostile, ReportContext())) == [
        "a\\nb.md:3:26: error broken-anchor c\\r\\nd\\x1b\n"
    ]
