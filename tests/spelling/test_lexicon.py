from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.spelling.corrections import candidates
from nblint.spelling.morphology import is_prefixed, is_suffixed, is_verb, with_ed, with_s, without_s

if TYPE_CHECKING:
    from nblint.spelling.lexicon import Lexicon


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("implementation", "word"),
        ("kubernetes", "word"),
        ("autoencoder", "word"),
        ("color", "american"),
        ("colour", "british"),
        ("portuguese", "name"),
        ("recieve", "seen"),
        ("focussed", "word"),
        ("archeology", "word"),
        ("injective", "word"),
        ("greyscale", "word"),
        ("solara", "name"),
        ("substract", "seen"),
        ("formated", "seen"),
    ],
)
def test_kind_of_word(words: Lexicon, word: str, kind: str) -> None:
    entry = words.find(word)
    assert entry
    assert entry.kind == kind


@pytest.mark.parametrize("word", ["implementatoin", "episilon", "", "x" * 40, "the\tz", "\n"])
def test_unknown_word_has_no_entry(words: Lexicon, word: str) -> None:
    assert words.find(word) is None


def test_frequency_is_on_the_zipf_scale(words: Lexicon) -> None:
    the, common, rare = map(words.find, ("the", "section", "heteroscedastic"))
    assert the
    assert common
    assert rare
    assert 7 < the.zipf < 8
    assert the.zipf > common.zipf > 4 > rare.zipf


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("teh", "the"),
        ("saftey", "safety"),
        ("implementatoin", "implementation"),
        ("swtich", "switch"),
        ("simulatenously", "simultaneously"),
        ("intothe", "into the"),
    ],
)
def test_likeliest_correction_comes_first(words: Lexicon, wrong: str, right: str) -> None:
    assert candidates(words, wrong)[0].word == right


def test_names_are_candidates_on_request(words: Lexicon) -> None:
    assert "portuguese" in {item.word for item in candidates(words, "portugese", names=True)}
    assert "portuguese" not in {item.word for item in candidates(words, "portugese")}


def test_word_pairs_have_logarithmic_counts(words: Lexicon) -> None:
    count = words.pairs.log_count
    assert count("in", "the") == 15
    assert count("depends", "on") > count("depends", "heavily") > 0
    assert count("depends", "zebra") == count("", "the") == 0


@pytest.mark.parametrize(
    ("word", "base"), [("ensures", "ensure"), ("queries", "query"), ("boxes", "box"), ("glass", "")]
)
def test_plural_and_third_person(words: Lexicon, word: str, base: str) -> None:
    assert without_s(words, word) == base
    assert not base or with_s(base) == word


@pytest.mark.parametrize(
    ("verb", "past"), [("remove", "removed"), ("apply", "applied"), ("play", "played")]
)
def test_past_tense(words: Lexicon, verb: str, past: str) -> None:
    assert with_ed(verb) == past
    assert is_verb(words, verb)


def test_words_with_a_prefix_or_suffix_are_recognized(words: Lexicon) -> None:
    assert is_prefixed(words, "reinitialization")
    assert is_suffixed(words, "parseable")
    assert is_suffixed(words, "debuggable")
    assert is_suffixed(words, "wobblier")
    assert not is_prefixed(words, "recieve")
    assert not is_suffixed(words, "implementatoin")
