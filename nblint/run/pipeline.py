"""The whole pipeline: pages are scanned, their links followed, and all findings reported."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from nblint.outcome import Counts, Problem, Report, reading_order
from nblint.run.follow import Following
from nblint.run.scan import Page, Scanner
from nblint.run.workers import scan_all

if TYPE_CHECKING:
    from nblint.config import LoadedConfig
    from nblint.files.discovery import Discovery, File
    from nblint.rulebook.book import RuleBook


def run(
    loaded: LoadedConfig,
    rulebook: RuleBook,
    discovery: Discovery,
    stdin: tuple[File, str] | None = None,
) -> Report:
    """Check the pages that were discovered, and the text of `stdin` if there is one.

    An interrupt ends the scan; what was found until then is in the report, which says so.
    """
    scanner = Scanner(rulebook, loaded.config.max_file_size)
    pages: list[Page] = []
    interrupted = False
    try:
        if stdin:
            pages.append(scanner.scan(*stdin))
        pages.extend(scan_all(scanner, discovery.files))
    except KeyboardInterrupt:
        interrupted = True
    texts = {stdin[0].name: stdin[1]} if stdin else {}
    following = Following(loaded, rulebook, pages, texts)
    try:
        for page in sorted(pages, key=attrgetter("name")):
            following.follow(page)
    except KeyboardInterrupt:
        interrupted = True
    unfound = (Problem(note.name, note.message) for note in discovery.problems)
    counts = Counts(
        sum(page.outline is not None for page in pages),
        sum(page.links for page in pages),
        sum(page.anchors for page in pages),
        sum(page.images for page in pages),
    )
    return Report(
        tuple(sorted(following.diagnostics, key=reading_order)),
        following.unverified(),
        (*unfound, *following.problems),
        counts,
        interrupted,
    )
