"""The whole pipeline: pages are scanned, their links followed, and all findings reported."""

from __future__ import annotations

from msgspec.structs import replace

from nblint.outcome import Graph, Inventory, Report
from nblint.run.graph import make_graph
from nblint.run.inventory import list_addresses
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
    survey = Survey(work)
    addresses = list_addresses(survey.pages, survey.following)
    unread = (problem for page in survey.pages for problem in page.problems)
    problems = (*survey.unfound, *unread, *survey.following.problems)
    return Inventory(addresses, problems, survey.interrupted, survey.following.notes)


def draw(work: Work) -> Graph:
    """Return which pages lead where within the project; the web is not asked."""
    survey = Survey(replace(work, asking=None))
    return make_graph(survey.pages, survey.following)
