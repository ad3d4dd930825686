"""The sheet of an edition: what holds, and what each check finds."""

from __future__ import annotations

import pytest

from observatory.contracts.load import Catalogue
from observatory.contracts.model import BLOCKING, WARNING
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.sources.intake import receive
from tests.scenarios.night_reading import failures, read
from tests.scenarios.nights import CITY, EDITION

EDITION_HEAD = "edition_id;statut_resultat;niveau;territoire_code;millesime_cog;perimetre_id;perimetre_code;date_nuit;heure_debut;heure_fin;nb_secteurs_prevus;nb_secteurs_couverts;unite;nb_total;nb_mineurs_total;nb_questionnaires;date_publication;nb_places_hebergement_ouvertes"  # fmt: skip
GOOD = {
    "edition_id": EDITION, "statut_resultat": "DEFINITIF", "niveau": "COM", "territoire_code": CITY, "millesime_cog": "2025",
    "perimetre_id": "P", "perimetre_code": "EQUIPEMENTS", "date_nuit": "2025-01-23", "heure_debut": "22:00", "heure_fin": "01:00",
    "nb_secteurs_prevus": "30", "nb_secteurs_couverts": "28", "unite": "PERSONNE", "nb_total": "100", "nb_mineurs_total": "9",
    "nb_questionnaires": "40", "date_publication": "2025-03-01", "nb_places_hebergement_ouvertes": "300",
}  # fmt: skip


def edition(**changes: str) -> bytes:
    return f"{EDITION_HEAD}\n{';'.join((GOOD | changes).values())}".encode()


def test_a_good_edition_fails_nothing(catalogue: Catalogue):
    assert failures(read(edition(), catalogue, "edition.csv"), catalogue) == {}


@pytest.mark.parametrize(
    ("changes", "check", "severity"),
    [
        ({"edition_id": f"{CITY}_2025-01-24"}, "NED-02", BLOCKING),
        ({"nb_secteurs_couverts": "31"}, "NED-03", BLOCKING),
        ({"heure_debut": "10:00"}, "NED-04", BLOCKING),
        ({"heure_fin": "13:00"}, "NED-04", BLOCKING),
        ({"date_publication": "2025-01-02"}, "NED-05", BLOCKING),
        ({"unite": "MENAGE"}, "NED-06", BLOCKING),
        ({"unite": "ADULTE", "nb_mineurs_total": ""}, "NED-06", BLOCKING),
        ({"nb_questionnaires": "101"}, "NED-07", BLOCKING),
        ({"edition_id": f"{CITY}_2025-03-20", "date_nuit": "2025-03-20", "date_publication": ""}, "NED-08", WARNING),
        ({"nb_secteurs_couverts": "20"}, "NED-09", WARNING),
        ({"nb_places_hebergement_ouvertes": ""}, "NED-10", WARNING),
        ({"statut_resultat": "PROVISOIRE"}, "NED-11", WARNING),
    ],
)
def test_an_edition_that_does_not_hold(catalogue: Catalogue, changes: dict[str, str], check: str, severity: str):
    found = failures(read(edition(**changes), catalogue, "edition.csv"), catalogue)
    assert found == {check: severity}


def test_an_edition_given_twice_is_refused(catalogue: Catalogue):
    twice = edition() + ("\n" + ";".join((GOOD | {"nb_total": "90"}).values())).encode()
    assert failures(read(twice, catalogue, "edition.csv"), catalogue)["NED-01"] == BLOCKING


def test_a_night_that_is_no_date_leaves_no_edition(home: Home, catalogue: Catalogue):
    path = home.incoming / "edition.csv"
    path.write_bytes(edition(date_nuit="2025-02-30"))
    with pytest.raises(ObservatoryError, match=r"aucune de ses 1 lignes n’est valide .*ligne 2, colonne date_nuit, date impossible"):  # fmt: skip
        receive(home, path, catalogue)
