"""What a target leads to."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class LinkOutcome(StrEnum):
    """What became of a link.

    `WEB` and `OTHER` leave the site. `UNPUBLISHED` is a file of the project which the site does not
    have where the link leads. These cannot be verified: `UNKNOWN_ROOT`, a root-relative link of a
    site whose root is not known; `UNKNOWN_ROUTE`, no file, but the generator may publish a page
    there; `UNKNOWN_LABEL`, a name that another page may define; `TEMPLATE`, a template fills it in.
    """

    WEB = "web"
    OTHER = "other"
    FOUND = "found"
    NO_ANCHOR = "no anchor"
    NO_ATTACHMENT = "no attachment"
    NO_PAGE = "no page"
    MISSING = "missing"
    UNPUBLISHED = "unpublished"
    OTHER_CASE = "other case"
    OUTSIDE = "outside"
    IGNORED = "ignored"
    UNKNOWN_ROOT = "unknown root"
    UNKNOWN_ROUTE = "unknown route"
    UNKNOWN_LABEL = "unknown label"
    TEMPLATE = "template"


WITH_PAGE = frozenset({LinkOutcome.FOUND, LinkOutcome.NO_ANCHOR, LinkOutcome.UNKNOWN_LABEL})
"""The outcomes of links whose file is there."""


class OtherAnchor(Struct, frozen=True, gc=False):
    """An anchor as another maker of anchors than the page's own makes it, and who that is."""

    maker: str
    anchor: str


class Readings(Struct, frozen=True, gc=False):
    """Headings of a page that others read otherwise, by the page's own anchor of each.

    `own` has that anchor by what another makes of the heading, the first where several are alike.
    """

    by_own: dict[str, OtherAnchor] = {}
    own: dict[str, str] = {}


class Resolution(Struct, frozen=True, kw_only=True, gc=False):
    """What a target leads to.

    outcome: what became of it
    path: the file or directory on disk, or where it was looked for
    page: the file whose anchors count, or None
    fragment: decoded
    anchors: those of the page, where the fragment names none of them
    URL: the URL, where the target leads to the web
    written: how the page would write where the site has an unpublished file, "" if it has not
    maker: what makes the anchors of the page
    readings: what others make of the headings that they read otherwise, by the page's own anchor
    """

    outcome: LinkOutcome
    path: str = ""
    page: str | None = None
    fragment: str = ""
    anchors: frozenset[str] = frozenset()
    address: str = ""
    written: str = ""
    maker: str = ""
    readings: Readings = Readings()

    @property
    def is_found(self) -> bool:
        """Whether the target leads to something that is there."""
        return self.outcome is LinkOutcome.FOUND

    @property
    def is_known(self) -> bool:
        """Whether it leads to a file that is there, published or ignored by git."""
        return self.outcome in _KNOWN

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing where it leads."""
        return self.outcome is LinkOutcome.MISSING

    @property
    def is_absent(self) -> bool:
        """Whether there is nothing, or only what differs in letter case."""
        return self.outcome in _ABSENT

    @property
    def is_no_file(self) -> bool:
        """Whether there is no such file in the project."""
        return self.outcome in _NO_FILE


_ABSENT = frozenset({LinkOutcome.MISSING, LinkOutcome.OTHER_CASE})
_NO_FILE = frozenset({LinkOutcome.MISSING, LinkOutcome.OUTSIDE})
_KNOWN = frozenset({LinkOutcome.FOUND, LinkOutcome.IGNORED})
