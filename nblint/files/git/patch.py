"""Diffs as git prints them: which options make one, and what it says."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# Everything that the configuration of a user or a repository could change in a diff
# (https://git-scm.com/docs/git-diff). Whether lines end in CRLF is a matter of the checkout.
DIFF: Final = (
    *("diff-index", "--cached", "--no-ext-diff", "--no-textconv", "--no-color", "--text"),
    *("--no-relative", f"-O{os.devnull}", "--find-renames", "-l1000", "--ignore-submodules"),
    *("--src-prefix=a/", "--dst-prefix=b/", "--unified=0", "--inter-hunk-context=0"),
    *("--no-indent-heuristic", "--diff-algorithm=myers", "--ignore-cr-at-eol"),
)
"""The command that compares a commit with the index."""

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def files_at_both(raw: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield path before, path now, and former content of the files that are at both.

    The lines hold ``:mode mode blob blob status``, the path and, of a rename, the new path.
    """
    fields = iter(raw.split(b"\0"))
    for field in fields:
        if not field:
            return
        _, _, blob, _, status = field.decode().split(" ")
        old = new = os.fsdecode(next(fields))
        if status.startswith("R"):
            new = os.fsdecode(next(fields))
        if status not in ("A", "D"):
            yield old, new, blob


def changed_lines(patch: bytes) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield each file of a patch with the first and the last line of each stretch that changed.

    The content of hunks is skipped.
    """
    lines = iter(patch.split(b"\n"))
    stretches: list[tuple[int, int]] = []
    for line in lines:
        if line.startswith(b"+++ "):
            stretches = []
            name = line[len(b"+++ ") :].removesuffix(b"\t")
            if name != b"/dev/null":
                yield os.fsdecode(_unquoted(name).removeprefix(b"b/")), stretches
            continue
        hunk = _HUNK.match(line)
        if hunk:
            old, new = (int(count or 1) for count in (hunk[1], hunk[3]))
            first = int(hunk[2])
            if new:
                stretches.append((first, first + new - 1))
            left = old + new
            while left:  # that a file ends without a newline is told in lines of their own
                left -= not next(lines, b"").startswith(b"\\")


def _unquoted(name: bytes) -> bytes:
    """Return a name that git may have quoted as C does, which Python reads the same."""
    if not name.startswith(b'"'):
        return name
    import ast  # noqa: PLC0415 - few names need it

    value: bytes = ast.literal_eval("b" + name.decode("ascii"))
    return value
