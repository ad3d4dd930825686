"""Each export of a SIAO, each extraction of the SNE, is a cell of a grid: listed at reception, read again alone."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from assets.exports import SIAO, SNE, export_du_siao, extraction_du_sne
from assets.reception import reception
from observatory.home import Home

HEAD = "Département du SIAO;N° demande;Date et heure de la demande;Nuit demandée;Identifiant du groupe;Nb. de personnes;Nb. de mineurs;Type de demande;Réponse;Motif de non-attribution;Composition;Situation;Motif;Canal;Renouvellement"
LINE = "{dep};D-{n};{day}/{month}/2025 18:42;{day}/{month}/2025;G-{n};1;0;HEBERGEMENT;NON_POURVUE;ABSENCE_PLACE_DISPONIBLE;10;20;203;APPEL;non"


def month(dep: str, number: str, twice: bool = False) -> str:
    """Two requests of a month; `twice`: under one number."""
    lines = [LINE.format(dep=dep, n=number if twice else number + day, day=day, month=number) for day in ("10", "11")]
    return "\n".join([HEAD, *lines])


@pytest.fixture
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Two months of one SIAO, one of another whose file writes a request twice."""
    home = Home(tmp_path / "maison").create()
    monkeypatch.setenv("OBSERVATORY_HOME", str(home.root))
    for name, text in (
        ("a.csv", month("Z11", "11")),
        ("b.csv", month("Z11", "12")),
        ("c.csv", month("Z21", "12", twice=True)),
    ):
        (home.incoming / name).write_text(text, encoding="utf-8")
    with dg.DagsterInstance.ephemeral() as instance:
        assert dg.materialize([reception], instance=instance).success
        yield home, instance


def read_again(instance: dg.DagsterInstance, partition: str) -> dg.ExecuteInProcessResult:
    return dg.materialize(
        [export_du_siao],
        partition_key=SIAO.cell_of(partition),
        instance=instance,
        selection=[SIAO.key],
        raise_on_error=False,
    )


def test_reception_lists_rows_and_columns(received):
    _, instance = received
    assert set(instance.get_dynamic_partitions(SIAO.departements.name)) == {"Z11", "Z21"}
    assert set(instance.get_dynamic_partitions(SIAO.periods.name)) == {"2025-11", "2025-12"}


def test_a_month_is_read_alone(received):
    home, instance = received
    result = read_again(instance, "Z11-2025-12")
    assert result.success
    (event,) = result.asset_materializations_for_node("export_du_siao")
    assert "| siao_demande_115 | b.csv | 2 | 2 | 0 |" in event.metadata["fichiers de l’export"].value
    assert [path.stem for path in (home.lake / "siao_demande_115").glob("*.parquet")] == ["Z11-2025-12"]


def test_an_archive_of_a_year_is_not_its_months(received):
    home, instance = received
    lines = [line for number in range(1, 13) for line in month("Z11", f"{number:02}").split("\n")[1:]]
    (home.incoming / "d.csv").write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    assert dg.materialize([reception], instance=instance).success
    assert "2025" in instance.get_dynamic_partitions(SIAO.periods.name)
    assert read_again(instance, "Z11-2025").success
    assert [path.stem for path in (home.lake / "siao_demande_115").glob("*.parquet")] == ["Z11-2025"]


def test_a_refused_month_and_an_empty_cell_fail_with_a_sentence(received):
    home, instance = received
    for partition, sentence in (("Z21-2025-12", "refusé par ses contrôles"), ("Z21-2025-11", "aucun fichier reçu")):
        result = read_again(instance, partition)
        assert not result.success and not list(home.lake.rglob("*.parquet"))
        assert sentence in str(result.failure_data_for_node("export_du_siao").user_failure_data.description)


@pytest.mark.parametrize(
    ("partition", "cell"), [("2A-2024", "2024"), ("Z11-2026-01-01", "2026-01-01"), ("976-2025-12", "2025-12")]
)
def test_a_cell_is_a_département_and_a_period(partition: str, cell: str):
    keys = SIAO.cell_of(partition).keys_by_dimension
    assert (keys["departement"], keys["periode"]) == (partition.partition("-")[0], cell)


SNE_HEAD = "numero_unique;etape;date_evenement;date_extraction;date_depot;motif_radiation;commune_residence_code;commune_souhaitee_code;commune_logement_code;dep_logement;est_qpv;bailleur_siren;type_reservataire;statut_dalo;modele_logement;est_modele_verifie;quartile_ressources;est_dna;est_dna_deduit"


def extraction(day: str, *serials: int) -> str:
    """Radiations of 2024 in Z11, as extracted on a day."""
    rows = [
        f"Z110121{serial:09}01;RADIATION;2024-{serial:02}-15;{day};2021-01-05;RADATT;Z1101;Z1101;Z1101;Z11;ZUSNON;000000101;AUCUN;NON;SH;O;1;N;N"
        for serial in serials
    ]
    return "\n".join([SNE_HEAD, *rows])


def test_an_extraction_of_a_year_is_read_alone_and_replaces_no_other(received):
    home, instance = received
    for name, text in (
        ("e.csv", extraction("2025-01-20", *range(1, 13))),
        ("f.csv", extraction("2025-07-01", *range(1, 13))),
    ):
        (home.incoming / name).write_text(text, encoding="utf-8")
    assert dg.materialize([reception], instance=instance).success
    columns = {"2024 (extrait le 2025-01-20)", "2024 (extrait le 2025-07-01)"}
    assert set(instance.get_dynamic_partitions(SNE.periods.name)) == columns
    cell = SNE.cell_of("2025-07-01-2024-Z11")
    result = dg.materialize([extraction_du_sne], partition_key=cell, instance=instance, selection=[SNE.key])
    (event,) = result.asset_materializations_for_node("extraction_du_sne")
    assert "| sne_attribution | f.csv | 12 | 12 | 0 |" in event.metadata["fichiers de l’extraction"].value
    assert [path.stem for path in (home.lake / "sne_attribution").glob("*.parquet")] == ["2025-07-01-2024-Z11"]


@pytest.mark.parametrize(
    ("partition", "row", "column"),
    [
        ("2026-01-20-2025-75--95", "75--95", "2025 (extrait le 2026-01-20)"),
        ("2026-01-20-2025-12-2A", "2A", "2025-12 (extrait le 2026-01-20)"),
        ("2026-01-20-2025-01--2025-06-Z11", "Z11", "2025-01--2025-06 (extrait le 2026-01-20)"),
        ("2026-01-20-2025-11--2025-12-75--95", "75--95", "2025-11--2025-12 (extrait le 2026-01-20)"),
        ("inconnue", "inconnu", "inconnue"),
    ],
)
def test_an_extraction_of_several_départements_or_of_a_part_of_the_year_has_its_cell(
    partition: str, row: str, column: str
):
    keys = SNE.cell_of(partition).keys_by_dimension
    assert (keys["departement"], keys["periode"]) == (row, column)


def test_an_export_of_which_no_row_is_typed_has_no_cell_and_stops_no_reception(received):
    home, instance = received
    (home.incoming / "g.csv").write_text(f"{HEAD}\nZ11;;;;;;;;;;;;;;", encoding="utf-8")
    assert dg.materialize([reception], instance=instance).success
    assert set(instance.get_dynamic_partitions(SIAO.departements.name)) == {"Z11", "Z21"}
