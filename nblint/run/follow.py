"""Where the pages of a run lead: the rules that need the disk, and what stays unverified."""

from __future__ import annotations

import os
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nblint.checks import AssetCheck, PageCheck, RunCheck, SiteCheck
from nblint.files.gitignore import GitIgnore
from nblint.files.source import Source, SourceError, as_page, display_name, read_page
from nblint.git.program import GitError
from nblint.git.tracked import tracked
from nblint.git.work_tree import find_work_tree
from nblint.model import Span
from nblint.outcome import Problem, Unverified, UnverifiedKind
from nblint.rulebook.suppress import UNUSED_SUPPRESSION, Suppressions
from nblint.run.copies import Copies
from nblint.run.dialects import Dialects
from nblint.run.inherited import Inherited
from nblint.run.inquiry import Inquiry
from nblint.run.judge import Judge, fault
from nblint.run.linked import Linked
from nblint.site.site import Site
from nblint.site.sites import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from nblint.config import LoadedConfig
    from nblint.finding import Diagnostic, Location
    from nblint.model import Outline, Target
    from nblint.rulebook.book import RuleBook
    from nblint.run.scan import Page
    from nblint.site.destination import Destination
    from nblint.site.layout import Fault
    from nblint.verdict import Verdict
    from nblint.web.asking import Asking

_REASONS: dict[UnverifiedKind, tuple[str, str]] = {
    "root-relative address": (
        "the site's root is not known",
        'add `site.root = "content"`, the folder in which they are looked up, to the configuration',
    ),
    "route": (
        "no file has that path, but the site's generator or the forge may have a page there",
        "",
    ),
    "label": ("another page of the project may define it, or the page was not read", ""),
    "templated address": ("a template fills them in when the site is built", ""),
    "generated page": ("a comment at its head says that a program writes it", ""),
    "deeply nested page": ("what is nested too deeply was not read", ""),
}
_UNVERIFIED: dict[str, UnverifiedKind] = {
    "unknown root": "root-relative address",
    "unknown route": "route",
    "unknown label": "label",
    "template": "templated address",
}


