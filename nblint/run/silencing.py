"""All findings of a run silenced by instructions that are written into their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.endings import CONTENT
from nblint.fix import apply
from nblint.rulebook.silence import silence
from nblint.run.mend import Outcome, mend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nblint.finding import Diagnostic, Fix
    from nblint.run.survey import Survey

_UNCOMMENTED = (".mdx", ".ipynb", *CONTENT)
"""Endings of files in which an HTML comment is no comment or has no line of its own."""


def add_suppressions(survey: Survey) -> Outcome:
    """Write instructions that silence all findings; a note of the report counts these."""
    outcome = mend(survey, _instructions, write=True)
    before, after = len(survey.report.diagnostics), len(outcome.report.diagnostics)
    notes = outcome.report.notes
    if before > after:
        nouns = "finding" if before - after == 1 else "findings"
        pages = "page" if len(outcome.pages) == 1 else "pages"
        notes = (*notes, f"suppressed {before - after} {nouns} in {len(outcome.pages)} {pages}")
    return replace(outcome, report=replace(outcome.report, notes=notes, mended=()))


def _instructions(
    diagnostics: Sequence[Diagnostic], read: Callable[[], str]
) -> Iterable[tuple[str, Fix]]:
    from nblint.markdown.parse import parse  # noqa: PLC0415 - slow to import

    name = diagnostics[0].location.path
    if name.lower().endswith(_UNCOMMENTED):
        return
    text = read()
    document = parse(text, name)
    for fix in silence(document, ((item.rule, item.span) for item in diagnostics)):
        kinds = [block.kind for block in document.blocks if block.kind != "html"]
        silenced = parse(apply(text, [fix])[0], name)
        if kinds == [block.kind for block in silenced.blocks if block.kind != "html"]:
            yield "", fix
