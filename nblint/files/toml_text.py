"""TOML from a repository, read in time and memory that are linear in the text."""

from __future__ import annotations

import re
from typing import Any, Final

MOST_PARTS: Final = 50
"""Parts that a dotted key or the name of a table may have."""

# tomllib takes time and memory that grow with the square of a key's parts and a number's digits.
_MOST_DIGITS: Final = 1_000
_NUMBER: Final = re.compile(r"[+-]?+(?:0x[\da-fA-F_]*+|[\d_]++)")

# Possessive quantifiers and optional closing quotes keep the scan linear on any text.
_BASIC: Final = r'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"?+'
_LITERAL: Final = r"'[^'\n]*+'?+"
_PART: Final = rf"(?:[\w-]++|{_BASIC}|{_LITERAL})"
_TOKEN: Final = re.compile(
    r'"""[^"\\]*+(?:(?:\\.|"{1,2}(?!"))[^"\\]*+)*+(?:"{3,5})?+'
    r"|'''[^']*+(?:'{1,2}(?!')[^']*+)*+(?:'{3,5})?+"
    rf"|\#[^\n]*+|(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)",
    re.DOTALL,
)
_EACH_PART: Final = re.compile(_PART)
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class TomlError(ValueError):
    """Text that is not TOML or, where `help` says what to do, exceeds a limit.

    `message` says in one line what is wrong, without the place. `line` and `column` count from 1,
    columns in characters; they are None where the fault is at the end of the text or has no place.
    `is_depth` tells that the text is nested too deeply.
    """

    def __init__(
        self,
        message: str,
        place: tuple[int, int] | None = None,
        *,
        help_: str = "",
        is_depth: bool = False,
    ) -> None:
        super().__init__(message)
        self.message, self.help, self.is_depth = message, help_, is_depth
        self.line: int | None
        self.column: int | None
        self.line, self.column = place or (None, None)


def parse_toml(text: str) -> dict[str, Any]:
    """Return the table that TOML text holds. Raises TomlError."""
    import tomllib  # noqa: PLC0415 - slow, and many runs read no TOML

    _check_limits(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _PLACE.search(str(error))
        message = _PLACE.sub("", str(error))
        place = (int(at[1]), int(at[2])) if at and at[1] else None
        raise TomlError(message[:1].lower() + message[1:], place) from error
    except RecursionError as error:
        message = "lists or tables are nested too deeply"
        raise TomlError(message, help_="use fewer levels", is_depth=True) from error


def _check_limits(text: str) -> None:
    """Raise TomlError for what would take tomllib ever longer."""
    for token in _TOKEN.finditer(text):
        key = token["key"]
        if key is None or len(key) <= MOST_PARTS:
            continue
        parts = _EACH_PART.findall(key)
        if len(parts) > MOST_PARTS:
            message = f"a key has {len(parts)} parts, more than {MOST_PARTS}"
            place = _place(text, token.start())
            raise TomlError(message, place, help_="use fewer levels", is_depth=True)
        if any(len(part) > _MOST_DIGITS and _NUMBER.fullmatch(part) for part in parts):
            message = "a number has too many digits"
            raise TomlError(message, _place(text, token.start()), help_="put it in quotes")


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
