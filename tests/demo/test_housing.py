"""Social homes, places and events of the demo world: what the files say, read by other means, and what happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from observatory.demo.events import event_files
from observatory.demo.housing import COUNTED, Files, allocations, monthly_rehoused, p177_share, sne_files
from observatory.demo.setting import day
from observatory.demo.simulation import simulate
from observatory.demo.supply import supply_files

KEY = ["numero_unique", "etape", "date_evenement", "date_extraction"]
CHANGE = ("Z12", day(date(2024, 6, 1)))


def registered(world) -> Files:
    files: dict[str, bytes] = {}
    defects, truth = sne_files(world, files.__setitem__)
    return Files(files, truth, defects)


@pytest.fixture(scope="module")
def register(world) -> Files:
    return registered(world)


@pytest.fixture(scope="module")
def places(world) -> Files:
    return supply_files(world)


def rows_of(content: bytes) -> pl.DataFrame:
    """The rows of a file, all texts, from the line that holds the header."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    lines = text.splitlines()
    while "," not in lines[0] and ";" not in lines[0]:
        lines.pop(0)
    separator = ";" if ";" in lines[0] else ","
    return pl.read_csv("\n".join(lines).encode(), separator=separator, infer_schema=False)


def dated(rows: pl.DataFrame) -> pl.DataFrame:
    names = [name for name in rows.columns if name.startswith("date_")]
    return rows.with_columns(
        pl.coalesce(pl.col(n).str.to_date(f, strict=False) for f in ("%Y-%m-%d", "%d/%m/%Y")).alias(n) for n in names
    )


def attributions(register: Files, again: bool = False) -> Mapping[str, pl.DataFrame]:
    return {
        name: dated(rows_of(content)) for name, content in register.files.items()
        if "attributions" in name and (again or "extraction2" not in name)
    }  # fmt: skip


def declared(register: Files) -> Mapping[str, pl.DataFrame]:
    """What each landlord says of a year, under the names of the register."""
    names = {"Numéro de demande": "numero_unique", "Étape": "etape", "Date de l’événement": "date_evenement"}
    return {
        name: dated(rows_of(content).rename(names)) for name, content in register.files.items() if "bailleur" in name
    }


def late_leases(rows: pl.DataFrame) -> pl.DataFrame:
    """Leases signed after the radiation of the same request."""
    ends = rows.filter(pl.col("etape") == "RADIATION").select("numero_unique", fin="date_evenement")
    leases = rows.filter(pl.col("etape") == "BAIL_SIGNE").join(ends, on="numero_unique")
    return leases.filter(pl.col("date_evenement") > pl.col("fin"))


def test_a_household_in_sixteen_or_so_had_no_home(world, register):
    ends = pl.concat(attributions(register).values()).filter(pl.col("etape") == "RADIATION")
    counted = ends.filter(pl.col("modele_logement").is_in(COUNTED) & (pl.col("est_dna") == "N"))
    assert 0.04 < len(counted) / len(ends) < 0.08
    assert all(0.04 < p177_share(world, year) < 0.08 for year in range(2019, 2026))
    people = world.country["pop_municipale"].sum()
    assert 58 < 10_000 * len(ends) / people / 7 < 66, "420 000 attributions pour 68 millions d’habitants"


def test_the_radiations_of_the_files_are_the_allocations_of_the_world(world, register):
    ends = pl.concat(attributions(register).values()).filter(pl.col("etape") == "RADIATION")
    truth = register.truth["attributions_verite"]
    assert len(truth) == len(allocations(world)) > 0
    by_commune = (
        ends.filter(pl.col("modele_logement").is_in([*COUNTED, "SQUAT", "CAMCAR"]))
        .group_by(commune_code="commune_logement_code", jour="date_evenement", modele_logement="modele_logement")
        .len()
    )
    happened = truth.filter(pl.col("modele_logement").is_in([*COUNTED, "SQUAT", "CAMCAR"]))
    happened = happened.group_by("commune_code", "jour", "modele_logement").len()
    keys = ["commune_code", "jour", "modele_logement", "len"]
    assert by_commune.select(keys).sort(keys).equals(happened.select(keys).sort(keys))


