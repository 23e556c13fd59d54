"""Fixes held to the front matter of their page, which must stay as readable as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.fix.edits import apply
from nblint.markdown.front_matter import read_front_matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nblint.finding import Fix
    from nblint.model import FrontMatter


def apply_readably(text: str, fixes: Sequence[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Return what `apply` does, but without the fixes that would spoil the front matter.

    A replacement that is right in running text may mean something to YAML, TOML or JSON: a colon
    makes a mapping of a title, a quote ends it.
    """
    fixed, applied = apply(text, fixes)
    before = read_front_matter(text)
    end = before.span.end if before else 0
    if before is None or not any(_reaches(fix, end) for fix in applied):
        return fixed, applied
    inside = [fix for fix in applied if _reaches(fix, end)]
    if _is_kept(before, fixed, inside):
        return fixed, applied
    good = [fix for fix in fixes if not _reaches(fix, end)]
    for fix in inside:
        if _is_kept(before, apply(text, [*good, fix])[0], [fix]):
            good.append(fix)
    return apply(text, good)


def _reaches(fix: Fix, offset: int) -> bool:
    """Tell whether a fix changes what stands at or before an offset."""
    return any(edit.span.start <= offset for edit in fix.edits)


def _is_kept(before: FrontMatter, text: str, fixes: Sequence[Fix]) -> bool:
    """Tell whether the front matter of `text` is as readable as it was `before` the fixes.

    It has its form, all its entries and no new problem. Where entries were added, the others have
    their values; and safe fixes keep the types of values: `yes` is a word in running text and true
    in YAML.
    """
    after = read_front_matter(text)
    if after is None or after.format != before.format:
        return False
    if len(after.problems) != len(before.problems):
        return len(after.problems) < len(before.problems)
    if len(after.entries) != len(before.entries):
        kept = {entry.path: entry.value for entry in after.entries}
        return all(
            entry.path in kept and kept[entry.path] == entry.value for entry in before.entries
        )
    return not all(fix.safe for fix in fixes) or _types(after) == _types(before)


def _types(front_matter: FrontMatter) -> list[type]:
    return [type(entry.value) for entry in front_matter.entries]
