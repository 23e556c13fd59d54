"""Links of a Hugo site, after its "URL management", "Page bundles" and "Multilingual mode".

All of it was seen to hold for sites that Hugo 0.168.0 built, and what rests on no newer feature for
sites that Hugo 0.111.3 built. Where the two differ both count, and the test says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from nblint.project.generators.hugo import Hugo, read_shortcodes
from nblint.project.site import Site
from nblint.project.sites import SiteSettings
from sites import SmallSite, read_outline, small_site

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
baseURL = "https://garden.org/"
[permalinks]
  news = "/news/:year/:month/:slug/"
"""
FILES = {
    "hugo.toml": CONFIG,
    "static/images/logo.png": "",
    "content/_index.md": "# Home\n",
    "content/about.md": "+++\naliases = ['/us/', 'team']\n+++\n# About\n",
    "content/posts/First Frost.md": "# First frost -- now\n",
    "content/posts/rain.md": "---\nslug: heavy-rain\n---\n# Rain\n",
    "content/posts/bundle/index.md": "# Bundle\n",
    "content/posts/bundle/plan.png": "",
    "content/posts/wind.md": "---\nurl: /storm.html\n---\n# Wind\n",
    "content/posts/soil.de.md": "# Boden\n",
    "content/news/hail.md": "---\ntitle: Big Hail\ndate: 2026-05-03\n---\n# Hail\n",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        # "URL management": the address is the path, in lower case and with hyphens.
        ("/", "content/_index.md"),
        ("/posts/first-frost/", "content/posts/First Frost.md"),
        ("/posts/First-Frost/", "other case"),
        ("../posts/first-frost/", "content/posts/First Frost.md"),
        ("/posts/first-frost?x#y", "no anchor"),
        ("/posts/frost/", "missing"),
        # "URL management": slug and url of the front matter, permalinks of the configuration.
        ("/posts/heavy-rain/", "content/posts/rain.md"),
        ("/posts/rain/", "missing"),
        ("/storm.html", "content/posts/wind.md"),
        ("/news/2026/05/big-hail/", "content/news/hail.md"),
        ("/news/hail/", "missing"),
        # "URL management", Aliases.
        ("/us/", "content/about.md"),
        ("/team/", "content/about.md"),
        # "Page bundles", "Static files".
        ("/posts/bundle/", "content/posts/bundle/index.md"),
        ("/posts/bundle/plan.png", "content/posts/bundle/plan.png"),
        ("../posts/bundle/plan.png", "content/posts/bundle/plan.png"),
        ("posts/bundle/plan.png", "unpublished"),
        ("/images/logo.png", "static/images/logo.png"),
        ("/images/plan.png", "missing"),
        # Sections and taxonomies have pages without files ("Sections", "Taxonomies").
        ("/posts/", "unknown route"),
        ("/news", "unknown route"),
        ("/tags/frost/", "unknown route"),
        ("/categories/", "unknown route"),
        ("/index.xml", "unknown route"),
        # "Link render hooks": without any, an address is relative to that of the page.
        ("posts/rain.md", "unpublished"),
        ("/posts/rain.md", "unpublished"),
        ("posts/bundle/", "unpublished"),
        ("posts/hail.md", "missing"),
        # "Configure markup", Goldmark: the anchors.
        ("/posts/first-frost/#first-frost--now", "content/posts/First Frost.md"),
        ("/posts/first-frost/#first-frost-now", "no anchor"),
        ("../posts/first-frost/#first-frost--now", "content/posts/First Frost.md"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("content/about.md", target) == outcome


PAGES = {
    "content/_index.md": "",
    "content/about.md": "",
    "content/posts/_index.md": "",
    "content/posts/rain.md": "---\nslug: heavy\n---\n# Rain\n",
    "content/posts/wind.md": "",
    "content/posts/first frost.md": "",
    "content/posts/loose.png": "",
    "content/posts/bundle/index.md": "",
    "content/posts/bundle/plan.png": "",
    "assets/img/x.png": "",
    "static/s.png": "",
}


@pytest.mark.parametrize(
    "config",
    [
        "[languages.en]\nweight = 1\n",
        "[markup.goldmark.renderHooks.link]\nuseEmbedded = 'always'\n",
    ],
)
@pytest.mark.parametrize(
    ("page", "target", "outcome"),
    [
        # "Link render hooks", Embedded; "GetPage"; "Image render hooks", Embedded.
        ("wind.md", "rain.md", "content/posts/rain.md"),
        ("wind.md", "RAIN#rain", "content/posts/rain.md"),
        ("wind.md", "rain#hail", "no anchor"),
        ("wind.md", "/posts/rain", "content/posts/rain.md"),
        ("wind.md", "posts/rain.md", "content/posts/rain.md"),
        ("wind.md", "about.md", "content/about.md"),
        ("wind.md", "First%20frost.md", "content/posts/first frost.md"),
        ("wind.md", "first-frost", "content/posts/first frost.md"),
        ("wind.md", "bundle/index.md", "content/posts/bundle/index.md"),
        ("wind.md", "_index.md", "content/posts/_index.md"),
        ("wind.md", "img/x.png", "assets/img/x.png"),
        ("wind.md", "heavy", "missing"),
        ("wind.md", "hail.md", "missing"),
        ("wind.md", "s.png", "missing"),
        ("wind.md", "loose.png", "unpublished"),
        ("wind.md", "bundle/plan.png", "unpublished"),
        ("bundle/index.md", "Plan.png", "content/posts/bundle/plan.png"),
        ("bundle/index.md", "rain.md", "content/posts/rain.md"),
        ("_index.md", "loose.png", "content/posts/loose.png"),
    ],
)
def test_hugos_own_hooks_find_pages(
    tmp_path: Path, config: str, page: str, target: str, outcome: str
) -> None:
    site = small_site(tmp_path, {"hugo.toml": config, **PAGES})
    assert site.outcome(f"content/posts/{page}", target) == outcome


@pytest.mark.parametrize(
    ("page", "target", "written"),
    [
        ("wind.md", "rain.md", "../heavy/"),
        ("wind.md", "/posts/rain.md", "/posts/heavy/"),
        ("wind.md", "bundle/plan.png", "../bundle/plan.png"),
        ("wind.md", "bundle/", "../bundle/"),
        ("_index.md", "rain.md", "heavy/"),
    ],
)
def test_a_link_to_a_source_can_be_fixed(
    tmp_path: Path, page: str, target: str, written: str
) -> None:
    site = small_site(tmp_path, {"hugo.toml": "", **PAGES})
    assert site.follow(f"content/posts/{page}", target).written == written


@pytest.mark.parametrize(
    ("file", "addresses"),
    [
        ("Upper Dir/My Page.md", ("/upper-dir/my-page/",)),
        ("dots/v1.2.md", ("/dots/v1.2/",)),
        ("par/a (b), c.md", ("/par/a-b-c/",)),
        ("100%.md", ("/100/",)),
        ("col:x.md", ("/colx/",)),
        ("cafe\u0301.md", ("/cafe\u0301/",)),
        ("page.en.md", ("/page/",)),
        # Older versions make one hyphen of several spaces.
        ("c++ & d.md", ("/c++-d/", "/c++--d/")),
        ("Upper Dir/a b.png", ("/upper-dir/a b.png", "/Upper Dir/a b.png")),
        ("news/one/deep/Map.png", ("/news/2026/sl/deep/Map.png",)),
        ("place/map.png", ("/custom/place/map.png",)),
        ("ss/map.png", ("/sections/map.png",)),
        ("data.json", ("/data.json",)),
    ],
)
def test_names_in_addresses(tmp_path: Path, file: str, addresses: tuple[str, ...]) -> None:
    files = {
        "hugo.toml": "[permalinks]\nnews = '/news/:year/:slug/'",
        "content/a.md": "",
        "content/news/one/index.md": "---\nslug: sl\ndate: 2026-01-02\n---\n",
        "content/place/index.md": "---\nurl: /custom/place/\n---\n",
        "content/ss/_index.md": "---\nurl: /sections/\n---\n",
        f"content/{file}": "",
    }
    site = small_site(tmp_path, files)
    found = {site.outcome("content/a.md", quote(address)) for address in addresses}
    assert found == {f"content/{file}"}


@pytest.mark.parametrize(
    "meta", ["build: {render: never}", "_build: {render: link}", "headless: true"]
)
def test_a_page_may_be_left_out(tmp_path: Path, meta: str) -> None:
    # "Build options"; "Page bundles", Headless bundles.
    files = {"hugo.toml": "", "content/a.md": "", "content/b/index.md": f"---\n{meta}\n---\n"}
    files |= {"content/_index.md": "", "content/b/map.png": ""}
    site = small_site(tmp_path, files)
    assert site.published("content/a.md").name == "Hugo"
    assert site.outcome("content/a.md", "/b/") == "missing"
    assert site.outcome("content/a.md", "/b/map.png") == "content/b/map.png"


def test_a_section_with_an_address_of_its_own_has_no_other(tmp_path: Path) -> None:
    meta = "---\nurl: /custom/\n---\n"
    files = {"hugo.toml": "", "content/a.md": "", "content/s/_index.md": meta, "content/s/b.md": ""}
    site = small_site(tmp_path, files)
    assert site.outcome("content/a.md", "/custom/") == "content/s/_index.md"
    assert site.outcome("content/a.md", "/s/") == "missing"
    assert site.outcome("content/a.md", "/s/b/") == "content/s/b.md"


def test_pages_within_a_leaf_bundle_are_parts_of_others(tmp_path: Path) -> None:
    files = {
        "hugo.toml": "baseURL = '/'",
        "content/a/index.md": "",
        "content/a/part.md": "# Part\n",
        "content/b.md": "",
    }
    site = small_site(tmp_path, files)
    assert site.outcome("content/b.md", "/a/") == "content/a/index.md"
    assert site.outcome("content/b.md", "/a/part/") == "missing"
    assert site.outcome("content/a/part.md", "#part") == "content/a/part.md"
    assert site.outcome("content/a/part.md", "#of-another-part") == "unknown label"


def test_files_may_come_from_a_theme_that_is_not_at_hand(tmp_path: Path) -> None:
    files = {"hugo.toml": "theme = 'garden'", "content/a.md": "", "static/x": ""}
    site = small_site(tmp_path, files)
    assert site.outcome("content/a.md", "/images/icon.svg") == "unknown route"


def test_languages_have_addresses_of_their_own(tmp_path: Path) -> None:
    files = {
        "config/_default/hugo.yaml": "baseURL: /\ndefaultContentLanguage: en\n",
        "config/_default/languages.yaml": "en: {}\nde: {}\n",
        "content/soil.md": "",
        "content/soil.de.md": "",
    }
    site = small_site(tmp_path, files)
    assert site.outcome("content/soil.md", "/soil/") == "content/soil.md"
    assert site.outcome("content/soil.md", "/de/soil/") == "content/soil.de.md"
    assert site.outcome("content/soil.md", "/fr/soil/") == "missing"


def test_a_language_may_have_a_folder_of_its_own(tmp_path: Path) -> None:
    config = "languages: {en: {contentDir: content/en}, de: {contentDir: content/de}}\n"
    files = {"hugo.yaml": config, "content/en/soil.md": "", "content/de/boden.md": ""}
    site = small_site(tmp_path, files)
    assert site.outcome("content/en/soil.md", "/de/boden/") == "content/de/boden.md"
    assert site.outcome("content/en/soil.md", "/soil/") == "content/en/soil.md"


def test_a_mount_may_be_for_a_language(tmp_path: Path) -> None:
    config = """\
defaultContentLanguage: en
languages: {en: {}, de: {}}
module:
  mounts:
    - {source: text/en, target: content, lang: en}
    - {source: text/de, target: content, sites: {matrix: {languages: [de]}}}
    - {source: pictures, target: static/img}
"""
    files = {"hugo.yaml": config, "text/en/a.md": "", "text/de/a.md": "", "pictures/x.png": ""}
    site = small_site(tmp_path, files)
    assert site.outcome("text/en/a.md", "/a/") == "text/en/a.md"
    assert site.outcome("text/en/a.md", "/de/a/") == "text/de/a.md"
    assert site.outcome("text/en/a.md", "/img/x.png") == "pictures/x.png"


def test_pages_of_imported_modules_are_left_unverified(tmp_path: Path) -> None:
    config = "[module]\n[[module.imports]]\npath = 'garden.org/theme'\n"
    site = small_site(tmp_path, {"hugo.toml": config, "content/a.md": ""})
    assert site.outcome("content/a.md", "/b/") == "unknown route"


def test_a_render_hook_of_ones_own_may_mean_anything_by_a_relative_link(tmp_path: Path) -> None:
    files = {
        "hugo.toml": "baseURL = '/'",
        "content/a/b.md": "",
        "content/a/_index.md": "",
        "layouts/_markup/render-link.html": "",
    }
    site = small_site(tmp_path, files)
    assert site.outcome("content/a/b.md", "g") == "unknown route"
    assert site.outcome("content/a/b.md", "/a/B/") == "content/a/b.md"
    assert site.outcome("content/a/b.md", "/a/c/") == "missing"


def test_a_configuration_of_the_old_name_may_be_anothers(tmp_path: Path) -> None:
    other = small_site(tmp_path, {"config.toml": "base_url = '/'", "content/a.md": ""})
    assert other.site.published(str(tmp_path / "content/a.md")) is None


def test_a_program_may_make_pages_in_a_folder(tmp_path: Path) -> None:
    # "Content adapters".
    files = {"hugo.toml": "", "content/a.md": "", "content/Gen/_content.gotmpl": ""}
    site = small_site(tmp_path, files)
    assert site.outcome("content/a.md", "/gen/one/two/") == "unknown route"
    assert site.outcome("content/a.md", "/general/") == "missing"


@pytest.mark.parametrize(
    ("template", "puts"),
    [
        ('<a id="{{ .Get 0 }}"></a>', True),
        ("## A heading\n", True),
        ('{{ readFile "part.md" | markdownify }}', True),
        ('{{ with site.GetPage "/a" }}{{ .Content }}{{ end }}', True),
        ("<h2>{{ .Get 0 }}</h2>", False),
        ('<div class="box">{{ .Inner | .Page.RenderString }}</div>', False),
        ("", False),
    ],
)
def test_a_shortcode_may_put_anchors_into_a_page(
    tmp_path: Path,
    template: str,
    puts: bool,  # noqa: FBT001 - a case
) -> None:
    files = {"hugo.toml": "", "content/a.md": "# A\n\n{{< part >}}\n", "content/b.md": ""}
    site = small_site(tmp_path, {**files, "layouts/_shortcodes/part.html": template})
    assert read_shortcodes([str(tmp_path)])["part"] is puts
    assert site.outcome("content/b.md", "/a/#x") == ("unknown label" if puts else "no anchor")


def test_shortcodes_of_a_theme_that_is_not_at_hand_may_do_anything(tmp_path: Path) -> None:
    files = {"hugo.toml": "theme = 'x'", "content/a.md": "# A\n\n{{< part >}}\n"}
    site = small_site(tmp_path, {**files, "content/b.md": "# B\n\n{{< youtube >}}\n"})
    assert site.outcome("content/b.md", "/a/#x") == "unknown label"
    assert site.outcome("content/a.md", "/b/#x") == "no anchor"


def test_a_module_may_lie_in_the_vendors_folder(tmp_path: Path) -> None:
    # "Use modules", Vendor.
    config = "[module]\n[[module.imports]]\npath = 'garden.org/theme'\n"
    theme = "_vendor/garden.org/theme"
    files = {"hugo.toml": config, "content/a.md": "", f"{theme}/static/x.css": ""}
    site = small_site(tmp_path, {**files, f"{theme}/layouts/_markup/render-link.html": "x"})
    assert site.outcome("content/a.md", "/x.css") == f"{theme}/static/x.css"
    assert site.outcome("content/a.md", "/b/") == "missing"
    published = site.published("content/a.md")
    assert isinstance(published, Hugo)
    assert published.has_link_hooks


def test_templates_write_ids_around_a_page(tmp_path: Path) -> None:
    files = {"hugo.toml": "", "content/a.md": "# A\n", "content/b.md": ""}
    template = '<div id="readout" class="x">{{ .Content }}</div>'
    site = small_site(tmp_path, {**files, "layouts/_default/single.html": template})
    assert site.outcome("content/b.md", "/a/#readout") == "content/a.md"
    assert site.outcome("content/b.md", "/a/#readouts") == "no anchor"


@pytest.mark.parametrize(
    ("config", "outcome"),
    [
        ("", "unpublished"),
        ("canonifyURLs = true\n", "content/posts/rain.md"),
    ],
)
def test_a_base_belongs_before_an_address(tmp_path: Path, config: str, outcome: str) -> None:
    # "URL management", canonifyURLs.
    config = f"baseURL = 'https://garden.org/sub/'\n{config}"
    site = small_site(tmp_path, {"hugo.toml": config, **PAGES})
    page = "content/posts/wind.md"
    assert site.outcome(page, "/posts/heavy/") == outcome
    assert site.outcome(page, "/sub/posts/heavy/") == "content/posts/rain.md"
    assert site.outcome(page, "../heavy/") == "content/posts/rain.md"
    assert site.outcome(page, "/sub/s.png") == "static/s.png"


TWO_LANGUAGES = """\
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
[languages.en]
weight = 1
[languages.de]
weight = 2
[[module.mounts]]
source = "content"
target = "content"
[[module.mounts]]
source = "docs"
target = "content/manual"
"""


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        # "Configure languages", defaultContentLanguageInSubdir.
        ("/en/", "content/_index.md"),
        ("/en/a/", "content/a.md"),
        ("/de/a/", "content/a.de.md"),
        ("/en/de/a/", "missing"),
        ("/en/b/x.png", "content/b/x.png"),
        ("/en/s/y.png", "content/s/y.png"),
        ("/en/tags/", "unknown route"),
        ("/en/manual/setup/", "docs/setup.md"),
        ("/de/manual/setup/", "docs/setup.de.md"),
        # "Link render hooks", Embedded: these call the pages by their logical paths.
        ("/", "content/_index.md"),
        ("/a/", "content/a.md"),
        ("/manual/setup/", "docs/setup.md"),
        ("/setup/", "missing"),
        # An alias has the language too, but not in Hugo 0.111.3; an url has it without a slash.
        ("/en/old/", "content/a.md"),
        ("/old/", "content/a.md"),
        ("/de/old/", "missing"),
        ("/en/former/", "docs/setup.md"),
        ("/en/manual/near/", "docs/setup.md"),
        ("/en/manual/former/", "missing"),
        ("/u/", "content/u.md"),
        ("/en/u/", "missing"),
        ("/en/v/", "docs/v.md"),
        ("/v/", "missing"),
    ],
)
def test_the_default_language_may_have_a_folder(tmp_path: Path, target: str, outcome: str) -> None:
    files = {
        "hugo.toml": TWO_LANGUAGES,
        "content/_index.md": "",
        "content/a.md": "---\naliases: [/old/]\n---\n",
        "content/a.de.md": "",
        "content/b/index.md": "",
        "content/b/x.png": "",
        "content/s/y.png": "",
        "content/u.md": "---\nurl: /u/\n---\n",
        "docs/setup.md": "---\naliases: [/former/, near]\n---\n",
        "docs/setup.de.md": "",
        "docs/v.md": "---\nurl: v/\n---\n",
    }
    assert small_site(tmp_path, files).outcome("content/a.md", target) == outcome


