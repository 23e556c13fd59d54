"""Characters that no author meant to write."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.mojibake import find_mojibake
from nblint.checks.common.prose_position import in_code, is_quoted, run_at
from nblint.checks.common.quoting import quoted
from nblint.model import Document, Span
from nblint.model.finding import Edit, Finding, Fix, newline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A form feed may part pages; before a letter it is what became of a `\frac`.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f](?:(?<![\x0b\x0c])|(?=[a-z]))")
_COMMAND = re.compile(
    r"\x07(?:lpha|pprox)|\x08(?:ar|egin|eta|inom|oldsymbol)\b|\x0b(?:arepsilon|arphi|dots|ec)\b"
    r"|\x0c(?:orall|rac)\b"
)
_ESCAPES = {"\a": r"\a", "\b": r"\b", "\v": r"\v", "\f": r"\f"}
_INVISIBLE = re.compile(
    "(?P<one>[\u00ad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffc\ufffd"
    "\U000e0000-\U000e007f])(?:(?<=[\U000e0000-\U000e007f])[\U000e0000-\U000e007f]*|(?P=one)*)"
)
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\u2028\u2029")
_NEVER_RIGHT = _BREAKS | {"\ufeff", "\u202d", "\u202e"}
_LOST = frozenset("\ufffc\ufffd")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
# Next to these an invisible character has work to do: it keeps them from being markup, a mention
# or one long word.
_MARKS = frozenset("`*_~@#{}<>[]|$%&/\\.-=+:")
_CALLS = frozenset("@#")
_MOST_ALIKE = 10
"""Findings of one character in a file that are reported each."""
_REACH = 20
"""Invisible characters that are passed over to find a neighbour."""
_SYMBOL = re.compile(r"[§¶¤¦](?<=[^\W\d_] .)(?=[,;:.!?](?:\s|$))")
_SYMBOLS = re.compile("[§¶¤¦†‡©®°]|(?i:sign|symbol|character|zeichen)")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each character that came in by a conversion, by copying or by a wrong key.

    The same one that stands in many places is one finding, whose fix is of all of them.
    """
    text = document.text
    findings = [*_controls(document)]
    if not text.isascii():
        misread = [*_misread(document)]
        spans = [finding.span for finding in misread]
        findings = [item for item in findings if not _inside(item.span, spans)]
        findings += [*misread, *_invisibles(document), *_symbols(document)]
    alike: dict[tuple[str, bool], list[Finding]] = {}
    for finding in sorted(findings, key=lambda item: item.span):
        is_safe = finding.fix is not None and finding.fix.safe
        alike.setdefault((finding.message, is_safe), []).append(finding)
    for group in alike.values():
        yield from [_merged(group)] if len(group) > _MOST_ALIKE else group


def _merged(group: Sequence[Finding]) -> Finding:
    """Return the first of findings that are alike, with a count and the fix of all."""
    first = group[0]
    message = f"{first.message}, {len(group)} times in this file"
    edits = tuple(edit for item in group if item.fix for edit in item.fix.edits)
    fix = replace(first.fix, edits=edits) if first.fix else None
    return replace(first, message=message, fix=fix)


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in spans)


def _controls(document: Document) -> Iterator[Finding]:
    r"""Find control characters outside code, where they may be a program's output.

    Windows-1252 has punctuation where Unicode has the C1 controls; and the `\f` of a `\frac`
    becomes one in a string literal.
    """
    for match in _CONTROL.finditer(document.text):
        if in_code(document, match.start()):
            continue
        char = match[0]
        if char.isascii():
            is_command = _COMMAND.match(document.text, match.start())
            meant = _ESCAPES[char] if is_command else ""
        else:
            meant = bytes([ord(char)]).decode("cp1252", "ignore")
        yield _finding(
            Span(*match.span()),
            f"control character U+{ord(char):04X}" + (f" where {meant} was meant" if meant else ""),
            meant,
            safe=False,
        )


def _misread(document: Document) -> Iterator[Finding]:
    for start, end, original in find_mojibake(document.text):
        span = Span(start, end)
        if not in_code(document, start) and not is_quoted(document.text, span):
            yield _finding(
                span,
                f"wrong encoding: {quoted(span.of(document.text))} should be {quoted(original)}",
                original,
                safe=True,
            )


