"""Link texts that lead to several places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.lines import Lines
from nblint.checks.common.link_texts import VAGUE, is_words, plain, worded_links
from nblint.checks.common.sections import is_changelog
from nblint.model.finding import Finding
from nblint.model.uri import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, Link
    from nblint.model.uri import Uri

_VAGUE = frozenset(VAGUE)
_TITLE_WORDS = 3
"""Words, articles aside, from which on a text may name one thing wherever it stands."""
_ARTICLES = frozenset({"a", "an", "the", "its", "their", "our", "my", "your"})
_POINTERS = frozenset({"this", "that", "these", "those"})
_WORD = re.compile(r"[^\W\d_]{3}")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find the second target of each link text that seems to name one thing."""
    if is_changelog(document):
        return
    groups: defaultdict[str, list[Link]] = defaultdict(list)
    for link in worded_links(document):
        groups[plain(link.text)].append(link)
    lines = parentheses = None
    for text, links in groups.items():
        if len(links) == 1 or text in _VAGUE or len({link.target for link in links}) == 1:
            continue
        parentheses = parentheses or _Parentheses(document.text)
        pair = _pair(document, [link for link in links if is_words(document, link)], parentheses)
        if pair:
            first, second = pair
            lines = lines or Lines(document)
            line = lines.name(first.span.start)
            yield Finding(
                second.text_span.or_else(second.span),
                f"same link text as on {line}, different URL",
                "change one of the texts, or correct the wrong URL",
                target=second.target,
            )


def _pair(
    document: Document, links: list[Link], parentheses: _Parentheses
) -> tuple[Link, Link] | None:
    """Return the first two links that lead to different places, if that may confuse a reader."""
    different: list[Link] = []
    for link in links:
        if all(_differ(link, other) for other in different):
            different.append(link)
        if len(different) > len(("first", "second")):
            break  # a phrase that the page repeats on purpose
    else:
        if len(different) > 1 and _is_title(different[0].text):
            return different[0], different[1]
    for first, second in pairwise(links):
        if _differ(first, second) and _in_one_paragraph(document, first, second, parentheses):
            return first, second
    return None


def _is_title(text: str) -> bool:
    """Tell whether a text names one thing, unlike `this guide here` or `was removed later`."""
    words = text.split()
    return (
        sum(word.casefold() not in _ARTICLES for word in words) >= _TITLE_WORDS
        and words[0].casefold() not in _POINTERS
        and text.casefold() != text
    )


class _Parentheses:
    """Tells how many more parentheses open than close before an offset of a text."""

    def __init__(self, text: str) -> None:
        found = list(re.finditer(r"[()]", text))
        self._places = [match.start() for match in found]
        self._depths = [0, *accumulate(1 if match[0] == "(" else -1 for match in found)]

    def depth(self, offset: int) -> int:
        """Return that number, which may be below 0."""
        return self._depths[bisect_left(self._places, offset)]


def _in_one_paragraph(
    document: Document, first: Link, second: Link, parentheses: _Parentheses
) -> bool:
    """Tell whether both are words in the running text of a paragraph, outside of parentheses."""
    if not _WORD.search(first.text):
        return False
    index = bisect_right(document.blocks, second.span.start, key=lambda block: block.span.start)
    block = document.blocks[index - 1]
    return (
        block.kind == "paragraph"
        and block.span.start <= first.span.start
        and parentheses.depth(block.span.start) == parentheses.depth(second.span.start)
    )


def _differ(link: Link, other: Link) -> bool:
    """Tell whether two links lead to different pages or to different parts of one.

    What is on the page itself may well bear the name of a page that says more about it.
    """
    if link.target == other.target:
        return False
    pages = [_page(split(target)) for target in (link.target, other.target)]
    if "" in pages:
        return False
    fragments = {split(target).fragment or "" for target in (link.target, other.target)}
    return pages[0] != pages[1] or ("" not in fragments and len(fragments) > 1)


def _page(uri: Uri) -> str:
    """Return host, path and query of an address without their variants."""
    host = uri.host.removeprefix("www.")
    path = uri.path.removeprefix("./").rstrip("/").removesuffix("/index.html")
    query = f"?{uri.query}" if uri.query else ""
    return f"{host}{path.removesuffix('.html').removesuffix('.md')}{query}"


CHECK = PageCheck("ambiguous-link-text", check)
