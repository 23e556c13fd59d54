"""Titles and descriptions that search results cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.checks.check import PageCheck
from nblint.checks.common.meta_keys import is_empty, is_published, is_template, plain
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, FrontMatter, MetaEntry

# The first of these that a page has is what its head shows to search engines.
_SHOWN = {
    "title": ("seotitle", "metatitle", "pagetitle", "title"),
    "description": ("seodescription", "metadescription", "descriptionmeta", "description"),
}


class MetaLengthOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of meta-length.

    title: least and greatest number of characters of a title
    description: least and greatest number of characters of a description
    """

    title: tuple[int, int] = (0, 70)
    description: tuple[int, int] = (0, 160)


def check(document: Document, options: MetaLengthOptions) -> Iterator[Finding]:
    """Find the title and the description if they are shorter or longer than the options say."""
    front_matter = document.front_matter
    if front_matter is None:
        return
    for field, (least, most) in (("title", options.title), ("description", options.description)):
        entry = _shown(front_matter, field)
        if entry is None or is_empty(entry.value) or is_template(entry.value):
            continue
        length = len(" ".join(entry.value.split()))
        if least <= length <= most or not is_published(document, front_matter):
            continue
        limit, advice = f"the minimum is {least}", "extend it"
        if length > most:
            limit, advice = f"search results show about {most}", "shorten it"
        yield Finding(entry.value_span, f"{field} has {length} characters; {limit}", advice)


def _shown(front_matter: FrontMatter, field: str) -> MetaEntry | None:
    names = {
        plain("".join(entry.path)): entry
        for entry in front_matter.entries
        if len(entry.path) <= 2 and isinstance(entry.value, str)  # noqa: PLR2004 - as in `seo.title`
    }
    return next((names[name] for name in _SHOWN[field] if name in names), None)


CHECK = PageCheck("meta-length", check, MetaLengthOptions)
