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
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from nblint.files.regular_file import NotRegularError, TooLargeError, read_regular
from nblint.files.toml_text import parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nblint.files.boundary import Boundary

# Bytes; a larger configuration is not read.
_LARGEST = 1_000_000
# Values in a configuration, and blocks of one name in a script; what comes after is not read.
_MOST_VALUES = 100_000
_MOST_BLOCKS = 20
_LONGEST_REASON = 200
# U+DC80 to U+DCFF stand for bytes of names that are not UTF-8 (PEP 383).
_UNNAMABLE = re.compile("[\0\ud800-\udc7f\udd00-\udfff]")
# What stands in a string up to the end of it, of its line, or of the text. A backslash escapes
# whatever follows. Possessive quantifiers keep the patterns linear on any text.
_INSIDE = {
    **{mark: re.compile(rf"[^{mark}\\\n]*+(?:\\.[^{mark}\\\n]*+)*+", re.DOTALL) for mark in "\"'"},
    "`": re.compile(r"[^`\\]*+(?:\\.[^`\\]*+)*+", re.DOTALL),
}
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|//[^\n]*", re.DOTALL)
_MARKS = re.compile(r"[\"'`]|/[/*]")
_QUOTES = re.compile(r"[\"'`]")
_BRACKETS = {mark[0]: re.compile(rf"[\"'`{re.escape(mark)}]") for mark in ("{}", "[]", "()")}

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


def is_directory(path: str) -> bool:
    """Tell whether a path inside the root is a directory."""
    return _is_inside(path) and os.path.isdir(path)


def listing(directory: str) -> list[str]:
    """Return the names in a directory inside the root, sorted; none where it is none."""
    return sorted(item.name for item in _entries(directory))


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


def _entries(directory: str) -> list[os.DirEntry[str]]:
    """Return what a directory holds, without links that lead outside of the root."""
    if not _is_inside(directory):
        return []
    try:
        with os.scandir(directory) as items:
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
        text = read_regular(path, _LARGEST).decode("utf-8", "replace").removeprefix("\ufeff")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except TooLargeError as error:
        raise UnreadableConfigError(path, f"larger than {error.limit} bytes") from error
    except NotRegularError as error:
        raise UnreadableConfigError(path, "not a regular file") from error
    except OSError as error:
        raise UnreadableConfigError(path, (error.strerror or str(error)).lower()) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _explained(error: Exception) -> tuple[str, int | None]:
    """Return what a parser or a constructor of values complains about, and in which line.

    A constructor raises whatever a conversion raises: no list of types would be complete.
    """
    mark = getattr(error, "problem_mark", None)
    line = getattr(error, "lineno", None) or getattr(error, "line", None)  # of JSON, of TOML
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
        return parse_toml(text)
    if ending == ".json":
        return json.loads(text)
    return _yaml(text)


def _yaml(text: str) -> object:
    """Return the value of YAML, with unknown tags as the values below them and numbers as text."""
    import yaml  # noqa: PLC0415 - few sites need it

    from nblint.files.yaml_text import BoundedLoader, parse_yaml  # noqa: PLC0415 - likewise

    class Loader(BoundedLoader):
        pass

    def unknown(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> object:
        if isinstance(node, yaml.MappingNode):
            return {"!": suffix, **loader.construct_mapping(node, deep=True)}
        if isinstance(node, yaml.SequenceNode):
            return loader.construct_sequence(node, deep=True)
        return node.value or suffix

    def text_of(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
        return loader.construct_scalar(node)

    # No number counts here.
    Loader.add_multi_constructor("", unknown)
    for kind in ("int", "float", "timestamp"):
        Loader.add_constructor(f"tag:yaml.org,2002:{kind}", text_of)
    value = parse_yaml(text, Loader)
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
    script = _text(path)
    kept, begin = [], 0
    for start, end in _pieces(script, _MARKS):
        if script[start] == "/":
            kept.append(script[begin:start])
            begin = end
    return " ".join((*kept, script[begin:]))


def _pieces(script: str, marks: re.Pattern[str], start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where the strings and whatever else begins with one of `marks` start and end.

    A mark of a string that does not end is passed over. The next one of its kind on the same line,
    or in the same text, can be no end either: that is remembered, and so each is read once.
    """
    open_until = dict.fromkeys(_INSIDE, 0)
    while match := marks.search(script, start):
        mark, begin, start = match[0], match.start(), match.end()
        if mark in _INSIDE:
            if begin < open_until[mark]:
                continue
            end = _end_of(_INSIDE[mark], script, start)
            if not script.startswith(mark, end):
                open_until[mark] = end
                continue
            start = end + 1
        elif mark in {"//", "/*"}:
            start = _end_of(_COMMENT, script, begin)
        yield begin, start


def _end_of(pattern: re.Pattern[str], script: str, start: int) -> int:
    match = pattern.match(script, start)
    return match.end() if match else start


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
    return [script[start + 1 : end - 1] for start, end in _pieces(script, _QUOTES)]


def blocks(script: str, opening: str) -> list[str]:
    """Return what stands in the brackets that end each match of `opening`, a regular expression."""
    found = []
    for match in islice(re.finditer(opening, script), _MOST_BLOCKS):
        end = _closing(script, match.end() - 1)
        if end:
            found.append(script[match.end() : end])
    return found


def _closing(script: str, start: int) -> int | None:
    opening, depth = script[start], 0
    for begin, end in _pieces(script, _BRACKETS[opening], start):
        if end == begin + 1:  # a bracket: a string has two marks
            depth += 1 if script[begin] == opening else -1
            if not depth:
                return begin
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


def base_of(url: str) -> str:
    """Return the path of a site's URL or a base as it is written: "/" or "/docs/"."""
    try:
        path = urlsplit(url).path.strip("/")
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
