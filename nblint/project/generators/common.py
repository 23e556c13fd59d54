"""What several generators do alike."""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING

from nblint.files.matching import PatternError
from nblint.files.matching.wildmatch import DIRECTORY, WildPattern, WildPatterns, wild_pattern
from nblint.model.file_types import is_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from nblint.project.site_types import Meta, SourceFile

_SLASH = re.compile("/")

INDEXES = frozenset({"index", "readme"})
"""The names, in lower case, of files that are published at their directory's URL."""


def covered(lines: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells which files gitignore patterns cover; a line that is none is left out.

    As in pathspec's GitIgnoreSpec, which MkDocs uses, patterns that match a directory above a file
    count only where none matches the file itself.
    """
    patterns = WildPatterns(list(_wild_patterns(lines)))

    def covers(path: str) -> bool:
        path = path.replace(os.sep, "/")
        last = patterns.last(path)
        if last < 0:
            above = (path[: slash.start()] + DIRECTORY for slash in _SLASH.finditer(path))
            last = max(map(patterns.last, above), default=-1)
        return last >= 0 and patterns.ignores(last)

    return covers


def _wild_patterns(lines: Iterable[str]) -> Iterator[WildPattern]:
    for line in lines:
        with contextlib.suppress(PatternError):
            pattern = wild_pattern(line)
            if pattern:
                yield pattern


def stem(path: str) -> str:
    """Return a path without its extension."""
    return os.path.splitext(path)[0]


def join(*parts: str) -> str:
    """Return the URL that these parts make, with one slash between them."""
    joined = "/".join(parts)
    return re.sub(r"/{2,}", "/", f"/{joined}")


def below(source: SourceFile, path: str) -> str:
    """Return the URL of a path within the source's directory."""
    return join(source.mount.at, path)


def route(path: str) -> str:
    """Return the path of a page without its extension, and without its name if it is an index."""
    return re.sub(r"(?:^|(?<=/))index$", "", stem(path))


def with_extension(url: str, extension: str) -> str:
    """Return a URL that has no extension, or that of its source, with `extension`."""
    if is_markdown(url):
        return re.sub(r"(?<=/)index\.html$", "", stem(url) + extension)
    has_extension = url.endswith("/") or os.path.splitext(url)[1][1:].isalpha()
    return url if has_extension else url + extension


def by_path(
    source: SourceFile, indexes: Collection[str] = INDEXES, *, pretty: bool = True
) -> tuple[str, ...]:
    """Return the URL of a page that is published where it lies.

    `pretty` is ``/a/b/`` for ``a/b.md`` and otherwise ``/a/b.html``.
    """
    if not is_markdown(source.path):
        return ()
    directory, _, name = stem(source.path).rpartition("/")
    if name in indexes or name.lower() in indexes:
        return (below(source, f"{directory}/"),)
    return (below(source, f"{stem(source.path)}/" if pretty else f"{stem(source.path)}.html"),)


def text_of(meta: Meta, key: str) -> str:
    """Return a field of the front matter that is text, or a number written as such; else ""."""
    value = (meta or {}).get(key)
    is_text = isinstance(value, (str, int)) and not isinstance(value, bool)
    return str(value).strip() if is_text else ""


def texts_of(meta: Meta, key: str) -> list[str]:
    """Return a field of the front matter that is text or a list of it."""
    value = (meta or {}).get(key)
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str) and item]
