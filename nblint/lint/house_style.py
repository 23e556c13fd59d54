"""Tells a project's style from mistakes: what most files do, their authors mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nblint.config import Config
    from nblint.lint.document_linter import LintedFile
    from nblint.model.finding import Diagnostic
    from nblint.rulebook.book import Rule, RuleBook

# Measured on 34 repositories: where such a rule had findings in 43% of the files or more, none was
# a mistake; where they were mistakes, in less than 20%.
_LEAST_FILES: Final = 10
_LEAST_SHARE: Final = 0.4


class HouseStyle:
    """The rules of which a project's style is another: one finding of info says so for each.

    That is only for rules whose page says `house-style`, and which the configuration does not name:
    who names a rule wants to see each of its findings.
    """

    def __init__(self, rulebook: RuleBook, config: Config) -> None:
        named = {*(config.select or ()), *config.extend_select, *config.rules}
        self._rules = {
            rule.name: rule
            for rule in rulebook.rules
            if rule.page.metadata.house_style and rule.name not in named
        }
        self._styles: dict[str, Diagnostic] = {}

    def learn(self, pages: Sequence[LintedFile]) -> None:
        """Learn the style from all documents of a run."""
        found: dict[str, list[Diagnostic]] = {}
        files: dict[str, int] = {}
        for page in pages:
            for name in {item.rule for item in page.diagnostics if item.rule in self._rules}:
                files[name] = files.get(name, 0) + 1
            for item in page.diagnostics:
                found.setdefault(item.rule, []).append(item)
        for name, count in files.items():
            able = sum(_may_have_findings(self._rules[name], page) for page in pages)
            if able >= _LEAST_FILES and count >= _LEAST_SHARE * able:
                self._styles[name] = _style(found[name], count, able)

    def of(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return the findings of a document, without those against the style but the first."""
        kept = []
        for item in diagnostics:
            style = self._styles.get(item.rule)
            if style is None:
                kept.append(item)
            elif (style.location.path, style.span) == (item.location.path, item.span):
                kept.append(style)
        return kept


def _may_have_findings(rule: Rule, page: LintedFile) -> bool:
    """Tell whether a document has what a rule judges: fields, or headings."""
    if page.outline is None:
        return False
    return page.outline.meta is not None if rule.group == "meta" else bool(page.outline.titles)


def _style(found: Sequence[Diagnostic], files: int, able: int) -> Diagnostic:
    first = min(found, key=lambda item: (item.location.path, item.span.start))
    message = f"{first.message}; {len(found)} such findings in {files} of {able} files"
    advice = (
        f'if this is how the project writes, add "{first.rule}" to ignore; '
        "to report each, add it to extend-select"
    )
    return replace(
        first, severity="info", message=message, help=advice, fix=None, edit_locations=()
    )
