#!/bin/sh
# The whole suite but the long runs. Usage: tools/test.sh
set -eu
cd "$(dirname "$0")/.."
workers=$(($(getconf _NPROCESSORS_ONLN) + 1))  # tests wait for databases and processes about a third of their time
.venv/bin/python -m pytest -q -n "$workers" --dist worksteal --durations=8
