"""Runs markdown-it-py's block rules by the first character of the line.

markdown-it tries every rule at every line, and most rules at every line of a paragraph to see
whether it ends there. Each rule's own first test is of the line's first character; making that test
once saves most of the calls and changes no result.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

BlockRule = Callable[[StateBlock, int, int, bool], bool]

# The characters with which a line must begin for the rule to succeed, from the rule's own tests;
# rules that are not named here depend on more than the first character.
_TRIGGERS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "footnote_def": "[",
    "html_block": "<",
    "heading": "#",
    "math_block": "$",
    "amsmath": "\\",
    "template_block": "{",
}


class DispatchingRuler(Ruler[BlockRule]):
    """A Ruler whose every chain is one rule, which runs those that can succeed."""

    def __init__(self, rules: Ruler[BlockRule]) -> None:
        """Take over the rules of another ruler that are enabled now."""
        super().__init__()
        self.__rules__ = rules.__rules__
        self._chains = {
            chain: [self._dispatcher(chain)]
            for chain in ("", "paragraph", "reference", "blockquote", "list")
        }

    def getRules(self, chainName: str = "") -> list[BlockRule]:  # noqa: N802, N803 - markdown-it's
        """Return the chain's one rule."""
        return self._chains[chainName]

    def _dispatcher(self, chain: str) -> BlockRule:
        rules = [
            rule for rule in self.__rules__ if rule.enabled and (not chain or chain in rule.alt)
        ]
        characters = "".join(_TRIGGERS.get(rule.name, "") for rule in rules)
        otherwise = [rule.fn for rule in rules if rule.name not in _TRIGGERS]
        by_character = {
            character: [
                rule.fn for rule in rules if character in _TRIGGERS.get(rule.name, character)
            ]
            for character in characters
        }

        def dispatch(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
            start = state.bMarks[line] + state.tShift[line]
            for rule in by_character.get(state.src[start : start + 1], otherwise):
                if rule(state, line, end_line, silent):
                    return True
            return False

        return dispatch
