"""Turns what the checks find on one page into diagnostics, but for what the page silences."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from nblint.finding import Diagnostic, LineIndex
from nblint.outcome import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nblint.finding import Finding
    from nblint.rulebook.book import Rule
    from nblint.rulebook.suppress import Suppressions


def fault(where: str, error: Exception) -> str:
    """Return, in one line, that nblint itself failed."""
    words = " ".join(str(error).split())
    return f"internal error in {where}: {type(error).__name__}: {words}; please report it"


class Judge:
    """Stamps findings of one page, which reports call `path`.

    `read` gives its text, and is called only if there is something to stamp. `used` collects the
    indices of the suppressions that silenced something; `problems` the rules that failed.
    """

    def __init__(self, path: str, suppressions: Suppressions, read: Callable[[], str]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.used: set[int] = set()
        self.problems: list[Problem] = []
        self._path, self._suppressions, self._read = path, suppressions, read
        self._lines: LineIndex | None = None

    def take(self, rule: Rule, findings: Iterable[Finding]) -> None:
        """Take a rule's findings; a fault of its check is noted and hides no other finding."""
        with self.guarded(rule):
            for finding in findings:
                entry = self._suppressions.match(rule.name, rule.group, finding.span)
                if entry is None:
                    self.stamp(rule, finding)
                else:
                    self.used.add(entry)

    @contextmanager
    def guarded(self, rule: Rule) -> Iterator[None]:
        """Note what goes wrong in a rule's check; the run goes on."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - see above
            self.problems.append(Problem(self._path, fault(f"rule {rule.name}", error)))

    def stamp(self, rule: Rule, finding: Finding) -> None:
        """Take a finding that nothing can silence any more."""
        if self._lines is None:
            self._lines = LineIndex(self._read())
        location = self._lines.location(self._path, finding.span)
        edits = finding.fix.edits if finding.fix else ()
        diagnostic = Diagnostic(
            rule.name,
            rule.severity,
            location,
            finding.span,
            self._lines.line_text(location.line),
            finding.message,
            finding.help,
            finding.fix,
            finding.target,
            finding.word,
            finding.suggestions,
            tuple(self._lines.location(self._path, edit.span) for edit in edits),
            finding.verdict,
        )
        self.diagnostics.append(diagnostic)
