"""Text that was meant for a link, and why CommonMark does not take it for one.

What a link is: CommonMark 0.31.2, section 6.3.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from nblint.checks.common.quoting import quoted
from nblint.checks.common.url_like import is_address, is_file_name
from nblint.model import Span
from nblint.model.finding import Edit, Finding, Fix
from nblint.project.project_kinds import INDENTED_BLOCK_DIALECTS
from nblint.project.template_tags import has_placeholder

if TYPE_CHECKING:
    from nblint.model import Document

JOINTS = (
    re.compile(r"\](?:\(|[ \t]*+(?:\n[ \t]*+)?\((?=[^()\s]+\)))"),
    re.compile(r"\)\[(?=[^\[\]\n]+\])"),
    re.compile(r"\((?<=[\w`*_)]\()(?=[^()\s]++\))(?=[^()\s][^()\s/.]*+[/.])"),
    re.compile(r"\](?=https?://[^()\[\]\s]++\))"),
)
"""Where a link's text may meet its address, by first letters, which makes each search fast."""

_BALANCED = re.compile(r"[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+")
_BALANCED_WITH_SPACES = re.compile(r"[^()]*+(?:\([^()]*+\)[^()]*+)*+")
_FOLDER = re.compile(r"[\w.-]+/(?:[\w.-]+/)*")
_BOX_OR_NUMBER = re.compile(r"[ xX]?|\d+|\^.*")
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_TYPOGRAPHIC_TITLE = re.compile(r"(\S+\s+)[“”„«»]([^\"]*)[“”«»]\s*")
_SCHEME_APART = re.compile(r"(?:mailto:|https?://) [^\s]+\Z", re.IGNORECASE)
_IMAGE_SIZE = re.compile(r"\S+\s+=\d*x\d*\s*")
# An escaped bracket is meant to be one, and a blank line ends every link.
_BRACKET = re.compile(r"\\\[|[\[\]]|\n[ \t]*\n")
_NEXT_LINE_CLOSES = re.compile(r"[ \t]*+\r?\n[ \t]*+[^\s()]*+\)")
# A control character ends a destination, "<" begins a tag or an autolink, "](" may begin that of
# another link, and a parenthesis after a backslash closes none.
_NO_DESTINATION = re.compile(r"[\x00-\x1f\x7f<]|\]\(|\\\Z")
# A bare address goes on to the next space, whatever brackets it meets; after a label and a colon, a
# link would be the destination of a definition.
_NO_PLACE_FOR_LINK = re.compile(r"(?:(?:://|www\.)[^\s<]*|\]:\s*+\S*+)\Z")
_REACH = 400
"""Characters within which a link's beginning is looked for from its middle."""


