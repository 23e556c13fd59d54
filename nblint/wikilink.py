"""Names in wiki links, compared as Obsidian and the wikis of forges compare them."""

from __future__ import annotations

import re

# What Obsidian leaves out of a heading's name in a link (its help, "Internal links").
_LEFT_OUT = re.compile(r"[#^|:%\[\]\\\s]+")
_SPACES = re.compile(r"[\s_-]+")


def heading_key(text: str) -> str:
    """Return a heading's text, or what a link says of it, without what makes no difference."""
    return _LEFT_OUT.sub(" ", text).strip().casefold()


def page_key(name: str, *, loose: bool) -> str:
    """Return a page's name or path as links may write it.

    Letter case makes no difference; where `loose`, as on GitHub and GitLab, neither do hyphens,
    underscores and spaces.
    """
    return _SPACES.sub("-", name).casefold() if loose else name.casefold()
