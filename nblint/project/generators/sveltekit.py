"""SvelteKit, with mdsvex or another preprocessor (SvelteKit, "Routing", "Advanced routing")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.project.config_reader import base_of, is_folder, literal, read_script, within
from nblint.project.generators.common import below
from nblint.project.layout import FORMS, Folder, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROUTE = re.compile(
    r"(?P<folder>.*/)?\+(?:page(?:@[^.]*)?\.(?:svelte|md|mdx|svx|svelte\.md)|server\.[jt]s)"
)
_GROUP = re.compile(r"\([^()/]*\)/")
_MATCHER = re.compile(r"\[([^=\[\]]+)=\w+\]")
_CODE = re.compile(r"\[(?:x|u)\+([0-9a-fA-F]{2,6}(?:-[0-9a-fA-F]{2,6})*)\]")
_MEMBERS = ("src", "content", "contents", "posts", "blog", "data")
# Preprocessors, and plugins of mdsvex, that may change links and take images from beside a page.
_REWRITES = re.compile(r"remark|rehype|import-?assets|enhanced|relative", re.IGNORECASE)
_PAGE_OPTIONS: tuple[str, ...] = ("+page.js", "+page.ts", "+page.server.js", "+page.server.ts")
_LAYOUT_OPTIONS: tuple[str, ...] = (
    "+layout.js",
    "+layout.ts",
    "+layout.server.js",
    "+layout.server.ts",
)
_SLASH = re.compile(r"\btrailingSlash\b[^=\n]{0,100}=\s*['\"](always|never|ignore)['\"]")


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    script = read_script(path)
    routes = within(home, literal(script, "routes") or "src/routes")
    if not is_folder(routes):
        return None
    mdsvex = "".join(
        read_script(os.path.join(home, f"mdsvex.config.{end}")) for end in ("js", "ts")
    )
    return Layout(
        "SvelteKit",
        home,
        path,
        (Folder(routes),),
        (Folder(within(home, literal(script, "assets") or "static")),),
        members=tuple(os.path.join(home, item) for item in _MEMBERS),
        base=base_of(literal(script, "base") or "/"),
        sure=True,
        needs_base=True,
        by_address=True,
        by_source=FORMS if _REWRITES.search(script + mdsvex) else frozenset({"meta"}),
        hides_drafts=False,
    )


def _addresses(_layout: Layout, source: SourceFile) -> Iterable[str]:
    match = _ROUTE.fullmatch(source.path)
    if match is None:
        return ()
    folder = match["folder"] or ""
    # A matcher narrows what a parameter takes: `[slug=date]`.
    address = _CODE.sub(_decoded, _MATCHER.sub(r"[\1]", _GROUP.sub("", folder)))
    has_slash = _ends_with_slash(source.folder.path, folder)
    return (below(source, address if has_slash else address.rstrip("/")),)


def _decoded(match: re.Match[str]) -> str:
    """Return the characters that a folder's name has by their numbers ("Advanced routing")."""
    return "".join(chr(int(number, 16)) for number in match[1].split("-"))


def _ends_with_slash(routes: str, folder: str) -> bool:
    """Tell whether a page's address ends with a slash ("Page options", trailingSlash)."""
    at, names = folder, _PAGE_OPTIONS + _LAYOUT_OPTIONS
    while True:
        scripts = (read_script(os.path.join(routes, at, name)) for name in names)
        found = next((match for match in map(_SLASH.search, scripts) if match), None)
        if found or not at:
            return found is not None and found[1] == "always"
        at, names = os.path.dirname(at.rstrip("/")), _LAYOUT_OPTIONS


WORKINGS = Workings(_inspect, _addresses)
