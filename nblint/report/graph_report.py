"""The graph of the pages: for Graphviz, and for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import to_builtins

from nblint.report.json_report import encode
from nblint.report.terminal import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.lint_report import Graph

_SHAPES = {"page": "box", "file": "note", "missing": "octagon"}


def as_dot(graph: Graph) -> Iterator[str]:
    """Yield the graph in the DOT language (Graphviz, "DOT Language").

    What is not there, and links that lead there or to an anchor that is not, are red.
    """
    yield "digraph links {\n  rankdir=LR;\n"
    for node in graph.nodes:
        colour = ", color=red" if node.kind == "missing" else ""
        yield f"  {_quoted(node.name)} [shape={_SHAPES[node.kind]}{colour}];\n"
    for edge in graph.edges:
        label = f"label={edge.count}" if edge.count > 1 else ""
        colour = "" if edge.state in {"found", "unknown label"} else "color=red"
        marks = ", ".join(filter(None, (label, colour)))
        yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)}"
        yield f" [{marks}];\n" if marks else ";\n"
    yield "}\n"


def as_json(graph: Graph) -> Iterator[str]:
    """Yield one object in ASCII, a node or an edge on each line."""
    yield '{"version": 1, "nodes": ['
    yield ",".join(f"\n{encode(to_builtins(node))}" for node in graph.nodes)
    yield '\n], "edges": ['
    yield ",".join(f"\n{encode(to_builtins(edge))}" for edge in graph.edges)
    yield "\n]}\n"


def _quoted(name: str) -> str:
    escaped = escape_controls(name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
