"""What is said to a forge and to a registry: releases, pages, a version's push, uploads; and what is said when they refuse."""

import base64
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.release import pages, publish, push
from tools.release.changelog import section
from tools.release.doubles import API, REPOSITORY
from tools.release.doubles import Forge as Double
from tools.release.git import Refused, authorised
from tools.release.release_object import Forge, forge

TOKEN = "a-token-of-the-tests"


@pytest.fixture
def double(tmp_path: Path) -> Iterator[Double]:
    server = Double(tmp_path / "forge", TOKEN)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("gitea", [True, False])
def test_a_file_reaches_a_release_whole_on_both_forges(double: Double, tmp_path: Path, gitea: bool):
    """Gitea takes a form, GitHub the bytes at another address; names with blanks arrive."""
    there = Forge(double.address + API, REPOSITORY, TOKEN, gitea)
    release = there.call("POST", "releases", b'{"tag_name": "v0.2.0"}')
    path = tmp_path / "a file.bin"
    path.write_bytes(bytes(range(256)) * 100 + b"\r\n--")
    there.send(release, path)
    assert double.files == {(1, "a file.bin"): path.read_bytes()}
    assert there.call("GET", "releases/tags/v0.2.0")["id"] == 1
    assert there.call("GET", "releases/tags/v0.3.0") is None
    assert not [address for address in double.addresses if TOKEN in address]


def test_a_forge_that_refuses_the_token_says_what_to_do(double: Double):
    """The status, the forge's words and the right that is missing."""
    with pytest.raises(Refused) as refused:
        Forge(double.address + API, REPOSITORY, "wrong", gitea=True).call("POST", "releases", b"{}")
    assert "answered 401" in refused.value.text
    assert "write access" in refused.value.text
    assert "wrong" not in refused.value.text


def test_the_token_goes_nowhere_but_to_the_forge(double: Double, monkeypatch: pytest.MonkeyPatch):
    """A redirection is not followed."""
    monkeypatch.setattr(
        "tools.release.doubles.Door.api", lambda self, *_: self.answer(302, Location="http://127.0.0.1:9/")
    )
    with pytest.raises(Refused) as refused:
        Forge(double.address + API, REPOSITORY, TOKEN, gitea=True).call("GET", "releases/tags/v0.2.0")
    assert "answered 302" in refused.value.text


def test_the_token_is_in_gits_environment_and_in_no_argument(monkeypatch: pytest.MonkeyPatch):
    """It is read from variables; without one it uses what the person has set up."""
    monkeypatch.setenv("FORGE_TOKEN", TOKEN)
    shown = authorised()["GIT_CONFIG_VALUE_0"]
    assert base64.b64decode(shown.rpartition(" ")[2]).decode() == f"x-access-token:{TOKEN}"
    monkeypatch.delenv("FORGE_TOKEN")
    assert authorised() == {}


def test_what_is_not_said_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch):
    """A release object and an upload name the variables that they miss."""
    for name in (
        "GITHUB_API_URL",
        "GITHUB_REPOSITORY",
        "FORGE_TOKEN",
        "REGISTRY_UPLOAD_URL",
        "REGISTRY_TOKEN",
        "REGISTRY_PASSWORD",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("ACTIONS_ID_TOKEN_REQUEST_URL", raising=False)
    with pytest.raises(Refused) as refused:
        forge()
    assert "GITHUB_API_URL, GITHUB_REPOSITORY, FORGE_TOKEN" in refused.value.text
    with pytest.raises(Refused) as refused:
        publish.environment()
    assert "REGISTRY_UPLOAD_URL" in refused.value.text
    monkeypatch.setenv("REGISTRY_UPLOAD_URL", "http://127.0.0.1:9/")
    with pytest.raises(Refused) as refused:
        publish.environment()
    assert "REGISTRY_TOKEN" in refused.value.text
    monkeypatch.setenv("ACTIONS_ID_TOKEN_REQUEST_URL", "http://127.0.0.1:9/")
    assert publish.environment()["UV_PUBLISH_URL"] == "http://127.0.0.1:9/"


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("fatal: Authentication failed for", "RELEASE_TOKEN"),
        ("! [rejected] HEAD -> main (fetch first)", "git pull --rebase"),
        ("! [rejected] v0.2.0 -> v0.2.0 (already exists)", "git fetch --tags"),
        ("something else", "together or not at all"),
    ],
)
def test_each_refusal_of_a_push_has_its_advice(words: str, advice: str):
    """What git says leads to what to do."""
    assert advice in push.why(words, "v0.2.0")


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("403 Forbidden", "REGISTRY_TOKEN"),
        ("409 Conflict", "never uploaded twice"),
        ("502 Bad Gateway", "run it again"),
    ],
)
def test_each_refusal_of_an_upload_has_its_advice(words: str, advice: str):
    """What the registry says leads to what to do."""
    assert advice in publish.why(words)


def test_the_section_of_a_version_is_its_own_text_alone():
    """Neither the version before nor a number that only begins alike."""
    text = "# C\n\n## Unreleased\n\n## 0.2.10 - 2026-01-03\n\nten\n\n## 0.2.1 - 2026-01-02\n\none\n\n- a\n\n## 0.2.0\n\nzero\n"
    assert section(text, "0.2.1") == "one\n\n- a"
    assert section(text, "0.2.0") == "zero"
    with pytest.raises(Refused):
        section(text, "0.2")


def test_pages_replace_their_branch_and_no_other(tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """One commit with the site, its domain and nothing else; a branch of work is refused, and so is a site that is not built."""
    repository = tiny()
    bare = tmp_path / "bare"
    repository.git("clone", "--quiet", "--bare", ".", str(bare))
    repository.git("remote", "add", "origin", str(bare))
    refused = repository.tool("pages")
    assert "make docs" in refused.stderr
    (repository.place / "site").mkdir()
    (repository.place / "site" / "index.html").write_text("<p>pages", encoding="utf-8")
    monkeypatch.setenv("PAGES_DOMAIN", "birzha.example")
    assert repository.tool("pages").returncode == 0
    assert repository.tool("pages").returncode == 0
    listed = subprocess.run(
        ["git", "ls-tree", "--name-only", "pages"], cwd=bare, capture_output=True, text=True, check=True
    )
    assert listed.stdout.split() == [".nojekyll", "CNAME", "index.html"]
    monkeypatch.setenv("PAGES_BRANCH", "main")
    assert "would replace the branch main" in repository.tool("pages").stderr
    assert pages.SITE.name == "site"
