"""Eleventy (Eleventy, "Permalinks", "Configuration", "Add files to the build", fileSlug)."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.site.generators.common import below, is_markdown, join, stem, text_of
from nblint.site.layout import Folder, Generator, Layout, Source
from nblint.site.reading import base_of, literal, read_script, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}-")
_COPIED = re.compile(r"addPassthroughCopy\(\s*['\"]([^'\"*{}]+)['\"]\s*[),]")
_MAPPED = re.compile(r"['\"]([^'\"*{}]+)['\"]\s*:\s*['\"]([^'\"]*)['\"]")
_TEMPLATES = (".html", ".njk", ".liquid", ".hbs", ".ejs", ".pug", ".webc", ".vto")


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    script = read_script(path)
    content = within(home, literal(script, "input") or ".")
    return Layout(
        "Eleventy",
        home,
        path,
        (Folder(content),),
        tuple(_copied(home, content, script)),
        base=base_of(literal(script, "pathPrefix") or "/"),
        slug="markdown-it-anchor" if _has_default_anchors(script) else "",
        options={"input": content},
    )


def _has_default_anchors(script: str) -> bool:
    return (
        bool(re.search(r"markdown-?it-?anchor", script, re.IGNORECASE)) and "slugify" not in script
    )


def _copied(home: str, content: str, script: str) -> Iterator[Folder]:
    """Yield what is copied as it is: below the input folder the path loses that folder's name."""
    for item in _COPIED.findall(script):
        place = within(home, item)
        at = os.path.relpath(place, content if place.startswith(content) else home)
        yield Folder(place, join(at.replace(os.sep, "/")))
    for block in re.findall(r"addPassthroughCopy\(\s*\{(.*?)\}", script, re.DOTALL):
        for item, at in _MAPPED.findall(block):
            yield Folder(within(home, item), join(at))


def _addresses(_layout: Layout, source: Source) -> Iterable[str]:
    path = source.path
    if not (is_markdown(path) or path.endswith(_TEMPLATES)):
        return ()
    parts = path.split("/")
    if any(part.startswith("_") or part == "node_modules" for part in parts):
        return ()
    if source.meta and source.meta.get("permalink") is False:
        return ()
    permalink = text_of(source.meta, "permalink")
    if permalink:
        return () if "{" in permalink else (below(source, permalink),)
    folder, _, name = stem(path.removesuffix(".11ty.js")).rpartition("/")
    name = _DATE.sub("", name, count=1)
    if name == "index" or (folder and name == folder.rpartition("/")[2]):
        return (below(source, f"{folder}/"),)
    return (join(source.folder.at, folder, name, ""),)


ELEVENTY = Generator(
    "Eleventy",
    (".eleventy.js", *(f"eleventy.config.{ending}" for ending in ("js", "mjs", "cjs", "ts"))),
    _inspect,
    _addresses,
)
