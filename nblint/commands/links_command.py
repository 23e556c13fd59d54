"""``nblint links``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from nblint.commands.setup import find_pages, rules
from nblint.commands.web import web_for
from nblint.report.graph import as_dot
from nblint.report.graph import as_json as graph_as_json
from nblint.report.inventory import as_json, as_text
from nblint.run.pipeline import Work, draw, take_inventory
from nblint.terminal import Output, style_of

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print every address with its places and what became of it. Raises Failure.

    Or print the graph that the links within the project make.
    """
    pages = find_pages(arguments)
    rulebook = rules(pages.loaded)
    output = Output(sys.stdout, style_of(sys.stdout, os.environ))
    if arguments.graph:
        graph = draw(Work(pages.loaded, rulebook, pages.discovery, pages.stdin))
        output.write(as_dot(graph) if arguments.graph == "dot" else graph_as_json(graph))
        return 0
    with web_for(arguments, pages.loaded) as asking:
        work = Work(pages.loaded, rulebook, pages.discovery, pages.stdin, asking)
        inventory = take_inventory(work)
    Output(sys.stderr, style_of(sys.stderr, os.environ)).write(pages.notes())
    render = as_json if arguments.format == "json" else as_text
    output.write(render(inventory, output.style))
    if inventory.interrupted:
        return 130
    return 2 if inventory.problems else 0
