"""Which HTML elements are void, blocks, unseen or filled by scripts: data for the page reader."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID: Final = _words("area base br col embed hr img input link meta param source track wbr")
"""Elements without a closing tag (HTML, 13.1.2)."""

HIDDEN: Final = _words(
    "audio canvas datalist dialog iframe meter noembed noframes noscript object progress script "
    "select style template textarea title video"
)
"""Elements whose content is not shown as text, or cannot be searched for.

HTML, 15.3.1, "Hidden elements"; Scroll to Text Fragment, 3.5.2, "search invisible". A `dialog` is
hidden while it is not `open`.
"""

BLOCKS: Final = _words(
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main "
    "menu nav ol option p plaintext pre search section select summary table caption colgroup col "
    "tbody thead tfoot tr td th textarea ul xmp"
)
"""Elements that begin a block of text of their own (HTML, 15.3)."""

_BEFORE_P: Final = BLOCKS - _words(
    "body button caption col colgroup html option select tbody td textarea tfoot th thead tr"
)

OPTIONAL_END: Final[dict[str, frozenset[str]]] = {
    "p": _BEFORE_P,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option", "optgroup"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
}
"""By which opening tags an element ends that has no closing tag (HTML, 13.1.2.4)."""

MOUNTS: Final = _words(
    "root app __next __nuxt ___gatsby q-app react-root app-root svelte main-app swagger-ui redoc "
    "mount application ember-app docsify react-app reactroot"
)
"""Ids and names of the elements that scripts fill, by the custom of their frameworks."""
