"""The SQL models of the house keep the rules of the layers and say what they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from observatory.contracts.load import FOLDER
from observatory.publication.policy_file import load_policy
from observatory.research import draw
from observatory.warehouse.models import Model, load_models, rule_violations

ROOT = Path(__file__).resolve().parents[2]
MODELS = load_models(ROOT / "dbt_like_sql")
EVERY = MODELS | load_models(ROOT / "dbt_like_sql", ("published",))
RESEARCH = load_models(ROOT / "dbt_like_sql", ("extraits",))


def test_each_layer_has_models():
    assert {model.layer for model in MODELS.values()} == {"staging", "core", "marts"}


def test_the_models_break_no_rule_of_the_layers():
    assert rule_violations(MODELS) == rule_violations(EVERY) == []


def test_a_table_of_the_release_reads_protected_tables_that_its_family_names():
    policy = load_policy(FOLDER / "disclosure.yaml")
    published = [model for model in EVERY.values() if model.layer == "published"]
    assert published
    for model in published:
        read = {name.removeprefix("protege.") for name in model.inputs}
        assert read - {"parametres"} == set(policy.family_of(model.path.stem).deduites_de)


def test_a_secure_research_file_reads_the_warehouse_and_no_other_model_reads_it():
    assert set(draw.STEPS) == {model.path.stem for model in RESEARCH.values()}
    read = {name.partition(".")[0] for model in RESEARCH.values() for name in model.inputs}
    assert read <= {"core", "staging", "ref", "extraits"}
    assert not [name for model in EVERY.values() for name in model.inputs if name.startswith("recherche.")]


@pytest.mark.parametrize("model", (EVERY | RESEARCH).values(), ids=EVERY | RESEARCH)
def test_each_model_opens_with_its_description_and_its_grain(model: Model):
    header = re.match(r"(--.*\n)*", model.sql)[0]
    assert re.search(r"\w", model.description), "la première ligne dit ce qu’est la table"
    assert re.search(r"^-- Grain\s: \w", header, re.MULTILINE), "une ligne « Grain : … » dit ce qu’est une ligne"
