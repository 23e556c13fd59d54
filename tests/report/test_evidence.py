from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from nblint.model.link_status import (
    FailureHistory,
    FragmentStatus,
    LinkStatus,
    Redirect,
    ResponseEvidence,
)
from nblint.model.lint_report import Report
from nblint.report.context import ReportContext
from nblint.report.json_report import render as render_json
from nblint.report.link_evidence import describe
from nblint.report.terminal import Style
from nblint.report.text_report import render as render_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.model.finding import Diagnostic

URL = "https://garden.org/a"
NOON = 1_795_176_000.0  # 2026-11-20, 12:00 UTC
DAY = 86_400.0
WICKED = "\x1b]0;owned\x07\u202e\n\udcff"
MOVED = ResponseEvidence(
    404,
    "https://garden.org/b",
    (
        Redirect(URL, 301),
        Redirect("https://garden.org/c", 0),
        Redirect("https://garden.org/d", 301),
    ),
    attempts=4,
    elapsed=1.25,
    when=NOON,
)


@pytest.mark.parametrize(
    ("evidence", "past", "line"),
    [
        (ResponseEvidence(), FailureHistory(), "checked: no response"),
        (
            ResponseEvidence(404, URL, attempts=1, elapsed=0.04, when=NOON),
            FailureHistory(),
            "checked 2026-11-20 12:00 UTC: 404, 1 request in 0.0 s",
        ),
        (
            MOVED,
            FailureHistory(NOON, NOON - DAY, 1),
            (
                "checked 2026-11-20 12:00 UTC: 404 after 3 redirects (301, refresh) to "
                "https://garden.org/b, 4 requests in 1.2 s, last success 2026-11-19"
            ),
        ),
        (
            ResponseEvidence(403, URL, provider="Cloudflare", attempts=2, elapsed=0.5),
            FailureHistory(),
            "checked: 403, Cloudflare, 2 requests in 0.5 s",
        ),
        (
            ResponseEvidence(
                404, URL, provider="PyPI", asked="https://pypi.org/x/json", attempts=1
            ),
            FailureHistory(),
            "checked: 404, PyPI asked at https://pypi.org/x/json, 1 request in 0.0 s",
        ),
        (
            ResponseEvidence(reason="timed out", attempts=3, elapsed=60),
            FailureHistory(NOON, None, 4),
            "checked: no response, 3 requests in 60.0 s, failing in 4 runs since 2026-11-20",
        ),
        (ResponseEvidence(200, URL), FailureHistory(None, NOON, 0), "checked: 200"),
        (
            ResponseEvidence(200, URL, when=1e300),
            FailureHistory(float("nan"), float("inf"), 4),
            "checked: 200",
        ),
    ],
)
def test_what_was_seen_is_one_line(
    evidence: ResponseEvidence, past: FailureHistory, line: str
) -> None:
    assert describe(LinkStatus(URL, "dead", evidence, past)) == line


def test_text_has_the_evidence_under_the_excerpt(diagnose: Callable[[str], Diagnostic]) -> None:
    finding = replace(
        diagnose(f"See «{URL}»."), verdict=LinkStatus(URL, "dead", MOVED), help="fix it"
    )
    text = next(iter(render_text(Report((finding,)), ReportContext(Style(color=True)))))
    line = f"  \x1b[2m{describe(LinkStatus(URL, 'dead', MOVED))}\x1b[0m"
    assert text.split("\n")[3:] == [line, "  help: fix it", "", ""]


def test_json_has_the_verdict(diagnose: Callable[[str], Diagnostic]) -> None:
    verdict = LinkStatus(
        URL,
        "insecure",
        replace(MOVED, provider="Anubis", asked=f"{URL}?q", reason="because"),
        FailureHistory(NOON, None, 2),
        {"z": FragmentStatus("found"), "b": FragmentStatus("missing", "no such id", ("c", "d"))},
        frozenset({"page", "twin"}),
        "text/html",
        "Garden",
        "looks empty",
        "https://garden.org/e",
    )
    finding = replace(diagnose(f"See «{URL}»."), verdict=verdict)
    shown = json.loads("".join(render_json(Report((finding,)), ReportContext())))["diagnostics"][0]
    assert list(shown["verdict"]["fragments"]) == ["b", "z"]
    assert shown["verdict"] == {
        "url": URL,
        "outcome": "insecure",
        "target": "https://garden.org/e",
        "media_type": "text/html",
        "title": "Garden",
        "not_found": "looks empty",
        "evidence": {
            "status": 404,
            "final": "https://garden.org/b",
            "redirects": [
                {"url": URL, "status": 301},
                {"url": "https://garden.org/c", "status": 0},
                {"url": "https://garden.org/d", "status": 301},
            ],
            "provider": "Anubis",
            "asked": f"{URL}?q",
            "reason": "because",
            "attempts": 4,
            "elapsed": 1.25,
            "when": "2026-11-20T12:00:00Z",
        },
        "past": {"first_failure": "2026-11-20T12:00:00Z", "last_success": None, "streak": 2},
        "fragments": {
            "b": {"state": "missing", "reason": "no such id", "nearest": ["c", "d"]},
            "z": {"state": "found", "reason": "", "nearest": []},
        },
    }


def test_nothing_of_a_server_reaches_the_terminal_alive(
    diagnose: Callable[[str], Diagnostic],
) -> None:
    evidence = ResponseEvidence(403, WICKED, (Redirect(WICKED, 302),), WICKED, WICKED, WICKED)
    verdict = LinkStatus(URL, "blocked", evidence, title=WICKED, not_found=WICKED, target=WICKED)
    finding = replace(diagnose(f"See «{URL}»."), verdict=verdict)
    text = "".join(render_text(Report((finding,)), ReportContext()))
    assert all(line.isprintable() for line in text.split("\n"))
    assert text.count(r"\x1b]0;owned\x07\u202e\n\udcff") == 3
    assert "".join(render_json(Report((finding,)), ReportContext())).isascii()


def test_a_long_address_is_cut() -> None:
    evidence = ResponseEvidence(
        200, f"https://{'x' * 8000}", (Redirect(URL, 301),), "npm", f"https://{'y' * 8000}"
    )
    assert len(describe(LinkStatus(URL, "moved", evidence))) < 400
