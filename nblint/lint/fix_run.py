"""Fixing: the fixes of findings applied to their pages until nothing changes, and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nblint.files.source import SourceError
from nblint.lint.fix.rounds import fix_until_stable
from nblint.lint.fix.save import SaveError, save
from nblint.model.finding import Diagnostic, Fix
from nblint.model.lint_report import FixedCount, Problem, Report

if TYPE_CHECKING:
    from nblint.lint.fix.rounds import FixSession
    from nblint.lint.lint_run import LintRun

_RESTLESS = "not fixed: the fixes do not converge; please report this bug"

Propose = Callable[[Sequence[Diagnostic], Callable[[], str]], Iterable[tuple[str, Fix]]]
"""What to do to a page, given its findings and what reads its text: fixes, each with its rule."""


class FixedFile(Struct, frozen=True):
    """A page whose text changed, and both texts."""

    name: str
    before: str
    after: str


class FixResult(Struct, frozen=True):
    """What fixing led to: `report` has what was fixed and what is left."""

    report: Report
    pages: tuple[FixedFile, ...] = ()


def rule_fixes(*, unsafe: bool) -> Propose:
    """Return what proposes the safe fixes of findings, or all of them."""

    def propose(
        diagnostics: Sequence[Diagnostic], _: Callable[[], str]
    ) -> Iterable[tuple[str, Fix]]:
        for diagnostic in diagnostics:
            fix = diagnostic.fix
            if fix and (fix.safe or unsafe):
                yield diagnostic.rule, fix

    return propose


def fix_files(lint_run: LintRun, propose: Propose, *, write: bool) -> FixResult:
    """Apply what is proposed until nothing changes, and write it unless told otherwise.

    Standard input is never written. A run that was interrupted fixes nothing, and an interrupt
    while pages are written leaves the others as they were. What cannot be written is a problem of
    the report, and its findings are left.
    """
    if lint_run.report.interrupted:
        return FixResult(lint_run.report)
    fixer = _PageFixer(lint_run, propose)
    session = None
    with lint_run.interruptible():
        session = fix_until_stable(fixer.originals.__getitem__, fixer.relint)
    if session is None:
        return FixResult(replace(lint_run.report, interrupted=True))
    for name in sorted(session.restless):
        fixer.problems.append(Problem(name, _RESTLESS))
    if write:
        waiting = sorted(session.texts)
        with lint_run.interruptible():
            while waiting:
                fixer.write(waiting[0], session)
                waiting.pop(0)
        for name in waiting:
            session.drop(name)
    report = lint_run.report_with(session.texts)
    report = replace(
        report,
        problems=(*report.problems, *fixer.problems),
        interrupted=lint_run.interrupted,
        fixed=fixer.count(session),
    )
    pages = (FixedFile(name, fixer.originals[name], session.texts[name]) for name in session.texts)
    return FixResult(report, tuple(sorted(pages, key=lambda page: page.name)))


class _PageFixer:
    """What is known of the pages that have fixes; `originals` has their texts as they were found.

    `problems` are those of pages that cannot be fixed.
    """

    def __init__(self, lint_run: LintRun, propose: Propose) -> None:
        self.originals: dict[str, str] = {}
        self.problems: list[Problem] = []
        self._survey, self._propose = lint_run, propose
        self._files = {page.name: Path(page.file) for page in lint_run.pages}
        self._lost: set[str] = set()
        self._rules: dict[tuple[str, Fix], str] = {}

    def relint(self, texts: Mapping[str, str]) -> Mapping[str, Sequence[Fix]]:
        """Return the fixes that pages want, given the texts of those that have changed."""
        report = self._survey.report_with(texts)
        if report.interrupted:
            raise KeyboardInterrupt
        found: dict[str, list[Diagnostic]] = {}
        for diagnostic in report.diagnostics:
            found.setdefault(diagnostic.location.path, []).append(diagnostic)
        wanted: dict[str, list[Fix]] = {}
        for name, diagnostics in found.items():
            for rule, fix in self._proposed(name, diagnostics, texts):
                wanted.setdefault(name, []).append(fix)
                self._rules.setdefault((name, fix), rule)
        return wanted

    def _proposed(
        self, name: str, diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]
    ) -> Sequence[tuple[str, Fix]]:
        """Return what is proposed for a page, if it still has the text that was judged."""

        def read() -> str:
            return texts[name] if name in texts else self._original(name)

        if name in self._lost:
            return ()
        try:
            fixes = [*self._propose(diagnostics, read)]
            if fixes:
                read()
        except SourceError as error:
            self._lost.add(name)
            self.problems.append(Problem(name, f"not fixed: {error.placed}"))
            return ()
        return fixes

    def _original(self, name: str) -> str:
        if name not in self.originals:
            self.originals[name] = self._survey.text(name)
        return self.originals[name]

    def write(self, name: str, session: FixSession) -> None:
        """Write a page that changed; if it cannot be written it is dropped, with a problem."""
        if self._survey.is_stdin(name):
            return
        try:
            root = self._survey.work.loaded.root
            save(self._files[name], self.originals[name], session.texts[name], root)
        except SaveError as error:
            session.drop(name)
            self.problems.append(Problem(name, str(error)))

    def count(self, session: FixSession) -> tuple[FixedCount, ...]:
        """Return how many fixes were applied, by page and rule."""
        counts = Counter(
            (name, self._rules[name, fix])
            for name, fixes in session.applied.items()
            for fix in fixes
        )
        return tuple(sorted(FixedCount(*key, count) for key, count in counts.items()))
