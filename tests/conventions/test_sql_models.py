"""The SQL models of the house keep the rules of the layers and say what they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from observatory.warehouse.models import Model, load_models, rule_violations

ROOT = Path(__file__).resolve().parents[2]
MODELS = load_models(ROOT / "dbt_like_sql")


def test_each_layer_has_models():
    assert {model.layer for model in MODELS.values()} == {"staging", "core", "marts"}


def test_the_models_break_no_rule_of_the_layers():
    assert rule_violations(MODELS) == []


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_each_model_opens_with_its_description_and_its_grain(model: Model):
    header = re.match(r"(--.*\n)*", model.sql)[0]
    assert re.search(r"\w", model.description), "la première ligne dit ce qu’est la table"
    assert re.search(r"^-- Grain\s: \w", header, re.MULTILINE), "une ligne « Grain : … » dit ce qu’est une ligne"
