"""The files that reports go to: which of them may be overwritten, and how they are written."""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nblint.cli.commands.setup import CommandError
from nblint.files.atomic_write import replacing, why_unwritten, writable_path
from nblint.files.git.work_tree import find_work_tree
from nblint.model.file_types import PAGES
from nblint.report.report_detection import is_markdown_report, is_report
from nblint.report.terminal import Output, Style, escape_controls, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_DESCRIPTORS: Final = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")
_LARGEST: Final = 100_000_000
"""Bytes of a file that are looked at to tell whether it is a report."""


def check_files(files: Iterable[Path], inputs: Sequence[Path], root: Path, *, force: bool) -> None:
    """Raise CommandError for a file that no report can, or may, go to.

    A report replaces what is no file yet, an empty file or a report of an earlier run, and with
    `force` any other file but one of the `inputs` and a Markdown file or notebook of the project.
    """
    for file in files:
        try:
            fault = None if _is_descriptor(file) else _fault(file, inputs, root, force=force)
        except OSError as error:
            fault = why_unwritten(error)
        if fault:
            raise CommandError(escape_controls(f"--output: {file}: {fault}"))


def _fault(file: Path, inputs: Sequence[Path], root: Path, *, force: bool) -> str | None:
    real = writable_path(file, root, named=True)
    if real.exists() and not (real.is_file() or real.is_dir()):
        return None
    fault = _writing_fault(file, real)
    if fault is None and real.exists():
        return _overwriting_fault(real, inputs, root, force=force)
    return fault


def _writing_fault(file: Path, real: Path) -> str | None:
    """Say why a report cannot be written to `real`, which is `file` without symbolic links."""
    if not real.parent.is_dir():
        return f'no directory "{file.parent}"; create it'
    if real.is_dir():
        return "it is a directory; name a file in it"
    if not os.access(real.parent, os.W_OK | os.X_OK):
        return f'the directory "{file.parent}" is not writable; change its mode or its owner'
    if real.exists() and not os.access(real, os.W_OK):
        return "the file is read-only; change its mode or name another file"
    return None


def _overwriting_fault(
    file: Path, inputs: Sequence[Path], root: Path, *, force: bool
) -> str | None:
    """Say why a file that exists must not be overwritten."""
    with file.open("rb") as stream:
        text = stream.read(_LARGEST).decode("utf-8", "replace")
    status = file.stat()
    if is_markdown_report(text):
        return None
    if any(os.path.samestat(status, item.stat()) for item in inputs if item.exists()):
        return "it is an input of this run; name another file"
    project = os.path.realpath(root)
    within = file.is_relative_to(find_work_tree(Path(project)) or project)
    if within and file.name.lower().endswith(PAGES):
        return "it is a Markdown file or notebook of the project; name another file"
    if force or not text or is_report(text):
        return None
    return "it exists and is not a report of nblint; name another file or add --force"


def _is_descriptor(file: Path) -> bool:
    """Tell whether a path stands for an open descriptor, which may be that of a file."""
    return os.path.abspath(file).startswith(_DESCRIPTORS)  # noqa: PTH100 - Path.absolute keeps ".."


@contextmanager
def open_output(
    path: Path | None, root: Path, rule_pages: Mapping[str, str] | None = None
) -> Iterator[Output]:
    """Open the place a report goes to: a file, always in plain UTF-8, or standard output for None.

    A file is replaced at the end; after an exception it is what it was. Devices, pipes and
    descriptors are written as they are. Raises OSError when it cannot be written.
    """
    if path is None:
        yield Output(sys.stdout, style_of(sys.stdout, os.environ, rule_pages or {}))
    elif _is_descriptor(path) or _is_special(writable_path(path, root, named=True)):
        with path.open("a", encoding="utf-8", newline="\n") as stream:
            yield Output(stream, Style())
    else:
        with replacing(path, root, named=True) as file:
            text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
            yield Output(text, Style())
            text.detach()


def _is_special(real: Path) -> bool:
    try:
        return not stat.S_ISREG(real.stat().st_mode)
    except FileNotFoundError:
        return False
