"""A cache that is damaged in any way is used as far as it is whole, or begun anew, with a note."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from hardening.amount import random_for, share
from hardening.caches import Caches
from hardening.campaign import Property
from hardening.processes import Ended, run
from loopback.answers import page, status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from loopback.web import Web

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the suite forks")


def test_damaged_cache_is_used_as_far_as_it_is_whole(tmp_path: Path) -> None:
    caches = Caches(tmp_path)
    Property("caches", caches.make, caches.judge).hold(share(10))


def garbage(file: Path, random: Random) -> None:
    file.write_bytes(random.randbytes(5_000))


def cut(file: Path, random: Random) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: random.randrange(len(data))])


def flipped(file: Path, random: Random) -> None:
    data = bytearray(file.read_bytes())
    for _ in range(20):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    file.write_bytes(data)


def directory(file: Path, _random: Random) -> None:
    file.unlink()
    file.mkdir()


def pipe(file: Path, _random: Random) -> None:
    file.unlink()
    os.mkfifo(file)


def link(file: Path, _random: Random) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def link_of_directory(file: Path, _random: Random) -> None:
    elsewhere = file.parents[1] / "elsewhere"
    file.parent.rename(elsewhere)
    file.parent.symlink_to(elsewhere)


DAMAGES = [garbage, cut, flipped, directory, pipe, link, link_of_directory]


@pytest.mark.parametrize("damage", DAMAGES)
def test_run_with_a_spoilt_cache_finds_what_one_without_finds(
    tmp_path: Path, web: Web, damage: Callable[[Path, Random], None]
) -> None:
    web.route("*", page("<title>Tulips</title><h1 id=soil>Tulips</h1>" + "<p>Words." * 50))
    web.route("/7", status(404))
    links = "".join(f"[Tulip {at}]({web.url(f'/{at}')})\n\n" for at in range(40))
    for number in range(share(1_500)):
        project = tmp_path / str(number)
        project.mkdir()
        (project / "page.md").write_text(f"# Garden\n\n{links}")
        (project / "nblint.toml").write_text("[web]\nhost-gap = 0\nretries = 0\n")
        whole = found(run(project, "check", "--format", "json"))
        assert whole == ["dead-url"]
        damage(project / ".nblint_cache/links.db", random_for(damage.__name__, number))
        for _ in range(2):
            assert found(run(project, "check", "--format", "json")) == whole


def found(ended: Ended) -> list[str]:
    """Return the rules that found something in a run that ended well."""
    assert not ended.faults, ended
    assert ended.status == 1, ended
    report: dict[str, Any] = json.loads(ended.out)
    return [item["rule"] for item in report["diagnostics"]]
