"""Copies in the Internet Archive of what the pages of a run link to and is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.files.git.git_blame import last_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nblint.checks import CheckedLink
    from nblint.files.source import Index
    from nblint.lint.document_linter import LintedFile
    from nblint.web.archive import Wanted
    from nblint.web.link_check_options import LinkCheckOptions


class ArchivedCopies:
    """The copies by place: the nearest in time to when the line was last changed.

    `note` says of how many pages the archive did not tell, "" if of none.
    """

    def __init__(self) -> None:
        self.note = ""
        self._wanted: dict[tuple[str, int], Wanted] = {}
        self._found: dict[Wanted, str] = {}

    def find(
        self,
        pages: Sequence[tuple[LintedFile, Sequence[CheckedLink]]],
        index: Callable[[LintedFile], Index],
        asking: LinkCheckOptions,
    ) -> None:
        """Ask for copies of all that is gone; `index` finds places in a page. Raises WebError."""
        for page, visits in pages:
            dead = [visit for visit in visits if visit.verdict.outcome == "dead"]
            if dead:
                self._wanted.update(_wanted(page, dead, index(page), asking.now()))
        wanted = set(self._wanted.values())
        if wanted:
            # Loads what asks the web, which is not needed where nothing is gone.
            from nblint.web.archive import find_copies  # noqa: PLC0415 - see above

            self._found = find_copies(sorted(wanted), asking)
        unknown = len(wanted - self._found.keys())
        if unknown:
            urls = "dead URL" if unknown == 1 else "dead URLs"
            self.note = f"no response from the Internet Archive for {unknown} {urls}"

    def beside(self, page: LintedFile, visits: Sequence[CheckedLink]) -> list[CheckedLink]:
        """Return the visits of a page, each with the copy that was found for its place."""
        wanted = (self._wanted.get((page.name, visit.target.span.start)) for visit in visits)
        copies = (self._found.get(item, "") if item else "" for item in wanted)
        return [
            replace(visit, copy=copy) if copy else visit
            for visit, copy in zip(visits, copies, strict=True)
        ]


def _wanted(
    page: LintedFile, visits: Sequence[CheckedLink], index: Index, now: float
) -> Iterator[tuple[tuple[str, int], Wanted]]:
    from nblint.web.archive import Wanted, day  # noqa: PLC0415 - loads what asks the web

    file = Path(page.file)
    changes = last_changes(file)
    # Of a line that git does not know, the file's own time is the best that there is.
    otherwise = file.stat().st_mtime if file.exists() else now
    for visit in visits:
        line = index.location(page.name, visit.target.span).line
        changed = changes[line - 1] if line <= len(changes) else None
        when = day(otherwise if changed is None else changed)
        yield (page.name, visit.target.span.start), Wanted(visit.verdict.url, when)
