# Short names for what dev.py does; `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3

.PHONY: help run test lint words screens bench mutants dist
help: ## says what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 18

run: ## opens CPDesk (python3 dev.py run)
	@$(PYTHON) dev.py run

test: ## runs the tests (python3 dev.py test)
	@$(PYTHON) dev.py test

lint: ## form, types, laws, words (python3 dev.py lint)
	@$(PYTHON) dev.py lint

words: ## collects the sentences for people (python3 dev.py words)
	@$(PYTHON) dev.py words

screens: ## paints the pictures of the README (python3 dev.py screens)
	@$(PYTHON) dev.py screens

bench: ## measures ratios against floors (python3 dev.py bench)
	@$(PYTHON) dev.py bench

mutants: ## counts the faults that a test notices (python3 dev.py mutants)
	@$(PYTHON) dev.py mutants

dist: ## packs the program (python3 dev.py dist)
	@$(PYTHON) dev.py dist
