# Needs Python 3.11+, make and git; everything else is set up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DESK ?= desk

.PHONY: help run test check clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: $(VENV)/.run ## the whole desk on the week of the story, on bundled data, offline
	$(BIN)/cliffhanger --desk $(DESK) week --as-of 2022-11-08

test: $(VENV)/.dev ## the tests, but for those that take minutes
	$(BIN)/pytest

check: $(VENV)/.dev ## lint and types
	$(BIN)/ruff check src tests scripts evals benchmarks
	$(BIN)/ruff format --check src tests scripts evals benchmarks
	$(BIN)/mypy

clean: ## remove the environment and the desk
	rm -rf $(VENV) $(DESK)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cliffhanger needs Python 3.11 or newer: make run PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.run
