"""Which file a write to a path changes, and which writes are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nblint.files.atomic_write import OutsideError, replace_file, replacing, writable_path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a right there")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository, in which the current directory is, beside a directory of someone else."""
    made = tmp_path / "repository"
    (made / ".git" / "hooks").mkdir(parents=True)
    (made / "docs").mkdir()
    (tmp_path / "outside").mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("report.html", {"report.html": "../outside/report.html"}),
        ("report.html", {"report.html": "docs/link", "docs/link": "../../outside/report.html"}),
        ("out/report.html", {"out": "../outside"}),
        ("docs/../out/report.html", {"out": "../outside"}),
        ("report.html", {"report.html": ".git/config"}),
        ("report.html", {"report.html": ".GIT/hooks/pre-commit"}),
        ("out/pre-commit", {"out": ".git/hooks"}),
        ("../mine/report.html", {"../mine": "repository/out", "out": "../outside"}),
        ("../mine", {"../mine": "repository/docs/../a", "a": "../outside/b"}),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_a_link_in_the_repository_that_leads_out_of_it_is_never_written_through(
    path: str,
    links: dict[str, str],
    named: bool,  # noqa: FBT001 - a column of the table
    root: Path,
) -> None:
    for link, target in links.items():
        Path(link).symlink_to(target)
    with pytest.raises(OutsideError, match=r'symbolic link ".*" leads outside the project; remove'):
        writable_path(Path(path), root, named=named)


def test_a_link_out_of_the_root_but_not_of_the_repository_is_refused(root: Path) -> None:
    Path("docs/report.html").symlink_to("../report.html")
    writable_path(Path("docs/report.html"), root, named=True)
    with pytest.raises(OutsideError, match=r'symbolic link "report\.html" leads outside'):
        writable_path(Path("docs/report.html"), root / "docs", named=True)


def test_a_link_in_the_repository_around_the_root_is_refused_too(root: Path) -> None:
    Path("report.html").symlink_to("../outside/report.html")
    with pytest.raises(OutsideError, match=r'symbolic link "report\.html" leads outside'):
        writable_path(Path("report.html"), root / "docs", named=True)


def test_a_link_inside_the_root_is_written_through_and_stays(root: Path) -> None:
    Path("report.html").symlink_to("docs/page.html")
    replace_file(Path("report.html"), b"text", root, named=True)
    assert Path("report.html").is_symlink()
    assert Path("docs/page.html").read_bytes() == b"text"


def test_a_root_that_is_reached_by_a_link_is_inside_itself(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    at = writable_path(tmp_path / "link/report.html", tmp_path / "link", named=False)
    assert at == Path(os.path.realpath(root)) / "report.html"


@pytest.mark.parametrize("path", ["../outside/a.txt", ".git/a.txt"])
def test_outside_the_root_only_what_the_user_has_named_is_written(path: str, root: Path) -> None:
    replace_file(Path(path), b"text", root, named=True)
    with pytest.raises(OutsideError, match="it is not inside the project root"):
        writable_path(Path(path), root, named=False)
    assert Path(path).read_bytes() == b"text"


def test_links_that_lead_to_one_another_are_an_error(root: Path) -> None:
    Path("a").symlink_to("b")
    Path("b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links"):
        writable_path(Path("a"), root, named=True)


def test_an_exception_leaves_the_old_file_and_no_other(root: Path) -> None:
    file = Path("docs/report.txt")
    file.write_bytes(b"old")

    def fail() -> None:
        with replacing(file, root, named=True) as stream:
            stream.write(b"new")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - the one that is raised above
        fail()
    assert [(path.name, path.read_bytes()) for path in Path("docs").iterdir()] == [
        ("report.txt", b"old")
    ]