def _invisibles(document: Document) -> Iterator[Finding]:
    text = document.text
    about_replacement = _is_about_replacement(text)
    lines = _Directions(text)
    for match in _INVISIBLE.finditer(text):
        start, end = match.span()
        char, is_code = match["one"], in_code(document, start)
        if char in _LOST:
            if not is_code and not about_replacement:
                yield Finding(
                    Span(start, end),
                    f"replacement character U+{ord(char):04X} (encoding error)",
                    "restore the original character",
                )
        elif _is_stray(text, match, lines) and not is_quoted(text, Span(start, end)):
            name = unicodedata.name(char, "a language tag").lower()
            yield _finding(
                Span(start, end),
                f"invisible character U+{ord(char):04X} ({name})",
                newline_of(text) if char in _BREAKS else "",
                safe=not (is_code or char in _BREAKS | _BIDI or _may_call(text, start, end)),
            )


def _may_call(text: str, start: int, end: int) -> bool:
    """Tell whether it may be all that keeps a hosting platform from reading `@name` or `#1`."""
    return _visible_before(text, start) in _CALLS or _visible_after(text, end) in _CALLS


def _is_about_replacement(text: str) -> bool:
    folded = text.lower()
    return "fffd" in folded or "replacement character" in folded


class _Directions:
    """Tells which lines of a text hold a script that is written from right to left."""

    def __init__(self, text: str) -> None:
        self._text, self._end, self._found = text, -1, False

    def is_right_to_left(self, offset: int) -> bool:
        """Tell it of the line of an offset, which grows from call to call."""
        if offset > self._end:
            begin = self._text.rfind("\n", 0, offset) + 1
            end = self._text.find("\n", offset)
            self._end = end if end >= 0 else len(self._text)
            self._found = _RIGHT_TO_LEFT.search(self._text, begin, self._end) is not None
        return self._found


def _is_stray(text: str, match: re.Match[str], lines: _Directions) -> bool:
    """Tell whether an invisible character does nothing, or nothing good, where it stands."""
    start, end, char = match.start(), match.end(), match["one"]
    before, after = _visible_before(text, start), _visible_after(text, end)
    if char in _NEVER_RIGHT:
        return start > 0 or char != "\ufeff"
    if char in _BIDI:
        return not lines.is_right_to_left(start)
    if char == "\u00ad":
        return not (before.isalpha() and after.isalpha())
    if char >= "\U000e0000":
        return before != "\U0001f3f4"
    alone = before in {"", "\n"} and after in {"", "\n"}
    return not alone and _is_plain(before) and _is_plain(after)


def _visible_before(text: str, at: int) -> str:
    """Return the character before an offset, invisible ones passed over, or "" at the start."""
    least = max(at - _REACH, 0)
    while at > least and _INVISIBLE.match(text[at - 1]):
        at -= 1
    return text[max(0, at - 1) : at]


def _visible_after(text: str, at: int) -> str:
    """Return the character at an offset, invisible ones passed over, or "" at the end."""
    most = at + _REACH
    while at < most and _INVISIBLE.match(text, at, at + 1):
        at += 1
    return text[at : at + 1]


def _is_plain(neighbour: str) -> bool:
    """Tell whether a character is of Latin text and no mark; scripts and emoji join with others."""
    return not neighbour or (
        (neighbour < "\u0250" or "\u2000" <= neighbour < "\u2070") and neighbour not in _MARKS
    )


def _symbols(document: Document) -> Iterator[Finding]:
    """Find a sign where a word is missing: "who is her §, it"."""
    text = document.text
    found = list(_SYMBOL.finditer(text))
    counts = {sign: text.count(sign) for sign in {match[0] for match in found}}
    for match in found:
        run = run_at(document, match.start())
        if run is None or run.role in {"heading", "link"} or counts[match[0]] > 1:
            continue
        around = text[run.span.start : match.start()] + text[match.end() : run.span.end]
        if not _SYMBOLS.search(around):
            yield Finding(
                Span(*match.span()),
                f"stray {match[0]} where a word is missing",
                "write the intended word",
            )


def _finding(span: Span, message: str, replacement: str, *, safe: bool) -> Finding:
    title = f"replace with {quoted(replacement)}" if replacement.strip() else "remove it"
    return Finding(span, message, title, Fix(title, (Edit(span, replacement),), safe=safe))


CHECK = PageCheck("stray-character", check)
