"""The loopback web, and the authority that signs its certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loopback.certificates import Certificates
from loopback.web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def web(certificates: Certificates) -> Iterator[Web]:
    with Web(certificates) as web:
        yield web
