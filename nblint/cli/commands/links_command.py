"""``nblint links``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from nblint.cli.commands.link_checking import link_check_options
from nblint.cli.commands.setup import find_input, rules
from nblint.lint.pipeline import LintRequest, draw, take_inventory
from nblint.report.graph_report import as_dot
from nblint.report.graph_report import as_json as graph_as_json
from nblint.report.inventory_report import as_json, as_text
from nblint.report.terminal import Output, style_of

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print every address with its places and what became of it. Raises CommandError.

    Or print the graph that the links within the project make.
    """
    pages = find_input(arguments)
    rulebook = rules(pages.loaded)
    output = Output(sys.stdout, style_of(sys.stdout, os.environ))
    if arguments.graph:
        graph = draw(LintRequest(pages.loaded, rulebook, pages.discovery, pages.stdin))
        output.write_data(as_dot(graph) if arguments.graph == "dot" else graph_as_json(graph))
        return 0
    with link_check_options(arguments, pages.loaded) as asking:
        work = LintRequest(pages.loaded, rulebook, pages.discovery, pages.stdin, asking)
        inventory = take_inventory(work)
    Output(sys.stderr, style_of(sys.stderr, os.environ)).write(pages.notes())
    if arguments.format == "json":
        output.write_data(as_json(inventory, output.style))
    else:
        output.write(as_text(inventory, output.style))
    if inventory.interrupted:
        return 130
    return 2 if inventory.problems else 0
