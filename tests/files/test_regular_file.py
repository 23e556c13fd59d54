from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from nblint.files.regular_file import NotRegularError, TooLargeError, read_regular

if TYPE_CHECKING:
    from pathlib import Path


def test_file_of_the_limit_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_regular(file, 5) == b"12345"
    with pytest.raises(TooLargeError, match=r"^too large: 5 bytes, at most 4 are read$"):
        read_regular(file, 4)


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes in folders")
def test_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotRegularError, match="a named pipe"):
        read_regular(tmp_path / "pipe", 5)


def test_name_with_a_nul_is_missing() -> None:
    with pytest.raises(FileNotFoundError):
        read_regular("a\0b", 5)
