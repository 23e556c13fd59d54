# Everything a checkout needs is made in .venv, from the versions that requirements-dev.txt locks.
# make demo   check the pages in examples/
# make test   all that CI runs: style, types, layers, pages and tests, each a target of its own
# make test-fast  the tests that take less than a minute together
# make hardening  hostile documents, configurations, servers and signals, at random; takes some minutes
# make bench  what the speed claims rest on
# make lock   lock the newest versions
# make lexicon FROM=folder  make the word list anew from sources that are fetched into the folder
# make clean  remove what was made

# The first of these that is new enough and can make an environment; or: make PYTHON=/path/to/python3
PYTHON = python3 python python3.14 python3.13 python3.12 python3.11
BIN = .venv/bin
READY = .venv/.ready

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test style types layers pages tests test-fast hardening bench lexicon lock clean

demo: $(READY)
	@$(BIN)/nblint --version
	@$(BIN)/nblint check --offline examples; status=$$?; \
	if [ $$status -ne 1 ]; then \
		echo "make demo: nblint ended with status $$status instead of 1, which says that it found the defects in examples/" >&2; \
		exit 1; \
	fi

test: style types layers pages tests

style: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/vulture
	$(BIN)/deptry . --no-ansi

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

pages: $(READY)
	$(BIN)/nblint check --offline *.md rules

tests: $(READY)
	$(BIN)/pytest --cov --numprocesses auto --dist worksteal

test-fast: $(READY)
	$(BIN)/pytest --numprocesses auto --dist worksteal -m 'not slow' $(ARGS)

# NBLINT_HARDENING_EXAMPLES says how many documents, NBLINT_HARDENING_SEED which; the run prints both.
hardening: $(READY)
	$(BIN)/pytest tests/hardening $(ARGS)

bench: $(READY)
	$(BIN)/python -m benchmarks $(ARGS)

lexicon: $(READY)
	$(BIN)/python -m pip install -qq 'pip>=25.1' # which knows dependency groups
	$(BIN)/python -m pip install -qq --group lexicon
	$(BIN)/python -m lexicon $(FROM)

# uv locks for every Python and system at once, which pip cannot; the next make rebuilds .venv without it.
# The action installs a part of what the tests ran with: dependencies and the build backend.
lock: $(READY)
	$(BIN)/python -m pip install -qq uv
	$(BIN)/uv pip compile pyproject.toml --group dev --upgrade --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command 'make lock' --quiet --output-file requirements-dev.txt
	$(BIN)/uv pip compile pyproject.toml --group build --constraints requirements-dev.txt --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command 'make lock' --quiet --output-file requirements-action.txt

clean:
	rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage

# The lock is complete. Without --no-deps, older pips look past it for what a package wants with an extra
# ("coverage[toml]") and then refuse the newest release because it has no hash here.
$(READY): pyproject.toml requirements-dev.txt
	@for python in $(PYTHON); do \
		if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making .venv with $$python"; \
			exec "$$python" -m venv --clear .venv; \
		fi; \
	done; \
	echo 'nblint needs Python 3.11 or newer with its venv module (Debian, Ubuntu: apt install python3-venv); name one that is not on PATH with make PYTHON=/path/to/python3' >&2; \
	exit 1
	@$(BIN)/python -m pip install -qq --no-deps --require-hashes --requirement requirements-dev.txt
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@
