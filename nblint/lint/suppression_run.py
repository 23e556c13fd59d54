"""All findings of a run silenced by instructions that are written into their pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.lint.fix import apply_fixes
from nblint.lint.fix_run import FixResult, fix_files
from nblint.model.file_types import CONTENT
from nblint.rulebook.suppression_writer import WAYS, count_names, suppress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nblint.lint.lint_run import LintRun
    from nblint.model.finding import Diagnostic, Fix

_UNCOMMENTED = (".mdx", ".ipynb", *CONTENT)
"""Endings of files in which an HTML comment is no comment or has no line of its own."""


def add_suppressions(lint_run: LintRun) -> FixResult:
    """Write suppressions of all findings; notes of the report count these and those left."""
    outcome = fix_files(lint_run, partial(_suppressions, lint_run), write=True)
    before, after = len(lint_run.report.diagnostics), len(outcome.report.diagnostics)
    notes = outcome.report.notes
    if before > after:
        nouns = "finding" if before - after == 1 else "findings"
        pages = "page" if len(outcome.pages) == 1 else "pages"
        notes = (*notes, f"suppressed {before - after} {nouns} in {len(outcome.pages)} {pages}")
    if after and not outcome.report.interrupted:
        nouns = "finding" if after == 1 else "findings"
        reason = "no comment can be written there; use per-file-ignores"
        notes = (*notes, f"not suppressed: {after} {nouns}: {reason}")
    return replace(outcome, report=replace(outcome.report, notes=notes, fixed=()))


def _suppressions(
    lint_run: LintRun, diagnostics: Sequence[Diagnostic], read: Callable[[], str]
) -> Iterable[tuple[str, Fix]]:
    """Return the suppressions that leave the document as it is, in the first way that has any."""
    name = diagnostics[0].location.path
    if name.lower().endswith(_UNCOMMENTED):
        return ()
    text = read()
    document = lint_run.document(name, text)
    names = count_names(document)
    for way in WAYS:
        fixes = suppress(document, ((item.rule, item.span) for item in diagnostics), way)
        kept = lint_run.applicability(name, text, fixes).safe if fixes else ()
        after, applied = apply_fixes(text, kept)
        if applied and count_names(lint_run.document(name, after)) > names:
            return [("", fix) for fix in applied]
    return ()
