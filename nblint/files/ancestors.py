"""What the nearest directory at or above another one says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


class Ancestors(Generic[Answer]):
    """Finds the answer of the nearest directory upwards, and remembers it for those in between.

    `ask` returns the answer of one directory, or None where it has none. The search ends with
    `default` above the directory for which `is_top` is true. It is a loop and no recursion: Python
    gives up at a thousand nested calls, and directories may be nested more deeply.
    """

    def __init__(
        self,
        ask: Callable[[str], Answer | None],
        is_top: Callable[[str], bool],
        default: Answer,
    ) -> None:
        self._ask, self._is_top, self._default = ask, is_top, default
        self._known: dict[str, Answer] = {}

    def of(self, directory: str) -> Answer:
        """Return the answer for a directory."""
        passed = []
        while directory not in self._known:
            passed.append(directory)
            answer = self._ask(directory)
            above = os.path.dirname(directory)  # noqa: PTH120 - called for every directory
            if answer is not None or above == directory or self._is_top(directory):
                self._known[directory] = self._default if answer is None else answer
                break
            directory = above
        answer = self._known[directory]
        self._known.update(dict.fromkeys(passed, answer))
        return answer
