"""What a check is: a pure function from what was parsed to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from nblint.finding import Finding
from nblint.model import Document, Outline
from nblint.site.site import Site


class NoOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of a check that has none."""


class PageCheck(Struct, frozen=True):
    """A check that needs one page and nothing else: ``run(document, options)``.

    `options` is the Struct against which a rule's options are validated; its defaults are the
    check's defaults.
    """

    name: str
    run: Callable[[Document, Any], Iterable[Finding]]
    options: type[Struct] = NoOptions


class SiteCheck(Struct, frozen=True):
    """A check that needs to know what the page's links lead to: ``run(outline, site, options)``."""

    name: str
    run: Callable[[Outline, Site, Any], Iterable[Finding]]
    options: type[Struct] = NoOptions
