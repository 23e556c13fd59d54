"""Patterns that a repository brings along, matched in time that no pattern can make long.

All notations (gitignore, globs of generators, addresses with parameters, regular expressions)
become the same trees (`nodes`), these an automaton without backtracking (`network`, `automaton`).
"""

from nblint.matching.automaton import Automaton
from nblint.matching.nodes import PatternError
from nblint.matching.regex import Regex, parse

__all__ = ["Automaton", "PatternError", "Regex", "parse"]
