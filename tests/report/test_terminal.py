from __future__ import annotations

import io
import os
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.report.terminal import Output, Style, escape_commands, escape_controls, style_of


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, naïve, 日本語 👍🏽 ☠\ufe0f", "plain, naïve, 日本語 👍🏽 ☠\ufe0f"),
        ("no\u00a0break", "no\u00a0break"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b31m", r"\x9b31m"),
        ("a\nb\r\tc\0\x7f", r"a\nb\r\tc\x00\x7f"),
        ("a\u202eb\u2066c\u200fd\u061c", r"a\u202eb\u2066c\u200fd\u061c"),
        ("a\u2028b\u2029c\x85", r"a\u2028b\u2029c\x85"),
        ("a\u200bb\ufeffc\u00add\u2060", r"a\u200bb\ufeffc\xadd\u2060"),
        ("a\u200db\u200c", r"a\u200db\u200c"),
        ("می\u200cشود क\u094d\u200dष", "می\u200cشود क\u094d\u200dष"),
        ("م\u200c\u200c", "م\u200c\\u200c"),
        ("caf\udce9", r"caf\udce9"),
        ("\U000e0041", r"\U000e0041"),
        ("C:\\new", "C:\\new"),
    ],
    ids=ascii,
)
def test_what_could_act_or_hide_is_spelled_out(text: str, shown: str) -> None:
    assert escape_controls(text) == shown


@given(st.text(st.characters()))
def test_no_live_character_survives(text: str) -> None:
    shown = escape_controls(text)
    shown.encode()
    left = {char: unicodedata.category(char) for char in shown}
    assert not {"Cc", "Cs", "Zl", "Zp"} & set(left.values())
    assert not any(unicodedata.bidirectional(char) in BIDI_CONTROLS for char in shown)
    assert escape_controls(shown) == shown


BIDI_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_every_bidirectional_control_is_spelled_out() -> None:
    controls = [
        char
        for char in map(chr, range(0x110000))
        if unicodedata.bidirectional(char) in BIDI_CONTROLS
    ]
    assert len(controls) == len(BIDI_CONTROLS)
    assert all(escape_controls(char).isascii() for char in controls)


@pytest.mark.parametrize(
    ("terminal", "environ", "color"),
    [
        (True, {}, True),
        (True, {"TERM": "xterm-256color"}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "0"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (False, {}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": ""}, False),
        (False, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
    ],
)
def test_colour_follows_the_terminal_and_the_environment(
    terminal: bool,  # noqa: FBT001 - a column of the table
    environ: dict[str, str],
    color: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert style_of(Tty() if terminal else io.StringIO(), environ).color is color


@pytest.mark.parametrize(
    ("terminal", "environ", "shown"),
    [
        (True, {"VTE_VERSION": "7200"}, True),
        (True, {"TERM_PROGRAM": "WezTerm"}, True),
        (True, {"TERM_PROGRAM": "Apple_Terminal"}, False),
        (True, {}, False),
        (True, {"VTE_VERSION": "7200", "TERM": "dumb"}, False),
        (False, {"VTE_VERSION": "7200", "FORCE_COLOR": "1"}, False),
    ],
)
def test_hyperlinks_are_for_terminals_known_to_show_them(
    terminal: bool,  # noqa: FBT001 - a column of the table
    environ: dict[str, str],
    shown: bool,  # noqa: FBT001 - a column of the table
) -> None:
    stream = Tty() if terminal else io.StringIO()
    style = style_of(stream, environ, {"typo": "file:///typo.md"})
    assert ("file:///typo.md" in style.rule("typo")) is shown


def test_a_style_without_colour_paints_nothing() -> None:
    assert Style().paint("error", "text") == "text"
    assert Style(color=True).paint("error", "text") == "\x1b[1;31mtext\x1b[0m"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")
@pytest.mark.parametrize(("columns", "width"), [(72, 72), (8, 40), (0, 100)])
def test_the_width_is_the_terminals_within_reason(columns: int, width: int) -> None:
    import pty  # noqa: PLC0415 - POSIX only
    import termios  # noqa: PLC0415 - POSIX only

    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, columns))
    with open(leader, "rb"), open(follower, "w", encoding="utf-8") as stream:  # noqa: PTH123 - descriptors
        assert style_of(stream, {}).width == width


def test_a_stream_that_is_no_terminal_has_the_default_width() -> None:
    assert style_of(io.StringIO(), {}).width == style_of(Tty(), {}).width == 100


def test_a_character_the_encoding_lacks_is_spelled_out() -> None:
    raw = io.BytesIO()
    output = Output(io.TextIOWrapper(raw, encoding="ascii"), Style())
    output.write(["naïve ", "…"])
    assert raw.getvalue() == rb"na\xefve \u2026"


def test_a_stream_in_memory_is_written_as_it_is() -> None:
    stream = io.StringIO()
    Output(stream, Style()).write(["naïve ", "…"])
    assert stream.getvalue() == "naïve …"


def test_a_reader_that_went_away_ends_the_writing_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor
        output = Output(stream, Style())
        output.write("x" * 4096 for _ in range(100))
        output.write(["more"])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("::error::forged.md:3:9: error", r"\x3a:error::forged.md:3:9: error"),
        ("  \x1b[1m::stop-commands::x", "  \x1b[1m\\x3a:stop-commands::x"),
        ("a\n::add-mask::x", "a\n\\x3a:add-mask::x"),
        (
            "3 | ##vso[task.setvariable variable=PATH]",
            r"3 | \x23#vso[task.setvariable variable=PATH]",
        ),
        ("##[error]x", r"\x23#[error]x"),
        ("###[x]", r"#\x23#[x]"),
        ("a ##teamcity[x]", r"a \x23#teamcity[x]"),
        (":::{note}", ":::{note}"),
        ("a ::error::b", "a ::error::b"),
        ("## [1.0] - 2024-01-01", "## [1.0] - 2024-01-01"),
        ("## Heading", "## Heading"),
    ],
)
def test_no_line_for_people_has_a_command_for_a_runner(line: str, expected: str) -> None:
    assert escape_commands(line) == expected
