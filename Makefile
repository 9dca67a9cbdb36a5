# The commands of this house. `make help` lists them.
.DEFAULT_GOAL := help
PY := .venv/bin/python
.PHONY: help demo up test versions coverage lint bench races year workers mutation clickhouse text-exactness text-bench fuzz lock venv dev clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

venv:
	@sh tools/setup.sh runtime

dev:
	@sh tools/setup.sh dev

demo: venv ## plays the life of an order, an article and a kwork on a fresh exchange
	@$(PY) -m birzha demo

up: venv ## starts the sandbox
	@$(PY) -m birzha up

test: dev ## the whole suite but the long runs
	@sh tools/test.sh

versions: dev ## what depends on Python's version, on the other versions here
	@sh tools/versions.sh

coverage: dev ## what of the code the suite reaches; fails below 90 %
	@sh tools/coverage.sh

lint: dev ## style, types, import contracts
	@sh tools/lint.sh

races: dev ## eight clients at one order, 200 rounds, on PostgreSQL
	@BIRZHA_ROUNDS=200 $(PY) -m pytest -q tests/races

year: dev ## what a year does to 20,000 orders, and how long that takes
	@$(PY) benchmarks/year.py

workers: dev ## three workers killed at random, on PostgreSQL, until nothing is due
	@BIRZHA_ORDERS=2000 $(PY) -m pytest -q tests/workers

clickhouse: ## the corpus on the embedded ClickHouse, in an environment of its own (1 GB)
	@sh tools/setup.sh clickhouse .venv-clickhouse
	@.venv-clickhouse/bin/python -m pytest -q --confcutdir packages/sverka packages/sverka/tests/clickhouse

text-exactness: dev ## 200,000 decisions of the corpus of texts against brute force
	@$(PY) packages/sverka/tests/exactness.py

text-bench: ## the text checks beside other engines, in an environment of its own (1 GB)
	@sh tools/setup.sh text-bench .venv-text-bench
	@.venv-text-bench/bin/python benchmarks/text_rivals.py

fuzz: dev ## 20,000 malformed requests
	@BIRZHA_REQUESTS=20000 $(PY) -m pytest -q tests/fuzz

mutation: dev ## plants bugs in money and orders and counts which the tests catch
	@$(PY) tools/mutation.py

bench: dev ## CPU per request beside a bare handler, money a second, memory, start; the Kwork client beside bare httpx2
	@$(PY) benchmarks/run.py --write
	@$(PY) benchmarks/clients.py --write

lock: dev ## makes the lock files anew, with the newest versions
	@sh tools/lock.sh

clean: ## removes what make built
	rm -rf .venv .venv-* .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* mutants
