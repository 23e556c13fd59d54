"""Recipes: the shipped ones do what their examples say, and a user's own are read and checked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.web.host_rule_file import AskTable, Example, read_host_rule
from nblint.web.host_rules import HostRuleError, HostRuleRequest, HostRules, load_host_rules
from nblint.web.messages import Response
from nblint.web.url import normalise

SHIPPED = Path(__file__).parents[2] / "rules" / "hosts"
FILES = sorted(SHIPPED.glob("*.toml"))
BOOK = load_host_rules([SHIPPED])
EXAMPLES = [
    pytest.param(example, id=f"{path.stem}-{index}")
    for path in FILES
    for index, example in enumerate(read_host_rule(path).host_rule.example)
]

SKETCH = """\
name = "Sketch"
hosts = ["sketch.example"]

[[ask]]
match = '[^/]+/(?P<id>[^?]+)(?:\\?v=(?P<version>.*))?'
url = "https://api.sketch.example/{id}?version={version}&of={id}"
headers = { Accept = "application/json" }
gap = 2.5
when = [
  { json = { "list.0.state" = "open|true" }, outcome = "alive" },
  { status = [404, 410], text = "no such", outcome = "dead", reason = "the sketch is gone" },
]
"""


def book_of(folder: Path, text: str) -> HostRules:
    folder.mkdir(exist_ok=True)
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return load_host_rules([folder])


def found(book: HostRules, url: str) -> HostRuleRequest:
    ask = book.find(url)
    assert ask is not None
    return ask


@pytest.mark.parametrize("example", EXAMPLES)
def test_shipped_example(example: Example) -> None:
    ask = BOOK.find(normalise(example.url))
    assert (ask.url if ask else "") == example.asked
    answer = Response(example.asked, example.status, {}, example.body.encode())
    judged = ask.judge(answer if example.asked else None) if ask else None
    assert (judged[0] if judged else "probe") == example.outcome


def applies(table: AskTable, address: str) -> bool:
    is_left_out = bool(table.unless and re.fullmatch(table.unless, address))
    return bool(re.fullmatch(table.match, address)) and not is_left_out


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_host_rule_has_an_example_of_all_that_it_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# "), "say on what the recipe rests"
    host_rule = read_host_rule(path).host_rule
    said = []
    for example in host_rule.example:
        url = normalise(example.url)
        rest = url.partition("://")[2]
        table = next((item for item in host_rule.ask if applies(item, rest)), None)
        if table is not None:
            answer = Response(example.asked, example.status, {}, example.body.encode())
            said.append((table, found(BOOK, url).judge(answer if table.url else None)))
    for table in host_rule.ask:
        for when in table.when:
            assert (table, (when.outcome, when.reason)) in said


def test_shipped_host_rules_keep_to_https() -> None:
    asked = [
        table.url for path in FILES for table in read_host_rule(path).host_rule.ask if table.url
    ]
    assert asked
    assert all(url.startswith("https://") for url in asked)


def test_address_is_found_under_any_scheme_but_only_on_its_host() -> None:
    asked = "https://doi.org/api/handles/10.1000/182"
    assert found(BOOK, "http://doi.org/10.1000/182").url == asked
    assert found(BOOK, "https://doi.org/10.1000/182").url == asked
    assert BOOK.find("https://doi.org:8443/10.1000/182") is None
    assert BOOK.find("https://doi.org.example/10.1000/182") is None
    assert BOOK.find("https://notdoi.org/10.1000/182") is None


def test_pattern_for_a_domain_covers_what_is_below_it_only(tmp_path: Path) -> None:
    book = book_of(tmp_path, SKETCH.replace('"sketch.example"', '"*.sketch.example"'))
    assert book.find("https://a.sketch.example/1")
    assert book.find("https://a.b.sketch.example/1")
    assert book.find("https://sketch.example/1") is None
    assert book.find("https://asketch.example/1") is None


def test_host_may_have_a_port(tmp_path: Path) -> None:
    book = book_of(tmp_path, SKETCH.replace('"sketch.example"', '"localhost:8000"'))
    assert book.find("http://localhost:8000/1")
    assert book.find("http://localhost/1") is None


def test_groups_are_put_in_encoded(tmp_path: Path) -> None:
    book = book_of(tmp_path, SKETCH)
    asked = found(book, "https://sketch.example/a/b%2Fc;d&e?v=1+2").url
    expected = "https://api.sketch.example/a/b%2Fc%3Bd%26e?version=1%2B2&of=a%2Fb%2Fc%3Bd%26e"
    assert asked == expected
    without = "https://api.sketch.example/1?version=&of=1"
    assert found(book, "https://sketch.example/1").url == without


def test_ask_says_what_to_send_and_how_much_to_read(tmp_path: Path) -> None:
    book = book_of(tmp_path, SKETCH)
    ask = found(book, "https://sketch.example/1")
    assert (ask.host_rule, ask.headers) == ("Sketch", (("Accept", "application/json"),))
    assert ask.max_body > 0
    assert book.gaps == {"api.sketch.example": 2.5}
    by_status = found(BOOK, "https://pypi.org/project/x/")
    assert by_status.max_body == 0


def test_host_rule_of_an_earlier_folder_wins_where_it_matches(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    mine = """
name = "Mine"
hosts = ["*.sketch.example", "sketch.example"]
ask = [{ match = '.*/a', when = [{ outcome = "skipped", reason = "known" }] }]
"""
    (tmp_path / "mine" / "x.toml").write_text(mine, encoding="utf-8")
    book_of(tmp_path / "theirs", SKETCH)
    book = load_host_rules([tmp_path / "mine", tmp_path / "theirs"])
    assert found(book, "https://sketch.example/a").host_rule == "Mine"
    assert found(book, "https://sketch.example/b").host_rule == "Sketch"
    assert book.find("https://a.sketch.example/b") is None


def test_first_file_of_a_folder_wins(tmp_path: Path) -> None:
    for name in "cabd":
        text = SKETCH.replace("Sketch", name)
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    assert found(load_host_rules([tmp_path]), "https://sketch.example/1").host_rule == "a"


def test_longest_gap_that_is_asked_for_is_kept(tmp_path: Path) -> None:
    ask = SKETCH[SKETCH.index("[[ask]]") :]
    book = book_of(tmp_path, SKETCH + ask.replace("2.5", "4.0") + ask.replace("2.5", "3.0"))
    assert book.gaps == {"api.sketch.example": 4.0}


def test_text_alone_is_looked_for(tmp_path: Path) -> None:
    text = """
