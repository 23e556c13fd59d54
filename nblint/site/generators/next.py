"""Next.js, with or without Nextra (Next.js, "Project structure", "Dynamic Routes", "basePath")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.site.generators.common import below, is_markdown, join, stem
from nblint.site.layout import Folder, Generator, Layout, Source
from nblint.site.reading import base_of, literal, read_script

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAGE = re.compile(r".*\.(?:jsx?|tsx?|mdx?)")
_APP = re.compile(r"(?P<folder>.*/)?(?:page\.(?:jsx?|tsx?|mdx?)|route\.[jt]s)")
_GROUP = re.compile(r"\([^()/]*\)/|@[^/]+/")
_MEMBERS = ("content", "contents", "posts", "_posts", "blog", "data", "docs", "src")


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    script = read_script(path)
    places = [os.path.join(home, part) for part in ("pages", "src/pages", "app", "src/app")]
    folders = [Folder(place) for place in places if os.path.isdir(place)]
    nextra = "nextra" in script
    content = [os.path.join(home, part) for part in ("content", "src/content")]
    if nextra and not any("pages" in folder.path for folder in folders):
        at = literal(script, "contentDirBasePath") or "/"
        folders += [Folder(place, join(at)) for place in content if os.path.isdir(place)]
    if not folders:
        return None
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
        adds_base=True,
        options={"content": tuple(content)},
    )


def _addresses(layout: Layout, source: Source) -> Iterable[str]:
    if source.folder.path in layout.options["content"]:
        return _page(source) if is_markdown(source.path) else ()
    if os.path.basename(source.folder.path) == "app":
        match = _APP.fullmatch(source.path)
        return (below(source, _GROUP.sub("", match["folder"] or "")),) if match else ()
    if not _PAGE.fullmatch(source.path) or source.path.startswith(("_", "api/")):
        return ()
    return _page(source)


def _page(source: Source) -> Iterable[str]:
    return (below(source, re.sub(r"(?:^|(?<=/))index$", "", stem(source.path))),)


NEXT = Generator(
    "Next.js",
    tuple(f"next.config.{ending}" for ending in ("js", "mjs", "ts", "cjs", "mts")),
    _inspect,
    _addresses,
)
