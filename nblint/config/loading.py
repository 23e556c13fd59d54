"""The settings: `nblint.toml`, or `[tool.nblint]` in `pyproject.toml`, as one frozen Config."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from nblint.config.file import (
    DICTIONARY,
    ConfigError,
    SettingsFile,
    find_settings,
    place,
    read_settings,
)
from nblint.config.untrusted import first_outside
from nblint.config.validation import first_problem
from nblint.files.boundary import Boundary
from nblint.files.git.work_tree import find_work_tree
from nblint.files.gitignore import IgnorePatterns
from nblint.files.matching import PatternError
from nblint.files.presence import exists, impossible, is_folder
from nblint.files.source import MAX_SIZE, SourceError, display_name, read
from nblint.markdown.slugs import FLAVOURS
from nblint.model.nearest import nearest
from nblint.model.uri import split
from nblint.project.project_kinds import GENERATOR_NAMES
from nblint.project.url_patterns import check_route
from nblint.web.header import header_problem
from nblint.web.settings import WebSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_PATTERNS = 1_000
"""Keys of `per-file-ignores`: each is compared with the path of every file."""

__all__ = [
    "Config",
    "ConfigError",
    "LoadedConfig",
    "SiteConfig",
    "config_schema",
    "error_at",
    "load_config",
    "own_files",
]

Names = tuple[str, ...]


class SiteConfig(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Where the site's addresses lead to on disk. Folders are relative to the root.

    What is not set is inferred from the files of the site's generator; `nblint config` shows what.

    root: folders in which a root-relative link such as ``/about`` is looked up
    static: folders whose files are served at ``/``
    url: where the site is published, as ``https://example.org``; an address such as ``/about``
        whose file is not known is asked there
    base: the path below which the site is published, as ``/docs/``
    routes: patterns of addresses such as ``/blog/*``, each with the file that it shows, such as
        ``posts/*.md``, or ``""`` where a program answers; ``*`` stands for a part of a path and
        ``**`` for any text, the same in both
    doubt: report a form of links once, instead of each link, if most of its links are broken
    slug: how anchors are made of headings, as ``github`` or ``python-markdown``
    generator: who publishes the site, as ``Hugo`` or ``MkDocs``
    """

    root: str | Names = ()
    static: str | Names = ()
    url: str = ""
    base: str = ""
    routes: dict[str, str] = {}
    doubt: bool = True
    slug: Literal["", *FLAVOURS] = ""  # type: ignore[valid-type]
    generator: Literal["", *GENERATOR_NAMES] = ""  # type: ignore[valid-type]

    @property
    def roots(self) -> Names:
        """The folders of `root`."""
        return (self.root,) if isinstance(self.root, str) else self.root

    @property
    def statics(self) -> Names:
        """The folders of `static`."""
        return (self.static,) if isinstance(self.static, str) else self.static


