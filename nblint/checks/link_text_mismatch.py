"""Links whose text is not about the page that they lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Final
from unicodedata import category, normalize
from urllib.parse import unquote

from msgspec import Meta, Struct

from nblint.checks.check import WebCheck
from nblint.checks.common.link_messages import ANSWERED
from nblint.checks.common.quoting import quoted
from nblint.model.finding import Finding
from nblint.model.uri import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nblint.checks.check import CheckedLink

_WORDED: Final = frozenset({"inline", "definition"})
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_STEM: Final = 4  # letters: `sowing` and `sowed`, `tomato` and `Tomaten`
_LEAST_TITLE: Final = 2
_LONGEST_TEXT: Final = 100  # characters; longer texts are quotations and whole sentences
_COMMON_WORDS: Final = (
    "about above after again also another article been before being below between blog both case "
    "chapter comes could does documentation docs each even every example examples first following "
    "from full further good great guide have help here home homepage info into introduction "
    "just last link like list made make many more most much must name next note notes official "
    "only other over overview page pages paper part post read reading same section several should "
    "site some source such than that their them then there these they thing this those through "
    "time tutorial under until used using various very want website well were what when where "
    "which while will with without work would your"
)
_COMMON: Final = frozenset(_COMMON_WORDS.split())


class LinkTextMismatchOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of link-text-mismatch.

    `least_words`: how many words of four letters or more, common ones aside, a text must have.
    """

    least_words: Annotated[int, Meta(ge=1)] = 3


def check(visits: Sequence[CheckedLink], options: LinkTextMismatchOptions) -> Iterator[Finding]:
    """Find each link whose text shares no word with the title or the address of its page."""
    for visit in visits:
        if _is_comparable(visit) and _differ(visit, options.least_words):
            target, title = visit.target, visit.verdict.title
            yield Finding(
                target.span,
                f"link text {quoted(target.text)} shares no word with the title {quoted(title)}",
                "check the URL, or use the title of the page",
                target=target.value,
                verdict=visit.verdict,
            )


def _is_comparable(visit: CheckedLink) -> bool:
    target, verdict = visit.target, visit.verdict
    has_text = target.kind in _WORDED and not target.image and len(target.text) <= _LONGEST_TEXT
    return has_text and verdict.outcome in ANSWERED and not verdict.not_found


def _differ(visit: CheckedLink, least_words: int) -> bool:
    text, title = _plain(visit.target.text), _plain(visit.verdict.title)
    addresses = visit.address, visit.verdict.evidence.final
    site = _plain(" ".join(split(address).host for address in addresses))
    words = _words(text)
    # A title of the site alone says nothing, and one in other letters is in another language.
    own = [word for word in _words(title) if word[:_STEM] not in site]
    if len(words) < least_words or len(own) < _LEAST_TITLE or _is_latin(words) != _is_latin(own):
        return False
    said = f"{title} {_plain(unquote(' '.join(addresses)))}"
    return not any(word[:_STEM] in said for word in words)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text)) - _COMMON


def _is_latin(words: Iterable[str]) -> bool:
    return all(word.isascii() for word in words)


def _plain(text: str) -> str:
    """Return a text in lower case without accents."""
    letters = normalize("NFKD", text.casefold())
    return "".join(char for char in letters if category(char) != "Mn")


CHECK = WebCheck("link-text-mismatch", check, LinkTextMismatchOptions, needs=frozenset({"page"}))
