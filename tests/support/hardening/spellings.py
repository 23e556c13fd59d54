"""Ways to write the address of a private host so that it might not be known for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hardening.sample import Sample

if TYPE_CHECKING:
    from random import Random

_NAMES: Final = ("localhost", "LOCALHOST", "localhost.", "ip6-localhost", "localhost.localdomain")
_SIXES: Final = (
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "[::]",
    "[::1%25lo]",
)
_DOTS: Final = (".", ".", ".", "\u3002", "\uff0e", "%2e")
_TEMPLATES: Final = (
    "http://{}:{}/",
    "HTTP://{}:{}/x",
    "http://a:b@{}:{}/",
    "http://garden.test@{}:{}/",
    "http://{}:{}#@garden.test/",
    "http://{}:{}\\@garden.test/",
    "http:\\\\{}:{}/",
    "http:///{}:{}/",
    "http://{}:0{}/",
    "https://{}:{}/",
    "//{}:{}/",
    "http://{}:{}?x=http://garden.test/",
)


def make_spelling(random: Random, port: int) -> Sample:
    """Return a page that links to a loopback address in an odd spelling."""
    chance = random.random()
    host = _four(random)
    if chance < 0.2:
        host = random.choice(_SIXES)
    elif chance < 0.3:
        host = random.choice(_NAMES)
    if random.random() < 0.15:
        at = random.randrange(len(host))
        host = (
            host[:at] + random.choice((f"%{ord(host[at]):02x}", "\t", "\xad", "\u200b")) + host[at:]
        )
    url = random.choice(_TEMPLATES).format(host, port)
    link = random.choice(("[a tulip](<{}>)", '<a href="{}">a tulip</a>', "<{}>", "{}"))
    return Sample("page.md", f"# Garden\n\n{link.format(url)}\n")


def _four(random: Random) -> str:
    """Return 127.0.0.1 or a neighbour, in one of the forms that `inet_aton` takes."""
    parts = [127, random.choice((0, 0, 7)), 0, 1]
    kept = random.randint(1, 4)
    last = int.from_bytes(bytes(parts[kept - 1 :]), "big")
    numbers = [*parts[: kept - 1], last]
    written = [_number(random, number) for number in numbers]
    text = written[0] + "".join(random.choice(_DOTS) + part for part in written[1:])
    return text + random.choice(("", "", "."))


def _number(random: Random, number: int) -> str:
    forms = [str(number), f"0x{number:x}", f"0{number:o}", f"0X{number:08X}", f"00{number}"]
    wide = "".join(chr(ord(digit) - ord("0") + ord("\uff10")) for digit in str(number))
    return random.choice([*forms, str(number), wide])
