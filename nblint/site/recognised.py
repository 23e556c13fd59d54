"""What the files in a folder say of the site that is published from it, for its settings."""

from __future__ import annotations

import os

from msgspec import Struct

from nblint.site.generator import Generators

# Where each generator looks for pages and for files that it serves as they are, by its
# documentation; the first of several that is there counts.
_FOLDERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Astro": (("src/pages", "src/content"), ("public",)),
    "Docusaurus": (("docs",), ("static",)),
    "Gatsby": (("content", "src/pages"), ("static",)),
    "Hugo": (("content",), ("static",)),
    "mdBook": (("src",), ()),
    "MkDocs": (("docs",), ()),
    "Next.js": (("content", "pages", "app"), ("public",)),
    "Nuxt": (("content",), ("public",)),
    "SvelteKit": (("src/routes", "content", "src/content"), ("static",)),
    "VitePress": (("docs",), ("public", "docs/public")),
    "Zola": (("content",), ("static",)),
}


class Recognised(Struct, frozen=True):
    """A site: its `generator`, and the folders of its pages and files that are there.

    `generator` is "" where none is known. Folders are relative to that of the site.
    """

    generator: str = ""
    roots: tuple[str, ...] = ()
    statics: tuple[str, ...] = ()


def recognise(folder: str) -> Recognised:
    """Return what is published from `folder`, an absolute path."""
    generator = Generators(folder).of(folder)
    if generator is None:
        return Recognised()
    roots, statics = _FOLDERS.get(generator, ((".",), ()))
    return Recognised(generator, _first(folder, roots), _first(folder, statics))


def _first(folder: str, names: tuple[str, ...]) -> tuple[str, ...]:
    there = (name for name in names if os.path.isdir(os.path.join(folder, name)))
    return tuple(there)[:1]
