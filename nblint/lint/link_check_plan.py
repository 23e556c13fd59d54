"""What the pages of a run ask of the web, and what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from nblint.checks import CheckedLink, WebCheck
from nblint.model import LinkDestination
from nblint.project.resolution import LinkOutcome
from nblint.web.check_request import CheckRequest
from nblint.web.url import AddressError, normalise, without_fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.lint.document_linter import LintedFile
    from nblint.model.link_status import Aspect, LinkStatus
    from nblint.project.resolution import Resolution
    from nblint.rulebook.book import Rule, RuleBook
    from nblint.web.link_check_options import LinkCheckOptions

_OFFLINE = "external links are not checked (--offline)"
_UNASKED = "no rule for external links is enabled"
_IMPOSSIBLE = "not a requestable URL"
_OF_PAGES: Final[frozenset[Aspect]] = frozenset({"page", "fragment"})
_OF_IMAGES: Final[frozenset[Aspect]] = frozenset({"type"})
_INTERRUPTED = "the run was interrupted"
_NEW = "added by a fix in this run"

Resolve = Callable[["LintedFile"], Sequence[tuple[LinkDestination, "Resolution"]]]
"""What the links of a document lead to."""


class UncheckedLink(Struct, frozen=True, gc=False):
    """Why the web says nothing certain of a target; `is_fragment` if it is of its fragment only."""

    target: LinkDestination
    reason: str
    is_fragment: bool = False


class LinkCheckPlan:
    """Gathers the questions of all pages, asks each once, and gives each page its answers.

    Nothing is asked where `asking` is None.
    """

    def __init__(
        self, rulebook: RuleBook, resolve: Resolve, asking: LinkCheckOptions | None
    ) -> None:
        self.notes = asking.notes if asking else ()
        self._rulebook, self._resolve, self._asking = rulebook, resolve, asking
        self._questions: dict[str, CheckRequest] = {}
        self._verdicts: dict[str, LinkStatus] = {}
        self._unasked = _INTERRUPTED

    def rules(self, page: LintedFile) -> tuple[tuple[Rule, WebCheck], ...]:
        """Return the rules that judge a page by what the web says."""
        return self._rulebook.checks(WebCheck, page.file)

    def ask(self, pages: Iterable[LintedFile]) -> None:
        """Ask what the pages want to know; an interrupt keeps what is known. Raises WebError."""
        if self._asking is None:
            return
        for page in pages:
            self._collect(page)
        if not self._questions:
            return
        # Loads httpx, which takes longer than most runs that need it not.
        from nblint.web.link_checker import LinkChecker  # noqa: PLC0415 - see above

        web = LinkChecker(self._asking)
        self._verdicts = web.verdicts
        web.ask(self._questions.values())
        self.notes += web.notes

    def recall(self, earlier: LinkCheckPlan) -> None:
        """Take over the results of an earlier plan, and request nothing."""
        self._verdicts, self.notes = earlier._verdicts, earlier.notes
        self._unasked = _NEW

    def visits(self, page: LintedFile) -> list[CheckedLink]:
        """Return the places of a page on which the web has a verdict."""
        if not self._verdicts:
            return []
        places = self._places(page)
        known = ((target, address, self._verdicts.get(url)) for target, address, url in places)
        return [
            CheckedLink(target, address, verdict) for target, address, verdict in known if verdict
        ]

    def doubts(self, page: LintedFile) -> Iterator[UncheckedLink]:
        """Yield the places of a page of which the web says nothing certain."""
        aspects = self._aspects(page)
        for target, address, url in self._places(page):
            verdict = self._verdicts.get(url)
            if self._asking is None:
                yield UncheckedLink(target, _OFFLINE)
            elif aspects is None:
                yield UncheckedLink(target, _UNASKED)
            elif not url:
                yield UncheckedLink(target, _IMPOSSIBLE)
            elif verdict is None:
                yield UncheckedLink(target, self._unasked)
            elif verdict.outcome == "skipped":
                yield UncheckedLink(target, verdict.evidence.reason)
            elif "fragment" in aspects:
                fragment = verdict.fragments.get(_fragment(address))
                if fragment and fragment.state == "unverified":
                    yield UncheckedLink(target, fragment.reason, is_fragment=True)

    def _collect(self, page: LintedFile) -> None:
        aspects = self._aspects(page)
        if aspects is None:
            return
        # There may be very many addresses: those of a page share what is asked of them.
        of_image, of_link = aspects - _OF_PAGES, aspects - _OF_IMAGES
        for target, address, url in self._places(page):
            if not url:
                continue
            wanted = of_image if target.image else of_link
            fragment = _fragment(address) if "fragment" in wanted else ""
            question = self._questions.get(url)
            if question is None:
                question = CheckRequest(url, without_fragment(address), aspects=wanted)
            if fragment or question.aspects != wanted:
                fragments = question.fragments | {fragment} if fragment else question.fragments
                question = replace(question, fragments=fragments, aspects=question.aspects | wanted)
            self._questions[url] = question

    def _aspects(self, page: LintedFile) -> frozenset[Aspect] | None:
        """Return what a page's rules want to know of its addresses; None if they do not ask."""
        checks = [check for _, check in self.rules(page)]
        return frozenset(aspect for check in checks for aspect in check.needs) if checks else None

    def _places(self, page: LintedFile) -> Iterator[tuple[LinkDestination, str, str]]:
        """Yield each target that leads to the web, its address, and that in normal form.

        The last is "" where nobody could be asked.
        """
        if page.generated:
            return
        for target, destination in self._resolve(page):
            if destination.outcome is LinkOutcome.WEB:
                try:
                    yield target, destination.address, normalise(destination.address)
                except AddressError:
                    yield target, destination.address, ""


def _fragment(address: str) -> str:
    return address.strip().partition("#")[2]
