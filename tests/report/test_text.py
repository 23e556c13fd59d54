from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.report.context import ReportContext
from nblint.report.terminal import Style
from nblint.report.text_report import render

if TYPE_CHECKING:
    from nblint.model.lint_report import Report

EXPECTED = """\
guide.md:3:26: error: no heading or id "instal" in setup.md [broken-anchor]
   3 | See [the setup](setup.md#instal).
     |                          ^^^^^^
  help: write "#install", the nearest anchor
  help (unsafe fix): replace "instal" by "install"

guide.md:4:6: warning: "teh" is no word [typo]
   4 | Then teh end.
     |      ^^^
  help (safe fix): replace "teh" by "the"

guide.md:5:6: info: raw tag [raw-tag]
   5 | Some <b>bold
     |      ^^^^^^^

Fixed 2 issues in 1 file
  a.md: 2 moved-url
Found 3 issues (1 error, 1 warning, 1 info) in 1 file
1 fixable with --fix, 1 more with --unsafe-fixes
Checked 1 file: 57 links, 31 anchors, 0 images
note: the proxy was not asked
Not verified: 16 root-relative links (first at guide.md:9:5): no site root is known
  help: add `site.root = "content"` to the configuration
Not verified: 1 external link: not asked
problem: old.md: not UTF-8 at byte 3
problem: the cache is locked
"""


def test_a_report_shows_findings_then_the_summary(report: Report) -> None:
    assert "".join(render(report, ReportContext())) == EXPECTED


def test_colour_marks_place_severity_and_rule(report: Report) -> None:
    one = replace(report, diagnostics=report.diagnostics[1:2])
    assert next(iter(render(one, ReportContext(Style(color=True))))) == (
        '\x1b[1mguide.md:4:6\x1b[0m: \x1b[1;33mwarning\x1b[0m: "teh" is no word '
        "\x1b[2m[typo]\x1b[0m\n"
        "\x1b[2m   4 |\x1b[0m Then teh end.\n"
        "\x1b[2m     |\x1b[0m      \x1b[1;33m^^^\x1b[0m\n"
        '  help (safe fix): replace "teh" by "the"\n\n'
    )


def test_a_rule_links_to_its_page_where_one_is_known(report: Report) -> None:
    text = "".join(
        render(report, ReportContext(Style(rule_pages={"typo": "file:///rules/typo.md"})))
    )
    assert "[\x1b]8;;file:///rules/typo.md\x1b\\typo\x1b]8;;\x1b\\]" in text
    assert "[broken-anchor]" in text


def test_nothing_of_a_document_reaches_the_terminal_alive(report: Report) -> None:
    wicked = "\x1b]0;owned\x07\u202e\n\udcff"
    first = report.diagnostics[0]
    assert first.fix is not None
    diagnostic = replace(
        first,
        rule=wicked,
        location=replace(first.location, path=wicked),
        excerpt=wicked * 5,
        message=wicked,
        help=wicked,
        fix=replace(first.fix, title=wicked),
    )
    hostile = replace(
        report,
        diagnostics=(diagnostic,),
        unverified=tuple(replace(each, reason=wicked, help=wicked) for each in report.unverified),
        problems=tuple(replace(each, path=wicked, message=wicked) for each in report.problems),
        notes=(wicked,),
    )
    text = "".join(render(hostile, ReportContext()))
    assert all(line.isprintable() for line in text.split("\n"))
    assert text.count(r"\x1b]0;owned\x07\u202e\n\udcff") >= 11
