"""What the pages of a Hugo site inherit, after its "Front matter" and "Configure cascade".

All of it was seen to hold for sites that Hugo 0.168.0 built, and but for the order of the rules in
one list with Hugo 0.111.3 too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.lint.front_matter_cascade import FrontMatterCascade

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
[[cascade]]
description = "of all news"
[cascade.target]
path = "/news/**"
"""
FILES = {
    "hugo.toml": CONFIG,
    "content/_index.md": "---\ncascade: {author: A}\n---\n",
    "content/a.md": "",
    "content/news/b.md": "",
    "content/snippets/_index.md": "---\ncascade:\n  build: {render: never}\n---\n",
    "content/snippets/deep/c.md": "",
    "content/snippets/deep/_index.md": "+++\n[cascade]\nauthor = 'B'\n+++\n",
    "content/posts/_index.md": """\
---
cascade:
- target: {kind: page, path: '/posts/{d,e}'}
  title: a title
- _target: {path: '**', lang: de}
  draft: true
- title: another
---
""",
    "content/posts/d.md": "",
    "content/posts/f.md": "",
    "other/g.md": "",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("content/a.md", {"author": "A"}),
        ("content/news/b.md", {"author": "A", "description": "of all news"}),
        ("content/snippets/_index.md", {"author": "A", "build": {"render": "never"}}),
        ("content/snippets/deep/c.md", {"author": "B", "build": {"render": "never"}}),
        ("content/posts/d.md", {"author": "A", "title": "a title"}),
        ("content/posts/f.md", {"author": "A", "title": "another"}),
        ("content/posts/_index.md", {"author": "A", "title": "another"}),
        ("content/none.md", {"author": "A"}),
        ("other/g.md", {}),
    ],
)
def test_the_nearest_section_counts(root: Path, page: str, fields: dict[str, object]) -> None:
    assert FrontMatterCascade(root).of(str(root / page)) == fields


@pytest.mark.parametrize(
    "cascade",
    [
        "cascade: 1",
        "cascade: [1, {target: 2, a: 1}]",
        "cascade:\n - target: {path: '{'}",
        f"cascade:\n - target: {{path: {'a/' * 9_000}}}",
    ],
)
def test_a_broken_cascade_is_no_error(tmp_path: Path, cascade: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.yaml").write_text(cascade)
    (tmp_path / "content/_index.md").write_text(f"---\n{cascade}\n---\n")
    assert set(FrontMatterCascade(tmp_path).of(str(tmp_path / "content/a.md"))) <= {"a"}


def test_a_page_outside_of_hugos_sites_inherits_nothing(tmp_path: Path) -> None:
    (tmp_path / "_index.md").write_text("---\ncascade: {a: 1}\n---\n")
    assert FrontMatterCascade(tmp_path).of(str(tmp_path / "a.md")) == {}