name = "Sketch"
hosts = ["sketch.example"]
ask = [{ match = '.*', url = "https://api.example/", when = [
  { text = "no such", outcome = "dead", reason = "gone" },
]}]
"""
    ask = found(book_of(tmp_path, text), "https://sketch.example/1")
    assert ask.max_body > 0
    assert ask.judge(Response(ask.url, 200, {}, b"no such sketch")) == ("dead", "gone")
    assert ask.judge(Response(ask.url, 200, {}, b"a sketch")) is None


def test_nobody_is_asked_where_the_address_tells() -> None:
    ask = found(BOOK, "https://www.linkedin.com/in/someone/")
    assert ask.url == ""
    assert ask.judge(None) == ("blocked", "LinkedIn shows no page to robots")


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, b'{"list": [{"state": "open"}]}', "alive"),
        (500, b'{"list": [{"state": true}]}', "alive"),
        (200, b'{"list": [{"state": "opened"}]}', None),
        (200, b'{"list": [{"state": {"a": "open"}}]}', None),
        (200, b'{"list": []}', None),
        (200, b'{"list": {"0": {"state": "open"}}}', "alive"),
        (200, b'"open"', None),
        (200, b"", None),
        (200, b"\xff", None),
        (200, b'"\xff"', None),
        (200, b"[" * 100_000, None),
        (404, b"there is no such sketch", "dead"),
        (410, b"there is no such sketch", "dead"),
        (404, b"not here", None),
        (200, b"there is no such sketch", None),
    ],
)
def test_answer_is_judged(tmp_path: Path, status: int, body: bytes, expected: str | None) -> None:
    ask = found(book_of(tmp_path, SKETCH), "https://sketch.example/1")
    judged = ask.judge(Response(ask.url, status, {}, body))
    assert (judged[0] if judged else None) == expected


def test_no_answer_tells_nothing(tmp_path: Path) -> None:
    assert found(book_of(tmp_path, SKETCH), "https://sketch.example/1").judge(None) is None


@given(st.text())
def test_any_text_is_looked_up(url: str) -> None:
    assert BOOK.find(url) is None or url


EXAMPLE = """
[[example]]
url = "https://sketch.example/1"
asked = "https://api.sketch.example/1?version=&of=1"
status = 404
body = "no such sketch"
outcome = "dead"
"""


def test_example_that_holds_is_accepted(tmp_path: Path) -> None:
    assert book_of(tmp_path, SKETCH + EXAMPLE).find("https://sketch.example/1")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name = ", "name ", ":1: not TOML: expected '=' after a key in a key/value pair"),
        ('outcome = "dead"\n', 'outcome = "dead', ":19: not TOML: unterminated string"),
        ('name = "Sketch"', "name = 1", ':1: "name" is wrong: expected `str`, got `int`'),
        ('name = "Sketch"\n', "", ':1: "name" is missing; add it'),
        ("match", "mach", ':5: unknown key "mach"; fix it or leave it out'),
        ("hosts = [", "hosts = [1, ", ':2: "hosts.0" is wrong: expected `str`, got `int`'),
        ('["sketch.example"]', "[]", ':2: "hosts" is wrong: expected `array` of length >= 1'),
        (
            '"sketch.example"',
            '"a.example", "https://b.example"',
            ':2: "https://b.example" is not a host; use "example.org" or "*.example.org"',
        ),
        ("(?P<id>", "(?P<id", ":5: invalid regular expression: the name of a group is missing or"),
        ("open|true", "open(", ":10: invalid regular expression: missing )"),
        ("of={id}", "of={ids}", ':6: no group "ids" in the pattern; write (?P<ids>…) there'),
        ("of={id}", "of= {id}", ":6: no URL to request; start it with https:// and encode it"),
        ("https://api", "ftp://api", ":6: no URL to request; start it with https://"),
        (', reason = "the sketch is gone"', "", ':11: "dead" needs a "reason"; add it'),
        ("url = ", "# ", ':10: nobody is asked; add "url", or say the outcome alone'),
        ('asked = "https', 'asked = "http', ':16: asks "https://api.sketch.example/1?'),
        ('asked = "https://api.sketch.example/1?version=&of=1"\n', "", ":14: asks "),
        ("status = 404\n", "", ':18: says "probe"; correct the rule or the example'),
        (
            'url = "https://sketch.example/1"',
            'url = "https://"',
            ":15: has no host; write an address",
        ),
        ("gap = 2.5", f"gap = {'[' * 2000}", ": lists or tables are nested too deeply"),
    ],
)
def test_mistake_is_said_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (SKETCH + EXAMPLE).replace(old, new, 1)
    with pytest.raises(HostRuleError) as error:
        book_of(tmp_path, text)
    message = str(error.value)
    assert message.startswith(f"{tmp_path / 'a.toml'}{said}")
    assert "\n" not in message


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(HostRuleError, match=r"a\.toml: not UTF-8 at byte 8; save it as UTF-8$"):
        load_host_rules([tmp_path])
    (tmp_path / "a.toml").unlink()
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(HostRuleError, match=r"a\.toml: a folder$"):
        load_host_rules([tmp_path])


def test_address_that_a_host_rule_leaves_alone_is_asked_itself(tmp_path: Path) -> None:
    text = SKETCH.replace("url = ", "unless = '[^/]+/2.*'\nurl = ", 1)
    book = book_of(tmp_path, text)
    assert book.find("https://sketch.example/1")
    assert book.find("https://sketch.example/2") is None


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(HostRuleError, match=r"/none: no such directory; correct the path$"):
        load_host_rules([tmp_path / "none"])


def test_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    assert book_of(tmp_path, "\ufeff" + SKETCH).find("https://sketch.example/1")


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_any_json_is_judged(value: object) -> None:
    ask = found(BOOK, "https://doi.org/10.1000/182")
    body = json.dumps({"responseCode": value}).encode()
    judged = ask.judge(Response(ask.url, 200, {}, body))
    assert (judged == ("alive", "")) == (
        value in {1, "1"} if isinstance(value, int | str) else False
    )
