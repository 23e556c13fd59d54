"""Quarto websites and books (Quarto, "Creating a Website", "Book Structure")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.project.config_reader import as_dict, as_text, base_of, read_data
from nblint.project.generator import Generator
from nblint.project.generators.common import below, stem, texts_of
from nblint.project.generators.navigation import entries, named
from nblint.project.site_types import BasePath, ConfigFile, LinkRules, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.project.site_types import SourceFile

_PAGES = (".qmd", ".md", ".ipynb", ".rmd")
# What names pages in the navigation of a website or book ("Website Navigation", "Book Structure").
_KEYS = frozenset(
    {
        *("navbar", "sidebar", "page-footer", "left", "center", "right", "menu", "contents"),
        *("section", "href", "file", "chapters", "appendices", "part"),
    }
)


class Quarto(Generator, frozen=True, kw_only=True):
    """A website or book.

    output: the directory into which it is built
    listed: the files that the navigation names; None if it is made of all pages
    """

    output: str
    listed: frozenset[str] | None

    @classmethod
    def read(cls, config_file: ConfigFile) -> Quarto:
        """Return the site that a configuration describes. Raises UnreadableConfigError."""
        home, config = config_file.home, read_data(config_file.path)
        project, book = as_dict(config.get("project")), config.get("book")
        website = config.get("website")
        is_site = as_text(project.get("type"), "default") in {"website", "book"}
        names = [*entries(website, _KEYS), *entries(book, _KEYS)]
        url = as_text(as_dict(website).get("site-url")) or as_text(as_dict(book).get("site-url"))
        return cls(
            config_file=config_file,
            contents=(Mount(home),),
            statics=(Mount(home),),
            url=url,
            base=base_of(url),
            slug="pandoc",
            is_complete=is_site and not project.get("pre-render"),
            base_path=BasePath(added=True),
            links=LinkRules(relative_to_url=is_site),
            output=as_text(project.get("output-dir")),
            listed=None if "auto" in names else named(home, names),
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a page is published, and its aliases."""
        parts = source.path.split("/")
        is_hidden = any(part.startswith(("_", ".")) for part in parts)
        if is_hidden or parts[0] == self.output or not source.path.lower().endswith(_PAGES):
            return ()
        aliases = texts_of(source.meta, "aliases")
        own = below(source, f"{stem(source.path)}.html")
        return (own, *(below(source, item) for item in aliases))

    def is_listed(self, source: SourceFile) -> bool:
        """Tell whether the navigation names a page."""
        return self.listed is None or source.file in self.listed


SITE = Quarto
