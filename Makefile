# make demo    build the graph of the sample articles and say where to look at it
# make test    all tests, from nothing
# make check   style, types, who may import whom, generated files
# make wheel   the package in dist/
#
# Everything happens in .venv, which is made on first use. PYTHON names another interpreter.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SETUP := setup.cfg pyproject.toml kg/__init__.py
CODE := kg tests tools
GENERATED := ontology/geokg.ttl seeds/gazetteer/territories.csv seeds/gazetteer/capitals.csv \
  README.md

.DELETE_ON_ERROR:
.PHONY: demo test check generated wheel chromium clean

demo: $(VENV)/.installed
	$(BIN)/kg build seeds/articles
	@echo
	@echo "Open this in a browser:  file://$(CURDIR)/output/network.html"
	@echo "Ask:                     $(BIN)/kg query who-met-whom"

test: $(VENV)/.tested chromium
	$(BIN)/python -m pytest

check: $(VENV)/.tested generated
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Rebuilds what tools/ make from data and code, and fails if that was not the newest.
generated: $(VENV)/.tested
	@before=$$(sha256sum $(GENERATED)) && \
	$(BIN)/python tools/make_ontology.py && \
	$(BIN)/python tools/make_territories.py && \
	$(BIN)/python tools/make_readme.py || exit 1; \
	test "$$before" = "$$(sha256sum $(GENERATED))" || { \
	  echo "$(GENERATED): were older than what they are made from, and are rebuilt now" >&2; exit 1; }

wheel: $(VENV)/.installed
	rm -rf build
	$(PIP) wheel --no-deps --wheel-dir dist .

clean:
	rm -rf build dist geokg.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "geokg needs Python 3.11 or newer: name one, as in 'make demo PYTHON=python3.12'" >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "Python's venv is missing: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made $(SETUP)
	$(PIP) install --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.made $(SETUP)
	$(PIP) install --editable '.[test]'
	@touch $@ $(VENV)/.installed

# The page is tested in a real browser.
chromium:
	@command -v chromium >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -yqq --no-install-recommends chromium; } || { \
	  echo "Chromium is missing: install it (Debian: apt-get install chromium) and try again" >&2; \
	  exit 1; }
