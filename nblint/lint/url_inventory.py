"""Where all links of the pages lead, each address once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.model.lint_report import CheckedUrl
from nblint.model.uri import split
from nblint.project.resolution import LinkOutcome

if TYPE_CHECKING:
    from nblint.files.source import Index
    from nblint.lint.document_linter import LintedFile
    from nblint.lint.project_checker import ProjectChecker
    from nblint.model import LinkDestination
    from nblint.model.finding import Location
    from nblint.model.link_status import LinkStatus
    from nblint.project.resolution import Resolution


class Addresses:
    """The addresses of pages, as they are gathered."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], tuple[LinkStatus | None, list[Location]]] = {}

    def gather(self, page: LintedFile, following: ProjectChecker) -> None:
        """Add the addresses of a page."""
        index: Index | None = None
        for target, destination, verdict in following.destinations(page):
            index = index or following.read(page).index()
            address = destination.address or target.value
            key = address, *_state(target, destination, verdict)
            _, places = self._found.setdefault(key, (verdict, []))
            places.append(index.location(page.name, target.span))

    def listed(self) -> tuple[CheckedUrl, ...]:
        """Return all addresses, sorted; one text may lead to several files."""
        return tuple(
            CheckedUrl(
                address=address, state=state, detail=detail, places=tuple(places), verdict=verdict
            )
            for (address, state, detail), (verdict, places) in sorted(
                self._found.items(), key=lambda item: item[0]
            )
        )


def _state(
    target: LinkDestination, destination: Resolution, verdict: LinkStatus | None
) -> tuple[str, str]:
    """Return what became of an address, in a word, and what more there is to say."""
    if verdict:
        return verdict.outcome, verdict.evidence.reason
    if destination.outcome is LinkOutcome.OTHER:
        return "skipped", f"{split(target.value).scheme}: is not checked"
    if destination.outcome is LinkOutcome.WEB:
        return "skipped", "not checked"
    return destination.outcome.value, destination.path
