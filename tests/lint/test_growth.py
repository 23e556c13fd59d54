"""No document costs more than in proportion to its length.

Costs are counted in lines of Python that run, the same on every machine. What one line does in C,
such as a regular expression, is measured by `make hardening`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from constructs import CONSTRUCTS
from growth import check, steps, warm_up, write_projects

if TYPE_CHECKING:
    from pathlib import Path

    from constructs import Construct

pytestmark = pytest.mark.slow

_FIRST = 1_000
_STEPS = 100_000
_SIZES = 1_500, 48_000
_MOST = 2.2
"""How many times more steps twice the characters may take; n log n is a little more than twice."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("projects")
    write_projects(root)
    warm_up(root)
    return root


def growth(root: Path, construct: Construct, size: int) -> float:
    """Return how many times more steps a document of twice the size takes."""
    small, large = construct.make(size), construct.make(2 * size)
    check(root, construct.file, large)  # fills caches, as of words, which would favour the second
    always = steps(root, construct.file, construct.make(60))
    least = steps(root, construct.file, small) - always
    return (steps(root, construct.file, large) - always) / max(least, 1)


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_twice_the_text_takes_twice_the_steps(name: str, root: Path) -> None:
    construct = CONSTRUCTS[name]
    each = steps(root, construct.file, construct.make(_FIRST)) / _FIRST
    size = min(max(int(_STEPS / each), _SIZES[0]), _SIZES[1])
    times = growth(root, construct, size)
    # Limits, such as on nesting, make small documents grow otherwise.
    while times > _MOST and size < _SIZES[1]:
        size *= 2
        times = growth(root, construct, size)
    assert times <= _MOST
