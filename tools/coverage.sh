#!/bin/sh
# The whole suite but the long runs, counting which lines and branches it reaches; fails below 90 %. Usage: tools/coverage.sh
# Apart from tools/test.sh, because counting costs half as much again as the tests themselves.
set -eu
cd "$(dirname "$0")/.."
py=.venv/bin/python
workers=$(($(getconf _NPROCESSORS_ONLN) + 1))
rm -f .coverage .coverage.*
$py -m coverage run -m pytest -q -n "$workers" --dist worksteal
$py -m coverage combine -q
$py -m coverage report --fail-under=90 | tail -25