def test_an_only_language_may_have_a_folder_or_not(tmp_path: Path) -> None:
    # Hugo 0.111.3 puts it into none.
    config = "defaultContentLanguageInSubdir = true\n"
    files = {
        "hugo.toml": config,
        "content/a.md": "",
        "content/b/index.md": "",
        "content/b/x.png": "",
    }
    site = small_site(tmp_path, files)
    for target, file in (("a/", "a.md"), ("b/", "b/index.md"), ("b/x.png", "b/x.png")):
        assert site.outcome("content/a.md", f"/{target}") == f"content/{file}"
        assert site.outcome("content/a.md", f"/en/{target}") == f"content/{file}"
    assert site.outcome("content/a.md", "/en/c/") == "missing"


PATTERNS = """\
[permalinks]
rest = "/n/:sections[1:]/:slug/"
last = "/l/:sections[last]/:slug/"
first = "/s/:sections[:last]/:slug/"
"big-pots" = "/x/:sections/:filename/"
f = "/f/:contentbasename/"
p = "/p/:slugorcontentbasename/"
q = "/q/:colour/:slug/"
[permalinks.section]
posts = "/archive/"
[permalinks.term]
tags = "/t/:slug/"
"""


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        # "Configure permalinks", Tokens. A folder without an index is no section.
        ("/n/f/", "rest/f.md"),
        ("/n/deep/g/", "rest/deep/g.md"),
        ("/n/h/", "rest/plain/h.md"),
        ("/n/plain/h/", "missing"),
        ("/n/deep/b/", "rest/deep/bundle/index.md"),
        ("/l/deep/k/", "last/deep/k.md"),
        ("/l/last/j/", "last/j.md"),
        ("/s/first/k/", "first/deep/k.md"),
        ("/x/big-pots/a-b/c-d/", "Big pots/A b/c d.md"),
        ("/f/i-j/", "f/i j.md"),
        ("/f/i%20j/", "missing"),
        ("/p/my-second-post/", "p/o.md"),
        # What a pattern asks for may not be known.
        ("/q/green/x/", "unknown route"),
        ("/r/green/x/", "missing"),
        # "Configure permalinks": each kind of page may have patterns of its own.
        ("/archive/", "posts/_index.md"),
        ("/archive/map.png", "posts/map.png"),
        ("/posts/", "missing"),
        ("/posts/x/", "posts/x.md"),
        ("/t/green/", "unknown route"),
    ],
)
def test_patterns_of_addresses(tmp_path: Path, target: str, outcome: str) -> None:
    files = {
        **{f"{name}/_index.md": "" for name in ("rest/deep", "last/deep", "first/deep", "posts")},
        "rest/f.md": "---\nslug: f\n---\n",
        "rest/deep/g.md": "---\ntitle: G\n---\n",
        "rest/plain/h.md": "---\ntitle: H\n---\n",
        "rest/deep/bundle/index.md": "---\ntitle: B\n---\n",
        "last/deep/k.md": "---\ntitle: K\n---\n",
        "last/j.md": "---\ntitle: J\n---\n",
        "first/deep/k.md": "---\ntitle: K\n---\n",
        "Big pots/A b/_index.md": "",
        "Big pots/A b/c d.md": "",
        "f/i j.md": "",
        "p/o.md": "---\nslug: My Second Post\n---\n",
        "q/x.md": "---\ntitle: X\n---\n",
        "posts/x.md": "",
        "posts/map.png": "",
        "a.md": "",
    }
    site = small_site(
        tmp_path,
        {"hugo.toml": PATTERNS, **{f"content/{name}": text for name, text in files.items()}},
    )
    known = f"content/{outcome}" if "." in outcome else outcome
    assert site.outcome("content/a.md", target) == known


