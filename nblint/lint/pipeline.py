"""The steps of a run: lint the documents, check their links, report.

Discovery comes before, since what is named on the command line may be no document, and fixes come
after: they take these steps again with other texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.lint.executor import lint_all
from nblint.lint.link_graph import make_graph
from nblint.lint.lint_run import LintRequest, LintRun
from nblint.lint.url_inventory import Addresses
from nblint.model.lint_report import Graph, Inventory

if TYPE_CHECKING:
    from nblint.lint.executor import Executor

__all__ = ["LintRequest", "draw", "lint", "take_inventory"]


def lint(request: LintRequest, execute: Executor = lint_all) -> LintRun:
    """Lint documents and check their links; what was found is the `report` of what is returned.

    An interrupt ends the run; what was found until then is in the report, which says so. Raises
    WebError.
    """
    run = LintRun(request)
    run.lint_documents(execute)
    run.check_links()
    return run


def take_inventory(request: LintRequest) -> Inventory:
    """Return where all links of the documents lead, up to an interrupt. Raises WebError."""
    run, addresses = lint(request), Addresses()
    with run.interruptible():
        for page in run.pages:
            addresses.gather(page, run.project)
    unread = (problem for page in run.pages for problem in page.problems)
    problems = (*run.unfound, *unread, *run.project.problems)
    return Inventory(addresses.listed(), problems, run.interrupted, run.project.notes)


def draw(request: LintRequest) -> Graph:
    """Return which documents link where within the project; no URL is requested.

    Raises KeyboardInterrupt: half a graph would look like a whole one.
    """
    run = lint(replace(request, asking=None))
    if run.interrupted:
        raise KeyboardInterrupt
    return make_graph(run.pages, run.project)
