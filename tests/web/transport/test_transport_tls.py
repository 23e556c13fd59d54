"""Secure connections are as good as plain ones, and their faults are named."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from nblint.web.messages import NoResponse, Request, Response
from sending import (
    A_LITTLE,
    PLENTY,
    send,
    trusting,
)

if TYPE_CHECKING:
    from loopback.certificates import Tls
    from loopback.web import Web


def test_tls_is_as_good_as_none(web: Web) -> None:
    web.page("/page", "hello")
    requests = [Request("GET", web.url("/page", tls="good"), max_body=PLENTY)] * 2
    for got in send(*requests, environ=trusting(web)):
        assert isinstance(got, Response)
        assert got.body == b"hello"
    assert web.log.connections.total() == 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("not yet valid", "the certificate is not yet valid"),
        ("self-signed", "the certificate is self-signed"),
        ("wrong host", "the certificate is for another host"),
        (
            "untrusted",
            "the certificate has an untrusted issuer or an incomplete chain",
        ),
        ("plain", "the server does not speak TLS at this port"),
    ],
)
def test_tls_says_what_is_wrong(web: Web, kind: Tls, words: str) -> None:
    [got] = send(Request("GET", web.url("/page", tls=kind)), environ=trusting(web))
    assert isinstance(got, NoResponse)
    assert (got.kind, got.reason) == ("tls", words)
    assert web.log.seen == []


def test_tls_says_when_a_certificate_expired(web: Web) -> None:
    url = web.url("/page", tls="expired")
    [got] = send(Request("GET", url), environ=trusting(web))
    assert isinstance(got, NoResponse)
    assert got.kind == "tls"
    day = re.fullmatch(r"the certificate expired on (\d{4}-\d\d-\d\d)", got.reason)
    assert day
    assert date.fromisoformat(day[1]) < datetime.now(UTC).date()
    assert web.log.seen == []


def test_tls_may_not_know_when_a_certificate_expired(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = web.url("/page", tls="expired")
    monkeypatch.setattr("nblint.web.transport.expiry._NO_CHECK_TIME", 0)
    [got] = send(Request("GET", url), environ=trusting(web))
    assert isinstance(got, NoResponse)
    assert (got.kind, got.reason) == ("tls", "the certificate has expired")


def test_tls_may_end_before_it_begins(web: Web) -> None:
    [got] = send(Request("GET", web.url("/page", tls="closing")), environ=trusting(web))
    assert isinstance(got, NoResponse)
    assert got.kind == "reset"


def test_tls_blames_the_chain_where_the_certificate_itself_is_valid(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = web.url("/page", tls="expired")
    monkeypatch.setattr(
        "nblint.web.transport.stream.GuardedStream.certificate",
        lambda _: {"notAfter": "Jan  1 00:00:00 2999 GMT"},
    )
    [got] = send(Request("GET", url), environ=trusting(web))
    assert isinstance(got, NoResponse)
    assert got.reason == "the certificate has expired"


def test_tls_ends_with_its_time(web: Web) -> None:
    url = web.url("/page", tls="silent")
    [got] = send(Request("GET", url, timeout=A_LITTLE), environ=trusting(web))
    assert isinstance(got, NoResponse)
    assert got.kind == "timeout"


def test_tls_is_none_without_the_certificates_that_are_named(web: Web) -> None:
    url = web.url("/page", tls="good")
    [got] = send(Request("GET", url), environ={"SSL_CERT_FILE": "/nowhere/ca.pem"})
    assert isinstance(got, NoResponse)
    assert got.kind == "tls"
    assert got.reason.startswith("the certificates of /nowhere/ca.pem cannot be read")
