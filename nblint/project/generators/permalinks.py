"""Patterns of URLs such as ``/:year/:month/:slug/``, as Hugo and Jekyll fill them in."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nblint.project.site_types import Meta

_TOKEN = re.compile(r":(\w+)")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def expand(pattern: str, meta: Meta, values: Mapping[str, str]) -> str:
    """Return the URL of a page; "" if the pattern asks for what is not known."""
    names = _TOKEN.findall(pattern)
    known = {**_dated(date_of(meta)), **values}
    if not all(name in known for name in names):
        return ""
    return _TOKEN.sub(lambda match: known[match[1]], pattern)


def date_of(meta: Meta, name: str = "") -> dt.date | None:
    """Return the date in a page's front matter, or at the head of its name."""
    value = (meta or {}).get("date")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    match = _DATE.match(str(value or "")) or _DATE.match(name)
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _dated(date: dt.date | None) -> dict[str, str]:
    if date is None:
        return {}
    return {
        "year": f"{date:%Y}",
        "month": f"{date:%m}",
        "day": f"{date:%d}",
        "i_month": str(date.month),
        "i_day": str(date.day),
        "short_year": f"{date:%y}",
        "y_day": f"{date:%j}",
        "yearday": str(date.timetuple().tm_yday),
        "monthname": f"{date:%B}".lower(),
        "weekday": str(date.isoweekday() % 7),
        "weekdayname": f"{date:%A}".lower(),
        "short_month": f"{date:%b}",
        "long_month": f"{date:%B}",
        "short_day": f"{date:%a}",
        "long_day": f"{date:%A}",
        "week": f"{date:%V}",
        "w_day": f"{date:%u}",
        "w_year": f"{date:%G}",
    }
