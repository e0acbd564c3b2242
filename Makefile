# One command per daily act. Each is a file in bin/, so that people and CI run the same.

.DEFAULT_GOAL := help
.PHONY: help setup run test coverage test-fast check fix demo docs bench fuzz clean

help: ## list what can be done
	@awk 'BEGIN { FS = ":.*## " } /^[a-z%-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make the environment, for working on Pleinjour
	@bin/setup dev

run: ## open Pleinjour on http://127.0.0.1:8000 with a demonstration (PORT=8001 changes the port)
	@bin/run

test: ## run every test: SQLite, PostgreSQL, a real browser
	@bin/test

coverage: ## run every test, and tell the lines and branches that none reaches (twice as long)
	@PLEINJOUR_COVERAGE=1 bin/test

test-fast: ## run the tests that need neither a browser nor PostgreSQL (ARGS="-k word" narrows them)
	@bin/test-fast $(ARGS)

check: ## lint, types, borders, templates, migrations, translations, docs
	@bin/check

fix: ## format the code and write the new sentences into the catalogues
	@bin/fix

demo: ## make the demonstration anew, from the first log line
	@bin/demo

docs: ## build the documentation in site/
	@bin/docs

bench: ## measure against named peers, and print ratios
	@bin/bench

bench-%: ## run one bench: bench-disclosure runs bench/disclosure.py
	@bin/bench $*

fuzz: ## look for inputs that break a reader (FUZZ_SECONDS=60 for each target)
	@bin/fuzz

clean: ## remove what tools leave behind; keeps var/ and .venv
	@bin/clean
