# Two commands do everything on a fresh machine (Python 3.11, git, make): `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
READY := $(VENV)/.pret
CLIENTS := $(VENV)/clients
SPARK := $(VENV)/spark
export OBSERVATORY_HOME ?= $(CURDIR)/data

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-spark java ui serve bench bench-quick notebooks trial sbom audit browser clean

help: ## Montre cette aide
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Installe l’environnement figé par uv.lock, et un navigateur si possible

$(READY): uv.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@command -v uv >/dev/null 2>&1 || test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv==0.13.9
	UV_PROJECT_ENVIRONMENT=$(VENV) $(UV) sync --frozen --inexact --compile-bytecode --quiet
	@tools/install_browser.sh
	@touch $@

demo: setup ## Joue la démonstration (données fictives) jusqu’au site publié
	$(BIN)/observatory demo
	$(BIN)/observatory build
	$(BIN)/observatory publish

$(CLIENTS)/.pret: tools/install_clients.sh $(READY)
	@tools/install_clients.sh $(UV) $(BIN)/python $(CLIENTS)

test: setup $(CLIENTS)/.pret ## Passe les tests
	$(BIN)/python -m pytest -n auto --no-loadscope-reorder

java:
	@command -v java >/dev/null 2>&1 || test -n "$$JAVA_HOME" || { echo "Java est absent, et Spark en a besoin : installez Java 17 (openjdk-17-jre-headless), ou donnez JAVA_HOME."; exit 1; }

$(SPARK)/.pret: uv.lock pyproject.toml $(READY)
	UV_PROJECT_ENVIRONMENT=$(SPARK) $(UV) sync --frozen --extra spark --quiet
	@touch $@

test-spark: java $(SPARK)/.pret ## Passe tous les modèles sur Spark, à part, et les compare à DuckDB (longue ; Java 17)
	$(SPARK)/bin/python -m pytest tests/spark

ui: setup ## Ouvre Dagster sur http://127.0.0.1:3000
	$(BIN)/observatory ui

serve: setup ## Sert le site publié sur http://127.0.0.1:8000
	$(BIN)/observatory serve

bench: setup ## Mesure tout, face à un script DuckDB et à pandas (des heures ; écrit docs/benchmarks.md)
	$(BIN)/python -m tests.benchmarks.bench

bench-quick: setup ## Compare la vitesse aux rapports en mémoire (moins de deux minutes)
	$(BIN)/python -m tests.benchmarks.quick

notebooks: setup ## Exécute les carnets sur la publication en cours, dans build/notebooks, et dit leur durée
	$(BIN)/python -m tests.publication.notebooks $(OBSERVATORY_HOME)/published/current build/notebooks

sbom: setup ## Écrit la liste des logiciels installés (CycloneDX) dans build/sbom.cdx.json
	@mkdir -p build
	$(UV) export --frozen --no-dev --format cyclonedx1.5 --quiet --output-file build/sbom.cdx.json
	@echo build/sbom.cdx.json

audit: setup ## Cherche leurs vulnérabilités connues (demande Internet : api.osv.dev)
	$(UV) audit --frozen --no-dev

trial: setup ## Éprouve le traitement : arrêts brutaux, pannes, fichiers abîmés (longue ; écrit docs/epreuves.md)
	$(BIN)/python -m tests.trials.run

clean: ## Efface l’environnement (les données restent)
	rm -rf $(VENV)
