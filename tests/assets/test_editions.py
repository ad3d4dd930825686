"""Each edition of a night is a partition of its own: listed at reception, read again alone, refused alone."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from assets.editions import EDITIONS, KEY, edition_of, nuit_de_la_solidarite
from assets.reception import reception
from observatory.home import Home

HEAD = "edition_id;statut_resultat;secteur_id;type_lieu;compteur;couverture;nb_personnes"


def counts(city: str, *rows: str) -> str:
    return "\n".join([HEAD, *(f"{city}_2025-01-23;DEFINITIF;{row}" for row in rows)])


@pytest.fixture
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Two cities received; the second counts the same place twice."""
    home = Home(tmp_path / "maison").create()
    monkeypatch.setenv("OBSERVATORY_HOME", str(home.root))
    (home.incoming / "a.csv").write_text(counts("Z2101", "S1;RUE;RATP;Oui;3"), encoding="utf-8")
    (home.incoming / "b.csv").write_text(counts("Z1101", "S1;RUE;RATP;Oui;3", "S1;RUE;RATP;Oui;4"), encoding="utf-8")
    with dg.DagsterInstance.ephemeral() as instance:
        assert dg.materialize([reception], instance=instance).success
        yield home, instance


def test_reception_lists_the_editions(received):
    _, instance = received
    assert set(instance.get_dynamic_partitions(EDITIONS.name)) == {"Z1101_2025-01-23", "Z2101_2025-01-23"}


def test_an_edition_is_read_alone(received):
    home, instance = received
    result = dg.materialize(
        [nuit_de_la_solidarite], partition_key="Z2101_2025-01-23", instance=instance, selection=[KEY]
    )
    assert result.success
    (event,) = result.asset_materializations_for_node("nuit_de_la_solidarite")
    assert "| ndls_comptage_secteur | a.csv | 1 | 1 | 0 |" in event.metadata["fichiers de l’édition"].value
    assert [path.stem for path in (home.lake / "ndls_comptage_secteur").glob("*.parquet")] == [
        "Z2101_2025-01-23-DEFINITIF"
    ]


def test_a_refused_edition_fails_alone_with_a_sentence(received):
    home, instance = received
    result = dg.materialize(
        [nuit_de_la_solidarite], partition_key="Z1101_2025-01-23", instance=instance, raise_on_error=False
    )
    assert not result.success and not list(home.lake.rglob("*.parquet"))
    failure = result.failure_data_for_node("nuit_de_la_solidarite")
    assert "b.csv refusé par ses contrôles" in str(failure.user_failure_data.description)


@pytest.mark.parametrize(
    ("partition", "edition"),
    [
        ("Z2101_2025-01-23-DEFINITIF", "Z2101_2025-01-23"),
        ("Z2101_2025-01-23-ensemble", "Z2101_2025-01-23"),
        ("200054781-HP2025_2025-01-23", "200054781-HP2025_2025-01-23"),
    ],
)
def test_the_version_of_a_result_is_no_part_of_its_edition(partition: str, edition: str):
    assert edition_of(partition) == edition
