"""Encoding and separator, told from the bytes themselves."""

from __future__ import annotations

import pytest

from observatory.errors import ObservatoryError
from observatory.sources.text import decode, guess_separator

TEXT = "Département;Île-de-France;« 12 € »;l’hébergement\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_utf8_with_or_without_bom_and_cp1252_give_the_same_text(encoding: str):
    assert decode(TEXT.encode(encoding), "f.csv") == TEXT


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_one(end: str):
    assert decode(f"a;b{end}1;2{end}".encode(), "f.csv") == "a;b\n1;2\n"


def test_a_file_that_mixes_two_encodings_is_refused_with_the_line():
    mixed = "a\nDépartement\n".encode() + "Région\n".encode("cp1252")
    with pytest.raises(ObservatoryError, match=r"f.csv mélange deux encodages .*ligne 3.*Demandez au producteur"):
        decode(mixed, "f.csv")


@pytest.mark.parametrize("broken", ["DÃ©partement", "lâ€™hôtel", "D�partement", "Ã  Paris"])
def test_a_text_already_broken_is_refused_with_the_line(broken: str):
    with pytest.raises(ObservatoryError, match=r"f.csv contient des caractères abîmés.*ligne 2.*Demandez"):
        decode(f"a;b\n{broken};1\n".encode(), "f.csv")


def test_bytes_that_cp1252_does_not_know_are_refused_never_replaced():
    with pytest.raises(ObservatoryError, match="ligne 1"):
        decode(b"\x81l\xe9ment\n", "f.csv")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_the_one_that_cuts_the_lines_alike(separator: str):
    lines = [separator.join(cells) for cells in (["code", "nom", "valeur"], ["01", "Ain", "3"], ["02", "Aisne", "4"])]
    assert guess_separator("\n".join(lines)) == separator


def test_decimal_commas_and_quoted_commas_are_not_separators():
    assert guess_separator('Titre, avec virgules, deux\ncode;valeur\n01;15,2\n02;16,3\n03;"a, b, c"\n') == ";"


def test_a_text_without_separator_still_has_one():
    assert guess_separator("une colonne\n1\n") in ";,\t|"
