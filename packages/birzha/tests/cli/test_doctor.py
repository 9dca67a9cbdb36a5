"""``birzha doctor``, what it looks at; what it finds beside a real process stands in tests/end_to_end."""

import json

import pytest

from birzha.cli.main import main


@pytest.mark.parametrize("real", [True, False])
def test_the_disk_is_looked_at_where_the_exchange_keeps_its_files(tmp_path, capsys, real):
    """A real exchange has them in its folder of uploads, a sandbox in its data folder."""
    data, files = tmp_path / "data", tmp_path / "files"
    data.mkdir()
    files.mkdir()
    url = ["--database-url", f"sqlite:///{tmp_path}/none.sqlite3"] if real else []
    assert main(["doctor", "--json", "--data", str(data), "--files", str(files), *url]) == 0
    told = {each["name"]: each["said"] for each in json.loads(capsys.readouterr().out)}
    assert str(files if real else data) in told["disk"]
