#!/bin/sh
# Adds to dist/ the wheels of sverka with its compiled kernel for Linux, whatever machine this is: zig, a compiler that carries the
# system libraries of others, builds them (100 MB, in .venv-kernels). Other systems take the wheel without a kernel, and numpy.
# Usage: tools/kernel_wheels.sh [FOLDER]
set -eu
cd "$(dirname "$0")/.."
place=${1:-dist}
[ -n "${SOURCE_DATE_EPOCH:-}" ] || SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 1577836800)
export SOURCE_DATE_EPOCH
unset VIRTUAL_ENV
sh tools/setup.sh kernels .venv-kernels
for target in x86_64-linux-gnu.2.17 aarch64-linux-gnu.2.17 x86_64-linux-musl aarch64-linux-musl; do
  SVERKA_TARGET=$target .venv-kernels/bin/python -m uv build --quiet --wheel --no-build-isolation \
    --python .venv-kernels/bin/python --out-dir "$place" packages/sverka
done
ls "$place"
