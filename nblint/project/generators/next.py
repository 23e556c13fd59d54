"""Next.js, with or without Nextra (Next.js, "Project Structure", "Dynamic Segments")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.model.file_types import is_markdown
from nblint.project.config_reader import base_of, flag, is_directory, literal, read_script
from nblint.project.generator import Generator
from nblint.project.generators.common import below, join, route, with_extension
from nblint.project.site_types import FORMS, BasePath, ConfigFile, Form, LinkRules, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.project.site_types import SourceFile

_PAGE = re.compile(r".*\.(?:jsx?|tsx?|mdx?)")
_APP = re.compile(r"(?P<directory>.*/)?(?:page\.(?:jsx?|tsx?|mdx?)|route\.[jt]s)")
_GROUP = re.compile(r"\([^()/]*\)/|@[^/]+/")
# "Metadata Files": served at the URL of their directory, or made by a script of that name.
_METADATA = re.compile(
    r"(?:.*/)?(?:favicon\.ico|(?:icon|apple-icon|opengraph-image|twitter-image)\d?\.(?:ico|jpe?g|png"
    r"|gif|svg)|(?:sitemap\.xml|robots\.txt|manifest\.(?:json|webmanifest)))"
)
_MADE = {"sitemap": "sitemap.xml", "robots": "robots.txt", "manifest": "manifest.webmanifest"}
_SPECIAL = re.compile(r"(?:_app|_document|_error|middleware|api/.*)(?:\..*)?")
_MEMBERS = ("content", "contents", "posts", "_posts", "blog", "data", "docs", "src")
# What may rewrite links: plugins of remark and rehype.
_REWRITES = re.compile(r"remark|rehype", re.IGNORECASE)
# A component that stands for links, which are Next's own then and get the base.
_LINK = re.compile(r"\ba['\"]?\s*[:(,}]")


class NextSite(Generator, frozen=True, kw_only=True):
    """A site of Next.js.

    content: the directories of Nextra's pages
    has_nextra: Nextra adds its own routes and rewrites links
    ends_with_slash: URLs of pages end with a slash
    """

    content: tuple[str, ...]
    has_nextra: bool
    ends_with_slash: bool

    @classmethod
    def read(cls, config_file: ConfigFile) -> NextSite | None:
        """Return the site that a configuration describes, None where it has no pages.

        Raises UnreadableConfigError.
        """
        home, script = config_file.home, read_script(config_file.path)
        nextra = "nextra" in script
        content = tuple(os.path.join(home, part) for part in ("content", "src/content"))
        directories = _contents(home, script, content if nextra else ())
        if not directories:
            return None
        own_links = _LINK.search(_components(home)) is not None
        is_complete = re.search(r"\b(?:redirects|rewrites|i18n|pageExtensions)\b", script) is None
        forms: set[Form] = {"image", "meta"} if nextra else {"meta"}
        rewrites = own_links or _REWRITES.search(script) is not None
        return cls(
            config_file=config_file,
            contents=tuple(directories),
            statics=(Mount(os.path.join(home, "public")),),
            members=tuple(os.path.join(home, item) for item in _MEMBERS),
            base=base_of(literal(script, "basePath") or "/"),
            slug="github",
            is_complete=is_complete,
            generated_urls=("/api/.*", "/404", "/_next/.*"),
            base_path=BasePath(
                added=nextra or own_links,
                always_added=nextra,
                required=not (nextra or own_links),
            ),
            links=LinkRules(
                source_forms=FORMS if rewrites else frozenset(forms), relative_to_url=True
            ),
            hides_drafts=False,
            content=content,
            has_nextra=nextra,
            ends_with_slash=flag(script, "trailingSlash") is True,
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return the URL of a route."""
        for url in self._routes(source):
            slash = self.ends_with_slash and "." not in url.rpartition("/")[2]
            yield url.rstrip("/") + "/" if slash else url.rstrip("/") or "/"

    def is_listed(self, source: SourceFile) -> bool:
        """Tell whether a page is Nextra's: all of them are in its sidebar."""
        return source.mount.path in self.content

    def complete_url(self, url: str) -> str:
        """Return a URL without the extension of a source, as Nextra rewrites it."""
        return with_extension(url, "") if self.has_nextra else url

    def _routes(self, source: SourceFile) -> Iterable[str]:
        if source.mount.path in self.content:
            return _page(source) if is_markdown(source.path) else ()
        if os.path.basename(source.mount.path) == "app":
            return self._of_app(source)
        if not _PAGE.fullmatch(source.path) or _SPECIAL.fullmatch(source.path):
            return ()
        return _page(source)

    def _of_app(self, source: SourceFile) -> Iterable[str]:
        directory, _, name = source.path.rpartition("/")
        if any(part.startswith("_") for part in directory.split("/")):
            return ()  # "Project Structure", private directories
        if self.has_nextra and "mdxPath]" in directory:
            return ()  # the pages of this one are those of the content
        at = _GROUP.sub("", f"{directory}/" if directory else "")
        made = _MADE.get(name.partition(".")[0]) if name.endswith((".js", ".ts")) else None
        if made or _METADATA.fullmatch(source.path):
            return (below(source, f"{at}{made or name}"),)
        return (below(source, at),) if _APP.fullmatch(source.path) else ()


def _contents(home: str, script: str, content: tuple[str, ...]) -> list[Mount]:
    """Return the directories of routes, and those of Nextra's pages unless it has its own."""
    places = [os.path.join(home, part) for part in ("pages", "src/pages", "app", "src/app")]
    mounts = [Mount(place) for place in places if is_directory(place)]
    if content and not any(os.path.basename(mount.path) == "pages" for mount in mounts):
        at = literal(script, "contentDirBasePath") or "/"
        mounts += [Mount(place, join(at)) for place in content if is_directory(place)]
    return mounts


def _components(home: str) -> str:
    """Return the scripts that say what the elements of MDX become ("mdx-components.js")."""
    directories = (home, os.path.join(home, "src"))
    paths = (
        os.path.join(directory, f"mdx-components.{end}")
        for directory in directories
        for end in ("js", "jsx", "ts", "tsx")
    )
    return "".join(read_script(path) for path in paths)


def _page(source: SourceFile) -> Iterable[str]:
    return (below(source, route(source.path)),)


SITE = NextSite
