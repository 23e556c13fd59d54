"""A report held against what a page and its neighbours were at a commit."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.checks import SiteCheck
from nblint.files.source import SourceError, decode
from nblint.lint.fix.diff import lines
from nblint.markdown.front_matter import read_front_matter
from nblint.model.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from nblint.files.git.changes import Changes
    from nblint.lint.document_linter import LintedFile
    from nblint.model.finding import Diagnostic
    from nblint.model.lint_report import Report
    from nblint.rulebook.book import RuleBook

Stretches = list[tuple[int, int]]
"""First and last lines, from 1."""


class ChangeFilter:
    """Tells which findings a change is to blame for.

    Those are the findings on lines that changed, and those that were not there before, wherever
    they are: a heading that has another name breaks the links of pages that did not change. `read`
    gives the text of a page that changed, by its name; `earlier` what was reported at the commit.
    """

    def __init__(
        self,
        changes: Changes,
        pages: Iterable[LintedFile],
        read: Callable[[str], str],
        earlier: Callable[[Changes], Report],
    ) -> None:
        self._changes, self._read, self._earlier = changes, read, earlier
        self._files = {page.name: os.path.realpath(page.file) for page in pages}
        self._known: Counter[object] | None = None
        self._texts: dict[str, str | None] = {}

    def caused(self, report: Report, rulebook: RuleBook, texts: Mapping[str, str]) -> Report:
        """Return the report without the findings that were there before, with a note of how many.

        `texts` are those of pages that have been fixed. Of a run that was interrupted it has the
        findings on lines that changed: what was there before is not known. Raises
        KeyboardInterrupt.
        """
        site_rules = {rule.name for rule, _ in rulebook.checks(SiteCheck)}
        blamed, others = [], []
        touched: dict[str, _Touched] = {}
        for diagnostic in report.diagnostics:
            name = diagnostic.location.path
            if name not in touched:
                touched[name] = self._touched(name, texts.get(name))
            is_moved = self._file(name) in self._changes.moved and diagnostic.rule in site_rules
            if is_moved or touched[name].by(diagnostic):
                blamed.append(diagnostic)
            else:
                others.append(diagnostic)
        fresh = self._fresh(others) if others and not report.interrupted else []
        kept = {id(diagnostic) for diagnostic in (*blamed, *fresh)}
        older = len(report.diagnostics) - len(kept)
        notes = report.notes
        if older and not report.interrupted:
            verb = "existing findings were" if older > 1 else "existing finding was"
            notes = (*notes, f"{older} {verb} not introduced by the change")
        diagnostics = tuple(item for item in report.diagnostics if id(item) in kept)
        return replace(report, diagnostics=diagnostics, notes=notes)

    def _fresh(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return the findings that were not reported at the commit."""
        if self._known is None:
            self._known = Counter(
                (item.location.path, fingerprint(item))
                for item in self._earlier(self._changes).diagnostics
            )
        left = self._known.copy()
        fresh = []
        for diagnostic in diagnostics:
            key = diagnostic.location.path, fingerprint(diagnostic)
            if left[key] > 0:
                left[key] -= 1
            else:
                fresh.append(diagnostic)
        return fresh

    def _touched(self, name: str, fixed: str | None) -> _Touched:
        file = self._file(name)
        if file not in self._changes.tracked:
            return _Touched(None, "")
        stretches = self._changes.lines.get(file, [])
        text = self._original(name) if stretches else ""
        if text is None:  # somebody is editing it, so that its lines are not those of the diff
            return _Touched(None, "")
        if fixed is not None:
            stretches = _carried(stretches, lines(text), lines(fixed))
        return _Touched(stretches, text if fixed is None else fixed)

    def _file(self, name: str) -> str:
        """Return the real path of a page, or of another file that a report names."""
        if name not in self._files:
            self._files[name] = os.path.realpath(name)
        return self._files[name]

    def _original(self, name: str) -> str | None:
        """Return the text of a page as it was scanned, which may have been replaced since."""
        if name not in self._texts:
            try:
                self._texts[name] = self._read(name)
            except SourceError:
                self._texts[name] = None
        return self._texts[name]


class _Touched:
    """The lines of a page that changed, all of them where `stretches` is None."""

    def __init__(self, stretches: Stretches | None, text: str) -> None:
        self._stretches = stretches
        self._breaks = [at for at, char in enumerate(text) if char == "\n"] if stretches else []
        self._front_matter = read_front_matter(text) if stretches else None

    def by(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a finding covers any part of a line that changed.

        What is found at the head of the front matter is found of all of it.
        """
        if self._stretches is None:
            return True
        span = diagnostic.span
        if self._front_matter and span.start == self._front_matter.span.start:
            span = self._front_matter.span
        first = bisect_right(self._breaks, span.start - 1) + 1
        last = bisect_right(self._breaks, max(span.end - 1, span.start) - 1) + 1
        return any(start <= last and first <= end for start, end in self._stretches)


def _carried(stretches: Stretches, before: list[str], after: list[str]) -> Stretches:
    """Return where stretches of one text are in another, which differs from it in a few lines."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only for pages that are fixed

    carried = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        for first, last in stretches:
            low, high = max(first - 1, start), min(last, end)
            if low >= high:
                continue
            if kind == "equal":
                carried.append((new_start + low - start + 1, new_start + high - start))
            elif new_start < new_end:
                carried.append((new_start + 1, new_end))
    return carried


def texts_before(changes: Changes, pages: Iterable[LintedFile]) -> dict[str, str]:
    """Return what the pages that changed held at the commit, if that was text, by their names."""
    texts = {}
    for page in pages:
        before = changes.before.get(os.path.realpath(page.file))
        if before is not None:
            try:
                texts[page.name] = decode(before)
            except SourceError:
                continue
    return texts
