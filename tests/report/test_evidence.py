from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from nblint.outcome import Report
from nblint.report.context import Context
from nblint.report.evidence import describe
from nblint.report.json_report import render as render_json
from nblint.report.text import render as render_text
from nblint.terminal import Style
from nblint.verdict import Evidence, Fragment, Hop, Past, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.finding import Diagnostic

URL = "https://garden.org/a"
NOON = 1_795_176_000.0  # 2026-11-20, 12:00 UTC
DAY = 86_400.0
WICKED = "\x1b]0;owned\x07\u202e\n\udcff"
MOVED = Evidence(
    404,
    "https://garden.org/b",
    (Hop(URL, 301), Hop("https://garden.org/c", 0), Hop("https://garden.org/d", 301)),
    attempts=4,
    elapsed=1.25,
    when=NOON,
)


@pytest.mark.parametrize(
    ("evidence", "past", "line"),
    [
        (Evidence(), Past(), "checked: no response"),
        (
            Evidence(404, URL, attempts=1, elapsed=0.04, when=NOON),
            Past(),
            "checked 2026-11-20 12:00 UTC: 404, 1 request in 0.0 s",
        ),
        (
            MOVED,
            Past(NOON, NOON - DAY, 1),
            (
                "checked 2026-11-20 12:00 UTC: 404 after 3 redirects (301, refresh) to "
                "https://garden.org/b, 4 requests in 1.2 s, last success 2026-11-19"
            ),
        ),
        (
            Evidence(403, URL, provider="Cloudflare", attempts=2, elapsed=0.5),
            Past(),
            "checked: 403, Cloudflare, 2 requests in 0.5 s",
        ),
        (
            Evidence(404, URL, provider="PyPI", asked="https://pypi.org/x/json", attempts=1),
            Past(),
            "checked: 404, PyPI asked at https://pypi.org/x/json, 1 request in 0.0 s",
        ),
        (
            Evidence(reason="timed out", attempts=3, elapsed=60),
            Past(NOON, None, 4),
            "checked: no response, 3 requests in 60.0 s, failing in 4 runs since 2026-11-20",
        ),
        (Evidence(200, URL), Past(None, NOON, 0), "checked: 200"),
        (Evidence(200, URL, when=1e300), Past(float("nan"), float("inf"), 4), "checked: 200"),
    ],
)
def test_what_was_seen_is_one_line(evidence: Evidence, past: Past, line: str) -> None:
    assert describe(Verdict(URL, "dead", evidence, past)) == line


def test_text_has_the_evidence_under_the_excerpt(diagnose: Callable[[str], Diagnostic]) -> None:
    finding = replace(
        diagnose(f"See «{URL}»."), verdict=Verdict(URL, "dead", MOVED), help="mend it"
    )
    text = next(iter(render_text(Report((finding,)), Context(Style(color=True)))))
    line = f"  \x1b[2m{describe(Verdict(URL, 'dead', MOVED))}\x1b[0m"
    assert text.split("\n")[3:] == [line, "  help: mend it", "", ""]


def test_json_has_the_verdict(diagnose: Callable[[str], Diagnostic]) -> None:
    verdict = Verdict(
        URL,
        "insecure",
        replace(MOVED, provider="Anubis", asked=f"{URL}?q", reason="because"),
        Past(NOON, None, 2),
        {"z": Fragment("found"), "b": Fragment("missing", "no such id", ("c", "d"))},
        frozenset({"page", "twin"}),
        "text/html",
        "Garden",
        "looks empty",
        "https://garden.org/e",
    )
    finding = replace(diagnose(f"See «{URL}»."), verdict=verdict)
    shown = json.loads("".join(render_json(Report((finding,)), Context())))["diagnostics"][0]
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
            "hops": [
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
    evidence = Evidence(403, WICKED, (Hop(WICKED, 302),), WICKED, WICKED, WICKED)
    verdict = Verdict(URL, "blocked", evidence, title=WICKED, not_found=WICKED, target=WICKED)
    finding = replace(diagnose(f"See «{URL}»."), verdict=verdict)
    text = "".join(render_text(Report((finding,)), Context()))
    assert all(line.isprintable() for line in text.split("\n"))
    assert text.count(r"\x1b]0;owned\x07\u202e\n\udcff") == 3
    assert "".join(render_json(Report((finding,)), Context())).isascii()


def test_a_long_address_is_cut() -> None:
    evidence = Evidence(
        200, f"https://{'x' * 8000}", (Hop(URL, 301),), "npm", f"https://{'y' * 8000}"
    )
    assert len(describe(Verdict(URL, "moved", evidence))) < 400
