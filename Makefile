# Every verb of this project. `make run` and `make test` do all the set-up by themselves.
#   PYTHON=python3.12   the Python to begin with, when no .venv is there yet
#   ARGS="..."          passed on to what is run

PYTHON ?= python3
BIN := .venv/bin
SOURCES := companion tools tests
.DEFAULT_GOAL := help
.PHONY: help run setup test test-pi test-system test-service test-arm64 lint format bench evaluate faults soak golden picture wheel lock peers train clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup  ## start the creature; its page's address is printed
	$(BIN)/companion run $(ARGS)

setup:  ## make the checkout ready and leave .venv/bin/companion
	@$(PYTHON) -m tools.setup run

.PHONY: setup-test
setup-test:
	@$(PYTHON) -m tools.setup test

test: setup-test  ## run every test; some compare with mediapipe, which is brought too
	@$(PYTHON) -m tools.setup mediapipe || echo "  going on without mediapipe; the tests that compare with it are skipped"
	$(BIN)/pytest -n auto --dist loadfile $(ARGS)

test-pi: setup-test  ## on a Raspberry Pi: the contracts of the organs, on the real parts
	COMPANION_PI=1 $(BIN)/pytest tests/body/test_contracts.py $(ARGS)

test-system: setup-test  ## on real kernels: cameras and buses in a virtual machine, pins on an emulated Pi
	@$(BIN)/python -m tools.virtual_machine
	@$(BIN)/python -m tools.emulated_pi

test-service: setup-test  ## as root: the service under a real systemd in a container, killed, wedged and starved (ARGS=trixie)
	$(BIN)/python -m tools.service $(ARGS)

test-arm64: setup-test  ## as root: the wheel in a Debian for arm64 under qemu; the same scenes, models within one step
	$(BIN)/python -m tools.arm64 $(ARGS)

lint: setup-test  ## style, format and types
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy $(SOURCES)

format: setup-test  ## put the source into the one format
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

bench: setup-test peers  ## measure, beside the fer package and mediapipe
	$(BIN)/python -m tools.bench $(ARGS)

evaluate: setup-test  ## score models, senses together, and eight simulated residents
	$(BIN)/python -m tools.evaluate $(ARGS)

faults: setup-test  ## strike every fault of the robot on its twins, and print what came of it
	$(BIN)/python -m tools.faults $(ARGS)

soak: setup-test  ## a day in minutes, a thousand nights, two hundred power cuts: does it last?
	$(BIN)/python -m tools.soak $(ARGS)

golden: setup-test  ## write the golden scenes anew; read the difference before you commit it
	$(BIN)/python -m tools.golden

picture: setup-test  ## take the picture of the page that the README shows
	$(BIN)/python -m tools.picture

wheel: setup-test  ## build the wheel into dist/
	$(BIN)/python -m hatchling build --target wheel

lock:  ## remake the lock files
	$(PYTHON) -m tools.lock

peers:  ## the programs we compare with (mediapipe, fer), in .venv-peers
	@$(PYTHON) -m tools.setup peers

train:  ## what training needs (TensorFlow), in .venv-train
	@$(PYTHON) -m tools.setup train

clean:  ## remove environments, caches and builds; fetched models stay
	rm -rf .venv .venv-peers .venv-train .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
