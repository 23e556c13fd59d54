"""What is public, on both sides of each boundary of the registries."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_network
from itertools import combinations

import pytest

from nblint.web.transport.networks import SPECIAL_IPV4, SPECIAL_IPV6, is_public

# Block, and whether the addresses before and after it are public.
BLOCKS = [
    ("0.0.0.0/8", None, True),
    ("10.0.0.0/8", True, True),
    ("100.64.0.0/10", True, True),
    ("127.0.0.0/8", True, True),
    ("168.63.129.16/32", True, True),
    ("169.254.0.0/16", True, True),
    ("172.16.0.0/12", True, True),
    ("192.0.0.0/24", True, True),
    ("192.0.2.0/24", True, True),
    ("192.88.99.0/24", True, True),
    ("192.168.0.0/16", True, True),
    ("198.18.0.0/15", True, True),
    ("198.51.100.0/24", True, True),
    ("203.0.113.0/24", True, True),
    ("224.0.0.0/4", True, False),
    ("240.0.0.0/4", False, None),
    ("::/3", None, False),
    ("2000::/16", False, False),
    ("2001::/23", False, True),
    ("2001:db8::/32", True, True),
    ("2d00::/8", True, False),
    ("2e00::/7", False, False),
    ("3000::/4", False, False),
    ("3fff::/20", False, False),
    ("4000::/2", False, False),
    ("5f00::/16", False, False),
    ("fc00::/7", False, False),
    ("fe80::/10", False, False),
    ("fec0::/10", False, False),
    ("ff00::/8", False, None),
]


@pytest.mark.parametrize(("block", "before", "after"), BLOCKS)
def test_block_is_not_public_and_its_neighbours_are_what_they_are(
    block: str,
    *,
    before: bool | None,
    after: bool | None,
) -> None:
    network = ip_network(block)
    assert not is_public(str(network[0]))
    assert not is_public(str(network[-1]))
    for address, expected, step in ((network[0], before, -1), (network[-1], after, 1)):
        if expected is not None:
            assert is_public(str(address + step)) is expected, address + step


@pytest.mark.parametrize(
    "address",
    [
        "100.100.100.200",  # Alibaba Cloud
        "168.63.129.16",  # Azure
        "169.254.169.254",  # most clouds
        "169.254.170.2",  # AWS, for containers
        "192.0.0.192",  # Oracle Cloud
        "fd00:ec2::254",  # AWS
        "fd20:ce::254",  # Google Cloud
    ],
)
def test_metadata_of_a_cloud_platform_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "1.1.1.1",
            "8.8.8.8",
            "168.63.129.15",
            "168.63.129.17",
            "192.31.196.1",
            "223.255.255.255",
        ),
        *("2001:200::1", "2001:4860:4860::8888", "2003::1", "2400::1", "2606:4700::1", "2a00::1"),
        *("2c00::1", "2002:808:808::1", "64:ff9b::808:808", "::ffff:8.8.8.8"),
    ],
)
def test_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("network", SPECIAL_IPV4, ids=str)
def test_ipv6_address_is_what_the_ipv4_address_in_it_is(network: object) -> None:
    block = ip_network(str(network))
    inside, outside = IPv4Address(int(block[0])), IPv4Address("8.8.8.8")
    for address, expected in ((inside, False), (outside, True)):
        high, low = int(address) >> 16, int(address) & 0xFFFF
        for form in ("::ffff:{:x}:{:x}", "64:ff9b::{:x}:{:x}", "2002:{:x}:{:x}::1"):
            assert is_public(form.format(high, low)) is expected
        # Deprecated (RFC 4291, section 2.5.5.1), and nothing of the internet is there.
        assert not is_public(f"::{high:x}:{low:x}")


def test_special_networks_do_not_overlap() -> None:
    blocks: list[IPv4Network | IPv6Network] = [*SPECIAL_IPV4, *SPECIAL_IPV6]
    for one, other in combinations(blocks, 2):
        apart = int(one[-1]) < int(other[0]) or int(other[-1]) < int(one[0])
        assert apart or one.version != other.version


@pytest.mark.parametrize("text", ["", "example.org", "1.2.3", "1.2.3.4/8", "::g"])
def test_what_is_no_address_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="does not appear"):
        is_public(text)
