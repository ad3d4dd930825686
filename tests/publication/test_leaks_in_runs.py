"""Attack by files: true counts written one after the other, or alone, are planted once in each way, and found."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest

from observatory.errors import ObservatoryError
from observatory.publication.leaks import Guarded, Leak, Secrets, search_bundle
from observatory.publication.leaks.alone import ALONE
from observatory.publication.leaks.runs import IN_RUN
from observatory.publication.told import told_by_others
from tests.publication.leak_bundle import (
    KEYS,
    NARROW,
    PLACES,
    PUBLISHED,
    SECRETS,
    TRUE,
    drawing,
    found,
    french,
    image,
    page,
    printed,
    zipped,
)  # fmt: skip

# --- runs


def _typed(numbers: list[int]) -> str:
    data = base64.b64encode(np.array(numbers, dtype="<i2").tobytes()).decode()
    return f'<html><script>{{"y": {{"dtype":"i2","bdata":"{data}"}}}}</script></html>'


DOCUMENT = "<?xml version='1.0'?><w:p>{}</w:p>"
SPREADSHEET = zipped({"xl/sheet1.xml": DOCUMENT.format("".join(f'<c r="B{n}"><v>{n}</v></c>' for n in TRUE[:8]))})

PLANTS: dict[str, tuple[str, Callable[[], str | bytes]]] = {
    "page": ("z1.html", lambda: page(TRUE[:8])),
    "trois valeurs dans un bloc de données": (
        "z.js",
        lambda: 'D = {"a":[[137,1],[212,1],[89,1]],"b":[137,212,89]}',
    ),
    "séparateurs échappés": ("z.js", lambda: json.dumps({"t": [french(n) for n in TRUE[:8]]})),
    "entités": ("z.html", lambda: page(TRUE[:8]).replace(NARROW, "&#8239;")),
    "décimales nulles": ("z.json", lambda: json.dumps([float(n) for n in TRUE[8:]])),
    "commentaire": ("z.html", lambda: f"<p>Rien</p><!-- {TRUE[:5]} -->"),
    "texte de remplacement": ("z.html", lambda: f'<img alt="{", ".join(map(str, TRUE[:5]))}">'),
    "tableau typé de plotly": ("z.html", lambda: _typed(TRUE[:8])),
    "étiquettes d’un SVG": ("z1.svg", lambda: drawing(TRUE[:8])),
    "texte d’un PNG": ("z1.png", lambda: image(b"tEXt", b"Description\0" + str(TRUE[:8]).encode())),
    "texte compressé d’un PNG": (
        "z1.png",
        lambda: image(b"zTXt", b"D\0\0" + zlib.compress(str(TRUE).encode())),
    ),
    "après l’image": ("z1.png", lambda: image(b"tEXt", b"a\0b", str(TRUE).encode())),
    "image dans une page": (
        "z.html",
        lambda: f'<img src="data:image/png;base64,{base64.b64encode(image(b"tEXt", str(TRUE).encode())).decode()}">',
    ),
    "rangées du plus petit au plus grand": ("z.txt", lambda: "\n".join(map(str, sorted(TRUE[:8])))),
    "texte d’un PDF": ("z.pdf", lambda: printed([str(number) for number in TRUE[:8]])),
    "texte compressé": ("z.json.gz", lambda: gzip.compress(json.dumps(TRUE[:8]).encode())),
    "texte en UTF-16": ("z.txt", lambda: "\t".join(map(str, TRUE[8:])).encode("utf-16")),
    "octets": ("z.bin", lambda: b"\x00\xff\xfe\x81" + np.array(TRUE, dtype="<i4").tobytes()),
    "données en texte": ("z.csv", lambda: "code,nb\n" + "\n".join(f"C{at},{nb}" for at, nb in enumerate(TRUE[:8]))),
    "données en texte, lignes trop longues": (
        "z.csv",
        lambda: "code,lieu\n" + "\n".join(f"C{at},L,x{at},{nb},{nb + 7}" for at, nb in enumerate(TRUE[:8])),
    ),
    "lisez-moi": ("z.md", lambda: "| mois | nombre |\n" + "\n".join(f"| mois | {french(nb)} |" for nb in TRUE[:8])),
    "contrat": ("z.odcs.yaml", lambda: "quality:\n" + "\n".join(f"- value: {nb}" for nb in TRUE[:8])),
    "description pour les portails": ("dcat.jsonld", lambda: json.dumps([{"@value": str(nb)} for nb in TRUE[:8]])),
    "métadonnées": ("datapackage.json", lambda: json.dumps({"description": f"Série : {TRUE[:8]}"})),
}


@pytest.fixture(scope="module")
def searched(clean: Path, tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """What is found in a release that holds all of them, each in a file of its own."""
    folder = shutil.copytree(clean, tmp_path_factory.mktemp("fuites") / "2026")
    for rank, (name, content) in enumerate(PLANTS.values()):
        data = content()
        (folder / f"{rank}-{name}").write_bytes(data.encode() if isinstance(data, str) else data)
    return {(leak.file.split(" › ")[0], leak.route) for leak in search_bundle(folder, SECRETS)}


@pytest.mark.parametrize(("rank", "name"), list(enumerate(name for name, _ in PLANTS.values())), ids=PLANTS.keys())
def test_true_counts_in_their_order_are_found(searched: set[tuple[str, str]], rank: int, name: str):
    assert (f"{rank}-{name}", IN_RUN) in searched


def test_nothing_is_found_beside_what_was_planted(searched: set[tuple[str, str]]):
    assert {name.partition("-")[0] for name, _ in searched} == {str(rank) for rank in range(len(PLANTS))}


def test_documents_are_opened_down_to_the_workbook_inside_them(bundle: Path):
    text = DOCUMENT.format("".join(f"<w:t>{french(n)}</w:t>" for n in TRUE[8:]))
    (bundle / "note.docx").write_bytes(zipped({"word/document.xml": text, "word/embeddings/a.xlsx": SPREADSHEET}))
    assert {
        ("note.docx › word/document.xml", IN_RUN),
        ("note.docx › word/embeddings/a.xlsx › xl/sheet1.xml", IN_RUN),
    } <= (found(bundle))


def test_measures_of_an_office_document_are_no_counts_but_its_words_are(bundle: Path):
    def note(inside: str) -> bytes:
        return zipped(
            {
                "word/document.xml": DOCUMENT.format(inside),
                "word/theme/theme1.xml": '<a:ln w="2843"/>',
                "word/settings.xml": '<o:shapedefaults spidmax="2843"/>',
            }
        )

    (bundle / "note.docx").write_bytes(note('<w:pgSz w:w="2843"/>'))
    assert found(bundle) == set()
    for words in ('<w:tblCaption w:val="2843"/>', '<wp:docPr descr="2843"/>', "<w:t>2843</w:t>"):
        (bundle / "note.docx").write_bytes(note(words))
        assert found(bundle) == {("note.docx › word/document.xml", ALONE)}


def test_what_describes_a_file_is_read_too(bundle: Path):
    PUBLISHED.write_parquet(bundle / "parquet" / "accueil.parquet", metadata={"note": f"série {TRUE[8:]}"})
    with duckdb.connect(str(bundle / "observatory.duckdb")) as con:
        con.execute(f"COMMENT ON COLUMN accueil.nb IS 'série {TRUE[8:]}'")
    assert found(bundle) == {("parquet/accueil.parquet", IN_RUN), ("observatory.duckdb", IN_RUN)}


def test_rows_that_survive_in_the_bytes_of_the_database_are_found(bundle: Path):
    with (bundle / "observatory.duckdb").open("ab") as file:
        file.write(np.array(TRUE, dtype="<i8").tobytes())
    assert found(bundle) == {("observatory.duckdb", IN_RUN)}


def test_where_the_texts_of_a_database_begin_is_not_a_run_of_counts(bundle: Path):
    """Places that rise slowly look like the offsets of a column of short texts; written in words, they are read all the same."""
    places = [94, 97, 99, 102, 104, 107]
    months = pl.DataFrame({"dep": ["Z9"] * 6, "mois": [f"2025-0{month}" for month in range(1, 7)]})
    table = Guarded(
        "accueil",
        ("dep", "mois"),
        "nb",
        months.with_columns(nb=pl.Series(places)),
        months.with_columns(nb=pl.Series([95, 95, 100, 100, 105, 105])),
    )
    drawn = np.random.default_rng(7)
    offsets = [np.cumsum(drawn.choice([1, 2, 3, 4], 100, p=[0.1, 0.3, 0.5, 0.1])) for _ in range(200)]
    offsets[100][30:36] = places
    numbers = np.concatenate([*offsets, drawn.integers(10_000, 1_000_000, 2_000_000)])
    (bundle / "z.bin").write_bytes(b"\x00\xff\xfe\x81" + numbers.astype("<i4").tobytes())
    assert found(bundle, Secrets((table,), {})) == set()
    (bundle / "site" / "z.json").write_text(json.dumps(places), "utf-8")
    assert found(bundle, Secrets((table,), {})) == {("site/z.json", IN_RUN)}


def test_what_is_published_in_the_same_order_is_not_a_leak(bundle: Path):
    (bundle / "site" / "z.json").write_text(json.dumps(TRUE[8:]), "utf-8")
    elsewhere = pl.DataFrame({"deja_public": TRUE[8:]})
    assert found(bundle, Secrets(SECRETS.tables, {"lieux": PLACES, "barometre": elsewhere})) == set()
    assert ("site/z.json", IN_RUN) in found(bundle)


def test_what_anybody_else_tells_of_a_cell_is_no_secret(bundle: Path):
    """The Baromètre gives the households of a territory; one that it gives otherwise stays a secret."""
    (bundle / "site" / "z.json").write_text(json.dumps(TRUE), "utf-8")
    (table,) = SECRETS.tables
    told = KEYS.with_columns(nombre=pl.Series(TRUE))
    assert found(bundle, Secrets((replace(table, told=told),), {"lieux": PLACES})) == set()
    other = told.with_columns(pl.when(pl.col("dep") == "Z1").then("nombre").otherwise(pl.col("nombre") + 1))
    assert found(bundle, Secrets((replace(table, told=other),), {"lieux": PLACES})) == {("site/z.json", IN_RUN)}


def test_the_households_of_the_barometre_are_those_that_the_comparison_says():
    compared = pl.DataFrame(
        [("MENAGES_RELOGES", "DEP", "Z13", 2022, 11425 / 2.2), ("PART_NETTE", "DEP", "Z13", 2022, 5195.0)],
        ["mesure_comparee", "niveau", "territoire_code", "annee", "menages_observes"],
        orient="row",
    )
    told = told_by_others({"comparaisons": compared})
    assert told["nb_sans_domicile_hors_dna"].rows() == [("DEP", "Z13", 2022, 5193)]
    assert told_by_others({}) == {}


def test_the_total_that_a_city_publishes_is_what_its_night_observed(bundle: Path):
    """Several nights in the order of a page, one of which has no sector detail: the estimate rounds what the city says exactly."""
    totals = [584, 488, 598, 715, 798, 839]
    nights = pl.DataFrame(
        {"edition_id": [f"Z2_{year}" for year in range(2020, 2026)], "nb_total": totals, "est_retenu": True}
    )
    lines = pl.DataFrame(
        {
            "ligne_estimation": [
                f"Z2_{year}:{kind}" for year in (2020, 2022, 2024, 2025) for kind in ("COUVERTURE", "DETECTION")
            ]
        }
    )
    true = lines.with_columns(nb_observe=pl.Series([584, 501, 598, 533, 798, 742, 839, 779]))
    shown = lines.with_columns(nb_observe=pl.Series([585, 500, 600, 535, 800, 740, 840, 780]))
    table = Guarded("accueil", ("ligne_estimation",), "nb_observe", true, shown)
    (bundle / "site" / "z.json").write_text(json.dumps([584, 598, 798, 839]), "utf-8")
    public = {"nuits_editions": nights}
    assert found(bundle, Secrets((table,), public)) == {("site/z.json", IN_RUN)}
    told = replace(table, told=told_by_others(public)["nb_observe"])
    assert found(bundle, Secrets((told,), public)) == set()
    (bundle / "site" / "z.json").write_text(json.dumps([501, 533, 742, 779]), "utf-8")
    assert found(bundle, Secrets((told,), public)) == {("site/z.json", IN_RUN)}


def test_years_ranks_and_repeated_numbers_are_not_a_leak(bundle: Path):
    """A count that rises by one each month, or stays the same, is written in every page."""
    dull = [2019, 2020, 2021, 2022, 12, 12, 12, 12, 1, 2, 3, 4, 5, 6, 7, 8]
    table = Guarded("accueil", ("dep", "mois"), "nb", KEYS.with_columns(nb=pl.Series(dull)), PUBLISHED)
    (bundle / "site" / "z.html").write_text(f"<p>{dull[8:]} ; 37 ; {dull[4:8]} ; 37 ; {dull[:4]}</p>", "utf-8")
    assert found(bundle, Secrets((table,), {"annees": pl.DataFrame({"annee": [2019, 2020, 2021, 2022]})})) == set()


# --- alone


@pytest.mark.parametrize("written", ["2843", f"2{NARROW}843", "2 843", "2&nbsp;843", "2843,0 %"])
def test_a_distinctive_count_alone_is_found(bundle: Path, written: str):
    (bundle / "site" / "z.html").write_text(f"<p>En août, {written} personnes.</p>", "utf-8")
    expected = set() if written.endswith("%") and "," not in written else {("site/z.html", ALONE)}
    assert found(bundle) == expected


def test_a_number_published_elsewhere_or_lost_among_coordinates_is_not_one(bundle: Path):
    (bundle / "site" / "z.json").write_text(json.dumps(list(range(2600, 3100, 3))), "utf-8")
    assert found(bundle) == set()
    (bundle / "site" / "z.json").write_text("2843", "utf-8")
    assert found(bundle) == {("site/z.json", ALONE)}
    assert found(bundle, Secrets(SECRETS.tables, {"lieux": pl.DataFrame({"pop": [2843]})})) == set()


# --- reports and refusals


def test_a_leak_names_the_file_the_route_and_the_table_and_no_value(bundle: Path):
    (bundle / "site" / "z1.html").write_text(page(TRUE[:8]), "utf-8")
    leaks = search_bundle(bundle, SECRETS)
    assert Leak("site/z1.html", IN_RUN, "accueil") in leaks
    sentence = str(leaks[0])
    assert sentence == f"site/z1.html : {leaks[0].route}, table « accueil »."
    assert not [number for number in TRUE if f" {number} " in sentence]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.parquet", b"PAR1 abime PAR1"), ("a.docx", b"PK\x03\x04 abime"), ("a.gpkg", b"SQLite format 3\0 abime")],
)
def test_a_file_that_cannot_be_opened_is_refused(bundle: Path, name: str, data: bytes):
    (bundle / name).write_bytes(data)
    with pytest.raises(ObservatoryError, match=f"« {name} » ne peut pas être ouvert.*n’a pas été vérifié"):
        search_bundle(bundle, SECRETS)
