"""Hosts are looked up once, private ones are refused, and one good address is enough."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Any, ClassVar

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopback.locations import PRIVATE
from nblint.web.messages import NoResponse, Request, Response
from nblint.web.transport.errors import NoResponseError
from nblint.web.transport.networks import is_public
from nblint.web.transport.private_hosts import PrivateHostGuard, refuse_private
from sending import send, transport, trusting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loopback.web import Web

PUBLIC = ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]


@pytest.mark.parametrize("address", [*PUBLIC, "1.1.1.1", "2002:808:808::1", "100.128.0.1"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - it is asked about, not bound to
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:0:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "4000::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "2606:2800:220:1::1%eth0",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv6_form_is_as_public_as_what_it_leads_to(address: Any) -> None:
    number = int(address)
    packed = f"{number >> 16:x}:{number & 0xFFFF:x}"
    for form in (f"::ffff:{packed}", f"64:ff9b::{packed}"):
        assert is_public(form) == is_public(str(address))


class Resolver:
    """Answers for the system, and counts how often it is asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, known: Mapping[str, list[str]]) -> None:
        self.known, self.asked = dict(known), list[str]()
        monkeypatch.setattr(socket, "getaddrinfo", self.look_up)

    def look_up(self, name: bytes, *_: object, **__: object) -> list[tuple[Any, ...]]:
        self.asked.append(name.decode())
        if name.decode() not in self.known:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(0, 0, 0, "", (address, 0)) for address in self.known[name.decode()]]


def head(*urls: str, allow_private: bool = True) -> list[Response | NoResponse]:
    return send(*[Request("HEAD", url) for url in urls], allow_private=allow_private)


def named(url: str, name: str) -> str:
    return url.replace("127.0.0.1", name)


def denial(got: Response | NoResponse) -> str:
    assert isinstance(got, NoResponse), got
    assert got.kind == "denied"
    return got.reason


@pytest.mark.parametrize("name", PRIVATE)
def test_private_hosts_are_refused(name: str) -> None:
    [got] = head(PRIVATE[name], allow_private=False)
    assert "a private address" in denial(got)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1"])
def test_private_hosts_are_asked_only_where_that_is_allowed(web: Web, host: str) -> None:
    web.page("/", "hello")
    url = named(web.url("/"), host)
    [asked], [refused] = head(url), head(url, allow_private=False)
    assert isinstance(asked, Response)
    assert refused.elapsed < 20
    denial(refused)
    assert len(web.log.seen) == 1
    assert web.log.connections.total() == 1


