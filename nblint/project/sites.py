"""The sites of a project: found by the files of their generators, changed by the settings."""

from __future__ import annotations

import os
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nblint.project.config_reader import UnreadableConfigError, base_of, held_to
from nblint.project.disk import Disk
from nblint.project.generator import Generator
from nblint.project.generators.unreadable import unreadable_site
from nblint.project.project_files import ProjectFiles
from nblint.project.project_kinds import GENERATORS, NO_SITES, find_kind
from nblint.project.site_types import ConfigFile, Fault, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# How far below the root, and in how many directories, sites are searched for that no page lies in
# yet: a site in `website/` may publish the pages of `docs/`.
_MAX_DEPTH = 3
_MAX_DIRECTORIES = 3_000
# What a hosting platform shows beside the code, though a site's content may lie there, too.
_PLATFORM_PAGES = frozenset(
    f"{name}.md"
    for name in (
        *("changelog", "changes", "code_of_conduct", "contributing", "governance", "history"),
        *("license", "maintainers", "readme", "releasing", "security", "support", "authors"),
    )
)
_GENERATORS = "nblint.project.generators"
_RANKS = {kind.name: rank for rank, kind in enumerate(GENERATORS)}


class SiteSettings(Struct, frozen=True, kw_only=True):
    """What the settings say of the sites of a project. All directories are absolute.

    All but `root` is "" or empty where it is to be inferred.

    root: bounds all that is read
    roots, statics: the directories in which a root-relative link is looked up
    url, base: where the site is published, and the path of that
    slug: the flavour of its anchors
    generator: publishes the site
    routes: patterns of URLs, each with the file that it shows, or "" where a program answers
    """

    root: str
    roots: tuple[str, ...] = ()
    statics: tuple[str, ...] = ()
    url: str = ""
    base: str = ""
    slug: str = ""
    generator: str = ""
    routes: dict[str, str] = {}


def read_site(config_file: ConfigFile) -> Generator | None:
    """Return the site that a configuration describes, or None if it describes none.

    Whatever is wrong with the configuration is in the site's `fault`, and raises nothing.
    """
    kind, path = config_file.kind, config_file.path
    try:
        generator: type[Generator] = import_module(f"{_GENERATORS}.{kind.module}").SITE
        return generator.read(config_file)
    except UnreadableConfigError as error:
        fault = Fault(generator=kind.name, file=error.file, message=error.message, line=error.line)
    except Exception as error:  # noqa: BLE001 - one site must not end the run
        fault = Fault(generator=kind.name, file=path, error=error)
    return unreadable_site(config_file, fault)


