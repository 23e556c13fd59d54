"""Whatever goes wrong is said in words, from the cause that tells most."""

from __future__ import annotations

import errno
import ssl

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.web.transport.errors import NoResponseError, explain


def caused(error: BaseException, *causes: BaseException) -> BaseException:
    """Chain exceptions, each the cause of the one before."""
    one = error
    for cause in causes:
        one.__cause__ = cause
        one = cause
    return error


def unverified(code: int, message: str = "") -> ssl.SSLError:
    error = ssl.SSLCertVerificationError(1, "verify failed")
    error.verify_code, error.verify_message = code, message
    return error


def failed(reason: str) -> ssl.SSLError:
    error = ssl.SSLError(1, f"[SSL: {reason}] (_ssl.c:1006)")
    error.reason = reason
    return error


@pytest.mark.parametrize(
    ("error", "kind", "reason"),
    [
        (NoResponseError(kind="denied", reason="it is private"), "denied", "it is private"),
        (ConnectionRefusedError(errno.ECONNREFUSED, ""), "refused", "the connection was refused"),
        (ConnectionResetError(errno.ECONNRESET, ""), "reset", "the connection was reset"),
        (BrokenPipeError(errno.EPIPE, ""), "reset", "the connection was reset"),
        (TimeoutError(errno.ETIMEDOUT, ""), "timeout", "the connection timed out"),
        (OSError(errno.ENETUNREACH, ""), "network", "no route to the host"),
        (OSError(errno.EHOSTUNREACH, ""), "network", "no route to the host"),
        (OSError(errno.EMFILE, ""), "network", "too many open files"),
        (OSError(errno.EACCES, "Denied"), "network", "the connection failed: Denied"),
        (httpx.ConnectTimeout(""), "timeout", "timed out"),
        (httpx.ReadError(""), "reset", "the connection was lost"),
        (httpx.ConnectError("no"), "network", "no connection: no"),
        (httpx.ProxyError("407 Who?"), "network", "the proxy returned 407 Who?"),
        (httpx.LocalProtocolError("no"), "address", "cannot be requested: no"),
        (
            httpx.RemoteProtocolError("illegal line: bytearray(b'x')"),
            "protocol",
            "the response is not HTTP: illegal line",
        ),
        (
            httpx.RemoteProtocolError("Receive buffer too long"),
            "protocol",
            "the response headers are too large",
        ),
        (KeyError("x"), "protocol", "invalid response: KeyError: 'x'"),
        (OSError("odd"), "protocol", "invalid response: OSError: odd"),
    ],
)
def test_each_fault_has_its_words(error: Exception, kind: str, reason: str) -> None:
    assert explain(error) == (kind, reason)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (unverified(9), "the certificate is not yet valid"),
        (unverified(10), "the certificate has expired"),
        (unverified(18), "the certificate is self-signed"),
        (
            unverified(19),
            "the certificate has an untrusted issuer",
        ),
        (
            unverified(20),
            "the certificate has an untrusted issuer or an incomplete chain",
        ),
        (unverified(62), "the certificate is for another host"),
        (unverified(64), "the certificate is for another host"),
        (unverified(99, "odd\nthings"), "the certificate is not accepted: odd things"),
        (failed("WRONG_VERSION_NUMBER"), "the server does not speak TLS at this port"),
        (
            failed("TLSV1_ALERT_PROTOCOL_VERSION"),
            "the server speaks only outdated versions of TLS",
        ),
        (
            failed("SSLV3_ALERT_HANDSHAKE_FAILURE"),
            "the server and nblint have no cipher in common",
        ),
        (
            failed("TLSV13_ALERT_CERTIFICATE_REQUIRED"),
            "the server requires a client certificate",
        ),
        (
            failed("TLSV1_UNRECOGNIZED_NAME"),
            "the server does not know this host's name",
        ),
        (failed("DH_KEY_TOO_SMALL"), "TLS failed: dh key too small"),
        (ssl.SSLError("odd"), "TLS failed: odd"),
    ],
)
def test_each_fault_of_tls_has_its_words(error: ssl.SSLError, reason: str) -> None:
    assert explain(error) == ("tls", reason)


def test_the_cause_tells_more() -> None:
    reset = ConnectionResetError(errno.ECONNRESET, "")
    assert explain(caused(httpx.ReadError(""), RuntimeError(), reset))[0] == "reset"
    assert explain(caused(httpx.ConnectError(""), unverified(10)))[0] == "tls"
    denied = NoResponseError(kind="denied", reason="it is private")
    assert explain(caused(httpx.ConnectError(""), denied, reset)) == ("denied", "it is private")


def test_the_context_tells_more() -> None:
    error = httpx.ReadError("")
    error.__context__ = ConnectionResetError(errno.ECONNRESET, "")
    assert explain(error) == ("reset", "the connection was reset")


def test_one_of_a_group_tells_more() -> None:
    group = ExceptionGroup("", [ValueError(), OSError(errno.ECONNREFUSED, "")])
    assert explain(caused(OSError("all failed"), group))[0] == "refused"


def test_causes_may_go_round() -> None:
    one, two = httpx.ReadError(""), ValueError()
    assert explain(caused(one, two, one)) == ("reset", "the connection was lost")


@given(st.text())
def test_reasons_are_one_printable_line_of_limited_length(text: str) -> None:
    for error in (ValueError(text), httpx.ProxyError(text), OSError(errno.EPERM, text)):
        _, reason = explain(error)
        assert reason.isprintable()
        assert len(reason) <= 200
