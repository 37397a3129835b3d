# Everything a person or CI does here, one word each. Needs Python 3.11 or newer and make; no network
# beyond what pip is configured to use.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

LOCK := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes \
	--allow-unsafe --strip-extras --no-annotate \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help setup demo test processors fuzz check format lock wheel clean diff rules torture

help:  ## these words
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */make \1\t/' | expand -t 14

setup: $(READY)  ## .venv with every pinned dependency and graphkit itself (editable)

# The stamp makes a second `make setup` cost nothing. It is redone when a lock or the package's
# metadata change, not for source files: the installation is editable.
$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "graphkit needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
		"Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Each command is printed as it can be typed, then run.
define show
@printf '\n$$ graphkit %s\n' '$(1)'
@$(BIN)/graphkit $(1)
endef

demo: $(READY)  ## build the graph of seeds/ (graph.db), show a path, a neighbourhood, evidence
	$(call show,build seeds/ --graph graph.db)
	$(call show,path "United States" Azerbaijan --graph graph.db)
	$(call show,neighbors Armenia --hops 2 --graph graph.db)
	$(call show,evidence Azerbaijan Armenia --graph graph.db)
	@printf '\nThe graph is in graph.db. `source $(BIN)/activate` puts graphkit on your PATH.\n'

test: $(READY)  ## all tests, in random order
	$(BIN)/python -m pytest

processors: $(READY)  ## what is read differently on emulated processors (needs qemu-user; 20 minutes)
	$(BIN)/python -m benchmarks.processors

fuzz: $(READY)  ## thousands of damaged files for every reader (INPUTS=5000, an hour)
	$(BIN)/python -m tests.reading.fuzz --inputs $(or $(INPUTS),5000) $(READERS)

torture: $(READY)  ## kill commands at random moments, fill disks, soak: benchmarks/torture.md (an hour)
	$(BIN)/python -m benchmarks.torture > benchmarks/torture.new
	mv benchmarks/torture.new benchmarks/torture.md

check: $(READY)  ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)  ## put the code into the agreed format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(READY)  ## refresh the pinned, hashed requirements after a change in pyproject.toml or *.in
	$(LOCK) --output-file requirements/runtime.txt pyproject.toml
	$(LOCK) --output-file requirements/dev.txt requirements/dev.in
	$(LOCK) --output-file training/requirements.txt training/requirements.in

# Texts that are not part of this repository are read where SHARED is; without it, the rest.
SHARED ?= ../shared

diff: $(READY)  ## what a change tells otherwise: make diff BASE=main
	$(BIN)/python -m benchmarks.diff $(BASE) --shared $(SHARED)

rules: $(READY)  ## what each rule of extraction changes, switched off in turn (20 minutes)
	$(BIN)/python -m benchmarks.rules --shared $(SHARED) --tests

wheel: $(READY)  ## dist/graphkit-*.whl
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean:  ## what the words above left behind, the environment included
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
