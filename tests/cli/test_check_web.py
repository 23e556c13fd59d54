"""`nblint check` and `nblint links` as a user meets them, over real sockets."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from asking import TO_PAGES, behind_proxy
from loopback.answers import answer, by_method, page, redirect, slow_down, status
from loopback.endings import close, hang, reset
from loopback.pages import HOSTILE_TITLE, NOT_FOUND
from loopback.walls import WALLS
from nblint.cli.main import main
from nblint.model.link_status import LinkStatus, ResponseEvidence
from nblint.web.cache.link_cache import LinkCache
from nblint.web.cache.records import Validators
from repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    from loopback.web import Web

pytestmark = pytest.mark.slow

SETTINGS = "[web]\nretries = 0\nhost-gap = 0\n"
PAGE = page("<title>Tulips</title><h1 id=soil>Tulips</h1>" + "<p>Dry and warm." * 50)
HOST = "https://garden.org"


@pytest.fixture
def folder(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty project for which every host of the internet is one of the web."""
    monkeypatch.chdir(tmp_path)
    for name in ("CI", "NBLINT_HEADERS", *(f"{kind}_proxy" for kind in ("http", "https", "no"))):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in behind_proxy(web).items():
        monkeypatch.setenv(name, value)
    git(tmp_path, "init", "-q")
    (tmp_path / "nblint.toml").write_text(SETTINGS)
    return tmp_path


@pytest.fixture
def garden(web: Web) -> Web:
    """Lay out a host at which a link can meet everything."""
    wall = WALLS["Cloudflare: challenge"]
    behaviours = {
        "/here": PAGE,
        "/gone": status(404),
        "/old": redirect("/here", 301),
        "/wall": page(wall.body, wall.status, wall.headers),
        "/forbidden": status(403),
        "/login": status(401),
        "/broken": reset,
        "/soft": page(NOT_FOUND["in the title"]),
        "/image.png": PAGE,
        "/photo.png": answer(200, {"Content-Type": "image/png"}),
    }
    for path, behaviour in behaviours.items():
        web.route(path, behaviour, host="garden.org")
    return web


def write(folder: Path, *addresses: str, name: str = "page.md") -> None:
    """Write a page with a link to each address on a line of its own."""
    links = "".join(f"[Flower {at}]({to})\n\n" for at, to in enumerate(addresses))
    (folder / name).write_text(f"# Garden\n\n{links}")


def asked(web: Web) -> list[str]:
    """Return the addresses that were asked, in no particular order."""
    seen = [seen for seen in web.log.seen if seen.method != "CONNECT"]
    return sorted(f"{item.scheme}://{item.host}{item.target.decode()}" for item in seen)


def concise(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    main(["check", "--select", "links,images", "--format", "concise", *arguments])
    return capsys.readouterr().out.splitlines()


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["check", "--format", "json", *arguments])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.usefixtures("garden")
def test_each_rule_says_what_became_of_its_addresses(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = ("here", "gone", "old#soil", "wall", "forbidden", "login", "broken", "soft", "here#sol")
    write(folder, *(f"{HOST}/{path}" for path in paths), "http://garden.org/here")
    with (folder / "page.md").open("a") as file:
        file.write(f"![Tulips in the sun]({HOST}/image.png) ![Roses]({HOST}/photo.png)\n")
    found = [line.split(": ", 1)[1] for line in concise(capsys, "page.md")]
    assert found == [
        f'error dead-url "{HOST}/gone" returned 404 Not Found',
        f'warning moved-url "{HOST}/old" moved to "{HOST}/here#soil"',
        f'info blocked-url "{HOST}/wall" is blocked by bot protection (Cloudflare)',
        f'info blocked-url "{HOST}/forbidden" returned 403 Forbidden, possibly bot protection',
        f'info blocked-url "{HOST}/login": the host requires a login',
        f'warning unreachable-url "{HOST}/broken" did not respond: the connection was reset',
        f'warning soft-404 "{HOST}/soft": the title is "Page not found"',
        f'warning dead-fragment no id "sol" in "{HOST}/here"',
        'warning insecure-url "http://garden.org/here" is also available over https',
        f'warning not-an-image "{HOST}/image.png" returned an HTML page instead of an image',
    ]


@pytest.mark.usefixtures("garden")
def test_a_finding_shows_its_evidence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, f"{HOST}/old", f"{HOST}/broken", f"{HOST}/wall")
    assert main(["check", "page.md"]) == 1
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "NOW", capsys.readouterr().out)
    text = re.sub(r"in \d+\.\d s", "in 0.0 s", text)
    assert (
        f"  checked NOW: 200 after 1 redirect (301) to {HOST}/here, 2 requests in 0.0 s\n"
        f'  help (safe fix): replace with "{HOST}/here"\n'
    ) in text
    assert (
        "  checked NOW: no response, 1 request in 0.0 s\n"
        "  help: try again later; correct the URL if it fails in a browser too\n"
    ) in text
    assert "  checked NOW: 403, Cloudflare, 1 request in 0.0 s\n" in text


