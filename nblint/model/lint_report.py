"""What a run produces and a report prints."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from nblint.model.finding import Diagnostic, Location
from nblint.model.link_status import LinkStatus

if TYPE_CHECKING:
    from nblint.model.finding import Severity

UnverifiedKind = Literal[
    "root-relative link",
    "route",
    "label",
    "templated link",
    "external link",
    "fragment",
    "generated file",
    "deeply nested file",
    "doubtful link",
]
"""What was left unverified, as a singular noun that reports count."""


class Counts(Struct, frozen=True):
    """What was seen in the files that could be read."""

    files: int = 0
    links: int = 0
    anchors: int = 0
    images: int = 0


class Unverified(Struct, frozen=True):
    """Things of one kind that could not be judged: neither right nor wrong.

    `reason` and `help` are worded as those of a finding; `example` is the first such place.
    """

    kind: UnverifiedKind
    count: int
    reason: str
    help: str = ""
    example: Location | None = None


class Problem(Struct, frozen=True):
    """Something nblint was asked to do and could not: a file unread, a rule that failed on a page.

    `path` is None where no one file is to blame. A run with a problem exits with 2.
    """

    path: str | None
    message: str


class FixedCount(Struct, frozen=True, order=True):
    """How many findings of a rule were fixed on a page, and so are no diagnostics any more."""

    path: str
    rule: str
    count: int


class CheckedUrl(Struct, frozen=True):
    """Where links lead. `state` is what became of it, in a word, and `detail` says more.

    The web's `verdict` is there where it was asked. `places` are in reading order.
    """

    address: str
    state: str
    detail: str
    places: tuple[Location, ...]
    verdict: LinkStatus | None = None


class Report(Struct, frozen=True):
    """The outcome of a run. `diagnostics` are sorted by `reading_order`.

    `interrupted` tells that the user ended the run before all pages were checked. `notes` are what
    the user should know and no finding says. `addresses` are those of the web that the pages link
    to, sorted, where a run was told to gather them.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    unverified: tuple[Unverified, ...] = ()
    problems: tuple[Problem, ...] = ()
    counts: Counts = Counts()
    interrupted: bool = False
    notes: tuple[str, ...] = ()
    addresses: tuple[CheckedUrl, ...] = ()
    fixed: tuple[FixedCount, ...] = ()

    def severities(self) -> Counter[Severity]:
        """Return how many diagnostics there are of each severity."""
        return Counter(diagnostic.severity for diagnostic in self.diagnostics)


class Inventory(Struct, frozen=True):
    """All addresses of the pages of a run, sorted; the rest is as in a Report."""

    addresses: tuple[CheckedUrl, ...] = ()
    problems: tuple[Problem, ...] = ()
    interrupted: bool = False
    notes: tuple[str, ...] = ()


class Node(Struct, frozen=True):
    """A page or another file of the project, or a place where none is, as reports name it."""

    name: str
    kind: Literal["page", "file", "missing"]


class Edge(Struct, frozen=True):
    """The links of one page into another file: `count` of them, of which `state` has come.

    The state is `found`, `no anchor`, or the reason why the target is not there or not known.
    """

    source: str
    target: str
    state: str
    count: int


class Graph(Struct, frozen=True):
    """Which pages lead where within the project; all sorted."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


def reading_order(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """Return the key that sorts diagnostics as a reader meets them, the same from run to run."""
    path, span = diagnostic.location.path, diagnostic.span
    return path, span.start, span.end, diagnostic.rule, diagnostic.message
