"""Which page leads where within the project."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from nblint.files.source import display_name
from nblint.model.file_types import PAGES
from nblint.model.lint_report import Edge, Graph, Node
from nblint.project.resolution import WITH_PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nblint.lint.document_linter import LintedFile
    from nblint.lint.project_checker import ProjectChecker
    from nblint.project.resolution import Resolution


def make_graph(pages: Sequence[LintedFile], following: ProjectChecker) -> Graph:
    """Return the pages of a run and what their links lead to on disk, each link counted.

    Links into the page on which they stand, and those that leave the site, are no part of it.
    """
    nodes = {page.name: Node(page.name, "page") for page in pages if page.outline}
    names = {os.path.realpath(page.file): page.name for page in pages}
    edges: Counter[tuple[str, str, str]] = Counter()
    for page in pages:
        for _, destination, _ in following.destinations(page):
            node = _node(destination, names)
            if node is None or node.name == page.name:
                continue
            nodes.setdefault(node.name, node)
            edges[page.name, node.name, destination.outcome.value] += 1
    return Graph(
        tuple(nodes[name] for name in sorted(nodes)),
        tuple(Edge(*key, count) for key, count in sorted(edges.items())),
    )


def _node(destination: Resolution, names: dict[str, str]) -> Node | None:
    if not destination.path:  # it leads to the web, or a template fills it in
        return None
    if destination.outcome in WITH_PAGE:
        place = destination.page or destination.path
        is_page = place in names or place.lower().endswith(PAGES)
        name = names.get(place) or display_name(place)
        return Node(name, "page" if is_page else "file")
    return Node(display_name(destination.path), "missing")
