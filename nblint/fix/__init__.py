"""The mending of pages: edits, rounds until nothing changes, and what is written to disk."""

from nblint.fix.edits import apply
from nblint.fix.rounds import FixLoopError, converge

__all__ = ["FixLoopError", "apply", "converge"]
