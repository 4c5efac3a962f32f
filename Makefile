# Two commands matter: `make demo` and `make test`. Each sets up what it needs, from the lock file, and says what it does.
PYTHON ?= python3
VENV ?= .venv
TRAIN ?= .venv-train
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet
LEDGER ?= gaza-force.db

.PHONY: demo test postgresql lint eval weights lock clean

demo: $(VENV)/.runtime ## read the 32 composed example articles and show who stands where
	@$(VENV)/bin/onrecord read examples/gaza-force/articles --dossier examples/gaza-force/dossier.yaml --ledger $(LEDGER)

test: $(VENV)/.dev ## everything CI runs: lint, types, the order of the rooms, unit to end-to-end tests, accuracy gate
	$(MAKE) lint
	$(VENV)/bin/python -m pytest -n 2
	$(MAKE) eval

postgresql: $(VENV)/.dev ## the whole suite, every ledger on a PostgreSQL server that is started for it (needs Debian's package)
	$(VENV)/bin/python -m pytest -n 2 --database postgresql

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

eval: $(VENV)/.dev ## score the labelled articles against the baseline; fails when a figure drops
	$(VENV)/bin/python eval/gate.py

# The lock holds one set of versions and hashes for everything; the demo installs only the part that running needs.
$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing onrecord and what it needs into $(VENV), from requirements.lock …" >&2
	@$(VENV)/bin/python .ci/runtime_requirements.py > $(VENV)/runtime.txt
	@$(PIP) install --require-hashes -r $(VENV)/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing onrecord with its development tools into $(VENV), from requirements.lock …" >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.runtime

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "onrecord needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "Could not make a virtual environment. On Debian: sudo apt install python3-venv" >&2; exit 1; }

# The weights that ship were made so, on two cores in about eight hours; see training/reader/ and the cards. Each stage
# learns from the dossiers that were there then: the first four without those of FIFTH to NINTH, and so on.
READER := $(TRAIN)/bin/python training/reader/train.py
CALM := --smooth 0.05 --foreign 0.4
FIFTH := training/reader/fifth.txt
SIXTH := training/reader/sixth.txt
SEVENTH := training/reader/seventh.txt
EIGHTH := training/reader/eighth.txt
NINTH := training/reader/ninth.txt
weights: $(TRAIN)/.ready ## make the trained reader's weights anew, from the articles in training/
	$(READER) --out build/first --deny 0 --rare 1 --later $(FIFTH) $(SIXTH) $(SEVENTH) $(EIGHTH) $(NINTH)
	$(READER) --start build/first --out build/second --epochs 3 --rate 1e-4 --head_rate 5e-4 $(CALM) \
	  --skip 0.3 --deny 0 --rare 1 --later $(FIFTH) $(SIXTH) $(SEVENTH) $(EIGHTH) $(NINTH)
	$(READER) --start build/second --out build/third --epochs 3 --rate 8e-5 --head_rate 4e-4 $(CALM) \
	  --skip 0.3 --deny 0.25 --marks 0.6 --seed 12 --later $(FIFTH) $(SIXTH) $(SEVENTH) $(EIGHTH) $(NINTH)
	$(READER) --start build/third --out build/fourth --epochs 2 --passes 1 --rate 6e-5 --head_rate 3e-4 $(CALM) \
	  --skip 0.3 --deny 0.25 --marks 0.6 --seed 13 --average 0.99 --later $(FIFTH) $(SIXTH) $(SEVENTH) $(EIGHTH) $(NINTH)
	$(READER) --start build/fourth --out build/fifth --epochs 2 --rate 8e-5 --head_rate 4e-4 $(CALM) \
	  --skip 0.55 --deny 0.2 --marks 0.6 --seed 14 --average 0.99 --later $(SIXTH) $(SEVENTH) $(EIGHTH) $(NINTH)
	$(READER) --start build/fifth --out build/sixth --epochs 2 --rate 8e-5 --head_rate 4e-4 $(CALM) \
	  --skip 0.55 --deny 0.2 --marks 0.6 --apart 0.15 --seed 15 --average 0.99 --later $(SEVENTH) $(EIGHTH) $(NINTH)
	$(READER) --start build/sixth --out build/seventh --epochs 2 --rate 8e-5 --head_rate 4e-4 $(CALM) \
	  --skip 0.55 --deny 0.2 --marks 0.6 --apart 0.15 --seed 16 --average 0.99 --later $(EIGHTH) $(NINTH)
	$(READER) --start build/seventh --out build/eighth --epochs 2 --rate 9e-5 --head_rate 4e-4 $(CALM) \
	  --skip 0.55 --deny 0.2 --marks 0.6 --apart 0.15 --seed 17 --average 0.99 --later $(NINTH)
	$(READER) --start build/eighth --out build/ninth --epochs 1 --rate 9e-5 --head_rate 4e-4 $(CALM) \
	  --skip 0.7 --deny 0.2 --marks 0.6 --apart 0.15 --seed 18 --average 0.99
	$(TRAIN)/bin/python training/reader/export.py --trained build/fifth build/sixth build/seventh build/eighth build/ninth
	$(TRAIN)/bin/python training/reader/mix.py

$(TRAIN)/.ready: requirements.lock training/requirements.lock | $(VENV)/.runtime
	@$(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip --quiet install --require-hashes -r $(VENV)/runtime.txt
	@$(TRAIN)/bin/python -m pip --quiet install --require-hashes -r training/requirements.lock
	@$(TRAIN)/bin/python -m pip --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

lock: $(VENV)/.dev ## renew requirements.lock (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
