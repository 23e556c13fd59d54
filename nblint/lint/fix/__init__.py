"""The fixing of pages: edits, rounds until nothing changes, and what is written to disk."""

from nblint.lint.fix.apply_edits import apply_fixes
from nblint.lint.fix.rounds import FixLoopError, converge

__all__ = ["FixLoopError", "apply_fixes", "converge"]