def test_the_steps_of_a_request_follow_each_other(register):
    every = pl.concat(attributions(register).values())
    first = every.group_by("numero_unique").agg(
        pl.col("date_depot").first(),
        *(pl.col("date_evenement").filter(pl.col("etape") == e).max().alias(e)
          for e in ("ATTRIBUTION_CALEOL", "BAIL_SIGNE", "RADIATION")),
    )  # fmt: skip
    assert len(first) > 10_000
    assert (first["date_depot"] < first["ATTRIBUTION_CALEOL"]).all()
    assert (first["ATTRIBUTION_CALEOL"] < first["BAIL_SIGNE"]).all()
    listed = sum(
        one["nombre"] for one in register.defects
        if one["defaut"] == "ETAPES_INVERSEES" and "extraction2" not in one["fichier"]
    )  # fmt: skip
    assert (first["BAIL_SIGNE"] > first["RADIATION"]).sum() == listed > 0


def test_a_number_is_eighteen_characters_of_one_zone_and_a_row_is_unique(register):
    every = pl.concat(attributions(register, again=True).values())
    assert every["numero_unique"].str.contains(r"^Z\d{17}$").all()
    assert (every["numero_unique"].str.slice(0, 3) == every["zone_enregistrement"]).all()
    assert not every.select(KEY).is_duplicated().any()


def test_acceleration_adds_allocations_where_and_when_it_applies(register):
    effect = register.truth["effet_verite"]
    full = pl.col("annee") > pl.when(pl.col("vague") == 1).then(2019).otherwise(2022)
    once = ~pl.col("territoire_id").is_in(["HORS", "ZLDA1-02"])  # the second is inside another one
    reached = effect.filter(full & once).select(pl.col("nb_attributions", "nb_attributions_sans_acceleration").sum())
    assert 1.15 < reached.item(0, 0) / reached.item(0, 1) < 1.35
    before = effect.filter((pl.col("vague") == 2) & (pl.col("annee") < 2021))
    for untouched in (before, effect.filter(pl.col("territoire_id") == "HORS")):
        # a few households come from an accelerated territory
        with_it, without = untouched["nb_attributions"].sum(), untouched["nb_attributions_sans_acceleration"].sum()
        assert without > 0 and abs(with_it - without) <= 0.03 * without


def found_defects(files: Files) -> Counter:
    """The defects of the register that a reading of its files finds, `(file, defect)` → number."""
    found: Counter = Counter()
    every = attributions(files, again=True)
    for name, rows in every.items():
        found[name, "ETAPES_INVERSEES"] = len(late_leases(rows))
        found[name, "ZERO_DE_TETE_PERDU"] = (rows["motif_demande"].str.len_chars() == 1).sum()
        try:
            files.files[name].decode("utf-8")
        except UnicodeDecodeError:
            lines = files.files[name].decode("cp1252").splitlines()
            found[name, "ENCODAGE_CP1252"] = 1
            found[name, "LIGNE_DE_TITRE"] = next(i for i, line in enumerate(lines) if ";" in line)
        if "extraction2" in name:
            found[name, "RADIATIONS_DISPARUES"] = len(every[name.replace("-extraction2", "")]) - len(rows)
    known = pl.concat(every.values())["numero_unique"].implode()
    for name, rows in declared(files).items():
        found[name, "NUMERO_MAL_SAISI"] = (~rows["numero_unique"].is_in(known)).sum()
    for name, content in files.files.items():
        if "demandes-actives" in name:
            found[name, "EFFECTIF_MASQUE"] = content.count(b"<5")
    return +found


def test_the_defects_are_those_that_are_listed(register):
    listed = Counter({(one["fichier"], one["defaut"]): one["nombre"] for one in register.defects})
    assert found_defects(register) == listed
    assert {kind for _, kind in listed} == {
        "ETAPES_INVERSEES", "ZERO_DE_TETE_PERDU", "ENCODAGE_CP1252", "LIGNE_DE_TITRE", "RADIATIONS_DISPARUES",
        "EFFECTIF_MASQUE", "NUMERO_MAL_SAISI",
    }  # fmt: skip


def test_a_landlord_says_most_of_its_own_steps_and_no_radiation(register):
    known = pl.concat(rows for rows in attributions(register).values()).filter(pl.col("etape") != "RADIATION")
    told = pl.concat(rows for rows in declared(register).values())
    own = known.filter(pl.col("bailleur_siren").is_in(told["Bailleur déclarant"].unique().implode()))
    assert 0 < len(told) < len(own) and len(told) == pytest.approx(0.97 * len(own), rel=0.02)
    matched = told.join(own, on=["numero_unique", "etape", "date_evenement"], how="semi")
    assert len(matched) == pytest.approx(0.99 * len(told), rel=0.01)


