"""The documents of a run: linted once, and reported on again whenever their texts change."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nblint.config import LoadedConfig
from nblint.files.discovery import Discovery, File
from nblint.files.git.changes import Changes
from nblint.files.source import SourceError, read
from nblint.lint.baseline import Baseline
from nblint.lint.baseline_filter import Judged, apply_baseline, rules_run
from nblint.lint.change_filter import ChangeFilter, texts_before
from nblint.lint.diagnostic_collector import fault
from nblint.lint.dialect_detection import DialectDetector
from nblint.lint.document_linter import DocumentLinter, LintedFile, digest
from nblint.lint.fix_safety import FixSafety
from nblint.lint.front_matter_cascade import FrontMatterCascade
from nblint.lint.interrupts import end_at_next, limited
from nblint.lint.project_checker import ProjectChecker
from nblint.lint.time_limit import TimeLimit
from nblint.lint.url_inventory import Addresses
from nblint.model.lint_report import Counts, Problem, Report, reading_order
from nblint.rulebook.book import RuleBook
from nblint.web.link_check_options import LinkCheckOptions, WebError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nblint.lint.executor import Executor
    from nblint.lint.fix.applicability import Applicability
    from nblint.model import Document
    from nblint.model.finding import Fix


class LintRequest(Struct, frozen=True):
    """What a run is about: the pages that were discovered, and the text of `stdin` if there is one.

    The web is asked as `asking` says, or not at all; `suggests` tells to look for copies in an
    archive of what is gone. What was there before the `changes`, and what `baseline` accepts, is
    not reported. The report lists all addresses of the web if `lists_addresses`.
    """

    loaded: LoadedConfig
    rulebook: RuleBook
    discovery: Discovery
    stdin: tuple[File, str] | None = None
    asking: LinkCheckOptions | None = None
    changes: Changes | None = None
    baseline: Baseline | None = None
    suggests: bool = False
    lists_addresses: bool = False


class LintRun:
    """The documents of a run, sorted by name, and where their links lead.

    `interrupted` tells that the user ended the run before all was linted and requested. The steps
    are `lint_documents`, `check_links` and then `report`; `nblint.lint.pipeline` takes them.
    """

    def __init__(self, work: LintRequest) -> None:
        self.work = work
        self.interrupted = False
        self.pages: list[LintedFile] = []
        loaded = work.loaded
        self._linter = DocumentLinter(
            work.rulebook,
            loaded.config.max_file_size,
            DialectDetector(loaded.root),
            FrontMatterCascade(loaded.root),
            TimeLimit(loaded.config.document_timeout),
        )
        self._stdin = {work.stdin[0].name: work.stdin[1]} if work.stdin else {}
        self._comparison: ChangeFilter | None = None
        self._relinted: dict[str, tuple[str, LintedFile]] = {}
        self._fix_safety = FixSafety(self._linter, self._file, self.text)

    def lint_documents(self, execute: Executor) -> None:
        """Parse all documents and run the checks that need nothing else."""
        with self.interruptible():
            if self.work.stdin:
                self.pages.append(self._linter.scan(*self.work.stdin))
            self.pages.extend(execute(self._linter, self.work.discovery.files))
        self.pages.sort(key=attrgetter("name"))

    def check_links(self) -> None:
        """Request the external links of all documents. Raises WebError."""
        if self.interrupted:
            return
        with self.interruptible():
            try:
                self.project.ask()
                if self.work.suggests and self.work.asking:
                    self.project.suggest(self.work.asking)
            except WebError:
                raise
            except Exception as error:  # noqa: BLE001 - the web must not hide what else was found
                self.project.note(Problem(None, fault("the check of external links", error)))

    @cached_property
    def project(self) -> ProjectChecker:
        """What the documents have to do with each other and with other files."""
        return self._project_of(self.pages, {})

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Let an interrupt end what is done here and nothing else: `interrupted` tells.

        After one there is little time for what is done here, so that nobody waits for the report.
        """
        try:
            with limited() if self.interrupted else nullcontext():
                yield
        except KeyboardInterrupt:
            self.interrupted = True
            end_at_next()

    @property
    def unfound(self) -> list[Problem]:
        """What was named and is no page."""
        return [Problem(note.name, note.message) for note in self.work.discovery.problems]

    def _fixture_notes(self) -> Iterator[str]:
        count = self.work.discovery.fixtures
        if count:
            nouns = "test fixture is" if count == 1 else "test fixtures are"
            yield f"{count} {nouns} not checked; `check-fixtures = true` checks them"

    @cached_property
    def report(self) -> Report:
        """What is to say of the pages as they were found."""
        return self._reported(self._judge(self.pages, self.project), {})

    def report_with(self, texts: Mapping[str, str]) -> Report:
        """Return what is to say once some pages, by their names, have other texts.

        The web is not asked again: what it said of an address holds wherever that stands now.
        """
        return self._reported(self._judge_with(texts), texts) if texts else self.report

    def is_stdin(self, name: str) -> bool:
        """Tell whether a page is standard input."""
        return name in self._stdin

    def judged(self, baseline: Baseline) -> Judged:
        """Return which rules were run on which pages, by their paths in a baseline."""
        web = self.work.asking is not None
        return rules_run(self.pages, self.work.rulebook, baseline, web=web)

    def text(self, name: str) -> str:
        """Return the text of a page as it was scanned. Raises SourceError if that is no more."""
        if name in self._stdin:
            return self._stdin[name]
        page = self._page(name)
        text = read(Path(page.file), self.work.loaded.config.max_file_size)
        if digest(text) != page.digest:
            message = "the file has changed since it was read; run nblint again"
            raise SourceError(message)
        return text

    def document(self, name: str, text: str) -> Document:
        """Return the document that a page would be with this text. Raises SourceError."""
        return self._linter.parse(self._file(name), text)[1]

    def applicability(self, name: str, text: str, fixes: Sequence[Fix]) -> Applicability:
        """Return which fixes of a page with this text can be applied, and which are safe."""
        return self._fix_safety.applicability(name, text, fixes)

    def _file(self, name: str) -> File:
        return File(Path(self._page(name).file), name)

    def _page(self, name: str) -> LintedFile:
        if name not in self._by_name:
            message = "not a file of this run"
            raise SourceError(message)
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> Mapping[str, LintedFile]:
        return {page.name: page for page in self.pages}

    def _reported(self, report: Report, texts: Mapping[str, str]) -> Report:
        """Leave out what is not to be reported, and say of each fix whether it is safe."""
        report = self._sift(report, texts)
        return report if report.interrupted else self._fix_safety.settle(report, texts)

    def _sift(self, report: Report, texts: Mapping[str, str]) -> Report:
        """Leave out what is accepted, and what was there before the changes that count."""
        report = self._unaccepted(report)
        changes = self.work.changes
        if not changes:
            return report
        if self._comparison is None:
            self._comparison = ChangeFilter(changes, self.pages, self.text, self._earlier)
        with self.interruptible():
            return self._comparison.caused(report, self.work.rulebook, texts)
        report = replace(report, interrupted=True)
        return self._comparison.caused(report, self.work.rulebook, texts)

    def _unaccepted(self, report: Report) -> Report:
        baseline = self.work.baseline
        return apply_baseline(report, baseline, self.judged(baseline)) if baseline else report

    def _earlier(self, changes: Changes) -> Report:
        """Return what was to say of the pages before the changes. Raises KeyboardInterrupt."""
        texts = texts_before(changes, self.pages)
        removed = {file: changes.before.get(file, b"") for file in changes.removed}
        report = self._judge_with(texts, removed)
        if report.interrupted:
            raise KeyboardInterrupt
        return self._unaccepted(report)

    def _judge_with(
        self, texts: Mapping[str, str], removed: Mapping[str, bytes] | None = None
    ) -> Report:
        """Judge all pages, some with other texts and with the files `removed` in their places."""
        pages = [self._with(page, texts.get(page.name)) for page in self.pages]
        project = self._project_of(pages, texts)
        project.recall(self.project)
        if removed:
            project.restore(removed)
        return self._judge(pages, project)

    def _with(self, page: LintedFile, text: str | None) -> LintedFile:
        """Return the page that has this text instead of its own."""
        if text is None:
            return page
        known = self._relinted.get(page.name)
        if known is None or known[0] != text:
            scanned = self._linter.scan(self._file(page.name), text)
            known = self._relinted[page.name] = text, scanned
        return known[1]

    def _project_of(self, pages: list[LintedFile], texts: Mapping[str, str]) -> ProjectChecker:
        work = self.work
        texts = {**self._stdin, **texts}
        return ProjectChecker(work.loaded, work.rulebook, pages, texts, work.asking)

    def _judge(self, pages: list[LintedFile], project: ProjectChecker) -> Report:
        """Judge all pages; an interrupt ends it, and the report then has what was found so far."""
        addresses = Addresses()
        done = 0
        with self.interruptible():
            project.learn()
            for page in pages:
                project.follow(page)
                done += 1
            project.finish()
            for page in pages if self.work.lists_addresses else ():
                addresses.gather(page, project)
        with self.interruptible():
            for page in pages[done:]:
                project.take(page)
                done += 1
        for page in pages[done:]:
            project.take(page, at_once=True)
        counts = Counts(
            sum(page.outline is not None for page in pages),
            sum(page.links for page in pages),
            sum(page.anchors for page in pages),
            sum(page.images for page in pages),
        )
        return Report(
            tuple(sorted(project.diagnostics, key=reading_order)),
            project.unverified(),
            (*self.unfound, *project.problems),
            counts,
            self.interrupted,
            (*project.notes, *self._fixture_notes()),
            tuple(a for a in addresses.listed() if a.verdict or a.state == "skipped"),
        )
