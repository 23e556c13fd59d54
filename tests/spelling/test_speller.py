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
    from nblint.spelling.lexicon import Lexicon, LexiconEntry
    from tests.spelling.conftest import Misspellings

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
def test_misspelling_is_found(misspellings: Misspellings, text: str, word: str, right: str) -> None:
    (misspelling,) = misspellings(text)
    assert misspelling.written == word
    assert misspelling.corrections[0] == right


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
def test_correct_text_is_not_reported(misspellings: Misspellings, text: str) -> None:
    assert not misspellings(text)


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
def test_agreement_error_is_found(misspellings: Misspellings, text: str, right: str) -> None:
    (misspelling,) = misspellings(text)
    assert misspelling.corrections == (right,)
    assert misspelling.kind == "real-word"
    assert not misspelling.unambiguous


CORRECT = """\
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


@pytest.mark.parametrize("text", CORRECT.splitlines())
def test_correct_text_is_not_reported_again_by_the_same_speller(text: str) -> None:
    fresh, page = Speller(lexicon()), parse(text, "page.md")
    for _ in range(2):
        assert not [
            misspelling for misspelling in fresh.misspellings(page) if misspelling.score > 0
        ]


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
def test_forms_that_agree_are_not_reported(misspellings: Misspellings, text: str) -> None:
    assert not misspellings(text)


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
def test_confused_word_is_found(misspellings: Misspellings, text: str, right: str) -> None:
    (misspelling,) = misspellings(text)
    assert misspelling.corrections == (right,)


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
def test_word_that_is_often_confused_is_correct_elsewhere(
    misspellings: Misspellings, text: str
) -> None:
    assert not misspellings(text)


def test_short_unknown_word_beside_a_misspelling_is_found(misspellings: Misspellings) -> None:
    text = (
        "When it comes to that, we get the importance score ofr th blocks within each of the rows."
    )
    found = misspellings(text)
    assert [misspelling.written for misspelling in found] == ["ofr", "th"]


def test_words_of_the_document_are_preferred_corrections_of_its_title(
    misspellings: Misspellings,
) -> None:
    (misspelling,) = misspellings("---\ntitle: AI Safet\n---\nSafety, and AI Safety again.\n")
    assert misspelling.corrections[0] == "Safety"


def test_misspelling_has_all_its_occurrences(misspellings: Misspellings) -> None:
    text = "The implementatoin is an implementatoin."
    (misspelling,) = misspellings(text)
    assert [span.of(text) for span in misspelling.spans] == ["implementatoin"] * 2


def test_unknown_word_that_a_document_uses_often_is_accepted(misspellings: Misspellings) -> None:
    assert misspellings("A gardne is wide.")
    assert not misspellings("A gardne is wide. " * 12)


def test_dialect_reports_words_of_the_other_dialect() -> None:
    page = parse("The colour or color: organised or organized; whilst.", "page.md")
    british, american = (speller(name).misspellings(page) for name in ("british", "american"))
    assert [(item.written, *item.corrections) for item in british] == [("color", "colour")]
    assert ("colour", "color") in [(item.written, *item.corrections) for item in american]


def test_words_over_the_limit_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    words, checked = lexicon(), list[str]()
    find = words.find

    def recording(word: str) -> LexiconEntry | None:
        checked.append(word)
        return find(word)

    monkeypatch.setattr(words, "find", recording)
    fresh = Speller(words, max_remembered=3)
    page = parse("The garden is wide and teh soil is wet.", "page.md")
    first = fresh.misspellings(page)
    fresh.misspellings(parse("Quite another meadow blooms.", "page.md"))
    assert fresh.misspellings(page) == first
    assert checked.count("garden") == 2


def test_correct_pair_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    has_other_form_after = agreement.has_other_form_after

    def recording(words: Lexicon, left: str, word: str) -> bool:
        checked.append(f"{left} {word}")
        return has_other_form_after(words, left, word)

    monkeypatch.setattr(agreement, "has_other_form_after", recording)
    fresh = Speller(lexicon())
    page = parse("You can zest a quince.", "page.md")
    assert fresh.misspellings(page) == fresh.misspellings(page) == ()
    assert sorted(set(checked)) == sorted(checked) != []


@given(MIXTURE)
def test_spans_contain_the_written_word_in_any_document(text: str) -> None:
    document = parse(text, "page.md")
    for misspelling in speller().misspellings(document):
        assert {span.of(document.text) for span in misspelling.spans} == {misspelling.written}
        assert misspelling.written.lower().replace("\u2019", "'") == misspelling.word
        assert misspelling.corrections


def test_phrase_is_checked_at_each_occurrence() -> None:
    fresh = Speller(lexicon())
    assert not fresh.misspellings(parse("If there are more then one stops.", "page.md"))
    assert fresh.misspellings(parse("There are more then one.", "page.md"))
