"""The hardening suite finds what it looks for, and shows it small."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from hardening.campaign import FIGURES, Property
from hardening.minimise import minimise
from hardening.places import Lines
from hardening.sample import Fault, Sample, internal_error, judge_in_time
from nblint.model.finding import LineIndex

if TYPE_CHECKING:
    from random import Random

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the suite forks")


@pytest.fixture(autouse=True)
def own_figures() -> None:
    FIGURES.clear()


def make(random: Random) -> Sample:
    return Sample("page.md", "".join(random.choices("abc\n", k=30)))


def test_failing_text_is_reduced_to_what_makes_it_fail() -> None:
    text = "one\ntwo x\nthree\nfour yz\n" * 5
    assert minimise(text, lambda part: "x" in part and "z" in part) in {"xz", "zx"}


def test_property_fails_with_a_minimal_sample_of_each_kind() -> None:
    def judge(sample: Sample) -> Fault | None:
        if "ab" in sample.text:
            return Fault("has ab")
        return Fault("has c") if "c" in sample.text else None

    with pytest.raises(AssertionError) as caught:
        Property("letters", make, judge).hold(200)
    assert "page.md: 'ab'" in str(caught.value)
    assert "page.md: 'c'" in str(caught.value)
    assert "NBLINT_HARDENING_SEED=" in str(caught.value)
    assert FIGURES[0].failures == 2


def test_property_holds_where_nothing_fails() -> None:
    Property("nothing", make, lambda _: None).hold(50)
    Property("nothing here", make, lambda _: None).hold(50, on_all_cores=False)
    assert [(figures.samples, figures.failures) for figures in FIGURES] == [(50, 0), (50, 0)]


def test_sample_that_ends_its_process_is_a_failure() -> None:
    def judge(sample: Sample) -> None:
        if "abc" in sample.text:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(AssertionError, match="the process ended with status -9"):
        Property("deadly", make, judge).hold(200)


def test_sample_that_takes_too_long_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hardening.sample.CPU_LIMIT", 0.1)

    def judge(_: Sample) -> Fault | None:
        while True:
            pass

    fault = judge_in_time(judge, Sample("page.md", ""))
    assert fault is not None
    assert "CPU time" in fault.kind


def test_exception_is_a_fault_that_says_where_it_was_raised() -> None:
    fault = judge_in_time(lambda sample: Fault(sample.text[9]), Sample("page.md", ""))
    assert fault is not None
    assert fault.kind.startswith("IndexError in test_hardening_support.py")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a.md: internal error in rule typo: KeyError: 'a'; please", "rule typo: KeyError: …"),
        ("internal error in the parser: RecursionError: 12 deep", "the parser: too deep"),
    ],
)
def test_internal_errors_of_one_cause_are_of_one_kind(text: str, kind: str) -> None:
    fault = internal_error(text)
    assert fault is not None
    assert fault.kind == f"internal error in {kind}"


@pytest.mark.parametrize("text", ["", "a\nb", "\ufeffa\r\nb\rc\n\n", "\r\r\n\n\r"])
def test_places_are_counted_as_nblint_counts_them(text: str) -> None:
    lines, index = Lines(text), LineIndex(text)
    for offset in range(len(text) + 1):
        line, column = lines.place(offset)
        assert (line, column) == index.locate(offset)
        assert lines.line(line) == index.line_text(line)
