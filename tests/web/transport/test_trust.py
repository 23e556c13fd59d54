"""The authorities that are trusted are those of the system, or those that are named."""

from __future__ import annotations

import platform
import ssl
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from nblint.web.transport.errors import NoResponseError
from nblint.web.transport.tls import tls_context

if TYPE_CHECKING:
    from pathlib import Path

    from loopback.certificates import Certificates


def test_a_file_that_is_named_is_all_that_is_trusted(certificates: Certificates) -> None:
    context = tls_context({"SSL_CERT_FILE": str(certificates.ca_file)})
    assert context.cert_store_stats()["x509_ca"] == 1
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname


def test_a_folder_that_is_named_is_all_that_is_trusted(tmp_path: Path) -> None:
    assert tls_context({"SSL_CERT_DIR": str(tmp_path)}).cert_store_stats()["x509_ca"] == 0


@pytest.mark.parametrize("text", ["", "not a certificate"])
def test_a_file_that_is_no_good_is_said_so(tmp_path: Path, text: str) -> None:
    file = tmp_path / "ca.pem"
    file.write_text(text)
    with pytest.raises(
        NoResponseError, match=r"^the certificates of .*ca\.pem cannot be read"
    ) as raised:
        tls_context({"SSL_CERT_FILE": str(file)})
    assert raised.value.kind == "tls"


@pytest.mark.parametrize("system", ["Darwin", "Windows"])
def test_some_systems_decide_themselves(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    class Theirs(ssl.SSLContext):
        pass

    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setitem(sys.modules, "truststore", SimpleNamespace(SSLContext=Theirs))
    assert type(tls_context({})) is Theirs


def without_files(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make this computer one that has no certificates but for those in a folder."""
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    monkeypatch.setenv("SSL_CERT_DIR", str(folder))


def test_a_system_without_any_gets_some(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_files(monkeypatch, tmp_path)
    assert tls_context({}).cert_store_stats()["x509_ca"] > 50


def test_a_system_may_have_them_as_single_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "01234567.0").write_text("")
    without_files(monkeypatch, tmp_path)
    assert tls_context({}).cert_store_stats()["x509_ca"] == 0
