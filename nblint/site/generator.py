"""Which generator publishes a page, told by the generator's own configuration files.

A generator publishes pages under routes of its own; what a route leads to is then for the generator
to say, not for the folders on disk.
"""

from __future__ import annotations

import os

# The file that each generator's documentation asks for, or the one that it reads first.
_MARKERS = {
    "_config.yml": "Jekyll",
    "_config.yaml": "Jekyll",
    "_quarto.yml": "Quarto",
    "_toc.yml": "Jupyter Book",
    "antora.yml": "Antora",
    "astro.config.js": "Astro",
    "astro.config.mjs": "Astro",
    "astro.config.ts": "Astro",
    "book.toml": "mdBook",
    "conf.py": "Sphinx",
    "docusaurus.config.js": "Docusaurus",
    "docusaurus.config.ts": "Docusaurus",
    "docusaurus.config.mjs": "Docusaurus",
    ".eleventy.js": "Eleventy",
    "eleventy.config.js": "Eleventy",
    "eleventy.config.mjs": "Eleventy",
    "gatsby-config.js": "Gatsby",
    "gatsby-config.ts": "Gatsby",
    "hugo.json": "Hugo",
    "hugo.toml": "Hugo",
    "hugo.yaml": "Hugo",
    "hugo.yml": "Hugo",
    "mkdocs.yml": "MkDocs",
    "mkdocs.yaml": "MkDocs",
    "myst.yml": "MyST",
    "next.config.js": "Next.js",
    "next.config.mjs": "Next.js",
    "next.config.ts": "Next.js",
    "nuxt.config.ts": "Nuxt",
    "svelte.config.js": "SvelteKit",
    "svelte.config.ts": "SvelteKit",
    "zola.toml": "Zola",
    ".vitepress": "VitePress",
    ".vuepress": "VuePress",
    ".obsidian": "Obsidian",
}
# Here a label is one name for the whole project: `#label` leads to whatever page defines it.
PROJECT_WIDE_LABELS = frozenset({"MyST", "Jupyter Book", "Sphinx"})


class Generators:
    """Tells the generator of each folder at or below `root`: that of the nearest marker upwards."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._known: dict[str, str | None] = {}

    def of(self, folder: str) -> str | None:
        """Return the name of the generator that publishes the pages in `folder`, or None."""
        if folder not in self._known:
            self._known[folder] = self._find(folder)
        return self._known[folder]

    def _find(self, folder: str) -> str | None:
        try:
            names = set(os.listdir(folder))
        except OSError:
            names = set()
        found = next((_MARKERS[name] for name in _MARKERS if name in names), None)
        if found or folder == self._root or not folder.startswith(self._root):
            return found
        return self.of(os.path.dirname(folder))
