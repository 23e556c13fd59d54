"""The line that tells how far the asking has come."""

from __future__ import annotations

import io

from nblint.cli.commands.progress import ProgressBar
from nblint.web.link_check_options import Waiting


def shown(done: int, total: int, *waits: Waiting) -> str:
    stream = io.StringIO()
    ProgressBar(stream).show(done, total, waits)
    assert stream.getvalue().startswith("\r\x1b[K")
    return stream.getvalue().removeprefix("\r\x1b[K")


def test_the_bar_fills() -> None:
    assert shown(0, 40) == "░" * 20 + " 0/40 URLs"
    assert shown(10, 40) == "█" * 5 + "░" * 15 + " 10/40 URLs"
    assert shown(40, 40) == "█" * 20 + " 40/40 URLs"
    assert shown(0, 0) == "░" * 20 + " 0/0 URLs"


def test_who_is_waited_for_and_why_is_said() -> None:
    slow = Waiting("slow.org", 7.2, asked_to=False)
    calm = Waiting("calm.org", 30.0, asked_to=True)
    quick = Waiting("quick.org", 1.0, asked_to=False)
    assert shown(1, 9, slow).endswith(", slow.org has not responded for 7 s")
    assert shown(1, 9, calm, slow, quick).endswith(", calm.org wants 30 s and 1 more")
    assert shown(1, 9, quick).endswith("URLs")


def test_a_server_can_not_paint_the_terminal_nor_overflow_the_line() -> None:
    evil = Waiting("\x1b[31mevil" * 30, 7, asked_to=False)
    line = shown(1, 9, evil)
    assert "\x1b" not in line
    assert len(line) <= 78


def test_the_line_is_gone_at_the_end_and_only_if_there_was_one() -> None:
    stream = io.StringIO()
    with ProgressBar(stream) as progress:
        progress.show(1, 2, [])
    assert stream.getvalue().endswith("\r\x1b[K")
    stream = io.StringIO()
    with ProgressBar(stream):
        pass
    assert stream.getvalue() == ""


def test_a_terminal_without_blocks_or_that_is_gone_loses_the_bar_only() -> None:
    ascii_only = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    ProgressBar(ascii_only).show(1, 2, [])

    class Gone(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError

    ProgressBar(Gone()).show(1, 2, [])
