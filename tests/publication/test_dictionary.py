"""The dictionary of a release: what it measures, where columns come from, what it remembers, its code lists, its page."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import polars as pl
import pytest

from observatory.contracts.load import FOLDER, Catalogue
from observatory.disclosure.protected import ProtectedTable, _sealed
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.publication.changes import changes_table, history_table
from observatory.publication.description import shaped
from observatory.publication.dictionary import MEASURES, measured, without_measures
from observatory.publication.dictionary_page import dictionary_page, write_dictionary
from observatory.publication.evidence import refuse_leaks
from observatory.publication.opendata.paths import stored_tables
from observatory.publication.policy_file import load_policy
from observatory.publication.tables import Tables
from tests.publication import leak_bundle, small

POLICY = load_policy(FOLDER / "disclosure.yaml")
FOUND = ("nb_lignes_table", "part_renseignee", "premiere_date", "derniere_date")


@cache
def _made() -> dict[str, pl.DataFrame]:
    return small.frames()


def plain() -> dict[str, pl.DataFrame]:
    """The small release, made once: a test may put other tables in its own copy."""
    return dict(_made())


@pytest.fixture(scope="module")
def published(whole) -> dict[str, pl.DataFrame]:
    """The tables of the whole release, as its readers get them."""
    return {
        name: pl.read_parquet(files, hive_partitioning=False) for name, files in stored_tables(whole[1].folder).items()
    }


@pytest.fixture(scope="module")
def told(published: dict[str, pl.DataFrame]) -> dict[tuple[str, str], dict]:
    """(table, column) → its line of the dictionary."""
    return {(row["table_nom"], row["colonne_nom"]): row for row in published["dictionnaire"].to_dicts()}


# --- what it measures


def test_how_full_a_column_is_and_between_which_dates_is_counted_again_from_the_files(published, told) -> None:
    with duckdb.connect() as con:
        for name, frame in published.items():
            con.register("publiee", frame)
            table = next(table for table, _ in told if table.removeprefix("meta.") == name)
            assert {column for where, column in told if where == table} == set(frame.columns), name
            for column in frame.columns:
                line = told[table, column]
                when = f'"{line["colonne_temps"]}"::VARCHAR' if line["colonne_temps"] else "NULL::VARCHAR"
                full = f'FILTER ("{column}" IS NOT NULL)'
                counted = con.execute(
                    f'SELECT count(*), count("{column}") / nullif(count(*), 0), min({when}) {full}, max({when}) {full} FROM publiee'
                )
                assert counted.fetchall()[0] == tuple(line[key] for key in FOUND), (name, column)


def test_the_measures_of_a_small_table_are_these(catalogue: Catalogue) -> None:
    frames = {name: frame for name, frame in plain().items() if name != "contours"}
    frames["dictionnaire"] = shaped(catalogue, "dictionnaire", frames["dictionnaire"].with_columns(table_nom=pl.lit("relogement_mensuel"), colonne_nom=pl.Series(["nb_personnes_mois", "correction_id", "date_mois"])))  # fmt: skip
    found = measured(small.protected(frames), catalogue, POLICY).frame
    rows = frames["relogement_mensuel"]
    flow = rows.filter(pl.col("nb_personnes_mois").is_not_null())
    assert found.select("colonne_nom", *MEASURES).rows() == [
        ("nb_personnes_mois", 35, flow.height / 35, "date_mois", "2021-03-31", "2021-06-30"),
        ("correction_id", 35, 1 / 35, "date_mois", "2021-04-30", "2021-04-30"),
        ("date_mois", 35, 1.0, "date_mois", "2020-12-31", "2021-06-30"),
    ]


def test_a_hidden_value_is_not_a_value_that_is_there(catalogue: Catalogue) -> None:
    def share(frames: dict[str, pl.DataFrame]) -> float:
        frames = {name: frame for name, frame in frames.items() if name != "contours"}
        line = frames["dictionnaire"].head(1).with_columns(table_nom=pl.lit("relogement_annuel"), colonne_nom=pl.lit("nb_personnes_annee"))  # fmt: skip
        frames["dictionnaire"] = shaped(catalogue, "dictionnaire", line)
        return measured(small.protected(frames), catalogue, POLICY).frame["part_renseignee"].item()

    assert share(plain()) == 1 and share(small.hidden_frames()) == 1 - 1 / 8


def test_an_empty_table_has_no_share_and_an_absent_one_no_rows(catalogue: Catalogue) -> None:
    line = plain()["dictionnaire"].head(2).with_columns(table_nom=pl.Series(["corrections", "places"]), colonne_nom=pl.Series(["correction_id", "nb_ouvertes"]))  # fmt: skip
    line = line.with_columns(table_nom=pl.Series(["meta.corrections", "places"]))
    frames = {"dictionnaire": shaped(catalogue, "dictionnaire", line), "corrections": plain()["corrections"].filter(False)}  # fmt: skip
    rows = measured(small.protected(frames), catalogue, POLICY).frame.select(FOUND).rows()
    assert rows == [(0, None, None, None), (None, None, None, None)]


def test_only_protected_tables_are_measured(catalogue: Catalogue) -> None:
    with pytest.raises(TypeError, match="published"):
        measured({"dictionnaire": plain()["dictionnaire"]}, catalogue, POLICY)  # type: ignore[dict-item]


@pytest.mark.parametrize(("column", "is_read"), [("definition", False), ("nb_lignes_table", True)])
def test_a_measure_excuses_no_true_count_and_a_definition_does(
    bundle: Path, tmp_path: Path, column: str, is_read: bool
) -> None:
    """2843 is a true count of the guarded table: in a definition it is a chance; as a measure, a leak."""
    line = plain()["dictionnaire"].head(1).with_columns(pl.lit(2843).cast(pl.String if column == "definition" else pl.Int64).alias(column))  # fmt: skip
    frames = {"accueil": leak_bundle.PUBLISHED, "lieux": leak_bundle.PLACES, "dictionnaire": line}
    tables = {name: _sealed(name, frame) for name, frame in frames.items()}
    tables["dictionnaire"] = without_measures(tables["dictionnaire"])
    (bundle / "site" / "dictionnaire.html").write_text("<p>2\u202f843</p>", encoding="utf-8")
    asked = (Home(tmp_path / "maison").create(), bundle, "v", leak_bundle.SECRETS.tables, tables)
    if is_read:
        with pytest.raises(ObservatoryError, match="laissent lire des effectifs protégés"):
            refuse_leaks(*asked)
    else:
        refuse_leaks(*asked)


# --- where columns come from


def test_a_column_comes_from_columns_that_a_contract_or_a_code_list_has(told, catalogue: Catalogue) -> None:
    named = {one for line in told.values() if line["origine_colonnes"] for one in line["origine_colonnes"].split(", ")}
    assert len(named) > 150
    for one in named:
        layer, name, column = one.split(".")
        if layer == "lake":
            assert catalogue.table(f"lake.{name}").column(column), one
        elif name not in ("corrections", "effacements"):
            assert layer == "ref" and next((FOLDER / "nomenclatures").glob(f"{name}.*")), one
    traced = sum(
        bool(line["origine_colonnes"])
        for line in told.values()
        if line["schema_nom"] != "meta" and line["nb_lignes_table"] is not None
    )
    assert (
        traced / sum(line["schema_nom"] != "meta" and line["nb_lignes_table"] is not None for line in told.values())
        > 0.85
    )


@pytest.mark.parametrize(
    ("column", "comes_from"),
    [
        (("relogement_mensuel", "nb_personnes_cumul"), "lake.barometre_relogement.valeur_publiee"),
        (("attributions", "nb_radiations"), "lake.sne_attribution.etape"),
        (("nuits_lieux_publies", "type_lieu_libelle"), "ref.ndls_type_lieu.libelle"),
        (("comparaisons", "rapport"), "lake.barometre_relogement.valeur_publiee"),
        (("comparaisons", "rapport"), "lake.sne_attribution.etape"),
    ],
)
def test_the_origin_goes_through_all_the_models(told, column: tuple[str, str], comes_from: str) -> None:
    assert comes_from in told[column]["origine_colonnes"].split(", ")


def test_the_tables_of_meta_and_constants_have_no_origin(told) -> None:
    assert {line["origine_colonnes"] for (table, _), line in told.items() if table.startswith("meta.")} == {None}
    assert told["comparaisons", "taux_pour"]["origine_colonnes"] is None


# --- its code lists


def test_every_code_of_the_published_tables_is_in_the_published_lists(published, told) -> None:
    lists = {name: set(codes["code"]) for (name,), codes in published["nomenclatures"].group_by("nomenclature")}
    asked = {(table.removeprefix("meta."), column): line["nomenclature"] for (table, column), line in told.items() if line["nomenclature"]}  # fmt: skip
    assert set(asked.values()) == lists.keys()
    met = {key: set(published[key[0]][key[1]].drop_nulls()) for key in asked if key[0] in published}
    assert sum(bool(codes) for codes in met.values()) > 100
    strays = {key: codes - lists[asked[key]] for key, codes in met.items()}
    assert {key: codes for key, codes in strays.items() if codes} == {}


def test_codes_keep_the_order_and_the_words_of_their_file(published) -> None:
    ages = published["nomenclatures"].filter(nomenclature="tranche_age").sort("rang_code")
    file = pl.read_csv(FOLDER / "nomenclatures" / "tranche_age.csv", separator=";", infer_schema=False)
    assert ages.select("code", "libelle").rows() == file.select("code", "libelle").rows()
    assert ages["rang_code"].to_list() == list(range(1, file.height + 1))


# --- what it remembers


def release(folder: Path, frames: dict[str, pl.DataFrame]) -> Path:
    (folder / "parquet").mkdir(parents=True)
    for name, frame in frames.items():
        frame.write_parquet(folder / "parquet" / f"{name}.parquet")
    return folder


def words(**changes: object) -> pl.DataFrame:
    """The small dictionary, with other words for the column `pop_municipale`."""
    frame, at = plain()["dictionnaire"], pl.col("colonne_nom") == "pop_municipale"
    return frame.with_columns(pl.when(at).then(pl.lit(value)).otherwise(name).alias(name) for name, value in changes.items())  # fmt: skip


def history(before: Path | None, now: pl.DataFrame, catalogue: Catalogue, version: str = "v2") -> pl.DataFrame:
    tables: dict[str, ProtectedTable] = small.protected({"dictionnaire": now, "territoires": plain()["territoires"]})
    return history_table(before, tables, catalogue, POLICY, version, date(2026, 11, 29)).frame


def test_a_first_release_remembers_nothing_and_a_second_what_it_changes(catalogue: Catalogue, tmp_path: Path) -> None:
    assert history(None, words(), catalogue).is_empty()
    before = release(tmp_path / "v1", {"dictionnaire": words().filter(pl.col("colonne_nom") != "niveau")})
    now = words(definition="Population.", unite_colonne="MENAGE", type_donnee="BIGINT").filter(pl.col("colonne_nom") != "territoire_code")  # fmt: skip
    told = history(before, now, catalogue)
    assert told.select("colonne_nom", "nature_definition", "avant", "apres").rows() == [
        ("niveau", "AJOUTEE", None, "Niveau géographique du territoire."),
        ("pop_municipale", "DEFINITION", "Population municipale.", "Population."),
        ("pop_municipale", "TYPE", "INTEGER", "BIGINT"),
        ("pop_municipale", "UNITE", "PERSONNE", "MENAGE"),
        ("territoire_code", "RETIREE", "Code du territoire, dans son niveau.", None),
    ]
    assert set(told.select("version_publication", "date_changement").rows()) == {("v2", date(2026, 11, 29))}


def test_the_history_grows_and_an_equal_dictionary_adds_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    first = history(release(tmp_path / "v1", {"dictionnaire": words()}), words(nomenclature="unite"), catalogue)
    assert first["nature_definition"].to_list() == ["NOMENCLATURE"]
    second = release(tmp_path / "v2", {"dictionnaire": words(nomenclature="unite"), "dictionnaire_historique": first})
    assert history(second, words(nomenclature="unite"), catalogue, "v3").equals(first)
    third = history(second, words(), catalogue, "v3")
    assert third["version_publication"].to_list() == ["v2", "v3"] and third["apres"].to_list() == ["unite", None]


def test_measures_are_no_change_and_both_tables_of_changes_tell_the_same(catalogue: Catalogue, tmp_path: Path) -> None:
    before = release(tmp_path / "v1", {"dictionnaire": words(part_renseignee=0.1), "territoires": plain()["territoires"]})  # fmt: skip
    assert history(before, words(), catalogue).is_empty()
    now = words(unite_colonne="MENAGE", nomenclature="unite")
    frames = {"dictionnaire": now, "territoires": plain()["territoires"]}
    (change,) = changes_table(before, small.protected(frames), catalogue, POLICY).frame.to_dicts()
    assert (change["nature_changement"], change["valeur_avant"]) == ("DEFINITION", "unité PERSONNE")
    assert change["valeur_apres"] == "liste unite ; unité MENAGE"
    assert set(history(before, now, catalogue)["nature_definition"]) == {"UNITE", "NOMENCLATURE"}


# --- its page and its file


def test_every_column_has_its_anchor_and_every_link_of_the_page_leads_to_one(whole, told) -> None:
    page = (whole[1].folder / "site" / "dictionnaire.html").read_text(encoding="utf-8")
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert {f"{table}.{column}" for table, column in told} <= set(anchors)
    assert {table for table, _ in told} <= set(anchors)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    glossary = (whole[1].folder / "site" / "glossaire.html").read_text(encoding="utf-8")
    asked = set(re.findall(r'dictionnaire\.html#([^"]+)"', glossary))
    assert asked and asked <= set(anchors)


def test_what_is_measured_is_said_in_words() -> None:
    tables = Tables(small.protected(plain()))
    (schema,) = dictionary_page(tables)["schemas"]
    (table,) = schema["tables"]
    level, _, people = table["colonnes"]
    assert (table["taille"], level["faits"]) == ("9\u00a0lignes", "Toujours renseignée.")
    assert people["faits"] == "Renseignée à 88\u202f%, de 2019 à 31\u00a0mars 2025."
    assert people["nature"] == "nombre entier, unité\u00a0: personne" and level["liste"] == "territoire_code_type"
    assert people["origines"] == {"contrats": [("population_commune", ["pop_municipale"])], "nb": 1, "listes": ["communes"]}  # fmt: skip
    (change,) = people["historique"]
    assert (change["quand"], change["quoi"], change["avant"]) == (
        "30\u00a0août 2026",
        "Définition changée",
        "Population.",
    )


@pytest.mark.parametrize(
    ("share", "words_of_it"),
    [(0.0, "Jamais renseignée dans cette version."), (0.0004, "Renseignée à 0,1\u202f%."), (0.9996, "Renseignée à 99,9\u202f%.")],
)  # fmt: skip
def test_a_share_is_never_rounded_to_all_nor_to_none(share: float, words_of_it: str) -> None:
    frames = plain()
    frames["dictionnaire"] = frames["dictionnaire"].head(1).with_columns(part_renseignee=pl.lit(share))
    (schema,) = dictionary_page(Tables(small.protected(frames)))["schemas"]
    assert schema["tables"][0]["colonnes"][0]["faits"] == words_of_it


def test_the_file_is_the_table_for_a_spreadsheet(tmp_path: Path) -> None:
    frames = small.frames(is_fictional=True)
    frames["dictionnaire"] = frames["dictionnaire"].with_columns(definition=pl.lit("=HYPERLINK(1)"))
    write_dictionary(Tables(small.protected(frames)), tmp_path)
    data = (tmp_path / "dictionnaire.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row["colonne_nom"] for row in rows] == frames["dictionnaire"]["colonne_nom"].to_list()
    assert rows[2]["part_renseignee"] == "0,876" and rows[0]["definition"] == "'=HYPERLINK(1)"
    assert {row["mention"] for row in rows} == {"Données fictives"}


def test_the_command_says_what_the_release_in_place_measured(whole, told) -> None:
    from click.testing import CliRunner

    from observatory.cli.main import main

    ran = CliRunner().invoke(main, ["--home", str(whole[0].root), "dictionary", "relogement_mensuel"])
    line = told["relogement_mensuel", "nb_personnes_cumul"]
    assert ran.exit_code == 0 and f"Vient de : {line['origine_colonnes']}." in ran.output
    assert ran.output.count("enseignée") >= len([key for key in told if key[0] == "relogement_mensuel"])
