# Everything a person or CI runs here. `make` lists it.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench pages lock clean

PYTHON ?= python3
PYTEST ?= -n 2
UV := .venv/bin/uv
UV_VERSION := 0.13.9
COMPILE := $(UV) pip compile pyproject.toml --quiet --universal --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 14

setup: .venv/installed ## install Rapport and its tools into .venv (Python 3.11 to 3.14; PYTHON=... names one)

demo: setup ## fill an embedded graph with an invented company's two years and serve it
	.venv/bin/rapport demo

test: setup ## all tests, on each engine that can run here (RAPPORT_TEST_ENGINES=embedded is quicker)
	.venv/bin/python -m pytest $(PYTEST)

check: setup ## format, lint, types, locks, pages
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/python -m pytest -q -p no:cacheprovider tests/test_locks.py tests/api/test_docs.py \
		tests/api/test_schema.py::test_the_schema_is_the_one_checked_in

bench: setup ## measure, and compare with the limits in bench/ (SCALE=1: reading and importing each source, for hours)
	.venv/bin/python -m bench$(if $(SCALE),.sources --scale $(SCALE))

pages: setup ## write the generated pages anew: docs/ and schema.graphql
	.venv/bin/rapport docs
	.venv/bin/rapport schema > schema.graphql

lock: setup ## choose the newest versions that pyproject.toml allows and write them down with their hashes
	$(COMPILE) --upgrade --output-file requirements.lock
	$(COMPILE) --upgrade --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove what was built here, the virtual environment included (never data/)
	rm -rf .venv .rapport build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || \
		{ echo "Rapport needs Python 3.11 to 3.14; name one with: make setup PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(UV) --version 2>/dev/null | grep -qF "uv $(UV_VERSION)" || .venv/bin/python -m pip install --quiet uv==$(UV_VERSION)
	$(UV) pip install --quiet --require-hashes -r requirements-dev.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
