# Two commands do everything; what they need is built first (Python 3.11 or newer, make,
# and a network to a package index, once).
#
#   make report                    the report on the sample corpus
#   make report CORPUS=my/articles the same on your own files
#   make test                      everything that must hold before a change lands

CORPUS ?= data/sample
REPORT ?= reports/portrayal.html
# More words for the command line, such as OPTIONS='--outlet "The Herald" --title "Two papers"'
OPTIONS ?=

# A file of tests stays in one process, which keeps what the file's tests share; each process
# loads its own parser, hence no more than four.
PARALLEL := --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

VENV := .venv
BIN := $(VENV)/bin
BUILT := $(VENV)/.built
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python3.14,\
	$(if $(shell $(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(name))))

# Notebooks run in this environment, whatever other kernel on this machine is called python3.
export JUPYTER_PREFER_ENV_PATH := 1
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help report lab test lint types order everything tests notebooks figure clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

report: $(BUILT) ## the report, reports/portrayal.html; CORPUS=path for your own articles
	@$(BIN)/media-portrayal report "$(CORPUS)" --out "$(REPORT)" $(OPTIONS)

lab: $(BUILT) ## the notebooks in JupyterLab
	@cd notebooks && ../$(BIN)/jupyter-lab $(if $(filter 0,$(shell id -u)),--allow-root)

test: lint types order everything ## style, types, order of imports, tests, every notebook

lint: $(BUILT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BUILT)
	$(BIN)/mypy

order: $(BUILT)
	$(BIN)/lint-imports

tests: $(BUILT)
	$(BIN)/pytest $(PARALLEL)

everything: $(BUILT)
	$(BIN)/pytest $(PARALLEL) --nbmake --nbmake-timeout=300 notebooks toolkit tests

notebooks: $(BUILT)
	$(BIN)/pytest $(PARALLEL) --nbmake --nbmake-timeout=300 notebooks

figure: $(BUILT) ## the README's figure, notebooks/timeline.png
	$(BIN)/media-portrayal timeline data/sample --figure notebooks/timeline.png --out reports/timeline.csv

clean: ## throw away the environment, the caches and the report
	rm -rf $(VENV) reports build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache

$(BUILT): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer is on the PATH;" \
		"install one, or name it: make PYTHON=/path/to/python3.12 ..." >&2; exit 2; }
	@echo "Building $(VENV) with $(PYTHON) (once, a few minutes)"
	@$(PYTHON) -m venv $(VENV) || { echo "make: $(PYTHON) cannot make environments;" \
		"on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[dev]'
	@touch $@
