"""Finding the file that holds the settings, and reading it with the line of every key."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nblint.files.boundary import Boundary
from nblint.files.git.work_tree import find_work_tree
from nblint.files.source import SourceError, display_name, read
from nblint.files.toml_positions import key_places
from nblint.files.toml_text import TomlError, parse_toml
from nblint.model.finding import LineIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES = ("nblint.toml", "pyproject.toml")
"""Names of configuration files, the one that wins first."""

DICTIONARY = "nblint-words.txt"
"""Where a project's own words stand unless the settings say otherwise, relative to the root."""

_TABLE = ("tool", "nblint")
"""The table of pyproject.toml that holds the settings."""


class ConfigError(Exception):
    """Settings that cannot be used; the message is one line ``file:line: what; how to fix``."""


class SettingsFile(Struct, frozen=True):
    """Settings as they are written: `lines` has the line, from 1, of every key, by its path."""

    path: Path
    table: dict[str, Any]
    lines: dict[tuple[str, ...], int]


def place(file: Path, lines: Mapping[tuple[str, ...], int], path: tuple[str, ...]) -> str:
    """Return ``file:line`` of the setting at `path`, or of the nearest table around it."""
    around = (path[:length] for length in range(len(path), 0, -1))
    line = next((lines[at] for at in around if at in lines), 1)
    return f"{display_name(str(file))}:{line}"


def find_settings(folder: Path) -> SettingsFile | None:
    """Return the settings nearest to `folder`, upwards to the one that holds ``.git``.

    A pyproject.toml without the table [tool.nblint] is passed over. Raises ConfigError.
    """
    top = find_work_tree(folder)
    for at in (folder, *folder.parents):
        for name in FILES:
            file = at / name
            # A dangling link is a file that cannot be read, not a file that is missing.
            settings = read_settings(file) if os.path.lexists(file) else None
            if settings:
                return settings
        if at == top:
            break
    return None


def read_settings(path: Path) -> SettingsFile | None:
    """Return the settings in a file, None where it is a pyproject.toml without a table for them.

    Raises ConfigError on a file that cannot be read or is not TOML, and on a symbolic link that
    leads out of the repository, or out of the file's directory where there is none.
    """
    name = display_name(str(path))
    top = str(find_work_tree(path.parent) or path.parent)
    is_link = os.path.islink(path)  # noqa: PTH114 - a Path raises if the name is too long
    if is_link and not Boundary(top).holds(str(path)):
        message = f"{name}: a symbolic link that leads outside; name the file itself with --config"
        raise ConfigError(message)
    try:
        text = read(path).removeprefix("\ufeff")
    except SourceError as error:
        raise ConfigError(error.about(name)) from error
    inside = _TABLE if path.name == "pyproject.toml" else ()
    # One that never names nblint need not be valid for nblint to run.
    if not all(key in text for key in inside):
        return None
    table: Any = _parse(text, name)
    for key in inside:
        table = table.get(key) if isinstance(table, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        message = f"{name}: [tool.nblint] must be a table"
        raise ConfigError(message)
    index = LineIndex(text)
    depth = len(inside)
    lines = {
        at[depth:]: index.locate(key.start)[0]
        for at, (key, _) in key_places(text).items()
        if at[:depth] == inside and at != inside
    }
    return SettingsFile(path, table, lines)


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        return parse_toml(text)
    except TomlError as error:
        if error.help:
            place = f":{error.line}:{error.column}" if error.line else ""
            message = f"{name}{place}: {error.message}; {error.help}"
        else:
            line, column = error.line or text.count("\n") + 1, error.column or 1
            message = f"{name}:{line}:{column}: not TOML: {error.message}"
        raise ConfigError(message) from error