def test_active_requests_add_up_but_for_what_is_masked(register):
    tables = [rows_of(content) for name, content in register.files.items() if "demandes-actives" in name]
    assert len(tables) == 7
    cells = pl.concat(tables).with_columns(nombre=pl.col("nb_demandes_actives").str.to_integer(strict=False))
    total = pl.col("modele_logement") == "TOTAL"
    sums = cells.group_by("territoire_souhaite_code", "date_arrete").agg(
        parts=pl.col("nombre").filter(~total).sum(), total=pl.col("nombre").filter(total).first(),
        masked=pl.col("nombre").is_null().sum(),
    )  # fmt: skip
    missing = sums["total"] - sums["parts"]
    assert missing.is_between(sums["masked"], 4 * sums["masked"]).all(), "une cellule masquée vaut de 1 à 4"


def test_every_month_of_every_departement_has_its_households(world):
    monthly = monthly_rehoused(world)
    assert len(monthly) == 8 * 12 * 7 and monthly["menages"].min() >= 0
    counted = allocations(world).filter(pl.col("modele_logement").is_in(COUNTED) & ~pl.col("est_dna"))
    assert monthly["menages"].sum() == len(counted)


def test_occupied_places_are_the_people_sheltered_that_night(world, places):
    rows = pl.concat(rows_of(content) for content in places.files.values())
    shelters = ["HEBERGEMENT_URGENCE", "DISPOSITIF_HIVERNAL", "HOTEL", "CHRS", "HEBERGEMENT_INSERTION"]
    opened = rows.filter(pl.col("nature_place") == "OUVERTE").with_columns(pl.col("^nb_.*$").str.to_integer())
    assert (opened["nb_places_occupees"] <= opened["nb_places"]).all()
    persons = world.personnes.group_by("menage_id").len()
    for when in (date(2020, 3, 31), date(2023, 12, 31), date(2025, 6, 30)):
        here = world.episodes.filter(
            (pl.col("jour_debut") <= day(when)) & (pl.col("jour_fin") > day(when)) & pl.col("etat").is_in([4, 5, 6])
        )
        counted = opened.filter((pl.col("date_reference") == str(when)) & pl.col("dispositif").is_in(shelters))
        assert counted["nb_places_occupees"].sum() == here.join(persons, on="menage_id")["len"].sum()


def test_one_file_has_lost_the_zeros_of_its_establishments(places):
    rows = {name: rows_of(content) for name, content in places.files.items()}
    own = {
        name: table.filter(pl.col("etablissement_id") != "AGREGAT")["etablissement_id"] for name, table in rows.items()
    }
    lost = {name: int((~ids.str.contains(r"^00\d{7}$")).sum()) for name, ids in own.items()}
    listed = {one["fichier"]: one["nombre"] for one in places.defects}
    assert {name: count for name, count in lost.items() if count} == listed and len(listed) == 1
    key = ["date_reference", "etablissement_id", "territoire_code", "dispositif", "nature_place", "unite"]
    assert not any(table.select(key).is_duplicated().any() for table in rows.values())


def test_events_say_what_the_world_does(world):
    (content,) = event_files(world, CHANGE).values()
    events = dated(rows_of(content))
    assert events["evenement_id"].is_unique().all()
    assert events["description"].str.starts_with("Données fictives").all()
    assert events["description"].str.len_chars().max() <= 200
    changed = events.filter(pl.col("type_evenement") == "CHANGEMENT_CONSIGNE")
    assert changed.select("territoire_code", "date_debut").rows() == [("Z12", date(2024, 6, 1))]
    opened = events.filter(pl.col("type_evenement") == "OUVERTURE_PLACES")
    assert len(opened) == len(world.setting.openings())
    assert (events["date_fin"].fill_null(events["date_debut"]) >= events["date_debut"]).all()
    assert len(events.filter(pl.col("type_evenement").str.starts_with("PARTENARIAT"))) == 15


def test_the_files_are_the_same_bytes_each_time_and_say_that_they_are_fictional(register, places):
    small, again = simulate(seed=7, scale=0.05), simulate(seed=7, scale=0.05)
    assert registered(small).files == registered(again).files
    assert supply_files(small).files == supply_files(again).files
    assert event_files(small, CHANGE) == event_files(again, CHANGE)
    assert registered(simulate(seed=8, scale=0.05)).files != registered(small).files
    for name, content in (register.files | places.files).items():
        assert "fictif" in name and re.search(b"Donn(\xc3\xa9|\xe9)es fictives", content), name
