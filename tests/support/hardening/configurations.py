"""Settings files at random: values of the wrong type at any key, and mutated text."""

from __future__ import annotations

import copy
import datetime as dt
import json
import math
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

import yaml

from hardening.documents import mutate
from hardening.sample import Sample
from hardening.settings_files import SETTINGS_FILES

if TYPE_CHECKING:
    from random import Random

_MANY: Final = 3_000
"""As deep or as long as no honest value is, and too short for a quadratic cost to be felt."""

_VALUES: Final[tuple[Any, ...]] = (
    None,
    True,
    False,
    0,
    -1,
    10**20,
    1.5,
    math.nan,
    math.inf,
    "",
    " ",
    "x",
    "docs",
    "../..",
    "/etc",
    "~",
    "a\0b",
    "\n",
    "\ud7ff\ufeff\u202e",
    "x" * _MANY,
    "a/" * _MANY,
    "/:a" * 300,
    "{" * _MANY,
    "[a" * 200,
    "*a" * 6 + "b",
    "**/" * 6,
    "(a+)+$",
    "[",
    "(?P<a>",
    "\\",
    "%",
    "%zz",
    "http://[::1",
    "http://a b",
    "//",
    "https://garden.example:99999/",
    "2020-01-01",
    dt.date(2020, 1, 1),
    dt.datetime(1, 1, 1, tzinfo=dt.UTC),
    [],
    [[]],
    [None, 1, "a", {"b": []}],
    ["a"] * _MANY,
    {},
    {"a": 1},
    {"": {"": ""}},
    {"docs": {"a": ["b"]}, "path": "x", "file": 1},
)
_SNIPPETS: Final = {
    ".yml": (
        "!!timestamp x",
        "!!bool maybe",
        "!!binary '!'",
        "!!python/object:os.system x",
        "!ENV [A, b]",
        "!!set {a, b}",
        "!!omap [a: 1]",
        "!!null x",
        "!!float a",
        "!!merge x",
        "&a [*a]",
        "*nope",
        "<<: [1]",
        "? [a]: b",
        "{a: b",
        "\t",
        "---",
        "2020-13-45",
        "0x",
        "1:60:60",
        "|9",
        "%YAML 9.9",
        "'\\x",
        '"\\ud800"',
    ),
    ".toml": (
        "a.a.a.a = 1",
        "[a.b]\n[a]\nb = 1",
        "[[a]]",
        "x = 2020-99-99",
        "x = 9999999999999999999999",
        "x = 1e999",
        "x = '''",
        'x = "\\ud800"',
        "x = [[[[",
        "x = {a = 1, a = 2}",
        '"" = 1',
        "\r",
    ),
    ".json": ('"a": 1e999', "NaN", '"\\ud800"', "[[[[", '{"a":1,"a":2}', "1" * 5_000, "//", "'"),
    ".js": (
        "`${a}`",
        "`",
        "'",
        "/*",
        "//",
        "/[/",
        '"\\"',
        "{{{{",
        "})]",
        "...a,",
        "[...b]",
        "/a+/",
    ),
    "": ("[", "[!a", "[[:space:]]", "[z-a]", "\\", "!", "**", "*a*a*a*b", "a/**/b", "#", " \\ "),
}
"""What is odd in a language, by the extension of its files."""


def make_configuration(random: Random) -> Sample:
    """Return a settings file, which may not be what any program would read."""
    path = random.choice([*SETTINGS_FILES])
    content = SETTINGS_FILES[path].content
    extension = _extension(path)
    if isinstance(content, str):
        text = content
    else:
        data = copy.deepcopy(dict(content))
        for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
            _spoil(random, data)
        text = write(data, extension)
    if isinstance(content, str) or random.random() < 0.4:
        text = mutate(random, text) if random.random() < 0.5 else text
        at = random.choice([0, *(i + 1 for i, c in enumerate(text) if c in "\n:=[,({")])
        text = text[:at] + random.choice(_SNIPPETS[extension]) + text[at:]
    return Sample(path, text)


def _extension(path: str) -> str:
    found = PurePath(path).suffix
    same = {
        ".yaml": ".yml",
        ".mjs": ".js",
        ".mts": ".js",
        ".ts": ".js",
        ".py": ".js",
        ".md": ".yml",
    }
    found = same.get(found, found)
    return found if found in _SNIPPETS else ""


def _spoil(random: Random, data: dict[str, Any]) -> None:
    """Replace, remove or add a value somewhere in the data."""
    places = [*_places(data)]
    if not places:
        return
    holder, key = random.choice(places)
    chance = random.random()
    if chance < 0.1:
        del holder[key]
    elif chance < 0.2 and isinstance(holder, dict):
        holder[str(random.choice(_VALUES))[:50]] = holder[key]
    elif chance < 0.3:
        holder[key] = [holder[key], random.choice(_VALUES)]
    else:
        holder[key] = copy.deepcopy(random.choice(_VALUES))


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Return all places in a value: what holds it, and its key or index there."""
    if not isinstance(value, dict | list):
        return []
    keys = value if isinstance(value, dict) else range(len(value))
    own: list[tuple[Any, Any]] = [(value, key) for key in keys]
    return own + [place for holder, key in own for place in _places(holder[key])]


def write(data: dict[str, Any], extension: str) -> str:
    """Write data in the language of an extension."""
    if extension == ".toml":
        return "".join(f"{_toml(key)} = {_toml(value)}\n" for key, value in data.items())
    if extension == ".json":
        return json.dumps(data, default=str, indent=1)
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, bool | str):
        return json.dumps(value).replace("\x7f", "\\u007f")
    if isinstance(value, dt.date):
        return value.isoformat()
    return '""' if value is None else str(value)
