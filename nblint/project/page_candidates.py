"""The files of which a page may have been made that is published under some path."""

from __future__ import annotations

import os

# Endings that generators drop or replace when they publish a page.
_PAGE_ENDINGS = (".md", ".markdown", ".mdx", ".qmd", ".Rmd", ".ipynb", ".html", ".rst", ".txt")
INDEXES = ("README.md", "index.md", "_index.md", "index.mdx", "index.html", "readme.md")
"""Files that are shown for their folder."""


def candidates(path: str) -> list[str]:
    """Return the paths under which a generator may have taken what is published as `path`."""
    stem, ending = os.path.splitext(path)
    if ending in {".html", ".htm"}:
        found = [path, *(stem + page for page in _PAGE_ENDINGS)]
        if os.path.basename(stem) == "index":
            found += [os.path.join(os.path.dirname(path), name) for name in INDEXES]
        return found
    if ending in _PAGE_ENDINGS:
        return [path]
    return [path, *(path + page for page in _PAGE_ENDINGS)]
