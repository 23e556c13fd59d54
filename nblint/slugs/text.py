"""What a heading reads, in the several ways in which makers of anchors read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nblint.model import Title

_ATTRIBUTES = re.compile(r"[ \t]*\\?\{:?[^{}\n]*#[^{}\n]*\}[ \t]*$")
_DASHES = re.compile(r"-{2,3}")


def plain(title: Title) -> str:
    """Return the text that a reader sees, without images."""
    return "".join(text for kind, text in title.runs if kind != "alt")


def folded(title: Title) -> str:
    """Return that text with white space folded."""
    return " ".join(plain(title).split())


def with_alt(title: Title) -> str:
    """Return the text that a reader sees, with the alternative text of images."""
    return "".join(text for _, text in title.runs)


def smart(title: Title, *, alt: bool) -> str:
    """Return the text with dashes and dots outside of code made into the characters they mean."""
    return "".join(
        text if kind == "code" else _DASHES.sub("\u2013", text).replace("...", "\u2026")
        for kind, text in title.runs
        if alt or kind != "alt"
    )


def raw(title: Title) -> str:
    """Return the heading as it is written."""
    return title.source


def source(title: Title) -> str:
    """Return the heading as it is written, without its attribute list."""
    return _ATTRIBUTES.sub("", title.source)
