from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.markdown.parse import parse
from nblint.spelling import agreement
from nblint.spelling.lexicon import lexicon
from nblint.spelling.speller import Speller, speller

if TYPE_CHECKING:
    from nblint.spelling.lexicon import Lexicon
    from tests.spelling.conftest import Suspects

MIXTURE = st.lists(
    st.sampled_from(
        [
            *("recieve", "Teh", "implementatoin", "dont", "it's own", "will ensures", "`teh`"),
            *("the garden", "**", "_", " ", " ", "\n", "\n\n", "- ", "# ", "[teh](x)", "$teh$"),
            *("¼", "\u2019s", "<b>", "teh.com", "@teh", "Teh-teh", "\u00a0", "|", "\r\n", "de la"),
        ]
    ),
    max_size=20,
).map("".join)


@pytest.mark.parametrize(
    ("text", "word", "right"),
    [
        ("The implementatoin works.", "implementatoin", "implementation"),
        ("It recieves a signal.", "recieves", "receives"),
        ("Add water to teh soil.", "teh", "the"),
        ("You need alot of water.", "alot", "a lot"),
        ("It works in mostcases, but this dont.", "dont", "don't"),
        ("The doesnt.", "doesnt", "doesn't"),
        ("# The gardne path\n\nWalk on.", "gardne", "garden"),
        ("[the gardne path](x.md)", "gardne", "garden"),
        ("![the gardne path](x.png)", "gardne", "garden"),
        ("| a |\n|---|\n| the gardne path |\n", "gardne", "garden"),
        ("---\ntitle: The gardne path\n---\n", "gardne", "garden"),
        ("Teh soil is wet.", "Teh", "The"),
        ("We meet on wendsday at noon.", "wendsday", "Wednesday"),
        ("A comma-seperated list.", "seperated", "separated"),
        ("Two co-implementatoin plans.", "implementatoin", "implementation"),
        ("# A Simple Langauge\n", "Langauge", "Language"),
        ("We work to stablize support for it.", "stablize", "stabilize"),
        ("They are primarly grown for food.", "primarly", "primarily"),
    ],
)
def test_a_misspelling_is_found(suspects: Suspects, text: str, word: str, right: str) -> None:
    (suspect,) = suspects(text)
    assert suspect.written == word
    assert suspect.suggestions[0] == right


@pytest.mark.parametrize(
    "text",
    [
        "The colour and the color of aluminium and aluminum.",
        "Dosovitskiy and Kubernetes, llama-2-70b, 8x7B, GPT-2-XL, 0xdeadbeaf, CycleGAN and MHSA.",
        "Run `teh` and see https://teh.example.org/recieve or teh.com, me@teh.org, /etc/teh.",
        "$recieve$ and\n\n```\nrecieve\n```\n",
        "<img title='teh'>",
        "See [@teh2020] and :teh: there.",
        "Il mio giardino è il più bello della città, e non lo vendo.",
        "Der Garten ist für die Dokumentation nicht wichtig und wird später beschrieben.",
        "The API's 4th, 5 th and 1st calls; it'd've been stat'ed.",
        "**imp**lement the p__lan__s and (o)bject()",
        "An axios call: the axios client, and axios again, as axios does.",
        'One writes "recieve", or says "it can ensures that", or \u201cmore then one\u201d.',
        "The tokeniser is vectorised, with parametrisations and a finaliser.",
        "The `recieve` method: call recieve to begin.",
        "The `gardne` method: call gardne to begin.",
        "The docu-\nmentation of the Documen-tation.",
    ],
)
def test_what_is_no_misspelling_is_left_alone(suspects: Suspects, text: str) -> None:
    assert not suspects(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It can ensures that.", "ensure"),
        ("It will generated a name.", "generate"),
        ("It is used to renders the list.", "render"),
        ("It should be remove.", "removed"),
        ("As is describe in the guide.", "described"),
        ("This lets you creates it.", "create"),
        ("This sections describes the parts.", "section"),
        ("Within a parameters of the call.", "parameter"),
        ("Of these function, two are slow.", "functions"),
        ("And it provide a way out.", "provides"),
    ],
)
def test_a_form_that_does_not_agree_is_found(suspects: Suspects, text: str, right: str) -> None:
    (suspect,) = suspects(text)
    assert suspect.suggestions == (right,)
    assert suspect.kind == "misplaced"
    assert not suspect.alone


RIGHT = """\
There is support for dark mode, and there may be support for more.
What it does is return to the start, and all you need to do is turn on the light.
Jony Ive made it. Each runs a test. Each sets x to 1. Each tests features.
A news and weather app, a terms and conditions page, a questions and answers section.
These point at the sun. These check that it is open. Those change with time.
In May changes were made. Will needs it. A trash can contains leaves. CAN supports it.
He sends you updates. Type I uses more.
Stir once more then serve. Try each other then decide. Nothing more then.
The HTE estimation and the suffix -ive, in request-dont-override.
Write "alot" as two words.
The goal is release on Friday, and this news is old.
They will effect a change, as they lost its full sum.
IT change and release management.
"""


