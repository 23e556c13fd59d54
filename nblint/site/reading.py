"""Reads the configuration of site generators as data. Nothing is executed.

A file that is missing is empty. One that cannot be read raises UnreadableConfigError, whatever the
reason. Scripts are searched for literals only.
All that
generators know of the disk they know from here, where nothing outside of the root is looked at.
"""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nblint.boundary import Boundary

# Bytes; a larger configuration is not read.
_LARGEST = 1_000_000
_COMMENT = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*(?:`|\Z)"
    r"|(/\*.*?(?:\*/|\Z)|//[^\n]*)",
    re.DOTALL,
)
# Values in a configuration, and blocks of one name in a script; what comes after is not read.
_MOST_VALUES = 100_000
_MOST_BLOCKS = 20
_LONGEST_REASON = 200
# U+DC80 to U+DCFF stand for bytes of names that are not UTF-8 (PEP 383).
_UNNAMABLE = re.compile("[\0\ud800-\udc7f\udd00-\udfff]")
_BRACKETS = {"{": "}", "[": "]", "(": ")"}
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")

_BOUNDARY: ContextVar[Boundary | None] = ContextVar("boundary", default=None)


@contextmanager
def held_to(boundary: Boundary) -> Iterator[None]:
    """Look at nothing outside of a root meanwhile, whatever a configuration or a link says."""
    token = _BOUNDARY.set(boundary)
    try:
        yield
    finally:
        _BOUNDARY.reset(token)


def exists(path: str) -> bool:
    """Tell whether a path inside the root is there."""
    return _is_inside(path) and os.path.exists(path)


def is_folder(path: str) -> bool:
    """Tell whether a path inside the root is a directory."""
    return _is_inside(path) and os.path.isdir(path)


def listing(folder: str) -> list[str]:
    """Return the names in a directory inside the root, sorted; none where it is none."""
    return sorted(item.name for item in _entries(folder))


def walk(top: str, passed_over: Callable[[str], bool] = lambda _: False) -> Iterator[str]:
    """Yield the files in and below a directory inside the root, but for links to directories.

    `passed_over` tells by its name which directory is not searched.
    """
    todo = [top]
    while todo:
        for item in _entries(todo.pop()):
            if item.is_dir(follow_symlinks=False):
                todo += [] if passed_over(item.name) else [item.path]
            elif not (item.is_symlink() and os.path.isdir(item.path)):
                yield item.path


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what a directory holds, without links that lead outside of the root."""
    if not _is_inside(folder):
        return []
    try:
        with os.scandir(folder) as items:
            return [item for item in items if not item.is_symlink() or _is_inside(item.path)]
    except (OSError, ValueError):
        return []


def _is_inside(path: str) -> bool:
    boundary = _BOUNDARY.get()
    return boundary is None or boundary.holds(path)


class UnreadableConfigError(Exception):
    """A configuration file that cannot be read.

    `file` is its path, `line` counts from 1 and is None where the fault has no place, and `message`
    says in one line what is wrong.
    """

    def __init__(self, file: str, message: str, line: int | None = None) -> None:
        super().__init__(file, message, line)
        self.file, self.message, self.line = file, message, line


def read_text(path: str) -> str:
    """Return the text of a file, "" where there is none or it cannot be read."""
    try:
        return _text(path)
    except UnreadableConfigError:
        return ""


def read_data(path: str) -> dict[str, Any]:
    """Return the mapping in a TOML, YAML or JSON file; {} where there is no file, or no mapping.

    Raises UnreadableConfigError for all else.
    """
    text = _text(path)
    ending = os.path.splitext(path)[1]
    if not text.strip():
        return {}
    try:
        value = _parse(text, ending)
    except Exception as error:
        language = {".toml": "TOML", ".json": "JSON"}.get(ending, "YAML")
        message, line = _explained(error)
        raise UnreadableConfigError(path, f"not valid {language}: {message}", line) from error
    return value if isinstance(value, dict) else {}


def _text(path: str) -> str:
    """Return the text of a regular file inside the root, "" where there is none."""
    if not _is_inside(path):
        return ""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableConfigError(path, "not a regular file")
        if status.st_size > _LARGEST:
            raise UnreadableConfigError(path, f"larger than {_LARGEST} bytes")
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().removeprefix("\ufeff")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableConfigError(path, reason.lower()) from error


def _explained(error: Exception) -> tuple[str, int | None]:
    """Return what a parser or a constructor of values complains about, and in which line.

    A constructor raises whatever a conversion raises: no list of types would be complete.
    """
    mark = getattr(error, "problem_mark", None)
    line = getattr(error, "lineno", None)  # of JSON, and of TOML since Python 3.14
    if mark:
        line = mark.line + 1
    if isinstance(error, RecursionError):
        return "nested too deeply", line
    said = getattr(error, "problem", None) or getattr(error, "msg", None) or str(error)
    place = re.search(r" \(at line (\d+), column \d+\)$", said)
    if place:
        said, line = said[: place.start()], int(place[1])
    words = " ".join(said.split())[:_LONGEST_REASON]
    return (words[:1].lower() + words[1:]) or type(error).__name__, line


def _parse(text: str, ending: str) -> object:
    if ending == ".toml":
        import tomllib  # noqa: PLC0415 - few sites need it

        return tomllib.loads(text)
    if ending == ".json":
        return json.loads(text)
    return _yaml(text)


def _yaml(text: str) -> object:
    import yaml  # noqa: PLC0415 - few sites need it
    from yaml.constructor import ConstructorError  # noqa: PLC0415 - likewise

    class Loader(yaml.SafeLoader):
        """Reads tags that it does not know as the values below them, numbers and dates as text.

        None counts here; a long number of base 60 takes ever longer to make, and many a text looks
        like a date.
        """

        def construct_object(self, node: yaml.Node, deep: bool = False) -> object:  # noqa: FBT001, FBT002 - as in PyYAML
            """Return the value of a node; whatever a constructor raises has a line."""
            try:
                return super().construct_object(node, deep)
            except (yaml.YAMLError, RecursionError):
                raise
            except Exception as error:
                problem = f"not a value of the type {node.tag.rpartition(':')[2]}"
                raise ConstructorError(None, None, problem, node.start_mark) from error

    def unknown(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> object:
        if isinstance(node, yaml.MappingNode):
            return {"!": suffix, **loader.construct_mapping(node, deep=True)}
        if isinstance(node, yaml.SequenceNode):
            return loader.construct_sequence(node, deep=True)
        return node.value or suffix

    def text_of(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
        return loader.construct_scalar(node)

    Loader.add_multi_constructor("", unknown)
    for kind in ("int", "float", "timestamp"):
        Loader.add_constructor(f"tag:yaml.org,2002:{kind}", text_of)
    value = yaml.load(text, Loader)  # noqa: S506 - a SafeLoader that builds plain values
    _limit(value)
    return value


def _limit(value: object) -> None:
    """Raise ValueError for what few lines with aliases make endless."""
    todo, count = [value], 0
    while todo:
        item = todo.pop()
        count += 1
        if count > _MOST_VALUES:
            message = f"more than {_MOST_VALUES} values"
            raise ValueError(message)
        if isinstance(item, dict):
            todo += item.values()
        elif isinstance(item, list):
            todo += item


def read_script(path: str) -> str:
    """Return a JavaScript or TypeScript file without its comments, "" where there is none.

    Raises UnreadableConfigError.
    """
    return _COMMENT.sub(lambda match: " " if match[1] else match[0], _text(path))


def literal(script: str, key: str) -> str | None:
    """Return the string that `key` has in a script, if it is a literal one; the first counts."""
    match = re.search(rf"(?<![\w.$]){key}['\"]?\s*:\s*(\"[^\"\n]*\"|'[^'\n]*'|`[^`$\n]*`)", script)
    return match[1][1:-1] if match else None


def flag(script: str, key: str) -> bool | None:
    """Return the boolean that `key` has in a script, if it is a literal one."""
    match = re.search(rf"(?<![\w.$]){key}['\"]?\s*:\s*(true|false)\b", script)
    return match[1] == "true" if match else None


def strings(script: str) -> list[str]:
    """Return all string literals in a piece of a script."""
    return [match[0][1:-1] for match in _QUOTED.finditer(script)]


def blocks(script: str, opening: str) -> list[str]:
    """Return what stands in the brackets that end each match of `opening`, a regular expression."""
    found = []
    for match in islice(re.finditer(opening, script), _MOST_BLOCKS):
        end = _closing(script, match.end() - 1)
        if end:
            found.append(script[match.end() : end])
    return found


def _closing(script: str, start: int) -> int | None:
    close, depth, at = _BRACKETS[script[start]], 0, start
    while at < len(script):
        quoted = _QUOTED.match(script, at)
        if quoted:
            at = quoted.end()
            continue
        depth += (script[at] == script[start]) - (script[at] == close)
        if not depth:
            return at
        at += 1
    return None


def as_strings(value: object) -> list[str]:
    """Return the strings in a value that may be one, or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def as_dict(value: object) -> dict[str, Any]:
    """Return a value if it is a mapping, else {}."""
    return value if isinstance(value, dict) else {}


def as_text(value: object, default: str = "") -> str:
    """Return a value if it is a string, else `default`."""
    return value if isinstance(value, str) else default


def base_of(address: str) -> str:
    """Return the path of a site's address or a base as it is written: "/" or "/docs/"."""
    try:
        path = urlsplit(address).path.strip("/")
    except ValueError:
        return "/"
    return f"/{path}/" if path else "/"


def within(home: str, path: str) -> str:
    """Return the absolute form of a path that a configuration in `home` names.

    No file system has a NUL or half of a surrogate pair in a name, and none is asked for one. A
    path that leaves the root is noted as refused.
    """
    path = _UNNAMABLE.sub("\ufffd", path)
    place = os.path.normpath(os.path.join(home, path.lstrip("/") if path.startswith("/") else path))
    boundary = _BOUNDARY.get()
    if boundary and boundary.holds(home) and not boundary.holds(place):
        boundary.refused.add((os.path.relpath(home, boundary.root), path))
    return place
