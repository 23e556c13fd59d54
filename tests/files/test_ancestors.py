"""The nearest directory upwards answers for those below it."""

from __future__ import annotations

from nblint.files.ancestors import Ancestors

ANSWERS = {"/a": "of a", "/a/b/c": "of c", "/": "of all"}


def test_the_nearest_answer_counts_and_each_directory_is_asked_once() -> None:
    asked = []

    def ask(directory: str) -> str | None:
        asked.append(directory)
        return ANSWERS.get(directory)

    ancestors = Ancestors(ask, lambda directory: directory == "/x", "none")
    directories = ("/a/b", "/a/b/c/d", "/a/b/c", "/a", "/x/y", "/x", "/z", "/")
    assert [ancestors.of(directory) for directory in directories] == [
        *("of a", "of c", "of c", "of a", "none", "none", "of all", "of all")
    ]
    assert len(asked) == len(set(asked))


def test_directories_may_be_nested_more_deeply_than_calls() -> None:
    ancestors = Ancestors(ANSWERS.get, lambda _: False, "none")
    assert ancestors.of("/a" + "/x" * 5_000) == "of a"
