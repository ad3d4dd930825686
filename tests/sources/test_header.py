"""Which row is the header, and which contract the file fits."""

from __future__ import annotations

import pytest

from observatory.errors import ObservatoryError
from observatory.sources.cells import read_sheets
from observatory.sources.header import normalise, recognise


def recognised(catalogue, lines: list[str]):
    return recognise(read_sheets("\n".join(lines).encode(), "f.csv")[""], catalogue.sources, "f.csv")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Département du SIAO", "departement_du_siao"),
        ("DEPARTEMENT_SIAO ", "departement_siao"),
        ("Nb. de personnes", "nb_de_personnes"),
        ("N° demande", "numero_demande"),
        ("Date (fin de mois)", "date_fin_de_mois"),
        ("L’unité", "l_unite"),
        ("  ", ""),
    ],
)
def test_headers_are_compared_without_case_accent_nor_punctuation(written: str, name: str):
    assert normalise(written) == name


def test_a_file_is_recognised_by_its_header(catalogue, departements):
    table, header = recognised(catalogue, departements())
    assert (table.short_name, header.line, header.unknown) == ("barometre_relogement", 1, ())
    assert header.columns["territoire_code"] == "c3" and header.constants == {"niveau": "DEP"}


def test_the_order_and_the_spelling_of_headers_do_not_matter(catalogue):
    table, header = recognised(catalogue, ["Valeur;DATE;Code Région;id indicateur", "1;2021-01-31;Z1;x"])
    assert table.short_name == "barometre_relogement" and header.constants == {"niveau": "REG"}
    assert header.columns == {"valeur_publiee": "c0", "date_mois": "c1", "territoire_code": "c2", "indicateur": "c3"}


@pytest.mark.parametrize("above", [1, 4, 29])
def test_the_header_need_not_come_first(catalogue, departements, above: int):
    _, header = recognised(catalogue, ["Titre", *[""] * (above - 1), *departements()])
    assert header.line == above + 1


def test_unknown_columns_are_listed(catalogue, departements):
    _, header = recognised(catalogue, [line + ",x" for line in departements()])
    assert header.unknown == ("x",)


def test_a_missing_column_is_named_and_whom_to_ask_too(catalogue, departements):
    lines = [line.rsplit(",", 2)[0] for line in departements()]
    with pytest.raises(
        ObservatoryError, match=r"f.csv ressemble à « Baromètre.* il y manque : valeur\..*Demandez.*Dihal"
    ):
        recognised(catalogue, lines)


def test_a_column_given_twice_is_refused(catalogue, departements):
    head, *rows = departements()
    with pytest.raises(ObservatoryError, match=r"f.csv, ligne 1 : la colonne « valeur » figure deux fois.*Demandez"):
        recognised(catalogue, [head + ",valeur", *[row + ",1" for row in rows]])


def test_a_file_of_something_else_is_refused_with_the_known_sources(catalogue):
    with pytest.raises(
        ObservatoryError, match="f.csv ne ressemble à aucune source connue.*Baromètre.*Nuits de la Solidarité"
    ):
        recognised(catalogue, ["nom;prénom", "x;y"])
