"""A summary in Markdown, for the page of a job on a forge, an issue or a comment."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from nblint.report.summary import summarize
from nblint.report.terminal import Style, escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.model.finding import Diagnostic, Severity
    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext

_ROOM: Final = 60_000
"""Characters. An issue of GitHub holds 65,536 and the summary of a step 1 MiB; who looks through
more than this wants another format."""

_LONGEST: Final = 300  # characters of one text of a page

_WORST_FIRST: Final = ("error", "warning", "info")

# What could begin or end anything in CommonMark, GFM (autolinks too) or the dialects of forges
# (mentions, emoji, mathematics).
_MEANINGFUL: Final = re.compile(r"[!#$&*.:<>@\[\\\]^_`{|}~]")


def render(report: Report, context: ReportContext) -> Iterator[str]:
    """Yield totals, a table of rules, one of files, and one of the findings with their places."""
    yield "## nblint\n\n"
    yield from (f"- {_code(line.strip())}\n" for line in summarize(report, Style()))
    if not report.diagnostics:
        return
    tables = (
        ("Rules", "| Findings | Severity | Rule | What it finds |\n|--:|:--|:--|:--|", _rules),
        ("Files", "| Findings | File |\n|--:|:--|", _files),
        ("Findings", "| Place | Severity | Rule | What is wrong |\n|:--|:--|:--|:--|", _findings),
    )
    room = _ROOM
    for title, head, rows_of in tables:
        rows = list(rows_of(report.diagnostics, context))
        shown = list(_fitting(rows, room))
        room -= sum(map(len, shown))
        yield f"\n### {title}\n\n{head}\n{''.join(shown)}"
        if len(shown) < len(rows):
            yield f"\n… and {len(rows) - len(shown)} more.\n"


def _fitting(rows: Iterable[str], room: int) -> Iterator[str]:
    for row in rows:
        room -= len(row)
        if room < 0:
            return
        yield row


def _rules(diagnostics: Iterable[Diagnostic], context: ReportContext) -> Iterator[str]:
    summaries = {rule.name: rule.page.metadata.summary for rule in context.rules}
    counts = Counter((item.rule, item.severity) for item in diagnostics)

    def rank(key: tuple[str, Severity]) -> tuple[int, int, str]:
        rule, severity = key
        return _WORST_FIRST.index(severity), -counts[key], rule

    for rule, severity in sorted(counts, key=rank):
        summary = _escape(summaries.get(rule, ""))
        yield f"| {counts[rule, severity]} | {severity} | {_code(rule)} | {summary} |\n"


def _files(diagnostics: Iterable[Diagnostic], context: ReportContext) -> Iterator[str]:
    counts = Counter(item.location.path for item in diagnostics)
    for path, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"| {count} | [{_code(path)}]({context.link(path, 1)}) |\n"


def _findings(diagnostics: Iterable[Diagnostic], context: ReportContext) -> Iterator[str]:
    for item in sorted(diagnostics, key=lambda item: _WORST_FIRST.index(item.severity)):
        place = item.location
        where = _code(f"{place.path}:{place.line}:{place.column}")
        link = f"[{where}]({context.link(place.path, place.line)})"
        yield f"| {link} | {item.severity} | {_code(item.rule)} | {_code(item.message)} |\n"


def _code(text: str) -> str:
    """Return any text as code: nothing in it is a link, mentions a person or names an issue.

    It is an element of HTML, since a code span cannot hold every text inside a table.
    """
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"<code>{_escape(cut)}</code>"


def _escape(text: str) -> str:
    """Spell out all that could mean something to Markdown or HTML (CommonMark 0.31.2, 2.5)."""
    return _MEANINGFUL.sub(lambda match: f"&#{ord(match[0])};", escape_controls(text))
