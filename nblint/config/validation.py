"""What is wrong with settings as TOML gives them, said in the words of who wrote them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import msgspec

from nblint.model.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str, ...]
"""Keys from the outermost inwards; an index into a list counts as a key, written in decimal."""

_WORDS = {
    "array": "a list",
    "object": "a table",
    "str": "a string",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
}


def first_problem(value: Any, kind: Any, path: Path = ()) -> tuple[Path, str] | None:
    """Return where `value` first differs from the type `kind`, and how, or None where it fits.

    Struct types and ``dict[str, …]`` are looked into, so that each key has its own message.
    """
    nested = _nested(value, kind)
    if nested is None:
        return _mismatch(value, kind, path)
    for key, item in value.items():
        at = (*path, key)
        if key not in nested:
            return at, unknown("key", key, nested)
        problem = first_problem(item, nested[key], at)
        if problem:
            return problem
    return None


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return the message for a name that is none of the `known`: the one meant, or all of them."""
    names = sorted(known)
    near = nearest(name, names)
    help_text = f'did you mean "{near}"?' if near else f"the known ones are {', '.join(names)}"
    return f'unknown {what} "{name}"; {help_text}'


def _nested(value: Any, kind: Any) -> dict[str, Any] | None:
    """Return the type of each key that `value` may hold, or None if it is to be taken whole."""
    if not isinstance(value, dict):
        return None
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    if get_origin(kind) is dict:
        return dict.fromkeys(value, get_args(kind)[1])
    return None


def _mismatch(value: Any, kind: Any, path: Path) -> tuple[Path, str] | None:
    options = (kind, *get_args(kind))  # a Literal may be one of a union
    choices = [item for kind in options if get_origin(kind) is Literal for item in get_args(kind)]
    if choices and isinstance(value, str) and value not in choices:
        return path, unknown(path[-1], value, choices)
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `$")
        name = f'"{".".join(path)}"'
        inside = re.match(r"\[(\d+)\]", place)
        if inside:
            path = (*path, inside[1])
            name = f"item {int(inside[1]) + 1} of {name}"
        wants_list = isinstance(value, str) and said.startswith("Expected `array")
        help_text = f'; write ["{value}"]' if wants_list else ""
        return path, f"{name} {_reworded(said)}{help_text}"
    return None


def _reworded(said: str) -> str:
    """Turn ``Expected `array`, got `str``` into ``must be a list, not a string``."""
    match = re.fullmatch(r"Expected `([^`]+)`([^,]*)(?:, got `([^`]+)`)?", said)
    if match is None:
        return f"is wrong: {said[:1].lower()}{said[1:]}"
    kinds, limit, got = match.groups()
    expected = " or ".join(_WORDS.get(kind, kind) for kind in kinds.split(" | ") if kind != "null")
    return f"must be {expected}{limit}" + (f", not {_WORDS.get(got, got)}" if got else "")
