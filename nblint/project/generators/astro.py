"""Astro, with or without Starlight (Astro, "Pages", "Routing"; Starlight, "Pages")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.markdown.slugs.github_slug import github_slug
from nblint.model.file_types import MARKDOWN
from nblint.project.config_reader import (
    base_of,
    blocks,
    exists,
    literal,
    read_script,
    strings,
    within,
)
from nblint.project.generators.common import below, is_markdown, join, route, stem, text_of
from nblint.project.layout import FORMS, Folder, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NOT_SMART = re.compile(r"\bsmartypants\s*:\s*false\b")
_PAGES = (".astro", ".md", ".mdx", ".html", ".js", ".ts")
# A sidebar that is made of the docs, as it is where none is given ("Sidebar Navigation").
_GENERATED = re.compile(r"\bautogenerate\b|\A(?!.*\bsidebar\s*:\s*\[)", re.DOTALL)
_KEY = re.compile(r"(?<![\w-])([\w-]+)['\"]?\s*:\s*\{")
_ADDS_PAGES = re.compile(r"\b(?:redirects|plugins|injectRoute)\s*:")
# What may rewrite links: plugins of remark and rehype, of Starlight, a processor of one's own.
_REWRITES = re.compile(r"remark|rehype|\bplugins\b|\bprocessor\b|\bmarkdown\s*(?:,|:\s*\w)")


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    script = read_script(path)
    for block in blocks(script, r"\bvite['\"]?\s*:\s*\{"):
        script = script.replace(block, "")  # its plugins are not Astro's
    sources = within(home, literal(script, "srcDir") or "src")
    starlight = "starlight" in script
    pages, docs = Folder(os.path.join(sources, "pages")), os.path.join(sources, "content", "docs")
    content = os.path.join(sources, "content")
    languages = _languages(script) if starlight else ()
    url, trailing = literal(script, "site") or "", literal(script, "trailingSlash")
    return Layout(
        "Astro",
        home,
        path,
        (pages, Folder(docs)) if starlight else (pages,),
        (Folder(within(home, literal(script, "publicDir") or "public")),),
        members=(content, os.path.join(home, "content")),
        url=url,
        base=base_of(literal(script, "base") or "/"),
        slug="github" if _NOT_SMART.search(script) else "astro",
        sure=_ADDS_PAGES.search(script) is None and languages is not None,
        made=("/404", r"/_astro/.*"),
        needs_base=True,
        by_address=True,
        either_form=trailing in {None, "ignore"},
        by_source=FORMS if _REWRITES.search(script) else frozenset({"image", "meta"}),
        plain_members=True,
        hides_drafts=starlight,
        options={
            "docs": docs,
            "languages": languages or (),
            "sidebar": None if _GENERATED.search(script) else frozenset(strings(script)),
            "slash": trailing != "never" and literal(script, "format") != "file",
        },
    )


def _addresses(layout: Layout, source: SourceFile) -> Iterable[str]:
    if any(part.startswith("_") for part in source.path.split("/")):
        return ()
    if source.folder.path == layout.options["docs"]:
        if not is_markdown(source.path):
            return ()
        return (*_doc(source), *_fallbacks(source, layout.options["languages"]))
    if not source.path.endswith(_PAGES):
        return ()
    if source.path.endswith((".js", ".ts")):
        return (below(source, stem(source.path)),)  # `feed.xml.js` makes /feed.xml
    path = route(source.path).rstrip("/")
    return (below(source, f"{path}/" if layout.options["slash"] else path),)


def _doc(source: SourceFile) -> Iterable[str]:
    written = text_of(source.meta, "slug")
    if written:
        return (below(source, "" if written == "index" else written),)
    parts = [github_slug(part) for part in stem(source.path).split("/")]
    if parts[-1] == "index":
        parts.pop()
    return (join(source.folder.at, *parts, ""),)


def _languages(script: str) -> tuple[str, ...] | None:
    """Return the folders of languages, that of the default one first; None if a program says.

    They are in the settings' `locales`, where `root` has no folder (Starlight,
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
    folders = sorted(names, key=lambda name: name != default)
    return tuple("" if name == "root" else name for name in folders) if default in names else None


def _fallbacks(source: SourceFile, languages: Sequence[str]) -> Iterator[str]:
    """Yield where a page of the default language stands in for one that is not translated."""
    heads = [f"{language}/" if language else "" for language in languages]
    default, others = next(iter(heads), ""), heads[1:]
    if not source.path.startswith(default) or source.path.startswith(tuple(filter(None, others))):
        return
    path, inside = source.path.removeprefix(default), below(source, default)
    for address in _doc(source):
        for head in others:
            there = os.path.join(source.folder.path, head, route(path)).rstrip("/")
            names = (there + end + ending for end in ("", "/index") for ending in MARKDOWN)
            if address.startswith(inside) and not any(map(exists, names)):
                yield below(source, head + address.removeprefix(inside))


def _shows(layout: Layout, source: SourceFile) -> bool:
    """Tell whether Starlight's sidebar leads to a page."""
    if source.folder.path != layout.options["docs"]:
        return False
    names = layout.options["sidebar"]
    return names is None or any(item.strip("/") in names or item in names for item in _doc(source))


WORKINGS = Workings(_inspect, _addresses, shows=_shows)
