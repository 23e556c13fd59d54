"""Pages that are published at the address of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import SiteCheck
from nblint.checks.common.quoting import quoted
from nblint.files.source import display_name
from nblint.model import Span
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import FileIndex
    from nblint.project.site import Site

# The fields that may say a page's address, those first that say most of it.
_FIELDS = ("permalink", "url", "slug", "aliases", "redirect_from", "id")


def check(outline: FileIndex, site: Site, _options: object) -> Iterator[Finding]:
    """Yield a finding for each address of a page that another page has too."""
    for address, others in site.shared_urls(outline.file):
        names = " and ".join(display_name(other) for other in others)
        help_text = "change the path of one of them, or remove it"
        message = f"{quoted(address)} is also the path of {names}"
        yield Finding(_place(outline, address), message, help_text, target=address)


def _place(outline: FileIndex, address: str) -> Span:
    """Return where a page says its address: the value that ends like it, or the field of it."""
    entries = outline.meta or ()
    last = address.strip("/").removesuffix(".html").rpartition("/")[2]
    fitting = [
        entry
        for field in _FIELDS
        for entry in entries
        if entry.path[0] == field and isinstance(entry.value, str)
    ]
    said = (entry for entry in fitting if last and last in entry.value)
    found = next(said, next(iter(fitting), None))
    return found.value_span if found else Span(0, 0)


CHECK = SiteCheck("duplicate-address", check)