@pytest.mark.parametrize("text", RIGHT.splitlines())
def test_right_text_is_left_alone_again_and_again(text: str) -> None:
    fresh, page = Speller(lexicon()), parse(text, "page.md")
    for _ in range(2):
        assert not [suspect for suspect in fresh.suspects(page) if suspect.score > 0]


@pytest.mark.parametrize(
    "text",
    [
        "It can fish, we can can fish, and the can contains fish.",
        "All you need is described there; this works, and it does.",
        "Let it work, make it render, and see it run.",
        "These list the parts, and these work.",
        "From those type hints a schema is made.",
        "A means to an end, a series of steps, a news item.",
        "It is open in the evening and set to run.",
        "The one related to rendering; to related pages.",
        "That will related pages show?",
        "Refer to this lens-like and to-do lists.",
    ],
)
def test_forms_that_agree_are_left_alone(suspects: Suspects, text: str) -> None:
    assert not suspects(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It has more then one.", "than"),
        ("It could of been worse.", "have"),
        ("It has it's own roots.", "its"),
        ("Because its a weed.", "it's"),
        ("They have there own way.", "their"),
        ("It goes trough the soil.", "through"),
        ("In theses cases, stop.", "these"),
        ("You may loose the data.", "lose"),
        ("The steps are as follow:", "follows"),
    ],
)
def test_a_word_that_is_out_of_place_is_found(suspects: Suspects, text: str, right: str) -> None:
    (suspect,) = suspects(text)
    assert suspect.suggestions == (right,)


@pytest.mark.parametrize(
    "text",
    [
        "If there are more then stop.",
        "The might of the empire, a trough of water, two theses on gardens.",
        "Its roots, it's late, there they are, their roots, as follow-up.",
        "The loose soil may be dry.",
        "In principal component analysis.",
    ],
)
def test_a_word_in_its_place_is_left_alone(suspects: Suspects, text: str) -> None:
    assert not suspects(text)


def test_a_short_word_is_doubted_in_the_company_of_a_slip(suspects: Suspects) -> None:
    text = (
        "When it comes to that, we get the importance score ofr th blocks within each of the rows."
    )
    found = suspects(text)
    assert [suspect.written for suspect in found] == ["ofr", "th"]


def test_a_title_is_judged_by_the_page(suspects: Suspects) -> None:
    (suspect,) = suspects("---\ntitle: AI Safet\n---\nSafety, and AI Safety again.\n")
    assert suspect.suggestions[0] == "Safety"


def test_all_places_of_a_word_are_told(suspects: Suspects) -> None:
    text = "The implementatoin is an implementatoin."
    (suspect,) = suspects(text)
    assert [span.of(text) for span in suspect.spans] == ["implementatoin"] * 2


def test_a_word_that_a_page_uses_often_is_its_own(suspects: Suspects) -> None:
    assert suspects("A gardne is wide.")
    assert not suspects("A gardne is wide. " * 12)


def test_a_dialect_takes_the_other_for_misspelt() -> None:
    page = parse("The colour or color: organised or organized; whilst.", "page.md")
    british, american = (speller(name).suspects(page) for name in ("british", "american"))
    assert [(item.written, *item.suggestions) for item in british] == [("color", "colour")]
    assert ("colour", "color") in [(item.written, *item.suggestions) for item in american]


def test_what_is_settled_is_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nblint.spelling.speller._MOST_SETTLED", 3)
    fresh = Speller(lexicon())
    page = parse("The garden is wide and teh soil is wet.", "page.md")
    first = fresh.suspects(page)
    fresh.suspects(parse("Quite another meadow blooms.", "page.md"))
    assert "garden" not in fresh._settled  # noqa: SLF001 - that is what is bounded
    assert fresh.suspects(page) == first


def test_a_pair_of_words_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    may_slip = agreement.may_slip

    def noting(words: Lexicon, left: str, word: str) -> bool:
        looked.append(f"{left} {word}")
        return may_slip(words, left, word)

    monkeypatch.setattr(agreement, "may_slip", noting)
    fresh = Speller(lexicon())
    page = parse("You can zest a quince.", "page.md")
    assert fresh.suspects(page) == fresh.suspects(page) == ()
    assert sorted(set(looked)) == sorted(looked) != []


@given(MIXTURE)
def test_places_are_true_whatever_the_page(text: str) -> None:
    document = parse(text, "page.md")
    for suspect in speller().suspects(document):
        assert {span.of(document.text) for span in suspect.spans} == {suspect.written}
        assert suspect.written.lower().replace("\u2019", "'") == suspect.word
        assert suspect.suggestions


def test_a_phrase_is_judged_anew_wherever_it_stands() -> None:
    fresh = Speller(lexicon())
    assert not fresh.suspects(parse("If there are more then one stops.", "page.md"))
    assert fresh.suspects(parse("There are more then one.", "page.md"))
