from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.blocked_url import CHECK
from nblint.model.link_status import ResponseEvidence

if TYPE_CHECKING:
    from nblint.model.link_status import Outcome
    from tests.checks.conftest import MakeVisits

TEXT = "[a](https://garden.org:8080/a)"
ADDRESS = '"https://garden.org:8080/a"'


@pytest.mark.parametrize(
    ("evidence", "message", "settings"),
    [
        (
            ResponseEvidence(403, provider="Cloudflare", reason="returned 403 Forbidden"),
            f"{ADDRESS} is blocked by bot protection (Cloudflare)",
            "`accept = [403]` or `skip = true`",
        ),
        (
            ResponseEvidence(403, reason="returned 403 Forbidden"),
            f"{ADDRESS} returned 403 Forbidden, possibly bot protection",
            "`accept = [403]` or `skip = true`",
        ),
        (
            ResponseEvidence(401, provider="login", reason="the host requires a login"),
            f"{ADDRESS}: the host requires a login",
            "`accept = [401]` or `skip = true`",
        ),
        (
            ResponseEvidence(200, provider="consent page", reason="requires consent"),
            f"{ADDRESS} requires consent",
            "`skip = true`",
        ),
        (
            ResponseEvidence(provider="X", reason="X shows nothing without a login"),
            f"{ADDRESS}: X shows nothing without a login",
            "`skip = true`",
        ),
        (
            ResponseEvidence(
                403, provider="Vimeo", asked="https://vimeo.com/o", reason="it is private"
            ),
            f"{ADDRESS}: it is private",
            "`skip = true`",
        ),
    ],
)
def test_the_wall_is_named_and_what_settles_it(
    visits: MakeVisits, evidence: ResponseEvidence, message: str, settings: str
) -> None:
    (finding,) = CHECK.run(visits(TEXT, "blocked", evidence=evidence), CHECK.options())
    assert finding.message == message
    advice = f'open it in a browser; if it works, set {settings} in [web.hosts."garden.org:8080"]'
    assert finding.help == advice


@pytest.mark.parametrize("outcome", ["alive", "moved", "dead", "unreachable", "skipped"])
def test_other_outcomes_are_left_to_others(visits: MakeVisits, outcome: Outcome) -> None:
    assert not list(CHECK.run(visits(TEXT, outcome), CHECK.options()))
