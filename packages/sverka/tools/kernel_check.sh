#!/bin/sh
# The kernel's tests on a build that stops at the first access out of bounds and the first undefined operation.
# Usage: packages/sverka/tools/kernel_check.sh      (gcc or clang with the address sanitizer; $CC says which)
set -eu
cd "$(dirname "$0")/../../.."
compiler=${CC:-cc}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$compiler" -std=c11 -g -O1 -shared -fPIC -fvisibility=hidden -ffp-contract=off -fsanitize=address,undefined \
  -fno-sanitize-recover=undefined -o "$place/kernel.so" packages/sverka/kernel/*.c -lm
# Python keeps what it never frees: leaks are not looked for.
LD_PRELOAD="$("$compiler" -print-file-name=libasan.so)" ASAN_OPTIONS=detect_leaks=0 SVERKA_TEST_KERNEL="$place/kernel.so" \
  .venv/bin/python -m pytest -q -s packages/sverka/tests/test_kernel.py packages/sverka/tests/test_memory.py \
  packages/sverka/tests/test_rewriting.py packages/sverka/tests/test_tiling.py
