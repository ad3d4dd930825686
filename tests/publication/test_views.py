"""A view says no more than its tables: what is hidden in a sum makes the sum empty, never smaller."""

from __future__ import annotations

import duckdb
import pytest

from observatory.pipeline import SQL_FOLDER

VIEW = (SQL_FOLDER / "portrait" / "file_active.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize(("last", "expected"), [("7", 12), ("NULL", None)])
def test_a_sum_with_a_hidden_part_is_empty(last: str, expected: int | None) -> None:
    con = duckdb.connect()
    con.execute("CREATE SCHEMA recherche; CREATE SCHEMA reference")
    con.execute(
        "CREATE TABLE reference.territoires AS SELECT 'DEP' niveau, '01' territoire_code, 'Ici' territoire_libelle"
    )
    con.execute(f"""
        CREATE TABLE recherche.siao_flux AS
        SELECT 'DEP' AS niveau, '01' AS territoire_code, '2024-01' AS periode, DATE '2024-01-01' AS periode_debut, mouvement,
               nb::INTEGER AS nb_personnes_suivies, CASE WHEN nb IS NULL THEN 'MASQUE' ELSE 'PUBLIE' END AS statut_valeur
        FROM (VALUES ('STOCK', 50), ('RETOUR_AUTRE', 5), ('RETOUR_LOGEMENT', {last})) AS v(mouvement, nb)
    """)
    query = f"SELECT nb_personnes_stock, nb_personnes_revenues, est_en_partie_masque FROM ({VIEW})"
    assert con.execute(query).fetchall() == [(50, expected, expected is None)]
