from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lexicon.weigh import misspelled_words, unknown_words

if TYPE_CHECKING:
    from pathlib import Path

IN_DEVELOPMENT, HELD_BACK = "ada/notes", "ada/garden"
NONWORD = {"kind": "nonword", "wrong": "gardne", "right": "garden", "line_before": "The gardne."}
REALWORD = {"kind": "realword", "wrong": "then", "right": "than", "line_before": "More then one."}


def test_misspelled_words_are_nonwords_of_the_development_part(tmp_path: Path) -> None:
    fixes = [
        NONWORD | {"repo": IN_DEVELOPMENT},
        NONWORD | {"repo": HELD_BACK},
        REALWORD | {"repo": IN_DEVELOPMENT},
    ]
    path = tmp_path / "fixes.jsonl"
    path.write_text("".join(json.dumps(fix) + "\n" for fix in fixes), encoding="utf-8")
    (evidence,) = misspelled_words(path)
    assert evidence.bias == 1
    assert evidence.candidate_frequency > 3


def test_two_occurrences_of_an_unknown_word_are_samples(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        tmp_path.joinpath(name).write_text("The gardne is wide.\n", encoding="utf-8")
    assert len(list(unknown_words(tmp_path))) == 2
