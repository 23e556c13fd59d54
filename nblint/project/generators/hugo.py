"""Hugo (Hugo, "Configuration", "Configure modules", "Multilingual mode", "Shortcode templates")."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec.structs import replace

from nblint.project.config_reader import (
    UnreadableConfigError,
    as_dict,
    as_strings,
    as_text,
    base_of,
    exists,
    is_directory,
    read_data,
    read_text,
    walk,
    within,
)
from nblint.project.generator import Generator
from nblint.project.generators.common import join
from nblint.project.generators.hugo_urls import (
    Content,
    HugoUrls,
    LogicalPaths,
    generated_urls,
    read_permalinks,
)
from nblint.project.resolution import LinkOutcome, Resolution
from nblint.project.site_types import FORMS, BasePath, ConfigFile, LinkRules, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nblint.project.site_types import SourceFile

_DATA = ("toml", "yaml", "yml", "json")
_NAMES = tuple(f"{name}.{extension}" for name in ("hugo", "config") for extension in _DATA)
_TABLES = ("permalinks", "languages", "module", "markup", "taxonomies")
# Hugo's own, which write no ids (Hugo, "Shortcodes").
_EMBEDDED = (
    *("comment", "details", "figure", "gist", "highlight", "instagram", "param", "qr", "ref"),
    *("relref", "tweet", "twitter", "vimeo", "x", "youtube"),
)
_DIRECTORIES = ("layouts/_shortcodes", "layouts/shortcodes")
# An id, a heading of Markdown, or text from elsewhere. What a shortcode wraps stands on the page.
_PUTS = re.compile(
    r"\b(?:id|name)\s*=\s*[\"'{]|^[ \t]*#{1,6}[ \t]|\b(?:os\.)?readfile\b|\.getpage\b|\.content\b"
    r"|\.rendershortcodes\b|\.pages\b|\bpartial\w*\s|\btemplate\s",
    re.IGNORECASE | re.MULTILINE,
)


class Hugo(Generator, frozen=True, kw_only=True):
    """A site of Hugo.

    urls: how its URLs are made
    cascade: the front matter that the configuration passes on to pages
    has_missing_themes: files may come from a theme or a module that is not there
    has_link_hooks: the site renders links itself, so that a relative one may mean anything
    finds_logical_paths: a link may call a page by its logical path, as Hugo's own hooks have it
    shortcodes: those that are known, each with whether it may put anchors into a page
    """

    urls: HugoUrls
    cascade: object
    has_missing_themes: bool
    has_link_hooks: bool
    finds_logical_paths: bool
    shortcodes: dict[str, bool]
    has_asset_urls: ClassVar[bool] = True

    @classmethod
    def read(cls, config_file: ConfigFile) -> Hugo | None:
        """Return the site that a configuration describes, None if it is another program's.

        Raises UnreadableConfigError.
        """
        home, name = config_file.home, os.path.basename(config_file.path)
        if name == "config":
            return _read_directory(home, config_file)
        is_old = name.startswith("config.")  # others have a file of this name, too
        try:
            config = read_data(config_file.path)
        except UnreadableConfigError:
            if is_old and not _may_be_hugo(home, name):
                return None
            raise
        if is_old and not _is_hugo(home, config):
            return None
        split = os.path.join(home, "config", "_default")
        return _site(config_file, {**config, **_parts(split)})

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a page is published."""
        return self.urls.of_page(source)

    def asset_urls(self, source: SourceFile, pages: Mapping[str, str]) -> Iterable[str]:
        """Return where a file that is no page is published."""
        return self.urls.of_asset(source, pages)

    def find_by_name(self, page: str, path: str) -> str | None:
        """Return the page, or global resource, that has a logical path."""
        found = self._logical_paths
        return found.find(page, path, self._global_resource) if found else None

    def resolve_from_url(self, page: str, path: str) -> Resolution | None:
        """Return what a path leads to from the URL of a page, unless a hook may change it."""
        found = super().resolve_from_url(page, path)
        if found and self.has_link_hooks and found.is_absent:
            return Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE, path=found.path)
        return found

    def resolve_other_case(self, path: str, other: str) -> Resolution:
        """Return what a URL leads to: hooks find pages in any letter case."""
        if self.has_link_hooks and other in self.pages.own:
            return Resolution(outcome=LinkOutcome.FOUND, path=other, page=other)
        return super().resolve_other_case(path, other)

    def adds_anchors(self, shortcode: str) -> bool:
        """Tell whether a shortcode may put anchors into a page."""
        return self.shortcodes.get(shortcode, self.has_missing_themes)

    @property
    def asset_mounts(self) -> tuple[Mount, ...]:
        """The directories that hold all assets of the site, if those are known."""
        return () if self.has_missing_themes else self.statics

    @property
    def front_matter_cascade(self) -> object:
        """The front matter that the configuration passes on to pages."""
        return self.cascade

    @cached_property
    def _logical_paths(self) -> LogicalPaths | None:
        if not self.finds_logical_paths:
            return None
        return LogicalPaths(self.contents, self.urls.places, self.pages.own)

    def _global_resource(self, path: str) -> str | None:
        place = os.path.join(self.home, "assets", path)
        return place if self.files.disk.kind(place) == "file" else None


