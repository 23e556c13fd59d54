"""mdBook (mdBook, "General" and "Renderers" configuration, "SUMMARY.md")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from nblint.project.config_reader import as_dict, as_text, base_of, read_data, read_text, within
from nblint.project.generators.common import below, by_path, is_markdown
from nblint.project.layout import Folder, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What a link in SUMMARY.md leads to, inline or by a definition; one in a comment counts too.
_LINK = re.compile(r"\]\(\s*(?:<([^<>\n]+)>|([^)\s]+))|^ {0,3}\[[^\]\n]+\]:\s*(\S+)", re.MULTILINE)


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    config = read_data(path)
    source = within(home, as_text(as_dict(config.get("book")).get("src"), "src"))
    html = as_dict(as_dict(config.get("output")).get("html"))
    chapters = list(_chapters(read_text(os.path.join(source, "SUMMARY.md"))))
    redirects = as_dict(html.get("redirect"))
    # A preprocessor that writes the summary itself is called so (mdbook-auto-gen-summary, …).
    preprocessors = as_dict(config.get("preprocessor"))
    written = any("summary" in str(name) for name in preprocessors)
    return Layout(
        "mdBook",
        home,
        path,
        (Folder(source),),
        (Folder(source),),
        base=base_of(as_text(html.get("site-url"), "/")),
        slug="mdbook-plain" if html.get("smart-punctuation") is False else "mdbook",
        sure=True,
        made=(r"/(?:print|toc|404)(?:\.html)?",),
        shelved=True,
        by_source=frozenset({"meta"}),
        chosen=bool(chapters) and not written,
        closed=preprocessors.keys() <= {"index", "links"},
        redirects={f"/{str(old).lstrip('/')}": str(new) for old, new in redirects.items()},
        listed=frozenset(within(source, chapter) for chapter in chapters),
        options={"first": chapters[0] if chapters else ""},
    )


def _chapters(summary: str) -> Iterator[str]:
    for match in _LINK.finditer(summary):
        path = unquote(match[match.lastindex or 0])
        if is_markdown(path):
            yield os.path.normpath(path)


def _addresses(layout: Layout, source: SourceFile) -> Iterable[str]:
    path = os.path.join(source.folder.path, source.path)
    if source.path == "SUMMARY.md" or (layout.chosen and path not in layout.listed):
        return ()
    own = by_path(source, {"readme", "index"}, pretty=False)
    starts = (source.folder.at,) if source.path == layout.options["first"] else ()
    # A link to a source is one to the page but for its ending, so README.md has to be index.md.
    name = re.sub(r"(?i:\breadme)\.md$", "index.md", source.path)
    return (*own, *starts, below(source, name))


WORKINGS = Workings(_inspect, _addresses)
