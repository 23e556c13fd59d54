"""What a target leads to."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Outcome = Literal[
    "web",
    "other",
    "found",
    "no anchor",
    "no attachment",
    "no page",
    "missing",
    "unpublished",
    "other case",
    "outside",
    "ignored",
    "unknown root",
    "unknown route",
    "unknown label",
    "template",
]


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


class Resolution(Struct, frozen=True, gc=False):
    """What a target leads to.

    `web` and `other` leave the site; `address` is where on the web the target leads. What is
    `unpublished` is a file of the project at `path`, but none of the site where the target leads on
    it; `written` is how the page would write where the site has it, "" if it has not. These cannot
    be judged: an `unknown root` is a root-relative address of a site whose root is not known; an
    `unknown route` no file, but perhaps a page that the generator publishes; an `unknown label` a
    name that another page of the project may define; a `template` has yet to be filled in. `path`
    is the file or folder on disk, or where it was looked for; `page` the file whose anchors count,
    or None. When the fragment, which is decoded, names none of them: `anchors` are those of the
    page, `maker` makes them of its headings, and `readings` are what others make of the headings
    that they read otherwise, by the page's own anchor.
    """

    outcome: Outcome
    path: str = ""
    page: str | None = None
    fragment: str = ""
    anchors: frozenset[str] = frozenset()
    address: str = ""
    written: str = ""
    maker: str = ""
    readings: Readings = Readings()