def _site(config_file: ConfigFile, written: dict[str, Any]) -> Hugo:
    home = config_file.home
    config = {str(key).lower(): value for key, value in written.items()}
    markup, module = as_dict(config.get("markup")), as_dict(config.get("module"))
    themes = list(_themes(home, config.get("theme"), module.get("imports")))
    urls, tops = _urls(home, config), (home, *themes)
    url = as_text(config.get("baseurl"))
    has_missing_themes = not all(map(is_directory, themes))
    has_hooks = any(map(_has_hook, tops))
    is_strict = not (has_hooks or has_missing_themes)
    is_embedded = bool(as_dict(config.get("languages"))) or _is_embedded(markup)
    made = generated_urls(config, urls.prefixes, urls.permalinks, list(urls.places))
    return Hugo(
        config_file=config_file,
        contents=tuple(urls.places),
        statics=tuple(_statics(home, config, themes)),
        url=url,
        base=base_of(url),
        slug=_flavour(markup),
        is_complete=not has_missing_themes,
        generated_urls=tuple(made),
        base_path=BasePath(required=is_strict and config.get("canonifyurls") is not True),
        links=LinkRules(
            source_forms=frozenset({"meta"}) if is_strict else FORMS, relative_to_url=is_strict
        ),
        templates=tuple(os.path.join(top, "layouts") for top in tops),
        urls=urls,
        cascade=config.get("cascade"),
        has_missing_themes=has_missing_themes,
        has_link_hooks=has_hooks,
        finds_logical_paths=is_strict and is_embedded,
        shortcodes=read_shortcodes(tops),
    )


def _urls(home: str, config: dict[str, Any]) -> HugoUrls:
    languages = as_dict(config.get("languages"))
    default = as_text(config.get("defaultcontentlanguage"), "en").lower()
    codes = [str(code).lower() for code in {default: None, **languages}]
    at_root = "" if config.get("defaultcontentlanguageinsubdir") is True else default
    prefixes = {code: "" if code == at_root else code for code in codes}
    places = {
        Mount(item.path, join(prefixes.get(item.language, ""), item.at)): item
        for item in _contents(home, config, default)
    }
    return HugoUrls(
        prefixes=prefixes,
        default_language=default,
        places=places,
        permalinks=read_permalinks(config, prefixes),
        is_ugly=config.get("uglyurls") is True,
        keeps_case=config.get("disablepathtolower") is True,
    )


def _is_hugo(home: str, config: dict[str, Any]) -> bool:
    """Tell whether a file of the old name is Hugo's."""
    keys = {str(key).lower() for key in config}
    return _has_directory(home) and "baseurl" in keys and "base_url" not in keys


def _may_be_hugo(home: str, name: str) -> bool:
    """Tell whether a file of the old name that cannot be read looks like Hugo's."""
    return _has_directory(home) and "baseurl" in read_text(os.path.join(home, name)).lower()


def _has_directory(home: str) -> bool:
    return any(is_directory(os.path.join(home, item)) for item in ("content", "layouts"))


def _read_directory(home: str, config_file: ConfigFile) -> Hugo | None:
    """Return the site whose settings are in files of a directory."""
    directory = os.path.join(home, "config", "_default")
    for name in _NAMES:
        path = os.path.join(directory, name)
        if exists(path):
            written = {**read_data(path), **_parts(directory)}
            return _site(replace(config_file, path=path), written)
    return None


def _parts(directory: str) -> dict[str, Any]:
    """Return the settings that stand in files of their own, each named for its table."""
    parts: dict[str, Any] = {}
    for table in _TABLES:
        for extension in _DATA:
            data = read_data(f"{directory}/{table}.{extension}")
            parts |= {table: data} if data else {}
    return parts


