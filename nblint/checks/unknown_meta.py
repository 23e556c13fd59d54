"""Keys of front matter that are misspelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.checks.check import PageCheck
from nblint.checks.common.meta_keys import plain
from nblint.model.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document

# Keys of Hugo, Jekyll, Eleventy, Astro, Docusaurus, VitePress, MkDocs, MyST, Quarto and Obsidian.
_USUAL = """
    title date tags slug subtitle short_title description summary excerpt abstract author authors
    keywords category categories draft published publishDate expiryDate lastmod updated created
    modified weight layout template permalink aliases redirect_from redirect_to language license
    copyright thumbnail banner featured series comments canonical_url meta_description meta_title
    meta_image linkTitle sidebar_label sidebar_position sidebar_class_name nav_order hide_title
    hide_table_of_contents pagination_next pagination_prev custom_edit_url kernelspec numbering
    affiliations bibliography cssclasses translationKey navigation
"""
# Words of their own, some of other languages, that are one letter away from one of those.
_OTHERS = """
    titled titre autor descripcion except abstrakt raft craft graft publishes publisher
    update updates create creates treated modifies modifier height eight weigh templated licence
    licensed manner banned banter feature features serves comment
"""
_PLAIN = {plain(key): key for key in _USUAL.split()}
_KNOWN = _PLAIN.keys() | _OTHERS.split()
_SHORT = 4
_DOUBLED = re.compile(r"(.)\1")


class UnknownMetaOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of unknown-meta.

    known: further keys that are spelt right
    """

    known: tuple[str, ...] = ()


def check(document: Document, options: UnknownMetaOptions) -> Iterator[Finding]:
    """Find each key that is one slip away from a usual one, which the page does not have."""
    if document.front_matter is None:
        return
    present = {plain(key) for key in document.front_matter.fields}
    known = _KNOWN | {plain(key) for key in options.known} if options.known else _KNOWN
    unknown = present - known
    if not unknown:
        return
    for entry in document.front_matter.entries:
        key = entry.path[0]
        if len(entry.path) > 1 or plain(key) not in unknown:
            continue
        meant = _meant(plain(key))
        if meant is None or plain(meant) in present:
            continue
        edit = Edit(entry.key_span, meant)
        yield Finding(
            entry.key_span,
            f'unknown key "{key}", did you mean "{meant}"?',
            f'rename it to "{meant}", or add "{key}" to the option known',
            Fix(f'rename the key to "{meant}"', (edit,), safe=False),
            word=key,
            suggestions=(meant,),
        )


def _meant(key: str) -> str | None:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - most pages have no unknown key

    return next(
        (
            usual
            for name, usual in _PLAIN.items()
            if OSA.distance(key, name, score_cutoff=1) == 1 and _is_slip(key, name)
        ),
        None,
    )


def _is_slip(key: str, name: str) -> bool:
    """Tell whether a key that is one edit from a usual one is likely to be meant for it."""
    if key + "s" == name or (key == name + "s" and not name.endswith("s")):
        return False  # the other number is another key
    if len(name) > _SHORT or len(key) < len(name):
        return True
    # A short key with another letter is another word: `data`, `dated`.
    return sorted(key) == sorted(name) or _DOUBLED.sub(r"\1", key) == name


CHECK = PageCheck("unknown-meta", check, UnknownMetaOptions)
