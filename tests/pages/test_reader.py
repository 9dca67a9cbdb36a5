"""The reader notices whatever is not as a page says, and leaves no process behind."""

import os

import pytest

from .page import blocks_of
from .reader import Differs, Reader, free_port

SERVER = "python3 -c 'import http.server as s; s.test(s.SimpleHTTPRequestHandler, port=8000, bind=\"127.0.0.1\")'"


@pytest.fixture
def read(tmp_path):
    """Follows a page that is given as text."""

    def follow(text, **options):
        reader = Reader("page.md", tmp_path / "reader", (), "en", free_port(), **options)
        with reader:
            for block in blocks_of(text):
                reader.follow(block)
        return reader

    return follow


def test_one_shell_and_one_folder_for_the_whole_page(read):
    """Variables, functions, the folder and saved files are there in later blocks; python has the variables that are exported."""
    read(
        """
```sh
mkdir inner && cd inner
export NAME=x; other=y
say() { echo "said $1"; }
```
```python title="saved.py"
VALUE = 5
```
```python
import os, saved
print(os.environ["NAME"], saved.VALUE)
```
```text output="above"
x 5
```
```console
$ say $other
said y
$ basename $PWD
inner
```
"""
    )


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("```sh\nfalse\necho later\n```", "1:1: false"),
        ("```sh\nls nothing-here\n```", "nothing-here"),
        ('```sh fails="3"\ntrue\n```', "exit code 0"),
        ('```sh fails="3"\nfalse\n```', "1:1: false"),
        ("```python\nraise ValueError(5)\n```", "ValueError: 5"),
        ("```console\n$ echo a\nb\n```", "another output"),
        ('```sh\necho a\n```\n```text output="above"\nb\n```', "another output"),
        ('```sh serves="http://127.0.0.1:8000/"\nfalse\n```', "does not answer"),
        ("```sh\nsleep 50\n```", "no end after"),
        ("```sh\nexit 0\n```", "no end after"),
    ],
)
def test_what_is_not_as_the_page_says_is_told(read, page, said):
    """With the page's name and line; nothing is passed over because something later went well."""
    with pytest.raises(Differs, match=r"^page\.md, line [14]: ") as caught:
        read(page, patience=1.0 if "no end" in said else 60)
    assert said in str(caught.value)


def test_expected_exit_codes_are_fine(read):
    """A block that shows a refusal says with which code it ends."""
    read('```sh fails="3"\necho before\nsh -c "exit 3"\n```')


def test_a_server_runs_until_the_page_ends_on_a_port_of_its_own(read):
    """The page's port is replaced where it stands as one, and Ctrl-C ends the server; nothing listens afterwards."""
    reader = read(
        f"""
```sh serves="http://127.0.0.1:8000/"
trap 'exit 0' INT; {SERVER.replace("port=8000", 'port=int("http://127.0.0.1:8000".rpartition(":")[2])')}
```
```sh
curl -s http://127.0.0.1:8000/ | grep -c 8000 || echo 8000 characters
```
```text output="above"
0
8000 characters
```
"""
    )
    assert not any(_listens(port) for port in reader._ports.values())


def _listens(port):
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_nothing_of_the_tests_own_environment_reaches_the_reader(read, monkeypatch):
    """Settings of this house and of Python are taken away; a home of its own is given."""
    monkeypatch.setenv("BIRZHA_SECRET_KEY", "x")
    monkeypatch.setenv("ETXT_TOKEN", "x")
    own = os.environ["HOME"]
    read(f'```sh\ntest -z "$BIRZHA_SECRET_KEY$ETXT_TOKEN$PYTHONPATH"\ntest "$HOME" != "{own}"\n```')
