"""The nights of counting: totals that add up, a truth that is larger, and the defects that the manifest lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from observatory.demo import rates
from observatory.demo.editions import PARTS_SHOWN_BY
from observatory.demo.nights import PERIMETERS_FILE, PUBLISHED, Files, night_files
from observatory.demo.setting import day
from observatory.demo.simulation import simulate
from observatory.sources.reading import Reading, read_file

RECEIVED = date(2026, 11, 23)


@pytest.fixture(scope="module")
def nights(world) -> Files:
    return night_files(world)


@pytest.fixture(scope="module")
def published(nights, catalogue) -> Reading:
    return read_file(nights.files[PUBLISHED], Path(PUBLISHED).name, catalogue, RECEIVED)


def text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def lines(content: bytes, column: str = "edition_id") -> list[str]:
    """The lines of a sheet from its header, the line of total left out."""
    every = text(content).splitlines()
    first = next(i for i, line in enumerate(every) if column in line)
    return [line for line in every[first:] if not line.startswith("TOTAL")]


def rows(content: bytes) -> pl.DataFrame:
    """The rows of a sheet, all texts."""
    kept = lines(content)
    separator = ";" if ";" in kept[0] else ","
    return pl.read_csv("\n".join(kept).encode(), separator=separator, infer_schema=False)


def sheets(nights: Files, kind: str) -> dict[str, pl.DataFrame]:
    """`Z2101-2024` → the rows of the sheet of that kind."""
    start = f"decomptes/fictif-ndls-{kind}-"
    return {n.removeprefix(start)[:-4]: rows(c) for n, c in nights.files.items() if n.startswith(start)}


def listed(nights: Files, defect: str) -> dict[str, int]:
    return {one["fichier"]: one["nombre"] for one in nights.defects if one["defaut"] == defect}


def counted(sheet: pl.DataFrame) -> pl.DataFrame:
    """The rows of a count sheet that add up to the total: those of a second counter of the same place left out."""
    once = sheet.unique(["secteur_id", "type_lieu"], keep="last", maintain_order=True)
    return once.with_columns(pl.col("nb_personnes").cast(pl.Int64, strict=False))


def test_the_same_world_gives_the_same_bytes(world, nights):
    again = night_files(world)
    assert again.files == nights.files and again.defects == nights.defects
    assert night_files(simulate(seed=7, scale=0.1)).files[PUBLISHED] != nights.files[PUBLISHED]


def test_a_short_world_has_its_nights_too():
    found = night_files(simulate(scale=0.1, years=(2025, 2025)))
    assert {one["fichier"] for one in found.defects} <= set(found.files)


def test_every_sheet_says_that_it_is_fictional(nights):
    assert all("fictif" in name and "fictive" in text(c) for name, c in nights.files.items() if name.endswith(".csv"))


def test_one_city_writes_by_spreadsheet_and_the_other_in_utf8(nights):
    for name, content in nights.files.items():
        if "comptage-Z1101" in name:
            assert b";" in content and text(content).count("\r\n") > 20 and "é".encode("cp1252") in content
        elif "comptage-Z2101" in name:
            assert "Données fictives" in content.decode("utf-8")


def test_the_total_of_an_edition_is_the_sum_of_its_sectors(nights):
    words = listed(nights, "EN_TOUTES_LETTRES")
    for name, sheet in sheets(nights, "comptage").items():
        edition = sheets(nights, "edition")[name]
        total = (
            edition.filter(pl.col("statut_resultat") == sheet["statut_resultat"][0])["nb_total"].cast(pl.Int64).item()
        )
        found = counted(sheet)["nb_personnes"].sum()
        assert (found < total) if f"decomptes/fictif-ndls-comptage-{name}.csv" in words else (found == total), name


def test_a_sector_that_was_not_covered_has_no_count(nights):
    every = pl.concat(counted(s).select("couverture", "nb_personnes") for s in sheets(nights, "comptage").values())
    states = every.group_by("couverture").agg(vides=pl.col("nb_personnes").is_null().sum(), lignes=pl.len())
    found = {state: (empty, count) for state, empty, count in states.rows()}
    assert set(found) == {"COUVERT", "PARTIEL", "NON_COUVERT"}
    assert found["NON_COUVERT"][0] == found["NON_COUVERT"][1], "vide, jamais 0"
    assert found["COUVERT"][0] == sum(listed(nights, "EN_TOUTES_LETTRES").values())


def test_a_covered_element_of_the_perimeter_was_covered_entirely(nights):
    state = pl.concat(s.select("edition_id", "secteur_id", "couverture") for s in sheets(nights, "comptage").values())
    elements = rows(nights.files[PERIMETERS_FILE]).rename({"element_code": "secteur_id"})
    joined = elements.join(state.unique(), on=["edition_id", "secteur_id"])
    covered = joined["est_couvert"].is_in(["O", "Oui", "true"])
    assert joined.height > 200 and (covered == (joined["couverture"] == "COUVERT")).all()


def test_the_truth_is_what_happened_in_the_world_and_more_than_was_counted(world, nights):
    truth, code = nights.truth["nuits_verite"], world.setting.communes["commune_code"]
    size = world.personnes.group_by("menage_id").agg(taille=pl.len())
    for (edition, city), mine in truth.group_by("edition_id", "commune_code", maintain_order=True):
        night = day(date.fromisoformat(edition.split("_")[1]))
        there = world.episodes.filter(
            code.gather(world.episodes["commune"].cast(pl.UInt32)) == city,
            pl.col("etat").is_in(list(rates.OUTSIDE)), pl.col("jour_debut") <= night, night < pl.col("jour_fin"),
        ).join(size, on="menage_id")  # fmt: skip
        assert (mine["nb_menages"].sum(), mine["nb_personnes"].sum()) == (there.height, there["taille"].sum())
    assert (truth["nb_vues"] <= truth["nb_personnes"]).all() and (truth["nb_repondants"] <= truth["nb_vues"]).all()
    street = truth.filter(pl.col("etat") == "RUE")
    assert 0.5 < street["nb_vues"].sum() / street["nb_personnes"].sum() < 0.82, "rue, dans le périmètre et hors de lui"


def test_totals_and_questionnaires_are_those_of_the_truth(nights):
    truth = nights.truth["nuits_verite"].group_by("edition_id").agg(pl.col("nb_vues", "nb_repondants").sum())
    for name, sheet in sheets(nights, "edition").items():
        row = truth.row(by_predicate=pl.col("edition_id") == sheet["edition_id"][0], named=True)
        answers = sheets(nights, "questionnaires")[name]
        assert sheet["nb_total"].cast(pl.Int64).max() == row["nb_vues"], name
        assert answers.height == row["nb_repondants"] and answers["repondant_id"].is_unique().all()
        assert (answers["a_consenti"].is_in(["Oui", "O", "true"])).all()
    assert 0.3 < truth["nb_repondants"].sum() / truth["nb_vues"].sum() < 0.5


def test_decoys_are_seen_as_often_as_people_in_the_street(nights):
    found = nights.truth["nuits_detection"]
    first = {min(e for e in found["edition_id"] if e.startswith(city)) for city in ("Z1101", "Z2101")}
    with_decoys = found.filter(~pl.col("edition_id").is_in(first))
    assert with_decoys["nb_temoins"].is_between(20, 40).all()
    assert 0.74 < with_decoys["nb_comptes"].sum() / with_decoys["nb_temoins"].sum() < 0.9
    for sheet in sheets(nights, "temoins").values():
        met = sheet.filter(pl.col("resultat") == "COMPTE")
        assert met["heure_rencontre"].is_not_null().all()
        mine = found.filter(pl.col("edition_id").is_in(sheet["edition_id"].unique().implode()))
        assert met.height == mine["nb_comptes"].sum()


def test_every_decoy_that_was_counted_is_taken_out_of_the_counts(nights):
    for name, sheet in sheets(nights, "comptage").items():
        decoys = sheets(nights, "temoins").get(name, pl.DataFrame({"resultat": [""]}))
        assert counted(sheet)["nb_temoins_deduits"].cast(pl.Int64).sum() == (decoys["resultat"] == "COMPTE").sum(), name


def test_the_published_figures_are_read_and_pass(published):
    figures = published.typed.rows
    assert published.table.short_name == "ndls_chiffres_publies" and published.typed.quarantine.is_empty()
    assert figures.select("edition_id", "indicateur", "type_lieu", "statut_resultat").is_unique().all()
    assert (figures["valeur_publiee"] >= 0).all()
    march = figures.filter(pl.col("date_nuit").dt.month() != 1)
    assert march["edition_id"].n_unique() == 1 and march["date_nuit"][0].month == 3, "un écart de saison (NDL-04)"
    assert figures.filter(pl.col("type_lieu") != "TOTAL")["valeur_publiee"].is_between(1, 4).any(), "petites cases"


def test_the_perimeters_are_read_and_pass(nights, catalogue):
    found = read_file(nights.files[PERIMETERS_FILE], Path(PERIMETERS_FILE).name, catalogue, RECEIVED)
    elements, editions = found.typed.rows, {s["edition_id"][0] for s in sheets(nights, "edition").values()}
    assert found.table.short_name == "perimetre" and found.typed.quarantine.is_empty()
    assert elements.select("perimetre_id", "element_type", "element_code").is_unique().all()
    assert set(elements["edition_id"]) == editions, "un seul fichier : un envoi de périmètres remplace le précédent"


def test_a_revised_figure_is_a_few_persons_more(published):
    totals = published.typed.rows.filter(pl.col("type_lieu") == "TOTAL")
    versions = totals.pivot("statut_resultat", index="edition_id", values="valeur_publiee").drop_nulls()
    assert versions.height >= 1 and (versions["DEFINITIF"] - versions["PROVISOIRE"]).is_between(1, 12).all()


def test_the_editions_and_the_published_figures_tell_the_same_story(nights, published):
    totals = published.typed.rows.filter(pl.col("type_lieu") == "TOTAL")
    told = {(e, s): v for e, s, v in totals.select("edition_id", "statut_resultat", "valeur_publiee").rows()}
    rows = pl.concat(s.select("edition_id", "statut_resultat", "nb_total") for s in sheets(nights, "edition").values())
    wrong = sum(listed(nights, "SOMME_DIFFERENTE").values())
    apart = [told[(e, s)] - int(total) for e, s, total in rows.rows()]
    assert set(told) == {(e, s) for e, s, _ in rows.rows()} and sum(map(abs, apart)) in (0, wrong)


def test_parts_add_up_except_where_the_manifest_says_so(nights, published):
    figures = published.typed.rows.filter(
        pl.col("indicateur") == "personnes_decomptees", pl.col("territoire_code") == PARTS_SHOWN_BY
    )
    is_total = pl.col("type_lieu") == "TOTAL"
    gaps = figures.group_by("edition_id", "statut_resultat").agg(
        ecart=pl.col("valeur_publiee").filter(is_total).sum() - pl.col("valeur_publiee").filter(~is_total).sum()
    )
    assert gaps.filter(pl.col("ecart") != 0)["ecart"].to_list() == list(listed(nights, "SOMME_DIFFERENTE").values())


def test_the_manifest_lists_every_defect_of_the_sheets(nights):
    found: dict[str, dict[str, int]] = {"LIGNE_DE_TITRE": {}, "LIGNE_DE_TOTAL": {}, "EN_TOUTES_LETTRES": {}}
    for name, content in nights.files.items():
        if name.startswith("decomptes") and name.endswith(".csv"):
            every = text(content).splitlines()
            words = every[next(i for i, line in enumerate(every) if "_id" in line) :]
            found["LIGNE_DE_TITRE"][name] = len(every) - len(words)
            found["LIGNE_DE_TOTAL"][name] = sum(line.startswith("TOTAL") for line in every)
            found["EN_TOUTES_LETTRES"][name] = sum("dizaine" in line for line in every)
    for defect, counts in found.items():
        assert {name: count for name, count in counts.items() if count} == listed(nights, defect) != {}


def test_one_sector_was_counted_twice(nights):
    twice = {}
    for name, sheet in sheets(nights, "comptage").items():
        again = (
            sheet.group_by("secteur_id", "type_lieu").agg(pl.col("compteur").n_unique()).filter(pl.col("compteur") > 1)
        )
        if again.height:
            twice[f"decomptes/fictif-ndls-comptage-{name}.csv"] = again.height
    assert twice == listed(nights, "DOUBLE_COMPTE") and len(twice) == 1


def test_a_missing_answer_is_written_in_several_ways(nights):
    found, ways = {}, set()
    for name, sheet in sheets(nights, "questionnaires").items():
        cells = pl.concat([sheet[c].fill_null("") for c in sheet.columns if c[0].isupper()])
        missing = cells.filter(cells.is_in(["NR", "Ne sait pas", "-", ""]))
        found[f"decomptes/fictif-ndls-questionnaires-{name}.csv"] = len(missing)
        ways |= set(missing)
    assert len(ways) >= 3 and {n: c for n, c in found.items() if c} == listed(nights, "NON_REPONSE")
