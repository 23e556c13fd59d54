"""Jekyll (Jekyll, "Configuration Options", "Permalinks", "Posts", "Collections", "Pages")."""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING, Any

from nblint.files.matching import Automaton, PatternError, parse
from nblint.model.file_types import is_markdown
from nblint.project.config_reader import (
    as_dict,
    as_strings,
    as_text,
    base_of,
    exists,
    is_directory,
    read_data,
    within,
)
from nblint.project.generator import Generator
from nblint.project.generators.common import below, join, stem, text_of, texts_of
from nblint.project.generators.permalinks import date_of, expand
from nblint.project.site_types import BasePath, ConfigFile, LinkRules, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.files.matching.pattern_nodes import Node
    from nblint.project.site_types import Meta, SourceFile

# Plugins that neither add pages nor change URLs.
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
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-(?P<slug>.*)", re.DOTALL)
_GLOB = re.compile(r"\*|\?|\[(?P<negated>!?)(?P<set>\]?[^\]]*)\]|.", re.DOTALL)
_LONGEST = 1_000  # characters of a glob
# Left out unless the settings name other paths (Jekyll, "Configuration Options", exclude).
_EXCLUDED = (
    *(".sass-cache", ".jekyll-cache", "gemfiles", "node_modules"),
    *("vendor/bundle", "vendor/cache", "vendor/gems", "vendor/ruby"),
)
# What Jekyll.utils.slugify keeps, in the modes "default" and "pretty"; \w has the underscore too.
_UNSAFE = {"default": re.compile(r"[\W_]+"), "pretty": re.compile(r"[^\w.~!$&'()+,;=@]+")}

# The URL of a post whose pattern asks for what is not known: any, as a parameter has it.
_ANY = "[...any]"


