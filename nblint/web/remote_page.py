"""What nblint wants to know of a remote page: its names, its ids, and the text a visitor sees."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from msgspec import Struct

from nblint.web.markup import tokens
from nblint.web.page_reader import PageReader
from nblint.web.text_fragment import searchable

if TYPE_CHECKING:
    from collections.abc import Collection

_HEAD: Final = 32_768  # bytes in which a title and a first heading are waited for
_TITLE: Final = re.compile(rb"</title[\s/>]", re.IGNORECASE)
_HEADING: Final = re.compile(rb"</(?:h1|body|html)[\s/>]", re.IGNORECASE)
_ID_START: Final = rb"[\s\"'](?:[Ii][Dd]|[Nn][Aa][Mm][Ee])\s*=\s*[\"']?(?:user-content-)?"
_ID_END: Final = rb"[\"'\s>]"


class RemotePage(Struct, frozen=True, dict=True):
    """A remote page.

    `title` is that of the document, `heading` its first `<h1>`, white space collapsed. `ids` are
    what a fragment can point at: ids, names of `<a>`, and the ids in HTML that scripts carry as
    JSON. `scripted` tells that scripts make the content: it has some, and hardly any content
    itself. `refresh` is the reference that it sends its reader on to within ten seconds, as it is
    written. `scripts` are the addresses and the first characters of what it runs, one per line.
    `blocks` is the visible text, one piece for each block.
    """

    title: str = ""
    heading: str = ""
    ids: frozenset[str] = frozenset()
    scripted: bool = False
    refresh: str = ""
    scripts: str = ""
    blocks: tuple[str, ...] = ()

    @cached_property
    def searchable(self) -> str:
        """The visible text in the form in which text fragments are looked up."""
        return searchable(self.blocks)


def read_page(html: str) -> RemotePage:
    """Read a page, of which `html` may be a beginning."""
    reader = PageReader()
    for token in tokens(html):
        reader.take(token)
    reader.end_block()
    return RemotePage(
        title=reader.title,
        heading=reader.heading,
        ids=frozenset(reader.ids),
        scripted=reader.is_scripted,
        refresh=reader.refresh,
        scripts="\n".join(reader.scripts),
        blocks=tuple(reader.blocks),
    )


def has_title(body: bytes) -> bool:
    """Tell whether the title and the first heading are in the beginning of a page.

    That is also so where 32 KiB have gone by without them. `body` is in any encoding that has
    ASCII in it; only that much of it is looked at, however often this is asked.
    """
    if len(body) >= _HEAD:
        return True
    title = _TITLE.search(body)
    return bool(title and _HEADING.search(body, title.end()))


def has_ids(body: bytes, fragments: Collection[str]) -> bool:
    """Tell whether all that the fragments point at is in the beginning of a page.

    False can also mean that it takes more than a glance to tell.
    """
    return all(_has_id(body, fragment) for fragment in fragments)


def _has_id(body: bytes, fragment: str) -> bool:
    if not fragment or fragment.lower() == "top":
        return True
    names = {fragment, unquote(fragment)}
    return any(_is_id(body, name.encode("utf-8", "replace")) for name in names)


def _is_id(body: bytes, name: bytes) -> bool:
    # The pattern is slow, and most of what is looked for is not there yet.
    return name in body and bool(re.search(_ID_START + re.escape(name) + _ID_END, body))
