# Two commands: `make demo` and `make test`. Both make the environment they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
KERNELS := index/engines/whoosh/kernels
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: demo test lint lock clean benchmarks bench bench-full

demo: $(VENV)/installed
	@$(BIN)/tashan demo $(DEMO_ARGS)

test: lint
	$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term $(TEST_ARGS)

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tashan needs Python 3.11 or later.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.lock setup.cfg pyproject.toml setup.py $(KERNELS)/compiled.c $(KERNELS)/contract.py | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

# What benchmarks/ measures us beside; none of it is needed to run or to test.
benchmarks: $(VENV)/installed-benchmarks

$(VENV)/installed-benchmarks: benchmarks/requirements.txt $(VENV)/installed
	$(INSTALL) --upgrade pip
	$(INSTALL) -r benchmarks/requirements.txt
	@touch $@

# Search beside other engines, into docs/benchmarks/search.md; what was stopped goes on where it was (build/bench).
bench: $(VENV)/installed-benchmarks
	$(BIN)/python -W ignore -m benchmarks.search --articles 10000 $(BENCH_ARGS)

bench-full: $(VENV)/installed-benchmarks
	$(BIN)/python -W ignore -m benchmarks.search --articles 100000 $(BENCH_ARGS)

# After a change of setup.cfg; needs uv.
lock:
	uv pip compile --quiet --universal --generate-hashes --custom-compile-command "make lock" setup.cfg -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --custom-compile-command "make lock" --extra dev setup.cfg -o requirements-dev.lock

clean:
	rm -rf $(VENV) .coverage* .pytest_cache .mypy_cache .ruff_cache
