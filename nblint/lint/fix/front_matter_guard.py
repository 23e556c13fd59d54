"""What fixes must leave of front matter: it stays as readable as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nblint.model import FrontMatter
    from nblint.model.finding import Fix


def reaches(fix: Fix, offset: int) -> bool:
    """Tell whether a fix changes what stands at or before an offset."""
    return any(edit.span.start <= offset for edit in fix.edits)


def is_as_readable(before: FrontMatter, after: FrontMatter | None) -> bool:
    """Tell whether front matter is as readable `after` fixes as `before`.

    It has its format, all its entries and no new problem. Where entries were added, the others have
    their values. A replacement that is right in running text may mean something to YAML, TOML or
    JSON: a colon makes a mapping of a title, a quote ends it.
    """
    if after is None or after.format != before.format:
        return False
    if len(after.problems) != len(before.problems):
        return len(after.problems) < len(before.problems)
    if len(after.entries) == len(before.entries):
        return True
    kept = {entry.path: entry.value for entry in after.entries}
    return all(entry.path in kept and kept[entry.path] == entry.value for entry in before.entries)
