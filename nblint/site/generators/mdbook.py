"""mdBook (mdBook, "General" and "Renderers" configuration, "SUMMARY.md")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.site.generators.common import by_path
from nblint.site.layout import Folder, Generator, Layout, Source
from nblint.site.reading import as_dict, as_text, base_of, read_data, read_text, within

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHAPTER = re.compile(r"\[[^\]]*\]\(\s*<?([^)>#\s]+\.md)>?\s*\)")


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    config = read_data(path)
    source = within(home, as_text(as_dict(config.get("book")).get("src"), "src"))
    html = as_dict(as_dict(config.get("output")).get("html"))
    chapters = _CHAPTER.findall(read_text(os.path.join(source, "SUMMARY.md")))
    redirects = as_dict(html.get("redirect"))
    return Layout(
        "mdBook",
        home,
        path,
        (Folder(source),),
        (Folder(source), Folder(within(home, as_text(html.get("theme"), "theme")))),
        base=base_of(as_text(html.get("site-url"), "/")),
        slug="mdbook-plain" if html.get("smart-punctuation") is False else "mdbook",
        sure=True,
        made=(r"/(?:print|toc|404)(?:\.html)?",),
        serves_contents=True,
        shelved=True,
        redirects={f"/{str(old).lstrip('/')}": str(new) for old, new in redirects.items()},
        listed=frozenset(within(source, chapter) for chapter in chapters),
        options={"first": os.path.normpath(chapters[0]) if chapters else ""},
    )


def _addresses(layout: Layout, source: Source) -> Iterable[str]:
    if source.path == "SUMMARY.md":
        return ()
    own = by_path(source, {"readme", "index"}, pretty=False)
    return (*own, source.folder.at) if source.path == layout.options["first"] else own


MDBOOK = Generator("mdBook", ("book.toml",), _inspect, _addresses)
