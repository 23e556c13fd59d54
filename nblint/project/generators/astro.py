"""Astro, with or without Starlight (Astro, "Pages", "Routing"; Starlight, "Pages")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from nblint.markdown.slugs.github_slug import github_slug
from nblint.model.file_types import MARKDOWN, is_markdown
from nblint.project.config_reader import (
    base_of,
    blocks,
    exists,
    literal,
    read_script,
    strings,
    within,
)
from nblint.project.generator import Generator
from nblint.project.generators.common import below, join, route, stem, text_of
from nblint.project.site_types import FORMS, BasePath, ConfigFile, LinkRules, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nblint.project.resolution import Resolution
    from nblint.project.site_types import SourceFile

_NOT_SMART = re.compile(r"\bsmartypants\s*:\s*false\b")
_PAGES = (".astro", ".md", ".mdx", ".html", ".js", ".ts")
# A sidebar that is made of the docs, as it is where none is given ("Sidebar Navigation").
_GENERATED = re.compile(r"\bautogenerate\b|\A(?!.*\bsidebar\s*:\s*\[)", re.DOTALL)
_KEY = re.compile(r"(?<![\w-])([\w-]+)['\"]?\s*:\s*\{")
_ADDS_PAGES = re.compile(r"\b(?:redirects|plugins|injectRoute)\s*:")
# What may rewrite links: plugins of remark and rehype, of Starlight, a processor of one's own.
_REWRITES = re.compile(r"remark|rehype|\bplugins\b|\bprocessor\b|\bmarkdown\s*(?:,|:\s*\w)")


class Astro(Generator, frozen=True, kw_only=True):
    """A site of Astro.

    docs: the directory of Starlight's pages
    languages: the directories of its languages, that of the default one first
    sidebar: the texts of its sidebar, None if that is made of all pages
    ends_with_slash: URLs of pages end with a slash
    slash_is_optional: a page is served without that slash, too
    """

    docs: str
    languages: tuple[str, ...]
    sidebar: frozenset[str] | None
    ends_with_slash: bool
    slash_is_optional: bool

    @classmethod
    def read(cls, config_file: ConfigFile) -> Astro:
        """Return the site that a configuration describes. Raises UnreadableConfigError."""
        home, script = config_file.home, read_script(config_file.path)
        for block in blocks(script, r"\bvite['\"]?\s*:\s*\{"):
            script = script.replace(block, "")  # its plugins are not Astro's
        sources = within(home, literal(script, "srcDir") or "src")
        content, pages = (
            os.path.join(sources, "content"),
            Mount(os.path.join(sources, "pages")),
        )
        docs, starlight = os.path.join(content, "docs"), "starlight" in script
        languages = _languages(script) if starlight else ()
        trailing, rewrites = literal(script, "trailingSlash"), _REWRITES.search(script)
        return cls(
            config_file=config_file,
            contents=(pages, Mount(docs)) if starlight else (pages,),
            statics=(Mount(within(home, literal(script, "publicDir") or "public")),),
            members=(content, os.path.join(home, "content")),
            url=literal(script, "site") or "",
            base=base_of(literal(script, "base") or "/"),
            slug="github" if _NOT_SMART.search(script) else "astro",
            is_complete=_ADDS_PAGES.search(script) is None and languages is not None,
            generated_urls=("/404", r"/_astro/.*"),
            base_path=BasePath(required=True),
            links=LinkRules(
                source_forms=FORMS if rewrites else frozenset({"image", "meta"}),
                relative_to_url=True,
            ),
            hides_drafts=starlight,
            docs=docs,
            languages=languages or (),
            sidebar=None if _GENERATED.search(script) else frozenset(strings(script)),
            ends_with_slash=trailing != "never" and literal(script, "format") != "file",
            slash_is_optional=trailing in {None, "ignore"},
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a page is published, also in languages into which it is not translated."""
        if any(part.startswith("_") for part in source.path.split("/")):
            return ()
        if source.mount.path == self.docs:
            if not is_markdown(source.path):
                return ()
            return (*_doc(source), *_fallbacks(source, self.languages))
        if not source.path.endswith(_PAGES):
            return ()
        if source.path.endswith((".js", ".ts")):
            return (below(source, stem(source.path)),)  # `feed.xml.js` makes /feed.xml
        path = route(source.path).rstrip("/")
        return (below(source, f"{path}/" if self.ends_with_slash else path),)

    def is_listed(self, source: SourceFile) -> bool:
        """Tell whether Starlight's sidebar leads to a page."""
        if source.mount.path != self.docs:
            return False
        names = self.sidebar
        return names is None or any(url.strip("/") in names or url in names for url in _doc(source))

    def find_relative(self, own: str, path: str) -> Resolution:
        """Return what a relative path leads to from either form of a page's URL."""
        found = super().find_relative(own, path)
        if found.is_found or not self.slash_is_optional:
            return found
        other = self.find(urljoin(own.rstrip("/"), path))
        return other if other.is_found else found

    def knows_links(self, page: str, *, names_file: bool) -> bool:
        """Tell whether it is known what becomes of a link: all pages treat links to files alike."""
        return names_file or super().knows_links(page, names_file=names_file)


def _doc(source: SourceFile) -> Iterable[str]:
    written = text_of(source.meta, "slug")
    if written:
        return (below(source, "" if written == "index" else written),)
    parts = [github_slug(part) for part in stem(source.path).split("/")]
    if parts[-1] == "index":
        parts.pop()
    return (join(source.mount.at, *parts, ""),)


def _languages(script: str) -> tuple[str, ...] | None:
    """Return the directories of languages, that of the default one first; None if a program says.

    They are in the settings' `locales`, where `root` has no directory (Starlight,
    "Internationalization").
    """
    if not re.search(r"\blocales\b", script):
        return ()
    block = next(iter(blocks(script, r"\blocales['\"]?\s*:\s*\{")), None)
    if block is None or "..." in block:
        return None
    for inner in blocks(block, r":\s*\{"):
        block = block.replace(inner, "")
    names = _KEY.findall(block)
    default = literal(script, "defaultLocale") or "root"
    directories = sorted(names, key=lambda name: name != default)
    return (
        tuple("" if name == "root" else name for name in directories) if default in names else None
    )


def _fallbacks(source: SourceFile, languages: Sequence[str]) -> Iterator[str]:
    """Yield where a page of the default language stands in for one that is not translated."""
    heads = [f"{language}/" if language else "" for language in languages]
    default, others = next(iter(heads), ""), heads[1:]
    if not source.path.startswith(default) or source.path.startswith(tuple(filter(None, others))):
        return
    path, inside = source.path.removeprefix(default), below(source, default)
    for url in _doc(source):
        for head in others:
            there = os.path.join(source.mount.path, head, route(path)).rstrip("/")
            names = (there + end + ending for end in ("", "/index") for ending in MARKDOWN)
            if url.startswith(inside) and not any(map(exists, names)):
                yield below(source, head + url.removeprefix(inside))


SITE = Astro
