"""The anchors of a page, as the site that publishes it makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.site.destination import Reading
from nblint.slugs import FLAVOURS, PLAUSIBLE, anchors_of

if TYPE_CHECKING:
    from nblint.model import Outline
    from nblint.slugs import Flavour


class Anchors:
    """Remembers what each flavour makes of each page's headings."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], list[str]] = {}
        self._names: dict[tuple[str, str], frozenset[str]] = {}

    def has(self, page: Outline, slug: str, fragment: str, *besides: str) -> bool:
        """Tell whether a fragment names something in a page; for "" in any plausible reading.

        What the flavours `besides` make counts too.
        """
        if fragment in page.anchors:
            return True
        if not slug and any(fragment in self._of(page, FLAVOURS[name]) for name in PLAUSIBLE):
            return True
        flavours = (FLAVOURS[name] for name in (slug, *besides) if name)
        return any(flavour.key(fragment) in self._keys(page, flavour) for flavour in flavours)

    def all(self, page: Outline, slug: str, *besides: str) -> frozenset[str]:
        """Return the anchors of a page; by the likeliest reading where the flavour is not known."""
        flavours = (FLAVOURS[name] for name in (slug or PLAUSIBLE[0], *besides))
        return page.anchors.union(*(self._of(page, flavour) for flavour in flavours)) - {""}

    def key(self, slug: str, fragment: str) -> str:
        """Return the plainest form of a fragment in a flavour."""
        return FLAVOURS[slug].key(fragment) if slug else fragment

    def maker(self, slug: str) -> str:
        """Return who makes the anchors of a flavour, or does so most likely."""
        return FLAVOURS[slug or PLAUSIBLE[0]].maker

    def readings(self, page: Outline, slug: str, fragment: str) -> dict[str, Reading]:
        """Return what others make of headings that they read otherwise, by the page's own anchor.

        Where the flavour is known, only what makes `fragment` of a heading is worth a word.
        """
        own = self._of(page, FLAVOURS[slug or PLAUSIBLE[0]])
        found: dict[str, Reading] = {}
        for name in PLAUSIBLE:
            flavour = FLAVOURS[name]
            others = self._of(page, flavour)
            if len(others) != len(own):
                continue
            for mine, other in zip(own, others, strict=True):
                if mine and other and mine != other and (not slug or other == fragment):
                    found.setdefault(mine, Reading(flavour.maker, other))
        return found

    def _of(self, page: Outline, flavour: Flavour) -> list[str]:
        key = page.file, flavour.name
        if key not in self._known:
            self._known[key] = anchors_of(page.titles, flavour)
        return self._known[key]

    def _keys(self, page: Outline, flavour: Flavour) -> frozenset[str]:
        key = page.file, flavour.name
        if key not in self._names:
            names = (*page.anchors, *self._of(page, flavour))
            self._names[key] = frozenset(map(flavour.key, names))
        return self._names[key]
