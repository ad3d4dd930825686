"""A warehouse that lacks the tables of a computed one says nothing of its origins, and stops nothing."""

from __future__ import annotations

from observatory.publication.computed import computed_models
from observatory.publication.origins import _behind, _computed


def test_a_computed_table_is_traced_when_the_warehouse_has_all_that_it_reads() -> None:
    model = computed_models()["published.comparaisons"]
    behind = {_behind(name): {} for name in model.inputs}
    assert set(_computed(behind)) == {"published.comparaisons"}
    behind.pop("marts.demandes_actives")
    assert _computed(behind) == {}
