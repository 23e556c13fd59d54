"""Doubts whether nblint knows how a site resolves its links, where most links of a form are broken.

A form of which nearly all links lead nowhere is a convention that nblint does not know, rather than
that many mistakes of its authors.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from nblint.model.file_types import PAGES
from nblint.model.finding import Finding
from nblint.model.uri import split
from nblint.project.resolution import LinkOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.lint.document_linter import LintedFile
    from nblint.model import LinkDestination, Span
    from nblint.project.resolution import Resolution

UNKNOWN_CONVENTION: Final = "unknown-convention"
"""The rule that reports forms of links in doubt."""

Form = Literal[
    "fragment of the same file",
    "fragment of another file",
    "relative link to a document",
    "relative link without an extension",
    "relative link to a file",
    "root-relative link",
    "wiki link",
    "label",
]
"""How a local link is written."""

_PLURALS: Final[dict[Form, str]] = {
    "fragment of the same file": "links to headings of the same file",
    "fragment of another file": "links to headings of other files",
    "relative link to a document": "relative links to documents",
    "relative link without an extension": "relative links without an extension",
    "relative link to a file": "relative links to files",
    "root-relative link": "root-relative links",
    "wiki link": "wiki links",
    "label": "references to labels",
}
_HELP: Final[dict[Form, str]] = {
    "fragment of the same file": "set `site.slug` to the flavour that makes the site's anchors",
    "fragment of another file": "set `site.slug` to the flavour that makes the site's anchors",
    "relative link to a document": "set `site.generator` or `site.routes`",
    "relative link without an extension": "set `site.generator` or `site.routes`",
    "relative link to a file": "set `site.generator`, or `site.static` to the served directories",
    "root-relative link": "set `site.root` to the directory that they are relative to",
    "wiki link": "check all of the vault in one run",
    "label": "check all files that define labels in one run",
}
_BROKEN: Final = frozenset(
    {
        LinkOutcome.MISSING,
        LinkOutcome.NO_PAGE,
        LinkOutcome.NO_ATTACHMENT,
        LinkOutcome.OTHER_CASE,
        LinkOutcome.UNPUBLISHED,
        LinkOutcome.OUTSIDE,
        LinkOutcome.IGNORED,
    }
)
# Measured on 34 repositories: where the share was 68% or more nblint was wrong about all links of
# the form, at 52% and less about none.
_LEAST_USES: Final = 8
_LEAST_DESTINATIONS: Final = 5
_LEAST_DOCUMENTS: Final = 2
_LEAST_SHARE: Final = 2 / 3
_EXAMPLES: Final = 3


class _Uses:
    """The links of one form in one site, as far as they are known."""

    def __init__(self) -> None:
        self.resolved = 0
        self.broken: list[tuple[LintedFile, LinkDestination]] = []

    @property
    def are_doubtful(self) -> bool:
        count = len(self.broken)
        return (
            count >= _LEAST_USES
            and count >= _LEAST_SHARE * (count + self.resolved)
            and len({target.value for _, target in self.broken}) >= _LEAST_DESTINATIONS
            and len({page.name for page, _ in self.broken}) >= _LEAST_DOCUMENTS
        )


class LinkDoubts:
    """Counts the links of each site by form, and then tells the forms that are in doubt."""

    def __init__(self) -> None:
        self._uses: dict[tuple[object, Form], _Uses] = {}

    def count(
        self,
        site: object,
        page: LintedFile,
        resolved: Iterable[tuple[LinkDestination, Resolution]],
    ) -> None:
        """Count the links of a document of a site, which may be any hashable value."""
        for target, destination in resolved:
            for form, is_broken in _forms(target, destination):
                uses = self._uses.setdefault((site, form), _Uses())
                if is_broken:
                    uses.broken.append((page, target))
                else:
                    uses.resolved += 1

    def findings(self, page: LintedFile) -> Iterator[Finding]:
        """Yield a finding for each form in doubt whose first broken link stands in a document."""
        for form, uses in self._doubtful:
            if uses.broken[0][0].name == page.name:
                yield _finding(form, uses)

    def spans(self, page: LintedFile) -> set[Span]:
        """Return the places of a document's broken links whose form is in doubt."""
        return self._spans.get(page.name, set())

    @cached_property
    def _doubtful(self) -> list[tuple[Form, _Uses]]:
        """The forms in doubt, once all documents are counted."""
        return [(form, uses) for (_, form), uses in self._uses.items() if uses.are_doubtful]

    @cached_property
    def _spans(self) -> dict[str, set[Span]]:
        spans: dict[str, set[Span]] = {}
        for _, uses in self._doubtful:
            for page, target in uses.broken:
                spans.setdefault(page.name, set()).add(target.span)
        return spans


def _finding(form: Form, uses: _Uses) -> Finding:
    distinct = dict.fromkeys(target.value for _, target in uses.broken)
    examples = ", ".join(f'"{value}"' for value in tuple(distinct)[:_EXAMPLES])
    first = uses.broken[0][1]
    count = len(uses.broken)
    message = (
        f"{count} of {count + uses.resolved} {_PLURALS[form]} are broken, such as {examples}; "
        "nblint may not know how this site resolves them"
    )
    help_text = f"{_HELP[form]}; `nblint links` lists them; `site.doubt = false` reports each"
    return Finding(first.span, message, help_text, target=first.value)


def _forms(target: LinkDestination, destination: Resolution) -> Iterator[tuple[Form, bool]]:
    """Yield the forms of a link, each with whether it is broken; none where that is not known."""
    is_broken = destination.outcome in _BROKEN
    has_page = destination.outcome in {LinkOutcome.FOUND, LinkOutcome.NO_ANCHOR}
    path, _, fragment = target.value.partition("#")
    if target.kind in {"label", "document"}:
        if is_broken or has_page:
            yield "label", destination.outcome is not LinkOutcome.FOUND
        return
    if path and (is_broken or has_page):
        yield _path_form(target, path), is_broken
    if fragment and has_page:
        form: Form = "fragment of another file" if path else "fragment of the same file"
        yield form, destination.outcome is LinkOutcome.NO_ANCHOR


def _path_form(target: LinkDestination, path: str) -> Form:
    if target.kind == "wikilink":
        return "wiki link"
    path = split(path).path
    if path.startswith("/"):
        return "root-relative link"
    if path.lower().endswith(PAGES):
        return "relative link to a document"
    has_extension = "." in path.rpartition("/")[2].strip(".")
    return "relative link to a file" if has_extension else "relative link without an extension"
