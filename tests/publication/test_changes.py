"""What a release changes: two releases with known differences, and what a reader is told of them."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from observatory.contracts.load import FOLDER, Catalogue
from observatory.contracts.reference import nomenclature_codes
from observatory.disclosure.protected import ProtectedTable, _sealed
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.publication import whats_new
from observatory.publication.atlas import read_atlas
from observatory.publication.changes import changes_table, numbers_before
from observatory.publication.evidence import refuse_leaks
from observatory.publication.pages import environment, write_page
from observatory.publication.policy_file import load_policy
from observatory.publication.revisions import revisions_table
from observatory.publication.tables import Tables
from tests.publication import leak_bundle, small

POLICY = load_policy(FOLDER / "disclosure.yaml")
WORDS = whats_new.NATURES.keys() | whats_new.COLUMNS.keys()


def written(folder: Path, frames: dict[str, pl.DataFrame]) -> Path:
    """A release as the next one reads it: the Parquet of its tables."""
    (folder / "parquet").mkdir(parents=True)
    for name, frame in frames.items():
        frame.write_parquet(folder / "parquet" / f"{name}.parquet")
    return folder


def before() -> dict[str, pl.DataFrame]:
    """The small release without its outlines, which are not in its Parquet."""
    return {name: frame for name, frame in small.frames().items() if name != "contours"}


def compared(folder: Path, then: dict[str, pl.DataFrame], now: dict[str, pl.DataFrame], catalogue: Catalogue):
    return changes_table(written(folder, then), small.protected(now), catalogue, POLICY).frame


def year(frame: pl.DataFrame, code: str, annee: int) -> pl.Expr:
    return (pl.col("territoire_code") == code) & (pl.col("annee") == annee)


def said(frame: pl.DataFrame, *columns: str) -> list[tuple]:
    return frame.select("nature_changement", *columns).rows()


def test_a_first_release_changes_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    tables = small.protected(before())
    assert changes_table(None, tables, catalogue, POLICY).frame.is_empty()
    assert changes_table(tmp_path, tables, catalogue, POLICY).frame.is_empty()


def test_the_same_release_under_another_version_changes_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    now = before()
    now["version"] = now["version"].with_columns(
        version_publication=pl.lit("2099.01.1"), version_precedente=pl.lit("2026.11.1")
    )
    now["controles"] = now["controles"].with_columns(date_execution=pl.lit("2099-01-01").str.to_datetime())
    now["relogement_mensuel"] = now["relogement_mensuel"].sample(fraction=1, shuffle=True, seed=1)
    rate = "nb_personnes_pour_10000_hab"
    now["relogement_annuel"] = now["relogement_annuel"].with_columns(pl.col(rate) * (1 + 1e-14))
    assert compared(tmp_path, before(), now, catalogue).is_empty()


def test_a_value_is_told_before_and_after_with_its_territory_and_its_year(catalogue: Catalogue, tmp_path: Path) -> None:
    now, count = before(), "nb_personnes_annee"
    table = now["relogement_annuel"]
    now["relogement_annuel"] = table.with_columns(
        pl.when(year(table, "75", 2020)).then(2200).otherwise(count).alias(count)
    )
    (found,) = compared(tmp_path, before(), now, catalogue).to_dicts()
    assert found == {
        "numero_changement": 1, "table_nom": "relogement_annuel", "nature_changement": "VALEUR", "territoire": "DEP-75",
        "annee": 2020, "cle_ligne": "niveau DEP, territoire_code 75, annee 2020", "colonne_nom": count,
        "valeur_avant": "2136", "valeur_apres": "2200", "etat_avant": "PUBLIE", "etat_apres": "PUBLIE",
        "nb_lignes_changees": None,
    }  # fmt: skip


def test_what_is_now_hidden_is_never_said_again(catalogue: Catalogue, tmp_path: Path) -> None:
    hidden = {name: frame for name, frame in small.hidden_frames().items() if name != "contours"}
    found = compared(tmp_path, before(), hidden, catalogue).filter(table_nom="relogement_annuel")
    told = said(found, "colonne_nom", "valeur_avant", "valeur_apres", "etat_avant", "etat_apres")
    assert told[0] == ("ETAT", "nb_personnes_annee", None, None, "PUBLIE", "MASQUE")
    assert ("VALEUR", "nb_personnes_pour_10000_hab", None, None, None, None) in told, "ni le taux qui le rendrait"
    assert "2136" not in str(found.rows())


def test_a_state_that_opens_is_told_with_its_value(catalogue: Catalogue, tmp_path: Path) -> None:
    hidden = {name: frame for name, frame in small.hidden_frames().items() if name != "contours"}
    found = compared(tmp_path, hidden, before(), catalogue)
    counted = found.filter(pl.col("colonne_nom") == "nb_personnes_annee")
    assert said(counted, "valeur_avant", "valeur_apres", "etat_avant") == [("ETAT", None, "2136", "MASQUE")]


def revised(folder: Path, tables: dict[str, pl.DataFrame], catalogue: Catalogue, month: int) -> pl.DataFrame:
    """The log of a release of that month of 2099, held against the release whose folder is given."""
    now = small.protected(tables)
    now["changements"] = changes_table(folder, now, catalogue, POLICY)
    return revisions_table(
        folder, now, catalogue, POLICY, f"2099.{month:02}.1", datetime(2099, month, 1, tzinfo=UTC)
    ).frame


def test_the_log_keeps_what_each_release_changed_and_never_says_again_what_is_hidden(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    first, second, count = before(), before(), "nb_personnes_annee"
    table = second["relogement_annuel"]
    second["relogement_annuel"] = table.with_columns(
        pl.when(year(table, "75", 2020)).then(2200).otherwise(count).alias(count)
    )
    told = revised(written(tmp_path / "1", first), second, catalogue, 2)
    assert said(told, "version_publication", "valeur_avant", "valeur_apres") == [
        ("VALEUR", "2099.02.1", "2136", "2200")
    ]
    again = revised(written(tmp_path / "2", second | {"revisions": told}), second, catalogue, 3)
    assert again.equals(told), "une version qui ne change rien n’ajoute rien"
    hidden = {name: frame for name, frame in small.hidden_frames().items() if name != "contours"}
    last = revised(written(tmp_path / "3", second | {"revisions": again}), hidden, catalogue, 4)
    assert last.height > 1 and last["version_publication"].unique().sort().to_list() == ["2099.02.1", "2099.04.1"]
    assert not any(value in str(last.rows()) for value in ("2136", "2200"))


def test_rows_are_counted_by_territory_and_year(catalogue: Catalogue, tmp_path: Path) -> None:
    now, then = before(), before()
    then["relogement_mensuel"] = then["relogement_mensuel"].filter(
        pl.col("date_mois") < small.MONTHS[-2], pl.col("niveau") == "DEP"
    )
    now["relogement_mensuel"] = now["relogement_mensuel"].filter(pl.col("territoire_code") == "75")
    found = compared(tmp_path, then, now, catalogue)
    told = said(found, "territoire", "annee", "nb_lignes_changees")
    assert told == [
        ("LIGNES_AJOUTEES", "DEP-75", 2021, 2),
        ("LIGNES_RETIREES", "DEP-07", 2020, 1), ("LIGNES_RETIREES", "DEP-07", 2021, 4),
        ("LIGNES_RETIREES", "DEP-976", 2020, 1), ("LIGNES_RETIREES", "DEP-976", 2021, 4),
    ]  # fmt: skip


def test_tables_columns_definitions_files_corrections_and_rules(catalogue: Catalogue, tmp_path: Path) -> None:
    then, now = before(), before()
    del then["territoires_lda"], now["nuits_comparaisons"]
    then["avertissements"] = then["avertissements"].rename({"controle_id": "ancien"})
    row = now["dictionnaire"].with_columns(table_nom=pl.lit("territoires"))
    now["dictionnaire"] = row.with_columns(definition=pl.lit("Autre."))
    then["dictionnaire"] = pl.concat([row, row.with_columns(colonne_nom=pl.lit("retiree"))])
    now["sources"] = pl.concat([
        then["sources"].head(1).with_columns(fichier_sha256=pl.lit("1" * 64), fichier_nom=pl.lit("neuf.csv")),
        then["sources"].head(1).with_columns(partition=pl.lit("2026")),
    ])  # fmt: skip
    now["corrections"] = now["corrections"].filter(False)
    now["version"] = now["version"].with_columns(politique_version=pl.lit("2.0.0"))
    found = compared(tmp_path, then, now, catalogue)
    told = {(table, nature) for table, nature in found.select("table_nom", "nature_changement").rows()}
    assert told == {
        ("territoires_lda", "TABLE_AJOUTEE"), ("nuits_comparaisons", "TABLE_RETIREE"), ("avertissements", "CLE"),
        ("territoires", "DEFINITION"), ("territoires", "COLONNE_RETIREE"),
        ("meta.sources", "SOURCE_RECUE"), ("meta.sources", "SOURCE_REMPLACEE"), ("meta.sources", "SOURCE_RETIREE"),
        ("meta.corrections", "CORRECTION_RETIREE"), ("meta.version", "POLITIQUE"),
    }  # fmt: skip
    replaced = found.filter(nature_changement="SOURCE_REMPLACEE").row(0, named=True)
    assert (replaced["valeur_avant"], replaced["valeur_apres"]) == ("barometre.csv", "neuf.csv")
    assert {nature for _, nature in told} <= nomenclature_codes()["nature_changement"]
    site = page_of(tmp_path / "site", now, found)
    for words in (
        "neuf.csv",
        "Autre.",
        "Correction devenue inutile",
        "version 2.0.0, au lieu de 1.0.0",
        "Table ajoutée",
    ):
        assert words in site


def page_of(folder: Path, now: dict[str, pl.DataFrame], found: pl.DataFrame) -> str:
    """The page of a version that follows another one."""
    version = now["version"].with_columns(version_precedente=pl.lit("2026.08.1"))
    tables = Tables(small.protected(now | {"version": version, "changements": found}))
    made = environment(version=tables.version, fictif=False)
    context = whats_new.whats_new(tables, read_atlas(tables))
    write_page(made, "nouveautes.html.j2", folder / "nouveautes.html", page="nouveautes.html", **context)
    return (folder / "nouveautes.html").read_text(encoding="utf-8")


def test_the_page_says_values_as_the_site_writes_them(catalogue: Catalogue, tmp_path: Path) -> None:
    now, then = before(), {name: frame for name, frame in small.hidden_frames().items() if name != "contours"}
    page = page_of(tmp_path / "site", now, compared(tmp_path / "avant", then, now, catalogue))
    assert '<td class="n">s</td><td class="n">2\u202f136</td>' in page
    assert "comparée à la version 2026.08.1" in page and 'href="territoires/dep-75.html"' in page


def test_the_page_of_two_equal_releases_says_that_nothing_changed(catalogue: Catalogue, tmp_path: Path) -> None:
    page = page_of(tmp_path / "site", before(), compared(tmp_path / "avant", before(), before(), catalogue))
    assert "Rien n’a changé" in page and "Chiffres</h2>" not in page


def test_every_nature_has_its_words() -> None:
    assert nomenclature_codes()["nature_changement"] == WORDS


def test_only_protected_tables_are_compared(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="protected"):
        changes_table(tmp_path, {"territoires": before()["territoires"]}, catalogue, POLICY)  # type: ignore[dict-item]


def test_the_numbers_of_the_release_before_are_known(tmp_path: Path) -> None:
    numbers = numbers_before(written(tmp_path, before()))
    assert {2136, 1234, 3015} <= set(numbers) and numbers_before(None) == []


def test_half_a_million_rows_take_less_than_a_second(catalogue: Catalogue, tmp_path: Path) -> None:
    rows, table = 500_000, before()["relogement_annuel"].head(1)
    number = pl.int_range(rows, eager=True)
    many = table.select(pl.all().repeat_by(rows).explode()).with_columns(
        territoire_code=(number % 5000).cast(pl.String), annee=(number // 5000).cast(table.schema["annee"])
    )  # fmt: skip
    then = many.with_columns(
        nb_personnes_annee=pl.when(number < 1000).then(7).otherwise("nb_personnes_annee").cast(pl.Int64)
    )
    folder, tables = written(tmp_path, {"relogement_annuel": then}), small.protected({"relogement_annuel": many})
    took = min(_timed(folder, tables, catalogue) for _ in range(2))
    assert took < 1, took


def _timed(folder: Path, tables: dict[str, ProtectedTable], catalogue: Catalogue) -> float:
    start = time.perf_counter()
    assert changes_table(folder, tables, catalogue, POLICY).frame.height == 1000
    return time.perf_counter() - start


def test_the_table_of_changes_excuses_no_true_count_and_the_release_before_does(bundle: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "maison").create()
    told = pl.DataFrame({"table_nom": ["accueil"], "nature_changement": ["VALEUR"], "territoire": ["DEP-Z1"], "annee": [2026],
                         "valeur_avant": ["2843"], "nb_lignes_changees": [None]}, schema_overrides={"nb_lignes_changees": pl.Int64})  # fmt: skip
    frames = {"accueil": leak_bundle.PUBLISHED, "lieux": leak_bundle.PLACES, "changements": told}
    tables = {name: _sealed(name, frame) for name, frame in frames.items()}
    (bundle / "site" / "nouveautes.html").write_text("<p>Avant : 2\u202f843.</p>", encoding="utf-8")
    asked = (home, bundle, "v", leak_bundle.SECRETS.tables, tables, {"changements"})
    with pytest.raises(ObservatoryError, match="laissent lire des effectifs protégés"):
        refuse_leaks(*asked)
    refuse_leaks(*asked, [2843])
