"""The metadata block at the head of a page."""

from __future__ import annotations

import re
from typing import Literal

from nblint.markdown.meta.fields import ParsedFields, UnreadableError
from nblint.markdown.meta.front_matter_detection import fields_end, is_metadata
from nblint.model import FrontMatter, MetaProblem, Span

_Format = Literal["yaml", "toml", "json"]

_OPENING = re.compile(
    r"\ufeff?(?P<blank>(?:[ \t]*\r?\n)*+)"
    r"(?:(?P<yaml>---)[ \t]*\r?\n|(?P<toml>\+\+\+)[ \t]*\r?\n"
    r'|(?P<json>\{)\s*"(?:[^"\\\n]|\\.)*"\s*:)'
)
_BOUNDARY: dict[_Format, re.Pattern[str]] = {
    # Jekyll and Pandoc let three dots end YAML as well.
    "yaml": re.compile(r"^(?:---|\.\.\.)[ \t]*(?=\r?$)", re.MULTILINE),
    "toml": re.compile(r"^\+\+\+[ \t]*(?=\r?$)", re.MULTILINE),
}
_REST_OF_JSON = re.compile(r"[^\n]*(?:\n(?!\}|[ \t]*\r?\n)[^\n]*)*(?:\n\})?")
_BLANK_TO_LINE_END = re.compile(r"[ \t]*(?=\r?$)", re.MULTILINE)


def read_front_matter(text: str) -> FrontMatter | None:
    """Return the metadata at the head of a page, or None where there is none.

    YAML stands between lines `---`, TOML between lines `+++`, and JSON is an object; a byte order
    mark and, as Hugo has it, blank lines may precede. Nothing is raised: what is wrong is in
    `problems`. The span begins with the first delimiter and ends with the line of the closing one,
    without its line ending; where that is missing, with the last line that looks like a field.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    if opening["json"]:
        return _json(text, opening.start("json"))
    name: _Format = "yaml" if opening["yaml"] else "toml"
    return _fenced(text, opening.start(name), name, doubtful=bool(opening["blank"]))


def _fenced(text: str, start: int, name: _Format, *, doubtful: bool) -> FrontMatter | None:
    from frontmatter.default_handlers import BaseHandler  # noqa: PLC0415 - few pages need it

    mark = text[start : start + 3]
    # The handler's own boundary lets longer runs of dashes pass, which open no front matter.
    handler = BaseHandler(_BOUNDARY[name], mark, mark)
    try:
        block, body = handler.split(text[start:])
    except ValueError:
        return None if doubtful else _unclosed(text, start, name)
    begin = text.index(block, start)
    metadata = _read(text, Span(begin, begin + len(block)), name)
    if not metadata.entries and (doubtful or not is_metadata(block, name)):
        return None
    if metadata.problems and not metadata.entries:
        end = fields_end(text, begin, name)
        if end and end <= metadata.problems[0].span.start:
            # The delimiter that was found is a thematic break further down the page.
            return _unclosed(text, start, name)
    return _front_matter(name, Span(start, len(text) - len(body)), metadata)


def _unclosed(text: str, start: int, name: _Format) -> FrontMatter | None:
    begin = text.index("\n", start)
    if text[begin - 1] == "\r":
        begin -= 1
    end = fields_end(text, begin, name)
    if end is None:
        return None
    metadata = _read(text, Span(begin, end), name)
    mark = text[start : start + 3]
    problem = MetaProblem(
        f"front matter has no closing {mark}",
        Span(start, start + 3),
        f"add a line {mark} after the last field",
    )
    metadata.problems = [problem, *metadata.problems] if metadata.entries else [problem]
    return _front_matter(name, Span(start, start + len(text[start:end].rstrip())), metadata)


def _json(text: str, start: int) -> FrontMatter | None:
    from nblint.markdown.meta.json_fields import json_end, read_json  # noqa: PLC0415 - likewise

    try:
        end = json_end(text, start)
        metadata = read_json(text, start)
    except UnreadableError as error:
        rest = _REST_OF_JSON.match(text, start)
        end = max(rest.end() if rest else start, error.problem.span.end)
        metadata = ParsedFields({}, [], [error.problem])
    line_end = _BLANK_TO_LINE_END.match(text, end)
    return _front_matter("json", Span(start, line_end.end()), metadata) if line_end else None


def _read(text: str, block: Span, name: _Format) -> ParsedFields:
    try:
        if name == "toml":
            from nblint.markdown.meta.toml_fields import read_toml  # noqa: PLC0415 - likewise

            return read_toml(text, block)
        from nblint.markdown.meta.yaml_fields import read_yaml  # noqa: PLC0415 - likewise

        return read_yaml(text, block)
    except UnreadableError as error:
        return ParsedFields({}, [], [error.problem])


def _front_matter(name: _Format, span: Span, metadata: ParsedFields) -> FrontMatter:
    return FrontMatter(
        name, span, metadata.fields, tuple(metadata.entries), tuple(metadata.problems)
    )
