#!/bin/sh
# Builds the sdist of every package, and the wheel from it, into dist/. Usage: tools/wheels.sh [FOLDER]
# The same source gives the same bytes: times inside are SOURCE_DATE_EPOCH, by default the moment of the last commit.
set -eu
cd "$(dirname "$0")/.."
place=${1:-dist}
[ -n "${SOURCE_DATE_EPOCH:-}" ] || SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 1577836800)
export SOURCE_DATE_EPOCH
unset VIRTUAL_ENV
rm -rf "$place"
for package in birzha-client etxt-api kwork-api sverka birzha; do
  .venv/bin/python -m uv build --quiet --no-build-isolation --python .venv/bin/python --out-dir "$place" "packages/$package"
done
ls -l "$place" | awk 'NR > 1 { printf "%9d  %s\n", $5, $9 }'
