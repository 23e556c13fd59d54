"""The shape of `json` and `jsonl`: types from which both the reports and their schema are made.

Lines and columns are from 1, columns in characters, ends exclusive; `start` and `end` of an edit
are offsets from 0, in characters, into the whole file. Times are in UTC, in ISO 8601. The version
grows when what is there changes its meaning or goes; it does not for a new field.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from nblint import __version__
from nblint.model.finding import CellPlace, Severity
from nblint.model.link_status import FragmentStatus, Outcome, Redirect
from nblint.model.lint_report import FixedCount, Problem, Unverified

VERSION: Final = 1

_Time = Annotated[str, Meta(extra_json_schema={"format": "date-time"})] | None


class Tool(Struct, frozen=True):
    """What wrote the report."""

    name: Literal["nblint"] = "nblint"
    version: str = __version__


class EditShape(Struct, frozen=True):
    """Replace what stands between two places by a text."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    replacement: str


class FixShape(Struct, frozen=True):
    """A fix: all its edits together; `safe` means that it cannot change what was meant."""

    title: str
    safe: bool
    edits: list[EditShape]


class EvidenceShape(Struct, frozen=True):
    """What was seen of a URL, as `nblint.model.link_status.ResponseEvidence` says."""

    status: int | None
    final: str
    redirects: tuple[Redirect, ...]
    provider: str
    asked: str
    reason: str
    attempts: int
    elapsed: float
    when: _Time


class PastShape(Struct, frozen=True):
    """What earlier runs saw of an address, as `nblint.model.link_status.Past` says."""

    first_failure: _Time
    last_success: _Time
    streak: int


class VerdictShape(Struct, frozen=True):
    """What the web says of an address, as `nblint.model.link_status.LinkStatus` says."""

    url: str
    outcome: Outcome
    evidence: EvidenceShape
    past: PastShape
    fragments: dict[str, FragmentStatus]
    media_type: str
    title: str
    not_found: str
    target: str


class DiagnosticShape(Struct, frozen=True):
    """A finding.

    `target` is the address that it is about, `word` and `suggestions` the word and what may have
    been meant, `verdict` what the web says, `cell` the place in a notebook's cell, where the others
    are of its JSON: each is there only where it applies.
    """

    rule: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str
    fix: FixShape | None
    target: str | UnsetType = UNSET
    word: str | UnsetType = UNSET
    suggestions: tuple[str, ...] | UnsetType = UNSET
    verdict: VerdictShape | UnsetType = UNSET
    cell: CellPlace | UnsetType = UNSET


class Summary(Struct, frozen=True):
    """How much was seen and found; `fixable` is how many findings have a fix."""

    files: int
    links: int
    anchors: int
    images: int
    errors: int
    warnings: int
    info: int
    fixable: int


class ReportEnvelope(Struct, frozen=True):
    """All of a report but its findings."""

    version: Literal[1]
    tool: Tool
    summary: Summary
    unverified: tuple[Unverified, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    fixed: tuple[FixedCount, ...]


class WholeReport(ReportEnvelope, frozen=True):
    """A whole report, the diagnostics in the order of their places."""

    diagnostics: list[DiagnosticShape]


class DiagnosticLine(DiagnosticShape, frozen=True, tag_field="type", tag="diagnostic"):
    """A line of `jsonl`, one for each finding, in the order of their places."""


class SummaryLine(ReportEnvelope, frozen=True, tag_field="type", tag="summary"):
    """The last line of `jsonl`: all but the findings."""


SCHEMAS: Final[dict[str, Any]] = {"json": WholeReport, "jsonl": DiagnosticLine | SummaryLine}
"""The formats that have a schema; that of `jsonl` describes one line."""


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a format. Raises KeyError where it has none."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Report of nblint in the format {name}",
        **msgspec.json.schema(SCHEMAS[name]),
    }
