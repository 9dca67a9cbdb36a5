#!/bin/sh
# Makes locks/*.txt: names, versions and hashes of everything installed, no index host. Run as: make lock
set -eu
uv=".venv/bin/python -m uv"
common="--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --upgrade"
ours="--no-emit-package birzha-client --no-emit-package etxt-api --no-emit-package kwork-api --no-emit-package sverka --no-emit-package birzha"
export UV_CUSTOM_COMPILE_COMMAND="make lock"
# shellcheck disable=SC2086
$uv pip compile $common $ours packages/birzha/pyproject.toml -o locks/runtime.txt
# shellcheck disable=SC2086
$uv pip compile $common $ours packages/*/pyproject.toml --group dev -c locks/runtime.txt -o locks/dev.txt
# shellcheck disable=SC2086
$uv pip compile $common $ours packages/*/pyproject.toml --group tests -c locks/dev.txt -o locks/tests.txt
# The lowest versions that the packages declare, and the newest tools of the tests: make test-wheels shows that they work.
lowest="packages/*/pyproject.toml --extra uk"
# shellcheck disable=SC2086
$uv pip compile $common $ours $lowest --resolution lowest-direct -o locks/lowest.txt
# shellcheck disable=SC2086
$uv pip compile $common $ours $lowest --group tests -c locks/lowest.txt -o locks/lowest.new
mv locks/lowest.new locks/lowest.txt
# Environments of their own: the embedded ClickHouse is larger than all the rest together.
# shellcheck disable=SC2086
$uv pip compile $common $ours packages/sverka/pyproject.toml --extra clickhouse --group clickhouse -c locks/dev.txt -o locks/clickhouse.txt
# shellcheck disable=SC2086
$uv pip compile $common $ours packages/sverka/pyproject.toml --group text-bench -c locks/dev.txt -o locks/text-bench.txt
# shellcheck disable=SC2086
$uv pip compile $common $ours packages/*/pyproject.toml --group docs -c locks/dev.txt -o locks/docs.txt
# shellcheck disable=SC2086
$uv pip compile $common --group release -c locks/dev.txt -o locks/release.txt
# shellcheck disable=SC2086
$uv pip compile $common --group kernels -o locks/kernels.txt
printf "uv\nhatchling\neditables\n" >locks/bootstrap.in
# shellcheck disable=SC2086
$uv pip compile $common locks/bootstrap.in -o locks/bootstrap.txt
rm locks/bootstrap.in
