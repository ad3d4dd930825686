"""From bytes to cells: every cell a text, every record with its line number and its number of fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from observatory.errors import ObservatoryError
from observatory.sources.cells import LONGEST_LINE, cell_columns, read_sheets


def cells(content: str | bytes) -> list[tuple]:
    """Rows of cells, then the line number and the number of fields."""
    (sheet,) = read_sheets(content.encode() if isinstance(content, str) else content, "f.csv").values()
    return sheet.rows()


def test_cells_are_texts_as_written_without_the_spaces_around():
    assert cells("code;nom\n01; Ain \n1.10;NO\n") == [("code", "nom", 1, 2), ("01", "Ain", 2, 2), ("1.10", "NO", 3, 2)]


def test_blank_lines_keep_their_number():
    found = cells("Titre\n\ncode;nom\n\n01;Ain\n\n")
    assert [(row[0], row[2]) for row in found] == [("Titre", 1), ("", 2), ("code", 3), ("", 4), ("01", 5), ("", 6)]


def test_short_and_long_lines_are_kept_whole_and_counted():
    assert cells("a;b;c\n1;2\n3;4;5;6\n") == [
        ("a", "b", "c", "", 1, 3),
        ("1", "2", "", "", 2, 2),
        ("3", "4", "5", "6", 3, 4),
    ]


def test_a_quoted_cell_may_hold_separators_quotes_and_line_breaks():
    found = cells('a;b;c\n1;"x ; ""y""\nz\n";3\n4;5;6\n')
    assert found == [("a", "b", "c", 1, 3), ("1", 'x ; "y"\nz', "3", 2, 3), ("4", "5", "6", 5, 3)]


def test_short_and_long_lines_are_still_counted_after_a_quoted_line_break():
    assert [row[-2:] for row in cells('a;b\n"x\n\ny";1\n2\n3;4;5\n')] == [(1, 2), (2, 2), (5, 1), (6, 3)]


def test_quotes_inside_a_cell_are_plain_characters():
    assert cells('a;b\nRésidence "Les Lilas";1\n')[1] == ('Résidence "Les Lilas"', "1", 2, 2)


@pytest.mark.parametrize("line", ['1;"x;3', '1;5" tube;3', '1;2;"3'])
def test_a_quote_never_closed_is_refused(line: str):
    with pytest.raises(ObservatoryError, match="f.csv : un guillemet ouvert n’est jamais refermé.*nouvel export"):
        cells(f"a;b;c\n{line}\n4;5;6\n")


def test_two_quotes_never_closed_do_not_swallow_the_lines_between():
    with pytest.raises(ObservatoryError, match="guillemet"):
        cells('a;b;c\n1;"x;3\n4;5;6\n7;"y;8\n')


@pytest.mark.parametrize("content", [b"", b"\n\n", b"  \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes):
    with pytest.raises(ObservatoryError, match="f.csv est vide. Demandez au producteur"):
        cells(content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "un PDF"),
        (b"\x1f\x8b\x08", "une archive gzip"),
        (b"\x89PNG\r\n", "une image"),
        ("a;b\n1;2\n".encode("utf-16"), "un texte UTF-16"),
        (b'{"a": 1}', "JSON"),
        (b"<html><body>Erreur 404</body></html>", "HTML"),
    ],
)
def test_what_is_not_a_table_is_named_and_refused(content: bytes, kind: str):
    with pytest.raises(ObservatoryError, match=rf"f.csv est .*{kind}.*Déposez un fichier CSV"):
        cells(content)


# --- workbooks


def test_a_workbook_gives_texts_and_the_line_numbers_of_the_sheet(workbook):
    found = cells(workbook([["Titre"], [None], ["code", "nom", "valeur"], ["01", "Ain", 3], [None], ["2A", None, 1.5]]))
    assert [(row[0], row[1], row[2], row[3]) for row in found] == [
        ("Titre", "", "", 1),
        ("", "", "", 2),
        ("code", "nom", "valeur", 3),
        ("01", "Ain", "3", 4),
        ("", "", "", 5),
        ("2A", "", "1.5", 6),
    ]


def test_blank_lines_at_the_top_of_a_sheet_are_counted(workbook):
    assert [row[-2] for row in cells(workbook([[None], [None], ["code", "nom"], ["01", "Ain"]])) if row[0]] == [3, 4]


def test_an_empty_sheet_is_an_empty_file(workbook):
    with pytest.raises(ObservatoryError, match="f.csv est vide"):
        cells(workbook([]))


@pytest.mark.parametrize("size", [20, 300])
def test_a_damaged_workbook_is_refused(workbook, size: int):
    with pytest.raises(ObservatoryError, match="f.csv n’est pas un classeur lisible.*enregistrez-le en CSV"):
        cells(workbook([["code", "nom"], ["01", "Ain"]])[:size])


def test_a_real_spreadsheet_is_read(shared: Path):
    content = (shared / "real" / "messy" / "csvdetective_file.ods").read_bytes()
    (frame,) = read_sheets(content, "file.ods").values()
    assert frame.height > 1 and len(cell_columns(frame)) > 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_without_end_is_refused_before_it_is_read_and_a_long_file_is_not(end: str) -> None:
    line = "x;" + "y" * 500
    long = end.join(["a;b", *[line] * (2 * LONGEST_LINE // len(line))])
    (sheet,) = read_sheets(long.encode(), "long.csv").values()
    assert sheet.height > 16_000
    endless = f"a;b{end}" + "x" * (2 * LONGEST_LINE) + f";y{end}"
    with pytest.raises(ObservatoryError, match="une de ses lignes dépasse 4 Mo"):
        read_sheets(endless.encode(), "sans-fin.csv")
