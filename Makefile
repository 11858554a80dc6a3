# Every target sets up what it needs by itself; "make serve" and "make test" are all a newcomer types.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.PHONY: help setup serve watch test lint build bench soak
# The recipes are steps of one thing each; two of them at once would only fight for the cores.
.NOTPARALLEL:

export PATH := $(CURDIR)/target/tools/bin:$(CURDIR)/node_modules/.bin:$(HOME)/.cargo/bin:$(PATH)

help: ## what can be made
	@sed -n 's/^\([a-z]*\): .*## /\1\t/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name what; do printf '  make %-7s %s\n' "$$name" "$$what"; done

setup: ## install the tools that building, testing and the dev loop need
	@scripts/setup

serve: ## build, then run with demo data on http://localhost:3000
	@export SERVE_BEGAN=$$(date +%s)
	scripts/setup build
	scripts/build debug
	exec node scripts/serve.mjs

watch: ## run with demo data, rebuild and reload on every change
	@scripts/setup watch
	exec node scripts/watch.mjs

test: ## all tests: Rust on SQLite and PostgreSQL, page script, real browsers
	@scripts/setup test
	scripts/test

lint: ## formatting, clippy, types, the floors, licences and advisories
	@scripts/setup lint
	scripts/lint

build: ## release build: target/release/vitrine and target/site/
	@scripts/setup build
	scripts/build release

bench: ## the figures, one a line, and target/bench.json
	@scripts/setup bench
	scripts/build release
	node scripts/bench/main.mjs

soak: ## the tests that last minutes
	@scripts/setup test
	scripts/build release
	node scripts/soak/main.mjs
