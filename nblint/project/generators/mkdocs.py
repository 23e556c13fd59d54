"""MkDocs, with or without Material, and Zensical.

MkDocs, "Configuration" and "Writing your docs"; Zensical, "Basics" and "Compatibility".
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from nblint.project.config_reader import (
    as_dict,
    as_strings,
    as_text,
    base_of,
    exists,
    read_data,
    read_text,
    within,
)
from nblint.project.generator import Generator
from nblint.project.generators.common import by_path, covered
from nblint.project.generators.navigation import named
from nblint.project.site_types import BasePath, ConfigFile, LinkRules, Mount, SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Plugins that add no pages and change no URLs.
_HARMLESS = frozenset(
    {
        *("autorefs", "awesome-nav", "awesome-pages", "callouts", "coverage", "custom-attributes"),
        *("exclude", "exclude-search", "git-authors", "git-committers", "git-latest-changes"),
        *("git-revision-date", "git-revision-date-localized", "glightbox", "group", "include"),
        *(
            "include-markdown",
            "info",
            "kroki",
            "lightbox",
            "literate-nav",
            "macros",
            "markdown-exec",
        ),
        *(
            "markdownextradata",
            "material-plausible",
            "mermaid",
            "mermaid2",
            "meta",
            "meta-descriptions",
        ),
        *("mike", "minify", "mkdocstrings", "nav-enhancements", "offline", "optimize", "panzoom"),
        *("ezlinks", "roamlinks", "print-site", "privacy", "projects", "redirects", "rss"),
        *(
            "search",
            "section-index",
            "social",
            "swagger-ui-tag",
            "table-reader",
            "termynal",
            "toc-sidebar",
        ),
        *("typeset", "video", "with-pdf"),
    }
)
# Plugins that write pages, or bring them from elsewhere, before the site is made.
_WRITERS = frozenset(
    {
        *(
            "api-autonav",
            "autoapi",
            "gallery",
            "gen-files",
            "jupyter",
            "mkdocs-jupyter",
            "monorepo",
        ),
        *("mkdoxy", "multirepo", "mkdocs-autoapi", "mkdocs-simple-plugin", "simple", "same-dir"),
        *("i18n", "click", "codeinclude", "import", "techdocs-core"),
    }
)
_INDEXES = frozenset({"index", "README"})
# By the event of MkDocs where files are added, or by writing them (MkDocs, "Events").
_ADDS = re.compile(
    r"\bon_files\b|\bwrite|\bcopy|\brename|\bopen\([^)\n]{0,300}['\"][wax]|import mkdocs_gen_files"
)
_PYMDOWNX = "pymdownx.slugs."


class MkDocs(Generator, frozen=True, kw_only=True):
    """A site of MkDocs or Zensical.

    is_pretty: pages are published as directories
    is_excluded: tells which paths below the content are left out
    listed: the files that the navigation names; None if it is made of all pages
    """

    is_pretty: bool
    is_excluded: Callable[[str], bool]
    listed: frozenset[str] | None

    @classmethod
    def read(cls, config_file: ConfigFile) -> MkDocs:
        """Return the site that a configuration describes. Raises UnreadableConfigError."""
        home, config = config_file.home, _read_config(config_file)
        docs = within(home, as_text(config.get("docs_dir"), "docs"))
        plugins = dict(_plugins(config.get("plugins")))
        if config.get("INHERIT") and not _inherited(home, config):
            plugins["INHERIT"] = {}  # what could not be read may name any plugin
        theme = as_dict(config.get("theme"))
        statics = [Mount(within(home, item)) for item in as_strings(theme.get("custom_dir"))]
        url = as_text(config.get("site_url"))
        writes = any(_adds_pages(home, hook) for hook in as_strings(config.get("hooks")))
        is_pretty = config.get("use_directory_urls", True) is not False
        is_plain = plugins.keys() <= _HARMLESS
        nav = config.get("nav")
        return cls(
            config_file=config_file,
            contents=(Mount(docs),),
            statics=(*statics, Mount(docs)),
            url=url,
            base=base_of(url),
            slug=_flavour(config.get("markdown_extensions")),
            is_complete=is_plain and not writes,
            generated_urls=(r"/(?:blog|tags|search|404\.html)(?:\W.*)?",),
            generates_sources=bool(plugins.keys() & _WRITERS) or writes,
            base_path=BasePath(required=is_plain and not _takes_rooted(config)),
            links=_link_rules(config, is_plain=is_plain, is_pretty=is_pretty),
            templates=tuple(mount.path for mount in statics),
            redirects=tuple(_redirects(plugins.get("redirects", {}), pretty=is_pretty)),
            is_pretty=is_pretty,
            is_excluded=_excluded(config),
            listed=named(docs, _leaves(nav)) if nav else None,
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a page is published; an index stands for its directory."""
        if self.is_excluded(source.path):
            return ()
        directory, name = os.path.split(source.file)
        if name == "README.md" and exists(os.path.join(directory, "index.md")):
            return ()
        return by_path(source, _INDEXES, pretty=self.is_pretty)

    def is_listed(self, source: SourceFile) -> bool:
        """Tell whether the navigation names a page."""
        return self.listed is None or source.file in self.listed