class UnreadLinks:
    """Judges what was meant for a link in one document.

    What several places ask for is read once: a document may have as many of them as characters.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._unopened = 0, 0, 0  # the line's start, and the parentheses up to some place in it

    def judge(self, joint: re.Match[str]) -> Finding | None:
        """Return what is wrong at a match of JOINTS that is plain text, or None if nothing is."""
        document, text = self._document, self._document.text
        if joint[0] == ")[":
            return self._swapped(joint)
        start = self._opening(joint.start())
        if _begins_block(document, start + 1, joint.start()):
            start = -1
        if joint[0] == "(":
            return _without_bracket(document, start, joint) if start >= 0 else None
        if start < 0 or text.endswith("\\", start, joint.start()):
            return None
        if joint[0] == "]":
            return self._without_parenthesis(start, joint)
        if joint[0] == "](":
            return _nested(document, start, joint) or _unclosed(document, start, joint)
        return _apart(document, start, joint)

    def _without_parenthesis(self, start: int, joint: re.Match[str]) -> Finding | None:
        """Judge ``[text]address)`` where no parenthesis is open."""
        text = self._document.text
        end = text.index(")", joint.end()) + 1
        if self._is_in_parentheses(start) or _BOX_OR_NUMBER.fullmatch(
            text, start + 1, joint.start()
        ):
            return None
        reason, advice = "no opening parenthesis", "open it before the URL"
        edit = Edit(Span(joint.end(), joint.end()), "(")
        return _finding(self._document, Span(start, end), reason, advice, edit)

    def _is_in_parentheses(self, offset: int) -> bool:
        """Tell whether more parentheses open than close on the line before an offset."""
        text = self._document.text
        begin, end, depth = self._unopened
        if offset < end or text.find("\n", end, offset) >= 0:
            begin, depth = text.rfind("\n", 0, offset) + 1, 0
            end = begin
        depth += text.count("(", end, offset) - text.count(")", end, offset)
        self._unopened = begin, offset, depth
        return depth > 0

    def _swapped(self, joint: re.Match[str]) -> Finding | None:
        """Judge ``(text)[address]`` and ``(address)[text]``."""
        text, middle = self._document.text, joint.start()
        end = text.index("]", joint.end()) + 1
        reach = max(middle - _REACH, 0)
        start = text.rfind("(", max(text.rfind("\n", reach, middle), reach), middle)
        first, second = text[start + 1 : middle], text[joint.end() : end - 1]
        # What follows may make the brackets a link.
        if start < 0 or not first.strip() or ")" in first or text[end : end + 1] in ("(", "[", ":"):
            return None
        # Where a bare address went on to the next space, it hid a reference.
        if second.casefold() in self._labels:
            return None
        begins, ends = self._is_swapped_address(first), self._is_swapped_address(second)
        is_call = text[max(start - 1, 0) : start].isalnum() or _BOX_OR_NUMBER.fullmatch(second)
        if not ends and (not begins or is_call):
            return None
        reason, advice = "brackets and parentheses are swapped", "swap them"
        words, address = (first, second) if ends else (second, first)
        edit = None if begins and ends else Edit(Span(start, end), f"[{words}]({address})")
        return _finding(self._document, Span(start, end), reason, advice, edit)

    def _is_swapped_address(self, source: str) -> bool:
        """Tell an address from a tag of BBCode, ``[/b]``, and from ``[#12]``."""
        if source.startswith("#"):
            return source[1:] in self._anchors
        return is_address(source) and (source[0] != "/" or "/" in source[1:] or "." in source)

    @cached_property
    def _labels(self) -> frozenset[str]:
        text = self._document.text
        return frozenset(item.label_span.of(text).casefold() for item in self._document.definitions)

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset(anchor.name for anchor in self._document.anchors)

    def _opening(self, closing: int) -> int:
        """Return the start of the link or image whose text ends at an offset, or -1 if none does.

        The offset is that of a closing bracket, or of what stands where one is missing.
        """
        places, openings = self._openings
        last = bisect_left(places, closing) - 1
        start = openings[last] if last >= 0 else -1
        if start < max(closing - _REACH, 0):
            return -1
        return start - self._document.text.startswith("!", max(start - 1, 0))

    @cached_property
    def _openings(self) -> tuple[list[int], list[int]]:
        """The places of all brackets, and after each of them the last one that is open, or -1."""
        places, openings, opened = [], [], [-1]
        for match in _BRACKET.finditer(self._document.text):
            if match[0] == "[":
                opened.append(match.start())
            elif match[0] != "]":
                opened = [-1]
            elif len(opened) > 1:
                opened.pop()
            places.append(match.start())
            openings.append(opened[-1])
        return places, openings


def _without_bracket(document: Document, start: int, joint: re.Match[str]) -> Finding | None:
    """Judge ``[text(address)`` where nothing closes the bracket later on."""
    text = document.text
    end = text.index(")", joint.end()) + 1
    paragraph = text[end : end + _REACH].partition("\n\n")[0]
    address = text[joint.end() : end - 1]
    closes = "]" in paragraph.partition("[")[0]
    if closes or not is_address(address) or has_placeholder(address) or "\n" in text[start:end]:
        return None
    reason, advice = "no closing bracket after its text", "close it before the URL"
    edit = Edit(Span(joint.start(), joint.start()), "]")
    return _finding(document, Span(start, end), reason, advice, edit)


def _apart(document: Document, start: int, joint: re.Match[str]) -> Finding | None:
    """Judge ``[text] (address)``."""
    text = document.text
    end = text.index(")", joint.end()) + 1
    words, address = text[start : joint.start()].lstrip("!["), text[joint.end() : end - 1]
    if _BOX_OR_NUMBER.fullmatch(words) or not is_address(address) or has_placeholder(address):
        return None
    gap = "line break" if "\n" in joint[0] else "space"
    reason, advice = f"{gap} before the URL", f"remove the {gap}"
    edit = Edit(Span(joint.start() + 1, joint.end() - 1), "")
    return _finding(document, Span(start, end), reason, advice, edit)


def _nested(document: Document, start: int, joint: re.Match[str]) -> Finding | None:
    """Judge ``[a [b](address) c](address)`` and ``[text]([a b](address))``."""
    text = document.text
    first = bisect_right(document.links, start, key=lambda link: link.span.start)
    for link in document.links[first : first + _REACH]:
        if link.span.start > joint.end():
            break
        if link.span.start == joint.end() and text.startswith(")", link.span.end):
            reason, advice = "its URL is a link", "write only the URL"
            return _finding(document, Span(start, link.span.end + 1), reason, advice)
        if link.span.start < joint.start() and link.kind in ("inline", "reference"):
            end = _end(_BALANCED, text, joint.end())
            if text.startswith(")", end):
                reason, advice = "it contains another link", "end one before the other begins"
                return _finding(document, Span(start, end + 1), reason, advice)
    return None


def _unclosed(document: Document, start: int, joint: re.Match[str]) -> Finding | None:
    """Judge ``[text](address`` and ``[text](spaced address)``."""
    text, begin = document.text, joint.end()
    line = text[begin : begin + _REACH].partition("\n")[0]
    if has_placeholder(line):
        return None
    length, spaced = _end(_BALANCED, line, 0), _end(_BALANCED_WITH_SPACES, line, 0)
    # What holds another link is no address with spaces, but one that is not closed before it.
    if line.startswith(")", spaced) and "](" not in line[:spaced]:
        spacious = spaced > length
        return _spaced(document, start, Span(begin, begin + spaced)) if spacious else None
    address = line[:length].rstrip(".,;:!?*_\"'")
    if not (is_address(address) or _FOLDER.fullmatch(address)):
        return None
    end = begin + len(address)
    sure = not (
        line.startswith("(", length)
        or _NEXT_LINE_CLOSES.match(text, end)
        or _NO_DESTINATION.search(address)
    )
    edit = Edit(Span(end, end), ")") if sure else None
    reason, advice = "no closing parenthesis", "close it after the URL"
    return _finding(document, Span(start, end), reason, advice, edit)


def _spaced(document: Document, start: int, inside: Span) -> Finding | None:
    """Judge ``[text](spaced address)``; `inside` is what stands in the parentheses."""
    text = document.text
    source, span = inside.of(text), Span(start, inside.end + 1)
    if _IMAGE_SIZE.fullmatch(source):
        return None
    title = _TYPOGRAPHIC_TITLE.fullmatch(source)
    if title:
        reason, advice = "typographic quotes around the title", "use straight quotes"
        straight = Edit(inside, f'{title[1]}"{title[2]}"')
        return _finding(document, span, reason, advice, straight)
    address, reason = _TITLE.sub("", source), "space in the URL"
    if _SCHEME_APART.match(address):
        edit = Edit(inside, source.replace(" ", "", 1))
        return _finding(document, span, reason, "remove the space", edit)
    if document.dialect in INDENTED_BLOCK_DIALECTS:
        return None  # Python-Markdown takes an address with spaces in it
    if " " not in address.strip() or not (is_file_name(address) or is_address(address.split()[0])):
        return None
    place = Span(inside.start, inside.start + len(address))
    encoded = Edit(place, address.replace(" ", "%20")) if is_file_name(address) else None
    return _finding(document, span, reason, "replace the space with %20", encoded)


def _begins_block(document: Document, start: int, end: int) -> bool:
    """Tell whether a block begins between two offsets, which no link reaches over."""
    at = bisect_left(document.blocks, start, key=lambda block: block.span.start)
    return at < len(document.blocks) and document.blocks[at].span.start <= end


def _end(pattern: re.Pattern[str], text: str, begin: int) -> int:
    """Return where a match that begins there ends; the pattern matches every text."""
    return next(pattern.finditer(text, begin)).end()


def _finding(
    document: Document, span: Span, reason: str, advice: str, edit: Edit | None = None
) -> Finding:
    text = document.text
    becomes_none = _NO_PLACE_FOR_LINK.search(text, max(span.start - _REACH, 0), span.start)
    fix = None
    if edit and not becomes_none and _makes_link(document, span, edit):
        fix = Fix(advice, (edit,), safe=True, rewrites=span)
    return Finding(span, f"{quoted(span.of(text))} is not a link: {reason}", advice, fix)


def _makes_link(document: Document, span: Span, edit: Edit) -> bool:
    """Tell whether the edit makes a link or an image of what stands at `span` and of nothing else.

    It does not where a line begins another block, or where the address has a control character.
    """
    from nblint.markdown.parse import parse  # noqa: PLC0415 - slow to import

    text = document.text
    before, after = text[span.start : edit.span.start], text[edit.span.end : span.end]
    fixed = f"{before}{edit.replacement}{after}"
    page = parse(fixed, document.path, (), document.dialect)
    whole = Span(0, len(fixed))
    return whole in [*(link.span for link in page.links), *(image.span for image in page.images)]
