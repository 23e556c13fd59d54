"""Files of the sites that nothing uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import FileCheck
from nblint.model import Span
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.project.site import Site


def check(site: Site, _options: object) -> Iterator[tuple[str, Finding]]:
    """Yield each image or other content file of a site whose name stands in no text of it."""
    for file in site.unused_assets():
        help_text = "use it or delete it"
        yield file, Finding(Span(0, 0), "unused file: no page or template refers to it", help_text)


CHECK = FileCheck("unused-asset", check)
