# What one does with Conferral from a checkout. `make` alone says what there is.
PORT ?= 8000
PYTHON ?= python3
export PYTHON
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo demo-reset fast test safety bench assets format wheel

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make .venv with the conferral command, and the front-end assets
	@scripts/setup

demo: setup ## serve an invented partnership on http://localhost:8000 (PORT=… for another port)
	@.venv/bin/conferral demo --port $(PORT)

demo-reset: setup ## the same, starting over
	@.venv/bin/conferral demo --reset --port $(PORT)

fast: setup ## style, layers and the tests on SQLite, stopping at the first failure
	@.venv/bin/python scripts/check.py fast

test: setup ## everything: style, types, tests on both databases, journeys in the browser
	@scripts/system-packages
	@.venv/bin/python scripts/check.py test

safety: setup ## only what keeps people, partnerships and the record safe
	@.venv/bin/python scripts/check.py safety

bench: setup ## how long the things take that people wait for
	@.venv/bin/python scripts/bench.py

assets: setup ## build stylesheets, scripts and typefaces, if their sources changed

format: setup ## put the style right, as far as a machine can
	@.venv/bin/ruff check --fix --quiet; .venv/bin/ruff format --quiet

wheel: setup ## build the package for an installation, assets included
	@.venv/bin/python -m hatchling build -t wheel
