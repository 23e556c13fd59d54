"""Which addresses belong to the public internet, whatever the version of Python knows of them.

The tables are those of the IANA IPv4 and IPv6 Special-Purpose Address Registries
(https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry), of the
IPv4 Multicast Address Space Registry and of the IPv6 Global Unicast Address Assignments, as they
were in October 2025. A block that holds a few addresses with another purpose is one entry here: no
page lives at those. Cloud platforms answer at addresses of their own, which are no public hosts.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

SPECIAL_IPV4: Final = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network (RFC 791)
            "10.0.0.0/8",  # private use (RFC 1918)
            "100.64.0.0/10",  # shared address space (RFC 6598); 100.100.100.200 is Alibaba Cloud's
            "127.0.0.0/8",  # loopback (RFC 1122)
            "168.63.129.16/32",  # Azure's WireServer, public by its number only
            "169.254.0.0/16",  # link local (RFC 3927); 169.254.169.254 has metadata of most clouds
            "172.16.0.0/12",  # private use (RFC 1918)
            "192.0.0.0/24",  # IETF protocols (RFC 6890); 192.0.0.192 is Oracle Cloud's
            "192.0.2.0/24",  # documentation (RFC 5737)
            "192.88.99.0/24",  # 6to4 relays, deprecated (RFC 7526)
            "192.168.0.0/16",  # private use (RFC 1918)
            "198.18.0.0/15",  # benchmarks (RFC 2544)
            "198.51.100.0/24",  # documentation (RFC 5737)
            "203.0.113.0/24",  # documentation (RFC 5737)
            "224.0.0.0/4",  # multicast (RFC 5771)
            "240.0.0.0/4",  # reserved (RFC 1112), and limited broadcast (RFC 8190)
        ),
    )
)
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")  # RFC 4291, section 2.4; the rest is not public
SPECIAL_IPV6: Final = tuple(
    map(
        IPv6Network,
        (
            "2000::/16",  # not assigned
            "2001::/23",  # IETF protocols (RFC 2928): Teredo, benchmarks, ORCHID and others
            "2001:db8::/32",  # documentation (RFC 3849)
            "2d00::/8",  # reserved
            "2e00::/7",  # reserved
            "3000::/4",  # reserved; 3fff::/20 is documentation (RFC 9637)
        ),
    )
)
# These lead to the IPv4 address that they hold.
_MAPPED: Final = IPv6Network("::ffff:0:0/96")  # RFC 4291, section 2.5.5.2
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052, section 2.1
_SIX_TO_FOUR: Final = IPv6Network("2002::/16")  # RFC 3056, section 2
_IPV4_BITS: Final = 0xFFFF_FFFF


def is_public(text: str) -> bool:
    """Tell whether an address is one of the public internet.

    An IPv6 address that leads to an IPv4 address is what that is: mapped, translated or by 6to4.
    One with a zone is not public. Raises ValueError for what is no address.
    """
    address = ip_address(text)
    if isinstance(address, IPv4Address):
        return not any(address in network for network in SPECIAL_IPV4)
    if address.scope_id:
        return False
    inner = _inner(address)
    if inner is not None:
        return is_public(str(inner))
    return address in _GLOBAL_UNICAST and not any(address in network for network in SPECIAL_IPV6)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address to which an IPv6 address leads."""
    if address in _MAPPED or address in _NAT64:
        return IPv4Address(int(address) & _IPV4_BITS)
    if address in _SIX_TO_FOUR:
        return IPv4Address(int(address) >> 80 & _IPV4_BITS)
    return None


def literal_address(host: str) -> str | None:
    """Return the address that a host is, in any spelling that connects, None for a name."""
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))  # 127.1, 0x7f.1, 2130706433
    except OSError:
        return None
