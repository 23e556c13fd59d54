"""Pages with more than one heading of level 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.quoting import quoted
from nblint.checks.common.sections import is_changelog, page_headings
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document

_PANDOC = (".qmd", ".rmd")
"""Formats in which the title is front matter and sections begin at level 1 (Quarto's manual)."""


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find the second heading of level 1; how many more there are is said in the message.

    A front matter title does not count: a generator prints it in the browser's tab, above the page,
    or not at all. An HTML heading counts where it opens the page.
    """
    titles = [heading for heading in page_headings(document) if heading.level == 1]
    titles = titles[:1] + [heading for heading in titles[1:] if heading.form != "html"]
    if not titles[1:] or is_changelog(document) or _is_deck_or_pandoc(document):
        return
    second = quoted(titles[1].text)
    yield Finding(
        titles[1].span,
        f"{len(titles)} level 1 headings; {second} is the second",
        "change it to level 2 and the headings below it accordingly, or split the file",
    )


def _is_deck_or_pandoc(document: Document) -> bool:
    """Tell whether each slide or section has a heading of level 1 by the format's convention."""
    return document.path.lower().endswith(_PANDOC) or (
        document.front_matter is not None and "marp" in document.front_matter.fields
    )


CHECK = PageCheck("multiple-titles", check)
