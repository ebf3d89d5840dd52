# Bare `make` lists the targets. `check` never changes a file, `fix` does.
.DEFAULT_GOAL := help
PYTHON ?= python3
RUNS ?= 100
N ?= 2000
MINUTES ?= 60
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.locked

.PHONY: help setup run test check fix faults fuzz soak bench lock clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: $(STAMP)  ## make .venv and install exactly what the lock names

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "PCP bot needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "This Python cannot make virtual environments; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup  ## start the bot: real Slack with tokens, else the practice workspace
	@exec $(BIN)/pcp run --practice-without-tokens

test: setup  ## pass the tests, on up to four cores
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: setup  ## formatting, linters, types and import walls; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive -ll bot handlers storage practice *.py
	$(BIN)/hadolint Dockerfile
	$(BIN)/python -m pip check

fix: setup  ## format, and mend what a linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

faults: setup  ## kill, stall, cut and fill things up RUNS=100 times, and count what was lost or doubled
	PCP_FAULTS=$(RUNS) $(BIN)/python -m pytest -q tests/faults

fuzz: setup  ## try N=2000 forged, stale and mixed-up things at each door, others every time
	PCP_FUZZ=$(N) $(BIN)/python -m pytest -q tests/handlers/test_under_fire.py tests/bot/test_folder.py tests/roof/test_files_under_fire.py

soak: setup  ## live quarters for MINUTES=60 on two replicas that are broken all the time, and count
	$(BIN)/python -m tests.faults.soak --minutes $(MINUTES)

bench: setup  ## measure, as ratios within one run
	$(BIN)/python -m benchmarks

lock: setup  ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --extra dev --output-file requirements.lock pyproject.toml

clean:  ## remove the environment and what runs left behind
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache *.egg-info
