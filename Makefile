# Everything is done from here; `make help` lists it. Needs Python 3.11 or newer, make and pip.

PYTHON ?= $(shell for python in python3 python3.11 python3.12 python3.13; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SMX := $(BIN)/smx
BENCH ?=
DEMO := --library corpus/library/sanmenxia --library corpus/library/demo --data data/demo
EXAMPLE := 第29届黄河文化旅游节签了多少项目？

# No library in use may fetch models or report home; everything needed is installed.
export HF_HUB_OFFLINE := 1
export HF_HUB_DISABLE_TELEMETRY := 1
export GRADIO_ANALYTICS_ENABLED := False
export ANONYMIZED_TELEMETRY := False
# Small matrix products are steadier on one thread when several questions are answered at once.
export OPENBLAS_NUM_THREADS := 1
# The question reaches the shell as a variable, so that no character in it is special to make or the shell.
export QUESTION := $(value Q)

.DEFAULT_GOAL := help
.PHONY: help run demo ask check bench lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) ## install, build the index, answer an example, serve http://127.0.0.1:7860
	@$(SMX) index build
	@echo
	@$(SMX) ask "$(EXAMPLE)"
	@echo
	@$(SMX) serve

demo: $(READY) ## the same with the invented demonstration library beside the real one, in a data folder of its own
	@$(SMX) index build $(DEMO)
	@echo
	@$(SMX) serve --data data/demo

ask: $(READY) ## answer one question: make ask Q="Which firms lead the aluminium chain?"
	@test -n "$$QUESTION" || { echo 'Give the question: make ask Q="…"' >&2; exit 2; }
	@test -e data/current || $(SMX) index build
	@$(SMX) ask "$$QUESTION"

check: $(READY) ## format, lint, types, import contracts, known vulnerabilities, all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python .ci/audit.py
	$(BIN)/pytest --cov --numprocesses=auto --maxprocesses=4 --dist=loadscope

bench: $(READY) ## measure finding, answering, speed, and other systems beside it: make bench BENCH=DIR
	@test -n "$(BENCH)" || { echo 'Name the folder of the data sets: make bench BENCH=DIR (docs/measurements.md says what it holds)' >&2; exit 2; }
	@$(SMX) eval bench "$(BENCH)"

lock: ## pin every dependency anew (needs uv, and the CPU build of torch in an index uv is set to)
	uv pip compile pyproject.toml --extra dev --upgrade --python-version 3.11 --python-platform x86_64-manylinux_2_28 \
		--quiet --no-header --no-annotate --no-emit-package pip --output-file requirements.lock
	@# The local version is dropped so that any build of torch satisfies the pin.
	@sed -i 's/^\(torch==[0-9.]*\)+.*/\1/' requirements.lock
	@! grep -E '^(nvidia|cuda|triton)' requirements.lock || { echo 'uv chose a torch with CUDA.' >&2; exit 1; }

clean: ## remove what was installed and cached; the data folder stays
	rm -rf $(VENV) build *.egg-info .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'smx needs Python 3.11 or newer; none was found. Name one: make PYTHON=/path/to/python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "smx needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'The virtual environment could not be made; on Debian and Ubuntu install python3-venv.' >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
