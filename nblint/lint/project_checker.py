"""Where the pages of a run lead: the rules that need the disk, and what stays unverified."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from nblint.checks import FileCheck, PageCheck, ProjectCheck, SiteCheck
from nblint.files.source import SourceError, SourceText, as_page, display_name, read_page
from nblint.lint.archived_copies import ArchivedCopies
from nblint.lint.diagnostic_collector import DiagnosticCollector, fault
from nblint.lint.doubt import UNKNOWN_CONVENTION, LinkDoubts
from nblint.lint.file_index_loader import FileIndexLoader
from nblint.lint.house_style import HouseStyle
from nblint.lint.link_check_plan import LinkCheckPlan
from nblint.lint.project_site import make_site, site_notes, site_problems
from nblint.lint.time_limit import OutOfTimeError, TimeLimit
from nblint.lint.unverified_links import UnverifiedLinks
from nblint.model import Span
from nblint.model.lint_report import Problem, Unverified
from nblint.rulebook.suppressions import UNUSED_SUPPRESSION, Suppressions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nblint.config import LoadedConfig
    from nblint.lint.document_linter import LintedFile
    from nblint.model import FileIndex, LinkDestination
    from nblint.model.finding import Diagnostic, Finding, Location
    from nblint.model.link_status import LinkStatus
    from nblint.project.resolution import Resolution
    from nblint.project.site import Site
    from nblint.rulebook.book import RuleBook
    from nblint.web.link_check_options import LinkCheckOptions

_FOREIGN = "use --refresh to request it again: the cached result may be from another computer"


class ProjectChecker:
    """Judges pages by what their links lead to on disk.

    `texts` has the text of pages that cannot be read again, by their names: for the places of
    findings a page is read anew, since texts are not kept in memory. `diagnostics` and `problems`
    gather what all pages had to say.
    """

    def __init__(
        self,
        loaded: LoadedConfig,
        rulebook: RuleBook,
        pages: Sequence[LintedFile],
        texts: Mapping[str, str],
        asking: LinkCheckOptions | None = None,
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._problems: list[Problem] = []
        self._rulebook, self._texts = rulebook, texts
        self._max_size = loaded.config.max_file_size
        self._unverified = UnverifiedLinks()
        self._unresolved: set[str] = set()
        self._resolved: dict[str, Sequence[tuple[LinkDestination, Resolution]]] = {}
        self._doubts = LinkDoubts()
        self._style = HouseStyle(rulebook, loaded.config)
        self._limit = TimeLimit(loaded.config.document_timeout)
        self._copies = ArchivedCopies()
        self._loaded, self._pages, self._asking = loaded, pages, asking
        self._skipping_partials = {
            rule.name for rule, check in rulebook.checks(PageCheck) if check.skip_partials
        }

    @cached_property
    def _files(self) -> Mapping[str, FileIndex]:
        pages = self._pages
        return {os.path.realpath(page.file): page.outline for page in pages if page.outline}

    @cached_property
    def _linked(self) -> FileIndexLoader:
        return FileIndexLoader(self._files, self._loaded, self._limit, self._problems)

    @cached_property
    def _site(self) -> Site:
        return make_site(self._loaded, self._linked, self._files)

    @cached_property
    def _plan(self) -> LinkCheckPlan:
        return LinkCheckPlan(self._rulebook, self._resolve, self._asking)

    def ask(self) -> None:
        """Check the external links of all documents. Raises WebError."""
        self._plan.ask(self._pages)

    def suggest(self, asking: LinkCheckOptions) -> None:
        """Look for copies in an archive of what the web says is gone. Raises WebError."""
        visits = [(page, self._plan.visits(page)) for page in self._pages]
        self._copies.find(visits, lambda page: self.read(page).index(), asking)

    def recall(self, earlier: ProjectChecker) -> None:
        """Take over what the web said to an earlier following of the pages, and ask nothing."""
        self._plan.recall(earlier._plan)

    def restore(self, removed: Mapping[str, bytes]) -> None:
        """Take files that are gone, each with what it held, to be there still."""
        self._linked.restore(removed)
        self._site.restore(removed)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not checked as asked: external links, and sites that cannot be read."""
        copies = (self._copies.note,) if self._copies.note else ()
        return (*self._plan.notes, *copies, *site_notes(self._site))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong so far."""
        return (*self._problems, *site_problems(self._site))

    def destinations(
        self, page: LintedFile
    ) -> Iterator[tuple[LinkDestination, Resolution, LinkStatus | None]]:
        """Yield the targets of a page, each with what it leads to and what the web says of it."""
        verdicts = {visit.target: visit.verdict for visit in self._plan.visits(page)}
        for target, destination in self._resolve(page):
            yield target, destination, verdicts.get(target)

    def _resolve(self, page: LintedFile) -> Sequence[tuple[LinkDestination, Resolution]]:
        """Return the links of a document with what they lead to; none if that takes too long."""
        outline = page.outline
        if outline is None or page.name in self._unresolved:
            return ()
        if page.name not in self._resolved:
            try:
                self._resolved[page.name] = self._limit.run(lambda: self._site.visit(outline))
            except OutOfTimeError as error:
                self._unresolved.add(page.name)
                self._problems.append(Problem(page.name, str(error)))
        return self._resolved.get(page.name, ())

    def learn(self) -> None:
        """Learn what all documents say together, and which forms of their links are in doubt."""
        _ = self._sums
        self._style.learn(self._pages)
        if not self._loaded.config.site.doubt:
            return
        for page in self._pages:
            if page.outline is not None and not page.generated:
                site = self._site.published(page.outline.file)
                self._doubts.count(site, page, self._resolve(page))

    def note(self, problem: Problem) -> None:
        """Add a problem that is none of a page."""
        self._problems.append(problem)

    def take(self, page: LintedFile, *, at_once: bool = False) -> None:
        """Take what was found on a page, of which no link is followed.

        What a page is a part of is not known then, so that some rules do not count. If it is to be
        done `at_once` those are left out, too, that look at all pages together.
        """
        judge = DiagnosticCollector(page.name, page.suppressions, lambda: self.read(page))
        if "_sums" in vars(self) and not at_once:
            self._judge_in_all(page, judge)
        own = [item for item in page.diagnostics if item.rule not in self._skipping_partials]
        self.diagnostics += self._telling([*self._style.of(own), *judge.diagnostics])
        self._problems += (*page.problems, *judge.problems)

    def follow(self, page: LintedFile) -> None:
        """Take a page's diagnostics and add those of the rules that follow its links."""
        try:
            self._follow(page)
        except Exception as error:  # noqa: BLE001 - one page must not end the run
            self.take(page)
            self._problems.append(Problem(page.name, fault("the lookup of its links", error)))

    def _follow(self, page: LintedFile) -> None:
        if page.outline is None:
            self._problems += page.problems
            return
        if page.truncated:
            self._unverified.add("deeply nested file", page, 0)
        if page.generated:
            self._unverified.add("generated file", page, 0)
            return
        judge = DiagnosticCollector(page.name, page.suppressions, lambda: self.read(page))
        judge.used |= page.used
        outline = page.outline
        try:
            self._limit.run(lambda: self._judge_in_all(page, judge))
            self._unverified.collect(page, self._resolve(page), self._plan.doubts(page))
            for span in self._doubts.spans(page):
                self._unverified.add("doubtful link", page, span.start)
            if page.name not in self._unresolved:
                self._limit.run(lambda: self._apply_rules(page, outline, judge))
        except OutOfTimeError as error:
            judge.problems.append(Problem(page.name, str(error)))
        self._state_doubts(page, judge)
        visits = self._copies.beside(page, self._plan.visits(page))
        for rule, check in self._plan.rules(page) if visits else ():
            judge.take(rule, map(_confirmed, check.run(visits, rule.options)))
        self._judge_suppressions(page, judge)
        own = self._style.of(self._own(page))
        self.diagnostics += self._telling([*own, *judge.diagnostics])
        self._problems += (*page.problems, *judge.problems)

    def _judge_in_all(self, page: LintedFile, judge: DiagnosticCollector) -> None:
        """Judge a page by what all pages say together."""
        for rule, check in self._rulebook.checks(ProjectCheck, page.file):
            gathered = page.gathered.get(rule.name)
            if gathered is not None and rule.name in self._sums:
                judge.take(rule, check.run(gathered, self._sums[rule.name], rule.options))

    def _apply_rules(
        self, page: LintedFile, outline: FileIndex, judge: DiagnosticCollector
    ) -> None:
        """Give the judge what rules find in the light of other files and of all pages."""
        doubted = self._doubts.spans(page)
        for rule, check in self._rulebook.checks(SiteCheck, page.file):
            self._limit.check()
            found = check.run(outline, self._site, rule.options)
            judge.take(rule, (item for item in found if item.span not in doubted))

    def _state_doubts(self, page: LintedFile, judge: DiagnosticCollector) -> None:
        """Give the judge the forms of links that are in doubt, each at its first broken link."""
        for rule in self._rulebook.rules_for(page.file):
            if rule.name == UNKNOWN_CONVENTION:
                judge.take(rule, self._doubts.findings(page))

    def _own(self, page: LintedFile) -> Iterable[Diagnostic]:
        """Return what was found on a page, but for what the pages settle that it is put into."""
        found = page.diagnostics
        if not any(item.rule in self._skipping_partials for item in found):
            return found
        is_part = self._site.is_included(page.file)
        return (item for item in found if not (is_part and item.rule in self._skipping_partials))

    def finish(self) -> None:
        """Add the diagnostics of files that are no pages."""
        for rule, check in self._rulebook.checks(FileCheck):
            try:
                for file, finding in check.run(self._site, rule.options):
                    if rule in self._rulebook.rules_for(file):
                        judge = DiagnosticCollector(
                            display_name(file), Suppressions(), lambda: SourceText("")
                        )
                        judge.stamp(rule, finding)
                        self.diagnostics += judge.diagnostics
            except Exception as error:  # noqa: BLE001 - one rule must not end the run
                self._problems.append(Problem(None, fault(f"rule {rule.name}", error)))

    @cached_property
    def _sums(self) -> dict[str, Any]:
        """What all pages say together, for each rule that wants to know."""
        sums = {}
        for rule, check in self._rulebook.checks(ProjectCheck):
            found = (page.gathered.get(rule.name) for page in self._pages)
            try:
                gathered = [item for item in found if item is not None]
                sums[rule.name] = check.aggregate(gathered, self._loaded.vocabulary)
            except Exception as error:  # noqa: BLE001 - one rule must not end the run
                self._problems.append(Problem(None, fault(f"rule {rule.name}", error)))
        return sums

    def _telling(self, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
        """Leave out what another rule says better of the same place."""
        said = {
            (name, item.span)
            for item in diagnostics
            for name in self._rulebook.supersedes.get(item.rule, ())
        }
        return [item for item in diagnostics if (item.rule, item.span) not in said]

    def unverified(self) -> tuple[Unverified, ...]:
        """Return what could not be verified, each kind once."""
        return self._unverified.report(self._location)

    def read(self, page: LintedFile) -> SourceText:
        """Return the source of a page, read again; an empty one if that is no longer possible."""
        try:
            if page.name in self._texts:
                return as_page(self._texts[page.name], Path(page.file))
            return read_page(Path(page.file), self._max_size)
        except SourceError as error:
            gone = "could not be read again; the locations of its findings are unavailable"
            self._problems.append(Problem(page.name, f"{gone}: {error.placed}"))
            return SourceText("")

    def _location(self, page: LintedFile, offset: int) -> Location:
        return self.read(page).index().location(page.name, Span(offset, offset))

    def _judge_suppressions(self, page: LintedFile, judge: DiagnosticCollector) -> None:
        if page.suppressions == Suppressions():
            return
        rules = self._rulebook.rules_for(page.file)
        rule = next((rule for rule in rules if rule.name == UNUSED_SUPPRESSION), None)
        if rule:
            judged = self._rulebook.judged(page.file)
            for finding in page.suppressions.unused(judge.used, judged):
                judge.stamp(rule, finding)


def _confirmed(finding: Finding) -> Finding:
    """Return a finding without its fix if that rests on a verdict from elsewhere."""
    if finding.fix is None or finding.verdict is None or finding.verdict.is_confirmed:
        return finding
    return replace(finding, fix=None, help=_FOREIGN)
