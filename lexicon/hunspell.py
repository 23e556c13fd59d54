"""The words that a Hunspell dictionary stands for (hunspell(5), affix rules)."""

from __future__ import annotations

import re
from typing import NamedTuple

_FIELDS = 5


class _Rule(NamedTuple):
    prefix: bool
    strip: str
    add: str
    condition: re.Pattern[str] | None

    def applied(self, word: str) -> str | None:
        """Return what the rule makes of a word, or None where it does not apply."""
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
        own = [rule for flag in flags for rule in rules.get(flag, ())]
        forms = {word}
        forms |= {form for rule in own if not rule.prefix and (form := rule.applied(word))}
        for rule in own:
            if rule.prefix:
                forms |= {made for form in tuple(forms) if (made := rule.applied(form))}
        found |= forms
    return found - {""}


def _rules(affixes: str) -> dict[str, list[_Rule]]:
    rules: dict[str, list[_Rule]] = {}
    for line in affixes.splitlines():
        fields = line.split()
        if len(fields) < _FIELDS or fields[0] not in {"PFX", "SFX"}:
            continue
        kind, flag, strip, add, condition = fields[:_FIELDS]
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