def test_a_name_that_leads_to_a_private_address_is_refused(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver = Resolver(monkeypatch, {"a.example": ["127.0.0.1"], "b.example": [*PUBLIC, "::1"]})
    urls = [named(web.url("/"), name) for name in ("a.example", "b.example", "a.example")]
    got = head(*urls, allow_private=False)
    assert denial(got[0]) == (
        "a.example is at 127.0.0.1, a private address, which is not requested in this run"
    )
    assert "b.example is at ::1," in denial(got[1])
    assert resolver.asked == ["a.example", "b.example"]
    assert web.log.connections.total() == 0


def test_a_public_host_is_asked_where_private_ones_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Resolver(monkeypatch, {"a.example": ["93.184.216.34"]})
    connected: list[str] = []

    async def connect(address: str, _port: int) -> Any:
        connected.append(address)
        raise ConnectionRefusedError(111, "no")

    monkeypatch.setattr(anyio, "connect_tcp", connect)
    for got in head("http://a.example/", "http://8.8.8.8/", allow_private=False):
        assert isinstance(got, NoResponse)
        assert got.kind == "refused"
    assert connected == ["93.184.216.34", "8.8.8.8"]


def test_a_name_stays_where_it_was_found(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Resolver(monkeypatch, {"a.example": ["127.0.0.1"]})
    url = named(web.url("/"), "a.example")

    async def twice() -> None:
        async with transport() as opened:
            await opened.send(Request("HEAD", url))
            await opened.release(url)
            resolver.known["a.example"] = ["192.0.2.1"]
            assert isinstance(await opened.send(Request("HEAD", url)), Response)

    anyio.run(twice)
    assert resolver.asked == ["a.example"]
    assert [seen.header("Host") for seen in web.log.seen] == [url.split("/")[2]] * 2
    assert web.log.connections.total() == 2


def test_tls_is_for_the_name_and_not_the_address(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    Resolver(monkeypatch, {"a.example": ["127.0.0.1"]})
    web.page("/", "hello")

    url = named(web.url("/", tls="good"), "a.example")
    [got] = send(Request("GET", url), environ=trusting(web))
    assert isinstance(got, Response)
    assert web.log.seen[0].host == "a.example"


def test_a_name_that_many_ask_for_is_looked_up_once(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver = Resolver(monkeypatch, {"a.example": ["127.0.0.1"]})
    url = named(web.url("/"), "a.example")

    async def ask() -> None:
        async with (
            transport() as opened,
            anyio.create_task_group() as tasks,
        ):
            for _ in range(10):
                tasks.start_soon(opened.send, Request("HEAD", url))

    anyio.run(ask)
    assert resolver.asked == ["a.example"]
    assert len(web.log.seen) == 10


def test_an_unknown_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Resolver(monkeypatch, {})
    for got in head("http://a.example/1", "http://a.example/2"):
        assert isinstance(got, NoResponse)
        assert (got.kind, got.reason) == ("no host", "the host a.example does not exist")
    assert resolver.asked == ["a.example"]


@pytest.mark.parametrize(
    "error",
    [
        socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
        socket.gaierror(socket.EAI_FAIL, "Non-recoverable failure"),
        OSError(24, "Too many open files"),
        UnicodeError("label too long"),
    ],
)
def test_a_resolver_that_fails_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    asked = []

    def look_up(*_: object, **__: object) -> None:
        asked.append(1)
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    for got in head("http://a.example/", "http://a.example/"):
        assert isinstance(got, NoResponse)
        assert got.kind == "resolver"
        assert got.reason.startswith("the host a.example could not be looked up: ")
    assert len(asked) == 2


def test_a_resolver_that_hangs_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def look_up(*_: object, **__: object) -> None:
        asked.set()
        go_on.wait()
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    async def ask() -> list[Response | NoResponse]:
        async with transport() as opened:
            first = await opened.send(Request("HEAD", "http://a.example/", timeout=0.2))
            threads = [thread for thread in threading.enumerate() if thread.name == "look-up"]
            assert [thread.daemon for thread in threads] == [True]
            go_on.set()
            return [first, await opened.send(Request("HEAD", "http://a.example/"))]

    kinds = [got.kind for got in anyio.run(ask) if isinstance(got, NoResponse)]
    assert kinds == ["timeout", "no host"]


def connects(web: Web, monkeypatch: pytest.MonkeyPatch, *addresses: str) -> Response | NoResponse:
    Resolver(monkeypatch, {"a.example": list(addresses)})
    [got] = head(named(web.url("/"), "a.example"))
    return got


def test_the_next_address_is_taken_where_one_refuses(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(connects(web, monkeypatch, "127.0.0.9", "127.0.0.1"), Response)
    assert web.log.connections == {"127.0.0.1": 1}


def test_the_next_address_is_taken_where_one_keeps_silent(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = anyio.connect_tcp

    async def connect(address: str, port: int) -> Any:
        if address == "2001:db8::1":
            await anyio.sleep_forever()
        return await real(address, port)

    monkeypatch.setattr(anyio, "connect_tcp", connect)
    got = connects(web, monkeypatch, "2001:db8::1", "127.0.0.1")
    assert isinstance(got, Response)
    assert got.elapsed < 10


def test_both_families_are_tried_however_many_addresses_there_are(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = [f"fd00::{number}" for number in range(1, 20)]
    tried: list[str] = []
    real = anyio.connect_tcp

    async def connect(address: str, port: int) -> Any:
        tried.append(address)
        if ":" in address:
            raise OSError(101, "Network is unreachable")
        return await real(address, port)

    monkeypatch.setattr(anyio, "connect_tcp", connect)
    assert isinstance(connects(web, monkeypatch, *dead, "127.0.0.1"), Response)
    assert tried == ["fd00::1", "127.0.0.1"]


@pytest.mark.parametrize(
    ("errors", "kind"),
    [
        ([101, 111], "refused"),
        ([111, 101], "refused"),
        ([101, 113], "network"),
    ],
)
def test_of_several_failures_the_most_telling_is_told(
    web: Web, monkeypatch: pytest.MonkeyPatch, errors: list[int], kind: str
) -> None:
    left = list(errors)

    async def connect(_address: str, _port: int) -> Any:
        raise OSError(left.pop(0), "no")

    monkeypatch.setattr(anyio, "connect_tcp", connect)
    got = connects(web, monkeypatch, "127.0.0.1", "::1")
    assert isinstance(got, NoResponse)
    assert got.kind == kind


class Connected:
    """A connection that can be closed."""

    closed: ClassVar[list[Connected]] = []

    async def aclose(self) -> None:
        self.closed.append(self)


def test_a_connection_that_comes_second_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    Resolver(monkeypatch, {"a.example": ["192.0.2.1", "192.0.2.2"]})
    monkeypatch.setattr(Connected, "closed", [])
    connecting = []
    both = anyio.Event()

    async def connect(address: str, _port: int) -> Connected:
        connecting.append(address)
        if len(connecting) == 2:
            both.set()
        with anyio.CancelScope(shield=True):
            await both.wait()
        return Connected()

    monkeypatch.setattr(anyio, "connect_tcp", connect)
    anyio.run(PrivateHostGuard(allow_private=True).connect_tcp, "a.example", 80)
    assert len(Connected.closed) == 1


def test_a_connection_that_comes_too_late_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    Resolver(monkeypatch, {"a.example": ["192.0.2.1", "192.0.2.2"]})
    monkeypatch.setattr(Connected, "closed", [])

    async def give_up() -> None:
        with anyio.CancelScope() as scope:

            async def connect(_address: str, _port: int) -> Connected:
                scope.cancel()
                return Connected()

            monkeypatch.setattr(anyio, "connect_tcp", connect)
            await PrivateHostGuard(allow_private=True).connect_tcp("a.example", 80)

    anyio.run(give_up)
    assert len(Connected.closed) == 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "::1", "fe80::1", "127.1", "2130706433", "localhost", "a.localhost"],
)
def test_what_says_itself_that_it_is_private_is_refused_unseen(host: str) -> None:
    with pytest.raises(NoResponseError, match=f"^{host} is") as raised:
        refuse_private(host)
    assert raised.value.kind == "denied"


@pytest.mark.parametrize("host", ["example.org", "8.8.8.8", "localhost.example.org", "1.example"])
def test_what_says_nothing_is_not_refused_unseen(host: str) -> None:
    refuse_private(host)
