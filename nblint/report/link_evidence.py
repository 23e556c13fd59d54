"""Why a finding about the web is believed: what was asked, what came back, and since when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from msgspec import to_builtins

from nblint.report.excerpt import cut
from nblint.report.summary import plural
from nblint.report.terminal import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.link_status import FailureHistory, LinkStatus, ResponseEvidence

_ADDRESS_ROOM: Final = 120  # cells


def describe(verdict: LinkStatus) -> str:
    """Return in one line what was seen of an address, and when, in UTC."""
    when = _moment(verdict.evidence.when)
    head = f"checked {when:%Y-%m-%d %H:%M} UTC" if when else "checked"
    return f"{head}: {', '.join((*_way(verdict.evidence), *_times(verdict.past)))}"


def as_fields(verdict: LinkStatus) -> dict[str, Any]:
    """Return the verdict for a program, times in ISO 8601, the same from run to run."""
    fields: dict[str, Any] = to_builtins(verdict)
    # What other rules asked says nothing of the finding, and a fix says itself that it is there.
    del fields["aspects"], fields["is_confirmed"]
    fields["evidence"]["when"] = _iso(verdict.evidence.when)
    fields["past"]["first_failure"] = _iso(verdict.past.first_failure)
    fields["past"]["last_success"] = _iso(verdict.past.last_success)
    fields["fragments"] = dict(sorted(fields["fragments"].items()))
    return fields


def _way(evidence: ResponseEvidence) -> Iterator[str]:
    answer = "no response" if evidence.status is None else str(evidence.status)
    if evidence.redirects:
        statuses = dict.fromkeys(str(hop.status or "refresh") for hop in evidence.redirects)
        answer += f" after {plural(len(evidence.redirects), 'redirect')} ({', '.join(statuses)})"
        answer += f" to {_address(evidence.final)}"
    yield answer
    if evidence.provider:
        asked = f" asked at {_address(evidence.asked)}" if evidence.asked else ""
        yield escape_controls(evidence.provider) + asked
    if evidence.attempts:
        yield f"{plural(evidence.attempts, 'request')} in {evidence.elapsed:.1f} s"


def _times(past: FailureHistory) -> Iterator[str]:
    failure, success = _moment(past.first_failure), _moment(past.last_success)
    if failure and past.streak > 1:
        yield f"failing in {past.streak} runs since {failure:%Y-%m-%d}"
    if failure and success:
        yield f"last success {success:%Y-%m-%d}"


def _address(address: str) -> str:
    return cut(escape_controls(address), _ADDRESS_ROOM)


def _iso(seconds: float | None) -> str | None:
    moment = _moment(seconds)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def _moment(seconds: float | None) -> datetime | None:
    """Return a time in UTC; None where none is known, which 0 says too, or where none can be."""
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None  # a history from elsewhere may hold anything
