"""Examples of the READMEs, run as they stand in the environment that the README has made."""

import re

import pytest

from .conftest import installing, readme
from .packages import NAMES

SHOWN = "http://127.0.0.1:8000"
"""The address that every README prints: the test has another port."""

EXAMPLES = [
    pytest.param(name, code, id=f"{name}-{number}")
    for name in NAMES
    for number, code in enumerate(re.findall(r"^```python\n(.*?)^```$", readme(name), re.MULTILINE | re.DOTALL), 1)
]


@pytest.mark.parametrize(("name", "code"), EXAMPLES)
def test_an_example(install, name, code, sandbox, tmp_path):
    """It runs against a sandbox, warns of nothing, and prints something if it prints."""
    done = install(name).run(code.replace(SHOWN, sandbox), HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert ("print(" in code) == bool(done.stdout)


def test_both_languages_install_alike(name):
    """The Russian part has the same commands as the English one, and every block of commands is run by a test or says why not."""
    blocks = re.findall(r"^```sh(.*)\n((?:.*\n)*?)```$", readme(name), re.MULTILINE)
    run = [code for marks, code in blocks if "norun=" not in marks]
    assert run.count(installing(name)) == 2
    rest = {re.sub(r"--lang \w+", "--lang", code) for code in run} - {installing(name)}
    assert rest <= {".venv-birzha/bin/birzha demo --lang\n"}
