"""Whoever is too rare is told with less detail, degree by degree, then left out; rare facts hide with others."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.research.audit import AuditRefused, audit
from observatory.research.ladder import GROUPED, HIDDEN, rungs

WITHHELD = "NON_DIFFUSE"


def crowd(population, nb: int, **values: str) -> None:
    """One single month of `nb` persons of the same description, alone in the population, each her own household."""
    row = {
        "departement_presence": "Z11", "sexe_large": "F", "age_large": "25_54", "menage_large": "ISOLE",
        "entree_mois": "PREMIERE", "situation_large": "HEBERGE", "nuits_demandees": "AUCUNE", "acces_115": "SANS_DEMANDE",
        "etat_insertion": "SANS_DEMANDE", "nuits_hebergees": "22_PLUS", "hebergement_large": "URGENCE", "issue_mois": "EN_COURS",
    } | values  # fmt: skip
    cells = ", ".join(f"'{value}' AS {name}" for name, value in row.items() if name != "foyer")
    foyer = f"'{row['foyer']}'" if "foyer" in row else "'n' || uuid()::VARCHAR"
    population.con.execute(
        "INSERT INTO extraits.personnes_mois BY NAME "
        f"SELECT 'x' || uuid()::VARCHAR AS cle_personne, {foyer} AS foyer, '2024-05' AS mois_presence, {cells} FROM range({nb})"
    )


def test_the_degrees_go_from_the_household_to_the_place(nobody) -> None:
    assert rungs(nobody.con, nobody.descriptors, nobody.lists) == [
        ("menage_large", GROUPED), ("age_large", GROUPED), ("menage_large", HIDDEN), ("age_large", HIDDEN),
        ("sexe_large", HIDDEN), ("departement_presence", HIDDEN),
    ]  # fmt: skip


def test_every_combination_gathers_k_persons_once_the_ladder_is_climbed(handed) -> None:
    left = audit(handed.path, handed.promise, handed.households)
    assert 0 < left.exact < left.whole < 1
    assert handed.climbed.nb_kept == pl.read_parquet(handed.path)["personne_projet"].n_unique() > 1200
    assert handed.climbed.coarsened["menage_large masqué"] > 100


def test_a_smaller_k_tells_more(population, handed, tmp_path) -> None:
    population.protect(5)
    population.soften(5)
    path, households = population.written(tmp_path)
    assert audit(path, population.promise(5), households).exact > 0
    told = [(pl.read_parquet(one)["sexe_large"] != WITHHELD).sum() for one in (path, handed.path)]
    assert told[0] > told[1]
    with pytest.raises(AuditRefused, match="moins de 10 personnes"):
        audit(path, population.promise(10), households)


def test_who_is_not_rare_keeps_every_detail(nobody) -> None:
    crowd(nobody, 10)
    assert nobody.protect(10).coarsened == {} and nobody.shown()["menage_large"].unique().to_list() == ["ISOLE"]


@pytest.mark.parametrize(
    "other, shown",
    [
        ({"menage_large": "COUPLE"}, ("Z11", "F", "25_54", "SANS_ENFANT")),
        ({"age_large": "55_PLUS"}, ("Z11", "F", "18_PLUS", "SANS_ENFANT")),
        ({"menage_large": "FAMILLE"}, ("Z11", "F", "18_PLUS", WITHHELD)),
        ({"age_large": "NR"}, ("Z11", "F", WITHHELD, WITHHELD)),
        ({"sexe_large": "H"}, ("Z11", WITHHELD, WITHHELD, WITHHELD)),
        ({"departement_presence": "Z12"}, (WITHHELD, WITHHELD, WITHHELD, WITHHELD)),
    ],
)
def test_two_small_groups_lose_only_the_detail_that_parts_them(nobody, other: dict, shown: tuple) -> None:
    crowd(nobody, 6)
    crowd(nobody, 6, **other)
    climbed = nobody.protect(10)
    found = nobody.shown().select(nobody.descriptors).unique().rows()
    assert climbed.nb_left_out == 0
    assert found == [shown]


def test_who_stays_rare_at_the_last_degree_is_left_out(nobody) -> None:
    crowd(nobody, 12)
    crowd(nobody, 3, departement_presence="Z13")
    climbed = nobody.protect(10)
    assert (climbed.nb_drawn, climbed.nb_left_out, climbed.nb_kept) == (15, 3, 12)
    assert nobody.shown()["departement_presence"].unique().to_list() == ["Z11"]


def test_one_large_family_protects_none_of_its_members(nobody) -> None:
    crowd(nobody, 12, foyer="famille")
    assert nobody.protect(5).nb_kept == 0


def test_the_length_of_a_stay_counts_as_much_as_its_months(nobody) -> None:
    """Twelve persons share each month; three of them alone stay a second one."""
    crowd(nobody, 12)
    nobody.con.execute(
        "INSERT INTO extraits.personnes_mois BY NAME SELECT * REPLACE ('2024-06' AS mois_presence) FROM extraits.personnes_mois "
        "ORDER BY cle_personne LIMIT 3"
    )
    climbed = nobody.protect(5)
    assert climbed.nb_left_out == 3 and nobody.shown()["mois_presence"].unique().to_list() == ["2024-05"]


def test_who_moves_is_not_hidden_among_those_who_stay(nobody) -> None:
    """Six of Z11, six of Z12, and one who is in both, in two months: her pair of places is hers alone."""
    for place in ("Z11", "Z12"):
        crowd(nobody, 30, departement_presence=place)
    for place, month in (("Z11", "2024-05"), ("Z12", "2024-06")):
        crowd(nobody, 1, departement_presence=place)
        nobody.con.execute(
            f"UPDATE extraits.personnes_mois SET cle_personne = 'mobile', foyer = 'mobile', mois_presence = '{month}' "
            f"WHERE cle_personne = (SELECT max(cle_personne) FROM extraits.personnes_mois WHERE departement_presence = '{place}' "
            "AND cle_personne LIKE 'x%')"
        )
    nobody.protect(5)
    assert "mobile" not in nobody.shown()["cle_personne"].to_list()


def test_a_rare_value_hides_with_the_next_one_until_they_are_enough(nobody) -> None:
    crowd(nobody, 60)
    crowd(nobody, 3, issue_mois="LOGEMENT")
    crowd(nobody, 8, issue_mois="AUTRE_SORTIE")
    crowd(nobody, 20, issue_mois="SANS_NOUVELLES")
    nobody.protect(10)
    assert nobody.soften(10)["issue_mois"] == 11
    counts = dict(nobody.shown()["issue_mois"].value_counts().rows())
    assert counts == {"EN_COURS": 60, "SANS_NOUVELLES": 20, WITHHELD: 11}


def test_a_value_that_a_whole_group_has_met_is_hidden_for_the_group(nobody) -> None:
    crowd(nobody, 12, situation_large="RUE")
    crowd(nobody, 12, situation_large="RUE", sexe_large="H")
    crowd(nobody, 12, situation_large="TIERS", sexe_large="H")
    crowd(nobody, 12, situation_large="HEBERGE", age_large="55_PLUS")
    nobody.protect(10)
    nobody.soften(10)
    shown = nobody.shown().group_by("sexe_large", "age_large").agg(pl.col("situation_large").unique().sort())
    assert sorted(shown.rows()) == [
        ("F", "25_54", [WITHHELD]),
        ("F", "55_PLUS", ["HEBERGE"]),
        ("H", "25_54", ["RUE", "TIERS"]),
    ]


def test_a_project_that_does_not_ask_where_persons_are_mixes_places(population, tmp_path) -> None:
    population.protect(10, without=("departement_presence", "menage_large"))
    population.soften(10)
    path, households = population.written(tmp_path)
    assert audit(path, population.promise(10), households).whole < 1
    assert pl.read_parquet_schema(path).keys().isdisjoint({"departement_presence", "menage_large"})


def test_what_is_hidden_for_a_group_could_be_one_of_two_values_at_least(nobody) -> None:
    """A column with one telling value would tell it by hiding it."""
    telling = {name: len(codes) for name, codes in nobody.promise().telling.items() if name in nobody.facts}
    assert len(telling) == len(nobody.facts) and 1 not in telling.values() and sum(telling.values()) > 10
