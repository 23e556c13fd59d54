"""What a person reads of a page: runs of prose, and the text of links, images and headings."""

from __future__ import annotations

from nblint.model import Prose, ProseRole, Span


class ProseBuilder:
    """Takes the text of a page in order; gives its prose, and its text to whoever collects it.

    `role` is what prose is part of just now; while `silent` is above 0, text is no prose.
    """

    def __init__(self, text: str) -> None:
        self.prose: list[Prose] = []
        self.role: ProseRole = "paragraph"
        self.silent = 0
        self._collectors: list[list[str]] = []
        self._text = text
        self._block = 0
        self._start = self._end = -1
        self._run_role: ProseRole = "paragraph"

    def start_collecting(self, words: list[str]) -> list[str]:
        """Gather what is read from here in `words`, which is returned."""
        self._collectors.append(words)
        return words

    def stop_collecting(self, words: list[str]) -> str:
        """Gather no more in `words`; return what was gathered, with white space folded."""
        # By identity: two lists of the same words are equal.
        self._collectors = [item for item in self._collectors if item is not words]
        return " ".join("".join(words).split())

    def next_block(self, role: ProseRole) -> None:
        """Begin the content of another block: nothing in it joins what came before."""
        self.flush()
        self._block += 1
        self.role = role
        self.silent = 0

    def literal(self, start: int, end: int) -> None:
        """Read the file from `start` up to `end`, which lie on one line, as it stands."""
        if self._collectors:
            self.collect(self._text[start:end])
        if self.silent:
            return
        if start == self._end and self.role == self._run_role:
            self._end = end
        else:
            self.flush()
            self._start, self._end, self._run_role = start, end, self.role

    def collect(self, text: str) -> None:
        """Read text that stands otherwise in the file, or is no prose."""
        for collector in self._collectors:
            collector.append(text)

    def flush(self) -> None:
        """End the current run of prose."""
        if self._start >= 0 and not self._text[self._start : self._end].isspace():
            self.prose.append(Prose(Span(self._start, self._end), self._run_role, self._block))
        self._start = self._end = -1