class Config(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """All settings. Rules are named by their name, by their group (``links``), or by ``all``.

    select: the rules to apply; None is every rule that is enabled by default
    extend_select: rules to apply besides
    ignore: rules not to apply, whatever selects them
    exclude: gitignore patterns, relative to the root, of what is not checked
    respect_gitignore: leave out what git ignores when a folder is searched
    check_fixtures: check test fixtures, too, when a folder around them is searched
    per_file_ignores: gitignore pattern → rules not to apply to the files that it covers
    rule_dirs: folders with more rule pages, relative to the root
    dictionaries: files with words that are right, relative to the root: one on a line, ``#`` begins
        a comment; by default `nblint-words.txt`, where there is one
    ignore_words: words that are right besides; one with a capital is right as it is written only
    baseline: the file of the findings that are accepted, relative to the root; "" is none
    max_file_size: bytes; a larger file is not read, which is an error
    document_timeout: seconds of processor time, 0 for no limit; a document that takes longer to
        read, or to judge, is not checked completely, which is an error
    site: where the site's addresses lead to
    web: how the web is asked
    rules: rule → its `severity`, `enabled` and own options, which the rule book validates
    """

    select: Names | None = None
    extend_select: Names = ()
    ignore: Names = ()
    exclude: Names = ()
    respect_gitignore: bool = True
    check_fixtures: bool = False
    per_file_ignores: dict[str, Names] = {}
    rule_dirs: Names = ()
    dictionaries: Names | None = None
    ignore_words: Names = ()
    baseline: str = ""
    max_file_size: Annotated[int, Meta(gt=0, le=1_000_000_000)] = MAX_SIZE
    document_timeout: Annotated[float, Meta(ge=0, le=1e9)] = 60
    site: SiteConfig = SiteConfig()
    web: WebSettings = WebSettings()
    rules: dict[str, dict[str, Any]] = {}


class LoadedConfig(Struct, frozen=True):
    """The settings and where they come from.

    `root` is the folder that paths in the settings are relative to, and outside which no page
    leads nblint. `file` is None where no file sets anything. `lines` has the line in `file`, from
    1, of every key that is set, by its path of keys as written (``("site", "root")``).
    `vocabulary` has the words that the project accepts, those of its dictionaries included. `notes`
    say which settings are not applied, and why.
    """

    config: Config
    root: Path
    file: Path | None = None
    lines: Mapping[Names, int] = {}
    vocabulary: frozenset[str] = frozenset()
    notes: Names = ()


def load_config(paths: Sequence[Path], explicit: Path | None = None) -> LoadedConfig:
    """Return the settings for a run over `paths`: those of `explicit`, or of the nearest file.

    It is searched for from the common parent folder of `paths` (the current folder if there are
    none) upwards to the folder that holds ``.git``. The root is the folder of the file if `paths`
    are inside it; else the folder that holds ``.git``; else the current folder if `paths` are
    inside it; else their common parent. Raises ConfigError.
    """
    try:
        here = Path.cwd()
    except OSError as error:
        message = "the current directory is gone; change to one that exists"
        raise ConfigError(message) from error
    parent = _common_parent(paths, here)
    settings = find_settings(parent) if explicit is None else _read_explicit(explicit)
    if settings is None:
        loaded = LoadedConfig(Config(), _root(parent, here, None))
        _check_paths(loaded)
    else:
        root = _root(parent, here, settings.path)
        loaded = LoadedConfig(_validate(settings), root, settings.path, settings.lines)
        _check_paths(loaded)
        _check_possible(loaded)
        _check_patterns(loaded)
        _check_roots(loaded)
        _check_routes(loaded)
        _check_web(loaded)
    return replace(loaded, vocabulary=_read_vocabulary(loaded))


def error_at(loaded: LoadedConfig, path: Names, message: str) -> ConfigError:
    """Return the error about the setting at `path`, with its file and line where it has one.

    The line is that of the nearest table around it if the setting itself is not in the file.
    """
    if loaded.file is None:
        return ConfigError(message)
    return _error(loaded.file, loaded.lines, path, message)


def own_files(loaded: LoadedConfig, key: Names, folder: Path, *patterns: str) -> list[Path]:
    """Return the files of a directory that the setting at `key` names, sorted.

    Raises ConfigError for a symbolic link there that leads outside the root, whether or not
    anything is there.
    """
    boundary = Boundary(str(loaded.root))
    entries = list(folder.iterdir()) if folder.is_dir() else []
    links = [entry for entry in entries if entry.is_symlink()]
    files = sorted(file for pattern in patterns for file in folder.glob(pattern))
    for path in (*links, *files):
        if not boundary.holds(str(path)):
            name = display_name(str(path))
            message = f"{name} is a symbolic link that leads outside the root; remove it"
            raise error_at(loaded, key, message)
    return files


def config_schema() -> dict[str, Any]:
    """Return the JSON Schema of the settings (draft 2020-12)."""
    return msgspec.json.schema(Config)


def _common_parent(paths: Sequence[Path], here: Path) -> Path:
    project = Boundary(str(find_work_tree(here) or here))
    folders = [_folder(path, project) for path in map(_absolute, paths)]
    try:
        return Path(os.path.commonpath(folders)) if folders else here
    except ValueError:
        # Paths on several Windows drives have no common parent.
        return here


def _folder(path: Path, project: Boundary) -> Path:
    """Return the directory of a path; a link that leads out of the `project` is not followed."""
    if path.is_relative_to(project.root):
        while not project.holds(str(path)):
            path = path.parent
    # Path.is_dir raises where a folder above may not be searched.
    return path if os.path.isdir(path) else path.parent  # noqa: PTH112 - see above


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps ".."


def _root(parent: Path, here: Path, file: Path | None) -> Path:
    if file and parent.is_relative_to(file.parent):
        return file.parent
    # All paths are inside the root of the file system, which is no project.
    is_project = here != here.parent and parent.is_relative_to(here)
    return find_work_tree(parent) or (here if is_project else parent)


def _read_explicit(path: Path) -> SettingsFile:
    settings = read_settings(_absolute(path))
    if settings is None:
        message = f"{display_name(str(path))}: no table [tool.nblint]; add it or name another file"
        raise ConfigError(message)
    return settings


def _validate(settings: SettingsFile) -> Config:
    problem = first_problem(settings.table, Config)
    if problem:
        raise _error(settings.path, settings.lines, *problem)
    return msgspec.convert(settings.table, Config)


def dictionaries(loaded: LoadedConfig) -> tuple[Path, ...]:
    """Return the files that hold the project's words; the default one may not exist."""
    names = loaded.config.dictionaries
    return tuple(loaded.root / name for name in ((DICTIONARY,) if names is None else names))


def _read_vocabulary(loaded: LoadedConfig) -> frozenset[str]:
    """Return the words that the project accepts. Raises ConfigError."""
    words = set(loaded.config.ignore_words)
    for index, path in enumerate(dictionaries(loaded)):
        if loaded.config.dictionaries is None and not exists(path):
            continue
        try:
            lines = read(path).splitlines()
        except SourceError as error:
            message = f"{display_name(str(path))}: {error.placed}"
            raise error_at(loaded, ("dictionaries", str(index)), message) from error
        words |= {line.partition("#")[0].strip() for line in lines}
    return frozenset(words - {""})


def _check_paths(loaded: LoadedConfig) -> None:
    """Refuse paths that leave the root, whether or not anything is there."""
    found = first_outside(loaded.config, loaded.root)
    if found:
        key, path = found
        name = ".".join(part for part in key if not part.isdigit())
        message = f'"{name}" leads outside the root: "{path}"; name a path inside it'
        raise error_at(loaded, key, message)


def _check_possible(loaded: LoadedConfig) -> None:
    """Refuse paths that no file can have: whoever looks one up would fail in a way of his own."""
    config, site = loaded.config, loaded.config.site
    paths: tuple[tuple[Names, Names], ...] = (
        (("rule-dirs",), config.rule_dirs),
        (("dictionaries",), config.dictionaries or ()),
        (("baseline",), (config.baseline,)),
        (("site", "root"), site.roots),
        (("site", "static"), site.statics),
        (("web", "host-rule-dirs"), config.web.host_rule_dirs),
    )
    for key, values in paths:
        for index, value in enumerate(values):
            problem = impossible(loaded.root / value)
            if problem:
                message = f'"{".".join(key)}" names a path that no file can have: {problem}'
                raise error_at(loaded, (*key, str(index)), message)


def _check_patterns(loaded: LoadedConfig) -> None:
    config = loaded.config
    patterns = [(("exclude", str(index)), item) for index, item in enumerate(config.exclude)]
    patterns += [(("per-file-ignores", item), item) for item in config.per_file_ignores]
    if len(config.per_file_ignores) > _MOST_PATTERNS:
        message = f'"per-file-ignores" has more than {_MOST_PATTERNS} patterns; merge some'
        raise error_at(loaded, ("per-file-ignores",), message)
    for path, pattern in patterns:
        try:
            IgnorePatterns([pattern], loaded.root)
        except ValueError as error:
            raise error_at(loaded, path, str(error)) from error


def _check_roots(loaded: LoadedConfig) -> None:
    """Refuse roots none of which is there: what is published may be, before it is made."""
    roots = loaded.config.site.roots
    if roots and not any(is_folder(loaded.root / root) for root in roots):
        boundary = Boundary(str(loaded.root))
        inside = (path for path in loaded.root.iterdir() if boundary.holds(str(path)))
        near = nearest(roots[0], (path.name for path in inside if is_folder(path)))
        help_text = f"did you mean {near}?" if near else "name it from where these lie"
        message = f'"site.root" names no directory: {roots[0]}; {help_text}'
        raise error_at(loaded, ("site", "root"), message)


def _check_routes(loaded: LoadedConfig) -> None:
    for pattern in loaded.config.site.routes:
        try:
            check_route(pattern)
        except PatternError as error:
            message = f"a pattern of site.routes cannot be used: {error}"
            raise error_at(loaded, ("site", "routes", pattern), message) from error


def _check_web(loaded: LoadedConfig) -> None:
    url = loaded.config.site.url
    if url and not _is_web(url):
        message = '"site.url" must be a URL such as "https://example.org"'
        raise error_at(loaded, ("site", "url"), message)
    problem = header_problem("User-Agent", loaded.config.web.user_agent)
    if problem:
        message = '"web.user-agent" cannot stand in a header; write plain ASCII'
        raise error_at(loaded, ("web", "user-agent"), message)
    if not (loaded.config.web.hosts or loaded.config.web.skip):
        return
    from nblint.web.host_settings import Hosts, HostsError  # noqa: PLC0415 - few sites need it

    try:
        Hosts(loaded.config.web, {})
    except HostsError as error:
        raise error_at(loaded, ("web", *error.path), str(error)) from error


def _is_web(url: str) -> bool:
    """Tell whether a text is an address of the web, also for the standard library, which raises."""
    try:
        port = urlsplit(url).port
    except ValueError:
        return False
    parts = split(url)
    return parts.scheme in {"http", "https"} and bool(parts.host) and port != 0


def _error(file: Path, lines: Mapping[Names, int], path: Names, message: str) -> ConfigError:
    return ConfigError(f"{place(file, lines, path)}: {message}")
