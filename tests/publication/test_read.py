"""The analyst's package on a whole release: numbers keep their state, unit, bounds and warnings; senseless sums are refused."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from observatory import read
from observatory.read import ReadingError, Release, Series


@pytest.fixture(scope="module")
def release(whole) -> Release:
    home, made, _ = whole
    return read.open_release(home.published / made.version)


def series(unit: str | None, frame: dict, keys: tuple[str, ...] = ("niveau", "territoire_code", "annee")) -> Series:
    return Series("table", "nb", unit, "", "", keys, pl.DataFrame(frame), pl.DataFrame())


YEARS = {"niveau": ["DEP", "DEP"], "territoire_code": ["Z11", "Z12"], "annee": [2024, 2024], "valeur": [3, 4]}


def test_a_release_says_what_it_is_and_how_to_cite_it(release: Release) -> None:
    assert release.is_fictional and "à ne pas citer" in release.citation
    assert release.version["version_publication"] in release.citation and release.version["licence"] in release.citation
    assert set(release.tables["table_nom"]) >= {"territoires", "attributions", "avertissements"}
    assert read.open_release(release.file).version == release.version


def test_a_measure_comes_with_its_state_unit_definition_and_warnings(release: Release) -> None:
    found = release.indicator("relogement_mensuel", "nb_personnes_mois", level="DEP")
    rows = release.sql("FROM relogement_mensuel WHERE niveau = 'DEP'")
    assert found.frame["valeur"].to_list() == rows["nb_personnes_mois"].to_list()
    assert found.frame["statut"].to_list() == rows["statut_nb_personnes_mois"].to_list()
    assert found.unit == "PERSONNE" and found.definition.startswith("Personnes relogées dans le mois") and found.usage
    expected = "SELECT count(*) FROM avertissements WHERE table_nom = 'relogement_mensuel' AND niveau = 'DEP'"
    assert found.avertissements.height == release.sql(expected).item() > 0
    assert "PERSONNE" in repr(found)


def test_the_state_of_a_count_is_its_own_and_its_bounds_too(release: Release) -> None:
    found = release.indicator("attributions", "nb_sans_domicile", level="DEP")
    told = release.sql("FROM attributions WHERE niveau = 'DEP'")["statut_nb_sans_domicile"].to_list()
    assert found.frame["statut"].to_list() == told
    compared = release.indicator("comparaisons", "rapport", level="DEP").frame
    assert {"borne_basse", "borne_haute"} <= set(compared.columns)


def test_the_dictionary_is_measured_and_leads_to_the_codes(release: Release) -> None:
    about = release.dictionary.filter(table_nom="relogement_mensuel", colonne_nom="statut_valeur").row(0, named=True)
    assert about["part_renseignee"] == 1 and about["nb_lignes_table"] == release.table("relogement_mensuel").height
    assert about["premiere_date"] < about["derniere_date"] and about["avertissement_usage"]
    states = release.codes(about["nomenclature"])
    assert (
        set(release.table("relogement_mensuel")["statut_valeur"]) <= set(states["code"])
        and states["libelle"].is_unique().all()
    )


def test_every_measure_of_every_table_can_be_read(release: Release) -> None:
    about = release.dictionary
    measures = about.filter(
        about["unite_colonne"].is_not_null(), about["table_nom"].is_in(release.tables["table_nom"].to_list())
    )
    filled = {name for name, count in release.tables.select("table_nom", "nb_lignes_table").rows() if count}
    tried = [(table, name) for table, name in measures.select("table_nom", "colonne_nom").rows() if table in filled]
    assert len(tried) > 60
    for table, name in tried:
        found = release.indicator(table, name)
        assert found.frame.height and found.frame.select(found.keys).is_unique().all(), (table, name)


def test_a_territory_tells_the_tables_that_speak_of_it(release: Release) -> None:
    place = release.territory("DEP", "Z11")
    assert place.label and place.tables()["attributions"] == place.table("attributions").height > 0
    assert set(place.indicator("attributions", "nb_radiations").frame["territoire_code"]) == {"Z11"}
    assert place.warnings.height == place.tables().get("avertissements", 0)


def test_the_numbers_can_be_had_in_pandas_and_the_outlines_in_geopandas(release: Release) -> None:
    frame = release.indicator("attributions", "nb_radiations", level="DEP")
    assert list(frame.to_pandas()["valeur"]) == frame.frame["valeur"].to_list()
    assert len(release.geo("DEP")) > 1


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda r: r.table("absente"), "Aucune table « absente »"),
        (lambda r: r.indicator("attributions", "absente"), "n’a pas de colonne « absente »"),
        (lambda r: r.indicator("attributions", "nb_radiations", couleur="bleu"), "n’a pas de colonne « couleur »"),
        (lambda r: r.indicator("attributions", "nb_radiations", level="DEP", codes=["99"]), "Aucune ligne"),
        (lambda r: r.territory("DEP", "99"), "Aucun territoire DEP 99"),
        (lambda r: r.geo("PLANETE"), "pas de contours"),
        (lambda r: r.codes("absente"), "Aucune liste « absente »"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(release: Release, ask, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        ask(release)


def test_a_folder_without_release_or_another_file_is_told(tmp_path) -> None:
    other = tmp_path / "autre.duckdb"
    duckdb.connect(str(other)).close()
    for path in (tmp_path, tmp_path / "absent", other):
        with pytest.raises(ReadingError, match="Aucune publication lisible"):
            read.open_release(path)


def test_acts_add_up_over_territories_and_years() -> None:
    assert series("RADIATION", YEARS).total() == 7
    assert series("RADIATION", YEARS | {"annee": [2023, 2024]}).total() == 7
    assert series("PLACE", YEARS).total() == 7


@pytest.mark.parametrize(
    ("unit", "change", "why"),
    [
        ("PERSONNE", {}, "comptée dans deux territoires"),
        ("MENAGE", {}, "comptée dans deux territoires"),
        ("POURCENT", {}, "une part"),
        (None, {}, "son unité change"),
        ("PLACE", {"annee": [2023, 2024]}, "un stock"),
        ("RADIATION", {"niveau": ["DEP", "REG"]}, "se contiennent"),
        ("RADIATION", {"niveau": ["GROUPE_COMMUNES"] * 2}, "se contiennent"),
        ("RADIATION", {"valeur": [3, None]}, "1 valeur\\(s\\) masquée"),
    ],
)
def test_a_sum_that_makes_no_sense_is_refused_with_the_reason(unit: str | None, change: dict, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        series(unit, YEARS | change).total()


def test_breakdowns_of_the_same_count_are_not_added_to_each_other() -> None:
    frame = YEARS | {"ventilation": ["DALO", "TOTAL"]}
    with pytest.raises(ReadingError, match="plusieurs modalités de « ventilation »"):
        series("BAIL", frame, ("niveau", "territoire_code", "annee", "ventilation")).total()


def test_a_figure_for_a_report_carries_what_a_published_one_does(release: Release) -> None:
    import plotly.graph_objects as go

    told = read.credits(release, "dep-z11-attributions-part")
    drawn = read.dress(
        go.Figure(), release, "dep-z11-attributions-part", title="Titre", unit="en %", alt="Deux barres.", note="À moi."
    )
    (caption,) = [note.text.replace("<br>", " ") for note in drawn.layout.annotations]
    for said in (told["figure_source"], told["figure_arret"], told["figure_note"], "À moi.", release.citation):
        assert said in caption
    assert "Données fictives de démonstration" in caption and drawn.layout.title.text == "<b>Titre</b>"
    assert (drawn.layout.title.subtitle.text, drawn.layout.meta) == ("en %", {"alt": "Deux barres."})
    assert read.number(1234.5, 1) == "1\u202f234,5"
    with pytest.raises(ReadingError, match="Aucune figure"):
        read.credits(release, "dep-z11-inconnue")
