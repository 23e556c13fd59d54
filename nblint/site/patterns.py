"""The addresses of which the settings say what they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WILDCARD = re.compile(r"(\*\*?)")
_KINDS = {"*": "([^/]+)", "**": "(.*)"}


class Patterns:
    """Patterns of addresses, each with the file that it shows, or "" where a program answers."""

    def __init__(self, routes: Mapping[str, str]) -> None:
        self._routes = [(_compiled(pattern), file) for pattern, file in routes.items()]

    def file(self, address: str) -> str | None:
        """Return what the first pattern that fits an address says, or None where none does."""
        plain = address.rstrip("/") or "/"
        matches = ((pattern.fullmatch(plain), file) for pattern, file in self._routes)
        return next((_filled(file, match.groups()) for match, file in matches if match), None)


def _compiled(pattern: str) -> re.Pattern[str]:
    parts = _WILDCARD.split(pattern.rstrip("/") or "/")
    return re.compile("".join(_KINDS.get(part) or re.escape(part) for part in parts))


def _filled(file: str, parts: Iterable[str]) -> str:
    """Return a file's pattern with what the wildcards of an address stand for."""
    rest = iter(parts)
    return _WILDCARD.sub(lambda _: next(rest, ""), file)
