"""What is wrong with YAML front matter, in the words of someone who writes pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nblint.markdown.meta.fields import DATE_HELP, UnreadableError, rest_of_line, shown
from nblint.model import MetaProblem, Span

if TYPE_CHECKING:
    from yaml import YAMLError

# Jinja, Liquid, Go and cookiecutter templates; ERB.
_TEMPLATE = re.compile(r"\{\{|\{%|<%")
_TEMPLATE_MESSAGE = "unquoted template expression"
_TEMPLATE_HELP = "quote the value, or exclude template files from the check"

_TAG = re.compile(r"!\S*")
_TAB_HELP = "indent with spaces: YAML does not allow tabs"

# What YAML 1.2.2, section 5.1, counts as printable.
_UNPRINTABLE = re.compile(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")

_CLOSE_QUOTE = ("unclosed quotes", "add the closing quote")
_BEGINS = 'a value cannot start with "{character}"'
_QUOTE = "quote the value"

_IN_CONTEXT = {
    "could not find expected ':'": (
        'this line is not a "key: value" field',
        "add a colon and a space after the key, or indent the line if it continues a value",
    ),
    "found unexpected end of stream": _CLOSE_QUOTE,
    "found unexpected document indicator": _CLOSE_QUOTE,
    "did not find expected ',' or ']'": (
        "unclosed list, or missing comma",
        "close it with `]`, or quote the value if it starts with a bracket",
    ),
    "did not find expected ',' or '}'": (
        "unclosed mapping, or missing comma",
        "close it with `}`, or quote the value if it starts with a brace",
    ),
    "did not find expected alphabetic or numeric character": (_BEGINS, _QUOTE),
}
"""libyaml's problem → message, help; these are reported where the unfinished thing begins."""

_AT_MARK = {
    "mapping values are not allowed in this context": (
        "unquoted value contains a colon and a space",
        "quote the value",
    ),
    "did not find expected key": (
        "unexpected text after a value",
        "put the whole value in quotes of the other kind",
    ),
    "did not find expected '-' indicator": (
        "this line does not belong to an item of the list above",
        "start it with `- `, or indent it less",
    ),
    "block sequence entries are not allowed in this context": (
        "a list cannot start on the line of its key",
        "start the list on the next line, or quote the value",
    ),
    "found unknown escape character": (
        "unknown escape in a double-quoted value",
        "double the backslash, or use single quotes",
    ),
    "found character that cannot start any token": (_BEGINS, _QUOTE),
}
"""libyaml's problem → message, help; these are reported where libyaml met them."""

_INDENTED = frozenset(
    {"mapping values are not allowed in this context", "did not find expected key"}
)
"""libyaml's problems that mean another thing where no key stands before them on their line."""
_ASKEW = (
    "the indentation of this line matches none above",
    "align it with the other fields",
)


def explain(error: YAMLError | UnicodeEncodeError, text: str, block: Span) -> UnreadableError:
    """Return why `block` is not YAML; what is not in the tables keeps the parser's words."""
    mark: Any = getattr(error, "problem_mark", None)
    if mark is None:
        return _unprintable(text, block)
    reason = str(getattr(error, "problem", ""))
    message, advice = _AT_MARK.get(reason, (reason, "correct the YAML"))
    if reason in _IN_CONTEXT:
        message, advice = _IN_CONTEXT[reason]
        mark = getattr(error, "context_mark", None) or mark
    at = block.start + min(mark.index, block.end - block.start)
    begin, end = _line(text, at, block)
    if reason in _INDENTED and ": " not in text[begin:at]:
        message, advice = _ASKEW
    template = _TEMPLATE.search(text, begin, end)
    if template:
        at, message, advice = template.start(), _TEMPLATE_MESSAGE, _TEMPLATE_HELP
    elif "\t" in _indentation(text[begin:end]):
        at, message, advice = begin, "this line is indented with a tab", _TAB_HELP
    span = rest_of_line(text, at, block.end)
    return UnreadableError(message.format(character=text[at : at + 1]), span, advice)


def _line(text: str, at: int, block: Span) -> tuple[int, int]:
    end = text.find("\n", at, block.end)
    return text.rfind("\n", block.start, at) + 1, block.end if end < 0 else end


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _unprintable(text: str, block: Span) -> UnreadableError:
    found = _UNPRINTABLE.search(text, block.start, block.end)
    at = found.start() if found else block.start
    message = f"the character U+{ord(text[at]):04X} is not allowed"
    return UnreadableError(message, Span(at, at + 1), "remove the character")


def odd_key(text: str, token: Span, block: Span) -> UnreadableError:
    """Return why a list, a mapping or an alias at `token` cannot be a key."""
    template = _TEMPLATE.search(text, *_line(text, token.start, block))
    if template:
        span = rest_of_line(text, template.start(), block.end)
        return UnreadableError(_TEMPLATE_MESSAGE, span, _TEMPLATE_HELP)
    span = rest_of_line(text, token.start, block.end)
    return UnreadableError("a key is not a string", span, "quote the key")


def unknown_tag(tag: str, text: str, token: Span) -> MetaProblem:
    """Return the problem of the node at `token`, whose tag stands for nothing."""
    written = _TAG.search(text, token.start, token.end)
    span = Span(*written.span()) if written else token
    name = written[0] if written else tag
    return MetaProblem(
        f'unknown YAML tag "{shown(name)}"', span, "remove the tag, or quote the value"
    )


def bad_value(tag: str, value: str, span: Span) -> MetaProblem:
    """Return the problem of the value at `span`, which is not what its tag says."""
    kind = tag.rpartition(":")[2]
    if kind == "timestamp":
        return MetaProblem(f"invalid date {shown(value)}", span, DATE_HELP)
    kind = {"int": "a number", "float": "a number", "bool": "a boolean"}.get(kind, kind)
    return MetaProblem(f'"{shown(value)}" is not {kind}', span, "quote the value")
