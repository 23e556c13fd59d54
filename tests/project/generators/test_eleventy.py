"""Links of an Eleventy site, after its "Permalinks", "Data cascade" and "Passthrough File Copy".

All of it was seen to hold for sites that Eleventy 3.1.8 wrote, with and without its plugins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


CONFIG = """\
module.exports = function (config) {
  config.addPassthroughCopy("src/img");
  config.addPassthroughCopy({ "public": "/" });
  return { dir: { input: "src" } };
};
"""
FILES = {
    "eleventy.config.js": CONFIG,
    "src/index.njk": "",
    "src/about.md": "# About\n",
    "src/posts/2026-03-01-frost.md": "# Frost\n",
    "src/posts/posts.md": "# Posts\n",
    "src/tools/index.md": "",
    "src/v1.2.md": "",
    "src/_seen.md": "",
    "src/draft.md": "---\ndraft: true\n---\n",
    "src/.eleventyignore": "left/\n",
    "src/left/out.md": "",
    "src/data/data.json": '{"permalink": "/d/{{ page.fileSlug }}/"}',
    "src/data/deep/a.md": "",
    "src/alone.md": "",
    "src/alone.11tydata.js": "module.exports = { permalink: '/from-data/' };",
    "src/named.md": "---\npermalink: /other/name.html\n---\n",
    "src/hidden.md": "---\npermalink: false\n---\n",
    "src/_includes/part.md": "",
    "src/img/plan.png": "",
    "public/logo.png": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("/", "src/index.njk"),
        ("/about/", "src/about.md"),
        ("/about/index.html", "src/about.md"),
        ("/tools/", "src/tools/index.md"),
        ("/v1.2/", "src/v1.2.md"),
        # What begins with an underscore is published but for the folders of parts and data.
        ("/_seen/", "src/_seen.md"),
        ("/_includes/part/", "unknown route"),
        ("/draft/", "src/draft.md"),
        # "Ignore Template Files".
        ("/left/out/", "unknown route"),
        # A date in the name stands in the address, too.
        ("/posts/2026-03-01-frost/", "src/posts/2026-03-01-frost.md"),
        ("/posts/frost/", "unknown route"),
        # "Permalinks": a file named as its folder is the folder's index.
        ("/posts/", "src/posts/posts.md"),
        ("/other/name.html", "src/named.md"),
        # "Data cascade": files of data may have a permalink for a page, or for all of a folder.
        ("/d/a/", "unknown route"),
        ("/data/deep/a/", "unknown route"),
        ("/alone/", "unknown route"),
        # Templates may make pages of data.
        ("/named/", "unknown route"),
        ("/hidden/", "unknown route"),
        # "Passthrough File Copy".
        ("/img/plan.png", "src/img/plan.png"),
        ("/logo.png", "public/logo.png"),
        ("/img/map.png", "missing"),
        # Links stay what they are, so that they are relative to the address of the page.
        ("../posts/", "src/posts/posts.md"),
        ("../img/plan.png", "src/img/plan.png"),
        ("posts/", "unknown route"),
        ("posts/2026-03-01-frost.md", "unpublished"),
        ("/posts/2026-03-01-frost.md", "unpublished"),
        ("posts/frost.md", "missing"),
        ("img/plan.png", "unpublished"),
        ("hidden.md", "unpublished"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("src/about.md", target) == outcome


def test_what_is_not_written_has_no_address(tmp_path: Path) -> None:
    # "Permalinks", Skip writing to the file system.
    hidden = "---\npermalink: false\n---\n"
    site = small_site(tmp_path, {**FILES, "src/unseen.md": hidden})
    for name in ("hidden", "unseen"):
        page = str(tmp_path / f"src/{name}.md")
        assert not site.site.is_page(page)
        assert list(site.site.shared_urls(page)) == []
    assert site.outcome("src/about.md", "/False") == "unknown route"


def test_what_is_meant_is_known(garden: SmallSite) -> None:
    assert garden.follow("src/about.md", "img/plan.png").written == "../img/plan.png"
    assert garden.follow("src/about.md", "tools/index.md").written == "../tools/"
    assert garden.outcome("src/about.md", "img/plan.png", image=True) == "unpublished"


def test_plugins_lead_links_to_pages_and_put_the_prefix_before_them(tmp_path: Path) -> None:
    # "InputPath to URL" and "HTML Base".
    script = """\
    export default (config) => {
      config.addPlugin(InputPathToUrlTransformPlugin);
      config.addPlugin(HtmlBasePlugin);
      config.setInputDirectory("src");
      config.addPassthroughCopy("src/img");
    };
    export const config = { pathPrefix: "/p/" };
    """
    site = small_site(tmp_path, {**FILES, "eleventy.config.js": script})
    about, posts = "src/about.md", "src/posts/posts.md"
    assert site.outcome(about, "posts/posts.md") == posts
    assert site.outcome(about, "/posts/posts.md") == posts
    assert site.outcome(about, "/posts/") == posts
    assert site.outcome(about, "/p/posts/") == "unknown route"
    assert site.outcome(about, "/img/plan.png") == "src/img/plan.png"


@pytest.mark.parametrize(
    ("setting", "rooted"),
    [
        ('addPassthroughCopy("src/**/*.png")', "unknown route"),
        ('addPassthroughCopy("src/img", { mode: "html-relative" })', "unknown route"),
        ("addPlugin(eleventyImageTransformPlugin)", "unknown route"),
        ('setTemplateFormats(["md", "png"])', "src/img/plan.png"),
    ],
)
def test_images_beside_a_page_may_be_copied(tmp_path: Path, setting: str, rooted: str) -> None:
    script = f"export default (c) => {{ c.{setting}; return {{ dir: {{ input: 'src' }} }} }}"
    site = small_site(tmp_path, {**FILES, "eleventy.config.js": script})
    assert site.outcome("src/about.md", "img/plan.png", image=True) == "src/img/plan.png"
    assert site.outcome("src/about.md", "/img/plan.png") == rooted
    assert site.outcome("src/about.md", "about.md") == "unpublished"


def test_formats_of_templates_copy_nothing(tmp_path: Path) -> None:
    script = "module.exports = { templateFormats: ['md', 'njk', '11ty.js'], dir: { input: 'src' } }"
    site = small_site(tmp_path, {**FILES, "eleventy.config.js": script})
    assert site.outcome("src/about.md", "img/plan.png", image=True) == "unpublished"


def test_the_readme_is_the_forges(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"eleventy.config.js": "", "README.md": "", "a.md": ""})
    assert site.outcome("README.md", "a.md") == "a.md"
    assert site.outcome("a.md", "README.md") == "unpublished"
