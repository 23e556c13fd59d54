"""What a value of front matter is, and whether it is what it should be."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Literal

from nblint.checks.common.quoting import quoted

TypeName = Literal["string", "date", "url", "boolean", "list", "number"]

_TYPES: dict[TypeName, type] = {"string": str, "date": date, "boolean": bool, "list": list}
_URL = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")


def describe(value: Any) -> str:
    """Return what a value is, in a few words."""
    if isinstance(value, bool):
        return f"the boolean {str(value).lower()}"
    if isinstance(value, str):
        return quoted(value)
    kinds = ((int | float, "a number"), (list, "a list"), (dict, "a mapping"), (date, "a date"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "empty")


def is_a(value: Any, wanted: TypeName | tuple[str, ...]) -> bool:
    """Tell whether a value is of a type, or is (all of a list are) among some words."""
    if isinstance(wanted, tuple):
        items = value if isinstance(value, list) else [value]
        return all(isinstance(item, str | int) and str(item) in wanted for item in items)
    if wanted == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if wanted == "date" and isinstance(value, str):
        return _is_iso(value)
    if wanted == "url":
        return isinstance(value, str) and _URL.fullmatch(value.strip()) is not None
    return isinstance(value, _TYPES[wanted])


def _is_iso(text: str) -> bool:
    """Tell whether text is a date, or a date and time, of ISO 8601."""
    try:
        datetime.fromisoformat(text.strip())
    except ValueError:
        return False
    return True


def is_impossible_date(text: str) -> bool:
    """Tell whether text begins as a date in figures that no calendar has, in whichever order."""
    first = _YEAR_FIRST.match(text)
    if first:
        return not _exists(first[1], first[3], first[4])
    last = _YEAR_LAST.match(text)
    return last is not None and not (
        _exists(last[4], last[1], last[3]) or _exists(last[4], last[3], last[1])
    )


def _exists(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
