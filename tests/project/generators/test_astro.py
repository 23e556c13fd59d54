"""Links of Astro and Starlight sites, after "Pages", "Routing" and "Project Structure".

All of it was seen to hold for sites that Astro 7.3.5 and Starlight 0.42.4 built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


FILES = {
    "astro.config.mjs": "export default defineConfig({site: 'https://garden.org', base: '/g'});",
    "src/pages/index.astro": "",
    "src/pages/about.md": "# About & us\n",
    "src/pages/tools/index.md": "# Tools\n",
    "src/pages/tools/spade.md": "# Spade\n",
    "src/pages/tools/plan.png": "",
    "src/pages/_part.md": "",
    "src/pages/draft.md": "---\ndraft: true\n---\n",
    "src/pages/blog/[...slug].astro": "",
    "src/pages/feed.xml.js": "",
    "src/content/blog/frost.md": "# Frost\n",
    "src/content/blog/snow.md": "# Snow\n",
    "src/content/blog/rime.png": "",
    "public/logo.png": "",
    "public/maps/index.html": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("page", "target", "outcome"),
    [
        ("src/pages/about.md", "/g/", "src/pages/index.astro"),
        ("src/pages/about.md", "/g/tools/", "src/pages/tools/index.md"),
        ("src/pages/about.md", "/g/tolls/", "missing"),
        ("src/pages/about.md", "/elsewhere/", "unknown route"),
        ("src/pages/about.md", "/g/about.html", "missing"),
        ("src/pages/about.md", "/g/about/index.html", "src/pages/about.md"),
        ("src/pages/about.md", "/g/_part/", "missing"),
        ("src/pages/about.md", "/g/draft/", "src/pages/draft.md"),
        # "Configuration Reference", trailingSlash: where it is not set, a page has both addresses.
        ("src/pages/about.md", "tools", "src/pages/tools/index.md"),
        ("src/pages/about.md", "../tools/", "src/pages/tools/index.md"),
        ("src/pages/about.md", "../tolls/", "missing"),
        # "Configuration Reference", base: it is put before no link.
        ("src/pages/about.md", "/tools/", "unpublished"),
        ("src/content/blog/frost.md", "/logo.png", "unpublished"),
        # Links to sources stay what they are, on pages and in collections.
        ("src/pages/about.md", "tools/spade.md", "unpublished"),
        ("src/pages/about.md", "/g/tools/spade.md", "unpublished"),
        ("src/pages/about.md", "../content/blog/frost.md", "unpublished"),
        ("src/pages/about.md", "tools/plan.png", "unpublished"),
        ("src/content/blog/frost.md", "./snow.md", "unpublished"),
        ("src/content/blog/frost.md", "rime.png", "unpublished"),
        ("src/content/blog/frost.md", "../snow", "unknown route"),
        ("src/content/blog/frost.md", "snow", "unknown route"),
        # "Routing", Dynamic routes: a rest parameter answers for all below it.
        ("src/pages/about.md", "/g/blog/frost", "unknown route"),
        ("src/content/blog/frost.md", "/g/about#about--us", "src/pages/about.md"),
        ("src/content/blog/frost.md", "/g/about#about-us", "no anchor"),
        ("src/content/blog/frost.md", "/g/abut", "missing"),
        ("src/content/blog/frost.md", "rain", "unknown route"),
        ("src/content/blog/frost.md", "rain.md", "missing"),
        # "Project Structure": public/ is copied as it is.
        ("src/content/blog/frost.md", "/g/logo.png", "public/logo.png"),
        ("src/content/blog/frost.md", "/g/plan.png", "missing"),
        ("src/content/blog/frost.md", "/g/maps/", "public/maps/index.html"),
        ("src/content/blog/frost.md", "/g/feed.xml", "src/pages/feed.xml.js"),
    ],
)
def test_links(garden: SmallSite, page: str, target: str, outcome: str) -> None:
    assert garden.outcome(page, target) == outcome


def test_the_address_of_a_page_is_known(garden: SmallSite) -> None:
    about = "src/pages/about.md"
    assert garden.follow(about, "/tools/").written == "/g/tools/"
    assert garden.follow(about, "tools/spade.md").written == "../tools/spade/"
    assert garden.follow(about, "../../public/logo.png").written == "../logo.png"


def test_images_are_taken_from_beside_the_page(garden: SmallSite) -> None:
    # "Images", Images in Markdown files.
    assert garden.outcome("src/pages/tools/spade.md", "./plan.png", image=True).endswith("plan.png")
    assert garden.outcome("src/content/blog/frost.md", "rime.png", image=True).endswith("rime.png")
    assert garden.outcome("src/content/blog/frost.md", "hail.png", image=True) == "missing"


def test_a_component_does_with_an_address_what_it_likes(tmp_path: Path) -> None:
    site = small_site(tmp_path, {**FILES, "src/content/blog/hail.mdx": ""})
    assert site.outcome("src/content/blog/hail.mdx", "rime.png", "html").endswith("rime.png")
    assert site.outcome("src/content/blog/frost.md", "rime.png", "html") == "unpublished"


def test_files_may_take_the_place_of_folders(tmp_path: Path) -> None:
    # "Configuration Reference", build.format.
    script = "export default {trailingSlash: 'never', build: {format: 'file'}}"
    site = small_site(tmp_path, {**FILES, "astro.config.mjs": script})
    assert site.outcome("src/pages/tools/spade.md", "../about") == "src/pages/about.md"
    assert site.outcome("src/pages/about.md", "tools/spade") == "src/pages/tools/spade.md"
    assert site.outcome("src/pages/about.md", "tolls") == "missing"
    assert site.outcome("src/pages/about.md", "/about.html") == "src/pages/about.md"


@pytest.mark.parametrize("setting", ["markdown: {remarkPlugins: [links]}", "markdown: settings"])
def test_plugins_may_lead_links_to_pages(tmp_path: Path, setting: str) -> None:
    files = {**FILES, "astro.config.mjs": f"export default {{{setting}}}"}
    site = small_site(tmp_path, files)
    assert site.outcome("src/content/blog/frost.md", "snow.md") == "src/content/blog/snow.md"


def test_plugins_of_vite_leave_links_alone(tmp_path: Path) -> None:
    files = {**FILES, "astro.config.mjs": "export default {vite: {plugins: [a({x: {}})]}}"}
    site = small_site(tmp_path, files)
    assert site.outcome("src/content/blog/frost.md", "snow.md") == "unpublished"
    assert site.outcome("src/pages/about.md", "/abut/") == "missing"


def test_starlight_makes_pages_of_its_docs(tmp_path: Path) -> None:
    files = {
        "docs/astro.config.mjs": "import starlight from '@astrojs/starlight';",
        "docs/src/content/docs/index.mdx": "",
        "docs/src/content/docs/guides/First Steps.md": "# Steps\n",
        "docs/src/content/docs/named.md": "---\nslug: other/name\n---\n",
        "docs/src/content/docs/v1.2.md": "",
        "docs/src/content/docs/README.md": "",
        "docs/src/content/docs/_part.md": "",
    }
    site = small_site(tmp_path, files)
    page = "docs/src/content/docs/index.mdx"
    steps = "docs/src/content/docs/guides/First Steps.md"
    assert site.outcome(page, "/guides/first-steps/") == steps
    assert site.outcome(page, "/other/name/") == "docs/src/content/docs/named.md"
    assert site.outcome(page, "guides/first-steps/#steps") == steps
    assert site.outcome(page, "/named/") == "missing"
    assert site.outcome(page, "/v12/") == "docs/src/content/docs/v1.2.md"
    assert site.outcome(page, "/readme/") == "docs/src/content/docs/README.md"
    assert site.outcome(page, "/_part/") == "missing"
    assert site.outcome(page, "named.md") == "unpublished"


LANGUAGES = """\
import starlight from '@astrojs/starlight';
export default {integrations: [starlight({title: 'x', SETTING})]}
"""
IN_TWO_FOLDERS = "defaultLocale: 'en', locales: {de: {label: 'D'}, en: {}, 'pt-br': {dir: 'ltr'}}"
AT_THE_ROOT = "locales: {root: {label: 'English', lang: 'en'}, de: {label: 'D', lang: 'de'}}"


@pytest.mark.parametrize(("setting", "folder"), [(IN_TWO_FOLDERS, "en/"), (AT_THE_ROOT, "")])
def test_a_page_of_the_default_language_stands_in_for_one_that_is_missing(
    tmp_path: Path, setting: str, folder: str
) -> None:
    # "Internationalization", Fallback content.
    docs = "src/content/docs/"
    names = [f"{folder}{name}" for name in ("index", "guide", "both", "sub/a", "sub/index")]
    files = {f"{docs}{name}.md": "" for name in (*names, "de/both", "de/only", "de/sub")}
    named = {f"{docs}{folder}named.md": f"---\nslug: {folder}other\n---\n"}
    config = {"astro.config.mjs": LANGUAGES.replace("SETTING", setting)}
    site = small_site(tmp_path, {**files, **named, **config})
    page = f"{docs}de/only.md"
    for name in ("index", "guide", "sub/a"):
        address = f"/de/{name.removesuffix('index')}"
        assert site.outcome(page, address) == f"{docs}{folder}{name}.md"
    assert site.outcome(page, "/de/both/") == f"{docs}de/both.md"
    assert site.outcome(page, "/de/sub/") == f"{docs}de/sub.md"
    assert site.outcome(page, "/de/other/") == f"{docs}{folder}named.md"
    assert site.outcome(page, "/de/lost/") == "missing"
    assert site.outcome(page, f"/{folder}only/") == "missing"
    assert list(site.site.shared_urls(str(tmp_path / page))) == []


@pytest.mark.parametrize("setting", ["locales", "locales: {en: {}, ...more}"])
def test_languages_that_a_program_names_may_be_any(tmp_path: Path, setting: str) -> None:
    config = LANGUAGES.replace("SETTING", setting)
    site = small_site(tmp_path, {"astro.config.mjs": config, "src/content/docs/en/a.md": ""})
    assert site.outcome("src/content/docs/en/a.md", "/de/a/") == "unknown route"


@pytest.mark.parametrize(
    ("setting", "anchor"), [("", "soil--sand"), ("markdown: {smartypants: false}", "soil----sand")]
)
def test_two_hyphens_are_a_dash_but_where_the_settings_say_no(
    tmp_path: Path, setting: str, anchor: str
) -> None:
    files = {
        "astro.config.mjs": f"export default {{{setting}}};",
        "src/pages/a.md": "",
        "src/pages/b.md": "# Soil -- sand\n",
    }
    site = small_site(tmp_path, files)
    assert site.outcome("src/pages/a.md", f"/b#{anchor}") == "src/pages/b.md"
