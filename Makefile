# make test   everything CI checks, on a bare Debian or Ubuntu too: run as root it installs what is missing, otherwise it says what to install
# make demo   reads samples/ into a temporary archive and searches it
# make bench  the speed tables of the README
# make lock   renews requirements.txt from pyproject.toml
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup test demo bench lock locale
.DELETE_ON_ERROR:

setup: $(VENV)/ready

# opencv-python stands in for opencv-python-headless, so pip must not follow dependencies (docs/decisions.md).
$(VENV)/ready: requirements.txt pyproject.toml Makefile .ci/install-system
	.ci/install-system
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

test: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

demo: setup
	PATH="$(CURDIR)/$(BIN):$$PATH" .ci/demo

bench: setup
	for file in benchmarks/*_bench.py; do module=$${file%.py}; $(BIN)/python -m "$${module//\//.}" || exit; done

lock: setup
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra training --universal --python-version 3.11 --fork-strategy fewest \
	  --no-annotate --no-header --no-emit-package opencv-python-headless --upgrade --quiet -o requirements.txt

locale: setup
	$(BIN)/python .ci/catalogue.py
