"""The whole pipeline: pages are scanned, their links followed, and all findings reported."""

from __future__ import annotations

from operator import attrgetter

from msgspec import Struct

from nblint.config import LoadedConfig
from nblint.files.discovery import Discovery, File
from nblint.outcome import Counts, Inventory, Problem, Report, reading_order
from nblint.rulebook.book import RuleBook
from nblint.run.dialects import Dialects
from nblint.run.follow import Following
from nblint.run.inventory import list_addresses
from nblint.run.scan import Page, Scanner
from nblint.run.workers import scan_all
from nblint.web.asking import Asking


class Work(Struct, frozen=True):
    """What a run is about: the pages that were discovered, and the text of `stdin` if there is one.

    The web is asked as `asking` says, or not at all.
    """

    loaded: LoadedConfig
    rulebook: RuleBook
    discovery: Discovery
    stdin: tuple[File, str] | None = None
    asking: Asking | None = None


def run(work: Work) -> Report:
    """Check the pages.

    An interrupt ends the run; what was found until then is in the report, which says so. Raises
    WebError.
    """
    following, pages, interrupted = _follow(work)
    try:
        for page in pages:
            following.follow(page)
    except KeyboardInterrupt:
        interrupted = True
    counts = Counts(
        sum(page.outline is not None for page in pages),
        sum(page.links for page in pages),
        sum(page.anchors for page in pages),
        sum(page.images for page in pages),
    )
    return Report(
        tuple(sorted(following.diagnostics, key=reading_order)),
        following.unverified(),
        (*_unfound(work), *following.problems),
        counts,
        interrupted,
        following.notes,
    )


def take_inventory(work: Work) -> Inventory:
    """Return where all links of the pages lead, as far as an interrupt lets it. Raises WebError."""
    following, pages, interrupted = _follow(work)
    addresses = list_addresses(pages, following)
    unread = (problem for page in pages for problem in page.problems)
    problems = (*_unfound(work), *unread, *following.problems)
    return Inventory(addresses, problems, interrupted, following.notes)


def _follow(work: Work) -> tuple[Following, list[Page], bool]:
    """Scan the pages and ask the web; return them, and whether that was interrupted."""
    dialects = Dialects(work.loaded.root)
    scanner = Scanner(work.rulebook, work.loaded.config.max_file_size, dialects)
    pages: list[Page] = []
    interrupted = False
    try:
        if work.stdin:
            pages.append(scanner.scan(*work.stdin))
        pages.extend(scan_all(scanner, work.discovery.files))
    except KeyboardInterrupt:
        interrupted = True
    pages.sort(key=attrgetter("name"))
    texts = {work.stdin[0].name: work.stdin[1]} if work.stdin else {}
    following = Following(work.loaded, work.rulebook, pages, texts, work.asking)
    try:
        if not interrupted:
            following.ask()
    except KeyboardInterrupt:
        interrupted = True
    return following, pages, interrupted


def _unfound(work: Work) -> list[Problem]:
    return [Problem(note.name, note.message) for note in work.discovery.problems]
