"""What makes two findings the same one, before and after a page was edited elsewhere."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from nblint.model.finding import Diagnostic

_NUMBER = re.compile(r"\d+")
_LONGEST = 200


class Fingerprint(Struct, frozen=True, order=True):
    """A finding without its place: its rule, what it is `about`, and the digest of its line.

    Several findings of one page may have the same.
    """

    rule: str
    about: str
    line: str


def fingerprint(diagnostic: Diagnostic) -> Fingerprint:
    """Return what stays of a finding when lines are inserted, indented or wrapped elsewhere.

    It is about its address, else its word, else what its message says; the message's numbers are
    left out, since they count lines and characters.
    """
    about = diagnostic.target or diagnostic.word or _NUMBER.sub("#", diagnostic.message)
    line = " ".join(diagnostic.excerpt.split())
    digest = blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return Fingerprint(diagnostic.rule, about[:_LONGEST], digest)
