from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nblint.config import Config, LoadedConfig
from nblint.model import Span
from nblint.model.finding import Diagnostic, Edit, Fix, Location
from nblint.model.link_status import LinkStatus, ResponseEvidence
from nblint.model.lint_report import Problem, Report, Unverified
from nblint.report.context import ReportContext
from nblint.report.sarif_report import render
from nblint.rulebook.book import load_rules
from nblint.rulebook.rule_page import RulePage

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)
for part in ("run", "toolComponent"):
    # A pattern that is none but to JavaScript, of a property that nblint does not write.
    del SCHEMA["definitions"][part]["properties"]["language"]["pattern"]
VALIDATOR = jsonschema_rs.Draft4Validator(SCHEMA, validate_formats=True)
RULES = load_rules(LoadedConfig(Config(), Path(__file__).parent)).rules
CONTEXT = ReportContext(rules=RULES, folder="/repo/docs", top="/repo")


def run_of(report: Report, context: ReportContext = CONTEXT) -> dict[str, Any]:
    log = json.loads("".join(render(report, context)))
    VALIDATOR.validate(log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_a_result_holds_what_was_found_and_where(report: Report) -> None:
    result = run_of(report)["results"][0]
    assert len(result.pop("partialFingerprints")["nblint/v1"]) == 64
    file = {"uri": "docs/guide.md", "uriBaseId": "SRCROOT"}
    region = {"startLine": 3, "startColumn": 26, "endLine": 3, "endColumn": 32}
    change = {"deletedRegion": region, "insertedContent": {"text": "install"}}
    assert result == {
        "ruleId": "broken-anchor",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": 'no heading or id "instal" in setup.md; write "#install", the nearest anchor'
        },
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        "fixes": [
            {
                "description": {"text": 'replace "instal" by "install"'},
                "artifactChanges": [{"artifactLocation": file, "replacements": [change]}],
                "properties": {"safe": False},
            }
        ],
        "properties": {"target": "setup.md#instal"},
    }


def test_levels_are_those_of_sarif(report: Report) -> None:
    assert [item["level"] for item in run_of(report)["results"]] == ["error", "warning", "note"]


def test_columns_and_lines_are_counted_as_the_log_says(report: Report) -> None:
    run = run_of(report)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]


def test_a_rule_that_found_something_has_its_page(report: Report) -> None:
    rule = next(iter(run_of(report)["tool"]["driver"]["rules"]))
    assert rule["id"] == "broken-anchor"
    assert rule["shortDescription"]["text"] == "Fragment without a matching heading or id"
    assert rule["help"]["markdown"].startswith("# broken-anchor: Fragment without")
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"] == {"tags": ["links"]}


def test_a_rule_page_whose_examples_are_none_is_shown_as_it_is(report: Report) -> None:
    rule = next(rule for rule in RULES if rule.name == "broken-anchor")
    page = rule.page
    odd = RulePage(page.path, page.group, page.metadata, "Why.\n\n```md nonsense\n```\n", 1)
    context = replace(CONTEXT, rules=(replace(rule, page=odd),))
    (shown,) = run_of(report, context)["tool"]["driver"]["rules"]
    assert shown["help"]["text"].startswith("Why.")


def test_problems_and_what_is_unverified_are_notifications(report: Report) -> None:
    (invocation,) = run_of(report)["invocations"]
    assert invocation["executionSuccessful"] is False
    notices = invocation["toolExecutionNotifications"]
    assert [(notice["level"], notice["message"]["text"]) for notice in notices] == [
        ("error", "not UTF-8 at byte 3"),
        ("error", "the cache is locked"),
        ("note", "not verified: 16 root-relative links: no site root is known"),
        ("note", "not verified: 1 external link: not asked"),
        ("note", "the proxy was not asked"),
    ]
    places = [len(notice.get("locations", ())) for notice in notices]
    assert places == [1, 0, 1, 0, 0]


def test_a_clean_run_is_a_success_without_results() -> None:
    run = run_of(Report())
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True


def test_an_interrupted_run_is_no_success() -> None:
    (invocation,) = run_of(Report(interrupted=True))["invocations"]
    assert invocation["executionSuccessful"] is False
    (notice,) = invocation["toolExecutionNotifications"]
    assert notice["level"] == "warning"


def test_the_evidence_is_among_the_properties(report: Report) -> None:
    verdict = LinkStatus("https://garden.org/", "dead", ResponseEvidence(404, when=1.5e9))
    asked = replace(report.diagnostics[0], verdict=verdict)
    shown = run_of(replace(report, diagnostics=(asked,)))["results"][0]["properties"]
    assert shown["verdict"]["evidence"]["status"] == 404


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("a b/ü#?.md", {"uri": "docs/a%20b/%C3%BC%23%3F.md", "uriBaseId": "SRCROOT"}),
        ("../x:y.md", {"uri": "x%3Ay.md", "uriBaseId": "SRCROOT"}),
        ("../../else where.md", {"uri": "file:///else%20where.md"}),
        ("caf\udce9.md", {"uri": "docs/caf%E9.md", "uriBaseId": "SRCROOT"}),
    ],
)
def test_a_file_is_named_by_a_reference_from_the_root(
    path: str, location: dict[str, str], report: Report
) -> None:
    first = report.diagnostics[0]
    moved = replace(first, location=replace(first.location, path=path), fix=None)
    (result,) = run_of(Report((moved,)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == location


def test_nothing_in_a_message_is_a_placeholder_or_a_link(report: Report) -> None:
    odd = replace(report.diagnostics[0], message="{0} and [a](https://x.org) and [b]", help="")
    (result,) = run_of(Report((odd,)))["results"]
    assert result["message"]["text"] == r"{{0}} and \[a](https://x.org) and [b]"


@given(st.text(st.characters()), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_makes_a_valid_log(text: str, path: str) -> None:
    place = Location(path or "a.md", 1, 1, 1, 2)
    fix = Fix(text, (Edit(Span(0, 1), text),), safe=True)
    one = Diagnostic(
        "typo", "warning", place, Span(0, 1), text, text, text, fix, text, edit_locations=(place,)
    )
    unverified = Unverified("fragment", 1, text, text, place)
    run_of(Report((one,), (unverified,), (Problem(path, text),), notes=(text,)))
