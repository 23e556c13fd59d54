"""One report format per file, and `FORMATS`, the explicit list of them."""

from __future__ import annotations

from importlib import import_module

# The command line names the formats in its help, which is to cost nothing: what they need is
# imported where they are used, and typing nowhere.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Final

    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext

    Renderer = Callable[[Report, ReportContext], Iterator[str]]

FORMATS: Final = {
    "text": "nblint.report.text_report",
    "concise": "nblint.report.concise_report",
    "json": "nblint.report.json_report",
    "jsonl": "nblint.report.jsonl_report",
    "sarif": "nblint.report.sarif_report",
    "github": "nblint.report.github_report",
    "gitlab": "nblint.report.gitlab_report",
    "junit": "nblint.report.junit_report",
    "markdown": "nblint.report.markdown_report",
    "html": "nblint.report.html_report",
}
"""Each format's name and the module that writes it.

A module's `render(report, context)` yields pieces of text to be written one after the other.
"""

FOR_PEOPLE: Final = frozenset({"text", "concise"})
"""The formats that are lines for people, and of no grammar."""

LISTS_ADDRESSES: Final = frozenset({"html"})
"""The formats that show every address, which a run has to gather for them."""


def renderer(name: str) -> Renderer:
    """Return the renderer of the format called `name`. Raises KeyError for an unknown one."""
    render: Renderer = import_module(FORMATS[name]).render
    return render


__all__ = ["FORMATS", "FOR_PEOPLE", "LISTS_ADDRESSES", "renderer"]
