"""No trap in a repository works, by itself or with others, whichever command meets it.

Most traps have tests of their own beside the code that they aim at. Here they meet one another, and
every command, as in the checkout of a stranger's pull request in CI.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from hardening.amount import share
from hardening.campaign import Property
from hardening.sample import Sample
from hardening.strangers import TRAPS
from hardening.trapped import Trapped, make_repository

if TYPE_CHECKING:
    from loopback.web import Web

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the traps are those of POSIX")


def test_no_trap_works(web: Web) -> None:
    trapped = Trapped(web)
    Property("traps", make_repository, trapped.judge).hold(share(40), on_all_cores=False)


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("command", ["check", "check docs", "check the web", "fix", "reports"])
def test_trap_does_not_work_by_itself(web: Web, trap: str, command: str) -> None:
    assert Trapped(web).judge(Sample(command, f"{trap}\n")) is None
