"""Fields that the front matter of a page should have and has not."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.checks.check import PageCheck
from nblint.checks.common.meta_keys import (
    DESCRIPTIONS,
    TITLES,
    covers,
    inherits,
    is_published,
    named,
    plain,
)
from nblint.finding import Finding
from nblint.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, FrontMatter

_SPEAKING = TITLES | DESCRIPTIONS | {"author", "authors", "keywords", "categories"}
# Jekyll makes the title of a post of its file name.
_POST = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-")
_ADVICE = {
    "title": "name the page, for browser tabs and search results",
    "description": "say in a sentence what the page is about, for search results and shared links",
}


class Options(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of missing-meta.

    required: the fields that published pages with front matter must have
    required-in: gitignore pattern → fields that each page which it covers must have in any case
    """

    required: tuple[str, ...] = ("title", "description")
    required_in: dict[str, tuple[str, ...]] = {}

    def __post_init__(self) -> None:
        for glob in self.required_in:
            covers(glob, "")


def check(document: Document, options: Options) -> Iterator[Finding]:
    """Find each field that is required and for which there is no key."""
    front_matter = document.front_matter
    demanded = [
        field
        for glob, fields in options.required_in.items()
        if covers(glob, document.path)
        for field in fields
        if not inherits(document, field)
    ]
    if front_matter is None:
        for field in dict.fromkeys(demanded):
            yield Finding(Span(0, 0), f"no front matter, so no {field}", _advice(field))
        return
    if front_matter.problems and not front_matter.entries:
        return
    missing = [field for field in demanded if not named(front_matter, field)]
    missing += [
        field
        for field in options.required
        if not named(front_matter, field)
        and not inherits(document, field)
        and not (field == "title" and _is_titled(document))
        and _speaks(front_matter)
        and is_published(document, front_matter)
    ]
    start = front_matter.span.start
    for field in dict.fromkeys(missing):
        yield Finding(Span(start, start + 3), f"no {field} in the front matter", _advice(field))


def _speaks(front_matter: FrontMatter) -> bool:
    """Tell whether front matter speaks to readers; `id` and `tags`, say, set up a tool."""
    return any(plain(key) in _SPEAKING for key in front_matter.fields)


def _is_titled(document: Document) -> bool:
    return any(heading.level == 1 for heading in document.headings) or bool(
        _POST.match(PurePosixPath(document.path).name)
    )


def _advice(field: str) -> str:
    return _ADVICE.get(field, f'add the key "{field}"')


CHECK = PageCheck("missing-meta", check, Options)
