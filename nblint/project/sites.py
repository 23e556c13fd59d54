"""The sites of a project: found by the files of their generators, changed by the settings."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nblint.project.config_reader import base_of, held_to
from nblint.project.generators import BY_NAME, GENERATORS
from nblint.project.layout import Folder, Layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.project.disk import Disk
    from nblint.project.layout import Fault

# How far below the root, and in how many folders, sites are searched for that no page lies in yet:
# a site in `website/` may publish the pages of `docs/`.
_DEEPEST = 3
_MOST = 3_000
_PASSED_OVER = frozenset({"node_modules", "vendor", "target", "dist", "build", "_site", "_build"})
# What a forge shows beside the code, though a site's content may lie in the same folder.
_OF_THE_FORGE = frozenset(
    f"{name}.md"
    for name in (
        *("changelog", "changes", "code_of_conduct", "contributing", "governance", "history"),
        *("license", "maintainers", "readme", "releasing", "security", "support", "authors"),
    )
)


# Generators whose content often lies in the root of a repository.
_BESIDE_CODE = frozenset({"Jekyll", "Quarto", "Eleventy", "VitePress"})


class SiteSettings(Struct, frozen=True):
    """Where the sites of a project lie, as the settings have it. All folders are absolute.

    `root` bounds all that is read. The rest is "" or empty where it is to be inferred: `roots` and
    `statics` are the folders in which a root-relative address is looked up, `url` is where the site
    is published and `base` the path of that, `slug` the flavour of its anchors, `generator` who
    publishes it. `routes` has patterns of addresses, each with the file that it shows, or "" where
    a program answers.
    """

    root: str
    roots: tuple[str, ...] = ()
    statics: tuple[str, ...] = ()
    url: str = ""
    base: str = ""
    slug: str = ""
    generator: str = ""
    routes: dict[str, str] = {}


class Sites:
    """Tells the site of each page.

    `faults` has what is wrong with the sites that were told, by their configurations.
    """

    def __init__(self, place: SiteSettings, disk: Disk) -> None:
        self._place, self._disk = place, disk
        self._inspected: dict[str, tuple[Layout, ...]] = {}
        self._of: dict[str, Layout | None] = {}
        self.faults: dict[str, Fault] = {}
        self._rank = {generator.name: rank for rank, generator in enumerate(GENERATORS)}

    def all(self) -> list[Layout]:
        """Return the sites that are known, in the order of their folders."""
        self._search()
        found = [layout for layouts in self._inspected.values() for layout in layouts]
        return (
            [self._own] if self._own else sorted(found, key=lambda item: (item.home, item.origin))
        )

    def of(self, file: str, *, has_meta: bool) -> Layout | None:
        """Return the site that a page belongs to, or None where only a forge shows it.

        `has_meta` tells whether it has front matter, without which Jekyll leaves a page alone.
        """
        folder, name = os.path.split(file)
        if folder not in self._of:
            self._of[folder] = self._find(folder)
            found = self._of[folder]
            if found and found.fault:
                self.faults[found.origin] = found.fault
        layout = self._of[folder]
        if layout is None or layout is self._own:
            return layout
        is_forges = name.lower() in _OF_THE_FORGE and folder == layout.home
        if is_forges and layout.generator in _BESIDE_CODE and not has_meta:
            return None
        return None if layout.generator == "Jekyll" and not has_meta else layout

    def is_beside(self, folder: str) -> bool:
        """Tell whether a folder lies within the one of a site, whose program may publish it too."""
        return any(folder.startswith(layout.home + os.sep) for layout in self.all())

    def is_within(self, page: str, path: str) -> bool:
        """Tell whether a path leads from a page into a site below it, as where it is published.

        A page that the forge shows does not lie beside what is published.
        """
        folder, name = os.path.split(page)
        if name.lower() in _OF_THE_FORGE:
            return False
        below = (item.home for item in self.all() if item.home.startswith(folder + os.sep))
        return any(path.startswith(home + os.sep) for home in below)

    def _find(self, folder: str) -> Layout | None:
        if self._own:
            return self._own
        self._search()
        at = folder
        while at not in self._inspected and self._disk.inside(at):
            self._inspected[at] = tuple(self._inspect(at))
            at = os.path.dirname(at)
        claims = [
            (-len(place), self._rank.get(layout.generator, 0), layout.home, layout)
            for layouts in self._inspected.values()
            for layout in layouts
            for place in (*(item.path for item in layout.contents), *layout.members)
            if folder == place or folder.startswith(place + os.sep)
        ]
        return min(claims, key=lambda claim: claim[:3])[3] if claims else None

    def _search(self) -> None:
        if self._inspected:
            return
        todo = [(self._disk.root, 0)]
        for folder, depth in todo:
            if folder not in self._inspected:
                self._inspected[folder] = tuple(self._inspect(folder))
            if depth == _DEEPEST or len(todo) > _MOST:
                continue
            for name, is_folder in (self._disk.names(folder) or {}).items():
                if is_folder and not name.startswith(".") and name not in _PASSED_OVER:
                    todo.append((os.path.join(folder, name), depth + 1))

    def _inspect(self, folder: str) -> Iterator[Layout]:
        names = self._disk.names(folder) or {}
        for generator in GENERATORS:
            if self._place.generator not in {"", generator.name}:
                continue
            for name in generator.files:
                if name not in names:
                    continue
                with held_to(self._disk.boundary):
                    layout = generator.inspect(folder, name)
                if layout:
                    yield self._changed(self._bounded(layout))
                    return

    def _bounded(self, layout: Layout) -> Layout:
        """Leave out what lies outside of the root, whatever a configuration says."""
        inside = self._disk.inside
        contents = tuple(item for item in layout.contents if inside(item.path))
        statics = tuple(item for item in layout.statics if inside(item.path))
        return replace(layout, contents=contents, statics=statics)

    @cached_property
    def _own(self) -> Layout | None:
        """The one site of the settings, if they say where it lies or who publishes it."""
        place = self._place
        if not (place.roots or place.statics or place.generator or place.routes):
            return None
        self._search()
        found = [layout for layouts in self._inspected.values() for layout in layouts]
        self._inspected = {}
        layout = _nearest(found, place.roots) or self._default()
        roots = tuple(Folder(os.path.realpath(path)) for path in place.roots)
        return self._changed(
            replace(
                layout,
                contents=roots or layout.contents,
                statics=layout.statics,
                members=(*layout.members, self._disk.root),
                sure=bool(roots) or layout.sure,
                flexible=bool(roots),
            )
        )

    def _default(self) -> Layout:
        """Return the layout of a generator that has no configuration, or of none at all."""
        generator, root = BY_NAME.get(self._place.generator), self._disk.root
        with held_to(self._disk.boundary):
            layout = generator.inspect(root, generator.files[0]) if generator else None
        return self._bounded(layout) if layout else Layout(self._place.generator, root)

    def _changed(self, layout: Layout) -> Layout:
        place = self._place
        statics = tuple(Folder(os.path.realpath(path)) for path in place.statics)
        return replace(
            layout,
            statics=statics or layout.statics,
            url=place.url or layout.url,
            base=base_of(place.base) if place.base else layout.base,
            slug=place.slug or layout.slug,
        )


def _nearest(layouts: list[Layout], roots: tuple[str, ...]) -> Layout | None:
    """Return the site whose folder holds the roots, or the first one."""
    around = [
        item
        for item in layouts
        if any(os.path.commonpath([item.home, r]) == item.home for r in roots)
    ]
    return max(around, key=lambda item: len(item.home)) if around else next(iter(layouts), None)
