"""One report format per file, and `FORMATS`, the explicit list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final

from nblint.outcome import Report
from nblint.terminal import Style

Renderer = Callable[[Report, Style], Iterator[str]]
"""Turns a report into pieces of text to be written one after the other."""

FORMATS: Final = {
    "text": "nblint.report.text",
    "concise": "nblint.report.concise",
    "json": "nblint.report.json_report",
}
"""Each format's name and the module whose `render` writes it; modules load when they are used."""


def renderer(name: str) -> Renderer:
    """Return the renderer of the format called `name`. Raises KeyError for an unknown one."""
    render: Renderer = import_module(FORMATS[name]).render
    return render


__all__ = ["FORMATS", "Renderer", "renderer"]
