"""The patterns of addresses in a Hugo configuration (Hugo, "Configure permalinks")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nblint.project.config_reader import as_dict
from nblint.project.generators.permalinks import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nblint.project.layout import Meta

Permalinks = dict[str, dict[str, str]]
"""The pattern of each section, or taxonomy, by the kind of page."""

_KINDS = ("page", "section", "taxonomy", "term")
_TOKEN = re.compile(r":\w+(?:\[[^\]]*\])?")
_SOME_SECTIONS = re.compile(r":sections\[([^\]]*)\]")
_TOKENS = {":slugorfilename": ":slugorcontentbasename", ":filename": ":contentbasename"}


def permalinks(config: dict[str, Any], codes: Mapping[str, str]) -> dict[str, Permalinks]:
    """Return the patterns of each language: those of its own table, or else of the site's."""
    languages = {
        str(code).lower(): {str(key).lower(): value for key, value in as_dict(item).items()}
        for code, item in as_dict(config.get("languages")).items()
    }
    return {
        code: _by_kind(as_dict(languages.get(code, {}).get("permalinks", config.get("permalinks"))))
        for code in codes
    }


def _by_kind(written: dict[str, Any]) -> Permalinks:
    """Return a table with one for each kind of page; what has none is for pages."""
    found = {kind: _patterns(as_dict(written.get(kind))) for kind in _KINDS}
    return {**found, "page": {**_patterns(written), **found["page"]}}


def _patterns(table: dict[str, Any]) -> dict[str, str]:
    return {str(key): value for key, value in table.items() if isinstance(value, str)}


def fill(pattern: str, meta: Meta, sections: list[str], values: Mapping[str, str]) -> str:
    """Return the address of a page; it has parameters for what is not known of it."""
    for old, new in _TOKENS.items():
        pattern = pattern.replace(old, new)
    try:
        plain = _SOME_SECTIONS.sub(lambda match: "/".join(_some(sections, match[1])), pattern)
    except ValueError:
        plain = ""
    found = expand(plain, meta, {**values, "sections": "/".join(sections)})
    return found or _TOKEN.sub("[...any]", pattern)


def _some(sections: list[str], asked: str) -> list[str]:
    """Return the sections that a slice such as ``1:``, ``:last`` or ``0`` asks for.

    Raises ValueError for what is none.
    """
    start, several, end = (
        str(len(sections) - 1) if part == "last" else part for part in asked.partition(":")
    )
    first = int(start or 0)
    return sections[first : int(end or len(sections)) if several else first + 1]


def lists(found: dict[str, Permalinks], codes: Mapping[str, str]) -> Iterator[str]:
    """Yield regular expressions of the addresses of lists that need no file of their own."""
    for code, table in found.items():
        top = re.escape(f"/{codes[code]}") if codes[code] else ""
        for kind in ("section", "taxonomy", "term"):
            for pattern in table[kind].values():
                plain = re.escape(_TOKEN.sub("\0", pattern).strip("/")).replace("\0", ".*")
                yield f"{top}/{plain}"
