"""Asks the web: a probe of each address, sent at the pace that each server is given."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nblint.model.link_status import LinkStatus, ResponseEvidence
from nblint.web.host_rules import load_host_rules
from nblint.web.probe import Result, Rules, probe
from nblint.web.probe_driver import Driver, limits
from nblint.web.schedule import Job
from nblint.web.url import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nblint.web.cache.link_cache import CachedStatus
    from nblint.web.check_request import CheckRequest
    from nblint.web.host_settings import Hosts
    from nblint.web.link_check_options import LinkCheckOptions


def fetch_all(
    questions: Sequence[tuple[CheckRequest, CachedStatus | None]],
    asking: LinkCheckOptions,
    hosts: Hosts,
    take: Callable[[Result], None],
) -> None:
    """Ask all questions; `take` is called with each result as soon as it is known.

    With a question comes what an earlier run knew, if that answers it but is no longer fresh. What
    is not answered when the time for the run is up has no result. Raises HostRuleError.
    """
    host_rules = load_host_rules(asking.host_rules)
    driver = Driver(asking, hosts, host_rules.gaps)
    settings = asking.settings
    rules = Rules(
        limits(settings),
        host_rules,
        hosts.accepted,
        driver.wait,
        asking.now,
        settings.max_body,
        hosts.has_secret,
    )
    jobs = (_job(*question, rules) for question in questions)
    driver.drive(jobs, len(questions), take, _fail)


def _job(question: CheckRequest, remembered: CachedStatus | None, rules: Rules) -> Job[Result]:
    ask = rules.host_rules.find(question.url)
    first = normalise(ask.url) if ask and ask.url else question.url
    return Job(question.url, first, partial(probe, question, remembered, rules))


def _fail(job: Job[Result], error: Exception) -> Result:
    words = " ".join(str(error).split())
    reason = f"internal error: {type(error).__name__}: {words}; please report it"
    return Result(LinkStatus(job.name, "skipped", ResponseEvidence(reason=reason)))
