"""Messages of commits: what is let through, what is held up, and what is said."""

from pathlib import Path

import pytest
from tools.release import commits
from tools.release.commits import faults
from tools.release.git import Refused

GOOD = [
    "feat(etxt-api): a call for ready articles",
    "fix: a limit holds when two add at once",
    "perf(sverka,corpus): pages are read in one go".replace(",corpus", ",cli"),
    "feat(cli)!: the option --port is gone\n\nBREAKING CHANGE: set BIRZHA_PORT instead",
    "chore(release): 0.2.0",
    "docs: a page\n\nWhy it is there.",
]
BAD = {
    "Added things": 'begin with "type: "',
    "feature: a thing": '"feature" is no type',
    "bench: a round": '"bench" is no type',
    "feat:a thing": "a blank is missing",
    "feat(nowhere): a thing": 'nothing here is called "nowhere"',
    "feat: a thing.": "full stop",
    f"feat: {'long ' * 40}": "letters",
    "feat: a thing\nand more": "second line is not blank",
    "feat: a thing\n\nbreaking change: the option is gone": "no program sees",
    "feat: a thing\n\nBREAKING CHANGES the option is gone": "no program sees",
    "test(api): one; fix(orders): two": "two changes",
    "fixup! feat: a thing": "autosquash",
    'Revert "feat: a thing"': 'begin with "type: "',
}


@pytest.mark.parametrize("message", GOOD)
def test_a_good_message_passes(message: str):
    """What a release can read, with a scope that exists, is let through."""
    assert list(faults(message)) == []


@pytest.mark.parametrize(("message", "words"), BAD.items())
def test_a_careless_message_is_held_up_with_the_reason(message: str, words: str):
    """Each kind of carelessness is named for what it is."""
    assert any(words in fault for fault in faults(message)), list(faults(message))


def checked(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What the command says where it lets everything through."""
    monkeypatch.setattr("sys.argv", ["commits", *arguments])
    said: list[str] = []
    monkeypatch.setattr(commits, "tell", lambda *lines: said.extend(lines))
    commits.main()
    return "\n".join(said)


def test_a_message_that_is_being_written_is_read_without_gits_remarks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The hook sees what git will keep: no comments, no shown change, and a merge is git's own affair."""
    written = tmp_path / "message"
    shown = "# ------------------------ >8 ------------------------\ndiff --git a/x b/x\n+breaking change: no\n"
    written.write_text(f"fix: a thing\n\nWhy.\n# Please enter the message\n{shown}", encoding="utf-8")
    assert "1 checked" in checked(monkeypatch, "--message", str(written))
    written.write_text("Merge branch 'x'\n", encoding="utf-8")
    assert "0 checked" in checked(monkeypatch, "--message", str(written))
    written.write_text("things\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        checked(monkeypatch, "--message", str(written))
    assert refused.value.code == 1
    assert "Write:  type(scope): what the change does" in refused.value.text


def test_the_check_begins_where_the_forge_says_or_at_the_last_version(tiny, monkeypatch: pytest.MonkeyPatch):
    """A base of zeros, as a forge gives for a new branch, means: since the last tag; what lies before is left alone."""
    repository = tiny()
    repository.commit("things of old")
    repository.git("tag", "v0.1.0")
    repository.commit("fix: a thing")
    monkeypatch.chdir(repository.place)
    assert "1 checked (v0.1.0..HEAD)" in checked(monkeypatch, "--since", "0" * 40)
    with pytest.raises(Refused) as refused:
        checked(monkeypatch, "--since", repository.git("rev-parse", "HEAD~2"))
    assert '"things of old"' in refused.value.text
