"""The whole pipeline: pages are scanned, their links followed, and all findings reported."""

from __future__ import annotations

from msgspec.structs import replace

from nblint.outcome import Graph, Inventory, Report
from nblint.run.graph import make_graph
from nblint.run.inventory import Addresses
from nblint.run.survey import Survey, Work

__all__ = ["Work", "run", "take_inventory"]


def run(work: Work) -> Report:
    """Check the pages.

    An interrupt ends the run; what was found until then is in the report, which says so. Raises
    WebError.
    """
    return Survey(work).report


def take_inventory(work: Work) -> Inventory:
    """Return where all links of the pages lead, as far as an interrupt lets it. Raises WebError."""
    survey, addresses = Survey(work), Addresses()
    with survey.interruptible():
        for page in survey.pages:
            addresses.gather(page, survey.following)
    unread = (problem for page in survey.pages for problem in page.problems)
    problems = (*survey.unfound, *unread, *survey.following.problems)
    return Inventory(addresses.listed(), problems, survey.interrupted, survey.following.notes)


def draw(work: Work) -> Graph:
    """Return which pages lead where within the project; the web is not asked.

    Raises KeyboardInterrupt: half a graph would look like a whole one.
    """
    survey = Survey(replace(work, asking=None))
    if survey.interrupted:
        raise KeyboardInterrupt
    return make_graph(survey.pages, survey.following)
