"""Keys of front matter that were never filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.checks.check import PageCheck
from nblint.checks.common.meta_keys import is_empty, is_published, named
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, MetaEntry


class EmptyMetaOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of empty-meta.

    keys: the fields that must not be empty where they are given
    """

    keys: tuple[str, ...] = ("title", "description")


def check(document: Document, options: EmptyMetaOptions) -> Iterator[Finding]:
    """Find each field all of whose keys are null or white space."""
    front_matter = document.front_matter
    if front_matter is None:
        return
    for field in options.keys:
        entries = named(front_matter, field)
        if (
            not entries
            or not all(is_empty(entry.value) for entry in entries)
            or (field == "title" and _is_declined(document, entries[0]))
            or not is_published(document, front_matter)
        ):
            continue
        key = ".".join(entries[0].path)
        yield Finding(entries[0].key_span, f'"{key}" is empty', "add a value or remove the key")


def _is_declined(document: Document, entry: MetaEntry) -> bool:
    """Tell whether `title: ""` keeps a generator from printing a title above the page's own."""
    return entry.value is not None and any(heading.level == 1 for heading in document.headings)


CHECK = PageCheck("empty-meta", check, EmptyMetaOptions)
