"""Next.js, with or without Nextra (Next.js, "Project Structure", "Dynamic Segments")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.project.config_reader import base_of, flag, is_folder, literal, read_script
from nblint.project.generators.common import below, is_markdown, join, route
from nblint.project.layout import FORMS, Folder, Form, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAGE = re.compile(r".*\.(?:jsx?|tsx?|mdx?)")
_APP = re.compile(r"(?P<folder>.*/)?(?:page\.(?:jsx?|tsx?|mdx?)|route\.[jt]s)")
_GROUP = re.compile(r"\([^()/]*\)/|@[^/]+/")
# "Metadata Files": served at the address of their folder, or made by a script of that name.
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


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    script = read_script(path)
    places = [os.path.join(home, part) for part in ("pages", "src/pages", "app", "src/app")]
    folders = [Folder(place) for place in places if is_folder(place)]
    nextra = "nextra" in script
    content = [os.path.join(home, part) for part in ("content", "src/content")]
    if nextra and not any(os.path.basename(folder.path) == "pages" for folder in folders):
        at = literal(script, "contentDirBasePath") or "/"
        folders += [Folder(place, join(at)) for place in content if is_folder(place)]
    if not folders:
        return None
    own_links = _LINK.search(_components(home)) is not None
    taken: set[Form] = {"image", "meta"} if nextra else {"meta"}
    return Layout(
        "Next.js",
        home,
        path,
        tuple(folders),
        (Folder(os.path.join(home, "public")),),
        members=tuple(os.path.join(home, item) for item in _MEMBERS),
        base=base_of(literal(script, "basePath") or "/"),
        slug="github",
        sure=re.search(r"\b(?:redirects|rewrites|i18n|pageExtensions)\b", script) is None,
        made=("/api/.*", "/404", "/_next/.*"),
        adds_base=nextra or own_links,
        doubles_base=nextra,
        needs_base=not (nextra or own_links),
        by_address=True,
        ending="" if nextra else None,
        by_source=FORMS if own_links or _REWRITES.search(script) else frozenset(taken),
        hides_drafts=False,
        options={
            "content": tuple(content),
            "nextra": nextra,
            "slash": flag(script, "trailingSlash") is True,
        },
    )


def _components(home: str) -> str:
    """Return the scripts that say what the elements of MDX become ("mdx-components.js")."""
    folders = (home, os.path.join(home, "src"))
    paths = (
        os.path.join(folder, f"mdx-components.{end}")
        for folder in folders
        for end in ("js", "jsx", "ts", "tsx")
    )
    return "".join(read_script(path) for path in paths)


def _addresses(layout: Layout, source: SourceFile) -> Iterable[str]:
    for address in _routes(layout, source):
        slash = layout.options["slash"] and "." not in address.rpartition("/")[2]
        yield address.rstrip("/") + "/" if slash else address.rstrip("/") or "/"


def _routes(layout: Layout, source: SourceFile) -> Iterable[str]:
    if source.folder.path in layout.options["content"]:
        return _page(source) if is_markdown(source.path) else ()
    if os.path.basename(source.folder.path) == "app":
        return _of_app(layout, source)
    if not _PAGE.fullmatch(source.path) or _SPECIAL.fullmatch(source.path):
        return ()
    return _page(source)


def _of_app(layout: Layout, source: SourceFile) -> Iterable[str]:
    folder, _, name = source.path.rpartition("/")
    if any(part.startswith("_") for part in folder.split("/")):
        return ()  # "Project Structure", private folders
    if layout.options["nextra"] and "mdxPath]" in folder:
        return ()  # the pages of this one are those of the content
    at = _GROUP.sub("", f"{folder}/" if folder else "")
    made = _MADE.get(name.partition(".")[0]) if name.endswith((".js", ".ts")) else None
    if made or _METADATA.fullmatch(source.path):
        return (below(source, f"{at}{made or name}"),)
    return (below(source, at),) if _APP.fullmatch(source.path) else ()


def _page(source: SourceFile) -> Iterable[str]:
    return (below(source, route(source.path)),)


def _shows(layout: Layout, source: SourceFile) -> bool:
    return source.folder.path in layout.options["content"]  # all of Nextra's are in its sidebar


WORKINGS = Workings(_inspect, _addresses, shows=_shows)
