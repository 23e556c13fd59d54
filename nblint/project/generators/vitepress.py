"""VitePress (VitePress, "Routing", "Asset Handling" and "Site Config")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.files.matching import PatternError, Regex
from nblint.project.config_reader import base_of, blocks, literal, read_script, strings, within
from nblint.project.generators.common import below, covered, is_markdown, stem
from nblint.project.layout import Folder, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SIDEBAR = re.compile(r"\bsidebar['\"]?\s*:\s*[\[{]")
_REGEX = re.compile(r"(?:^|[\[,\s])/((?:\\.|[^/\\\n])+)/[a-z]*\s*(?:,|$)")
_PAIR = re.compile(r"['\"]([^'\"]+)['\"]\s*:\s*['\"]([^'\"]+)['\"]")
_BRACES = re.compile(r"\{([^{}]*)\}")
_SLASH = re.compile("/")
_MOST_ALTERNATIVES = 100


def _inspect(home: str, name: str) -> Layout | None:
    folder = os.path.join(home, name)
    path, script = folder, ""
    for ending in ("ts", "mts", "js", "mjs", "cjs"):
        for file in (f"config.{ending}", f"config/index.{ending}"):
            candidate = os.path.join(folder, file)
            if not script and (script := read_script(candidate)):
                path = candidate
    source = within(home, literal(script, "srcDir") or ".")
    rewrites = blocks(script, r"rewrites['\"]?\s*:\s*\{")
    pairs = dict(_PAIR.findall(rewrites[0])) if rewrites else {}
    computed = re.search(r"\brewrites\b", script) and (not pairs or any(":" in p for p in pairs))
    own_slug = "slugify" in script
    return Layout(
        "VitePress",
        home,
        path,
        (Folder(source),),
        (Folder(within(source, literal(script, "publicDir") or "public")),),
        base=base_of(literal(script, "base") or "/"),
        slug="" if own_slug else "vitepress",
        sure=not computed,
        made=("/404(?:\\.html)?", *_ignored(script)),
        adds_base=True,
        doubles_base=True,
        keeps_html=True,
        by_address=True,
        ending=".html",
        by_source=frozenset({"image", "html", *(("link", "rooted") if computed else ())}),
        hides_drafts=False,
        options={
            "rewrites": pairs,
            "excluded": _excluded(script),
            "navigation": _navigation(script),
        },
    )


def _addresses(layout: Layout, source: SourceFile) -> Iterable[str]:
    path = layout.options["rewrites"].get(source.path, source.path)
    if not is_markdown(path) or "/node_modules/" in f"/{path}":
        return ()
    if layout.options["excluded"](source.path):
        return ()
    if "[" in path:
        return (below(source, stem(path)),)
    if path.rpartition("/")[2] == "index.md":
        return (below(source, path.removesuffix("index.md")),)
    return (below(source, f"{stem(path)}.html"),)


def _excluded(script: str) -> Callable[[str], bool]:
    """Return what tells which paths are no pages ("Site Config", srcExclude)."""
    written = blocks(script, r"\bsrcExclude['\"]?\s*:\s*\[")
    patterns = (item for block in written for item in strings(block))
    # A pattern holds from the content folder on, wherever it has its slashes.
    return covered(
        f"/{item.removeprefix('./')}" for pattern in patterns for item in _alternatives(pattern)
    )


def _alternatives(pattern: str) -> list[str]:
    """Return the patterns that one with braces stands for."""
    found = [pattern]
    for item in found:
        braces = _BRACES.search(item)
        if braces and len(found) < _MOST_ALTERNATIVES:
            heads = (item[: braces.start()] + part for part in braces[1].split(","))
            found += [head + item[braces.end() :] for head in heads]
    return [item for item in found if not _BRACES.search(item)]


def _ignored(script: str) -> Iterator[str]:
    """Yield patterns of what is not to be called dead ("Site Config", ignoreDeadLinks).

    An expression that is not supported may match any link.
    """
    for block in blocks(script, r"\bignoreDeadLinks['\"]?\s*:\s*\["):
        plain = (re.escape(item.removesuffix(".html")) for item in strings(block))
        yield from (rf"{item}(?:\.html)?" for item in plain)
        for pattern in _REGEX.findall(block):
            expression = f".*(?:{pattern.removeprefix('^')}).*"
            try:
                Regex(expression)
            except PatternError:
                expression = ".*"
            yield expression


class _Navigation(Struct, frozen=True):
    """The links of "Nav" and "Sidebar", and what may be put before them ("Sidebar", base)."""

    links: frozenset[str]
    bases: frozenset[str]

    def leads_to(self, address: str) -> bool:
        """Tell whether a link, with or without a base, is the address."""
        starts = (slash.end() for slash in _SLASH.finditer(address))
        return address in self.links or any(
            address[:start] in self.bases and address[start:] in self.links for start in starts
        )


def _navigation(script: str) -> _Navigation | None:
    """Return the navigation; None if a program makes the sidebar."""
    made = len(_SIDEBAR.findall(script)) < len(re.findall(r"\bsidebar\b", script))
    texts = strings(script)
    bases = frozenset(item for item in texts if item.endswith("/"))
    return None if made else _Navigation(frozenset(map(_plain, texts)), bases)


def _plain(address: str) -> str:
    return re.sub(r"(?:(?<=/)index)?(?:\.(?:md|html))?$", "", address).rstrip("/") or "/"


def _shows(layout: Layout, source: SourceFile) -> bool:
    navigation: _Navigation | None = layout.options["navigation"]
    return navigation is None or any(
        navigation.leads_to(_plain(item)) for item in _addresses(layout, source)
    )


WORKINGS = Workings(_inspect, _addresses, shows=_shows)