def test_a_language_may_have_patterns_of_its_own(tmp_path: Path) -> None:
    config = """\
[permalinks]
posts = "/p/:slug/"
news = "/n/:slug/"
[languages.en]
[languages.de.permalinks]
posts = "/artikel/:slug/"
"""
    meta = "---\ntitle: X\n---\n"
    names = ("posts/x.md", "posts/x.de.md", "news/x.de.md")
    files = {"hugo.toml": config, **{f"content/{name}": meta for name in names}}
    site = small_site(tmp_path, files)
    page = "content/posts/x.md"
    assert site.outcome(page, "/p/x/") == page
    assert site.outcome(page, "/de/artikel/x/") == "content/posts/x.de.md"
    assert site.outcome(page, "/de/p/x/") == "missing"
    assert site.outcome(page, "/de/news/x/") == "content/news/x.de.md"


@pytest.mark.parametrize(
    ("meta", "outcome"),
    [
        ("expiryDate: 2020-01-01", "missing"),
        ("unpublishdate: '2020-01-01T10:00:00Z'", "missing"),
        ("expiryDate: 9999-01-01", "content/b.md"),
        ("expiryDate: soon", "content/b.md"),
        ("date: 2020-01-01", "content/b.md"),
    ],
)
def test_a_page_may_have_expired(tmp_path: Path, meta: str, outcome: str) -> None:
    # "Front matter", expiryDate.
    files = {"hugo.toml": "", "content/a.md": "", "content/b.md": f"---\n{meta}\n---\n"}
    site = small_site(tmp_path, files)
    assert site.outcome("content/a.md", "/b/") == outcome


def test_a_page_that_only_a_draft_leads_to_is_an_orphan(tmp_path: Path) -> None:
    files = {
        "hugo.toml": "[languages.en]\n",
        "content/a.md": "[b](b.md)\n",
        "content/b.md": "---\ndraft: true\n---\n[c](c.md)\n",
        "content/c.md": "",
    }
    site = small_site(tmp_path, files)
    pages = {
        str(tmp_path / name): read_outline(str(tmp_path / name)) for name in files if ".md" in name
    }
    known = {file: page for file, page in pages.items() if page}
    checked = Site(
        SiteSettings(root=str(tmp_path)), lambda _: False, read_outline, site.site.meta, known
    )
    assert {file for file in known if checked.is_linked(file)} == {str(tmp_path / "content/b.md")}


@pytest.mark.parametrize("handler", ["[]", "{a = 1}", "1"])
def test_markdown_handler_of_wrong_type_is_an_unknown_handler(tmp_path: Path, handler: str) -> None:
    files = {**FILES, "hugo.toml": f"[markup]\ndefaultMarkdownHandler = {handler}\n"}
    assert small_site(tmp_path, files).outcome("content/about.md", "/posts/first-frost/") == (
        "content/posts/First Frost.md"
    )
