"""What a target leads to on disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nblint.model import FileIndex, LinkDestination, Span
from nblint.project.site import Site
from nblint.project.sites import SiteSettings
from sites import small_site

if TYPE_CHECKING:
    from nblint.project.resolution import Resolution


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name in (
        "README.md",
        "guide/index.md",
        "guide/setup.md",
        "guide/a b.md",
        "guide/é.md",
        "guide/image.png",
        "static/logo.png",
        "content/about.md",
        "code/main.py",
        "secret.md",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (tmp_path / "outside.md").touch()
    return root


def site(root: Path, *, roots: tuple[str, ...] = (), statics: tuple[str, ...] = ()) -> Site:
    place = SiteSettings(
        root=str(root),
        roots=tuple(str(root / folder) for folder in roots),
        statics=tuple(str(root / folder) for folder in statics),
    )
    return Site(
        place,
        lambda path: path.endswith("secret.md"),
        lambda file: FileIndex(file, file, (), frozenset({"here", "Über"})),
    )


def resolve(root: Path, target: str, page: str = "guide/setup.md") -> Resolution:
    return site(root).resolve(str(root / page), target)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("index.md", "guide/index.md"),
        ("./index.md?raw#x", "guide/index.md"),
        ("../README.md", "README.md"),
        ("a%20b.md", "guide/a b.md"),
        ("a b.md", "guide/a b.md"),
        ("%C3%A9.md", "guide/é.md"),
        ("image.png", "guide/image.png"),
        ("../code/", "code"),
        ("..", "."),
        ("../guide/../code/main.py#L3", "code/main.py"),
        ("index", "guide/index.md"),
        ("index.html", "guide/index.md"),
        ("../guide/", "guide"),
        ("../guide/index.html", "guide/index.md"),
        ("/README.md", "README.md"),
    ],
)
def test_a_path_that_leads_to_a_file_or_folder(project: Path, target: str, path: str) -> None:
    found = resolve(project, target)
    assert found.outcome == "found"
    assert Path(found.path) == project / path if path != "." else Path(found.path) == project


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("nope.md", "missing"),
        ("nope/", "missing"),
        ("a/" * 5000, "missing"),
        ("a%00b.md", "missing"),
        ("setup.md/x", "missing"),
        ("Index.md", "other case"),
        ("../GUIDE/index.md", "other case"),
        ("../../outside.md", "outside"),
        ("../../../../../etc/passwd", "outside"),
        ("../secret.md", "ignored"),
        ("secret.md", "unknown route"),
        ("secret", "unknown route"),
        ("/about", "unknown root"),
        ("/../outside.md", "unknown root"),
        ("https://x.org/a", "web"),
        ("//x.org/a", "web"),
        ("mailto:a@x.org", "other"),
        ("data:image/png;base64,AA", "other"),
        ("{{ site.url }}/a", "template"),
        ("${base}/a", "template"),
        ("", "found"),
        ("?a=b", "found"),
        ("#here", "found"),
    ],
)
def test_the_outcome_of_other_targets(project: Path, target: str, outcome: str) -> None:
    assert resolve(project, target).outcome == outcome


@pytest.mark.parametrize("target", ["`Map.get/2`", ":py:class:`garden.Bed`"])
def test_code_is_for_another_program_to_find(project: Path, target: str) -> None:
    assert visit(project, target).outcome == "unknown label"


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("{filename}../README.md", "found"),
        ("{static}image.png", "found"),
        ("|filename|index.md", "found"),
        ("{attach}lost.png", "missing"),
        ("{filename}/index.md", "unknown root"),
        ("{tag}soil", "unknown route"),
        ("{index}", "unknown route"),
    ],
)
def test_a_link_of_pelican_leads_to_a_source(project: Path, target: str, outcome: str) -> None:
    assert visit(project, target).outcome == outcome


def test_a_root_relative_target_is_looked_up_where_the_configuration_says(project: Path) -> None:
    served = site(project, roots=("content",), statics=("static",))
    page = str(project / "README.md")
    assert Path(served.resolve(page, "/about").path) == project / "content/about.md"
    assert Path(served.resolve(page, "/logo.png").path) == project / "static/logo.png"
    assert served.resolve(page, "/nope").outcome == "missing"
    assert served.resolve(page, "/../README.md").outcome == "missing"
    assert served.resolve(page, "/../about").outcome == "found"


def test_a_link_out_of_the_root_is_not_followed(project: Path) -> None:
    (project / "out.md").symlink_to(project.parent / "outside.md")
    (project / "up").symlink_to(project.parent)
    assert resolve(project, "../out.md").outcome == "missing"
    assert resolve(project, "../up/outside.md").outcome == "missing"


def test_a_folder_outside_of_the_root_is_never_listed(project: Path) -> None:
    (project / "up").symlink_to(project.parent)
    disk = site(project).disk
    assert disk.names(str(project / "up")) is None
    assert disk.names(str(project.parent)) is None
    assert set(disk.names(str(project / "code")) or ()) == {"main.py"}


def test_a_loop_of_links_ends(project: Path) -> None:
    (project / "loop").symlink_to("loop")
    (project / "self").symlink_to(".")
    assert resolve(project, "../loop/x.md").outcome == "missing"
    assert resolve(project, "../self/README.md").outcome == "found"


def test_a_route_of_a_generated_site_is_left_unverified(project: Path) -> None:
    assert resolve(project, "no/such").outcome == "missing"
    (project / "antora.yml").touch()
    assert resolve(project, "no/such").outcome == "unknown route"
    assert resolve(project, "no/such.html").outcome == "unknown route"
    assert resolve(project, "no/such.md").outcome == "missing"


def test_a_page_of_the_forge_about_the_repository_is_left_unverified(project: Path) -> None:
    assert resolve(project, "../../issues/12", "README.md").outcome == "unknown route"
    assert resolve(project, "../../actions/workflows/ci.yml/badge.svg").outcome == "unknown route"
    assert resolve(project, "../../secrets", "README.md").outcome == "outside"


def test_a_route_may_be_relative_to_a_folder_of_the_pages_own_name(project: Path) -> None:
    assert Path(resolve(project, "../index").path) == project / "guide/index.md"


def visit(root: Path, target: str, *, complete: bool = True) -> Resolution:
    page = str(root / "guide/setup.md")
    targets = (LinkDestination(target, Span(0, 1), "inline", ""),)
    outline = FileIndex("setup.md", page, targets, frozenset({"own", "50%25"}), complete)
    return site(root).visit(outline)[0][1]


@pytest.mark.parametrize(
    "target",
    [
        *(
            "#own",
            "#",
            "#top",
            "#TOP",
            "#L10",
            "#L3-L7",
            "#L3C1-L7C2",
            "#/route",
            "#!x",
            "#:~:text=word",
            "#cell-id=fabaec1b",
            "#heading=A-title",
        ),
        "#50%25",
        *("#own:~:text=word", "#user-content-own", "index.md#here", "index.md#%C3%9Cber"),
        *("../guide/#here", "image.png#nope", "../code/main.py#nope", "nope.md#nope"),
    ],
)
def test_a_fragment_that_is_answered_or_can_not_be_judged(project: Path, target: str) -> None:
    assert visit(project, target).outcome != "no anchor"


@pytest.mark.parametrize(
    "target",
    ["#Own", "#nope", "#l10", "#L3C1", "#L", "index.md#nope", "index.md#über", "index#own"],
)
def test_a_fragment_that_names_nothing(project: Path, target: str) -> None:
    assert visit(project, target).outcome == "no anchor"


def test_a_fragment_of_a_page_with_text_from_elsewhere_is_left_unverified(project: Path) -> None:
    assert visit(project, "#nope", complete=False).outcome == "unknown label"


def test_a_label_of_a_project_with_labels_for_all_pages_is_left_unverified(project: Path) -> None:
    (project / "myst.yml").touch()
    assert visit(project, "#nope").outcome == "unknown label"
    assert visit(project, "index.md#nope").outcome == "no anchor"


def test_the_one_file_of_a_name_is_found_elsewhere(project: Path) -> None:
    disk = site(project).disk
    assert disk.elsewhere("logo.png") == os.path.join(disk.root, "static", "logo.png")  # noqa: PTH118
    (project / "code/logo.png").touch()
    assert site(project).disk.elsewhere("logo.png") is None


def test_the_work_of_others_is_not_what_was_meant(project: Path) -> None:
    (project / "vendor").mkdir()
    (project / "vendor/only.md").touch()
    assert site(project).disk.elsewhere("only.md") is None


def test_a_site_may_be_the_whole_file_system() -> None:
    everything = Site(SiteSettings(root="/"), lambda _: False, lambda _: None)
    assert everything.resolve("/page.md", "/no-such-file.png").outcome == "unknown root"
    assert everything.resolve("/page.md", "no-such-file.md").outcome == "missing"
    assert everything.resolve("/page.md", "../no-such-file.md").outcome == "missing"
    assert everything.resolve("/page.md", "/").outcome == "found"


def test_a_root_relative_address_is_on_the_web_where_the_site_is_known_to_be_published(
    tmp_path: Path,
) -> None:
    (tmp_path / "here.png").touch()
    page = str(tmp_path / "docs" / "page.md")

    def site(**place: object) -> Site:
        return Site(
            SiteSettings(root=str(tmp_path), **place),  # type: ignore[arg-type]
            lambda _: False,
            lambda _: None,
        )

    published = site(url="https://garden.org/blog/")
    found = published.resolve(page, "/about?a=b#c")
    assert (found.outcome, found.address) == ("web", "https://garden.org/about?a=b#c")
    assert published.resolve(page, "/here.png").outcome == "found"
    assert site().resolve(page, "/about").outcome == "unknown root"
    looked_up = site(url="https://garden.org", roots=(str(tmp_path),))
    assert looked_up.resolve(page, "/about").outcome == "web"
    assert looked_up.resolve(page, "about.md").outcome == "missing"


@pytest.mark.parametrize("target", ["https://x.org/a#b", "//x.org/a", "http://x.org"])
def test_an_address_of_the_web_is_kept_as_it_is_written(target: str) -> None:
    found = Site(SiteSettings(root="/"), lambda _: False, lambda _: None).resolve(
        "/page.md", target
    )
    assert (found.outcome, found.address) == ("web", target)


def test_links_to_folders_are_not_followed_in_circles(tmp_path: Path) -> None:
    files = {
        "_quarto.yml": "project: {type: website}",
        "a.qmd": "",
        "part/b.qmd": "",
        "x/c.qmd": "",
    }
    site = small_site(tmp_path, files)
    for link, target in (
        ("one", "."),
        ("two", "."),
        ("part/up", ".."),
        ("v2", "part"),
        ("v3", "x"),
    ):
        (tmp_path / link).symlink_to(target)
    published = site.site.published(str(tmp_path / "a.qmd"))
    assert published
    pages = {path.removeprefix(f"{tmp_path}/") for path in published.pages.own}
    assert pages == {"a.qmd", "part/b.qmd", "x/c.qmd", "v2/b.qmd", "v3/c.qmd"}