class Sites:
    """Tells the site of each page."""

    def __init__(self, settings: SiteSettings, files: ProjectFiles) -> None:
        self.files = files
        self._settings, self._disk = settings, files.disk
        self._found: dict[str, tuple[Generator, ...]] = {}
        self._of_directory: dict[str, Generator | None] = {}
        self._of_page: dict[str, Generator | None] = {}
        self._faults: dict[str, Fault] = {}
        self._used: dict[Generator, None] = {}

    def all(self) -> list[Generator]:
        """Return the sites that are known, in the order of their directories."""
        self._search()
        found = [site for sites in self._found.values() for site in sites]
        if self._own:
            return [self._own]
        return sorted(found, key=lambda item: (item.home, item.config_file.path))

    def of(self, page: str) -> Generator | None:
        """Return the site that a page belongs to, or None where none publishes it."""
        if page not in self._of_page:
            self._of_page[page] = self._site_of(self.files.located(page))
        return self._of_page[page]

    def around(self, page: str) -> list[Generator]:
        """Return the site that a page belongs to, or those in whose directories it lies."""
        own, directory = self.of(page), self.files.directory(page) + os.sep
        if own:
            return [own]
        sites = [item for item in self.all() if directory.startswith(item.home + os.sep)]
        self._used.update(dict.fromkeys(sites))
        return sites

    def faults(self) -> list[Fault]:
        """Return what is wrong with the sites that were asked for."""
        of_pages = (site.index_fault for site in self._used)
        return [*self._faults.values(), *filter(None, of_pages)]

    def is_beside(self, directory: str) -> bool:
        """Tell whether a directory lies within that of a site, whose program may publish it too."""
        return any(directory.startswith(site.home + os.sep) for site in self.all())

    def is_within(self, page: str, path: str) -> bool:
        """Tell whether a path leads from a page into a site below it, as where it is published.

        A page that a hosting platform shows does not lie beside what is published.
        """
        directory, name = os.path.split(page)
        if name.lower() in _PLATFORM_PAGES:
            return False
        below = (item.home for item in self.all() if item.home.startswith(directory + os.sep))
        return any(path.startswith(home + os.sep) for home in below)

    def _site_of(self, file: str) -> Generator | None:
        directory, name = os.path.split(file)
        if directory not in self._of_directory:
            site = self._of_directory[directory] = self._find(directory)
            if site and site.fault:
                self._faults[site.config_file.path] = site.fault
        site = self._of_directory[directory]
        if site is None or (site is not self._own and self._is_left_alone(site, file, name)):
            return None
        self._used[site] = None
        return site

    def _is_left_alone(self, site: Generator, file: str, name: str) -> bool:
        """Tell whether a generator leaves a page of its content alone."""
        kind = site.config_file.kind
        is_platforms = name.lower() in _PLATFORM_PAGES and os.path.dirname(file) == site.home
        needs_meta = kind.requires_front_matter or (kind.content_beside_code and is_platforms)
        return needs_meta and self.files.meta(file) is None

    def _find(self, directory: str) -> Generator | None:
        if self._own:
            return self._own
        self._search()
        at = directory
        while at not in self._found and self._disk.inside(at):
            self._found[at] = tuple(self._inspect(at))
            at = os.path.dirname(at)
        claims = [
            (-len(place), _RANKS.get(site.name, 0), site.home, site)
            for sites in self._found.values()
            for site in sites
            for place in (*(item.path for item in site.contents), *site.members)
            if directory == place or directory.startswith(place + os.sep)
        ]
        return min(claims, key=lambda claim: claim[:3])[3] if claims else None

    def _search(self) -> None:
        if self._found:
            return
        todo = [(self._disk.root, 0)]
        for directory, depth in todo:
            if directory not in self._found:
                self._found[directory] = tuple(self._inspect(directory))
            if depth == _MAX_DEPTH or len(todo) > _MAX_DIRECTORIES:
                continue
            for name, is_directory in (self._disk.names(directory) or {}).items():
                if is_directory and not name.startswith(".") and name not in NO_SITES:
                    todo.append((os.path.join(directory, name), depth + 1))

    def _inspect(self, directory: str) -> Iterator[Generator]:
        names = self._disk.names(directory) or {}
        for kind in GENERATORS:
            if self._settings.generator not in {"", kind.name}:
                continue
            for name in kind.config_files:
                if name not in names:
                    continue
                path = os.path.join(directory, name)
                with held_to(self._disk.boundary):
                    site = read_site(ConfigFile(kind=kind, home=directory, path=path))
                if site:
                    yield self._changed(self._bounded(site))
                    return

    def _bounded(self, site: Generator) -> Generator:
        """Leave out what lies outside of the root, whatever a configuration says."""
        inside = self._disk.inside
        contents = tuple(item for item in site.contents if inside(item.path))
        statics = tuple(item for item in site.statics if inside(item.path))
        return replace(site, contents=contents, statics=statics)

    @cached_property
    def _own(self) -> Generator | None:
        """The one site of the settings, if they say where it lies or who publishes it."""
        settings = self._settings
        if not (settings.roots or settings.statics or settings.generator or settings.routes):
            return None
        self._search()
        found = [site for sites in self._found.values() for site in sites]
        self._found = {}
        site = _nearest(found, settings.roots) or self._default()
        roots = tuple(Mount(os.path.realpath(path)) for path in settings.roots)
        return self._changed(
            replace(
                site,
                contents=roots or site.contents,
                members=(*site.members, self._disk.root),
                is_complete=bool(roots) or site.is_complete,
            )
        )

    def _default(self) -> Generator:
        """Return the site of a generator that has no configuration, or of none at all."""
        kind, root = find_kind(self._settings.generator), self._disk.root
        config_file = ConfigFile(kind=kind, home=root)
        if not kind.module:
            return Generator(config_file=config_file)
        path = os.path.join(root, kind.config_files[0])
        with held_to(self._disk.boundary):
            site = read_site(replace(config_file, path=path))
        return self._bounded(site) if site else Generator(config_file=config_file)

    def _changed(self, site: Generator) -> Generator:
        """Return a site as the settings change it, in its project."""
        settings = self._settings
        statics = tuple(Mount(os.path.realpath(path)) for path in settings.statics)
        return replace(
            site,
            statics=statics or site.statics,
            url=settings.url or site.url,
            base=base_of(settings.base) if settings.base else site.base,
            slug=settings.slug or site.slug,
            files=self.files,
        )


def _nearest(sites: list[Generator], roots: tuple[str, ...]) -> Generator | None:
    """Return the site whose directory holds the roots, or the first one."""
    around = [
        item
        for item in sites
        if any(os.path.commonpath([item.home, root]) == item.home for root in roots)
    ]
    return max(around, key=lambda item: len(item.home)) if around else next(iter(sites), None)


class DetectedSite(Struct, frozen=True):
    """A site: its `generator`, and the directories of its pages and files that are there.

    `generator` is "" where none is known. Directories are relative to that of the project.
    """

    generator: str = ""
    roots: tuple[str, ...] = ()
    statics: tuple[str, ...] = ()


def detect_site(directory: str) -> DetectedSite:
    """Return the first site that is published from a directory, a real path, or from below it."""
    disk = Disk(directory)
    sites = Sites(SiteSettings(root=directory), ProjectFiles(disk))
    site = next(iter(sites.all()), None)
    if site is None or site.fault:
        return DetectedSite(site.name if site else "")
    roots = _there(disk, site.contents)
    statics = (name for name in _there(disk, site.statics) if name not in roots)
    return DetectedSite(site.name, roots, tuple(statics))


def _there(disk: Disk, directories: Iterable[Mount]) -> tuple[str, ...]:
    """Return those of the directories that are there, relative to the root."""
    paths = dict.fromkeys(item.path for item in directories if disk.kind(item.path) == "directory")
    return tuple(os.path.relpath(path, disk.root).replace(os.sep, "/") for path in paths)
