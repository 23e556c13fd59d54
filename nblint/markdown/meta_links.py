"""Addresses and prose in front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.model import Link, LinkDestination

if TYPE_CHECKING:
    from nblint.markdown.link_builder import LinkBuilder
    from nblint.markdown.prose_builder import ProseBuilder
    from nblint.model import FrontMatter, MetaEntry, ProseRole

_PROSE: dict[str, ProseRole] = {
    "title": "title",
    "description": "description",
    "meta_description": "description",
    "description-meta": "description",
    "summary": "description",
    "excerpt": "description",
    "subtitle": "description",
    "abstract": "description",
}
# Keys that give the page's own address, which nothing can look up: the page is what makes it.
_OWN_ADDRESS = frozenset(
    {"aliases", "path", "permalink", "redirect_from", "slug", "url", "base", "basename"}
)
# Without a scheme, only keys that speak of another file or page make an address of a value.
_SPEAKS_OF_ADDRESS = re.compile(
    r"avatar|banner|canonical|cover|hero|href|icon|image|img|link|logo|photo|picture|src"
    r"|thumb|video",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_PATH = re.compile(r"\.{0,2}/(?!/)[^\s<>\"{}]+")
_PICTURE = re.compile(r"\.(?:avif|bmp|gif|ico|jpe?g|png|svg|webp)(?:[?#]|$)", re.IGNORECASE)


def add_meta(
    text: str, front_matter: FrontMatter, reading: ProseBuilder, links: LinkBuilder
) -> None:
    """Give the front matter's title and description to `reading`, its addresses to `links`."""
    for entry in front_matter.entries:
        if not isinstance(entry.value, str) or not entry.value:
            continue
        role = _PROSE.get(entry.path[0]) if len(entry.path) == 1 else None
        if role:
            _read(text, entry, reading, role)
        elif _is_address(entry):
            key = ".".join(entry.path)
            value, span = entry.value.strip(), entry.value_span
            picture = bool(_PICTURE.search(value))
            links.links.append(
                Link(value, "", "front matter", span, span, span, element=key),
            )
            links.targets.append(LinkDestination(value, span, "front matter", key, picture))


def _read(text: str, entry: MetaEntry, reading: ProseBuilder, role: ProseRole) -> None:
    reading.next_block(role)
    start = entry.value_span.start
    for line in text[start : entry.value_span.end].splitlines(keepends=True):
        words = line.strip()
        if words:
            begin = start + line.index(words)
            reading.literal(begin, begin + len(words))
            reading.flush()
        start += len(line)


def _is_address(entry: MetaEntry) -> bool:
    keys = [key for key in entry.path if not key.isdecimal()]
    if not keys or (len(keys) == 1 and keys[0].lower() in _OWN_ADDRESS):
        return False
    value = entry.value.strip()
    if _ABSOLUTE.fullmatch(value):
        return True
    return bool(_PATH.fullmatch(value) and any(_SPEAKS_OF_ADDRESS.search(key) for key in keys))
