"""The loopback web, the authority that signs its certificates, and a home for what runs keep."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from loopback.certificates import Certificates
from loopback.web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("nblint", deadline=None)  # no test depends on the time that it takes
settings.load_profile("nblint")


@pytest.fixture(scope="session", autouse=True)
def _environment_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run alike on every machine: own state, the same trust in settings, and interrupts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        # A shell starts what runs in the background without interrupts; children inherit that.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for variable in ("CI", "NBLINT_TRUST_CONFIG", "NBLINT_HEADERS"):
            patch.delenv(variable, raising=False)
        yield


@pytest.fixture(autouse=True)
def _interrupts() -> Iterator[None]:
    """Put back the handler that an interrupted run leaves: it ends the process."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def web(certificates: Certificates) -> Iterator[Web]:
    with Web(certificates) as web:
        yield web
