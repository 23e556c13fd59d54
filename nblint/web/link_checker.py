"""Answers questions about the web: by the settings, by what earlier runs knew, or by asking it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nblint.model.link_status import LinkStatus, ResponseEvidence
from nblint.web.cache.link_cache import CachedStatus, LinkCache
from nblint.web.catch_all_redirects import catch_all_redirects
from nblint.web.host_settings import Hosts
from nblint.web.url import host, is_near

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nblint.web.check_request import CheckRequest
    from nblint.web.link_check_options import LinkCheckOptions
    from nblint.web.probe import Result

_CHUNK: Final = 1_000
# What fails like this may be this computer's own fault, unless a host of the internet answers.
_OWN_FAULTS: Final = frozenset({"no host", "resolver", "network"})
_NEVER_THERE: Final = (".invalid", ".test")  # in the web: RFC 2606, section 2
_NO_WAY = "this computer is offline"
_NO_TIME = "the deadline for external links has passed"
_GOOD: Final = frozenset({"alive", "moved", "insecure"})
_FIXABLE: Final = frozenset({"moved", "insecure", "dead"})
_FIRST_ERROR: Final = 400


class LinkChecker:
    """The web in one run: `verdicts` has what is known so far, by address in normal form.

    Raises HostsError where the settings make no sense.
    """

    def __init__(self, asking: LinkCheckOptions) -> None:
        self.verdicts: dict[str, LinkStatus] = {}
        self._asking = asking
        self._hosts = Hosts(asking.settings, asking.environ)
        self._history = (
            LinkCache(asking.cache, key=asking.key, now=asking.now) if asking.cache else None
        )
        self._doubtful: list[Result] = []
        self._is_online = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know: which headers are not sent, why the history is not kept."""
        warning = self._history.warning if self._history else None
        return (*self._hosts.notes, *([warning] if warning else ()))

    def ask(self, questions: Iterable[CheckRequest]) -> None:
        """Find a verdict on each question; an interrupt leaves those known so far in `verdicts`.

        Raises HostRuleError.
        """
        try:
            left = self._left(questions)
            if left:
                # Loads httpx, which takes longer than a run that the history answers.
                from nblint.web.check_all import fetch_all  # noqa: PLC0415 - see above

                fetch_all(left, self._asking, self._hosts, self._take)
                self._settle_doubtful()
                for question, _ in left:
                    if question.url not in self.verdicts:
                        self._skip(question.url, _NO_TIME)
            for verdict in list(catch_all_redirects(self.verdicts.values())):
                self.verdicts[verdict.url] = verdict
        finally:
            if self._history:
                self._history.close()

    def _left(
        self, questions: Iterable[CheckRequest]
    ) -> list[tuple[CheckRequest, CachedStatus | None]]:
        """Return what neither the settings nor the history answers, with what is remembered."""
        asked: list[CheckRequest] = []
        for question in questions:
            reason = self._hosts.skipped(question.url)
            if reason:
                self._skip(question.url, reason)
            else:
                asked.append(question)
        left: list[tuple[CheckRequest, CachedStatus | None]] = []
        for at in range(0, len(asked), _CHUNK):
            chunk = asked[at : at + _CHUNK]
            known = self._recall(chunk)
            for question in chunk:
                remembered = known.get(question.url)
                if remembered and remembered.fresh and self._counts(remembered):
                    self.verdicts[question.url] = remembered.verdict
                    continue
                # That nothing has changed says nothing of a verdict from elsewhere.
                is_own = remembered is not None and remembered.is_own
                left.append((question, remembered if is_own else None))
        return left

    def _counts(self, remembered: CachedStatus) -> bool:
        """Tell whether an earlier verdict will do for this run: no fix rests on a foreign one."""
        verdict = remembered.verdict
        may_fix = verdict.outcome in _FIXABLE or any(
            fragment.state == "missing" for fragment in verdict.fragments.values()
        )
        return remembered.is_own or not (may_fix and self._asking.fixes)

    def _recall(self, questions: Sequence[CheckRequest]) -> dict[str, CachedStatus]:
        """Return the earlier verdicts that answer all that is asked now."""
        if not self._history or self._asking.refresh:
            return {}
        known = self._history.recall(question.url for question in questions)
        return {
            question.url: known[question.url]
            for question in questions
            if question.url in known and self._answers(known[question.url].verdict, question)
        }

    def _answers(self, verdict: LinkStatus, question: CheckRequest) -> bool:
        status, accepted = verdict.evidence.status, self._hosts.accepted(question.url)
        # What the settings accept may have changed since.
        judged_alike = status is None or (verdict.outcome in _GOOD) == (
            status < _FIRST_ERROR or status in accepted
        )
        return (
            (judged_alike or bool(verdict.evidence.provider))
            and question.fragments <= verdict.fragments.keys()
            and question.aspects <= verdict.aspects
        )

    def _take(self, result: Result) -> None:
        """Take what came of a question; what may be this computer's own fault waits for others."""
        # Who was asked last: redirects may have led from one network to another.
        name = host(result.verdict.evidence.final or result.verdict.url).rstrip(".")
        is_certain = result.silence == "no host" and name.endswith(_NEVER_THERE)
        if result.silence in _OWN_FAULTS and not is_certain:
            self._doubtful.append(result)
        else:
            self._is_online |= result.silence is None and not is_near(name)
            self._settle(result)

    def _settle(self, result: Result) -> None:
        verdict = result.verdict
        if self._history:
            verdict = self._history.settle(verdict, result.validators)
        self.verdicts[verdict.url] = verdict

    def _settle_doubtful(self) -> None:
        is_online = self._is_online or not self._doubtful or self._asking.is_online()
        for result in self._doubtful:
            if is_online:
                self._settle(result)
            else:
                self._skip(result.verdict.url, _NO_WAY)

    def _skip(self, url: str, reason: str) -> None:
        self.verdicts[url] = LinkStatus(url, "skipped", ResponseEvidence(reason=reason))
