"""Jekyll (Jekyll, "Configuration Options", "Collections", "Front Matter Defaults")."""

from __future__ import annotations

import os
from typing import Any

from nblint.project.config_reader import (
    as_dict,
    as_strings,
    as_text,
    base_of,
    exists,
    is_folder,
    read_data,
    within,
)
from nblint.project.generators.jekyll_addresses import addresses, excluding, including
from nblint.project.layout import Folder, Layout, Workings

# Plugins that neither add pages nor change addresses.
_HARMLESS = frozenset(
    f"jekyll-{name}"
    for name in (
        *("coffeescript", "commonmark", "commonmark-ghpages", "default-layout", "feed", "gist"),
        *(
            "github-metadata",
            "include-cache",
            "last-modified-at",
            "mentions",
            "optional-front-matter",
        ),
        *("readme-index", "redirect-from", "relative-links", "remote-theme", "sass-converter"),
        *("seo-tag", "sitemap", "titles-from-headings", "toc"),
    )
) | {"jemoji", "kramdown-parser-gfm"}
_MADE = (
    r"(?:/.*)?/(?:tags?|categor(?:y|ies)|archives?|authors?)(?:/.*)?",
    r"(?:/.*)?/page/?\d+",
    "/(?:search|404)",
)


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    if exists(os.path.join(home, "_toc.yml")):
        return None  # Jupyter Book's
    config = read_data(path)
    root = within(home, as_text(config.get("source"), "."))
    url, base = as_text(config.get("url")), base_of(as_text(config.get("baseurl"), "/"))
    plugins = {*as_strings(config.get("plugins")), *as_strings(config.get("gems"))}
    sure = plugins <= _HARMLESS and not is_folder(os.path.join(root, "_plugins"))
    return Layout(
        "Jekyll",
        home,
        path,
        (Folder(root),),
        (Folder(root),),
        url=url,
        base=base,
        slug=_flavour(config),
        sure=sure,
        made=_MADE,
        needs_base=True,
        templates=tuple(os.path.join(root, name) for name in ("_layouts", "_includes")),
        by_address=sure,
        options={
            "permalink": as_text(config.get("permalink"), "date"),
            "collections": _collections(config.get("collections")),
            "defaults": config.get("defaults") if isinstance(config.get("defaults"), list) else [],
            "excluded": excluding(as_strings(config.get("exclude"))),
            "included": including(as_strings(config.get("include"))),
        },
    )


def _flavour(config: dict[str, Any]) -> str:
    processor = as_text(config.get("markdown"), "kramdown").lower()
    if processor in {"commonmark", "commonmarkghpages", "gfm"}:
        return "github"
    if processor != "kramdown":
        return ""
    kind = as_text(as_dict(config.get("kramdown")).get("input"), "GFM")
    return "kramdown-gfm" if kind == "GFM" else "kramdown"


def _collections(value: object) -> dict[str, dict[str, Any]]:
    if isinstance(value, list):
        return {str(item): {} for item in value}
    return {str(key): as_dict(item) for key, item in as_dict(value).items()}


WORKINGS = Workings(_inspect, addresses)