@pytest.mark.usefixtures("garden")
def test_a_program_is_told_all_the_evidence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/old#soil", f"{HOST}/wall")
    moved, blocked = report(capsys, "--select", "links", "page.md")["diagnostics"]
    assert moved["fix"]["edits"][0]["replacement"] == f"{HOST}/here#soil"
    verdict = moved["verdict"]
    assert verdict["outcome"] == "moved"
    assert verdict["evidence"]["status"] == 200
    assert verdict["evidence"]["final"] == f"{HOST}/here"
    assert verdict["evidence"]["redirects"] == [{"url": f"{HOST}/old", "status": 301}]
    assert verdict["evidence"]["attempts"] == 2
    assert verdict["evidence"]["elapsed"] > 0
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", verdict["evidence"]["when"])
    assert verdict["fragments"]["soil"]["state"] == "found"
    evidence = blocked["verdict"]["evidence"]
    assert (evidence["provider"], evidence["reason"]) == ("Cloudflare", "returned 403 Forbidden")


def test_what_robots_may_not_see_fails_no_run(folder: Path, garden: Web) -> None:
    write(folder, f"{HOST}/here", f"{HOST}/wall")
    assert main(["check", "--select", "links", "page.md"]) == 0
    write(folder, f"{HOST}/here", f"{HOST}/soft")
    assert main(["check", "--select", "links", "page.md"]) == 1
    assert asked(garden) == [f"{HOST}/here", f"{HOST}/soft", f"{HOST}/wall"]


