from __future__ import annotations

import pytest

from nblint.checks.unknown_meta import CHECK, UnknownMetaOptions
from nblint.markdown.parse import parse


def suggestions(*keys: str, known: tuple[str, ...] = ()) -> list[str]:
    text = "\n".join(["---", *(f"{key}: x" for key in keys), "---", "", "Text.", ""])
    found = CHECK.run(parse(text, "page.md"), UnknownMetaOptions(known=known))
    return [f"{finding.word} {finding.suggestions[0]}" for finding in found]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("desciption", "description"),
        ("descripton", "description"),
        ("discription", "description"),
        ("ttile", "title"),
        ("Titl", "title"),
        ("auther", "author"),
        ("catgories", "categories"),
        ("pubishDate", "publishDate"),
        ("siderbar_position", "sidebar_position"),
        ("meta-descripton", "meta_description"),
        ("titel", "title"),
        ("tgas", "tags"),
        ("tagss", "tags"),
        ("dat", "date"),
    ],
)
def test_one_slip_is_found(key: str, meant: str) -> None:
    assert suggestions(key) == [f"{key} {meant}"]


@pytest.mark.parametrize(
    "key",
    [
        *("title", "Title", "metaDescription", "linktitle", "pub_date", "slug", "x", "tag", "data"),
        *("titles", "descriptions", "languages", "comment", "height", "feature", "publisher"),
        *("autor", "descripcion", "except", "update", "titre", "custom_field", "dated", "late"),
    ],
)
def test_usual_keys_plurals_and_words_of_their_own_are_left_alone(key: str) -> None:
    assert not suggestions(key)


def test_the_key_that_is_meant_must_not_be_on_the_page() -> None:
    assert not suggestions("description", "desciption")
    assert not suggestions("Description", "desciption")
    assert suggestions("title", "desciption") == ["desciption description"]


def test_only_keys_at_the_top_are_judged() -> None:
    document = parse("---\nparams: {desciption: x}\n---\nText\n", "page.md")
    assert not list(CHECK.run(document, UnknownMetaOptions()))


def test_the_option_known_takes_keys_in_any_spelling() -> None:
    assert not suggestions("desciption", known=("Desciption",))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\n'desciption': x\n---\n", "---\n'description': x\n---\n"),
        ("+++\ndesciption = 'x'\n+++\n", "+++\ndescription = 'x'\n+++\n"),
        ('{"desciption": "x"}\n', '{"description": "x"}\n'),
    ],
)
def test_the_fix_renames_the_key_in_every_format(before: str, after: str) -> None:
    (finding,) = CHECK.run(parse(before, "page.md"), UnknownMetaOptions())
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert not finding.fix.safe
    assert before[: edit.span.start] + edit.replacement + before[edit.span.end :] == after


def test_a_page_without_front_matter_is_silent() -> None:
    assert not list(CHECK.run(parse("Text\n", "page.md"), UnknownMetaOptions()))
