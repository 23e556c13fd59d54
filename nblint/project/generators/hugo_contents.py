"""Where the pages of a Hugo site lie (Hugo, "Configure modules", "Multilingual mode")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nblint.project.config_reader import as_dict, as_strings, as_text, within
from nblint.project.generators.common import join

if TYPE_CHECKING:
    from collections.abc import Iterator


class Content(Struct, frozen=True):
    """A folder of pages, absolute.

    `language` is that of its files whose names tell none, and `at` where it lies among the content,
    with slashes at both ends.
    """

    path: str
    language: str
    at: str = "/"


def contents(home: str, config: dict[str, Any], default: str) -> Iterator[Content]:
    """Yield the folders that a configuration names; its keys are in lower case.

    `default` is the language of what says none.
    """
    own = [
        Content(within(home, folder), str(code).lower())
        for code, settings in as_dict(config.get("languages")).items()
        for key, folder in as_dict(settings).items()
        if str(key).lower() == "contentdir" and isinstance(folder, str)
    ]
    mounts = as_dict(config.get("module")).get("mounts")
    mounted = [
        Content(within(home, folder), _language(mount) or default, join(at, ""))
        for folder, at, mount in mounted_at(mounts, "content")
    ]
    yield from own or mounted
    if not own and not mounted:
        yield Content(within(home, as_text(config.get("contentdir"), "content")), default)


def mounted_at(mounts: object, target: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each source that is mounted at or below `target`, where below, and its settings."""
    for mount in map(as_dict, mounts if isinstance(mounts, list) else []):
        to, source = as_text(mount.get("target")), as_text(mount.get("source"))
        if source and (to == target or to.startswith(f"{target}/")):
            yield source, to.removeprefix(target), mount


def _language(mount: dict[str, Any]) -> str:
    """Return the language that a mount of content is for, "" where it says none."""
    matrix = as_dict(as_dict(mount.get("sites")).get("matrix"))
    languages = as_strings(mount.get("lang")) + as_strings(matrix.get("languages"))
    return next(iter(languages), "").lower()
