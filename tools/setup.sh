#!/bin/sh
# Builds or refreshes .venv from the lock files. Usage: tools/setup.sh runtime|dev. Does nothing when all is current.
set -eu
cd "$(dirname "$0")/.."
kind=$1
stamp=.venv/.installed-$kind
current() {
  [ -f "$stamp" ] || return 1
  for source in locks/bootstrap.txt "locks/$kind.txt" packages/*/pyproject.toml tools/setup.sh; do
    [ "$source" -nt "$stamp" ] && return 1
  done
  [ "$(cat "$stamp")" = "$PWD" ]
}
current && exit 0

if [ ! -x .venv/bin/python ] || [ "$(cat .venv/.place 2>/dev/null)" != "$PWD" ]; then
  python=
  for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$candidate; break; fi
  done
  [ -n "$python" ] || { echo "Birzha needs Python 3.11 or newer; python3 here is older. Install one or call: make PYTHON=/path/to/python" >&2; exit 1; }
  echo "Building .venv with $("$python" --version) …"
  rm -rf .venv
  "$python" -m venv .venv || {
    rm -rf .venv
    echo "python3 has no venv module. On Debian and Ubuntu: apt-get install python3-venv; then call make again." >&2; exit 1; }
  printf '%s' "$PWD" >.venv/.place
fi
venv="$PWD/.venv/bin/python"
"$venv" -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/bootstrap.txt
unset VIRTUAL_ENV
"$venv" -m uv pip install --quiet --python "$venv" --require-hashes -r "locks/$kind.txt"
"$venv" -m uv pip install --quiet --python "$venv" --no-deps --no-build-isolation \
  -e ./packages/birzha-client -e ./packages/etxt-api -e ./packages/birzha
printf '%s' "$PWD" >"$stamp"
