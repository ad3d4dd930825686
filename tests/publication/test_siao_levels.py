"""Regions and EPCI of the SIAO: each recounted, tied to the others after rounding, absent where a SIAO is missing."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest

from observatory.charts.figure import Place
from observatory.publication.siao import Siao, siao
from observatory.publication.tables import Tables
from tests.publication import siao_world

REG, EPCI, DEP = "REG", "SIREN_EPCI", "DEP"


def months(name: str, niveau: str, count: str, *codes: str) -> pl.DataFrame:
    frame = siao_world.shown()[name].filter(pl.col("niveau") == niveau, pl.col("periode").str.len_chars() == 7)
    return frame.select("territoire_code", "periode", *codes, count)


def departements_of_z1(name: str, count: str, *codes: str) -> pl.DataFrame:
    found = months(name, DEP, count, *codes).filter(pl.col("territoire_code").is_in(["Z11", "Z12"]))
    return found.group_by("periode", *codes).agg(pl.col(count).max().alias("max"), pl.col(count).sum().alias("somme"))


def test_a_region_with_a_missing_siao_is_absent_and_so_is_an_epci_that_too_few_requests_place():
    for name, frame in siao_world.shown().items():
        assert set(frame.filter(pl.col("niveau") == REG)["territoire_code"]) <= {"Z1"}, name
        assert set(frame.filter(pl.col("niveau") == EPCI)["territoire_code"]) <= {"E1", "E2", "E3", "E4"}, name
    assert months("siao_demandes", REG, "nb_demandes").height
    assert "E4" in months("siao_demandes_epci", EPCI, "nb_demandes")["territoire_code"]
    assert siao_world.frames()["territoires"].filter(pl.col("territoire_code") == "E5").height == 1


@pytest.mark.parametrize(
    ("name", "count", "codes"),
    [
        ("siao_demandes", "nb_demandes", ("perimetre_demandes", "reponse_demande")),
        ("siao_motifs", "nb_demandes", ("reponse_demande",)),
        ("siao_nuitees", "nb_nuitees", ("issue_nuit", "tranche_age")),
    ],
)
def test_requests_and_nights_of_a_region_add_up_exactly_after_rounding(name: str, count: str, codes: tuple[str, ...]):
    both = months(name, REG, count, *codes).join(departements_of_z1(name, count, *codes), on=["periode", *codes])
    assert both.height > 100 and (both[count] == both["somme"]).all()


def test_no_night_of_a_region_is_told_as_persons():
    nights = siao_world.shown()["siao_nuitees"].filter(pl.col("periode").str.len_chars() == 10)
    assert set(nights["niveau"]) == {DEP}


def test_persons_of_a_region_are_recounted_between_the_largest_and_the_sum():
    true = siao_world.frames()["suivis"].filter(pl.col("rapprochement") == "CENTRAL")
    parts = true.filter(pl.col("territoire_code").is_in(["Z11", "Z12"]), pl.col("niveau") == DEP)
    for count in ("nb_stock", "nb_suivies"):
        bounds = parts.group_by("periode").agg(pl.col(count).max().alias("max"), pl.col(count).sum().alias("somme"))
        both = true.filter(pl.col("niveau") == REG).join(bounds, on="periode")
        assert both.height > 40 and ((both[count] >= both["max"]) & (both[count] <= both["somme"])).all()
        assert (both[count] < both["somme"]).any(), "les personnes de deux départements comptent une fois"
    stock = pl.col("mouvement").is_in(["STOCK", "SUIVIES"])
    shown = months("siao_flux", REG, "nb_personnes_suivies", "mouvement").filter(stock)
    both = shown.join(departements_of_z1("siao_flux", "nb_personnes_suivies", "mouvement"), on=["periode", "mouvement"])
    assert both.height > 70
    assert ((both["nb_personnes_suivies"] >= both["max"]) & (both["nb_personnes_suivies"] <= both["somme"])).all()


def test_flows_of_a_region_balance_and_none_exceeds_the_sum_of_its_departements():
    flows = months("siao_flux", REG, "nb_personnes_suivies", "mouvement")
    wide = flows.pivot("mouvement", index="periode", values="nb_personnes_suivies").sort("periode")
    entries = pl.sum_horizontal("NOUVELLES", "RETOUR_LOGEMENT", "RETOUR_INACTIVITE", "RETOUR_AUTRE")
    exits = pl.sum_horizontal("VERS_LOGEMENT", "VERS_INACTIVITE", "AUTRE_SORTIE")
    told = wide.with_columns(avant=pl.col("STOCK").shift(1), entrees=entries, sorties=exits)[1:]
    assert (told["avant"] + told["entrees"] == told["SUIVIES"]).all()
    assert (told["STOCK"] + told["sorties"] == told["SUIVIES"]).all()
    both = flows.join(departements_of_z1("siao_flux", "nb_personnes_suivies", "mouvement"), on=["periode", "mouvement"])
    assert (both["nb_personnes_suivies"] <= both["somme"]).all()


def test_newcomers_and_returns_of_a_region_are_recounted():
    for name, total in (("primo_arrivants", "nb_entrants"), ("retours", "nb_sortis")):
        true = siao_world.frames()[name].filter(pl.col("territoire_code").is_in(["Z1", "Z11", "Z12"]))
        on = ["annee"] if "annee" in true.columns else []
        for _, rows in true.group_by(on) if on else [("", true)]:
            region = rows.filter(pl.col("niveau") == REG)[total].item()
            parts = rows.filter(pl.col("niveau") == DEP)[total]
            assert parts.max() <= region <= parts.sum(), name
    known = siao_world.shown()["siao_primo_arrivants"].filter(pl.col("niveau") == REG)
    assert set(known["anciennete"]) == {"TOTAL", "PRIMO_ARRIVANT", "CONNU"}


def test_epci_and_what_is_not_in_them_make_the_departement_after_rounding():
    placed = siao_world.shown()["siao_demandes_epci"]
    inside = placed.filter(pl.col("territoire_code").is_in(["E1", "E2"]) | (pl.col("territoire_code") == "Z11"))
    sums = inside.group_by("periode", "reponse_demande").agg(pl.col("nb_demandes").sum())
    all_ = months("siao_demandes", DEP, "nb_demandes", "perimetre_demandes", "reponse_demande").filter(
        pl.col("territoire_code") == "Z11", pl.col("perimetre_demandes") == "STOCK"
    )
    both = all_.join(sums, on=["periode", "reponse_demande"], suffix="_epci")
    assert both.height > 50 and (both["nb_demandes"] == both["nb_demandes_epci"]).all()
    flux = siao_world.shown()["siao_flux"].filter(pl.col("periode").str.len_chars() == 7)
    stock = flux.filter(
        (pl.col("territoire_code").is_in(["E1", "E2"]) & (pl.col("mouvement") == "STOCK"))
        | ((pl.col("territoire_code") == "Z11") & (pl.col("mouvement") == "STOCK_HORS_EPCI"))
    )
    sums = stock.group_by("periode").agg(pl.col("nb_personnes_suivies").sum().alias("somme"))
    whole = flux.filter(pl.col("territoire_code") == "Z11", pl.col("mouvement") == "STOCK").join(sums, on="periode")
    assert whole.height > 20 and (whole["nb_personnes_suivies"] == whole["somme"]).all()


def test_an_epci_over_two_departements_is_fed_by_both_and_under_what_they_place_in_none_of_their_own():
    true = siao_world.frames()["siao_demandes_epci"].filter(pl.col("reponse_demande") == "TOTAL")
    shared = true.filter(pl.col("territoire_code") == "E4")
    assert set(shared["siao_periode"].str.split(":").list[1]) == {"E4@Z11+Z12"} and shared["nb_demandes"].sum() > 100
    beyond = true.filter(pl.col("lieu_demande") == "AILLEURS").group_by("periode").agg(pl.col("nb_demandes").sum())
    both = shared.join(beyond, on="periode", suffix="_ailleurs")
    assert (both["nb_demandes"] <= both["nb_demandes_ailleurs"]).all()


def test_a_household_is_not_told_of_a_region_and_calls_in_each_of_its_epci():
    for name in ("siao_menages", "siao_menages_annuels", "siao_personnes", "siao_invisibles"):
        assert REG not in siao_world.shown()[name]["niveau"], name
    true = siao_world.frames()["siao_menages_annuels"].filter(pl.col("periode") == "2023")
    count = dict(true.select("siao_periode", "nb_menages").rows())
    parts = [
        count[f"{source}:2023"]
        for source in ("SIREN_EPCI:E1@Z11", "SIREN_EPCI:E2@Z11", "AILLEURS:Z11", "NON_SITUEE:Z11")
    ]
    assert max(parts) <= count["Z11:2023"] < sum(parts)


def test_levels_added_to_what_was_published_change_nothing_of_it_and_pass_the_attack():
    before = siao_world.protection(only=DEP)
    after = siao_world.protection((before.memory("1"),))
    assert after.audit.passed
    old = before.tables["siao_flux.nb_personnes_suivies"].frame.select("ligne_flux", "nb_personnes_suivies")
    new = after.tables["siao_flux.nb_personnes_suivies"].frame.select("ligne_flux", "nb_personnes_suivies")
    both = old.join(new, on="ligne_flux", suffix="_apres")
    assert both.height == old.height and (both["nb_personnes_suivies"] == both["nb_personnes_suivies_apres"]).all()
    again = siao_world.protection((before.memory("1"), after.memory("2")))
    assert again.audit.passed
    assert again.tables["siao_flux.nb_personnes_suivies"].frame.equals(
        after.tables["siao_flux.nb_personnes_suivies"].frame
    )


def told(niveau: str, code: str) -> Siao:
    return siao(Tables(siao_world.protected()), Place(niveau, code, "Ici", True))


def test_the_page_of_a_region_says_that_a_person_counts_once_and_nothing_of_households():
    page = told(REG, "Z1")
    assert [figure.id for figure in page.figures] == [
        f"reg-z1-siao-{name}" for name in ("demandes", "taux", "stock", "arrivees", "bilan", "regime")
    ]
    assert page.keys[0].what.startswith("personnes suivies par les SIAO de la région")
    assert page.keys[0].more == "Une personne suivie par deux départements compte une fois dans la région."
    assert "ménage" not in " ".join(key.what + key.more for key in page.keys)
    assert (
        not any("ménages" in column for column in page.figures[1].header)
        and "d’un SIAO à l’autre" in page.figures[1].note
    )
    assert "compte une fois dans la région" in page.figures[2].note and "par département" in page.figures[2].note
    assert page.facts[0].what.startswith("Inconnues des SIAO de la région") and page.known == ""


def test_the_page_of_an_epci_says_how_many_requests_are_placed():
    page = told(EPCI, "E1")
    assert [figure.id for figure in page.figures] == ["siren-epci-e1-siao-demandes", "siren-epci-e1-siao-stock"]
    assert "des demandes du département Z11 ont une commune connue (" in page.known
    assert told(EPCI, "E4").known.count("ont une commune connue") == 2
    rows = page.figures[1].rows
    follows = [(before, row) for before, row in pairwise(rows) if row[2] is not None]
    assert len(follows) > 20 and all(before[1] + row[2] - row[3] == row[1] for before, row in follows)
    assert all(min(row[2], row[3]) >= 0 for _, row in follows)
    assert not page.facts and told(EPCI, "E5") == Siao()
