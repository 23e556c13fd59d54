"""Servers that answer anything: no fault, no verdict without a reason, no private host asked."""

from __future__ import annotations

import io
import socket
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from asking import asking, verdicts_on
from hardening.amount import share
from hardening.answers import make_answer
from hardening.asking_servers import AskedServer
from hardening.campaign import Property, peak
from hardening.sample import Fault, Sample, internal_error
from hardening.spellings import make_spelling
from loopback.bodies import GIGABYTE, endless_body, endless_chunks, gzip_bomb, nested_bomb
from loopback.endings import drip, endless_headers
from loopback.exchange import head
from nblint.cli.main import main
from nblint.web.settings import WebSettings

if TYPE_CHECKING:
    from pathlib import Path

    from loopback.web import Web

MORE_MEMORY = 200 * 2**20  # bytes
look_up = socket.getaddrinfo


@pytest.fixture(autouse=True)
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look up no name but this computer's: a redirect may lead to any."""

    def only_here(name: Any, *rest: Any, **more: Any) -> Any:
        text = name.decode() if isinstance(name, bytes) else str(name)
        if "localhost" in text or text.replace(".", "").isdigit() or ":" in text:
            return look_up(name, *rest, **more)
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", only_here)


def test_no_answer_makes_a_fault_or_a_verdict_without_a_reason(web: Web) -> None:
    asked = AskedServer(web)
    Property("answers", make_answer, asked.judge).hold(share(5), on_all_cores=False)


def test_answers_without_an_end_take_bounded_memory(web: Web) -> None:
    behaviours = {
        "body": endless_body,
        "chunks": endless_chunks,
        "headers": endless_headers,
        "bomb": gzip_bomb(GIGABYTE),
        "bombs": nested_bomb(GIGABYTE),
        "drops": drip(head(200), b"X: y\r\n"),
    }
    for name, behaviour in behaviours.items():
        web.route(f"/{name}", behaviour)
    urls = [web.url(f"/{name}") for name in behaviours]
    before = peak()
    settings = WebSettings(retries=0, host_gap=0.0, timeout=1.0, address_timeout=5.0)
    verdicts = verdicts_on(*urls, asked=asking(settings))
    assert len(verdicts) == len(urls)
    assert peak() - before < MORE_MEMORY, f"{(peak() - before) // 2**20} MB"


class Spelled:
    """Lints a page in CI, and sees whether a host of the loopback web was asked."""

    def __init__(self, web: Web, project: Path) -> None:
        self._web, self._project = web, project

    def judge(self, sample: Sample) -> Fault | None:
        """Return what is wrong with a run over a page with a link to a private host."""
        page = self._project / sample.place
        page.write_text(sample.text, encoding="utf-8")
        before = self._web.log.connections.total()
        out, errors = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(errors):
            main(["check", "--no-cache", "--timeout", "0.5", str(page)])
        if self._web.log.connections.total() > before:
            return Fault("a private host is asked", sample.text)
        return internal_error(out.getvalue() + errors.getvalue())


def test_no_spelling_of_a_private_host_is_asked_in_ci(
    tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    (tmp_path / "nblint.toml").write_text("[web]\nretries = 0\nhost-gap = 0\n")
    port = int(web.url("").rpartition(":")[2])
    make = partial(make_spelling, port=port)
    Property("spellings", make, Spelled(web, tmp_path).judge).hold(share(10), on_all_cores=False)
