"""Whether a stretch of text is English: words of other languages are not misspelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# The commonest little words of each language, but for those that are English words too.
_ENGLISH = frozenset(
    "the of and to a is that it for on with as are was be this have by not but from or you "
    "at we an they which one all were when there can your if will each how their use what "
    "its no".split()
)
_OTHERS = (
    frozenset(
        # German, Dutch, Danish, Norwegian, Swedish
        "der das und ist nicht ein eine den dem mit auf für von zu im des sich auch als wird"
        " werden het een van niet zijn voor ook maar wordt naar og det til med som av ikke på är"
        # French, Spanish, Portuguese, Italian, Catalan, Romanian
        " och för att le les du est une dans que pour qui sur avec pas sont vous nous cette ce ne"
        " el los las y en por para con una su al como más pero o os uma não com dos da di che per"
        " gli della è il sono un del nel alla si și în cu pe din"
        # Polish, Czech, Turkish, Finnish, Hungarian, Indonesian, Latin
        " nie się jest na w z jak ale je se że pro ve bir bu için ile olan ja ei että hogy az egy"
        " nem és yang dan untuk dengan ini itu et non sed cum quod".split()
    )
    - _ENGLISH
)
_FEW = 2


def is_foreign(words: Sequence[str]) -> bool:
    """Tell whether words, as they are written, are of another language than English."""
    lower = [word.lower() for word in words]
    others = sum(word in _OTHERS for word in lower)
    return others >= _FEW and others > sum(word in _ENGLISH for word in lower)
