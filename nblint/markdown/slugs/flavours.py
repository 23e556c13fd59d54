"""The flavours: what each place where pages are published makes of their headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.markdown.slugs import heading_text as text
from nblint.markdown.slugs import numbering
from nblint.markdown.slugs import platforms as forges
from nblint.markdown.slugs import renderers as generators
from nblint.markdown.slugs.github_slug import github_slug
from nblint.model import HeadingSource

if TYPE_CHECKING:
    from collections.abc import Iterable


class Flavour(Struct, frozen=True):
    """One way to make anchors of headings.

    `maker` is who does so, for messages. `slug` makes an anchor of what `reads` reads of a heading;
    `numbering` makes a repeated one differ. `html` tells whether headings written as raw HTML get
    anchors too, `attributes` whether an attribute list such as ``{#id}`` gives the anchor instead.
    Headings of a level above `highest` are numbered with the others and then get none. Anchors and
    fragments are equal where `key` makes the same of them.
    """

    name: str
    renderer: str
    slug: Callable[[str], str]
    heading_text: Callable[[HeadingSource], str] = text.plain
    numbering: Callable[[], numbering.Numbering] = numbering.Slugger
    html: bool = False
    attributes: bool = True
    min_level: int = 1
    key: Callable[[str], str] = str


def anchors_of(titles: Iterable[HeadingSource], flavour: Flavour) -> list[str]:
    """Return the anchors of a page's headings, in order; "" for a heading that gets none."""
    numbers = flavour.numbering()
    anchors = []
    for title in titles:
        if title.html and not flavour.html:
            continue
        if title.id and flavour.attributes:
            numbers.take(title.id)
            anchor = title.id
        else:
            anchor = numbers.number(flavour.slug(flavour.heading_text(title)))
        anchors.append(anchor if title.level >= flavour.min_level else "")
    return anchors


def _smart(title: HeadingSource) -> str:
    return text.smart(title, alt=False)


def _smart_with_alt(title: HeadingSource) -> str:
    return text.smart(title, alt=True)


_ALL = (
    Flavour("github", "GitHub", github_slug, html=True, attributes=False),
    Flavour(
        "gitlab",
        "GitLab",
        forges.gitlab_slug,
        text.with_alt,
        attributes=False,
    ),
    Flavour(
        "bitbucket",
        "Bitbucket",
        forges.bitbucket_slug,
        text.escaped,
        numbering.Underscoring,
        attributes=False,
    ),
    Flavour(
        "kramdown",
        "kramdown",
        generators.kramdown_slug,
        text.source,
        numbering.Counting,
    ),
    Flavour("kramdown-gfm", "Jekyll", generators.kramdown_gfm_slug, _smart, numbering.Counting),
    Flavour(
        "python-markdown",
        "Python-Markdown",
        forges.ascii_slug,
        text.folded,
        numbering.Underscoring,
    ),
    Flavour(
        "python-markdown-unicode",
        "Python-Markdown",
        generators.unicode_slug,
        text.folded,
        numbering.Underscoring,
    ),
    Flavour(
        "pymdownx",
        "PyMdown Extensions",
        generators.pymdownx_slug,
        text.folded,
        numbering.Underscoring,
    ),
    Flavour(
        "pymdownx-cased",
        "PyMdown Extensions",
        generators.pymdownx_cased_slug,
        text.folded,
        numbering.Underscoring,
    ),
    Flavour("goldmark", "Hugo", generators.goldmark_slug, _smart_with_alt, numbering.Searching),
    Flavour(
        "goldmark-ascii",
        "Hugo",
        generators.goldmark_ascii_slug,
        _smart_with_alt,
        numbering.Searching,
    ),
    Flavour("pandoc", "Pandoc", generators.pandoc_slug, _smart_with_alt, numbering.Searching),
    Flavour(
        "myst",
        "MyST",
        generators.myst_slug,
        html=True,
        attributes=False,
        key=generators.myst_slug,
    ),
    Flavour("docusaurus", "Docusaurus", github_slug, text.with_alt, min_level=2),
    Flavour("astro", "Astro", github_slug, text.without_double_hyphens, attributes=False),
    Flavour(
        "vitepress",
        "VitePress",
        generators.vitepress_slug,
        text.without_emoji,
        numbering.Searching,
    ),
    Flavour(
        "markdown-it-anchor",
        "markdown-it-anchor",
        generators.encoded_slug,
        numbering=numbering.Searching,
    ),
    Flavour(
        "mdbook",
        "mdBook",
        generators.mdbook_slug,
        text.smart_without_braces,
        key=generators.mdbook_key,
    ),
    Flavour(
        "mdbook-plain",
        "mdBook",
        generators.mdbook_slug,
        text.without_braces,
        key=generators.mdbook_key,
    ),
    Flavour(
        "jupyter",
        "Jupyter",
        generators.jupyter_slug,
        text.plain,
        numbering.Repeating,
        attributes=False,
    ),
    Flavour(
        "obsidian",
        "Obsidian",
        generators.obsidian_heading,
        text.raw,
        numbering.Repeating,
        attributes=False,
        key=generators.obsidian_key,
    ),
)

FLAVOURS = {flavour.name: flavour for flavour in _ALL}
"""All flavours, by the name that the setting ``site.slug`` gives them."""

PLAUSIBLE = (
    "github",
    "gitlab",
    "kramdown-gfm",
    "python-markdown",
    "pymdownx",
    "goldmark",
    "pandoc",
    "docusaurus",
    "vitepress",
    "mdbook",
)
"""The flavours that a page may be of whose site is not known, the likeliest first."""
