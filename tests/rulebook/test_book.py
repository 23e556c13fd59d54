from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import Struct

from nblint.checks.check import NoOptions, PageCheck
from nblint.config import ConfigError, load_config
from nblint.rulebook.book import RuleBook, load_rules, shipped_rules
from nblint.rulebook.explain import explain
from nblint.rulebook.rule_page import RulePageError, fences, read_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nblint.model import Document
    from nblint.model.finding import Finding


class Options(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    max_words: int = 10
    words: tuple[str, ...] = ()


def find_nothing(_document: Document, _options: Any) -> Iterator[Finding]:
    yield from ()


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a rule book of four rules, one of them off by default, and a folder to check."""
    names = ("long-title", "odd-title", "dead-end", "loose-end")
    checks = tuple(PageCheck(name, find_nothing, Options) for name in names)
    monkeypatch.setattr("nblint.rulebook.book.CHECKS", checks)
    monkeypatch.setattr("nblint.rulebook.book.shipped_rules", lambda: tmp_path / "book")
    write_page(tmp_path / "book/titles/long-title.md", "options: {max-words: 7}")
    write_page(tmp_path / "book/titles/odd-title.md", "enabled: false")
    write_page(tmp_path / "book/ends/dead-end.md")
    write_page(tmp_path / "book/ends/loose-end.md")
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write_page(path: Path, *metadata: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["---", f"name: {path.stem}", "summary: What", "severity: warning", *metadata, "---"]
    path.write_text("\n".join([*lines, "Why.", ""]))


def load(site: Path, settings: str = "") -> RuleBook:
    (site / "nblint.toml").write_text(settings)
    return load_rules(load_config([site]))


def selected(site: Path, settings: str) -> set[str]:
    return {rule.name for rule in load(site, settings).rules if rule.enabled}


def message(site: Path, settings: str) -> str:
    with pytest.raises((ConfigError, RulePageError)) as error:
        load(site, settings)
    text = str(error.value)
    assert "\n" not in text
    return text


HEAD = "---\nname: x\nsummary: A\nseverity: error\n"
ALL = {"long-title", "odd-title", "dead-end", "loose-end"}


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ("", ALL - {"odd-title"}),
        ('select = ["odd-title"]', {"odd-title"}),
        ('select = ["titles"]', {"long-title", "odd-title"}),
        ('select = ["all"]', ALL),
        ("select = []", set()),
        ('extend-select = ["odd-title"]', ALL),
        ('select = ["dead-end"]\nextend-select = ["titles"]', ALL - {"loose-end"}),
        ('ignore = ["ends"]', {"long-title"}),
        ('ignore = ["all"]', set()),
        ('select = ["ends"]\nignore = ["dead-end"]', {"loose-end"}),
        # A name beats a group, and a group beats all.
        ('select = ["dead-end"]\nignore = ["ends"]', {"dead-end"}),
        ('extend-select = ["dead-end"]\nignore = ["ends"]', {"long-title", "dead-end"}),
        ('select = ["ends"]\nignore = ["all"]', {"dead-end", "loose-end"}),
        ('select = ["dead-end"]\nignore = ["dead-end"]', set()),
        ("[rules.odd-title]\nenabled = true", ALL),
        ("[rules.dead-end]\nenabled = false", {"long-title", "loose-end"}),
        ('ignore = ["ends"]\n[rules.dead-end]\nenabled = true', {"long-title", "dead-end"}),
    ],
)
def test_selection(site: Path, settings: str, names: set[str]) -> None:
    assert selected(site, settings) == names


def test_a_rule_is_its_page_under_the_configuration(site: Path) -> None:
    rule, other = load(
        site, '[rules.long-title]\nseverity = "error"\nwords = ["a"]\n[rules.odd-title]'
    ).rules[2:]
    assert (rule.name, rule.group, rule.severity) == ("long-title", "titles", "error")
    assert rule.options == Options(max_words=7, words=("a",))
    assert rule.page.metadata.summary == "What"
    assert (other.severity, other.options) == ("warning", Options())


def test_options_of_the_configuration_win_over_those_of_the_page(site: Path) -> None:
    rule = load(site, "[rules.long-title]\nmax-words = 3").rules[2]
    assert rule.options == Options(max_words=3)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (
            'select = [\n"all",\n"dead-edn"]',
            '3: no rule or group "dead-edn"; did you mean "dead-end"?',
        ),
        ('extend-select = ["tittles"]', '1: no rule or group "tittles"; did you mean "titles"?'),
        ('ignore = ["x"]', '1: no rule or group "x"; `nblint rules` lists them'),
        (
            '[per-file-ignores]\n"*.md" = ["dead-ends"]',
            '2: no rule or group "dead-ends"; did you mean "dead-end"?',
        ),
        ("[rules.ends]", '1: no rule "ends"; `nblint rules` lists them'),
        (
            "[rules.dead-end]\nmax-word = 1",
            '2: unknown option "max-word"; did you mean "max-words"?',
        ),
        (
            "[rules.dead-end]\n\nmax-words = true",
            '3: "rules.dead-end.max-words" must be a whole number, not true or false',
        ),
        (
            "[rules.dead-end]\nwords = [1]",
            '2: item 1 of "rules.dead-end.words" must be a string, not a whole number',
        ),
        (
            '[rules.dead-end]\nseverity = "warn"',
            '2: unknown severity "warn"; the known ones are error, info, warning',
        ),
        (
            '[rules.dead-end]\nseverity = ["error"]',
            "2: unknown severity \"['error']\"; the known ones are error, info, warning",
        ),
        ('[rules.dead-end]\nenabled = "yes"', '2: "rules.dead-end.enabled" must be true or false'),
        ('rule-dirs = ["mine"]', '1: no directory "mine" in the root; correct the path'),
    ],
)
def test_a_setting_that_names_nothing_is_an_error(site: Path, settings: str, expected: str) -> None:
    assert message(site, settings) == f"nblint.toml:{expected}"


def test_a_built_in_rule_has_no_check(site: Path) -> None:
    write_page(site.parent / "book/ends/unused-suppression.md")
    rule = load(site).rules[2]
    assert (rule.name, rule.check, rule.options) == ("unused-suppression", None, NoOptions())


def test_a_rule_of_a_user_is_a_page_alone(site: Path) -> None:
    write_page(site / "mine/long-heading.md", "check: long-title", "options: {max-words: 4}")
    write_page(site / "mine/prose/long-prose.md", "check: long-title")
    rules = {rule.name: rule for rule in load(site, 'rule-dirs = ["mine"]').rules}
    assert rules["long-heading"].group == "mine"
    assert rules["long-prose"].group == "prose"
    assert rules["long-heading"].check is rules["long-title"].check
    assert rules["long-heading"].options == Options(max_words=4)


@pytest.mark.parametrize(
    ("name", "metadata", "expected"),
    [
        ("dead-end", (), "2: {book}/ends/dead-end.md has this name too; choose another"),
        ("titles", ("check: dead-end",), '2: "titles" is the name of a group; choose another'),
        ("all", ("check: dead-end",), '2: "all" is the name of a group; choose another'),
        ("new", (), '2: no check "new"; `nblint rules` lists them'),
        ("new", ("", "check: dead-edn"), '6: no check "dead-edn"; did you mean "dead-end"?'),
        (
            "new",
            ("check: dead-end", "options: {x: 1}"),
            '6: unknown key "x"; the known ones are max-words, words',
        ),
        (
            "new",
            ("check: dead-end", "options: {max-words: a}"),
            '6: "max-words" must be a whole number, not a string',
        ),
    ],
)
def test_a_page_that_makes_no_rule_is_an_error(
    site: Path, name: str, metadata: tuple[str, ...], expected: str
) -> None:
    write_page(site / f"mine/{name}.md", *metadata)
    said = message(site, 'rule-dirs = ["mine"]')
    assert said == f"mine/{name}.md:{expected.format(book=site.parent / 'book')}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Rule\n", "1: no metadata; begin the page with `---`, keys and values, and `---`"),
        ("---\na: 1\n", "1: no metadata; begin the page with `---`, keys and values, and `---`"),
        ("---\n- a\n---\n", "2: metadata is not a mapping; write keys and values"),
        (
            "---\na: [\n---\n",
            "3: metadata is not YAML: did not find expected node content; fix it",
        ),
        (
            "---\na: 2024-13-99\n---\n",
            "2: metadata is not YAML: not a value of the type timestamp; fix it",
        ),
        ("---\nname: x\nsummary: A\n---\n", '1: "severity" is missing; add it'),
        (f"{HEAD}enable: no\n---\n", '5: unknown key "enable"; did you mean "enabled"?'),
        (f"{HEAD}enabled: maybe\n---\n", '5: "enabled" must be true or false, not a string'),
        (f"{HEAD}options: {{1: 2}}\n---\n", '5: the keys of "options" must be strings'),
        (f"{HEAD.replace('x', 'y')}---\n", '2: "name" must be "x", as the file is called'),
    ],
)
def test_metadata_that_makes_no_sense_is_an_error(site: Path, text: str, expected: str) -> None:
    (site / "x.md").write_text(text)
    with pytest.raises(RulePageError) as error:
        read_page(site / "x.md", "mine")
    assert str(error.value) == f"x.md:{expected}"


def test_a_page_that_cannot_be_read_is_an_error(site: Path) -> None:
    (site / "x.md").write_bytes(b"---\n\xff\n---\n")
    with pytest.raises(RulePageError, match=r"^x\.md:2:1: byte 0xFF is not valid UTF-8"):
        read_page(site / "x.md", "mine")


def test_windows_line_endings_and_a_byte_order_mark_are_read(site: Path) -> None:
    text = "\ufeff---\r\nname: x\r\nsummary: What\r\nseverity: error\r\n---\r\n\r\nWhy.\r\n"
    (site / "x.md").write_bytes(text.encode())
    page = read_page(site / "x.md", "mine")
    assert (page.metadata.name, page.line, page.text.strip()) == ("x", 6, "Why.")


def test_rules_are_silent_in_the_files_they_are_ignored_for(site: Path) -> None:
    book = load(
        site,
        '[per-file-ignores]\n"drafts/" = ["titles"]\n"*.txt" = ["dead-end"]\n"/old.md" = ["all"]',
    )
    names = {
        path: [rule.name for rule in book.rules_for(str(site / path))]
        for path in ("a.md", "drafts/a.md", "drafts/a.txt", "x/b.txt", "old.md", "x/old.md")
    }
    assert names == {
        "a.md": ["dead-end", "loose-end", "long-title"],
        "drafts/a.md": ["dead-end", "loose-end"],
        "drafts/a.txt": ["loose-end"],
        "x/b.txt": ["loose-end", "long-title"],
        "old.md": [],
        "x/old.md": ["dead-end", "loose-end", "long-title"],
    }


def test_pages_with_the_same_patterns_share_their_rules(site: Path) -> None:
    book = load(site, '[per-file-ignores]\n"drafts/" = ["titles"]')
    drafts = book.rules_for(str(site / "drafts/a.md"))
    assert drafts is book.rules_for(str(site / "drafts/b/c.md"))
    assert drafts is not book.rules_for(str(site.parent / "drafts/a.md"))


@pytest.mark.parametrize(
    ("settings", "judged"),
    [
        ("", {"all", "titles", "long-title", "ends", "dead-end", "loose-end"}),
        ('select = ["dead-end"]', {"dead-end"}),
        ('select = ["ends"]', {"ends", "dead-end", "loose-end"}),
        ('select = ["odd-title"]', {"odd-title"}),
        ('[per-file-ignores]\n"a.md" = ["dead-end"]', {"titles", "long-title", "loose-end"}),
    ],
)
def test_a_group_is_judged_when_all_of_it_runs(site: Path, settings: str, judged: set[str]) -> None:
    assert load(site, settings).judged(str(site / "a.md")) == judged


def test_known_names_are_those_of_rules_and_groups(site: Path) -> None:
    assert load(site).known == ALL | {"titles", "ends"}


def test_a_rule_book_crosses_processes(site: Path) -> None:
    book = load(site, '[per-file-ignores]\n"drafts/" = ["titles"]')
    copy = pickle.loads(pickle.dumps(book))  # noqa: S301 - its own
    file = str(site / "drafts/a.md")
    assert copy.rules_for(file) == book.rules_for(file)


PAGE = """\
---
name: dead-end
summary: Way that ends
severity: error
enabled: false
---
It `ends`.

```sh
walk
```

````md fail
```
x
```
````
```text
1:1 it ends
```
```md fixed
y
```

```toml options
max-words = 1
```

```md file=a/b.md
z
```

```toml web
["https://garden.org/"]
```

```md pass
```
"""


def test_blocks_of_a_page_have_their_roles_and_places(site: Path) -> None:
    (site / "dead-end.md").write_text(PAGE)
    found = [
        (fence.role, fence.text, fence.line, fence.file)
        for fence in fences(read_page(site / "dead-end.md", "ends"))
    ]
    assert found == [
        ("", "walk\n", 10, ""),
        ("fail", "```\nx\n```\n", 14, ""),
        ("findings", "1:1 it ends\n", 19, ""),
        ("fixed", "y\n", 22, ""),
        ("options", "max-words = 1\n", 26, ""),
        ("file", "z\n", 30, "a/b.md"),
        ("web", '["https://garden.org/"]\n', 34, ""),
        ("pass", "", 38, ""),
    ]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("```md fails\nx\n```\n", '8: unknown block "md fails"; call it one of md fail, '),
        ("```md fail\nx\n", "8: unclosed block; close it"),
    ],
)
def test_a_block_that_makes_no_sense_is_an_error(site: Path, block: str, expected: str) -> None:
    (site / "dead-end.md").write_text(PAGE.partition("```")[0][:-1] + block)
    with pytest.raises(RulePageError) as error:
        fences(read_page(site / "dead-end.md", "ends"))
    assert str(error.value).startswith(f"dead-end.md:{expected}")


def test_a_text_block_is_what_is_found_only_after_what_fails(site: Path) -> None:
    (site / "dead-end.md").write_text(PAGE.replace("````md fail", "````md pass"))
    page = read_page(site / "dead-end.md", "ends")
    assert [fence.role for fence in fences(page)][1:4] == ["pass", "", "fixed"]


def test_explanation_of_a_rule(site: Path) -> None:
    (site.parent / "book/ends/dead-end.md").write_text(PAGE)
    rule = next(rule for rule in load(site).rules if rule.name == "dead-end")
    assert explain(rule) == (
        "# dead-end: Way that ends\n\nends, error, off by default, no fix\n\n"
        "It `ends`.\n\n```sh\nwalk\n```\n\n"
        "Reported:\n\n    ```\n    x\n    ```\n\nas:\n\n    1:1 it ends\n\nFixed:\n\n    y\n\n"
        "With the options:\n\n    max-words = 1\n\nWith the file a/b.md:\n\n    z\n\n"
        'With these HTTP responses:\n\n    ["https://garden.org/"]\n\n'
        "Not reported:\n"
    )


def test_explanation_of_a_rule_without_a_fix(site: Path) -> None:
    rule = next(rule for rule in load(site).rules if rule.name == "loose-end")
    assert "warning, on by default, no fix" in explain(rule)


def test_the_shipped_rules_are_found() -> None:
    assert (shipped_rules() / "structure/unused-suppression.md").is_file()
