"""One small project for each site generator, and one page in it whose text the suite makes up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path


class Project(Struct, frozen=True):
    """A project: the files beside its pages, and the paths of pages that samples are put in.

    `content` is the directory of its pages, in which the links of samples find their neighbours.
    """

    files: Mapping[str, str]
    content: str
    pages: tuple[str, ...]

    def write(self, root: Path) -> None:
        """Write the project below `root`."""
        below = f"{self.content}/" if self.content else ""
        neighbours = {f"{below}{name}": text for name, text in _NEIGHBOURS.items()}
        for name, text in {**neighbours, **self.files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


_NEIGHBOURS: Final = {
    "guide.md": "---\ntitle: Guide\n---\n\n# Guide\n\nWords.\n\n## Setup\n\nWords. {#own}\n",
    "a b/ünï.md": "# Ünï\n\nWords.\n\n(label)=\n## Two words\n\nWords.\n",
    "sub/index.md": "# Sub\n\n[Guide](../guide.md#setup)\n",
    "sub/note.ipynb": json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# Note\n"]}],
        }
    ),
    "img.png": "",
}
"""Files that the links of samples lead to."""

_OBSIDIAN = {".obsidian/app.json": '{"alwaysUpdateLinks": true}'}
_DOCUSAURUS = """\
export default {
  title: 'Garden', url: 'https://garden.example', baseUrl: '/base/',
  presets: [['classic', {docs: {routeBasePath: 'docs', sidebarPath: './sidebars.js'}}]],
};
"""
_HUGO = """\
baseURL = "https://garden.example/"
[permalinks]
  posts = "/:year/:slug/"
[markup.goldmark.renderer]
  unsafe = true
"""
_JEKYLL = """\
title: Garden
permalink: /:categories/:title/
plugins: [jekyll-relative-links]
collections:
  notes: {output: true}
"""
_MKDOCS = """\
site_name: Garden
site_url: https://garden.example/
nav:
  - Home: index.md
  - Guide: guide.md
plugins: [search, autorefs]
markdown_extensions:
  - toc: {permalink: true}
  - attr_list
  - pymdownx.snippets
"""
_MYST = (
    "version: 1\nproject:\n  title: Garden\n  toc:\n    - file: index.md\n    - file: guide.md\n"
)
_QUARTO = "project:\n  type: website\nwebsite:\n  title: Garden\n  navbar:\n    left: [guide.md]\n"
_VITEPRESS = "export default { base: '/base/', cleanUrls: true, srcDir: '.' }\n"

PROJECTS: Final = {
    "plain": Project({}, "", ("page.md", "sub/page.markdown", "page.ipynb", "page.mdx", "p.qmd")),
    "astro": Project(
        {"astro.config.mjs": "export default { site: 'https://garden.example', base: '/b' }\n"},
        "src/content/docs",
        ("src/content/docs/page.md", "src/pages/page.mdx"),
    ),
    "docusaurus": Project(
        {"docusaurus.config.js": _DOCUSAURUS, "sidebars.js": "module.exports = {docs: ['guide']};"},
        "docs",
        ("docs/page.md", "docs/sub/page.mdx", "blog/2020-01-02-page.md"),
    ),
    "eleventy": Project(
        {"eleventy.config.js": "export default c => ({dir: {input: 'src', output: 'out'}});\n"},
        "src",
        ("src/page.md", "src/sub/page.md"),
    ),
    "hugo": Project(
        {"hugo.toml": _HUGO, "content/_index.md": "+++\ntitle = 'Home'\n+++\n"},
        "content",
        ("content/posts/page.md", "content/sub/_index.md"),
    ),
    "jekyll": Project({"_config.yml": _JEKYLL}, "", ("page.md", "_posts/2020-01-02-page.md")),
    "jupyter book": Project(
        {"_toc.yml": "format: jb-book\nroot: guide\n", "_config.yml": "title: Garden\n"},
        "",
        ("page.md", "page.ipynb"),
    ),
    "mdbook": Project(
        {"book.toml": "[book]\ntitle = 'Garden'\n", "src/SUMMARY.md": "- [Guide](guide.md)\n"},
        "src",
        ("src/page.md", "src/sub/page.md"),
    ),
    "mkdocs": Project({"mkdocs.yml": _MKDOCS}, "docs", ("docs/page.md", "docs/sub/page.md")),
    "myst": Project({"myst.yml": _MYST}, "", ("page.md", "sub/page.ipynb")),
    "next": Project(
        {"next.config.mjs": "export default { pageExtensions: ['md', 'mdx'], basePath: '/b' }\n"},
        "pages",
        ("pages/page.mdx", "pages/sub/page.md"),
    ),
    "obsidian": Project(_OBSIDIAN, "", ("page.md", "sub/page.md")),
    "quarto": Project({"_quarto.yml": _QUARTO}, "", ("page.qmd", "sub/page.ipynb")),
    "sphinx": Project(
        {"conf.py": "extensions = ['myst_parser']\nsource_suffix = ['.md']\n"}, "", ("page.md",)
    ),
    "sveltekit": Project(
        {"svelte.config.js": "export default { kit: { paths: { base: '/b' } } };\n"},
        "src/routes",
        ("src/routes/page/+page.md", "src/routes/(group)/[id]/+page.svx.md"),
    ),
    "vitepress": Project(
        {".vitepress/config.mts": _VITEPRESS, "_redirects": "/old/* /guide 301\n"},
        "",
        ("page.md", "sub/page.md"),
    ),
    "wiki": Project({"Home.md": "# Home\n", "_Sidebar.md": "[[Guide]]\n"}, "", ("page.md",)),
    "zola": Project(
        {"zola.toml": "base_url = 'https://garden.example'\n"}, "content", ("content/page.md",)
    ),
}
"""Projects by the name of what publishes them; each stands in a directory of that name."""
