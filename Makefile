# The house's commands. `make run` and `make test` are all that a fresh machine needs; `make help` lists the rest.
# Relative paths only: GNU make does not know blanks in paths, so the checkout may lie anywhere.

.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

PORT ?= 8000
export PORT

BIN := .venv/bin
SUITE := $(BIN)/python -m pytest -q -n logical --maxprocesses=4 --dist=worksteal
SERVERLESS := not browser and not peer and not soak

# The first Python of 3.11 or newer on this machine. PYTHON=... names another.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)

.PHONY: help python setup ready run test check test-browser browser peers test-peers soak bench requirements licences openapi clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

python:
	@test -n "$(PYTHON)" || { echo "Nucleus needs Python 3.11 or newer and found none. Install it, or: make PYTHON=/path/to/python3.11 ..."; exit 1; }

setup: python ## Prepares everything; afterwards the command is .venv/bin/nucleus
	@"$(PYTHON)" tools/prepare.py run

ready: python
	@"$(PYTHON)" tools/prepare.py test

run: setup ## Sets up, migrates, starts web and worker with the demo channel (PORT chooses the port)
	@exec $(BIN)/nucleus run

test: ready ## Everything that needs no server and no browser, on SQLite
	@$(SUITE) -m "$(SERVERLESS)"

check: ready ## Format, lint, types, floors, limits, templates, migrations, OpenAPI, translations
	@$(BIN)/python tools/check.py

test-browser: ready ## Journeys and pages in Chromium
	@$(BIN)/python tools/in_browser.py

browser: ## Installs Chromium (Debian, Ubuntu; as root)
	@sh tools/install.sh browser

peers: ## Installs the real servers that the peer tests use (Debian, Ubuntu; as root)
	@sh tools/install.sh peers

test-peers: ready ## The whole suite on PostgreSQL, and the tests against real servers
	@$(BIN)/python -m tests.peers -q -n logical --maxprocesses=4 --dist=worksteal -m "not browser and not soak"

soak: ready ## Long series: mutants, fuzzing, faults
	@$(BIN)/python -m pytest -q -n logical --maxprocesses=4 -m soak

bench: python ## Speed and memory against a peer or a limit, printed as ratios
	@"$(PYTHON)" tools/prepare.py bench
	@$(BIN)/python tools/bench.py

requirements: ready ## Compiles requirements/*.in into pinned, hashed *.txt
	@$(BIN)/python tools/requirements.py

licences: ready ## Writes docs/LICENCES.md from what is installed
	@$(BIN)/python tools/licences.py

openapi: ready ## Writes docs/api/openapi.json
	@$(BIN)/python tools/openapi.py

clean: ## Takes away what the commands made, except var/ (the data)
	rm -rf .venv node_modules .cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis src/nucleus/_assets src/nucleus/_data
