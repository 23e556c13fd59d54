"""Hugo (Hugo, "URL management", "Configure modules", "Multilingual mode")."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from nblint.project.config_reader import (
    UnreadableConfigError,
    as_dict,
    as_strings,
    as_text,
    base_of,
    exists,
    is_folder,
    read_data,
    read_text,
    walk,
    within,
)
from nblint.project.generators.common import join
from nblint.project.generators.hugo_addresses import addresses, resources
from nblint.project.generators.hugo_contents import contents, mounted_at
from nblint.project.generators.hugo_made import made
from nblint.project.generators.hugo_permalinks import permalinks
from nblint.project.generators.hugo_shortcodes import shortcodes
from nblint.project.layout import FORMS, Folder, Layout, Workings

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = tuple(
    f"{name}.{ending}" for name in ("hugo", "config") for ending in ("toml", "yaml", "yml", "json")
)


def _inspect(home: str, name: str) -> Layout | None:
    if name == "config":
        return _from_folder(home)
    is_old = name.startswith("config.")  # others have a file of this name, too
    try:
        config = read_data(os.path.join(home, name))
    except UnreadableConfigError:
        if is_old and not _may_be_hugo(home, name):
            return None
        raise
    if is_old and not _is_hugo(home, config):
        return None
    split = os.path.join(home, "config", "_default")
    return _layout(home, os.path.join(home, name), {**config, **_parts(split)})


def _is_hugo(home: str, config: dict[str, Any]) -> bool:
    """Tell whether a file of the old name is Hugo's."""
    keys = {str(key).lower() for key in config}
    return _has_folder(home) and "baseurl" in keys and "base_url" not in keys


def _may_be_hugo(home: str, name: str) -> bool:
    """Tell whether a file of the old name that cannot be read looks like Hugo's."""
    return _has_folder(home) and "baseurl" in read_text(os.path.join(home, name)).lower()


def _has_folder(home: str) -> bool:
    return any(is_folder(os.path.join(home, item)) for item in ("content", "layouts"))


def _from_folder(home: str) -> Layout | None:
    folder = os.path.join(home, "config", "_default")
    for name in _NAMES:
        path = os.path.join(folder, name)
        if exists(path):
            return _layout(home, path, {**read_data(path), **_parts(folder)})
    return None


def _parts(folder: str) -> dict[str, Any]:
    """Return the settings that stand in files of their own, each named for its table."""
    parts: dict[str, Any] = {}
    for table in ("permalinks", "languages", "module", "markup", "taxonomies"):
        for ending in ("toml", "yaml", "yml", "json"):
            parts |= {table: data} if (data := read_data(f"{folder}/{table}.{ending}")) else {}
    return parts


def _layout(home: str, path: str, written: dict[str, Any]) -> Layout:
    config = {str(key).lower(): value for key, value in written.items()}
    module = as_dict(config.get("module"))
    languages = as_dict(config.get("languages"))
    default = as_text(config.get("defaultcontentlanguage"), "en").lower()
    codes = [str(code).lower() for code in {default: None, **languages}]
    at_root = "" if config.get("defaultcontentlanguageinsubdir") is True else default
    prefixes = {code: "" if code == at_root else code for code in codes}
    themes = list(_themes(home, config.get("theme"), module.get("imports")))
    places = {
        Folder(item.path, join(prefixes.get(item.language, ""), item.at)): item
        for item in contents(home, config, default)
    }
    patterns = permalinks(config, prefixes)
    url = as_text(config.get("baseurl"))
    themed = not all(map(is_folder, themes))
    markup = as_dict(config.get("markup"))
    hooked = any(_has_hook(top) for top in (home, *themes))
    embedded = bool(languages) or _is_embedded(markup)
    strict = not (hooked or themed)
    return Layout(
        "Hugo",
        home,
        path,
        tuple(places),
        tuple(_statics(home, config, themes)),
        url=url,
        base=base_of(url),
        slug=_flavour(markup),
        sure=not themed,
        themed=themed,
        made=tuple(made(config, prefixes, patterns, list(places))),
        hooks_links=hooked,
        needs_base=strict and config.get("canonifyurls") is not True,
        templates=tuple(os.path.join(top, "layouts") for top in (home, *themes)),
        shortcodes=shortcodes((home, *themes)),
        by_source=frozenset({"meta"}) if strict else FORMS,
        by_address=strict,
        by_logical_path=strict and embedded,
        options={
            "languages": prefixes,
            "default": default,
            "places": places,
            "permalinks": patterns,
            "ugly": config.get("uglyurls") is True,
            "cascade": config.get("cascade"),
            "keeps case": config.get("disablepathtolower") is True,
        },
    )


def _statics(home: str, config: dict[str, Any], themes: list[str]) -> Iterator[Folder]:
    """Yield the folders whose files are published as they are ("Static", "Configure modules")."""
    for name in as_strings(config.get("staticdir")) or ["static"]:
        yield Folder(within(home, name))
    for name, at, _ in mounted_at(as_dict(config.get("module")).get("mounts"), "static"):
        yield Folder(within(home, name), join(at))
    yield from (Folder(os.path.join(theme, "static")) for theme in themes)
    yield Folder(within(home, "assets"))


def _themes(home: str, names: object, imports: object) -> Iterator[str]:
    """Yield the folders where themes and imported modules lie, or would ("Use modules", Vendor)."""
    for name in as_strings(names):
        yield within(home, f"themes/{name}")
    for item in imports if isinstance(imports, list) else []:
        path = as_text(as_dict(item).get("path"))
        places = [within(home, f"{top}/{path}") for top in ("_vendor", "themes")]
        yield next(filter(is_folder, places), places[0])


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


WORKINGS = Workings(_inspect, addresses, resources)
