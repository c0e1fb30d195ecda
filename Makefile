# Everything a newcomer needs: make run, make test, make bench, make torture; after new texts, make words.
# Python 3.11-3.13 and make are all that is presumed; the packages are locked by hash.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	&& { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CATALOGUES := $(wildcard locales/*/LC_MESSAGES/nabokiosk.po)
WORKERS ?= 3

.PHONY: run test lint types house tests bench torture words clean

run: .venv/.run
	@$(BIN)/kiosk demo

test: lint types house tests

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

house: .venv/.dev
	$(BIN)/lint-imports

tests: .venv/.dev
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup $(ARGS)

bench: .venv/.bench
	$(BIN)/python -m tests.bench

torture: .venv/.dev
	$(BIN)/python -m tests.torture

words: .venv/.run
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F pyproject.toml -k msg -k many:1,2 -k N_ \
		--add-location=file --sort-by-file --project=nabokiosk -o build/nabokiosk.pot kiosk screens
	@$(BIN)/pybabel -q update -i build/nabokiosk.pot -d locales -D nabokiosk -l da -w 100 \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@$(BIN)/python deploy/build_hook.py

clean:
	rm -rf .venv build dist

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed." >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.locked: deploy/requirements.lock | .venv/bin/python
	@echo "Fetching what the kiosk needs (once) …"
	@$(PIP) install --require-hashes -r deploy/requirements.lock
	@touch $@

.venv/.run: .venv/.locked pyproject.toml deploy/build_hook.py $(CATALOGUES)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: deploy/requirements-dev.lock .venv/.run
	@$(PIP) install --require-hashes -r deploy/requirements-dev.lock
	@touch $@

.venv/.bench: deploy/requirements-bench.lock .venv/.dev
	@$(PIP) install --require-hashes -r deploy/requirements-bench.lock
	@touch $@
