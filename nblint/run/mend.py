"""Mending: the fixes of findings applied to their pages until nothing changes, and written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nblint.files.source import SourceError
from nblint.fix.rounds import converge_all
from nblint.fix.save import SaveError, save
from nblint.outcome import Mended, Problem, Report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nblint.finding import Fix
    from nblint.fix.rounds import Mending
    from nblint.run.survey import Survey

_RESTLESS = "not mended: its fixes undo one another; please report it"


class MendedPage(Struct, frozen=True):
    """A page whose text changed, and both texts."""

    name: str
    before: str
    after: str


class Outcome(Struct, frozen=True):
    """What mending led to: `report` has what was mended and what is left."""

    report: Report
    pages: tuple[MendedPage, ...] = ()


def mend(survey: Survey, *, unsafe: bool, write: bool) -> Outcome:
    """Apply the safe fixes, or all of them, and write what changed unless told otherwise.

    Standard input is never written. A run that was interrupted mends nothing. What can not be
    written is a problem of the report, and its findings are left.
    """
    if survey.report.interrupted:
        return Outcome(survey.report)
    mender = _Mender(survey, unsafe=unsafe)
    try:
        mending = converge_all(mender.originals.__getitem__, mender.relint)
    except KeyboardInterrupt:
        return Outcome(replace(survey.report, interrupted=True))
    for name in sorted(mending.restless):
        mender.problems.append(Problem(name, _RESTLESS))
    if write:
        mender.write(mending)
    report = survey.report_with(mending.texts)
    report = replace(
        report,
        problems=(*report.problems, *mender.problems),
        mended=mender.count(mending),
    )
    pages = (MendedPage(name, mender.originals[name], text) for name, text in mending.texts.items())
    return Outcome(report, tuple(sorted(pages, key=lambda page: page.name)))


class _Mender:
    """What is known of the pages that have fixes; `originals` has their texts as they were found.

    `problems` are those of pages that can not be mended.
    """

    def __init__(self, survey: Survey, *, unsafe: bool) -> None:
        self.originals: dict[str, str] = {}
        self.problems: list[Problem] = []
        self._survey, self._unsafe = survey, unsafe
        self._lost: set[str] = set()
        self._rules: dict[tuple[str, Fix], str] = {}

    def relint(self, texts: Mapping[str, str]) -> Mapping[str, Sequence[Fix]]:
        """Return the fixes that pages want, given the texts of those that have changed."""
        report = self._survey.report_with(texts)
        if report.interrupted:
            raise KeyboardInterrupt
        wanted: dict[str, list[Fix]] = {}
        for diagnostic in report.diagnostics:
            fix, name = diagnostic.fix, diagnostic.location.path
            if fix and (fix.safe or self._unsafe) and self._is_there(name):
                wanted.setdefault(name, []).append(fix)
                self._rules.setdefault((name, fix), diagnostic.rule)
        return wanted

    def _is_there(self, name: str) -> bool:
        """Tell whether a page still has the text for which fixes were found."""
        if name not in self.originals and name not in self._lost:
            try:
                self.originals[name] = self._survey.text(name)
            except SourceError as error:
                self._lost.add(name)
                self.problems.append(Problem(name, f"not mended: {error.placed}"))
        return name not in self._lost

    def write(self, mending: Mending) -> None:
        """Write the pages that changed; what can not be written is dropped, with a problem."""
        files = {page.name: Path(page.file) for page in self._survey.pages}
        for name, text in sorted(mending.texts.items()):
            if self._survey.is_stdin(name):
                continue
            try:
                save(files[name], self.originals[name], text)
            except SaveError as error:
                mending.drop(name)
                self.problems.append(Problem(name, str(error)))

    def count(self, mending: Mending) -> tuple[Mended, ...]:
        """Return how many fixes were applied, by page and rule."""
        counts = Counter(
            (name, self._rules[name, fix])
            for name, fixes in mending.applied.items()
            for fix in fixes
        )
        return tuple(sorted(Mended(*key, count) for key, count in counts.items()))
