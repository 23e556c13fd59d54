"""The site of a project as the configuration has it, and what is to say of sites themselves."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nblint.files.git.run_git import GitError
from nblint.files.git.tracked_files import tracked
from nblint.files.git.work_tree import find_work_tree
from nblint.files.gitignore import GitIgnore
from nblint.files.source import display_name
from nblint.lint.diagnostic_collector import fault
from nblint.model.lint_report import Problem
from nblint.project.site import Site
from nblint.project.sites import SiteSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from nblint.config import LoadedConfig
    from nblint.lint.file_index_loader import FileIndexLoader
    from nblint.model import FileIndex
    from nblint.project.site_types import Fault


def make_site(
    loaded: LoadedConfig, linked: FileIndexLoader, pages: Mapping[str, FileIndex]
) -> Site:
    """Return the site that holds the pages, as the configuration describes it."""
    ignored = _ignored(loaded.root) if find_work_tree(loaded.root) else _never
    return Site(site_settings(loaded), ignored, linked.outline, linked.meta, pages)


def site_settings(loaded: LoadedConfig) -> SiteSettings:
    """Return where the sites lie, as far as the configuration says so."""
    site = loaded.config.site
    return SiteSettings(
        root=str(loaded.root),
        roots=tuple(str(loaded.root / folder) for folder in site.roots),
        statics=tuple(str(loaded.root / folder) for folder in site.statics),
        url=site.url,
        base=site.base,
        slug=site.slug,
        generator=site.generator,
        routes=site.routes,
    )


def site_notes(site: Site) -> tuple[str, ...]:
    """Return what of the sites could not be read: their configurations, and paths they name."""
    unread = (_unread(item) for item in site.faults() if item.error is None)
    refused = _refused(site.disk.boundary.refused)
    return (*filter(None, (refused,)), *unread)


def site_problems(site: Site) -> tuple[Problem, ...]:
    """Return where nblint itself failed to read a site or to look up a link."""
    return tuple(_failed(item, item.error) for item in site.faults() if item.error)


def _unread(what: Fault) -> str:
    place = display_name(what.file) + (f":{what.line}" if what.line else "")
    return f"{place}: {what.message}; links that depend on {what.generator} are not verified"


def _refused(paths: Collection[tuple[str, str]]) -> str:
    """Return the note on paths outside the root, each with the directory of who names it, or ""."""
    if not paths:
        return ""
    folder, path = min(paths)
    rest = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f'outside the root, so not read: "{path}" from the site configuration in {folder}{rest}'


def _failed(what: Fault, error: Exception) -> Problem:
    where = f"the reader of {what.generator} sites" if what.generator else "the lookup of links"
    return Problem(display_name(what.file), fault(where, error))


def _ignored(root: Path) -> Callable[[str], bool]:
    """Return what tells whether git ignores a path: what it knows already it does not."""
    matches = GitIgnore(root).is_ignored

    @cache
    def known() -> frozenset[str]:
        try:
            return tracked(root)
        except GitError:
            return frozenset()

    return lambda path: matches(path) and path not in known()


def _never(_: str) -> bool:
    return False
