"""How the web is asked: the settings under `[web]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from msgspec import Meta, Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

# No wait and no number is meant to be larger than these, and clocks and sizes have bounds.
Seconds = Annotated[float, Meta(ge=0, le=1e9)]
SomeSeconds = Annotated[float, Meta(gt=0, le=1e9)]
Count = Annotated[int, Meta(ge=1, le=1_000_000_000)]
Status = Annotated[int, Meta(ge=100, le=999)]

_OFF: Final = frozenset({"", "0", "false"})


def is_set(environ: Mapping[str, str], name: str) -> bool:
    """Tell whether a switch such as `CI` is on in the environment."""
    return environ.get(name, "").lower() not in _OFF


class HostSettings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What differs for one host; None is as for all.

    headers: sent to exactly this host and nowhere else
    accept: status codes that count as alive
    concurrency: requests at a time, at most
    gap: seconds between the starts of two requests, at least
    timeout: seconds for one answer
    skip: do not ask this host
    """

    headers: dict[str, str] = {}
    accept: tuple[Status, ...] = ()
    concurrency: Count | None = None
    gap: Seconds | None = None
    timeout: Seconds | None = None
    skip: bool = False


class WebSettings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How addresses are asked. Times are in seconds, sizes in bytes.

    In CI a repository does not decide all of it: see `config.untrusted`.

    user_agent: what nblint calls itself; "" is its own honest name
    timeout: for one answer, connecting included
    address_timeout: for one address with all its attempts and redirects, waiting not counted
    deadline: for all addresses together; what is not asked by then is left unverified
    retries: further attempts after a time-out, a reset, and the status codes 429, 502, 503, 504
    max_redirects: redirects from one address to the next
    max_retry_after: the longest wait that a server may ask for; beyond it, the host is blocked
    concurrency: requests at a time in all
    host_concurrency: requests at a time to one host, at most
    host_gap: between the starts of two requests to one host, at least
    max_body: of a page that is searched for a fragment, decoded
    accept: status codes that count as alive, besides success
    skip: addresses not to ask, as patterns in which `*` stands for any text
    private_hosts: whether to ask hosts of a private network; "deny" by default where `CI` is set
    host_rule_dirs: directories with more host rules, relative to the root
    hosts: host, as `docs.example.org`, `*.example.org` or `http://localhost:8000` → what differs
    """

    user_agent: str = ""
    timeout: SomeSeconds = 20.0
    address_timeout: SomeSeconds = 90.0
    deadline: SomeSeconds = 1800.0
    retries: Annotated[int, Meta(ge=0, le=10)] = 2
    max_redirects: Annotated[int, Meta(ge=0, le=50)] = 10
    max_retry_after: Seconds = 60.0
    concurrency: Count = 64
    host_concurrency: Count = 8
    host_gap: Seconds = 0.05
    max_body: Count = 5_000_000
    accept: tuple[Status, ...] = ()
    skip: tuple[str, ...] = ()
    private_hosts: Literal["allow", "deny"] | None = None
    host_rule_dirs: tuple[str, ...] = ()
    hosts: dict[str, HostSettings] = {}
