"""HTML in a page."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from nblint.model.span import Span


class Attribute(Struct, frozen=True, gc=False):
    """An HTML attribute: lower-case `name`, `value` with character references decoded.

    `value` is None where there is none (`<input disabled>`); `span` is the value's, without quotes.
    """

    name: str
    value: str | None
    span: Span


class Tag(Struct, frozen=True, gc=False):
    """One HTML tag, in document order. `name` is in lower case but for components of JSX."""

    name: str
    form: Literal["open", "close", "self-closing"]
    span: Span
    attributes: tuple[Attribute, ...] = ()

    def get(self, name: str) -> Attribute | None:
        """Return the first attribute called `name` (lower case), or None."""
        return next((item for item in self.attributes if item.name == name), None)


class Comment(Struct, frozen=True, gc=False):
    """A comment, HTML's or a dialect's: `text` without its delimiters, `span` with them."""

    text: str
    span: Span
