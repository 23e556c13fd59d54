"""Processor time grows in proportion to the length of a document.

This sees what `tests/lint/test_growth.py` does not: what one line of Python does in C, such as a
regular expression. Seconds depend on the machine, so the limits are generous, and what seems too
slow is measured again.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from constructs import CONSTRUCTS
from growth import cost, exponent, warm_up, write_projects

if TYPE_CHECKING:
    from pathlib import Path

    from constructs import Construct

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process for each document")

_SIZES = 64_000, 256_000
_NOTICED = 0.5
"""Seconds below which nothing is said of how time grows."""
_MOST = 1.3
_LIMIT = 30
_TRIES = 3


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("projects")
    write_projects(root)
    warm_up(root)
    return root


def growth(root: Path, construct: Construct) -> float:
    """Return the exponent with which processor time grows; 0 where there is too little of it."""
    always = cost(root, construct.file, construct.make(100), _LIMIT).seconds
    small, large = (cost(root, construct.file, construct.make(size), _LIMIT) for size in _SIZES)
    assert large.findings is not None, f"took more than {_LIMIT} seconds"
    if large.seconds - always < _NOTICED:
        return 0
    seconds = max(small.seconds - always, 0.01), large.seconds - always
    return exponent((small.size, large.size), seconds)


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_processor_time_grows_in_proportion_to_size(name: str, root: Path) -> None:
    assert any(growth(root, CONSTRUCTS[name]) <= _MOST for _ in range(_TRIES))
