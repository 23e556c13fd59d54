"""Link texts that do not say where the link leads."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.checks.check import PageCheck
from nblint.checks.common.link_texts import VAGUE, is_words, plain, worded_links
from nblint.checks.common.quoting import quoted
from nblint.model.finding import Finding
from nblint.model.uri import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, Link


class VagueLinkTextOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of vague-link-text.

    `words`: the texts to report; letter case and the punctuation around a text do not count.
    """

    words: tuple[str, ...] = VAGUE


@lru_cache(maxsize=8)
def _plain_words(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(plain, words))


def check(document: Document, options: VagueLinkTextOptions) -> Iterator[Finding]:
    """Find each link whose text only points."""
    words = _plain_words(options.words)
    for link in worded_links(document):
        text = plain(link.text)
        if text not in words or _names_target(text, link) or not is_words(document, link):
            continue
        yield Finding(
            link.text_span.or_else(link.span),
            f"link text {quoted(link.text)} does not describe the target",
            "use the title or topic of the target",
            target=link.target,
        )


def _names_target(text: str, link: Link) -> bool:
    """Tell whether the text is the name of the page or its host, such as `Click` or HERE."""
    uri = split(link.target)
    name = uri.fragment or uri.path.rstrip("/").rpartition("/")[2].partition(".")[0]
    return plain(name) == text or text in uri.host.split(".")


CHECK = PageCheck("vague-link-text", check, VagueLinkTextOptions)
