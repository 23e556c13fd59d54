from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nblint.finding import Edit, Fix
from nblint.fix.front_matter import apply_readably
from nblint.markdown.front_matter import read_front_matter
from nblint.model import Span

YAML = "---\ntitle: AI safty\ntags: [a, b]\n---\n\nAI safty\n"
TOML = '+++\ntitle = "AI safty"\n+++\n\nAI safty\n'
JSON = '{\n  "title": "AI safty"\n}\n\nAI safty\n'


def fixes(text: str, word: str, new: str, *, safe: bool = True) -> list[Fix]:
    """Return a fix for every place at which the word stands."""
    starts = [at for at in range(len(text)) if text.startswith(word, at)]
    edits = [Edit(Span(at, at + len(word)), new) for at in starts]
    return [Fix("mend", (edit,), safe) for edit in edits]


@pytest.mark.parametrize("text", [YAML, TOML, JSON])
def test_what_front_matter_can_hold_is_written_there(text: str) -> None:
    fixed, applied = apply_readably(text, fixes(text, "safty", "safety"))
    assert fixed == text.replace("safty", "safety")
    assert len(applied) == 2


@pytest.mark.parametrize(
    ("text", "new"),
    [(YAML, "safety: now"), (YAML, "[safety"), (TOML, 'the "safe"'), (JSON, "back\\slash")],
)
def test_what_would_spoil_it_is_written_in_running_text_only(text: str, new: str) -> None:
    fixed, applied = apply_readably(text, fixes(text, "AI safty", new))
    head, _, body = text.rpartition("AI safty")
    assert fixed == head + new + body
    assert len(applied) == 1


def test_one_bad_fix_takes_no_good_one_with_it() -> None:
    text = "---\ntitle: AI safty\ndescription: Safty frist\n---\n"
    all_of_them = fixes(text, "AI safty", "safety: now") + fixes(text, "frist", "first")
    assert apply_readably(text, all_of_them)[0] == text.replace("frist", "first")


def test_a_safe_fix_makes_no_truth_value_of_a_word() -> None:
    text = "---\ntitle: yse\n---\n"
    assert apply_readably(text, fixes(text, "yse", "yes"))[0] == text
    assert apply_readably(text, fixes(text, "yse", "yes", safe=False))[0] != text


def test_front_matter_that_was_unreadable_may_be_mended() -> None:
    text = "---\ntitle: [AI\n---\n"
    assert apply_readably(text, fixes(text, "[AI", "AI", safe=False))[0] == "---\ntitle: AI\n---\n"


@settings(deadline=None)
@given(st.text("ab:#-'\"[]{}&*!|>%@` \n\\,\t", max_size=6), st.integers(0, len(YAML)))
def test_no_fix_makes_front_matter_worse(new: str, at: int) -> None:
    fixed, _ = apply_readably(YAML, [Fix("mend", (Edit(Span(at, at), new),), safe=True)])
    before, after = read_front_matter(YAML), read_front_matter(fixed)
    assert before
    assert after
    assert not after.problems
    assert len(after.entries) >= len(before.entries)
