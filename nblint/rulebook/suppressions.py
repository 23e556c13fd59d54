"""Instructions in a page that silence rules, and those among them that silence nothing."""

from __future__ import annotations

from bisect import bisect_right
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nblint.model import Span
from nblint.model.finding import Edit, Finding, Fix
from nblint.model.nearest import nearest
from nblint.rulebook.inline_config import Directive, read_directives

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from nblint.model import Document

ALL = "all"
"""The name that stands for every rule."""

UNUSED_SUPPRESSION = "unused-suppression"
"""The rule that judges suppressions."""


class Suppression(Struct, frozen=True, gc=False):
    """A rule or group that is silenced within a part of the page.

    `instruction` is the index of the instruction that asks for it.
    """

    name: str
    within: Span
    instruction: int


Steps = tuple[list[int], list[int]]
"""Offsets in order and, for each, the entry that holds from there to the next one, or -1."""


class Suppressions(Struct, frozen=True, gc=False):
    """What a page silences. It can be pickled, and judged without the page.

    `narrowest` has for each name which of its entries holds in the smallest part of the page.
    """

    entries: tuple[Suppression, ...] = ()
    instructions: tuple[Directive, ...] = ()
    problems: tuple[Finding, ...] = ()
    narrowest: dict[str, Steps] = {}

    def match(self, rule: str, group: str, span: Span) -> int | None:
        """Return the index of the entry that silences a finding of `rule` at `span`, or None.

        A finding is silenced where it begins. Of several entries it is the one that holds in the
        smallest part of the page.
        """
        return self._match((rule, group, ALL), span)

    def _match(self, names: Collection[str], span: Span) -> int | None:
        found = []
        for name in names:
            offsets, owners = self.narrowest.get(name, ((), ()))
            at = bisect_right(offsets, span.start) - 1
            if at >= 0 and owners[at] >= 0:
                found.append((_size(self.entries[owners[at]]), owners[at]))
        return min(found)[1] if found else None

    def unused(self, used: Iterable[int], judged: Collection[str]) -> Iterator[Finding]:
        """Return the instructions that silenced nothing, and those that make no sense.

        `used` are the indices that `match` returned. `judged` are the rules that were run on the
        page and the groups, `all` among them, whose rules were all run: of others nothing can be
        said. These findings are silenced by the name of their own rule alone, or else a comment
        that silences all rules would never be reported.
        """
        used = set(used)
        idle = {
            index
            for index, entry in enumerate(self.entries)
            if entry.name in judged and index not in used
        }
        own = {index for index in idle if self.entries[index].name == UNUSED_SUPPRESSION}
        for finding in (*self.problems, *self._idle(idle - own)):
            index = self._match((UNUSED_SUPPRESSION,), finding.span)
            if index is None:
                yield finding
            else:
                own.discard(index)
        yield from self._idle(own)

    def _idle(self, idle: set[int]) -> Iterator[Finding]:
        """Return a finding for each instruction that has entries among `idle`."""
        names: dict[int, list[str]] = {}
        for index in sorted(idle):
            names.setdefault(self.entries[index].instruction, []).append(self.entries[index].name)
        for number, unused in names.items():
            instruction = self.instructions[number]
            of = "" if ALL in unused else f" of {' or '.join(unused)}"
            yield _removable(instruction, f"unused suppression{of}", unused)


def suppressions(document: Document, known: Collection[str]) -> Suppressions:
    """Read what a page silences; `known` are the names of all rules and groups."""
    reading = _Reading(known)
    for item in read_directives(document):
        if isinstance(item, Finding):
            reading.problems.append(item)
        else:
            reading.take(item)
    by_name: dict[str, list[int]] = {}
    for index, entry in enumerate(reading.entries):
        by_name.setdefault(entry.name, []).append(index)
    return Suppressions(
        tuple(reading.entries),
        tuple(reading.instructions),
        tuple(reading.problems),
        {name: _steps(reading.entries, indices) for name, indices in by_name.items()},
    )


def _size(entry: Suppression) -> int:
    return entry.within.end - entry.within.start


def _steps(entries: Sequence[Suppression], indices: Iterable[int]) -> Steps:
    """Return which of some entries is the smallest at each offset, the first of equal ones."""
    waiting = sorted(indices, key=lambda index: entries[index].within.start, reverse=True)
    spans = [entries[index].within for index in waiting]
    offsets = sorted({offset for span in spans for offset in (span.start, span.end)})
    held: list[tuple[int, int]] = []
    owners = []
    for offset in offsets:
        while waiting and entries[waiting[-1]].within.start <= offset:
            index = waiting.pop()
            heappush(held, (_size(entries[index]), index))
        while held and entries[held[0][1]].within.end <= offset:
            heappop(held)
        owners.append(held[0][1] if held else -1)
    return offsets, owners


class _Reading:
    """Makes entries of the instructions of one page, which it is given in document order."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = {*known, ALL}
        self._open: dict[str, list[int]] = {}  # made by `off`, and not ended by an `on` so far
        self.entries: list[Suppression] = []
        self.instructions: list[Directive] = []
        self.problems: list[Finding] = []

    def take(self, instruction: Directive) -> None:
        names = []
        for name, span in instruction.names or ((ALL, instruction.span),):
            if name not in self._known:
                self.problems.append(_unknown(name, span, self._known))
            elif name not in names:
                names.append(name)
        if instruction.verb == "on":
            self._end(instruction, names)
            return
        if instruction.verb == "off":
            for index, name in enumerate(names, len(self.entries)):
                self._open.setdefault(name, []).append(index)
        number = len(self.instructions)
        self.entries += (Suppression(name, instruction.within, number) for name in names)
        self.instructions.append(instruction)

    def _end(self, instruction: Directive, names: list[str]) -> None:
        """End the open regions of these names, or all of them where none is given."""
        ending = names if instruction.names else tuple(self._open)
        ended = [index for name in ending for index in self._open.pop(name, ())]
        for index in ended:
            within = Span(self.entries[index].within.start, instruction.span.start)
            self.entries[index] = replace(self.entries[index], within=within)
        if not instruction.names and ended:
            return
        ends = {self.entries[index].name for index in ended}
        idle = [name for name in names if name not in ends]
        if idle:
            self.problems.append(_removable(instruction, 'no matching "nblint: off"', idle))


def _unknown(name: str, span: Span, known: Collection[str]) -> Finding:
    message = f'no rule or group "{name}"'
    near = nearest(name, known)
    if near is None:
        return Finding(span, message, "use a name that `nblint rules` lists, or remove it")
    title = f"replace with {near}"
    fix = Fix(title, (Edit(span, near),), safe=False)
    return Finding(span, message, title, fix)


def _removable(instruction: Directive, message: str, names: Collection[str]) -> Finding:
    """Return a finding about some of an instruction's names, fixed by removing them."""
    kept = [name for name, _ in instruction.names if name not in names]
    what = " and ".join(names) if kept else "it"
    if instruction.removal is None:
        return Finding(instruction.span, message, f"remove {what} from the front matter")
    if not kept:
        fix = Fix("remove the comment", (instruction.removal,), safe=instruction.safe)
    else:
        span = Span(instruction.names[0][1].start, instruction.names[-1][1].end)
        title = f"remove {what} from the comment"
        edit = Edit(span, ", ".join(kept))
        fix = Fix(title, (edit,), safe=True, rewrites=instruction.span)
    return Finding(instruction.span, message, fix.title, fix)
