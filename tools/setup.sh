#!/bin/sh
# Builds or refreshes a virtual environment from the lock files; does nothing when all is current.
# Usage: tools/setup.sh runtime|tests|dev [FOLDER [PYTHON]]      (by default .venv, with the first python3 from 3.11 up)
set -eu
cd "$(dirname "$0")/.."
kind=$1
place=${2:-.venv}
stamp=$place/.installed-$kind
current() {
  [ -f "$stamp" ] || return 1
  for source in locks/bootstrap.txt "locks/$kind.txt" packages/*/pyproject.toml packages/sverka/hatch_build.py packages/sverka/kernel/* tools/setup.sh; do
    [ "$source" -nt "$stamp" ] && return 1
  done
  [ "$(cat "$stamp")" = "$PWD" ]
}
current && exit 0

if [ ! -x "$place/bin/python" ] || [ "$(cat "$place/.place" 2>/dev/null)" != "$PWD" ]; then
  python=
  for candidate in ${3:+"$3"} "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$candidate; break; fi
  done
  [ -n "$python" ] || { echo "Birzha needs Python 3.11 or newer; python3 here is older. Install one or call: make PYTHON=/path/to/python" >&2; exit 1; }
  echo "Building $place with $("$python" --version) …"
  rm -rf "$place"
  "$python" -m venv "$place" || {
    rm -rf "$place"
    echo "python3 has no venv module. On Debian and Ubuntu: apt-get install python3-venv; then call make again." >&2; exit 1; }
  printf '%s' "$PWD" >"$place/.place"
fi
venv="$PWD/$place/bin/python"
"$venv" -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/bootstrap.txt
unset VIRTUAL_ENV
# compiled now, so that the first start is as quick as the tenth, also where Python is told to write no bytecode
"$venv" -m uv pip install --quiet --python "$venv" --compile-bytecode --require-hashes -r "locks/$kind.txt"
"$venv" -m uv pip install --quiet --python "$venv" --no-deps --no-build-isolation \
  -e ./packages/birzha-client -e ./packages/etxt-api -e ./packages/kwork-api -e ./packages/sverka -e ./packages/birzha
"$venv" -m compileall -q packages/*/src
printf '%s' "$PWD" >"$stamp"
