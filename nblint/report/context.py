"""What a format may want to know besides the report: the stream, the rules, the place."""

from __future__ import annotations

import os
from urllib.parse import quote

from msgspec import Struct

from nblint.report.terminal import Style
from nblint.rulebook.book import Rule


class ReportContext(Struct, frozen=True):
    """What a report is written for.

    `rules` are all rules of the run. `folder` is the one that paths in the report are relative to,
    and `top` the one that forges count paths from; both are absolute. `source` is the address under
    which the forge shows the files of `top` as they were checked, "" where none is known.
    """

    style: Style = Style()
    rules: tuple[Rule, ...] = ()
    folder: str = ""
    top: str = ""
    source: str = ""

    def from_top(self, path: str) -> str:
        """Return a path of the report as forges write it: from `top`, if it lies inside that."""
        absolute = os.path.normpath(os.path.join(self.folder, path))  # noqa: PTH118 - lexical
        inside = os.path.join(self.top, "")  # noqa: PTH118 - likewise
        return (absolute.removeprefix(inside) if self.top else path).replace(os.sep, "/")

    def link(self, path: str, line: int) -> str:
        """Return the address of a line (from 1) of a file, relative where no forge shows it.

        ``plain=1`` has GitHub and GitLab show the lines of a Markdown page rather than the page.
        """
        if not self.source:
            return uri_path(path)
        return f"{self.source}{uri_path(self.from_top(path))}?plain=1#L{line}"


def uri_path(path: str) -> str:
    """Return a path percent-encoded as a relative reference (RFC 3986, section 4.2).

    Bytes of a file's name that are no text are encoded as they are. A colon is encoded too, so that
    no part of the path is taken for a scheme.
    """
    return quote(os.fsencode(path), safe="/")
