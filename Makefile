# make run · make test · make check · make bench · make wheel
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
PORT ?= 8000
NODE_BIN := $(shell $(PYTHON) tools/find_node.py 2>/dev/null)
NPM := PATH="$(NODE_BIN):$$PATH" npm

.PHONY: run test test-all test-sqlite test-postgres test-web test-browser test-rare check bench wheel web setup system clean types lock

run: setup web/dist/index.html
	@if [ -n "$(DEMO)" ]; then $(BIN)/python -m genjin.cli.main sample --data $(DATA); fi
	$(BIN)/python -m genjin.cli.main serve --data $(DATA) --port $(PORT)

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

web/node_modules/.ready: web/package-lock.json $(VENV)/.ready
	$(BIN)/python tools/npm.py ci
	@touch $@

WEB_SOURCES := $(shell find web/src web/index.html web/vite.config.ts -type f 2>/dev/null)
web/dist/index.html: $(WEB_SOURCES) web/node_modules/.ready
	$(BIN)/python tools/npm.py run build

web: web/dist/index.html

system:
	bash tools/system.sh

test: system $(VENV)/.dev web/dist/index.html test-web test-sqlite test-postgres test-browser

test-web: web/node_modules/.ready $(VENV)/.dev
	$(BIN)/python tools/npm.py run test

# Two processes, each with a database, a server and a browser of its own; a file's tests stay together.
TWO := -n 2 --dist loadfile

test-sqlite: $(VENV)/.dev
	$(BIN)/python -m pytest $(TWO) -m "not browser"

test-postgres: $(VENV)/.dev
	$(BIN)/python -m tools.postgres $(BIN)/python -m pytest $(TWO) -m "not browser and not once" --ignore=tests/kernel --ignore=tests/exchange/reading

web/dist-stories/grid.html: $(WEB_SOURCES) web/node_modules/.ready
	$(BIN)/python tools/npm.py run stories

# What sellers and managers do every day; a browser under load may miss a beat: what failed is run once more, alone.
test-browser: $(VENV)/.dev web/dist/index.html web/dist-stories/grid.html
	$(BIN)/python -m pytest $(TWO) -m "browser and not rare" || $(BIN)/python -m pytest -m browser --last-failed

# The other browser tests: settings, upkeep, and every key of the grid.
test-rare: $(VENV)/.dev web/dist/index.html web/dist-stories/grid.html
	$(BIN)/python -m pytest $(TWO) -m rare || $(BIN)/python -m pytest -m rare --last-failed

test-all: test test-rare

check: $(VENV)/.dev web/node_modules/.ready
	$(BIN)/ruff format --check genjin tests tools
	$(BIN)/ruff check genjin tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_tree.py
	$(BIN)/python -m genjin.cli.main openapi --check web/src/api/openapi.json
	$(BIN)/python tools/npm.py run check

types: $(VENV)/.dev web/node_modules/.ready
	$(BIN)/python -m genjin.cli.main openapi -o web/src/api/openapi.json
	$(BIN)/python tools/npm.py run types

bench: $(VENV)/.dev web/dist/index.html
	$(BIN)/python -m tests.bench $(BENCH)

wheel: setup web/dist/index.html
	rm -rf genjin/web_dist && cp -r web/dist genjin/web_dist
	$(BIN)/python -m pip wheel --quiet --no-deps -w dist .
	rm -rf genjin/web_dist build

lock: setup
	$(BIN)/python tools/lock.py

clean:
	rm -rf $(VENV) web/node_modules web/dist build dist *.egg-info