def test_offline_nothing_is_asked_and_that_is_said(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/gone", f"{HOST}/here#nope", "mailto:a@garden.org")
    assert main(["check", "--select", "links", "--offline", "page.md"]) == 0
    assert (
        "Not verified: 2 external links (first at page.md:3:12): "
        "external links are not checked (--offline)"
    ) in capsys.readouterr().out
    unverified = report(capsys, "--offline", "page.md")["unverified"]
    assert [(item["kind"], item["count"]) for item in unverified] == [("external link", 2)]
    assert not garden.log.connections
    assert not (folder / ".nblint_cache").exists()


def test_an_address_is_asked_once_for_all_places_and_reported_at_each(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    spellings = ("/gone", "/./x/../gone", "/%67one", ":443/gone#a", "/gone#b", "/gone")
    write(folder, *(f"{HOST}{item}" for item in spellings), f"HTTPS://Garden.ORG{spellings[0]}")
    for number in range(5):
        text = f'[A flower][f] and <a href="{HOST}/gone">another</a>.\n\n[f]: {HOST}/gone\n'
        (folder / f"{number}.md").write_text(f"# Garden\n\n{text}")
    found = [line for line in concise(capsys, ".") if " dead-url " in line]
    assert len(found) == 7 + 5 * 2
    assert len({line.partition(": ")[0] for line in found}) == len(found)
    assert asked(garden) == [f"{HOST}/gone"]


def test_a_second_run_asks_nothing_that_the_first_knows(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, *(f"{HOST}/{path}" for path in ("here", "gone", "old", "wall", "soft")))
    first = report(capsys, "page.md")["diagnostics"]
    connections = garden.log.connections.total()
    assert report(capsys, "page.md")["diagnostics"] == first
    assert garden.log.connections.total() == connections
    number = len(asked(garden))
    assert len(report(capsys, "page.md", "--refresh")["diagnostics"]) == len(first)
    assert len(asked(garden)) == 2 * number
    assert (folder / ".nblint_cache" / ".gitignore").read_text().strip() == "*"


def test_without_a_cache_everything_is_asked_and_nothing_is_kept(folder: Path, garden: Web) -> None:
    write(folder, f"{HOST}/here")
    for _ in range(2):
        assert main(["check", "--select", "links", "--no-cache", "page.md"]) == 0
    assert asked(garden) == [f"{HOST}/here"] * 2
    assert not (folder / ".nblint_cache").exists()


@pytest.mark.usefixtures("garden")
def test_a_cache_that_can_not_be_kept_is_a_note_and_no_failure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".nblint_cache").write_text("in the way")
    write(folder, f"{HOST}/here")
    assert main(["check", "--select", "links", "page.md"]) == 0
    assert "note: results of this run are not saved in .nblint_cache" in capsys.readouterr().out


@pytest.mark.parametrize("offline", [[], ["--offline"]])
@pytest.mark.usefixtures("garden")
def test_a_rule_of_the_web_can_be_silenced_and_that_is_never_needless(
    folder: Path, capsys: pytest.CaptureFixture[str], offline: list[str]
) -> None:
    (folder / "page.md").write_text(
        "# Garden\n\n"
        f"[Roses]({HOST}/gone) <!-- nblint: ignore dead-url -->\n\n"
        f"[Tulips]({HOST}/here) <!-- nblint: ignore dead-url -->\n\n"
        f"[Lilies]({HOST}/gone)\n"
    )
    main(["check", "--select", "dead-url,unused-suppression", "--format", "concise", *offline, "."])
    found = capsys.readouterr().out.splitlines()
    assert found == (
        [] if offline else [f'page.md:7:10: error dead-url "{HOST}/gone" returned 404 Not Found']
    )


def test_nothing_is_asked_that_no_rule_wants_to_know(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/gone")
    assert main(["check", "--select", "vague-link-text", "page.md"]) == 0
    assert "no rule for external links is enabled" in capsys.readouterr().out
    assert not garden.log.connections


def test_where_the_site_is_published_its_own_addresses_are_asked(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "nblint.toml").write_text(f'site.url = "{HOST}"\n{SETTINGS}')
    write(folder, "/here#soil", "/gone?a#b", "//garden.org/old")
    rules = [line.split()[2] for line in concise(capsys, "page.md")]
    assert rules == ["dead-url", "moved-url"]
    assert asked(garden) == sorted(f"{HOST}/{path}" for path in ("here", "gone?a", "old", "here"))


def test_standard_input_is_checked_like_a_file(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/gone")
    command = [sys.executable, "-m", "nblint", "check", "--format", "concise", "-"]
    text = (folder / "page.md").read_bytes()
    ran = subprocess.run(command, input=text, capture_output=True, check=False)
    assert ran.returncode == 1
    assert b"<stdin>:3:12: error dead-url" in ran.stdout
    assert b"\r" not in ran.stderr
    assert asked(garden) == [f"{HOST}/gone"]
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("folder")
def test_an_answer_has_the_time_that_is_given(
    folder: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    web.route("*", by_method(head=close, get=hang), host="slow.org")
    write(folder, "http://slow.org/a.pdf")
    [line] = concise(capsys, "--timeout", "0.2", "page.md")
    assert line.endswith('"http://slow.org/a.pdf" did not respond: timed out after 0.2 s')


def test_in_ci_a_document_reaches_no_private_host(
    folder: Path, web: Web, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("all_proxy")
    monkeypatch.setenv("CI", "1")
    web.route("*", PAGE)
    write(folder, web.url("/here"), web.url("/here", host="localhost"))
    found = report(capsys, "--select", "dead-url", "page.md")
    assert "private address" in found["unverified"][0]["reason"]
    assert sum(item["count"] for item in found["unverified"]) == 2
    assert not web.log.connections


@pytest.mark.parametrize("allowed_by", ["--trust-config", "NBLINT_TRUST_CONFIG"])
def test_in_ci_a_repository_does_not_allow_itself_private_hosts(
    folder: Path,
    web: Web,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    allowed_by: str,
) -> None:
    monkeypatch.delenv("all_proxy")
    monkeypatch.setenv("CI", "true")
    web.route("*", PAGE)
    write(folder, web.url("/here"))
    (folder / "recipes").mkdir()
    (folder / "recipes/a.toml").write_text(
        'name = "Spy"\nhosts = ["garden.org"]\n[[ask]]\nmatch = ".*"\n'
        f'url = "{web.url("/secret")}"\nwhen = [{{ outcome = "alive" }}]\n'
    )
    (folder / "nblint.toml").write_text(
        f'{SETTINGS}private-hosts = "allow"\nuser-agent = "spy"\nhost-rule-dirs = ["recipes"]\n'
        f'[web.hosts."{web.url("")}"]\nheaders = {{ Metadata-Flavor = "Google" }}\n'
    )
    write(folder, web.url("/here"), f"{HOST}/here")
    found = report(capsys, "--select", "dead-url", "page.md")
    assert [note.partition(":")[0] for note in found["notes"]] == ["ignored in CI"]
    assert not web.log.connections
    if allowed_by.startswith("--"):
        found = report(capsys, allowed_by, "--select", "dead-url", "page.md")
    else:
        monkeypatch.setenv(allowed_by, "1")
        found = report(capsys, "--select", "dead-url", "page.md")
    assert (found["notes"], found["unverified"]) == ([], [])
    assert {seen.header("user-agent") for seen in web.log.seen} == {"spy"}
    assert {seen.header("metadata-flavor") for seen in web.log.seen} == {"Google"}


@pytest.mark.usefixtures("web")
@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "html"])
def test_report_says_what_was_ignored_in_ci(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setenv("CI", "true")
    (folder / "nblint.toml").write_text(f'{SETTINGS}user-agent = "spy"\n')
    (folder / "page.md").write_text("# Garden\n\nTulips.\n")
    assert main(["check", "--select", "links", "--format", form, "page.md"]) == 0
    shown = capsys.readouterr()
    assert "ignored in CI: web.user-agent (nblint.toml:4)" in shown.out + shown.err
    assert main(["links"]) == 0
    assert "ignored in CI: web.user-agent (nblint.toml:4)" in capsys.readouterr().out
    assert main(["config"]) == 0
    assert "# ignored in CI: web.user-agent (nblint.toml:4)" in capsys.readouterr().out


def test_secret_is_sent_without_headers_of_the_repository(
    folder: Path, web: Web, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("all_proxy")
    monkeypatch.setenv("NBLINT_HEADERS", f"{web.url('').rstrip('/')} Authorization: Bearer x")
    web.route("*", PAGE)
    (folder / "recipes").mkdir()
    (folder / "recipes/a.toml").write_text(
        'name = "Spy"\nhosts = ["garden.org"]\n[[ask]]\nmatch = ".*"\n'
        f'url = "{web.url("/host_rule")}"\nheaders = {{ X-Forwarded-Host = "evil.example" }}\n'
        'when = [{ outcome = "alive" }]\n'
    )
    (folder / "nblint.toml").write_text(
        f'{SETTINGS}host-rule-dirs = ["recipes"]\n'
        f'[web.hosts."{web.url("")}"]\nheaders = {{ X-Forwarded-Host = "evil.example" }}\n'
    )
    write(folder, web.url("/here"), f"{HOST}/here")
    found = report(capsys, "--select", "dead-url", "page.md")
    [note] = found["notes"]
    assert note == (
        f"headers for {web.url('')} in the configuration are not sent: "
        "NBLINT_HEADERS has headers for this host"
    )
    assert {seen.target for seen in web.log.seen} == {b"/here", b"/host_rule"}
    for seen in web.log.seen:
        assert seen.header("authorization") == "Bearer x"
        assert seen.header("x-forwarded-host") is None


def poisoned(folder: Path) -> None:
    """Leave a cache that says a page has moved, as another user's run would."""
    url, aspects = f"{HOST}/here", frozenset(TO_PAGES)
    history = LinkCache(folder / ".nblint_cache", key=b"the key of another user")
    evidence = ResponseEvidence(200, f"{HOST}/evil")
    verdict = LinkStatus(url, "moved", evidence, aspects=aspects, target=f"{HOST}/evil")
    history.settle(verdict, Validators('"1"'))
    history.close()


def test_cache_of_somebody_else_is_reported_and_never_fixed_from(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/here")
    poisoned(folder)
    text = (folder / "page.md").read_text()
    [finding] = report(capsys, "--select", "links", "page.md")["diagnostics"]
    assert (finding["rule"], finding.get("fix")) == ("moved-url", None)
    assert finding["help"].startswith("use --refresh to request it again")
    assert asked(garden) == []
    assert main(["check", "--fix", "--unsafe-fixes", "--select", "links", "page.md"]) == 0
    assert (folder / "page.md").read_text() == text
    assert asked(garden) == [f"{HOST}/here"], "a run that fixes asks again"
    assert all(seen.header("if-none-match") is None for seen in garden.log.seen)
    capsys.readouterr()
    assert report(capsys, "--select", "links", "page.md")["diagnostics"] == []


def test_cache_of_ones_own_is_fixed_from(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/old")
    assert main(["check", "--select", "links", "page.md"]) == 1
    times = len(garden.log.seen)
    assert main(["check", "--fix", "--select", "links", "page.md"]) == 0
    assert len(garden.log.seen) == times
    assert f"{HOST}/here" in (folder / "page.md").read_text()
    assert "1 fixable with --fix" in capsys.readouterr().out


def test_cache_that_git_tracks_is_not_used(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/here")
    poisoned(folder)
    before = (folder / ".nblint_cache/links.db").read_bytes()
    git(folder, "add", "-f", ".nblint_cache/links.db")
    found = report(capsys, "--select", "links", "page.md")
    assert found["diagnostics"] == []
    [note] = found["notes"]
    assert note == (
        "the link cache is not used: git tracks .nblint_cache/links.db; "
        "remove it from the repository"
    )
    assert asked(garden) == [f"{HOST}/here"]
    assert (folder / ".nblint_cache/links.db").read_bytes() == before


@pytest.mark.parametrize("name", ["links.db-journal", "LINKS.DB"])
def test_cache_is_not_used_where_git_tracks_anything_in_its_directory(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    write(folder, f"{HOST}/here")
    poisoned(folder)
    (folder / ".nblint_cache" / name).write_bytes(b"")
    git(folder, "add", "-f", f".nblint_cache/{name}")
    [note] = report(capsys, "--select", "links", "page.md")["notes"]
    assert note.startswith(f"the link cache is not used: git tracks .nblint_cache/{name}; ")
    assert asked(garden) == [f"{HOST}/here"]


def test_cache_is_not_used_where_it_is_a_submodule(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/here")
    poisoned(folder)
    (folder / ".nblint_cache/.git").write_text("gitdir: ../.git/modules/cache\n")
    [note] = report(capsys, "--select", "links", "page.md")["notes"]
    assert note.startswith("the link cache is not used: git tracks .nblint_cache; ")
    assert asked(garden) == [f"{HOST}/here"]


def test_cache_is_not_used_where_git_does_not_say_what_it_tracks(
    folder: Path,
    garden: Web,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(folder, f"{HOST}/here")
    poisoned(folder)
    monkeypatch.setenv("PATH", "")
    [note] = report(capsys, "--select", "links", "page.md")["notes"]
    assert note == (
        "the link cache is not used: git does not say whether the repository holds it: "
        "git is not installed, or not on PATH"
    )
    assert asked(garden) == [f"{HOST}/here"]


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_a_server_paints_no_terminal(
    folder: Path, web: Web, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    title = f"<title>{HOSTILE_TITLE}</title>"
    web.route("/title", page(title), host="evil.org")
    web.route("/old", redirect("/\x1b[31m\u202e\x07", 301), host="evil.org")
    web.route("/\x1b[31m\u202e\x07", page(title), host="evil.org")
    web.route("*", page(title), host="evil.org")
    web.route("/slow", slow_down("\x1b[31m", 503), host="evil.org")
    text = "[Tulips and roses and lilies](https://evil.org/title)\n\n"
    links = "".join(f"[Flower {path}](https://evil.org/{path})\n\n" for path in ("old", "slow"))
    (folder / "page.md").write_text(f"# Garden\n\n{text}{links}")
    options = ["--extend-select", "link-text-mismatch", "--format", form]
    assert main(["check", *options, "page.md"]) == 1
    captured = capsys.readouterr()
    assert "Red" in captured.out, "the title is quoted"
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", captured.out)
    assert "\x1b" not in captured.err
    assert not re.search(r"^::", captured.out, re.MULTILINE)


@pytest.mark.usefixtures("garden")
def test_links_lists_each_address_with_its_places(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/gone", f"{HOST}/here#soil", "mailto:a@garden.org", "tel:+1", "other.md")
    write(folder, f"{HOST}/gone", name="other.md")
    assert main(["links", "."]) == 0
    text = capsys.readouterr().out
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "NOW", text)
    text = re.sub(r"in \d+\.\d s", "in 0.0 s", text)
    assert text.splitlines() == [
        f"dead     {HOST}/gone",
        "         checked NOW: 404, 1 request in 0.0 s",
        "         other.md:3:12",
        "         page.md:3:12",
        f"alive    {HOST}/here#soil",
        "         checked NOW: 200, 1 request in 0.0 s",
        "         page.md:5:12",
        "skipped  mailto:a@garden.org",
        "         mailto: is not checked",
        "         page.md:7:12",
        "found    other.md",
        f"         {folder / 'other.md'}",
        "         page.md:11:12",
        "skipped  tel:+1",
        "         tel: is not checked",
        "         page.md:9:12",
        "5 addresses: 1 alive, 1 dead, 1 found, 2 skipped",
    ]


@pytest.mark.usefixtures("garden")
def test_links_tells_a_program_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, f"{HOST}/gone", "tel:+1", f"{HOST}/gone")
    assert main(["links", "--format", "json", "page.md"]) == 0
    inventory = json.loads(capsys.readouterr().out)
    dead, skipped = inventory["addresses"]
    assert (dead["address"], dead["state"]) == (f"{HOST}/gone", "dead")
    assert dead["verdict"]["evidence"]["status"] == 404
    assert [(item["line"], item["column"]) for item in dead["places"]] == [(3, 12), (7, 12)]
    assert (skipped["state"], skipped["verdict"]) == ("skipped", None)
    assert (inventory["problems"], inventory["notes"]) == ([], [])


def test_links_offline_asks_nobody(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/gone")
    assert main(["links", "--offline", "page.md"]) == 0
    assert f"skipped  {HOST}/gone\n         not checked\n" in capsys.readouterr().out
    assert not garden.log.connections


MISTAKES = [
    ('[web.hosts."*.x.org"]\nheaders = { A = "b" }', 2, "headers go to one host"),
    ('[web.hosts."x.org"]\naccept = [200]\nheaders = { "A b" = "c" }', 3, "plain ASCII"),
    ('[web.hosts."a..b"]\nheaders = { A = "b" }', 2, "invalid host"),
    ('[web.hosts."x.org"]\nconcurency = 1', 2, "concurrency"),
    ("[web]\n\nretries = -1", 3, "retries"),
    ('[web]\nprivate-hosts = "denied"', 2, "deny"),
    ("[web]\naccept = [20]", 2, "accept"),
    ("[web]\nskip = 1", 2, "skip"),
]


@pytest.mark.parametrize("command", ["check", "links"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_settings_that_make_no_sense_name_their_line(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, mistake: tuple[str, int, str]
) -> None:
    settings, line, words = mistake
    (folder / "nblint.toml").write_text(settings)
    write(folder, f"{HOST}/here")
    assert main([command, "page.md"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"nblint: nblint.toml:{line}: ")
    assert words in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.usefixtures("garden")
def test_a_host_rule_that_makes_no_sense_names_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "nblint.toml").write_text(f'{SETTINGS}host-rule-dirs = ["recipes"]\n')
    (folder / "recipes").mkdir()
    (folder / "recipes" / "mine.toml").write_text('name = "Mine"\nhosts = ["x.org"]\nask = 1\n')
    write(folder, f"{HOST}/here")
    assert main(["check", "page.md"]) == 2
    error = capsys.readouterr().err
    assert re.match(r"nblint: recipes/mine\.toml:3: ", error), error
    assert error.count("\n") == 1


@pytest.mark.usefixtures("garden")
def test_a_secret_that_is_written_wrongly_is_not_printed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBLINT_HEADERS", "garden.org Bearer secret")
    write(folder, f"{HOST}/here")
    assert main(["check", "page.md"]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("nblint: NBLINT_HEADERS: ")
    assert "secret" not in captured.err + captured.out


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to one process")
@pytest.mark.parametrize("command", ["check", "links"])
def test_an_interrupt_prints_what_is_known(folder: Path, garden: Web, command: str) -> None:
    garden.route("/hang", hang, host="garden.org")
    # One at a time, the second is asked only when there is a verdict on the first.
    (folder / "nblint.toml").write_text(f"{SETTINGS}host-concurrency = 1\n")
    write(folder, f"{HOST}/gone", f"{HOST}/hang")
    arguments = [sys.executable, "-m", "nblint", command, "page.md"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        garden.log.until(lambda: bool(garden.log.requests(path="/hang")))
        process.send_signal(signal.SIGINT)
        out, errors = (stream.decode() for stream in process.communicate(timeout=20))
    assert process.returncode == 130
    assert "404, 1 request" in out
    assert "interrupted" in out
    assert errors == ""
    number = len(garden.log.requests(path="/gone"))
    garden.route("/hang", PAGE, host="garden.org")
    assert main(["check", "--select", "links", "page.md"]) == 1
    assert len(garden.log.requests(path="/gone")) == number, "what was known is kept"


def test_a_page_about_a_local_server_is_told_what_is_gone_there(
    folder: Path, web: Web, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    web.route("/here", PAGE)
    write(folder, web.url("/here"), web.url("/gone"), web.refusing("/off"))
    assert main(["check", "--no-cache", "--format", "concise"]) == 1
    rules = [line.split()[2] for line in capsys.readouterr().out.splitlines()]
    assert rules == ["dead-url", "unreachable-url"]


def suggested(capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], str]:
    """Check with --suggest; return the one finding and what standard error says."""
    assert main(["check", "--no-cache", "--suggest", "--format", "json"]) == 1
    said = capsys.readouterr()
    (finding,) = json.loads(said.out)["diagnostics"]
    return finding, said.out + said.err


def test_a_copy_from_before_the_line_was_changed_is_offered_for_what_is_gone(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = f"web.archive.org/web/20190102030405/{HOST}/gone"
    closest = {"url": f"http://{copy}", "status": "200", "available": True}
    body = json.dumps({"archived_snapshots": {"closest": closest}}).encode()
    garden.route("/wayback/available", answer(200, body=body), host="archive.org")
    write(folder, f"{HOST}/here", f"{HOST}/gone#soil")
    os.utime(folder / "page.md", (1_546_300_800, 1_546_300_800))
    finding, _ = suggested(capsys)
    assert finding["rule"] == "dead-url"
    fix = finding["fix"]
    assert fix["edits"][0]["replacement"] == f"https://{copy}#soil"
    assert not fix["safe"]
    (asked_archive,) = garden.log.requests(path="/wayback/available")
    assert asked_archive.target.endswith(b"&timestamp=20190101")


def test_a_copy_from_before_the_line_of_a_notebook_was_changed_is_asked_for(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    garden.route("/wayback/available", status(500), host="archive.org")
    title, gone = "# Tulips\n", f"[gone]({HOST}/gone) for good\n"
    for year, source in (("2019", [title]), ("2021", [title, "\n", gone])):
        cell = {"cell_type": "markdown", "metadata": {}, "source": source}
        notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (folder / "page.ipynb").write_text(json.dumps(notebook, indent=1))
        git(folder, "add", "page.ipynb")
        git(folder, "commit", "--quiet", "--message", "x", "--date", f"{year}-01-01T00:00:00Z")
    suggested(capsys)
    (asked_archive,) = garden.log.requests(path="/wayback/available")
    assert asked_archive.target.endswith(b"&timestamp=20210101")


def test_an_archive_that_does_not_answer_is_a_note(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    garden.route("/wayback/available", status(500), host="archive.org")
    write(folder, f"{HOST}/gone")
    finding, said = suggested(capsys)
    assert finding["fix"] is None
    assert "no response from the Internet Archive for 1 dead URL" in said


def test_links_says_why_an_address_has_no_answer_or_was_not_asked(
    folder: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    web.route("/broken", reset, host="garden.org")
    (folder / "nblint.toml").write_text(f'{SETTINGS}skip = ["*skipped*"]\n')
    write(folder, f"{HOST}/broken", f"{HOST}/skipped")
    assert main(["links", "--no-cache"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    place = lines.index("the connection was reset")
    assert lines[place + 1].startswith("checked ")
    place = lines.index("the configuration skips this URL")
    assert lines[place + 1] == "page.md:5:12"


def test_fixes_of_the_web_are_written_and_nothing_is_asked_again(
    folder: Path, garden: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{HOST}/old#soil", "http://garden.org/here", f"{HOST}/gone")
    write(folder, f"{HOST}/old", name="zinnia.md")
    assert main(["check", "--select", "links", "--no-cache"]) == 1
    once = asked(garden)
    capsys.readouterr()
    garden.log.seen.clear()
    assert main(["check", "--select", "links", "--no-cache", "--fix"]) == 1
    assert asked(garden) == once
    links = f"({HOST}/here#soil)", f"({HOST}/here)", f"({HOST}/gone)"
    text = (folder / "page.md").read_text()
    assert [link for link in links if link in text] == [*links]
    report = capsys.readouterr().out
    assert f'error: "{HOST}/gone" returned 404 Not Found' in report
    assert "Fixed 3 issues in 2 files\n  page.md: 1 insecure-url, 1 moved-url\n" in report
    assert "3 external links (first at page.md:3:12): added by a fix" in report
