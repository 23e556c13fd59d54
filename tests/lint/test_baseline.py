from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from nblint.lint.baseline import Baseline, Counts
from nblint.model import Span
from nblint.model.finding import Diagnostic, Location
from nblint.model.fingerprint import Fingerprint, fingerprint

GONE = ("gone-a.md", "gone-b.md", "gone-c.md")
HERE = (Path(__file__).name, "test_faults.py")
ROOT = Path(__file__).parent


def finding(path: str, word: str) -> Diagnostic:
    location = Location(str(ROOT / path), 1, 1, 1, 2)
    return Diagnostic("typo", "warning", location, Span(0, 1), word, word, word=word)


def split_by_trying_all(
    accepted: Counts, diagnostics: list[Diagnostic]
) -> tuple[list[Diagnostic], Counts]:
    """Split findings in the obvious way, which takes as long as all pages times all findings."""
    left = {path: Counter(entries) for path, entries in accepted.items()}
    new = []
    for diagnostic in diagnostics:
        entry = fingerprint(diagnostic)
        home = Path(diagnostic.location.path).name
        others = [path for path in left if path in GONE]
        places = [path for path in (home, *others) if left.get(path, Counter())[entry]]
        if places:
            left[places[0]][entry] -= 1
        else:
            new.append(diagnostic)
    return new, {path: +entries for path, entries in left.items() if +entries}


@given(
    st.lists(st.tuples(st.sampled_from((*GONE, *HERE)), st.sampled_from("xyz")), max_size=12),
    st.lists(st.tuples(st.sampled_from(HERE), st.sampled_from("xyz")), max_size=12),
)
def test_pages_that_are_gone_lend_their_entries(
    entries: list[tuple[str, str]], found: list[tuple[str, str]]
) -> None:
    accepted: dict[str, Counter[Fingerprint]] = {}
    for path, word in entries:
        accepted.setdefault(path, Counter())[fingerprint(finding(path, word))] += 1
    diagnostics = [finding(path, word) for path, word in found]
    baseline = Baseline("b.json", ROOT, accepted)
    assert baseline.split(diagnostics) == split_by_trying_all(accepted, diagnostics)