class Jekyll(Generator, frozen=True, kw_only=True):
    """A site of Jekyll.

    permalink: the pattern of URLs, or the name of one
    collections: their settings, by their names
    defaults: front matter defaults, each with its scope
    excluded, included: match the paths that the settings exclude and include
    """

    permalink: str
    collections: dict[str, dict[str, Any]]
    defaults: list[Any]
    excluded: Automaton
    included: Automaton

    @classmethod
    def read(cls, config_file: ConfigFile) -> Jekyll | None:
        """Return the site that a configuration describes, None for Jupyter Book's.

        Raises UnreadableConfigError.
        """
        home = config_file.home
        if exists(os.path.join(home, "_toc.yml")):
            return None
        config = read_data(config_file.path)
        root = within(home, as_text(config.get("source"), "."))
        plugins = {*as_strings(config.get("plugins")), *as_strings(config.get("gems"))}
        is_complete = plugins <= _HARMLESS and not is_directory(os.path.join(root, "_plugins"))
        defaults = config.get("defaults")
        return cls(
            config_file=config_file,
            contents=(Mount(root),),
            statics=(Mount(root),),
            url=as_text(config.get("url")),
            base=base_of(as_text(config.get("baseurl"), "/")),
            slug=_flavour(config),
            is_complete=is_complete,
            generated_urls=_MADE,
            base_path=BasePath(required=True),
            links=LinkRules(relative_to_url=is_complete),
            templates=tuple(os.path.join(root, name) for name in ("_layouts", "_includes")),
            permalink=as_text(config.get("permalink"), "date"),
            collections=_collections(config.get("collections")),
            defaults=defaults if isinstance(defaults, list) else [],
            excluded=_excluding(as_strings(config.get("exclude"))),
            included=_including(as_strings(config.get("include"))),
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a page is published, and its redirects."""
        path = source.path
        is_page = is_markdown(path) or path.endswith((".html", ".htm"))
        if self.excluded.matches(path) or not is_page:
            return ()
        meta = {**self._defaults(path), **(source.meta or {})}
        aliases = [join(alias) for alias in texts_of(meta, "redirect_from")]
        own = self._own(source, meta)
        return (own, *aliases) if own else ()

    def _is_hidden(self, path: str) -> bool:
        """Tell whether a name in a path keeps it from being published ("Directory Structure").

        One that begins so is published where the settings include it.
        """
        parts = path.split("/")
        for depth, part in enumerate(parts):
            if not part.startswith(("_", ".", "#", "~")):
                continue
            names = (part, "/".join(parts[: depth + 1]))
            if not any(map(self.included.matches, names)):
                return True
        return False

    def _defaults(self, path: str) -> dict[str, Any]:
        """Return what the configuration sets for a page that does not set it."""
        values: dict[str, Any] = {}
        for item in self.defaults:
            scope = as_dict(as_dict(item).get("scope"))
            directory = as_text(scope.get("path")).strip("/")
            kind = scope.get("type")
            # The type may be a list or a table.
            if kind not in (None, self._kind(path)) or "*" in directory:
                continue
            if not directory or f"{path}/".startswith(f"{directory}/"):
                values |= as_dict(as_dict(item).get("values"))
        return values

    def _kind(self, path: str) -> str:
        if "/_posts/" in f"/{path}":
            return "posts"
        top = path.partition("/")[0]
        return top[1:] if top[:1] == "_" and top[1:] in self.collections else "pages"

    def _own(self, source: SourceFile, meta: Meta) -> str:
        permalink, kind = text_of(meta, "permalink"), self._kind(source.path)
        style = self.permalink
        pretty = style == "pretty" or (style not in _STYLES and style.endswith("/"))
        ending = "/" if pretty else ".html"
        if kind == "posts":
            return _post(source, meta, permalink or style)
        if kind != "pages":
            default = {"permalink": f"/:collection/:path{ending}"}
            return _member(source, kind, default | self.collections[kind], permalink)
        if self._is_hidden(source.path):
            return ""
        if permalink:
            return below(source, expand(permalink, meta, _names(source.path)) or permalink)
        directory, _, name = stem(source.path).rpartition("/")
        if name.lower() in {"index", "readme"}:
            return below(source, f"{directory}/")
        return below(source, stem(source.path) + ending)


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


def _excluding(names: Iterable[str]) -> Automaton:
    """Return what matches the paths that settings exclude, besides what Jekyll itself does."""
    patterns = [name.strip("/") for name in (*_EXCLUDED, *names)]
    below = (parse(f"{re.escape(item)}(?s:/.*)") for item in patterns if len(item) <= _LONGEST)
    return Automaton((*below, *_globs(patterns)))


def _including(names: Iterable[str]) -> Automaton:
    """Return what matches the names and paths that settings include."""
    return Automaton(_globs(name.strip("/") for name in names))


def _globs(patterns: Iterable[str]) -> Iterator[tuple[Node, ...]]:
    """Yield what matches as `fnmatch` does; a glob that is malformed or too long is left out."""
    for pattern in patterns:
        with contextlib.suppress(PatternError):
            if len(pattern) <= _LONGEST:
                yield parse("".join(map(_glob_part, _GLOB.finditer(pattern))))


def _glob_part(part: re.Match[str]) -> str:
    """Return the regular expression of a part of a glob."""
    if part["set"]:
        chars = "".join(char if char == "-" else re.escape(char) for char in part["set"])
        return f"[{'^' if part['negated'] else ''}{chars}]"
    return {"*": "(?s:.*)", "?": "(?s:.)"}.get(part[0], re.escape(part[0]))


def _post(source: SourceFile, meta: Meta, permalink: str) -> str:
    directory, _, name = stem(source.path).rpartition("/")
    directories, posts, _ = f"/{directory}/".partition("/_posts/")
    dated = _DATED.fullmatch(name)
    if not (posts and dated):
        return ""
    date = date_of(meta, name) or date_of(None, name)
    slug = text_of(meta, "slug")
    values = {
        "categories": "/".join([*directories.strip("/").split("/"), *_categories(meta)]).lower(),
        **_named(dated["slug"], slug),
        "output_ext": ".html",
    }
    url = expand(_STYLES.get(permalink, permalink), {"date": date}, values)
    return below(source, url or _ANY)


def _categories(meta: Meta) -> list[str]:
    """Return the categories of a post; one text has several, which spaces part."""
    several = (meta or {}).get("categories")
    found = several.split() if isinstance(several, str) else texts_of(meta, "categories")
    return list(dict.fromkeys([*found, *texts_of(meta, "category")]))


def _named(name: str, slug: str) -> dict[str, str]:
    """Return what a file's name, without its date, and the slug in its metadata stand for."""
    return {
        "title": _slugify(slug or name, "pretty"),
        "slug": _slugify(slug or name, "default").lower(),
        "name": _slugify(name, "default").lower(),
    }


def _slugify(text: str, mode: str) -> str:
    return _UNSAFE[mode].sub("-", text).strip("-")


def _member(source: SourceFile, kind: str, settings: dict[str, Any], permalink: str) -> str:
    if settings.get("output") is not True:
        return ""
    pattern = permalink or as_text(settings.get("permalink"))
    path = source.path.partition("/")[2]
    named = _named(stem(path).rpartition("/")[2], text_of(source.meta, "slug"))
    values = {**named, "path": stem(path), "collection": kind, "output_ext": ".html"}
    url = expand(pattern, source.meta, values)
    return below(source, url)


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


SITE = Jekyll
