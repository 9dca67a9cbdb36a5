#!/bin/sh
# The whole suite but the long runs; then the part that depends on Python's version on every other one here.
# Usage: tools/test.sh
set -eu
cd "$(dirname "$0")/.."
py=.venv/bin/python
workers=$(($(getconf _NPROCESSORS_ONLN) + 1))  # tests wait for databases and processes about a third of their time
$py -m pytest -q -n "$workers" --dist worksteal --durations=8

here=$($py -c 'import sys; print("%d.%d" % sys.version_info[:2])')
for version in 3.11 3.12 3.13; do
  [ "$version" = "$here" ] && continue
  for python in "python$version" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/python; do
    if "$python" -c 'import venv, sys; sys.exit("%d.%d" % sys.version_info[:2] != sys.argv[1])' "$version" 2>/dev/null; then
      sh tools/setup.sh tests ".venv-$version" "$python"
      echo "Python $version:"
      ".venv-$version/bin/python" -m pytest -q -n "$workers" -m "not postgres and not tools" packages
      break
    fi
  done
done
