"""One page of the rule book: the metadata of a rule, its explanation and its examples."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from nblint.config.validation import first_problem
from nblint.files.source import SourceError, display_name, read
from nblint.model import Span
from nblint.model.finding import Severity

Role = Literal["fail", "findings", "fixed", "pass", "options", "file", "web", ""]

_ROLES: dict[str, Role] = {
    "md fail": "fail",
    "md fixed": "fixed",
    "md pass": "pass",
    "toml options": "options",
    "toml web": "web",
    "text": "findings",
}
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class RulePageError(Exception):
    """A page that makes no rule; the message is one line ``file:line: what; how to fix``."""


class RuleMetadata(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The front matter of a rule page.

    name: the rule's name, which is the file's
    summary: what it finds, in one line without a full stop
    severity: the severity of its findings
    enabled: whether it runs unless the configuration says otherwise
    fix: whether its fixes are safe; "sometimes" if some are safe and some are not
    check: the rule whose check it reuses, with options of its own; its own check by default
    house_style: whether many files with findings show that the project's style is another
    options: the defaults that it gives to the check's options
    supersedes: rules whose finding at the same place says less, and is left out beside this one's
    """

    name: str
    summary: str
    severity: Severity
    enabled: bool = True
    fix: Literal["none", "safe", "unsafe", "sometimes"] = "none"
    check: str = ""
    house_style: bool = False
    options: dict[str, Any] = {}
    supersedes: tuple[str, ...] = ()


class RulePage(Struct, frozen=True):
    """A rule page, its examples unread; `text` begins on the line `line` (from 1) of the file."""

    path: Path
    group: str
    metadata: RuleMetadata
    text: str
    line: int


class ExampleFence(Struct, frozen=True):
    """A fenced block of a rule page: an example, or what is expected of one.

    `role` is "" for a block that only illustrates the text, and `web` for one that says what
    addresses answer; `file` is the path of a file that stands beside the examples. `span` is the
    whole block in the page's `text`; `line` is the first line of the content, from 1, in the file.
    """

    role: Role
    text: str
    span: Span
    line: int
    file: str = ""


def read_page(path: Path, group: str) -> RulePage:
    """Read a rule page; its examples are left as text. Raises RulePageError."""
    try:
        text = read(path).removeprefix("\ufeff")
    except SourceError as error:
        raise RulePageError(error.about(display_name(str(path)))) from error
    match = _FRONT_MATTER.match(text)
    if match is None:
        message = "no metadata; begin the page with `---`, keys and values, and `---`"
        raise page_error(path, "", message)
    metadata = _metadata(match[1], path)
    if metadata.name != path.stem:
        message = f'"name" must be "{path.stem}", as the file is called'
        raise page_error(path, "name", message)
    return RulePage(path, group, metadata, text[match.end() :], match[0].count("\n") + 1)


def fences(page: RulePage) -> list[ExampleFence]:
    """Return the fenced blocks of a page. Raises RulePageError on one that says nothing."""
    from nblint.markdown.parse import parse  # noqa: PLC0415 - a run needs no examples

    found: list[ExampleFence] = []
    for code in parse(page.text, page.path.name).code:
        if code.form != "fence":
            continue
        line = page.line + page.text.count("\n", 0, code.span.start)
        use = _use(code.info)
        if use is None or not code.closed:
            what = "unclosed block; close it"
            if use is None:
                what = f'unknown block "{code.info}"; call it one of {", ".join(_ROLES)}'
            message = f"{display_name(str(page.path))}:{line}: {what}"
            raise RulePageError(message)
        role, file = use
        if role == "findings" and not (found and found[-1].role == "fail"):
            role = ""
        _, _, content = code.span.of(page.text).partition("\n")
        text = content[: content.rfind("\n") + 1]
        found.append(ExampleFence(role, text, code.span, line + 1, file))
    return found


def _use(info: str) -> tuple[Role, str] | None:
    """Return the role of a block and its file, or None where its info string makes no sense."""
    _, _, word = info.partition(" ")
    if word.startswith("file="):
        return "file", word.removeprefix("file=")
    if word and info not in _ROLES:
        return None
    return _ROLES.get(info, ""), ""


def _metadata(source: str, path: Path) -> RuleMetadata:
    import yaml  # noqa: PLC0415 - slow, and a run has it loaded for the pages' front matter

    from nblint.files.yaml_text import parse_yaml  # noqa: PLC0415 - likewise

    name = display_name(str(path))
    try:
        fields = parse_yaml(source)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).partition("\n")[0]
        message = f"{name}:{mark.line + 2 if mark else 1}: metadata is not YAML: {reason}; fix it"
        raise RulePageError(message) from error
    if not isinstance(fields, dict):
        message = f"{name}:2: metadata is not a mapping; write keys and values"
        raise RulePageError(message)
    fields = {str(key): value for key, value in fields.items()}
    try:
        return msgspec.convert(fields, RuleMetadata)
    except msgspec.ValidationError as error:
        for field in msgspec.structs.fields(RuleMetadata):
            if field.required and field.name not in fields:
                raise page_error(path, "", f'"{field.name}" is missing; add it') from error
        keys, message = first_problem(fields, RuleMetadata) or (
            ("options",),
            'the keys of "options" must be strings',
        )
        raise page_error(path, keys[0], message) from error


def page_error(path: Path, key: str, message: str) -> RulePageError:
    """Return the error about a key of a page's metadata, or "" for all of it, with its line."""
    source = read(path)
    match = re.search(rf"^{re.escape(key)}\s*:", source, re.MULTILINE)
    line = source.count("\n", 0, match.start()) + 1 if match else 1
    return RulePageError(f"{display_name(str(path))}:{line}: {message}")
