from __future__ import annotations

from lexicon.hunspell import expand

AFFIXES = """
SET UTF-8
PFX U Y 1
PFX U 0 un .
SFX D Y 3
SFX D 0 d e
SFX D y ied [^aeiou]y
SFX D 0 ed [^ey]
SFX S Y 1
SFX S 0 s [^s]
"""


def test_affix_is_applied_if_its_condition_matches() -> None:
    words = expand(AFFIXES, "4\nlock/USD\ntidy/D\nbake/DS\nEmma\n")
    assert words >= {"lock", "locks", "locked", "unlock", "unlocks", "unlocked"}
    assert words >= {"tidy", "tidied", "bake", "baked", "bakes", "Emma"}
    assert "tidyed" not in words
    assert "unbake" not in words
