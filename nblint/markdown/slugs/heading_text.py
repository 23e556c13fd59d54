"""What a heading reads, in the several ways in which makers of anchors read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nblint.model import HeadingSource

_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*+\\?\{(?=[^{}\n]*+\})[^{}#\n]*+#[^{}\n]*+\}[ \t]*+$")
_DASHES = re.compile(r"-{2,3}")
_TWO_HYPHENS = re.compile(r"(?<!-)--(?!-)")
# What pulldown-cmark takes for attributes, an id among them or not.
_BRACES = re.compile(r"(?<![ \t])[ \t]*+\{[^{}\n]*+\}[ \t]*+$")
# A name between colons that stand in no word and in no path, as `std::vector::size` is one.
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])")
_TAG = re.compile(r"<[/!a-zA-Z][^<>]*>")
_UNSHOWN = re.compile(r"(?<=\])\([^()\n]*\)|&#?\w+;")


def plain(title: HeadingSource) -> str:
    """Return the text that a reader sees, without images."""
    return "".join(text for kind, text in title.runs if kind != "alt")


def folded(title: HeadingSource) -> str:
    """Return that text with white space folded."""
    return " ".join(plain(title).split())


def escaped(title: HeadingSource) -> str:
    """Return the text of a host that shows HTML as it is written, with white space folded."""
    shown = _UNSHOWN.sub("", title.source) if _TAG.search(title.source) else plain(title)
    return " ".join(shown.split())


def with_alt(title: HeadingSource) -> str:
    """Return the text that a reader sees, with the alternative text of images."""
    return "".join(text for _, text in title.runs)


def without_emoji(title: HeadingSource) -> str:
    """Return that text without the names of emoji, for which pictures stand."""
    return "".join(text if kind == "code" else _EMOJI.sub("", text) for kind, text in title.runs)


def without_double_hyphens(title: HeadingSource) -> str:
    """Return the text that a reader sees where two hyphens, no more, are a dash outside of code."""
    return "".join(
        text if kind == "code" else _TWO_HYPHENS.sub("\u2014", text)
        for kind, text in title.runs
        if kind != "alt"
    )


def without_braces(title: HeadingSource) -> str:
    """Return the text that a reader sees, without braces at its end, whatever they hold."""
    return _unbraced(title, plain(title))


def smart_without_braces(title: HeadingSource) -> str:
    """Return that text with the characters that dashes and dots mean."""
    return _unbraced(title, smart(title, alt=False))


def _unbraced(title: HeadingSource, text: str) -> str:
    return _BRACES.sub("", text) if title.source.endswith("}") else text


def smart(title: HeadingSource, *, alt: bool) -> str:
    """Return the text with dashes and dots outside of code made into the characters they mean."""
    return "".join(
        text if kind == "code" else _DASHES.sub("\u2013", text).replace("...", "\u2026")
        for kind, text in title.runs
        if alt or kind != "alt"
    )


def raw(title: HeadingSource) -> str:
    """Return the heading as it is written."""
    return title.source


def source(title: HeadingSource) -> str:
    """Return the heading as it is written, without its attribute list."""
    return _ATTRIBUTES.sub("", title.source)
