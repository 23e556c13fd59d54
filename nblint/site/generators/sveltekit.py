"""SvelteKit, with mdsvex or another preprocessor (SvelteKit, "Routing", "Advanced routing")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.site.generators.common import below
from nblint.site.layout import Folder, Generator, Layout, Source
from nblint.site.reading import base_of, literal, read_script, within

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROUTE = re.compile(
    r"(?P<folder>.*/)?\+(?:page(?:@[^.]*)?\.(?:svelte|md|mdx|svx|svelte\.md)|server\.[jt]s)"
)
_GROUP = re.compile(r"\([^()/]*\)/")
_MEMBERS = ("src", "content", "contents", "posts", "blog", "data")


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    script = read_script(path)
    routes = within(home, literal(script, "routes") or "src/routes")
    if not os.path.isdir(routes):
        return None
    return Layout(
        "SvelteKit",
        home,
        path,
        (Folder(routes),),
        (Folder(within(home, literal(script, "assets") or "static")),),
        members=tuple(os.path.join(home, item) for item in _MEMBERS),
        base=base_of(literal(script, "base") or "/"),
        sure=True,
    )


def _addresses(_layout: Layout, source: Source) -> Iterable[str]:
    match = _ROUTE.fullmatch(source.path)
    if match is None:
        return ()
    folder = _GROUP.sub("", match["folder"] or "")
    # A matcher narrows what a parameter takes: `[slug=date]`.
    return (below(source, re.sub(r"\[([^=\[\]]+)=\w+\]", r"[\1]", folder)),)


SVELTEKIT = Generator(
    "SvelteKit",
    tuple(f"svelte.config.{ending}" for ending in ("js", "ts", "mjs")),
    _inspect,
    _addresses,
)
