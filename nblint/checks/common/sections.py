"""How headings divide a page: what the checks of its structure share."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from nblint.project.publication import has_partial_name

if TYPE_CHECKING:
    from nblint.model import Document, Heading

# "history" and "news" in lower case are as likely a page about history or news.
_CHANGELOG = re.compile(
    r"(?i:change[-_]?logs?|changes|release[-_]?notes)(?:[-_.][\w.-]*)?|HISTORY|NEWS|RELEASES"
)
_RELEASE = re.compile(r"\[?v?\d+\.\d+[\w.+-]*\]?(?:[ /(,\u2013\u2014-]+\d{4}-\d\d-\d\d\)?)?")
_LONGEST_RELEASE = 100
_FORM = re.compile(r"(?:^|[-_. ])template(?:$|[-_. ])", re.IGNORECASE)


def page_headings(document: Document) -> list[Heading]:
    """Return the headings of the page itself, without those in quotes and list items."""
    return [heading for heading in document.headings if heading.parent < 0]


def has_title(document: Document) -> bool:
    """Tell whether the front matter gives the page a title, which its layout prints as the h1."""
    if document.front_matter is None:
        return False
    fields = document.front_matter.fields
    return any(key.lower() == "title" and value for key, value in fields.items())


def is_changelog(document: Document) -> bool:
    """Tell whether the page lists releases; tools that write it choose its levels and headings.

    It does if its name says so or if most of its sections are versions.
    """
    if _CHANGELOG.fullmatch(PurePosixPath(document.path).stem):
        return True
    releases = [
        item.level
        for item in document.headings
        if len(item.text) <= _LONGEST_RELEASE and _RELEASE.fullmatch(item.text)
    ]
    highest = min(releases, default=0)
    peers = sum(item.level <= highest for item in document.headings)
    return len(releases) > 1 and len(releases) > peers / 2


def is_part(document: Document) -> bool:
    """Tell whether other pages include this one or people fill it in as a form.

    To Jekyll, Quarto and Docusaurus a leading underscore says that a file is no page of its own; to
    Hugo ``_index`` is the page of a folder. GitHub keeps forms in ``.github``.
    """
    path = PurePosixPath(document.path)
    return (
        has_partial_name(path.parts)
        or ".github" in path.parts
        or is_help_of_r(document)
        or _FORM.search(path.stem) is not None
    )


def is_help_of_r(document: Document) -> bool:
    """Tell whether the page goes into the help of an R package, where brackets link to functions.

    roxygen2's documentation, "Reusing documentation", includes such from the package's `man`.
    """
    path = PurePosixPath(document.path)
    return "man" in path.parts and path.suffix.lower() == ".rmd"
