"""A report held against a baseline, and a baseline made of a report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.checks import WebCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.lint.baseline import Baseline, Counts
    from nblint.lint.document_linter import LintedFile
    from nblint.model.lint_report import Report
    from nblint.rulebook.book import RuleBook

_SHOWN = 5

Judged = dict[str, frozenset[str]]
"""The rules that were run on each page, by the page's path from the root."""


def rules_run(
    pages: Iterable[LintedFile], rulebook: RuleBook, baseline: Baseline, *, web: bool
) -> Judged:
    """Return which rules were run on which pages; without external links, not those for them."""
    not_run = set() if web else {rule.name for rule, _ in rulebook.checks(WebCheck)}
    return {
        baseline.key(page.file): frozenset(
            rule.name for rule in rulebook.rules_for(page.file) if rule.name not in not_run
        )
        for page in pages
        if page.outline is not None
    }


def apply_baseline(report: Report, baseline: Baseline, rules: Judged) -> Report:
    """Leave out of a report what the baseline accepts, with notes that say so.

    What the baseline has and nothing needs any more is named in a note.
    """
    new, left = baseline.split(report.diagnostics)
    notes = []
    accepted = len(report.diagnostics) - len(new)
    if accepted:
        verb = "findings are" if accepted > 1 else "finding is"
        notes.append(f"{accepted} {verb} accepted by the baseline {baseline.name}")
    unneeded = {} if report.interrupted else baseline.unneeded(left, rules)
    entries = list(_described(unneeded))
    if entries:
        shown = "; ".join(entries[:_SHOWN])
        more = f"; and {len(entries) - _SHOWN} more" if len(entries) > _SHOWN else ""
        notes.append(
            f"stale entries in {baseline.name}: {shown}{more}; --write-baseline removes them"
        )
    return replace(report, diagnostics=tuple(new), notes=(*report.notes, *notes))


def updated_baseline(report: Report, baseline: Baseline, rules: Judged) -> Baseline:
    """Return a baseline that accepts all of a report, and of the old one what was not judged."""
    _, left = baseline.split(report.diagnostics)
    unneeded = baseline.unneeded(left, rules)
    kept = {path: entries - unneeded.get(path, Counter()) for path, entries in left.items()}
    return baseline.extended(kept, report.diagnostics)


def _described(entries: Counts) -> Iterator[str]:
    for path in sorted(entries):
        for entry, count in sorted(entries[path].items()):
            times = f" ({count} times)" if count > 1 else ""
            yield f"{path}: {entry.rule} {entry.about}{times}"
