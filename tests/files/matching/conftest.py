from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.files.matching.nfa import Network

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def count_steps(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], int]:
    """Return what counts how often a call tries a character in a state of a network."""

    def count(call: Callable[[], object]) -> int:
        steps = 0
        targets = Network.targets

        def counted(network: Network, state: int, char: str) -> list[int]:
            nonlocal steps
            steps += 1
            return targets(network, state, char)

        with monkeypatch.context() as patch:
            patch.setattr(Network, "targets", counted)
            call()
        return steps

    return count
