"""``python -m birzha``: the command line."""

from birzha.cli.main import run

run()
