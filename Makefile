# Everything sets itself up: a virtual environment in .venv, the locked dependencies, and system libraries where they
# are missing. Stamp files make the second run quick.
VENV := .venv
BIN := $(VENV)/bin
OUT ?= demo
JOBS ?= 2
WORKERS := -n $(JOBS) --dist loadgroup
MEASURED ?=

.PHONY: help demo test coverage lint check bench soak mutants lock kit clean
.DEFAULT_GOAL := help

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## A sample firm to PDF, Excel and JSON in ./demo
	@echo "== Scoring a fictional firm and writing its reports into ./$(OUT) (some ten seconds)"
	@$(BIN)/jazari-assess demo --out $(OUT)

# The commands that tests start in processes of their own load what is compiled here once.
test: $(VENV)/.test-tools ## All tests, sockets blocked; what is skipped is named with its reason
	$(BIN)/python -m compileall -q jazari_assess tests
	$(BIN)/pytest $(WORKERS) -rs $(MEASURED)

coverage: MEASURED = --cov --cov-report=term
coverage: test ## All tests, with the lines and branches that none of them runs; fails below the gate of pyproject.toml

lint: $(VENV)/.installed ## Format, style, types, import contracts, content
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/jazari-assess content check

check: lint coverage ## All that CI runs

bench: $(VENV)/.installed ## Times and memory, with the marks they are held to
	@missed=0; for benchmark in benchmarks/*.py; do echo "== $$benchmark"; $(BIN)/python $$benchmark || missed=1; done; exit $$missed

soak: $(VENV)/.test-tools ## The tests with many more random cases; takes long
	$(BIN)/pytest $(WORKERS) -m "soak or not soak" --hypothesis-profile=soak

mutants: $(VENV)/.test-tools ## A seeded sample of small changes to the code, each of which a test should notice
	$(BIN)/python scripts/mutants.py $(MUTANTS)

lock: $(VENV)/.installed ## Bring requirements-dev.lock and the locks of each system up to pyproject.toml
	$(BIN)/python scripts/lock.py $(LOCK_OPTIONS)

kit: $(VENV)/.installed ## Offline folders for Windows, Linux and macOS in ./build/kit (KITS="windows linux" for some)
	$(BIN)/python scripts/make_kit.py $(KITS)

clean: ## Remove what the other targets make, the virtual environment included
	rm -rf $(VENV) build dist demo .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made: scripts/install-system-libraries.sh scripts/find-python.sh
	@echo "== Looking for Pango, which lays out the PDF, and a Python of 3.11 or newer"
	@sh scripts/install-system-libraries.sh
	@echo "== Making a Python environment in $(VENV)"
	@test -x $(BIN)/pip || "$$(sh scripts/find-python.sh)" -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made requirements-dev.lock pyproject.toml
	@echo "== Downloading the locked libraries into $(VENV): once, some minutes on a slow line"
	@$(BIN)/python -m pip install --disable-pip-version-check --requirement requirements-dev.lock
	@echo "== Installing jazari-assess itself"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test-tools: $(VENV)/.installed
	sh scripts/install-system-libraries.sh --for-tests
	sh scripts/fetch-axe.sh $(VENV)/axe-core
	@touch $@
