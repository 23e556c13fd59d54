"""MkDocs, with or without Material (MkDocs, "Configuration" and "Writing your docs")."""

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
from nblint.project.generators.common import by_path, covered
from nblint.project.generators.navigation import named
from nblint.project.layout import Folder, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Plugins that add no pages and change no addresses.
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


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    config = read_data(path)
    parent = config.get("INHERIT")
    inherited = read_data(within(home, parent)) if isinstance(parent, str) else {}
    config = {**inherited, **config}
    docs = within(home, as_text(config.get("docs_dir"), "docs"))
    plugins = dict(_plugins(config.get("plugins")))
    if parent and not inherited:
        plugins["INHERIT"] = {}  # what could not be read may name any plugin
    theme = as_dict(config.get("theme"))
    statics = [Folder(within(home, item)) for item in as_strings(theme.get("custom_dir"))]
    url = as_text(config.get("site_url"))
    writes = any(_adds_pages(home, hook) for hook in as_strings(config.get("hooks")))
    pretty = config.get("use_directory_urls", True) is not False
    return Layout(
        "MkDocs",
        home,
        path,
        (Folder(docs),),
        (*statics, Folder(docs)),
        url=url,
        base=base_of(url),
        slug=_flavour(config.get("markdown_extensions")),
        sure=plugins.keys() <= _HARMLESS and not writes,
        makes_sources=bool(plugins.keys() & _WRITERS) or writes,
        made=(r"/(?:blog|tags|search|404\.html)(?:\W.*)?",),
        needs_base=plugins.keys() <= _HARMLESS and not _takes_rooted(config),
        templates=tuple(folder.path for folder in statics),
        by_address=pretty and plugins.keys() <= _HARMLESS,
        redirects=_redirects(plugins.get("redirects", {}), pretty=pretty),
        listed=named(docs, _leaves(config.get("nav"))),
        lists_all=not config.get("nav"),
        by_source=frozenset({"link", "meta", *(("rooted",) if _takes_rooted(config) else ())}),
        chosen=plugins.keys() <= _HARMLESS,
        closed=plugins.keys() <= _HARMLESS and not config.get("hooks"),
        options={"pretty": pretty, "excluded": _excluded(config)},
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
    name = as_text(slugify.get("!")) if isinstance(slugify, dict) else str(slugify)
    case = as_text(as_dict(as_dict(slugify).get("kwds")).get("case"))
    if name.endswith("slugify_unicode"):
        return "python-markdown-unicode"
    if _PYMDOWNX + "slugify" in name:
        return {"lower": "pymdownx", "": "pymdownx-cased"}.get(case, "")
    return "pymdownx" if _PYMDOWNX + "uslugify" in name else ""


def _redirects(settings: dict[str, Any], *, pretty: bool) -> dict[str, str]:
    pages = as_dict(settings.get("redirect_maps"))
    return {_address(str(old), pretty=pretty): str(new) for old, new in pages.items()}


def _address(path: str, *, pretty: bool) -> str:
    return next(iter(by_path(SourceFile(Folder(""), path, None), _INDEXES, pretty=pretty)), path)


def _leaves(nav: object) -> Iterator[str]:
    for item in nav if isinstance(nav, list) else [nav]:
        if isinstance(item, dict):
            for value in item.values():
                yield from _leaves(value)
        elif isinstance(item, str):
            yield item


def _addresses(layout: Layout, source: SourceFile) -> Iterable[str]:
    folder, name = os.path.split(os.path.join(source.folder.path, source.path))
    if layout.options["excluded"](source.path):
        return ()
    if name == "README.md" and exists(os.path.join(folder, "index.md")):
        return ()  # the index stands for the folder
    return by_path(source, _INDEXES, pretty=layout.options["pretty"])


WORKINGS = Workings(_inspect, _addresses)
