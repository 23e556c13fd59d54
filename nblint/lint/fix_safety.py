"""The fixes of a report held to what applying them would change in their documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.files.source import SourceError
from nblint.lint.fix.applicability import Applicability, applicability
from nblint.lint.fix.document_tokens import View
from nblint.model.finding import Diagnostic, Fix

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nblint.files.discovery import File
    from nblint.lint.document_linter import DocumentLinter
    from nblint.model.lint_report import Report

_Key = tuple[str | None, tuple[Fix, ...]]
"""The text of a document, None where it is that of the file, and the fixes proposed for it."""


class FixSafety:
    """Says of each fix what ``--fix`` would do with it, and remembers it for texts that stay.

    `file` and `read` give the file of a document and its text by its name; `read` raises
    SourceError.
    """

    def __init__(
        self, scanner: DocumentLinter, file: Callable[[str], File], read: Callable[[str], str]
    ) -> None:
        self._scanner, self._file, self._read = scanner, file, read
        self._known: dict[str, tuple[_Key, Applicability]] = {}

    def settle(self, report: Report, texts: Mapping[str, str]) -> Report:
        """Return the report without fixes that cannot be applied, the others safe or unsafe.

        `texts` has the texts of documents that have changed, by their names.
        """
        fixes: dict[str, list[Fix]] = {}
        for item in report.diagnostics:
            if item.fix:
                fixes.setdefault(item.location.path, []).append(item.fix)
        judged = {name: self._judge(name, fixes[name], texts.get(name)) for name in fixes}
        settled = (_settled(item, judged.get(item.location.path)) for item in report.diagnostics)
        return replace(report, diagnostics=tuple(settled)) if fixes else report

    def applicability(self, name: str, text: str, fixes: Sequence[Fix]) -> Applicability:
        """Return which fixes of a document with this text can be applied, and which are safe."""
        return applicability(text, fixes, self._view(self._file(name)))

    def _judge(self, name: str, fixes: Sequence[Fix], changed: str | None) -> Applicability | None:
        """Return what can be applied to a document; None where its text is not known any more."""
        key = changed, tuple(fixes)
        known = self._known.get(name)
        if known is not None and known[0] == key:
            return known[1]
        try:
            text = self._read(name) if changed is None else changed
        except SourceError:
            return None
        judged = self.applicability(name, text, fixes)
        self._known[name] = key, judged
        return judged

    def _view(self, file: File) -> Callable[[str], View | None]:
        def view(text: str) -> View | None:
            try:
                source, document = self._scanner.parse(file, text)
            except Exception:  # noqa: BLE001 - what no longer can be parsed is not to be written
                return None
            return View(document, source.index())

        return view


def _settled(item: Diagnostic, judged: Applicability | None) -> Diagnostic:
    fix = item.fix
    if fix is None or judged is None:
        return item
    if fix not in judged.applicable:
        return replace(item, fix=None, edit_locations=())
    if fix.safe and fix not in judged.safe:
        return replace(item, fix=replace(fix, safe=False))
    return item
