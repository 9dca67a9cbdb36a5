# The commands of this house. `make help` lists them.
.DEFAULT_GOAL := help
PY := .venv/bin/python
RELEASE := .venv-release/bin/python -m tools.release
.PHONY: help demo up test docs docs-serve versions coverage lint bench races year workers mutation clickhouse text-exactness kernel-check text-bench fuzz lock venv dev clean quickstarts follow-pages wheels kernel-wheels test-wheels container-steps \
  release-tools commits hooks next-version changelog release push-release sbom attest publish release-object pages release-rehearsal

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 20

venv: ## installs everything into .venv
	@sh tools/setup.sh runtime

dev:
	@sh tools/setup.sh dev

demo: venv ## plays the life of an order, an article and a kwork on a fresh exchange
	@$(PY) -m birzha demo

up: venv ## starts the sandbox
	@$(PY) -m birzha up

test: dev ## the whole suite but the long runs
	@sh tools/test.sh

quickstarts: dev wheels ## the quick starts from a clean clone and from the built wheels alone, to the letter
	@sh tools/quickstarts.sh

follow-pages: dev ## every page that people follow, in English too
	@BIRZHA_PAGES=en $(PY) -m pytest -q tests/pages

versions: dev ## what depends on Python's version, on the other versions here
	@sh tools/versions.sh

wheels: venv ## builds the wheel and the sdist of every package into dist
	@sh tools/wheels.sh

container-steps: dev wheels ## the Dockerfile's own steps without an engine: builds the image's environment, starts it, watches its health check
	@BIRZHA_CONTAINER=1 $(PY) -m pytest -q tests/container

kernel-wheels: ## adds sverka's wheels with its compiled kernel for every kind of Linux to dist (zig, 100 MB)
	@sh tools/kernel_wheels.sh

test-wheels: dev wheels ## the built wheels without their sources: newest and lowest versions of everything
	@$(PY) tools/test_wheels.py

coverage: dev ## what of the code the suite reaches; fails below 90 %
	@sh tools/coverage.sh

docs: ## builds the documentation site into ./site, in both languages; a warning is an error
	@sh tools/setup.sh docs .venv-docs
	@.venv-docs/bin/python tools/site/build.py

docs-serve: ## builds the site, shows it on this machine, and builds it again when a page changes
	@sh tools/setup.sh docs .venv-docs
	@.venv-docs/bin/python tools/site/build.py --serve

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

kernel-check: dev ## the compiled kernel's tests under the sanitizers of addresses and undefined operations
	@sh packages/sverka/tools/kernel_check.sh

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

release-tools:
	@sh tools/setup.sh release .venv-release

commits: release-tools ## are the commits written so that a version can be made of them? SINCE=v0.1.0 for those since then
	@$(RELEASE).commits $(if $(SINCE),--since $(SINCE))

hooks: release-tools ## git checks each message as it is written
	@git config core.hooksPath tools/hooks && echo "Messages are checked by tools/hooks/commit-msg. Never mind it: git config --unset core.hooksPath"

next-version: release-tools ## which version comes next, and why; LEVEL=patch|minor|major whatever the commits say
	@$(RELEASE).next_version $(if $(LEVEL),--level $(LEVEL))

changelog: release-tools ## what the next version will write into the changelog; changes nothing
	@$(RELEASE).changelog

release: release-tools ## makes the next version here, a commit and a tag, and pushes nothing; LEVEL as for next-version
	@$(RELEASE).cut $(if $(LEVEL),--level $(LEVEL))

push-release: release-tools ## pushes the version that was made here, its commit and its tag together
	@$(RELEASE).push

sbom: release-tools ## what an installation from dist/ consists of, as CycloneDX, into dist/
	@$(RELEASE).sbom

attest: release-tools ## signs dist/ where the platform vouches for who builds
	@$(RELEASE).attest

publish: release-tools ## uploads dist/ to the registry of REGISTRY_UPLOAD_URL
	@$(RELEASE).publish

release-object: release-tools ## the release's page on the forge: changelog and files
	@$(RELEASE).release_object

pages: release-tools ## pushes site/ to the branch of the pages
	@$(RELEASE).pages

release-rehearsal: release-tools ## the whole of release, publish and docs against a forge and an index on this machine
	@$(RELEASE).rehearsal

lock: dev ## makes the lock files anew, with the newest versions
	@sh tools/lock.sh

clean: ## removes what make built
	rm -rf .venv .venv-* site build/site .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* mutants