class Following:
    """Judges pages by what their links lead to on disk.

    `texts` has the text of pages that can not be read again, by their names: for the places of
    findings a page is read anew, since texts are not kept in memory. `diagnostics` and `problems`
    gather what all pages had to say.
    """

    def __init__(
        self,
        loaded: LoadedConfig,
        rulebook: RuleBook,
        pages: Sequence[Page],
        texts: Mapping[str, str],
        asking: Asking | None = None,
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._problems: list[Problem] = []
        self._rulebook, self._texts = rulebook, texts
        self._max_size = loaded.config.max_file_size
        self._unverified: dict[tuple[UnverifiedKind, str, str], list[tuple[Page, int]]] = {}
        files = {os.path.realpath(page.file): page.outline for page in pages if page.outline}
        known = Dialects(loaded.root), Inherited(loaded.root)
        self._linked = Linked(files, *known, self._max_size, self._problems)
        self._site = _make_site(loaded, self._linked, files)
        self._inquiry = Inquiry(rulebook, self._site, asking)
        self._copies = Copies()
        self._pages = pages
        checks = ((rule.name, rule.check) for rule in rulebook.rules)
        self._alone = {
            name for name, check in checks if isinstance(check, PageCheck) and check.alone
        }
        self._vocabulary = loaded.vocabulary

    def ask(self) -> None:
        """Ask the web all that the pages want to know. Raises WebError."""
        self._inquiry.ask(self._pages)

    def suggest(self, asking: Asking) -> None:
        """Look for copies in an archive of what the web says is gone. Raises WebError."""
        visits = [(page, self._inquiry.visits(page)) for page in self._pages]
        self._copies.find(visits, lambda page: self.read(page).index(), asking)

    def recall(self, earlier: Following) -> None:
        """Take over what the web said to an earlier following of the pages, and ask nothing."""
        self._inquiry.recall(earlier._inquiry)

    def restore(self, removed: Mapping[str, bytes]) -> None:
        """Take files that are gone, each with what it held, to be there still."""
        self._linked.restore(removed)
        self._site.restore(removed)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of how the web was asked, and of sites that cannot be read."""
        unread = (_unread(item) for item in self._site.faults() if item.error is None)
        return tuple(filter(None, (self._inquiry.warning, self._copies.note, *unread)))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong so far."""
        failed = (_failed(item, item.error) for item in self._site.faults() if item.error)
        return (*self._problems, *failed)

    def destinations(self, page: Page) -> Iterator[tuple[Target, Destination, Verdict | None]]:
        """Yield the targets of a page, each with what it leads to and what the web says of it."""
        if page.outline is None:
            return
        verdicts = {visit.target: visit.verdict for visit in self._inquiry.visits(page)}
        for target, destination in self._site.visit(page.outline):
            yield target, destination, verdicts.get(target)

    def note(self, problem: Problem) -> None:
        """Add a problem that is none of a page."""
        self._problems.append(problem)

    def take(self, page: Page, *, at_once: bool = False) -> None:
        """Take what was found on a page, of which no link is followed.

        What a page is a part of is not known then, so that some rules do not count. If it is to be
        done `at_once` those are left out, too, that look at all pages together.
        """
        judge = Judge(page.name, page.suppressions, lambda: self.read(page))
        if "_sums" in vars(self) and not at_once:
            self._judge_in_all(page, judge)
        own = (item for item in page.diagnostics if item.rule not in self._alone)
        self.diagnostics += self._telling([*own, *judge.diagnostics])
        self._problems += (*page.problems, *judge.problems)

    def follow(self, page: Page) -> None:
        """Take a page's diagnostics and add those of the rules that follow its links."""
        try:
            self._follow(page)
        except Exception as error:  # noqa: BLE001 - one page must not end the run
            self.take(page)
            self._problems.append(Problem(page.name, fault("the look-up of its links", error)))

    def _follow(self, page: Page) -> None:
        if page.outline is None:
            self._problems += page.problems
            return
        if page.truncated:
            self._leave("deeply nested page", page, 0)
        if page.generated:
            self._leave("generated page", page, 0)
            return
        judge = Judge(page.name, page.suppressions, lambda: self.read(page))
        judge.used |= page.used
        self._judge_in_all(page, judge)
        self._count_unverified(page, page.outline)
        for rule in self._rulebook.rules_for(page.file):
            if isinstance(rule.check, SiteCheck):
                judge.take(rule, rule.check.run(page.outline, self._site, rule.options))
        visits = self._copies.beside(page, self._inquiry.visits(page))
        for rule, check in self._inquiry.rules(page) if visits else ():
            judge.take(rule, check.run(visits, rule.options))
        self._judge_suppressions(page, judge)
        self.diagnostics += self._telling([*self._own(page), *judge.diagnostics])
        self._problems += (*page.problems, *judge.problems)

    def _judge_in_all(self, page: Page, judge: Judge) -> None:
        """Judge a page by what all pages say together."""
        for rule in self._rulebook.rules_for(page.file):
            if isinstance(rule.check, RunCheck) and rule.name in self._sums:
                gathered = page.gathered.get(rule.name)
                if gathered is not None:
                    judge.take(rule, rule.check.run(gathered, self._sums[rule.name], rule.options))

    def _own(self, page: Page) -> Iterable[Diagnostic]:
        """Return what was found on a page, but for what the pages settle that it is put into."""
        found = page.diagnostics
        if not any(item.rule in self._alone for item in found):
            return found
        is_part = self._site.is_included(page.file)
        return (item for item in found if not (is_part and item.rule in self._alone))

    def finish(self) -> None:
        """Add the diagnostics of files that are no pages."""
        for rule in self._rulebook.rules:
            if not (isinstance(rule.check, AssetCheck) and rule.enabled):
                continue
            try:
                for file, finding in rule.check.run(self._site, rule.options):
                    if rule in self._rulebook.rules_for(file):
                        judge = Judge(display_name(file), Suppressions(), lambda: Source(""))
                        judge.stamp(rule, finding)
                        self.diagnostics += judge.diagnostics
            except Exception as error:  # noqa: BLE001 - one rule must not end the run
                self._problems.append(Problem(None, fault(f"rule {rule.name}", error)))

    @cached_property
    def _sums(self) -> dict[str, Any]:
        """What all pages say together, for each rule that wants to know."""
        sums = {}
        for rule in self._rulebook.rules:
            if isinstance(rule.check, RunCheck):
                found = (page.gathered.get(rule.name) for page in self._pages)
                try:
                    gathered = [item for item in found if item is not None]
                    sums[rule.name] = rule.check.sum_up(gathered, self._vocabulary)
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
        return tuple(
            Unverified(kind, len(places), reason, help_, self._location(*places[0]))
            for (kind, reason, help_), places in self._unverified.items()
        )

    def _count_unverified(self, page: Page, outline: Outline) -> None:
        for target, destination in self._site.visit(outline):
            kind = _UNVERIFIED.get(destination.outcome)
            if kind:
                self._leave(kind, page, target.span.start)
        for place in page.templated:
            self._leave("templated address", page, place)
        for doubt in self._inquiry.doubts(page):
            kind = "fragment" if doubt.is_fragment else "web address"
            self._leave(kind, page, doubt.target.span.start, doubt.reason)

    def _leave(self, kind: UnverifiedKind, page: Page, offset: int, reason: str = "") -> None:
        why = (reason, "") if reason else _REASONS[kind]
        self._unverified.setdefault((kind, *why), []).append((page, offset))

    def read(self, page: Page) -> Source:
        """Return the source of a page, read again; an empty one if that is no longer possible."""
        try:
            if page.name in self._texts:
                return as_page(self._texts[page.name], Path(page.file))
            return read_page(Path(page.file), self._max_size)
        except SourceError as error:
            gone = "could not be read again, so its findings have no true places"
            self._problems.append(Problem(page.name, f"{gone}: {error.placed}"))
            return Source("")

    def _location(self, page: Page, offset: int) -> Location:
        return self.read(page).index().location(page.name, Span(offset, offset))

    def _judge_suppressions(self, page: Page, judge: Judge) -> None:
        if page.suppressions == Suppressions():
            return
        rules = self._rulebook.rules_for(page.file)
        rule = next((rule for rule in rules if rule.name == UNUSED_SUPPRESSION), None)
        if rule:
            judged = self._rulebook.judged(page.file)
            for finding in page.suppressions.unused(judge.used, judged):
                judge.stamp(rule, finding)


def _make_site(loaded: LoadedConfig, linked: Linked, pages: Mapping[str, Outline]) -> Site:
    """Return the site that holds the pages, as the configuration describes it."""
    ignored = _ignored(loaded.root) if find_work_tree(loaded.root) else _never
    return Site(place_of(loaded), ignored, linked.outline, linked.meta, pages)


def _unread(what: Fault) -> str:
    """Return the line about a site's configuration that cannot be read."""
    place = display_name(what.file) + (f":{what.line}" if what.line else "")
    return f"{place}: {what.message}; links that depend on {what.generator} are not verified"


def _failed(what: Fault, error: Exception) -> Problem:
    """Return the problem where nblint itself failed to read a site or to look up a link."""
    where = f"the reader of {what.generator} sites" if what.generator else "the look-up of links"
    return Problem(display_name(what.file), fault(where, error))


def place_of(loaded: LoadedConfig) -> Place:
    """Return where the sites lie, as far as the configuration says so."""
    site = loaded.config.site
    return Place(
        str(loaded.root),
        tuple(str(loaded.root / folder) for folder in site.roots),
        tuple(str(loaded.root / folder) for folder in site.statics),
        site.url,
        site.base,
        site.slug,
        site.generator,
        site.routes,
    )


def _ignored(root: Path) -> Callable[[str], bool]:
    """Return what tells whether git ignores a path: what it knows already it does not."""
    matches = GitIgnore(root).is_ignored

    @cache
    def known() -> frozenset[str]:
        try:
            return tracked(root)
        except GitError:
            return frozenset()

    return lambda path: matches(path) and path not in known()


def _never(_: str) -> bool:
    return False
