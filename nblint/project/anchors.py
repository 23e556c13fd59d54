"""The anchors of a page, as the site that publishes it makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.markdown.slugs import FLAVOURS, PLAUSIBLE, anchors_of
from nblint.project.resolution import OtherAnchor, Readings

if TYPE_CHECKING:
    from nblint.markdown.slugs import Flavour
    from nblint.model import FileIndex


class Anchors:
    """Remembers what each flavour makes of each page's headings."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], list[str]] = {}
        self._names: dict[tuple[str, str], frozenset[str]] = {}
        self._plausible: dict[str, frozenset[str]] = {}
        self._all: dict[tuple[str, ...], frozenset[str]] = {}
        self._readings: dict[
            tuple[str, str], tuple[Readings, dict[str, dict[str, OtherAnchor]]]
        ] = {}

    def has(self, page: FileIndex, slug: str, fragment: str, *besides: str) -> bool:
        """Tell whether a fragment names something in a page; for "" in any plausible reading.

        What the flavours `besides` make counts too.
        """
        if fragment in page.anchors:
            return True
        if not slug and fragment in self._likely(page):
            return True
        flavours = (FLAVOURS[name] for name in (slug, *besides) if name)
        return any(flavour.key(fragment) in self._keys(page, flavour) for flavour in flavours)

    def all(self, page: FileIndex, slug: str, *besides: str) -> frozenset[str]:
        """Return the anchors of a page; by the likeliest reading where the flavour is not known."""
        key = page.file, slug, *besides
        if key not in self._all:
            flavours = (FLAVOURS[name] for name in (slug or PLAUSIBLE[0], *besides))
            found = page.anchors.union(*(self._of(page, flavour) for flavour in flavours))
            self._all[key] = found - {""}
        return self._all[key]

    def key(self, slug: str, fragment: str) -> str:
        """Return the plainest form of a fragment in a flavour."""
        return FLAVOURS[slug].key(fragment) if slug else fragment

    def maker(self, slug: str) -> str:
        """Return who makes the anchors of a flavour, or does so most likely."""
        return FLAVOURS[slug or PLAUSIBLE[0]].renderer

    def readings(self, page: FileIndex, slug: str, fragment: str) -> Readings:
        """Return what others make of headings that they read otherwise.

        Where the flavour is known, only what makes `fragment` of a heading is worth a word.
        """
        key = page.file, slug
        if key not in self._readings:
            self._readings[key] = self._read(page, slug)
        likely, by_anchor = self._readings[key]
        if not slug:
            return likely
        found = by_anchor.get(fragment)
        return Readings(found, {fragment: next(iter(found))}) if found else Readings()

    def _read(
        self, page: FileIndex, slug: str
    ) -> tuple[Readings, dict[str, dict[str, OtherAnchor]]]:
        """Return the first other reading of each heading, and all by the anchors made of them."""
        likely = Readings({}, {})
        by_anchor: dict[str, dict[str, OtherAnchor]] = {}
        own = self._of(page, FLAVOURS[slug or PLAUSIBLE[0]])
        for name in PLAUSIBLE:
            flavour = FLAVOURS[name]
            others = self._of(page, flavour)
            if len(others) != len(own):
                continue
            for mine, other in zip(own, others, strict=True):
                if mine and other and mine != other:
                    reading = OtherAnchor(flavour.renderer, other)
                    likely.by_own.setdefault(mine, reading)
                    by_anchor.setdefault(other, {}).setdefault(mine, reading)
        for mine, reading in likely.by_own.items():
            likely.own.setdefault(reading.anchor, mine)
        return likely, by_anchor

    def _likely(self, page: FileIndex) -> frozenset[str]:
        """Return the anchors of a page in all plausible readings."""
        if page.file not in self._plausible:
            made = (self._of(page, FLAVOURS[name]) for name in PLAUSIBLE)
            self._plausible[page.file] = frozenset().union(*made)
        return self._plausible[page.file]

    def _of(self, page: FileIndex, flavour: Flavour) -> list[str]:
        key = page.file, flavour.name
        if key not in self._known:
            self._known[key] = anchors_of(page.titles, flavour)
        return self._known[key]

    def _keys(self, page: FileIndex, flavour: Flavour) -> frozenset[str]:
        key = page.file, flavour.name
        if key not in self._names:
            names = (*page.anchors, *self._of(page, flavour))
            self._names[key] = frozenset(map(flavour.key, names))
        return self._names[key]
