"""The inventory of all addresses: for a person, and for a program."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import to_builtins

from nblint.model.link_status import status_text
from nblint.report.json_report import encode
from nblint.report.link_evidence import as_fields, describe
from nblint.report.summary import plural, problem_line
from nblint.report.terminal import Style, escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.lint_report import CheckedUrl, Inventory


def as_text(inventory: Inventory, style: Style) -> Iterator[str]:
    """Yield each address with its state, what was seen of it, and its places below it."""
    width = max((len(item.state) for item in inventory.addresses), default=0)
    for item in inventory.addresses:
        state = f"{item.state:{width}}"
        yield f"{style.paint('strong', state)}  {escape_controls(item.address)}\n"
        for detail in _details(item):
            yield f"{'':{width}}  {style.paint('faint', detail)}\n"
        for place in item.places:
            yield f"{'':{width}}  {escape_controls(place.path)}:{place.shown}\n"
    counts = Counter(item.state for item in inventory.addresses)
    states = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    total = plural(len(inventory.addresses), "address")
    yield f"{style.paint('strong', total)}{': ' if states else ''}{states}\n"
    if inventory.interrupted:
        yield "interrupted: not all of them were asked\n"
    for note in inventory.notes:
        yield f"note: {escape_controls(note)}\n"
    for problem in inventory.problems:
        yield problem_line(problem, style)


def as_json(inventory: Inventory, _style: Style) -> Iterator[str]:
    """Yield one object in ASCII, an address on each line; lines and columns are from 1."""
    yield '{"version": 1, "addresses": ['
    comma = ""
    for item in inventory.addresses:
        yield f"{comma}\n{encode(_fields(item))}"
        comma = ","
    yield f'\n], "problems": {encode(to_builtins(inventory.problems))}, '
    yield f'"notes": {encode(inventory.notes)}}}\n'


def _details(item: CheckedUrl) -> Iterator[str]:
    """Yield why an address is what it is, where that is not plain from what was seen of it."""
    status = item.verdict and item.verdict.evidence.status
    if item.detail and not (status and item.detail == status_text(status)):
        yield escape_controls(item.detail)
    if item.verdict and item.state != "skipped":  # of what was not asked nothing was seen
        yield describe(item.verdict)


def _fields(item: CheckedUrl) -> dict[str, object]:
    return {
        "address": item.address,
        "state": item.state,
        "detail": item.detail,
        "verdict": item.verdict and as_fields(item.verdict),
        "places": [
            {"path": place.path, "line": place.line, "column": place.column}
            for place in item.places
        ],
    }
