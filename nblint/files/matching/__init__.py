"""Patterns that a repository brings along, matched in time that no pattern can make long.

Gitignore patterns become expressions that `re` matches without trying anything twice (`wildmatch`);
regular expressions and all else become trees (`nodes`), and these automata without backtracking.
"""

from nblint.files.matching.automaton import Automaton
from nblint.files.matching.linear_regex import Regex, parse
from nblint.files.matching.pattern_nodes import PatternError

__all__ = ["Automaton", "PatternError", "Regex", "parse"]
