"""Turns what the checks find on one page into diagnostics, but for what the page silences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nblint.model.finding import Diagnostic
from nblint.model.lint_report import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nblint.checks import ProjectCheck
    from nblint.files.source import Index, SourceText
    from nblint.model import Document
    from nblint.model.finding import Finding
    from nblint.rulebook.book import Rule
    from nblint.rulebook.suppressions import Suppressions


def fault(where: str, error: Exception) -> str:
    """Return, in one line, that nblint itself failed."""
    words = " ".join(str(error).split())
    return f"internal error in {where}: {type(error).__name__}: {words}; please report it"


class DiagnosticCollector:
    """Stamps findings of one page, which reports call `path`.

    `read` gives its source, and is called only if there is something to stamp. `used` collects the
    indices of the suppressions that silenced something; `problems` the rules that failed.
    """

    def __init__(
        self, path: str, suppressions: Suppressions, read: Callable[[], SourceText]
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.used: set[int] = set()
        self.problems: list[Problem] = []
        self._path, self._suppressions, self._read = path, suppressions, read
        self._index: Index | None = None

    def take(self, rule: Rule, findings: Iterable[Finding]) -> None:
        """Take a rule's findings; a fault of its check is noted and hides no other finding."""
        try:
            for finding in findings:
                entry = self._suppressions.match(rule.name, rule.group, finding.span)
                if entry is None:
                    self.stamp(rule, finding)
                else:
                    self.used.add(entry)
        except Exception as error:  # noqa: BLE001 - see above
            self._note(rule, error)

    def gather(self, rule: Rule, check: ProjectCheck, document: Document) -> Any:
        """Return what a check wants to know of a page; None, which is noted, where it failed."""
        try:
            return check.collect(document, rule.options)
        except Exception as error:  # noqa: BLE001 - as above
            self._note(rule, error)
            return None

    def _note(self, rule: Rule, error: Exception) -> None:
        self.problems.append(Problem(self._path, fault(f"rule {rule.name}", error)))

    def stamp(self, rule: Rule, finding: Finding) -> None:
        """Take a finding that nothing can silence any more."""
        if self._index is None:
            self._index = self._read().index()
        index, path = self._index, self._path
        fix = index.fix(finding.fix) if finding.fix else None
        diagnostic = Diagnostic(
            rule.name,
            finding.severity or rule.severity,
            index.location(path, finding.span),
            index.span(finding.span),
            index.excerpt(finding.span),
            finding.message,
            finding.help,
            fix,
            finding.target,
            finding.word,
            finding.suggestions,
            tuple(index.in_file(path, edit.span) for edit in fix.edits) if fix else (),
            finding.verdict,
        )
        self.diagnostics.append(diagnostic)
