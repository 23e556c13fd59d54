"""Names in wiki links, compared as Obsidian and the wikis of forges compare them."""

from __future__ import annotations

import re

# What a link cannot hold, for which Obsidian puts a space (its API, `stripHeadingForLink`).
_UNLINKABLE = re.compile(r"[#|\[\]\\]|%%|(?!\A)\^")
_SPACES = re.compile(r"[\s_-]+")


def in_wikilink(heading: str) -> str:
    """Return a heading's text, or the name of a block, as a wiki link names it."""
    return " ".join(_UNLINKABLE.sub(" ", heading).split())


def page_key(name: str, *, loose: bool) -> str:
    """Return a page's name or path as links may write it.

    Letter case makes no difference; where `loose`, as on GitHub and GitLab, neither do hyphens,
    underscores and spaces.
    """
    return _SPACES.sub("-", name).casefold() if loose else name.casefold()
