"""Which content files of the sites no text of the project names."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from nblint.model.file_types import CONTENT, PAGES
from nblint.project.config_reader import read_text
from nblint.project.project_kinds import NO_ASSET_USES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nblint.project.disk import Disk
    from nblint.project.site_types import Mount

# Not from within a name: the search would begin anew at each of its characters.
_NAME = re.compile(r"(?<![\w.%@+~-])[\w.%@+~-]+\.\w{2,5}")
# What browsers and stores ask for by its name alone.
_ASKED_FOR = re.compile(r"favicon|apple-touch|android-chrome|mstile|safari-pinned", re.IGNORECASE)
# What names this rule and is no page is a baseline, a report or the settings: no use of a file.
_RULE = "unused-asset"


def unused_assets(
    directories: Iterable[Mount], disk: Disk, ignored: Callable[[str], bool]
) -> list[str]:
    """Return the images and papers in directories whose names stand in no text, sorted.

    A name in any text counts, since templates and styles use files too, in ways of their own.
    """
    assets = {
        path
        for directory in {item.path for item in directories}
        for path in _walk(directory, disk, ignored)
        if os.path.splitext(path)[1].lower() in CONTENT
        and not _ASKED_FOR.search(os.path.basename(path))
    }
    if not assets:
        return []
    spaced = {
        os.path.basename(path) for path in assets if not _NAME.fullmatch(os.path.basename(path))
    }
    named: set[str] = set()
    for path in _walk(disk.root, disk, ignored):
        if os.path.splitext(path)[1].lower() not in CONTENT:
            text = read_text(path)
            if _RULE in text and not path.lower().endswith(PAGES):
                continue
            named.update(unquote(match[0]) for match in _NAME.finditer(text))
            named.update(name for name in spaced if name in text or quote(name) in text)
    return sorted(path for path in assets if os.path.basename(path) not in named)


def _walk(directory: str, disk: Disk, ignored: Callable[[str], bool]) -> Iterator[str]:
    todo = [directory]
    while todo:
        at = todo.pop()
        for name, is_directory in (disk.names(at) or {}).items():
            path = os.path.join(at, name)
            if ignored(path) or name == ".git":
                continue
            if not is_directory:
                yield path
            elif name not in NO_ASSET_USES:
                todo.append(path)
