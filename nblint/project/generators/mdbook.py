"""mdBook (mdBook, "General" and "Renderers" configuration, "SUMMARY.md")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from nblint.model.file_types import is_markdown
from nblint.project.config_reader import as_dict, as_text, base_of, read_data, read_text, within
from nblint.project.generator import Generator, leads_above
from nblint.project.generators.common import below, by_path
from nblint.project.site_types import ConfigFile, LinkRules, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.project.site_types import SourceFile

# What a link in SUMMARY.md leads to, inline or by a definition; one in a comment counts too.
_LINK = re.compile(r"\]\(\s*(?:<([^<>\n]+)>|([^)\s]+))|^ {0,3}\[[^\]\n]+\]:\s*(\S+)", re.MULTILINE)


class MdBook(Generator, frozen=True, kw_only=True):
    """A book; `chapters` are the files that its summary names, `first` the first of them."""

    chapters: frozenset[str]
    first: str

    @classmethod
    def read(cls, config_file: ConfigFile) -> MdBook:
        """Return the book that a configuration describes. Raises UnreadableConfigError."""
        home, config = config_file.home, read_data(config_file.path)
        source = within(home, as_text(as_dict(config.get("book")).get("src"), "src"))
        html = as_dict(as_dict(config.get("output")).get("html"))
        chapters = list(_chapters(read_text(os.path.join(source, "SUMMARY.md"))))
        # A preprocessor that writes the summary itself is called so (mdbook-auto-gen-summary, …).
        preprocessors = as_dict(config.get("preprocessor"))
        is_written = any("summary" in str(name) for name in preprocessors)
        return cls(
            config_file=config_file,
            contents=(Mount(source),),
            statics=(Mount(source),),
            base=base_of(as_text(html.get("site-url"), "/")),
            slug="mdbook-plain" if html.get("smart-punctuation") is False else "mdbook",
            is_complete=True,
            generated_urls=(r"/(?:print|toc|404)(?:\.html)?",),
            links=LinkRules(
                source_forms=frozenset({"meta"}),
                published_only=bool(chapters) and not is_written,
                closed=preprocessors.keys() <= {"index", "links"},
            ),
            redirects=tuple(f"/{str(old).lstrip('/')}" for old in as_dict(html.get("redirect"))),
            chapters=frozenset(within(source, chapter) for chapter in chapters),
            first=chapters[0] if chapters else "",
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a chapter is published, the first one also at the root."""
        is_chapter = source.file in self.chapters or not self.links.published_only
        if source.path == "SUMMARY.md" or not is_chapter:
            return ()
        own = by_path(source, {"readme", "index"}, pretty=False)
        starts = (source.mount.at,) if source.path == self.first else ()
        # A link to a source is one to the page but for its extension, so README.md has to be
        # index.md.
        name = re.sub(r"(?i:\breadme)\.md$", "index.md", source.path)
        return (*own, *starts, below(source, name))

    def is_listed(self, source: SourceFile) -> bool:
        """Tell whether the summary names a page."""
        return source.file in self.chapters

    # Books often stand among others, to which relative links lead.

    def leads_to_other_site(self, page: str, path: str) -> bool:
        """Tell whether a relative path leads to a book beside this one."""
        own = self.pages.own.get(page)
        return own is not None and leads_above(own, path)

    def is_outside(self, file: str) -> bool:
        """Tell whether a file of the book's own directory is not published."""
        return file.startswith(self.home + os.sep) and super().is_outside(file)


def _chapters(summary: str) -> Iterator[str]:
    for match in _LINK.finditer(summary):
        path = unquote(match[match.lastindex or 0])
        if is_markdown(path):
            yield os.path.normpath(path)


SITE = MdBook
