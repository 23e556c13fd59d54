"""HTML elements and comments that are never closed, and elements that are never opened."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.prose_position import in_code
from nblint.model import Span
from nblint.model.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Block, Document, Tag

# HTML lets no one leave out the end tag of these (HTML, section 13.1.2.4 "Optional tags").
_TEXT = frozenset(
    """a abbr b bdi bdo big button center code del dfn em font h1 h2 h3 h4 h5 h6 i ins kbd label
    mark q s samp small span strike strong sub summary sup tt u
    var""".split()  # noqa: SIM905 - a list takes a line a word
)
"""Elements around text, which have no use within another of their kind."""
_JUDGED = _TEXT.union(
    """address article aside audio blockquote details div dl fieldset figcaption figure footer form
    header iframe main nav object ol picture pre section select table textarea ul
    video""".split()  # noqa: SIM905 - as above
)
_TEXT_ENDS = {"html": "\n", "table": "\n|"}
_HEADING = re.compile(r"h[1-6]")
_TEMPLATE = re.compile(r"\{%(?<!\{\{%)")
# `<!-->` and `<!--->` are comments, too (CommonMark 0.31.2, section 6.6).
_COMMENT = re.compile(r"(?<!\\)<!--(?!-?>)")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each tag without its partner; a pair of opening tags is one finding with a fix.

    Tags are matched by name over the whole page, since an element may open in one block and close
    in another. Elements that overlap (`<b><i></b></i>`) are left alone: browsers fix them.
    """
    if not ("<" in document.text and _can_be_judged(document)):
        return
    comment = _open_comment(document)
    if comment:
        yield comment
        return
    opened: defaultdict[str, list[Tag]] = defaultdict(list)
    halves: defaultdict[str, list[Tag]] = defaultdict(list)
    findings: list[Finding] = []
    for tag in document.tags:
        if tag.name not in _JUDGED or document.text.endswith("{{", 0, tag.span.start):
            continue
        # Browsers let the end tag of any heading end the one that is open.
        name = _HEADING.sub("h", tag.name)
        if tag.form == "self-closing":
            halves[name].append(tag)
        elif tag.form == "open":
            opened[name].append(tag)
        elif opened[name]:
            opened[name].pop()
        elif _is_html(document, tag):
            findings.append(_closes_nothing(tag))
    for name, tags in opened.items():
        html = [tag for tag in tags if _is_html(document, tag)]
        findings += _unclosed(document, html, halves[name])
    yield from sorted(findings, key=lambda finding: finding.span)


def _open_comment(document: Document) -> Finding | None:
    """Return a finding for the first comment after whose beginning nothing ends one."""
    last = document.text.rfind("-->")
    head = document.front_matter.span.end if document.front_matter else 0
    for match in _COMMENT.finditer(document.text, max(last, head)):
        if not in_code(document, match.start()):
            advice = "add --> where it ends, or put <!-- in backticks if it is text"
            return Finding(Span(*match.span()), "unclosed comment", advice)
    return None


def _can_be_judged(document: Document) -> bool:
    """Tell whether all tags of the page are known.

    MDX is no HTML and its compiler matches the tags. Liquid and Jinja may choose one tag of two, or
    include the rest. What stands behind an open fence or too deep to be read is not known.
    """
    return (
        document.truncated is None
        and not document.path.lower().endswith(".mdx")
        and all(code.closed for code in document.code)
        and all(in_code(document, match.start()) for match in _TEMPLATE.finditer(document.text))
    )


_NEAR = 20
"""Tags among which the one is looked for that was meant to close another."""


def _is_html(document: Document, tag: Tag) -> bool:
    """Tell whether the tag is written as HTML: `<Details>` is a component, `<B>` a type."""
    return tag.span.of(document.text).lstrip("</").startswith(tag.name)


def _unclosed(document: Document, tags: list[Tag], halves: list[Tag]) -> Iterator[Finding]:
    """Yield a finding for each open tag, or for the tag that was meant to close it."""
    slips: set[Tag] = set()
    for index, tag in enumerate(tags):
        if tag in slips:
            continue
        first = bisect_right(halves, tag.span.start, key=lambda half: half.span.start)
        near = (*tags[index + 1 : index + 1 + _NEAR], *halves[first : first + _NEAR])
        slip = next((other for other in near if _is_slip(document, tag, other)), None)
        if slip:
            slips.add(slip)
            yield _was_to_close(slip)
        else:
            yield _never_closed(tag)


def _is_slip(document: Document, tag: Tag, other: Tag) -> bool:
    """Tell whether `other` was meant to close `tag`: it is bare, and stands in the same text.

    `List<a>` is a type; a second `List<a>` does not close it.
    """
    text = document.text
    if (
        other.attributes
        or other.name != tag.name
        or other.name not in _TEXT
        or other.span.start < tag.span.end
        or (len(tag.name) == 1 and text[tag.span.start - 1 : tag.span.start].isalnum())
    ):
        return False
    block = _block_at(document, tag.span.start)
    if block != _block_at(document, other.span.start):
        return False
    between = text[tag.span.end : other.span.start]
    return not any(mark in between for mark in _TEXT_ENDS.get(block.kind, ""))


def _block_at(document: Document, offset: int) -> Block:
    """Return the block that holds the text at `offset`, which is the last that begins before it."""
    index = bisect_right(document.blocks, offset, key=lambda block: block.span.start) - 1
    return document.blocks[index]


def _was_to_close(tag: Tag) -> Finding:
    closing = f"</{tag.name}>"
    return Finding(
        tag.span,
        f"<{tag.name}{' /' * (tag.form != 'open')}> should be {closing}",
        f"replace with {closing}",
        Fix(f"replace with {closing}", (Edit(tag.span, closing),), safe=True),
    )


def _never_closed(tag: Tag) -> Finding:
    fix = None
    if tag.name == "a" and not tag.get("href") and (tag.get("id") or tag.get("name")):
        edit = Edit(Span(tag.span.end, tag.span.end), "</a>")
        fix = Fix("close the anchor here", (edit,), safe=True)
    return Finding(
        tag.span,
        f"unclosed <{tag.name}>",
        f"add </{tag.name}> where it ends, or put it in backticks if it is text",
        fix,
    )


def _closes_nothing(tag: Tag) -> Finding:
    return Finding(
        tag.span,
        f"unmatched </{tag.name}>",
        f"remove it, or add <{tag.name}> where the element begins",
    )


CHECK = PageCheck("unclosed-tag", check)
