"""Front matter."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from nblint.model.span import Span


class MetaEntry(Struct, frozen=True, gc=False):
    """One key of the front matter with its value, nested ones included.

    `path` is the keys from the outermost inwards; an index into a list counts as a key, written in
    decimal. `value` is what the front matter's parser makes of it.
    """

    path: tuple[str, ...]
    value: Any
    key_span: Span
    value_span: Span


class MetaProblem(Struct, frozen=True, gc=False):
    """What keeps front matter from being read as its author meant it."""

    message: str
    span: Span
    help: str = ""


class FrontMatter(Struct, frozen=True, gc=False):
    """The metadata block at the head of a page.

    `span` covers the delimiters too. `fields` is the top-level mapping, empty when `problems` kept
    it from being read.
    """

    format: Literal["yaml", "toml", "json"]
    span: Span
    fields: dict[str, Any]
    entries: tuple[MetaEntry, ...]
    problems: tuple[MetaProblem, ...] = ()

    def entry(self, *path: str) -> MetaEntry | None:
        """Return the entry at `path`, or None."""
        return next((item for item in self.entries if item.path == path), None)
