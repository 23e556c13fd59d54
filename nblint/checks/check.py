"""What a check is: a pure function from what was parsed to findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from msgspec import Struct

from nblint.model import Document, FileIndex, LinkDestination
from nblint.model.finding import Finding
from nblint.model.link_status import Aspect, LinkStatus
from nblint.project.site import Site


class NoOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of a check that has none."""


class PageCheck(Struct, frozen=True):
    """A check that needs one page and nothing else: ``run(document, options)``.

    `options` is the Struct against which a rule's options are validated; its defaults are the
    check's defaults. What it finds holds for a page that stands `alone`, and says nothing of one
    that is put into others.
    """

    name: str
    run: Callable[[Document, Any], Iterable[Finding]]
    options: type[Struct] = NoOptions
    skip_partials: bool = False


class SiteCheck(Struct, frozen=True):
    """A check that needs to know what the page's links lead to: ``run(outline, site, options)``."""

    name: str
    run: Callable[[FileIndex, Site, Any], Iterable[Finding]]
    options: type[Struct] = NoOptions


class FileCheck(Struct, frozen=True):
    """A check of files that are no pages: ``run(site, options)`` yields each with its finding.

    It is run once, when all pages have been judged. A file is an absolute path, and the place of
    the finding its beginning.
    """

    name: str
    run: Callable[[Site, Any], Iterable[tuple[str, Finding]]]
    options: type[Struct] = NoOptions


class ProjectCheck(Struct, frozen=True):
    """A check that judges a page in the light of all pages of the run.

    ``gather(document, options)`` returns what is kept of a page, which can be pickled, or None;
    ``sum_up(gathered, vocabulary)`` what all pages have to say together, `vocabulary` being the
    words that the project accepts; ``run(gathered, sum, options)`` finds what is wrong on a page.
    """

    name: str
    collect: Callable[[Document, Any], Any]
    aggregate: Callable[[Iterable[Any], Collection[str]], Any]
    run: Callable[[Any, Any, Any], Iterable[Finding]]
    options: type[Struct] = NoOptions


class CheckedLink(Struct, frozen=True, gc=False):
    """One place that leads to the web, with the verdict on the address that it leads to.

    `address` is the absolute address, with its fragment, that `target` stands for: the same text
    unless the target is relative to the site's own address. `copy` is the address of a copy in an
    archive of what is gone, "" where none was looked for or found.
    """

    target: LinkDestination
    address: str
    verdict: LinkStatus
    copy: str = ""


class WebCheck(Struct, frozen=True):
    """A check that needs the web's verdicts: ``run(visits, options)``.

    `visits` are those of one page, in document order. `asks` is what must be found out of each
    address for the check's sake.
    """

    name: str
    run: Callable[[Sequence[CheckedLink], Any], Iterable[Finding]]
    options: type[Struct] = NoOptions
    needs: frozenset[Aspect] = frozenset()
