"""How much the hardening suite tries and from which seed, as the environment says."""

from __future__ import annotations

import os
from random import Random, SystemRandom
from typing import Final

_EXAMPLES_VARIABLE: Final = "NBLINT_HARDENING_EXAMPLES"
_SEED_VARIABLE: Final = "NBLINT_HARDENING_SEED"


def _number(variable: str, default: int) -> int:
    """Return the whole number that a variable holds. Raises ValueError where it holds another."""
    value = os.environ.get(variable, "")
    if value and not value.isdecimal():
        message = f"{variable} must be a whole number, not {value!r}"
        raise ValueError(message)
    return int(value or default)


EXAMPLES: Final = _number(_EXAMPLES_VARIABLE, 3_000)
"""Documents per property. Properties whose samples take longer try a fraction of them."""

SEED: Final = _number(_SEED_VARIABLE, SystemRandom().randrange(10**9))
"""What all randomness comes from: the same seed makes the same samples."""

COMMAND: Final = f"{_EXAMPLES_VARIABLE}={EXAMPLES} {_SEED_VARIABLE}={SEED} make hardening"
"""The command that does the same again."""


def share(divisor: int) -> int:
    """Return how many samples to try of those of which one takes as long as `divisor` documents."""
    return max(1, EXAMPLES // divisor)


def random_for(name: str, number: int) -> Random:
    """Return the source of randomness for a sample of a property."""
    return Random(f"{SEED}/{name}/{number}")  # noqa: S311 - samples, not secrets
