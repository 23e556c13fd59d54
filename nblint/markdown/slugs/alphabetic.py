"""Letters and digits as Unicode has them, with the vowel signs that `str.isalnum` leaves out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Where the rule that marks without a combining class, and no others, are alphabetic does not hold
# (Unicode 14, DerivedCoreProperties.txt, Alphabetic).
_EXCEPTIONS = re.compile(
    "["
    "\u0345\u034f\u0363-\u036f\u05b0-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u0657\u0659-\u065f\u0670\u06d6-\u06dc\u06e1-\u06e4\u06e7-\u06e8"
    "\u06ed\u0711\u0730-\u073f\u0816-\u0817\u081b-\u0823\u0825-\u0827\u0829-\u082c"
    "\u08d4-\u08df\u08e3-\u08e9\u08f0-\u08ff\u0afd-\u0aff\u0b55\u0c55-\u0c56\u0e38-\u0e3a"
    "\u0e47\u0e4c\u0e4e\u0eb8-\u0eb9\u0ecc\u0f3e-\u0f3f\u0f71-\u0f72\u0f74\u0f7a-\u0f7d"
    "\u0f80\u0f82-\u0f83\u108d\u1715\u1734\u17b4-\u17b5\u17c9-\u17d1\u17d3\u180b-\u180d"
    "\u180f\u18a9\u1a17-\u1a18\u1abf-\u1ac0\u1acc-\u1ace\u1b44\u1baa\u1bf2-\u1bf3\u1ce1"
    "\u1cf7\u1dd3-\u1df4\u24b6-\u24e9\u2de0-\u2dff\u302e-\u302f\ua674-\ua67b\ua69e-\ua69f"
    "\ua953\ua9c0\uaab0\uaab2-\uaab4\uaab7-\uaab8\uaabe\uabec\ufb1e\ufe00-\ufe0f"
    "\U00010376-\U0001037a\U00010a0d\U00010a0f\U00010d24-\U00010d27\U00010eab-\U00010eac"
    "\U00011100-\U00011102\U000111c0\U000111c9\U000111cb-\U000111cc\U00011235\U0001134d"
    "\U000116b6\U0001193d\U00011a33\U00011a98\U00016fe4\U0001bc9d-\U0001bc9e"
    "\U0001cf00-\U0001cf2d\U0001cf30-\U0001cf46\U0001d165-\U0001d166\U0001d16d-\U0001d172"
    "\U0001da00-\U0001da36\U0001da3b-\U0001da6c\U0001da75\U0001da84\U0001da9b-\U0001da9f"
    "\U0001daa1-\U0001daaf\U0001e000-\U0001e006\U0001e008-\U0001e018\U0001e01b-\U0001e021"
    "\U0001e023-\U0001e024\U0001e026-\U0001e02a\U0001e947\U0001f130-\U0001f149"
    "\U0001f150-\U0001f169\U0001f170-\U0001f189\U000e0100-\U000e01ef"
    "]"
)


@lru_cache(maxsize=4096)
def is_alphanumeric(character: str) -> bool:
    """Tell whether a character has the property Alphabetic of Unicode or is a number.

    Vowel signs and circled letters are alphabetic; most accents, viramas, and variation selectors
    are not.
    """
    category = unicodedata.category(character)
    spacing = category == "Mn" and not unicodedata.combining(character)
    by_rule = character.isalnum() or category == "Mc" or spacing
    return by_rule != bool(_EXCEPTIONS.match(character))
