from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

from lexicon.dictionaries import classify, uncertain_words

if TYPE_CHECKING:
    from pathlib import Path

LISTS = {
    "english-words.10": "garden",
    "american-words.20": "color",
    "british-words.20": "colour",
    "american-words.35": "prefer\ngarden's",
    "british-words.35": "prefer",
    "english-words.80": "injective\nsubstract\ncaffein",
    "english-words.95": "identifer",
    "british_variant_1-words.35": "focussed",
    "variant_2-words.50": "caffein",
    "variant_3-words.50": "publick",
    "english-upper.50": "Ada",
}


def archives(directory: Path) -> dict[str, Path]:
    """Return archives with a few words each."""
    dictionary = {"en.aff": "SET UTF-8\n", "en.dic": "3\nPr\npr\nEmma\n"}
    return {
        "scowl": archive(directory / "scowl.tar", {f"scowl/{name}": LISTS[name] for name in LISTS}),
        "dictionary-en": archive(directory / "en.tar", dictionary),
    }


def archive(path: Path, files: dict[str, str]) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return path


def test_kind_of_word_depends_on_the_lists_that_have_it(tmp_path: Path) -> None:
    kinds = classify(archives(tmp_path))
    assert [kinds[word] for word in ("garden", "prefer", "color", "colour")] == list("wwab")
    assert kinds["emma"] == "n"
    assert kinds["pr"] == "w"
    assert kinds["greyscale"] == "w"
    assert kinds["solara"] == "n"
    assert kinds.keys().isdisjoint({"garden's", "injective", "focussed", "identifer", "ada"})


def test_variants_and_rare_words_are_uncertain_but_misspellings_are_left_out(
    tmp_path: Path,
) -> None:
    expected = {"focussed": "variant", "caffein": "variant", "injective": "rare"}
    assert uncertain_words(archives(tmp_path)) == expected