def _read_config(config_file: ConfigFile) -> dict[str, Any]:
    """Return the settings, which TOML has in a table (Zensical, "The project scope")."""
    config = read_data(config_file.path)
    if config_file.path.endswith(".toml"):
        return as_dict(config.get("project"))
    return {**_inherited(config_file.home, config), **config}


def _inherited(home: str, config: dict[str, Any]) -> dict[str, Any]:
    parent = config.get("INHERIT")
    return read_data(within(home, parent)) if isinstance(parent, str) else {}


def _link_rules(config: dict[str, Any], *, is_plain: bool, is_pretty: bool) -> LinkRules:
    return LinkRules(
        source_forms=frozenset({"link", "meta", *(("rooted",) if _takes_rooted(config) else ())}),
        relative_to_url=is_pretty and is_plain,
        published_only=is_plain,
        closed=is_plain and not config.get("hooks"),
    )


def _takes_rooted(config: dict[str, Any]) -> bool:
    """Tell whether a rooted link is one to a source (MkDocs, "Configuration", validation)."""
    validation = as_dict(config.get("validation"))
    links = as_dict(validation.get("links")) or validation
    return links.get("absolute_links") == "relative_to_docs"


def _excluded(config: dict[str, Any]) -> Callable[[str], bool]:
    """Return what tells which paths are left out of a build (MkDocs, exclude_docs, draft_docs)."""
    lines = "\n".join(as_text(config.get(key)) for key in ("exclude_docs", "draft_docs"))
    return covered([".*", "/templates/", *lines.splitlines()])


def _adds_pages(home: str, hook: str) -> bool:
    """Tell whether a hook may add pages; most only change what MkDocs makes of them."""
    source = read_text(within(home, hook))
    return not source or _ADDS.search(source) is not None


def _plugins(value: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each plugin with its settings; they stand in a list or in a mapping."""
    for item in value if isinstance(value, list) else [value]:
        settings = item if isinstance(item, dict) else {item: {}} if isinstance(item, str) else {}
        for name, options in settings.items():
            yield str(name).removeprefix("material/"), as_dict(options)


def _flavour(extensions: object) -> str:
    """Return the flavour that the settings of the extension `toc` make."""
    items = extensions if isinstance(extensions, list) else [extensions]
    settings: dict[str, Any] = {}
    for item in items:
        settings |= as_dict(as_dict(item).get("toc"))
    slugify = settings.get("slugify")
    if settings.get("separator", "-") != "-":
        return ""
    if slugify is None:
        return "python-markdown"
    # YAML has a tag for the function, TOML a key.
    table = as_dict(slugify)
    name = as_text(table.get("!", table.get("object"))) if table else str(slugify)
    case = as_text(as_dict(as_dict(slugify).get("kwds")).get("case"))
    if name.endswith("slugify_unicode"):
        return "python-markdown-unicode"
    if _PYMDOWNX + "slugify" in name:
        return {"lower": "pymdownx", "": "pymdownx-cased"}.get(case, "")
    return "pymdownx" if _PYMDOWNX + "uslugify" in name else ""


def _redirects(settings: dict[str, Any], *, pretty: bool) -> Iterator[str]:
    """Yield the URLs of the sources that are gone."""
    for path in map(str, as_dict(settings.get("redirect_maps"))):
        source = SourceFile(Mount(""), path, None)
        yield next(iter(by_path(source, _INDEXES, pretty=pretty)), path)


def _leaves(nav: object) -> Iterator[str]:
    for item in nav if isinstance(nav, list) else [nav]:
        if isinstance(item, dict):
            for value in item.values():
                yield from _leaves(value)
        elif isinstance(item, str):
            yield item


SITE = MkDocs
