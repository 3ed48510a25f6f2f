# Backtalk. Plain `make` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help run test fast check claims bench judge lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Backtalk needs Python 3.11 or later. Name one: make PYTHON=python3.11 run'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: $(INSTALLED) ## install, fetch the demo comments once, start the app
	@$(BIN)/backtalk demo --if-missing || echo 'The app starts without the demo; bring your own comments, or try again later.'
	@$(BIN)/backtalk serve

test: $(INSTALLED) ## every test, real models and browsers included
	@./tests/browser/install-chromium
	$(BIN)/python -m pytest

fast: $(INSTALLED) ## the tests that need no model and no browser, in under a minute
	$(BIN)/python -m pytest -q -n auto -m 'not model and not browser and not slow'

check: $(INSTALLED) ## lint, types and the fast tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory fast

claims: $(INSTALLED) ## meet the forty demo claims with the demo comments: hits and misses
	$(BIN)/python -m benchmarks.demo_claims

bench: $(INSTALLED) ## measure, write benchmarks/results, remake the table
	$(BIN)/python -m benchmarks

TEACHER ?= .training/all-mpnet-base-v2

judge: $(INSTALLED) ## build the trained judge anew, about three hours; needs the data and the TEACHER that training/README.md names
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,train]'
	$(BIN)/python -m training.build
	$(BIN)/python -m training.train
	$(BIN)/python -m training.train --base $(TEACHER) --out .training/teacher --most 25000 --epochs 1 --batch 32 --rate 4e-5 --frozen 5
	$(BIN)/python -m training.teach --teacher .training/teacher
	$(BIN)/python -m training.train --base .training/judge --train .training/taught.jsonl --epochs 1 --rate 5e-5
	$(BIN)/python -m training.export
	$(BIN)/python -m training.calibrate

lock: ## write constraints.txt anew from an empty environment
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --upgrade '.[dev]'
	.venv-lock/bin/python -m pip freeze --exclude backtalk | sed 's/+cpu//' > constraints.txt
	rm -rf .venv-lock

clean: ## remove what the other targets made, but no comments
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build dist
