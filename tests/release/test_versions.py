"""Versions in a tiny repository: which comes next, what making one writes, and what stands in its way."""

import pytest
from tools.release.git import Refused
from tools.release.places import places, version


def test_the_version_of_this_tree_is_the_same_everywhere():
    """Five packages, their __version__ and what they ask of each other say one version."""
    assert version()
    assert len(list(places())) >= 5 + 5 + 6


def test_a_version_is_made_of_commits_and_another_after_it(tiny):
    """The first is what the packages say; feat raises the middle number, a breaking change too while it begins with 0."""
    repository = tiny()
    made = repository.tool("cut")
    assert (made.returncode, made.stdout) == (0, "0.1.0\n"), made.stderr
    assert "## Unreleased\n\n## 0.1.0 - " in repository.read("CHANGELOG.md")
    assert repository.read("CHANGELOG.md").endswith("\n\n### Added\n\n- What people wrote.\n")

    repository.commit("fix(cli): a slip", "feat(api): a thing", "docs: words")
    following = repository.tool("next_version")
    assert following.stdout == "0.2.0\n"
    assert following.stderr.index("minor") < following.stderr.index("patch")
    assert "docs: words" not in following.stderr

    repository.commit("fix(cli)!: another slip\n\nBREAKING CHANGE: the option --old is gone, use --new")
    made = repository.tool("cut")
    assert (made.returncode, made.stdout) == (0, "0.2.0\n"), made.stderr
    assert version(repository.place) == "0.2.0"
    assert "0.1.0" not in repository.git("grep", "-hE", "0\\.[0-9]+\\.0", "--", "packages").replace(">=0.1.0", "")
    news = repository.read("CHANGELOG.md").split("\n## ")[2]
    assert news.startswith("0.2.0 - ")
    assert "### Breaking\n\n- the option --old is gone, use --new\n" in news
    assert "### Added\n\n- api: a thing\n" in news
    assert "### Fixed\n\n- cli: " in news
    assert "words" not in news
    assert repository.git("tag", "--points-at", "HEAD") == "v0.2.0"
    assert repository.git("log", "-1", "--format=%s") == "chore(release): 0.2.0"
    assert repository.git("status", "--porcelain") == ""


def test_the_changelog_to_come_is_shown_and_nothing_is_changed(tiny):
    """What people wrote and did not commit yet is in it as well."""
    repository = tiny()
    repository.git("tag", "v0.1.0")
    repository.commit("fix: a slip")
    changed = repository.read("CHANGELOG.md").replace("What people wrote.", "What they write now.")
    (repository.place / "CHANGELOG.md").write_text(changed, encoding="utf-8")
    assert repository.tool("changelog").stdout == "0.1.1\n\n### Added\n\n- What they write now.\n"
    assert repository.read("CHANGELOG.md") == changed
    assert repository.git("tag") == "v0.1.0"


def test_what_stands_in_the_way_of_a_version_is_told(tiny):
    """Nothing to release, a dirty tree, a taken version, another branch: each with what to do, and nothing is changed."""
    repository = tiny()
    repository.git("tag", "v0.1.0")
    repository.commit("docs: words")
    before = repository.git("rev-parse", "HEAD")

    nothing = repository.tool("cut")
    assert nothing.returncode == 1
    assert "Nothing to release since v0.1.0: 1 commits" in nothing.stderr
    assert "make release LEVEL=patch" in nothing.stderr
    assert repository.tool("next_version", "--level", "major").stdout == "1.0.0\n"

    (repository.place / "left.txt").write_text("about", encoding="utf-8")
    dirty = repository.tool("cut", "--level", "patch")
    assert dirty.returncode == 1
    assert "not committed" in dirty.stderr
    assert "?? left.txt" in dirty.stderr
    (repository.place / "left.txt").unlink()

    repository.git("checkout", "--quiet", "-b", "aside")
    aside = repository.tool("next_version")
    assert aside.returncode == 1
    assert "this is the branch aside" in aside.stderr
    repository.commit("chore: elsewhere")
    repository.git("tag", "v0.1.1")
    repository.git("checkout", "--quiet", "main")
    repository.commit("fix: a slip")
    taken = repository.tool("cut")
    assert taken.returncode == 1
    assert "there is a tag v0.1.1 already" in taken.stderr
    assert repository.git("rev-parse", "HEAD~1") == before


def test_a_place_that_says_another_version_is_named(tiny):
    """One package of five that was left behind is found, and so is a requirement of an extra."""
    repository = tiny()
    path = repository.place / "packages" / "birzha" / "pyproject.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("sverka[files]==0.1.0", "sverka[files]>=0.1"), encoding="utf-8"
    )
    told = repository.tool("places")
    assert told.returncode == 1
    assert '"sverka[files]>=0.1"' in told.stderr
    with pytest.raises(Refused) as refused:
        version(repository.place)
    assert "not the same everywhere" in refused.value.text