def _contents(home: str, config: dict[str, Any], default: str) -> Iterator[Content]:
    """Yield the directories that a configuration names; its keys are in lower case.

    `default` is the language of what says none.
    """
    own = [
        Content(within(home, directory), str(code).lower())
        for code, settings in as_dict(config.get("languages")).items()
        for key, directory in as_dict(settings).items()
        if str(key).lower() == "contentdir" and isinstance(directory, str)
    ]
    mounts = as_dict(config.get("module")).get("mounts")
    mounted = [
        Content(within(home, directory), _language_of(mount) or default, join(at, ""))
        for directory, at, mount in _mounted_at(mounts, "content")
    ]
    yield from own or mounted
    if not own and not mounted:
        yield Content(within(home, as_text(config.get("contentdir"), "content")), default)


def _mounted_at(mounts: object, target: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each source that is mounted at or below `target`, where below, and its settings."""
    for mount in map(as_dict, mounts if isinstance(mounts, list) else []):
        to, source = as_text(mount.get("target")), as_text(mount.get("source"))
        if source and (to == target or to.startswith(f"{target}/")):
            yield source, to.removeprefix(target), mount


def _language_of(mount: dict[str, Any]) -> str:
    """Return the language that a mount of content is for, "" where it says none."""
    matrix = as_dict(as_dict(mount.get("sites")).get("matrix"))
    languages = as_strings(mount.get("lang")) + as_strings(matrix.get("languages"))
    return next(iter(languages), "").lower()


def _statics(home: str, config: dict[str, Any], themes: list[str]) -> Iterator[Mount]:
    """Yield what is published as it is ("Directory structure", static; "Configure modules")."""
    for name in as_strings(config.get("staticdir")) or ["static"]:
        yield Mount(within(home, name))
    for name, at, _ in _mounted_at(as_dict(config.get("module")).get("mounts"), "static"):
        yield Mount(within(home, name), join(at))
    yield from (Mount(os.path.join(theme, "static")) for theme in themes)
    yield Mount(within(home, "assets"))


def _themes(home: str, names: object, imports: object) -> Iterator[str]:
    """Yield the directories of themes and imported modules ("Use modules", Vendor)."""
    for name in as_strings(names):
        yield within(home, f"themes/{name}")
    for item in imports if isinstance(imports, list) else []:
        path = as_text(as_dict(item).get("path"))
        places = [within(home, f"{top}/{path}") for top in ("_vendor", "themes")]
        yield next(filter(is_directory, places), places[0])


def _has_hook(top: str) -> bool:
    """Tell whether a project or theme renders links or images itself ("Link render hooks")."""
    layouts = os.path.join(top, "layouts")
    return any(
        os.path.basename(path).startswith(("render-link", "render-image"))
        for path in walk(layouts)
        if os.path.basename(os.path.dirname(path)) == "_markup"
    )


def _is_embedded(markup: dict[str, Any]) -> bool:
    """Tell whether the settings ask for Hugo's own hooks, which lead links to sources to pages.

    Where there are several languages Hugo uses them unasked (Hugo, "Configure markup").
    """
    hooks = as_dict(as_dict(markup.get("goldmark")).get("renderHooks"))
    kinds = (as_dict(hooks.get(kind)) for kind in ("link", "image"))
    return any(
        kind.get("enableDefault") is True or kind.get("useEmbedded") in ("always", "fallback")
        for kind in kinds
    )


def _flavour(markup: dict[str, Any]) -> str:
    parser = as_dict(as_dict(markup.get("goldmark")).get("parser"))
    settings = {str(key).lower(): value for key, value in parser.items()}
    if markup.get("defaultMarkdownHandler") not in (None, "goldmark"):  # may be a list or a table
        return ""
    kind = settings.get("autoidtype", settings.get("autoheadingidtype", "github"))
    return {"github": "goldmark", "github-ascii": "goldmark-ascii"}.get(str(kind), "")


def read_shortcodes(tops: Iterable[str]) -> dict[str, bool]:
    """Return the shortcodes that are known, each with whether it may put anchors into a page.

    `tops` are the directories of the project and its themes; the first that has a shortcode counts.
    """
    found: dict[str, bool] = {}
    for top in (os.path.join(top, directory) for top in tops for directory in _DIRECTORIES):
        for path in walk(top):
            plain = os.path.relpath(path, top).replace(os.sep, "/").partition(".")[0]
            found.setdefault(plain, _PUTS.search(read_text(path)) is not None)
    return {**dict.fromkeys(_EMBEDDED, False), **found}


SITE = Hugo
