"""How the second heading of one text gets an anchor of its own, by each maker of anchors."""

from __future__ import annotations

import re
from collections import Counter
from typing import Protocol

_UNDERSCORED = re.compile(r"(.*)_([0-9]+)")


class Numbering(Protocol):
    """Gives each slug of a page, in order, the anchor that it gets there."""

    def take(self, name: str) -> None:
        """Note an id that the page itself gives to a heading."""

    def number(self, slug: str) -> str:
        """Return the anchor of the page's next heading."""


class Slugger:
    """As github-slugger, Comrak and mdBook do: the numbers of one text go on.

    An anchor is never given twice.
    """

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def take(self, name: str) -> None:
        """Ignore an id that the page itself gives to a heading."""

    def number(self, slug: str) -> str:
        """Return the anchor of the page's next heading."""
        seen, candidate = self._seen, slug
        while candidate in seen:
            seen[slug] += 1
            candidate = f"{slug}-{seen[slug]}"
        seen[candidate] = 0
        return candidate


class Counting:
    """As kramdown does: how often the text came before, and no more.

    An anchor may be given twice where a heading reads like another one with its number.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def take(self, name: str) -> None:
        """Ignore an id that the page itself gives to a heading."""

    def number(self, slug: str) -> str:
        """Return the anchor of the page's next heading."""
        count = self._seen[slug]
        self._seen[slug] += 1
        return f"{slug}-{count}" if count else slug


class Searching:
    """As Goldmark, Pandoc and markdown-it-anchor do: the least number from 1 that is free."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def take(self, name: str) -> None:
        """Note an id that the page itself gives to a heading."""
        self._seen.add(name)

    def number(self, slug: str) -> str:
        """Return the anchor of the page's next heading."""
        candidate, count = slug, 0
        while candidate in self._seen:
            count += 1
            candidate = f"{slug}-{count}"
        self._seen.add(candidate)
        return candidate


class Underscoring:
    """As Python-Markdown does: a number after an underscore, or the next one where one is there."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def take(self, name: str) -> None:
        """Note an id that the page itself gives to a heading."""
        self._seen.add(name)

    def number(self, slug: str) -> str:
        """Return the anchor of the page's next heading."""
        while slug in self._seen or not slug:
            match = _UNDERSCORED.fullmatch(slug)
            slug = f"{match[1]}_{int(match[2]) + 1}" if match else f"{slug}_1"
        self._seen.add(slug)
        return slug


class Repeating:
    """As those do that do not care: the same anchor again."""

    def take(self, name: str) -> None:
        """Ignore an id that the page itself gives to a heading."""

    def number(self, slug: str) -> str:
        """Return the anchor of the page's next heading."""
        return slug
