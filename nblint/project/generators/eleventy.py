"""Eleventy (Eleventy, "Permalinks", "Configuration", "Passthrough File Copy", "Data cascade")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.model.file_types import is_markdown
from nblint.project.config_reader import (
    base_of,
    blocks,
    literal,
    read_script,
    read_text,
    strings,
    within,
)
from nblint.project.generator import Generator
from nblint.project.generators.common import below, covered, join, stem, text_of
from nblint.project.site_types import BasePath, ConfigFile, Form, LinkRules, Mount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nblint.project.site_types import SourceFile

_COPIES = re.compile(r"addPassthroughCopy\(")
_COPIED = re.compile(r"addPassthroughCopy\(\s*['\"]([^'\"*{}]+)['\"]\s*\)")
_MAPPING = re.compile(r"addPassthroughCopy\(\s*\{([^*{}]*)\}\s*\)")
_MAPPED = re.compile(r"['\"]([^'\"*{}]+)['\"]\s*:\s*['\"]([^'\"]*)['\"]")
_TEMPLATES = (".html", ".njk", ".liquid", ".hbs", ".ejs", ".pug", ".webc", ".vto", ".11ty.js")
# What may change links and images: transforms, plugins for either ("HTML Base", "Image").
_REWRITES = re.compile(
    r"(?i)addTransform|replace-?link|relative-?(?:link|url|path)|interlink|renderer\.rules"
)
_IMAGES = re.compile(r"(?i)eleventy-?img|eleventyImage")
_FORMATS = re.compile(r"emplateFormats\b")
_FORMAT_LIST = r"emplateFormats['\"]?\s*(?::|\()\s*\["
_KNOWN_FORMATS = re.compile(r"html|md|njk|liquid|webc|vto|[jt]sx?|11ty\.[cm]?[jt]s|mdx|css|scss")
_DATA = ("json", "11tydata.json", "11tydata.js", "11tydata.cjs", "11tydata.mjs")


class Eleventy(Generator, frozen=True, kw_only=True):
    """A site of Eleventy.

    parts: directories of includes, data and layouts, relative to the content
    is_ignored: tells which paths below the content are left out
    copies_more: files may be copied to the site in ways that are not read here
    """

    parts: tuple[str, ...]
    is_ignored: Callable[[str], bool]
    copies_more: bool

    @classmethod
    def read(cls, config_file: ConfigFile) -> Eleventy:
        """Return the site that a configuration describes. Raises UnreadableConfigError."""
        home, script = config_file.home, read_script(config_file.path)
        content = within(home, _directory(script, "input", "."))
        formats = (Mount(content),) if _copies_formats(script) else ()
        adds_base = re.search("HtmlBase", script, re.IGNORECASE) is not None
        parts = (_directory(script, key, f"_{key}") for key in ("includes", "data", "layouts"))
        return cls(
            config_file=config_file,
            contents=(Mount(content),),
            statics=(*_copied(home, content, script), *formats),
            base=base_of(literal(script, "pathPrefix") or "/"),
            slug="markdown-it-anchor" if _has_default_anchors(script) else "",
            base_path=BasePath(added=adds_base, always_added=adds_base),
            links=LinkRules(source_forms=frozenset(_taken(script)), relative_to_url=True),
            hides_drafts="draft" in script,
            parts=tuple(parts),
            is_ignored=_ignored(home, content),
            copies_more=bool(formats) or _copies_more(script),
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a template is published, if that is known."""
        path = source.path
        if not (is_markdown(path) or path.endswith(_TEMPLATES)):
            return ()
        is_part = any(path.startswith(f"{part}/") for part in self.parts)
        if is_part or self.is_ignored(path):
            return ()
        permalink = (source.meta or {}).get("permalink")
        if permalink is None and _is_computed(source):
            return ()
        if permalink is not None:
            url = text_of(source.meta, "permalink")
            return (below(source, url),) if url and "{" not in url else ()
        directory, _, name = stem(path.removesuffix(".11ty.js")).rpartition("/")
        if name == "index" or (directory and name == directory.rpartition("/")[2]):
            return (below(source, f"{directory}/"),)
        return (join(source.mount.at, directory, name, ""),)

    def adds_anchors(self, shortcode: str) -> bool:  # noqa: ARG002 - plugins define them
        """Tell whether a shortcode may put anchors into a page."""
        return self.copies_more

    @property
    def asset_mounts(self) -> tuple[Mount, ...]:
        """The directories that hold all assets of the site, if those are known."""
        return () if self.copies_more else self.statics


def _directory(script: str, key: str, default: str) -> str:
    """Return a directory that the configuration names ("Configuration", directories)."""
    call = rf"set{key.capitalize()}Directory\(\s*['\"]([^'\"]+)['\"]"
    called = re.search(call, script)
    return called[1] if called else literal(script, key) or default


def _taken(script: str) -> Iterator[Form]:
    """Yield the forms of links that lead to pages and files by the paths of their sources."""
    yield "meta"
    changed = _REWRITES.search(script) is not None
    if changed or "InputPathToUrl" in script:
        yield from ("link", "rooted", "html")
    if changed or _IMAGES.search(script) or _copies_formats(script) or _copies_more(script):
        yield "image"


def _copies_formats(script: str) -> bool:
    """Tell whether formats that are none of templates are copied ("Template Formats")."""
    lists = blocks(script, _FORMAT_LIST)
    names = [name for block in lists for name in strings(block)]
    is_known = all(_KNOWN_FORMATS.fullmatch(name) for name in names)
    return not is_known or len(lists) < len(_FORMATS.findall(script))


def _copies_more(script: str) -> bool:
    """Tell whether files are copied by patterns, or in ways, that are not read here."""
    known = len(_COPIED.findall(script)) + len(_MAPPING.findall(script))
    return known < len(_COPIES.findall(script))


def _ignored(home: str, content: str) -> Callable[[str], bool]:
    """Return what tells which paths below `content` are left out ("Ignore template files")."""
    inner = covered(read_text(os.path.join(content, ".eleventyignore")).splitlines())
    if content == home:
        return inner
    outer = covered(read_text(os.path.join(home, ".eleventyignore")).splitlines())
    at = os.path.relpath(content, home)
    return lambda path: inner(path) or outer(os.path.join(at, path))


def _has_default_anchors(script: str) -> bool:
    return (
        bool(re.search(r"markdown-?it-?anchor", script, re.IGNORECASE)) and "slugify" not in script
    )


def _copied(home: str, content: str, script: str) -> Iterator[Mount]:
    """Yield what is copied as it is, to a path relative to the input directory if it is there."""
    for item in _COPIED.findall(script):
        place = within(home, item)
        at = os.path.relpath(place, content if place.startswith(content) else home)
        yield Mount(place, join(at.replace(os.sep, "/")))
    for block in _MAPPING.findall(script):
        for item, at in _MAPPED.findall(block):
            yield Mount(within(home, item), join(at))


def _is_computed(source: SourceFile) -> bool:
    """Tell whether data of a page or of a directory around it says where it is published."""
    at = stem(source.path)
    names = [at]
    while at := os.path.dirname(at):
        names.append(f"{at}/{os.path.basename(at)}")
    paths = (f"{source.mount.path}/{name}.{ending}" for name in names for ending in _DATA)
    return any("permalink" in read_text(path) for path in paths)


SITE = Eleventy
