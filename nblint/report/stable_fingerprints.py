"""What makes a finding the same finding in the next run, wherever its line has moved."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from nblint.model.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.model.finding import Diagnostic
    from nblint.report.context import ReportContext


def fingerprints(diagnostics: Iterable[Diagnostic], context: ReportContext) -> Iterator[str]:
    """Yield for each finding 64 hexadecimal digits that no other one of the report has.

    They rest on the file's path in the repository, on the finding's own fingerprint, and on how
    many findings alike come before.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for item in diagnostics:
        own = fingerprint(item)
        key = own.rule, context.from_top(item.location.path), own.about, own.line
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
