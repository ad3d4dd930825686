"""Questionnaires, decoys, outlines of sectors and events of a night: what does not hold is refused."""

from __future__ import annotations

import json

import pytest

from observatory.contracts.load import Catalogue
from observatory.contracts.model import BLOCKING, WARNING
from observatory.errors import ObservatoryError
from tests.scenarios.night_reading import failures, read
from tests.scenarios.nights import CITY, EDITION

QUESTIONS = "edition_id;repondant_id;a_consenti;Sexe;Appelez-vous le 115 ?;nb_enfants_presents;composition"


@pytest.mark.parametrize(
    ("rows", "check", "severity"),
    [
        (["r-1;Oui;Homme;NR;;", "r-1;Oui;Femme;NR;;"], "NQU-01", BLOCKING),
        (["r-1;Non;Homme;NR;;"], "NQU-02", BLOCKING),
        (["r-1;Oui;NR;NR;;"], "NQU-03", WARNING),
        (["r-1;Oui;Homme;NR;2;Personne seule"], "NQU-05", WARNING),
    ],
)
def test_questionnaires_that_do_not_hold(catalogue: Catalogue, rows: list[str], check: str, severity: str):
    content = "\n".join([QUESTIONS, *(f"{EDITION};{row}" for row in rows)]).encode()
    assert failures(read(content, catalogue, "questionnaires.csv"), catalogue)[check] == severity


def test_what_people_said_in_their_own_words_is_refused_without_being_quoted(catalogue: Catalogue):
    said = "Mme Durand vit sous le pont avec ses deux enfants depuis mars"
    content = f"{QUESTIONS};Remarques\n{EDITION};r-1;Oui;Homme;NR;;;{said}".encode()
    with pytest.raises(ObservatoryError, match=r"colonne « Remarques » contient du texte libre") as refusal:
        read(content, catalogue, "questionnaires.csv")
    assert "Durand" not in str(refusal.value)


def test_answers_in_full_words_and_the_many_ways_of_not_answering(catalogue: Catalogue):
    rows = ["r-1;oui;Homme;N’a jamais appelé;;", "r-2;O;Féminin;Ne sait pas;;", "r-3;1;-;;;"]
    content = "\n".join([QUESTIONS, *(f"{EDITION};{row}" for row in rows)]).encode()
    typed = read(content, catalogue, "questionnaires.csv").typed
    assert typed.rows.select("sexe", "appel_115").rows() == [("H", "JAMAIS"), ("F", "NR"), ("NR", "NR")]
    assert "appel_115 = Appelez-vous le 115 ?" in typed.rows["questions_posees"][0]


@pytest.mark.parametrize(
    ("post", "results", "check", "severity"),
    [
        ("Jean Durand", ["COMPTE"] * 12, "NTE-02", BLOCKING),
        ("T-1", ["COMPTE"] * 9 + ["POSTE_NON_TENU"], "NTE-03", WARNING),
        ("T-1", ["COMPTE"] * 10 + ["POSTE_NON_TENU"] * 3, "NTE-04", WARNING),
    ],
)
def test_decoys_that_do_not_hold(catalogue: Catalogue, post: str, results: list[str], check: str, severity: str):
    head = "edition_id;temoin_id;secteur_id;type_lieu;heure_debut_poste;heure_fin_poste;resultat"
    rows = [
        f"{EDITION};{post if not rank else f'T-{rank + 1}'};S1;RUE;22:30;00:30;{one}"
        for rank, one in enumerate(results)
    ]
    found = failures(read("\n".join([head, *rows]).encode(), catalogue, "temoins.csv"), catalogue)
    assert found == {check: severity}


def test_sectors_that_overlap_are_refused(catalogue: Catalogue):
    def square(name: str, x: float) -> dict:
        corners = [[x, 45.0], [x + 0.01, 45.0], [x + 0.01, 45.01], [x, 45.01], [x, 45.0]]
        properties = {"secteur_id": name, "commune_code": CITY}
        return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [corners]}}

    def outlines(step: float) -> bytes:
        found = {"type": "FeatureCollection", "features": [square("S1", 2.0), square("S2", 2.0 + step)]}
        return json.dumps(found).encode()

    apart = read(outlines(0.01), catalogue, "secteurs.geojson")
    assert apart.table.short_name == "ndls_secteur" and failures(apart, catalogue) == {}
    assert failures(read(outlines(0.005), catalogue, "secteurs.geojson"), catalogue) == {"NSE-02": BLOCKING}


def test_an_event_finer_than_a_commune_or_that_ends_before_it_starts_is_refused(catalogue: Catalogue):
    head = "evenement_id;type_evenement;date_debut;date_fin;niveau;territoire_code;source_url;est_public"
    good = f"a;MISE_A_L_ABRI;2025-01-20;2025-01-21;COM;{CITY};https://exemple.fr;oui"
    assert failures(read(f"{head}\n{good}".encode(), catalogue, "e.csv"), catalogue) == {}
    late = good.replace("2025-01-21", "2025-01-19")
    fine = good.replace("COM", "SECTEUR")
    assert failures(read(f"{head}\n{late}".encode(), catalogue, "e.csv"), catalogue) == {"EVE-02": BLOCKING}
    assert failures(read(f"{head}\n{fine}".encode(), catalogue, "e.csv"), catalogue) == {"EVE-03": BLOCKING}
