"""Expand a Hunspell dictionary to all its words by its affix rules (hunspell(5))."""

from __future__ import annotations

import re
from typing import NamedTuple

_AFFIX_FIELDS = 5


class _Rule(NamedTuple):
    prefix: bool
    strip: str
    add: str
    condition: re.Pattern[str] | None

    def apply(self, word: str) -> str | None:
        """Return the word with the affix, or None if the rule does not apply."""
        if self.condition and not self.condition.search(word):
            return None
        if self.prefix:
            return self.add + word[len(self.strip) :] if word.startswith(self.strip) else None
        return word[: len(word) - len(self.strip)] + self.add if word.endswith(self.strip) else None


def expand(affixes: str, words: str) -> set[str]:
    """Return all words of a dictionary, from the text of its ``.aff`` and ``.dic`` files."""
    rules = _rules(affixes)
    found = set()
    for line in words.splitlines()[1:]:
        word, _, flags = line.split("\t")[0].strip().partition("/")
        applicable = [rule for flag in flags for rule in rules.get(flag, ())]
        forms = {word}
        forms |= {form for rule in applicable if not rule.prefix and (form := rule.apply(word))}
        for rule in applicable:
            if rule.prefix:
                forms |= {prefixed for form in tuple(forms) if (prefixed := rule.apply(form))}
        found |= forms
    return found - {""}


def _rules(affixes: str) -> dict[str, list[_Rule]]:
    rules: dict[str, list[_Rule]] = {}
    for line in affixes.splitlines():
        fields = line.split()
        if len(fields) < _AFFIX_FIELDS or fields[0] not in {"PFX", "SFX"}:
            continue
        kind, flag, strip, add, condition = fields[:_AFFIX_FIELDS]
        prefix = kind == "PFX"
        pattern = f"^{condition}" if prefix else f"{condition}$"
        rule = _Rule(
            prefix,
            strip.replace("0", ""),
            add.partition("/")[0].replace("0", ""),
            None if condition == "." else re.compile(pattern),
        )
        rules.setdefault(flag, []).append(rule)
    return rules
