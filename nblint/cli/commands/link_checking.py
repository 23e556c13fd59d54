"""The options for external links, of the commands that check them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.cli.commands.progress import ProgressBar
from nblint.cli.commands.setup import CommandError
from nblint.config import ConfigError, own_files
from nblint.files.git.run_git import GitError
from nblint.files.git.tracked_files import tracked
from nblint.files.git.work_tree import find_work_tree
from nblint.files.source import display_name
from nblint.report.terminal import escape_controls
from nblint.rulebook.book import shipped_rules
from nblint.web.cache.user_key import user_key
from nblint.web.link_check_options import LinkCheckOptions, WebError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from nblint.config import LoadedConfig

CACHE = ".nblint_cache"
"""The folder, in the root, of what earlier runs know."""


@contextmanager
def link_check_options(
    arguments: Namespace, loaded: LoadedConfig, *, fixes: bool = False
) -> Iterator[LinkCheckOptions | None]:
    """Give how the web is asked, None if it is not, with a bar on standard error meanwhile.

    `fixes` tells that the run writes fixes. Raises CommandError where the settings make no sense.
    """
    if arguments.offline:
        yield None
        return
    settings = loaded.config.web
    if arguments.timeout is not None:
        if not 0 < arguments.timeout < float("inf"):
            message = "--timeout must be a number of seconds above 0"
            raise CommandError(message)
        settings = replace(settings, timeout=arguments.timeout)
    cache, notes = _cache(loaded.root, uses=not arguments.no_cache)
    with ProgressBar(sys.stderr) as progress:
        try:
            yield LinkCheckOptions(
                settings,
                host_rules=(*_own_host_rules(loaded), shipped_rules() / "hosts"),
                cache=cache,
                key=user_key(os.environ, loaded.root) if cache else None,
                refresh=arguments.refresh,
                fixes=fixes,
                notes=(*loaded.notes, *notes),
                progress=progress if sys.stderr.isatty() else None,
            )
        except WebError as error:
            raise CommandError(escape_controls(str(error))) from error


def _cache(root: Path, *, uses: bool) -> tuple[Path | None, tuple[str, ...]]:
    """Return the directory of the link cache, None to keep none, and what to say of that.

    What git tracks there came with the repository, and its author may have written anything into
    it: also the journal, from which SQLite restores a database.
    """
    folder = root / CACHE
    if not uses:
        return None, ()
    try:
        name = _tracked_in(folder)
    except GitError as error:
        reason = f"git does not say whether the repository holds it: {error}"
        return None, (f"the link cache is not used: {reason}",)
    if name is None:
        return folder, ()
    return None, (f"the link cache is not used: git tracks {name}; remove it from the repository",)


def _own_host_rules(loaded: LoadedConfig) -> list[Path]:
    """Return the directories of the user's own host rules. Raises CommandError."""
    folders = []
    for index, name in enumerate(loaded.config.web.host_rule_dirs):
        try:
            own_files(loaded, ("web", "host-rule-dirs", str(index)), loaded.root / name, "*.toml")
        except ConfigError as error:
            raise CommandError(escape_controls(str(error))) from error
        folders.append(Path(display_name(str(loaded.root / name))))
    return folders


def _tracked_in(folder: Path) -> str | None:
    """Return what git tracks at or below a directory, as reports name it, or None.

    Letter case does not count, since some file systems fold it. Raises GitError.
    """
    if not os.path.lexists(folder) or find_work_tree(folder.parent) is None:
        return None
    if os.path.lexists(folder / ".git"):  # of a submodule git tracks no files
        return display_name(str(folder))
    root = os.path.realpath(folder.parent)
    own = os.path.join(root, folder.name).casefold()  # noqa: PTH118 - as git's paths
    found = (path for path in tracked(folder.parent) if f"{path}/".casefold().startswith(f"{own}/"))
    path = max(found, default=None)
    return None if path is None else display_name(str(folder.parent / Path(path).relative_to(root)))
