"""What the web says of an address, in words: what the checks that rest on it share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nblint.checks.common.quoting import quoted, shortened
from nblint.model.link_status import status_text

if TYPE_CHECKING:
    from nblint.checks.check import CheckedLink
    from nblint.model.link_status import ResponseEvidence

ANSWERED: Final = frozenset({"alive", "moved", "insecure"})
"""The outcomes of an address that answers with what it promises, wherever that stands."""

_REASON_LENGTH: Final = 120
_VERBS: Final = ("returned ", "requires ", "redirects to ")


def display_url(visit: CheckedLink) -> str:
    """Return the address that was asked, quoted and shortened."""
    return quoted(visit.address.partition("#")[0])


def why(evidence: ResponseEvidence) -> str:
    """Return why the outcome is what it is."""
    if not evidence.reason and evidence.status is not None:
        return status_text(evidence.status)
    return evidence.reason or "no response"


def format_message(subject: str, reason: str) -> str:
    """Return a message of what it is about and why, in words that a server may have chosen."""
    reason = shortened(reason, _REASON_LENGTH)
    joint = " " if reason.startswith(_VERBS) else ": "
    return f"{subject}{joint}{reason}"
