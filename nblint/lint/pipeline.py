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
    survey, addresses = LintRun(work), Addresses()
    with survey.interruptible():
        for page in survey.pages:
            addresses.gather(page, survey.following)
    unread = (problem for page in survey.pages for problem in page.problems)
    problems = (*survey.unfound, *unread, *survey.following.problems)
    return Inventory(addresses.listed(), problems, survey.interrupted, survey.following.notes)


def draw(work: LintRequest) -> Graph:
    """Return which pages lead where within the project; the web is not asked.

    Raises KeyboardInterrupt: half a graph would look like a whole one.
    """
    survey = LintRun(replace(work, asking=None))
    if survey.interrupted:
        raise KeyboardInterrupt
    return make_graph(survey.pages, survey.following)
