"""What pages have from the sections of their site without writing it: Hugo's cascade.

Hugo, "Configure cascade", and "page matcher" in its glossary. A value reaches the section
and all below it; the nearest one counts, and a field that a page writes itself is its own.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nblint.files.ancestors import Ancestors
from nblint.files.boundary import Boundary
from nblint.files.matching import Automaton, PatternError, parse
from nblint.project.config_reader import as_dict, exists, held_to, read_text
from nblint.project.generator import Generator
from nblint.project.project_kinds import GENERATORS
from nblint.project.site_types import ConfigFile
from nblint.project.sites import read_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from nblint.project.site_types import Mount

_KINDS = tuple(kind for kind in GENERATORS if kind.cascades)
_SECTION = "_index.md"
_GLOB = re.compile(r"(\*\*|\*|\?|\{|\}|,)")
_TARGETS = frozenset({"target", "_target"})


class _Rule(Struct, frozen=True):
    """Values for the pages that a matcher picks, all where it says nothing."""

    target: dict[str, Any]
    values: dict[str, Any]

    def picks(self, page: str) -> bool:
        """Tell whether it is for a page, given its path in the content folder with a slash first.

        A matcher that picks by more than path and kind picks nothing here.
        """
        if not self.target.keys() <= {"path", "kind"}:
            return False
        kind, glob = self.target.get("kind", ""), str(self.target.get("path", "**"))
        is_section = page.rpartition("/")[2] == "_index"
        own = ("home" if page == "/_index" else "section") if is_section else "page"
        logical = page.removesuffix("/_index").removesuffix("/index").lower() or "/"
        return (not kind or _glob(str(kind)).matches(own)) and (
            _glob(glob.lower()).matches(logical)
        )


class FrontMatterCascade:
    """Tells what pages at or below the folder `root` inherit."""

    def __init__(self, root: Path) -> None:
        top = os.path.realpath(root)
        self._boundary = Boundary(top)
        self._real: dict[str, str] = {}
        self._sites = Ancestors[Generator | None](
            self._inspected, lambda folder: folder == top, None
        )
        self._rules: dict[str, tuple[_Rule, ...]] = {}

    def of(self, file: str) -> Mapping[str, Any]:
        """Return the fields that a page inherits, by their names; `file` is its absolute path."""
        above = os.path.dirname(file)  # noqa: PTH120 - called for every page
        if above not in self._real:
            self._real[above] = os.path.realpath(above)
        folder = self._real[above]
        site = self._sites.of(folder)
        content = _around(site, folder)
        if site is None or content is None:
            return {}
        path = os.path.relpath(os.path.join(folder, os.path.basename(file)), content.path)  # noqa: PTH118, PTH119 - likewise
        page = "/" + os.path.splitext(path)[0].replace(os.sep, "/")  # noqa: PTH122 - likewise
        found: dict[str, Any] = {}
        rules = (*self._above(folder, content), *_read(site.front_matter_cascade))
        for rule in rules:
            if rule.picks(page):
                found = {**rule.values, **found}
        return found

    def _inspected(self, folder: str) -> Generator | None:
        with held_to(self._boundary):
            return _inspected(folder)

    def _above(self, folder: str, content: Mount) -> Iterator[_Rule]:
        """Yield the rules of the sections around a folder, of the nearest first."""
        while folder == content.path or folder.startswith(content.path + os.sep):
            if folder not in self._rules:
                with held_to(self._boundary):
                    self._rules[folder] = _section(os.path.join(folder, _SECTION))  # noqa: PTH118 - likewise
            yield from self._rules[folder]
            folder = os.path.dirname(folder)  # noqa: PTH120 - called for every folder


def _inspected(folder: str) -> Generator | None:
    """Return the site with sections whose configuration is in a directory, or None."""
    paths = ((kind, os.path.join(folder, name)) for kind in _KINDS for name in kind.config_files)  # noqa: PTH118
    files = (ConfigFile(kind=kind, home=folder, path=path) for kind, path in paths if exists(path))
    return next(filter(None, map(read_site, files)), None)


def _around(site: Generator | None, folder: str) -> Mount | None:
    contents = site.contents if site else ()
    inside = (item for item in contents if f"{folder}{os.sep}".startswith(item.path + os.sep))
    return max(inside, key=lambda item: len(item.path), default=None)


def _section(file: str) -> tuple[_Rule, ...]:
    text = read_text(file)
    if "cascade" not in text:
        return ()
    from nblint.markdown.front_matter import read_front_matter  # noqa: PLC0415 - slow to import

    front_matter = read_front_matter(text)
    return _read(front_matter.fields.get("cascade")) if front_matter else ()


def _read(cascade: object) -> tuple[_Rule, ...]:
    """Return the rules of a `cascade`, which is one or a list of them."""
    items = cascade if isinstance(cascade, list) else [cascade]
    return tuple(
        _Rule(
            as_dict(next((item[key] for key in _TARGETS if key in item), {})),
            {key: value for key, value in item.items() if key not in _TARGETS},
        )
        for item in items
        if isinstance(item, dict)
    )


@lru_cache(maxsize=1000)
def _glob(pattern: str) -> Automaton:
    """Return what matches a glob.

    One with odd braces is taken literally, and one that is too long matches nothing.
    """
    kinds = {"**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}
    inside, parts = 0, []
    for part in _GLOB.split(pattern):
        inside += (part == "{") - (part == "}" and inside > 0)
        is_plain = (part == "," and not inside) or (part == "}" and inside < 0)
        parts.append(re.escape(part) if is_plain or part not in kinds else kinds[part])
    for expression in (lambda: parse("".join(parts)), lambda: pattern):
        with suppress(PatternError):
            return Automaton([expression()])
    return Automaton([])
