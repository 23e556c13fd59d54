from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.files.source import SourceError, decode, display_name, read, read_page


def message_of(path: Path, max_size: int = 100) -> str:
    with pytest.raises(SourceError) as caught:
        read(path, max_size)
    return caught.value.about("a.md")


@pytest.mark.parametrize("text", ["", "a\r\nb\rc\n", "\ufeff# é\n", "a\0b".rjust(9000)])
def test_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(text.encode())
    assert read(file) == text


def test_missing_file(tmp_path: Path) -> None:
    assert message_of(tmp_path / "a.md") == "a.md: no such file or directory"


def test_folder(tmp_path: Path) -> None:
    assert message_of(tmp_path) == "a.md: a folder, not a file; name a file instead"


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert message_of(tmp_path / "pipe") == "a.md: a named pipe, not a file; name a file instead"


def test_device_is_not_opened() -> None:
    assert message_of(Path("/dev/zero")) == "a.md: a device, not a file; name a file instead"


def test_socket_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        expected = "a.md: a socket, not a file; name a file instead"
        assert message_of(Path("socket")) == expected


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.touch()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(file))

    # Root may read anything.
    monkeypatch.setattr("nblint.files.regular_file.open", refuse, raising=False)
    assert message_of(file) == "a.md: no permission to read it; change its mode or its owner"


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    expected = "a.md: symbolic links that lead to one another; fix or remove them"
    assert message_of(tmp_path / "a.md") == expected


def test_fault_of_the_disk_is_told_in_the_words_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    file.touch()

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("nblint.files.regular_file.open", fail, raising=False)
    assert message_of(file) == "a.md: input/output error"


def test_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * 100)
    assert read(file, max_size=100) == "x" * 100


def test_larger_page_names_the_setting(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * 101)
    with pytest.raises(SourceError) as caught:
        read_page(file, 100)
    expected = "too large: 101 bytes, max-file-size is 100; raise it or exclude it"
    assert caught.value.message == expected


def test_larger_file_names_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"x" * 101)
    assert message_of(file) == "a.md: too large: 101 bytes, at most 100 are read"


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_file_without_a_size_is_bounded_too() -> None:
    assert "too large" in message_of(Path("/proc/self/environ"), max_size=3)


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-32"])
@pytest.mark.parametrize("order", ["LE", "BE"])
def test_wide_encoding_is_named(encoding: str, order: str) -> None:
    with pytest.raises(SourceError, match=f"^{encoding} text; save it as UTF-8$"):
        decode("\ufeff# Title".encode(f"{encoding}-{order}"))


def test_binary_file_is_told_apart() -> None:
    with pytest.raises(SourceError, match=r"^a binary file, not text"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xe9", (1, 1)),
        (b"a\r\nb\rcaf\xe9\n", (3, 4)),
        ("\ufeffé".encode() + b"\xe9", (1, 2)),
        (b"a\n\xc3", (2, 1)),
    ],
)
def test_first_byte_that_is_not_utf8_is_shown(data: bytes, place: tuple[int, int]) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data)
    assert (caught.value.line, caught.value.column) == place


def test_bad_byte_is_reported_with_its_place() -> None:
    with pytest.raises(SourceError) as caught:
        decode(b"a\nb\xa0")
    message = "byte 0xA0 is not valid UTF-8; save the file as UTF-8"
    assert caught.value.about("a.md") == f"a.md:2:2: {message}"
    assert caught.value.placed == f"line 2, column 2: {message}"


def test_fault_of_the_whole_file_has_no_place() -> None:
    with pytest.raises(SourceError) as caught:
        decode(b"\0")
    assert caught.value.placed == caught.value.message


@given(st.binary())
def test_any_bytes_are_text_or_an_error_in_one_line(data: bytes) -> None:
    try:
        assert decode(data).encode() == data
    except SourceError as error:
        assert "\n" not in error.message  # noqa: PT017 - most bytes raise, but not all


def test_file_in_the_current_folder_is_called_by_its_path_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert display_name("docs/../a.md") == "a.md"
    assert display_name(str(tmp_path / "docs" / "a.md")) == "docs/a.md"


def test_file_elsewhere_is_called_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert display_name("../a.md") == "../a.md"
    assert display_name(f"{tmp_path}2/a.md") == f"{tmp_path}2/a.md"
