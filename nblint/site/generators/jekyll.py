"""Jekyll (Jekyll, "Permalinks", "Collections", "Posts", "Front Matter Defaults", "Pages")."""

from __future__ import annotations

import fnmatch
import os
import re
from typing import TYPE_CHECKING, Any

from nblint.site.generators.common import below, is_markdown, join, stem, text_of, texts_of
from nblint.site.generators.permalinks import date_of, expand
from nblint.site.layout import Folder, Generator, Layout, Meta, Source
from nblint.site.reading import as_dict, as_strings, as_text, base_of, read_data, within

if TYPE_CHECKING:
    from collections.abc import Iterable

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
_POST = re.compile(r"(?P<folders>.*?/)?_posts/(?:.*/)?\d{4}-\d{1,2}-\d{1,2}-(?P<slug>[^/]*)")
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
_ALWAYS_EXCLUDED = (".sass-cache", "gemfiles", "node_modules", "vendor", "_site")


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    if os.path.exists(os.path.join(home, "_toc.yml")):
        return None  # Jupyter Book's
    config = read_data(path)
    root = within(home, as_text(config.get("source"), "."))
    url, base = as_text(config.get("url")), base_of(as_text(config.get("baseurl"), "/"))
    plugins = {*as_strings(config.get("plugins")), *as_strings(config.get("gems"))}
    own_plugins = os.path.isdir(os.path.join(root, "_plugins"))
    return Layout(
        "Jekyll",
        home,
        path,
        (Folder(root),),
        (Folder(root),),
        url=url,
        base=base,
        slug=_flavour(config),
        sure=plugins <= _HARMLESS and not own_plugins,
        made=_MADE,
        serves_contents=True,
        options={
            "permalink": as_text(config.get("permalink"), "date"),
            "collections": _collections(config.get("collections")),
            "defaults": config.get("defaults") if isinstance(config.get("defaults"), list) else [],
            "exclude": tuple(as_strings(config.get("exclude"))),
            "include": tuple(as_strings(config.get("include"))),
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


def _addresses(layout: Layout, source: Source) -> Iterable[str]:
    path = source.path
    if _is_excluded(layout, path) or not (is_markdown(path) or path.endswith((".html", ".htm"))):
        return ()
    meta = {**_defaults(layout, path), **(source.meta or {})}
    aliases = [join(alias) for alias in texts_of(meta, "redirect_from")]
    own = _own(layout, source, meta)
    return (own, *aliases) if own else ()


def _is_excluded(layout: Layout, path: str) -> bool:
    top = path.partition("/")[0]
    if top in _ALWAYS_EXCLUDED:
        return True
    patterns = (pattern.strip("/") for pattern in layout.options["exclude"])
    return any(
        fnmatch.fnmatch(path, item) or f"{path}/".startswith(f"{item}/") for item in patterns
    )


def _defaults(layout: Layout, path: str) -> dict[str, Any]:
    """Return what the configuration sets for a page that does not set it."""
    values: dict[str, Any] = {}
    for item in layout.options["defaults"]:
        scope = as_dict(as_dict(item).get("scope"))
        folder = as_text(scope.get("path")).strip("/")
        kind = scope.get("type")
        if kind not in {None, _kind(path)} or "*" in folder:
            continue
        if not folder or f"{path}/".startswith(f"{folder}/"):
            values |= as_dict(as_dict(item).get("values"))
    return values


def _kind(path: str) -> str:
    if "_posts/" in f"/{path}":
        return "posts"
    return path[1:].partition("/")[0] if path.startswith("_") else "pages"


def _own(layout: Layout, source: Source, meta: Meta) -> str:
    permalink = text_of(meta, "permalink")
    kind = _kind(source.path)
    style = layout.options["permalink"]
    if kind == "posts":
        return _post(source, meta, permalink or style)
    if kind != "pages":
        settings = layout.options["collections"].get(kind)
        return _member(source, kind, settings, permalink) if settings else ""
    if any(part.startswith("_") for part in source.path.split("/")):
        return ""
    if permalink:
        return below(source, expand(permalink, meta, _names(source.path)) or permalink)
    folder, _, name = stem(source.path).rpartition("/")
    if name.lower() in {"index", "readme"}:
        return below(source, f"{folder}/")
    pretty = style == "pretty" or (style not in _STYLES and style.endswith("/"))
    return below(source, f"{stem(source.path)}{'/' if pretty else '.html'}")


def _post(source: Source, meta: Meta, permalink: str) -> str:
    match = _POST.fullmatch(stem(source.path))
    if match is None:
        return ""
    name = source.path.rpartition("/")[2]
    date = date_of(meta, name) or date_of(None, name)
    folders = (match["folders"] or "").strip("/")
    written = texts_of(meta, "categories") or texts_of(meta, "category")
    categories = [word for item in written for word in ([item] if "," in item else item.split())]
    slug = text_of(meta, "slug") or match["slug"]
    values = {
        "categories": "/".join([*folders.split("/"), *categories]).lower(),
        "title": slug,
        "slug": slug.lower(),
    }
    return below(source, expand(_STYLES.get(permalink, permalink), {"date": date}, values))


def _member(source: Source, kind: str, settings: dict[str, Any], permalink: str) -> str:
    if settings.get("output") is not True:
        return ""
    pattern = permalink or as_text(settings.get("permalink"), "/:collection/:path.html")
    names = _names(source.path.partition("/")[2])
    address = expand(pattern, source.meta, {**names, "collection": kind, "output_ext": ".html"})
    return below(source, address)


def _names(path: str) -> dict[str, str]:
    name = stem(path).rpartition("/")[2]
    return {
        "path": stem(path),
        "name": name,
        "title": name,
        "slug": name,
        "basename": name,
        "output_ext": ".html",
    }


JEKYLL = Generator("Jekyll", ("_config.yml", "_config.yaml", "_config.toml"), _inspect, _addresses)
