#!/bin/sh
# The part of the suite that depends on Python's version, on every version here but the one that tools/test.sh runs on.
# Usage: tools/versions.sh
set -eu
cd "$(dirname "$0")/.."
workers=$(($(getconf _NPROCESSORS_ONLN) + 1))
here=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
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
