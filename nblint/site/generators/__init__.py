"""The site generators, one file each, and `GENERATORS`, the explicit list of them.

Where several claim the same folder, the one that stands first has it.
"""

from __future__ import annotations

from nblint.site.generators.astro import ASTRO
from nblint.site.generators.docusaurus import DOCUSAURUS
from nblint.site.generators.eleventy import ELEVENTY
from nblint.site.generators.hugo import HUGO
from nblint.site.generators.jekyll import JEKYLL
from nblint.site.generators.jupyter_book import JUPYTER_BOOK
from nblint.site.generators.mdbook import MDBOOK
from nblint.site.generators.mkdocs import MKDOCS
from nblint.site.generators.myst import MYST
from nblint.site.generators.next import NEXT
from nblint.site.generators.obsidian import OBSIDIAN
from nblint.site.generators.others import OTHERS
from nblint.site.generators.quarto import QUARTO
from nblint.site.generators.sveltekit import SVELTEKIT
from nblint.site.generators.vitepress import VITEPRESS

GENERATORS = (
    MKDOCS,
    DOCUSAURUS,
    VITEPRESS,
    MDBOOK,
    HUGO,
    QUARTO,
    MYST,
    ASTRO,
    SVELTEKIT,
    NEXT,
    ELEVENTY,
    JUPYTER_BOOK,
    *OTHERS,
    JEKYLL,
    OBSIDIAN,
)

BY_NAME = {generator.name: generator for generator in GENERATORS}
