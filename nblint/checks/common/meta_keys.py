"""What the keys of front matter mean, by whichever generator's name they go."""

from __future__ import annotations

import posixpath
import re
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from nblint.checks.common.sections import is_part
from nblint.files.gitignore import IgnorePatterns
from nblint.project.project_kinds import SCAFFOLD_DIRECTORIES
from nblint.project.publication import is_never_rendered
from nblint.project.template_tags import has_tag

if TYPE_CHECKING:
    from nblint.model import Document, FrontMatter, MetaEntry

TITLES = frozenset({"title", "pagetitle", "metatitle", "seotitle", "ogtitle", "headline"})
DESCRIPTIONS = frozenset(
    {
        *("description", "shortdescription", "summary", "excerpt", "abstract", "subtitle"),
        *("metadescription", "descriptionmeta", "seodescription", "ogdescription"),
        *("pagedescription", "tagline", "synopsis", "teaser", "lead", "intro"),
    }
)
_NAMES = {
    # `name` and `about` title and describe people, products, prompts and forms.
    "title": TITLES | {"name", "heading"},
    "description": DESCRIPTIONS | {"about", "desc"},
}
# Mappings that hold such keys: Hugo's `params`, Zola's `extra`, the `seo` of many themes.
_HOLDERS = frozenset({"seo", "meta", "metadata", "og", "opengraph", "params", "extra", "head"})

# In plain form: what marks a page that search engines are not to show, with the telling values.
_UNPUBLISHED: dict[str, tuple[Any, ...]] = {
    "draft": (True,),
    "isdraft": (True,),
    "published": (False,),
    "publish": (False,),
    "headless": (True,),
    "noindex": (True,),
    "unlisted": (True,),
    "hidden": (True,),
    "status": ("draft", "Draft"),
    "layout": (None, False, "null", "none", "home", "landing", "redirect", "redirected"),
    "type": ("landing", "redirect"),
}
_REDIRECTS = frozenset({"redirect", "redirectto", "redirecturl"})
# Of slides, model cards, coding agents, Obsidian's plug-ins, R Markdown and Pandoc's LaTeX.
_OTHER_TOOLS = frozenset(
    {
        *("marp", "sdk", "pipelinetag", "datasetinfo", "globs", "alwaysapply", "applyto"),
        *("allowedtools", "argumenthint", "tools", "kanbanplugin", "excalidrawplugin"),
        *("output", "documentclass", "geometry", "papersize"),
    }
)
_SCAFFOLDS = SCAFFOLD_DIRECTORIES | {"templates"}
_NOINDEX = re.compile(r"\b(?:noindex|none)\b", re.IGNORECASE)
_SEPARATORS = str.maketrans("", "", "-_ ")


@lru_cache(1024)
def plain(key: str) -> str:
    """Return a key in lower case without hyphens, underscores and spaces."""
    return key.casefold().translate(_SEPARATORS)


def named(front_matter: FrontMatter, field: str) -> list[MetaEntry]:
    """Return the entries that give a field.

    For `title` and `description` any of their usual names counts, also inside `seo`, `params` and
    the like; any other field is a key, or a path of keys with dots.
    """
    names = _NAMES.get(field)
    if names is None:
        entry = front_matter.entry(*field.split("."))
        return [entry] if entry else []
    return [
        entry
        for entry in front_matter.entries
        if (len(entry.path) == 1 or (len(entry.path) == 2 and plain(entry.path[0]) in _HOLDERS))  # noqa: PLR2004 - a key inside a key
        and plain(entry.path[-1]) in names
    ]


def inherits(document: Document, field: str) -> bool:
    """Tell whether a page has a field from its site, by any of the field's usual names."""
    names = _NAMES.get(field, frozenset({plain(field)}))
    params = document.inherited.get("params")
    keys = (*document.inherited, *(params if isinstance(params, dict) else ()))
    return any(plain(str(key)) in names for key in keys)


def is_empty(value: Any) -> bool:
    """Tell whether a value is null or white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_template(value: Any) -> bool:
    """Tell whether a value is text that a template engine or cookiecutter will fill in."""
    return isinstance(value, str) and has_tag(value)


def is_published(document: Document, front_matter: FrontMatter) -> bool:
    """Tell whether a page with front matter is one that search engines may come to show.

    Drafts, redirects, home pages (which speak for the whole site), templates, parts of other pages,
    pages without a body and files that other tools read are not.
    """
    written = {**document.inherited, **front_matter.fields}
    fields = {plain(key): value for key, value in written.items()}
    return not (
        any(key in fields and fields[key] in values for key, values in _UNPUBLISHED.items())
        or is_never_rendered(fields.get("build"))
        or not (_REDIRECTS | _OTHER_TOOLS).isdisjoint(fields)
        or _NOINDEX.search(robots if isinstance(robots := fields.get("robots"), str) else "")
        or any(is_template(entry.value) for entry in named(front_matter, "title"))
        or is_part(document)
        or is_scaffold(document)
        or _is_aside(PurePosixPath(document.path))
        or not document.text[front_matter.span.end :].strip()
    )


def is_scaffold(document: Document) -> bool:
    """Tell whether new pages are made from this one, as from Hugo's archetypes."""
    folders = PurePosixPath(document.path).parts[:-1]
    return any(part.casefold() in _SCAFFOLDS or "{{" in part for part in folders)


def _is_aside(path: PurePosixPath) -> bool:
    """Tell whether a page is in a hidden folder, where tools keep theirs, or says "not found"."""
    hidden = any(part.startswith(".") and part.strip(".") for part in path.parts[:-1])
    return (hidden and not path.is_absolute()) or path.stem == "404"


def covers(glob: str, path: str) -> bool:
    """Tell whether a gitignore pattern covers a page; raises ValueError if it is no pattern."""
    return _patterns(glob).is_ignored(posixpath.normpath(f"/{path}"))


@cache
def _patterns(glob: str) -> IgnorePatterns:
    return IgnorePatterns([glob], Path("/"))
