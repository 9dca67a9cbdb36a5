#!/bin/sh
# The whole suite but the long runs, on two workers, with coverage. Usage: tools/test.sh
set -eu
cd "$(dirname "$0")/.."
py=.venv/bin/python
$py -m pytest -q -n 2 --durations=10
