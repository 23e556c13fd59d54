"""One HTML file to look through: findings by file and rule, addresses by host and answer.

It loads nothing: style, script and data are inside, and its Content Security Policy lets in nothing
else (https://www.w3.org/TR/CSP3/). The script in `assets` draws the data as text, never as markup.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from nblint.model.uri import split
from nblint.report.json_report import encode
from nblint.report.link_evidence import as_fields
from nblint.report.summary import fixed_lines, summarize
from nblint.report.terminal import Style, escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.finding import Diagnostic, Location
    from nblint.model.lint_report import CheckedUrl, Report
    from nblint.report.context import ReportContext

_ASSETS: Final = Path(__file__).parent / "assets"
_AROUND: Final = 80  # characters shown on either side of what is marked
_MARKED: Final = 200  # characters shown of what is marked


def render(report: Report, context: ReportContext) -> Iterator[str]:
    """Yield the page. Raises OSError where nblint's own files cannot be read."""
    page, style, script = (
        (_ASSETS / name).read_text(encoding="utf-8")
        for name in ("page.html", "style.css", "script.js")
    )
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {"policy": policy, "style": style, "script": script}
    head, tail = page.split("{{data}}")
    for name, text in parts.items():
        head, tail = (half.replace(f"{{{{{name}}}}}", text) for half in (head, tail))
    yield head
    yield from _data(report, context)
    yield tail


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _data(report: Report, context: ReportContext) -> Iterator[str]:
    fixed = list(fixed_lines(report, Style(), "Fixed"))
    total, *notes = map(str.strip, summarize(replace(report, fixed=()), Style()))
    notes = [*map(str.strip, fixed), *notes]
    found = {item.rule for item in report.diagnostics}
    rules = {rule.name: rule.page.metadata.summary for rule in context.rules if rule.name in found}
    yield f'{{"total": {_json(total)}, "notes": {_json(notes)}, "rules": {_json(rules)},'
    yield '\n"findings": ['
    comma = ""
    for item in report.diagnostics:
        yield f"{comma}\n{_json(_finding(item, context))}"
        comma = ","
    yield '\n], "addresses": ['
    comma = ""
    for address in report.addresses:
        yield f"{comma}\n{_json(_address(address, context))}"
        comma = ","
    yield "\n]}"


def _finding(item: Diagnostic, context: ReportContext) -> dict[str, Any]:
    return {
        "rule": item.rule,
        "severity": item.severity,
        **_place(item.location, context),
        "message": item.message,
        "help": item.help,
        "fix": item.fix and {"title": item.fix.title, "safe": item.fix.safe},
        "excerpt": _excerpt(item),
        "verdict": item.verdict and as_fields(item.verdict),
    }


def _excerpt(item: Diagnostic) -> dict[str, str]:
    place, line = item.location, item.excerpt
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    marked, after = line[start:end], line[end : end + _AROUND]
    if len(marked) > _MARKED:
        marked, after = f"{marked[:_MARKED]}…", ""
    before = line[max(0, start - _AROUND) : start]
    return {
        "before": f"…{before}" if start > _AROUND else before,
        "marked": marked,
        "after": f"{after}…" if end + _AROUND < len(line) else after,
    }


def _address(item: CheckedUrl, context: ReportContext) -> dict[str, Any]:
    return {
        "address": item.address,
        "host": split(item.address).host,
        "state": item.state,
        "detail": item.detail,
        "verdict": item.verdict and as_fields(item.verdict),
        "places": [_place(place, context) for place in item.places],
    }


def _place(place: Location, context: ReportContext) -> dict[str, Any]:
    href = context.link(place.path, place.line) if context.source else ""
    return {"path": place.path, "line": place.line, "column": place.column, "href": href}


def _json(value: Any) -> str:
    """Return JSON that can stand in a `script` element: no ``</script>`` or ``<!--`` is in it."""
    text = encode(_harmless(value))
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _harmless(value: Any) -> Any:
    """Spell out controls in all texts of a value, so that none reorders or hides what is shown."""
    if isinstance(value, str):
        return escape_controls(value.replace("\t", "    "))
    if isinstance(value, dict):
        return {_harmless(key): _harmless(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_harmless(item) for item in value]
    return value
