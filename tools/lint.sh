#!/bin/sh
# Style, types and import contracts. Usage: tools/lint.sh
set -eu
cd "$(dirname "$0")/.."
py=.venv/bin/python
$py -m ruff check .
$py -m ruff format --check .
$py -m mypy
$py -m pyright --pythonpath "$PWD/.venv/bin/python"
$py -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
