"""Patterns that a repository brings along, matched in time that no pattern can make long.

Gitignore patterns become expressions that `re` matches without trying anything twice (`wildmatch`);
regular expressions and all else become trees (`nodes`), and these automata without backtracking.
"""

from nblint.matching.automaton import Automaton
from nblint.matching.nodes import PatternError
from nblint.matching.regex import Regex, parse

__all__ = ["Automaton", "PatternError", "Regex", "parse"]
