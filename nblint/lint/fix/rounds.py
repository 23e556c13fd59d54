"""Fixes applied to many pages, over and over until nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.lint.fix.apply_edits import apply_fixes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from nblint.model.finding import Fix

ROUNDS = 50
"""How often pages are looked at again; most come to rest after two or three rounds."""


class FixLoopError(Exception):
    """Fixes that undo or feed one another, so that a page never comes to rest."""


class FixSession:
    """What becomes of pages whose fixes are applied.

    `texts` are the new texts of the pages that changed, `applied` the fixes made on each, and
    `restless` the pages whose fixes undo or feed one another: they stay as they were.
    """

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.applied: dict[str, list[Fix]] = {}
        self.restless: set[str] = set()
        self._seen: dict[str, set[str]] = {}

    def apply(self, name: str, fixes: Sequence[Fix], read: Callable[[str], str]) -> bool:
        """Apply what fixes can be applied together to a page; tell whether that changed it."""
        text = self.texts[name] if name in self.texts else read(name)
        fixed, applied = apply_fixes(text, fixes)
        seen = self._seen.setdefault(name, {text})
        if fixed == text:
            return False
        if fixed in seen:
            self.give_up(name)
        else:
            seen.add(fixed)
            self.texts[name] = fixed
            self.applied.setdefault(name, []).extend(applied)
        return True

    def give_up(self, name: str) -> None:
        """Leave a page that does not come to rest as it was."""
        self.restless.add(name)
        self.drop(name)

    def drop(self, name: str) -> None:
        """Leave a page as it was."""
        self.texts.pop(name, None)
        self.applied.pop(name, None)


def converge(text: str, relint: Callable[[str], Iterable[Fix]]) -> tuple[str, int]:
    """Apply the fixes that `relint` finds in one text until nothing changes.

    Return the text at rest and the number of fixes applied. Raises FixLoopError when it does not
    come to rest.
    """
    page = "page"
    session = fix_until_stable(
        lambda _: text, lambda texts: {page: [*relint(texts.get(page, text))]}
    )
    if session.restless:
        message = f"the fixes still change the text after {ROUNDS} rounds, or undo one another"
        raise FixLoopError(message)
    return session.texts.get(page, text), len(session.applied.get(page, ()))


def fix_until_stable(
    read: Callable[[str], str],
    relint: Callable[[Mapping[str, str]], Mapping[str, Sequence[Fix]]],
) -> FixSession:
    """Apply all fixes until no page changes any more; pages go by their names.

    `read` gives the text of a page that has fixes as it was found. `relint` is given the texts of
    the pages that have changed so far, and returns the fixes of all pages that have any: the fix of
    one page may be what the links of another wait for.
    """
    session = FixSession()
    changed: list[str] = []
    for _ in range(ROUNDS):
        changed = [
            name
            for name, fixes in relint(session.texts).items()
            if name not in session.restless and session.apply(name, fixes, read)
        ]
        if not changed:
            return session
    for name in changed:
        session.give_up(name)
    return session
