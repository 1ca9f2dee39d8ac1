# One command does each thing; CI runs the same ones. `make help` lists them.
# .ci/setup makes .venv and returns at once when it is up to date.

.DEFAULT_GOAL := help

# The question reaches the shell in the environment, as it was typed: make never expands it.
override Q := $(value Q)
export Q
export PYTHON

PY := .venv/bin/python
QUOTH := .venv/bin/quoth

.PHONY: help ask chat index run doctor test lint format types imports check eval fan pictures bench build lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s%s\n", $$1, $$2 }' Makefile

ask: ## Answer a question: make ask Q="Who plays Ed Baldwin?"
	@[ -n "$$Q" ] || { echo 'Ask something: make ask Q="Who plays Ed Baldwin?"' >&2; exit 2; }
	@.ci/setup run
	@$(QUOTH) ask -- "$$Q" || [ $$? -eq 1 ] # 1: the articles do not say, which is no failure

chat: ## Open a conversation in the terminal
	@.ci/setup run
	@$(QUOTH) chat

index: ## Bring the index up to date with the articles
	@.ci/setup run
	@$(QUOTH) index

run: ## Run the Discord bot (its token stands in .env)
	@.ci/setup run
	@exec $(QUOTH) run

doctor: ## Check token, intents, permissions, index and state folder
	@.ci/setup run
	@$(QUOTH) doctor || [ $$? -eq 1 ] # 1: it has said what to do

test: ## Run every test: make test ARGS="tests/index -x"
	@.ci/setup dev
	@$(PY) -m pytest $(ARGS)

lint: ## Check style and formatting
	@.ci/setup dev
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check

format: ## Put style and formatting right
	@.ci/setup dev
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format

types: ## Check the types
	@.ci/setup dev
	@$(PY) -m mypy

imports: ## Check that each room imports only what it may
	@.ci/setup dev
	@.venv/bin/lint-imports --no-logo

check: lint types imports ## Check style, types and imports

eval: ## Measure quality beside other search: make eval ARGS=../shared/eval
	@.ci/setup dev
	@$(PY) -m bench.quality $(ARGS)

fan: ## Try the fan questions on a folder of articles: make fan ARGS=FOLDER
	@.ci/setup dev
	@$(PY) -m bench.fan $(ARGS)

pictures: ## Draw the cards of the guides anew, in docs/pictures/
	@.ci/setup dev
	@$(PY) -m bench.pictures

bench: ## Time BM25 beside other engines, for docs/speed.md: make bench ARGS="FOLDER --sizes 10000"
	@.ci/setup dev
	-@$(PY) -m pip install -q numba # 200 MB, which nothing else has need of
	@$(PY) -m bench.speed --docs docs $(ARGS)

build: ## Build the wheel into dist/
	@.ci/setup run
	@$(PY) -m hatchling build -t wheel

COMPILE = .venv/lock/bin/uv pip compile --universal --python-version 3.11 --quiet \
	--fork-strategy fewest --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" pyproject.toml

lock: ## Renew the locks after a change of pyproject.toml; UPGRADE=--upgrade takes newer versions
	@.ci/setup run
	@$(PY) -m venv .venv/lock
	@.venv/lock/bin/python -m pip install -qq "uv>=0.8"
	@$(COMPILE) $(UPGRADE) --group build -o requirements.lock
	@$(COMPILE) $(UPGRADE) --group build --group test --group lint --group bench -c requirements.lock \
		-o requirements-dev.lock

clean: ## Remove .venv and everything built; articles, settings and state stay
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find bot corpus index tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
