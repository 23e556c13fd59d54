"""The whole pipeline: pages are scanned, their links followed, and all findings reported."""

from __future__ import annotations

from msgspec.structs import replace

from nblint.lint.link_graph import make_graph
from nblint.lint.lint_run import LintRequest, LintRun
from nblint.lint.url_inventory import Addresses
from nblint.model.lint_report import Graph, Inventory, Report

__all__ = ["LintRequest", "run", "take_inventory"]


def run(work: LintRequest) -> Report:
    """Check the pages.

    An interrupt ends the run; what was found until then is in the report, which says so. Raises
    WebError.
    """
    return LintRun(work).report


def take_inventory(work: LintRequest) -> Inventory:
    """Return where all links of the pages lead, as far as an interrupt lets it. Raises WebError."""
    lint_run, addresses = LintRun(work), Addresses()
    with lint_run.interruptible():
        for page in lint_run.pages:
            addresses.gather(page, lint_run.following)
    unread = (problem for page in lint_run.pages for problem in page.problems)
    problems = (*lint_run.unfound, *unread, *lint_run.following.problems)
    return Inventory(addresses.listed(), problems, lint_run.interrupted, lint_run.following.notes)


def draw(work: LintRequest) -> Graph:
    """Return which pages lead where within the project; the web is not asked.

    Raises KeyboardInterrupt: half a graph would look like a whole one.
    """
    lint_run = LintRun(replace(work, asking=None))
    if lint_run.interrupted:
        raise KeyboardInterrupt
    return make_graph(lint_run.pages, lint_run.following)
