"""The published schemas and what is written agree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from msgspec.structs import replace

from nblint.cli.main import main
from nblint.model.link_status import (
    FailureHistory,
    FragmentStatus,
    LinkStatus,
    Redirect,
    ResponseEvidence,
)
from nblint.report import renderer
from nblint.report.context import ReportContext
from nblint.report.report_schema import SCHEMAS

if TYPE_CHECKING:
    from nblint.model.lint_report import Report

VERDICT = LinkStatus(
    "https://garden.org/a",
    "dead",
    ResponseEvidence(
        404, "https://garden.org/b", (Redirect("https://garden.org/a", 301),), when=1.5e9
    ),
    FailureHistory(1.4e9, None, 2),
    {"x": FragmentStatus("missing", "no such id", ("y",))},
)


@pytest.fixture(params=SCHEMAS)
def name(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture
def schema(name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["check", "--schema", "--format", name]) == 0
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


def written(name: str, report: Report) -> list[Any]:
    text = "".join(renderer(name)(report, ReportContext()))
    return [json.loads(part) for part in (text.splitlines() if name == "jsonl" else [text])]


def test_a_report_is_valid(name: str, schema: dict[str, Any], report: Report) -> None:
    asked = replace(report.diagnostics[0], verdict=VERDICT)
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    for part in written(name, replace(report, diagnostics=(asked, *report.diagnostics))):
        validator.validate(part)


def test_the_schema_names_every_field(name: str, schema: dict[str, Any], report: Report) -> None:
    """A field that the schema leaves open would be valid whatever is in it."""
    for kind in schema["$defs"].values():
        kind["additionalProperties"] = kind.get("additionalProperties", "properties" not in kind)
    asked = replace(report.diagnostics[0], verdict=VERDICT)
    for part in written(name, replace(report, diagnostics=(asked, *report.diagnostics))):
        jsonschema_rs.validate(schema, part)


def test_what_lacks_a_field_is_not_valid(name: str, schema: dict[str, Any], report: Report) -> None:
    for part in written(name, report):
        part.pop("tool" if "tool" in part else "rule")
        assert not jsonschema_rs.is_valid(schema, part)


def test_other_formats_have_no_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--schema"]) == 2
    assert capsys.readouterr().err == (
        "nblint: --schema: the format text has none; add --format json or jsonl\n"
    )
