"""Attack by files: each way in which a published file may hold a true count is planted once, and found."""

from __future__ import annotations

import base64
import gzip
import io
import json
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest

from observatory.errors import ObservatoryError
from observatory.publication.leaks import Guarded, Leak, Secrets, search_bundle
from observatory.publication.leaks.alone import ALONE
from observatory.publication.leaks.runs import IN_RUN
from observatory.publication.leaks.tables import IN_STATISTICS, IN_TABLE

MONTHS = [f"2026-{month:02}" for month in range(1, 9)]
TRUE = [137, 212, 89, 4, 61, 148, 33, 2843, 18, 7, 22, 13, 3, 41, 96, 27]
SHOWN = [135, 210, 90, None, 60, 150, 35, 2845, 20, 5, 20, 15, None, 40, 95, 25]
KEYS = pl.DataFrame({"dep": ["Z1"] * 8 + ["Z2"] * 8, "mois": MONTHS * 2})
TABLE = KEYS.with_columns(nb=pl.Series(TRUE))
PUBLISHED = KEYS.with_columns(nb=pl.Series(SHOWN))
PLACES = pl.DataFrame({"dep": ["Z1", "Z2"], "pop": [124_873, 98_211]})
SECRETS = Secrets((Guarded("accueil", ("dep", "mois"), "nb", TABLE, PUBLISHED),), {"lieux": PLACES}, known=(1764,))
NARROW = "\u202f"


def french(number: int | None) -> str:
    return "s" if number is None else f"{number:,}".replace(",", NARROW)


def page(numbers: list[int | None]) -> str:
    """A page as the site writes it: data block, table from the last month to the first, escaped text of a figure."""
    rows = [
        f"<tr><th>{m} 2026</th><td class='n'>{french(n)}</td></tr>" for m, n in zip("JFMAMJJA", numbers, strict=True)
    ]
    block = json.dumps({"x": MONTHS, "y": numbers, "text": [f"<b>{french(n)}</b>" for n in numbers]})
    return (
        '<!doctype html><html><body style="width:1344px"><p>1 764 lignes lues, page 12 sur 37</p>'
        f'<table>{"".join(reversed(rows))}</table><script type="application/json">{block}</script></body></html>'
    )


@pytest.fixture
def bundle(clean: Path, tmp_path: Path) -> Path:
    """A copy of the clean release that a test may spoil."""
    return shutil.copytree(clean, tmp_path / "2026")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small clean release, with one file of each kind."""
    folder = tmp_path_factory.mktemp("publiee") / "2026"
    for name in ("site", "parquet", "geo", "figures"):
        (folder / name).mkdir(parents=True)
    (folder / "site" / "z1.html").write_text(page(SHOWN[:8]), "utf-8")
    PUBLISHED.write_csv(folder / "site" / "accueil.csv", separator=";", include_bom=True)
    (folder / "figures" / "z1.svg").write_text(drawing(SHOWN[:8]), "utf-8")
    (folder / "figures" / "z1.png").write_bytes(image(b"tEXt", b"Software\0 2026"))
    PUBLISHED.write_parquet(folder / "parquet" / "accueil.parquet")
    PLACES.write_parquet(folder / "parquet" / "lieux.parquet")
    with duckdb.connect(str(folder / "observatory.duckdb")) as con:
        for name, frame in {"accueil": PUBLISHED, "lieux": PLACES}.items():
            con.register("frame", frame)
            con.execute(f"CREATE TABLE {name} AS FROM frame")
            con.unregister("frame")
    with sqlite3.connect(folder / "geo" / "contours.gpkg") as con:
        con.execute("CREATE TABLE contours (dep TEXT, mois TEXT, nb INTEGER, geom BLOB)")
        con.executemany("INSERT INTO contours VALUES (?, ?, ?, x'0102')", PUBLISHED.rows())
    (folder / "datapackage.json").write_text(json.dumps({"bytes": 48_213, "name": "essai"}), "utf-8")
    return folder


def drawing(numbers: list[int | None]) -> str:
    marks = [
        f'<g transform="translate({61.5 + 37 * i},{288.25 - i})"><text x="{i}" y="4">{french(n)}</text></g>'
        for i, n in enumerate(numbers)
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 500"><path d="M12,137L89.5,4"/>{"".join(marks)}</svg>'


def image(kind: bytes, chunk: bytes, after: bytes = b"") -> bytes:
    """A PNG of no pixel with one chunk of text."""

    def part(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", bytes(13)) + part(kind, chunk) + part(b"IEND", b"") + after


def zipped(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def found(bundle: Path, secrets: Secrets = SECRETS) -> set[tuple[str, str]]:
    leaks = search_bundle(bundle, secrets)
    assert all(leak.table == "accueil" for leak in leaks)
    return {(leak.file, leak.route) for leak in leaks}


def test_a_clean_bundle_has_no_leak(bundle: Path):
    assert search_bundle(bundle, SECRETS) == []


def test_a_table_that_hides_nothing_is_not_searched_for(bundle: Path):
    (bundle / "site" / "z1.html").write_text(page(TRUE[:8]), "utf-8")
    assert search_bundle(bundle, Secrets((Guarded("accueil", ("dep", "mois"), "nb", TABLE, TABLE),))) == []


# --- tables


def _one(frame: pl.DataFrame, row: int, value: int) -> pl.DataFrame:
    return frame.with_columns(pl.when(pl.int_range(pl.len()) == row).then(value).otherwise("nb").alias("nb"))


@pytest.mark.parametrize("row", [3, 9], ids=["cellule masquée", "cellule arrondie"])
def test_one_true_cell_in_a_table_is_found(bundle: Path, row: int):
    _one(PUBLISHED, row, TRUE[row]).write_parquet(bundle / "parquet" / "accueil.parquet")
    assert found(bundle) == {("parquet/accueil.parquet", IN_TABLE)}


def test_a_table_under_another_name_is_known_by_its_cells(bundle: Path):
    _one(PUBLISHED, 3, 4).write_csv(bundle / "site" / "figure-12.csv")
    assert found(bundle) == {("site/figure-12.csv", IN_TABLE)}


def test_true_counts_in_a_column_of_another_name_are_found(bundle: Path):
    PUBLISHED.with_columns(rang=TABLE["nb"].cast(pl.Float64)).sample(fraction=1, shuffle=True, seed=2).write_csv(
        bundle / "site" / "accueil.csv", separator=";"
    )
    assert ("site/accueil.csv", IN_TABLE) in found(bundle)


def test_another_count_over_the_same_cells_is_not_this_one(bundle: Path):
    other = KEYS.with_columns(nb=pl.Series([5, 0, 15, 25, 10, 80, 5, 0, 45, 10, 55, 30, 15, 5, 20, 10]))
    other.write_parquet(bundle / "parquet" / "refus.parquet")
    assert found(bundle, Secrets(SECRETS.tables, {"lieux": PLACES, "refus": other})) == set()


def test_every_schema_of_the_database_is_read(bundle: Path):
    with duckdb.connect(str(bundle / "observatory.duckdb")) as con:
        con.register("frame", TABLE)
        con.execute("CREATE SCHEMA brouillon; CREATE TABLE brouillon.essai AS FROM frame")
    assert ("observatory.duckdb", IN_TABLE) in found(bundle)


def test_layers_of_a_geopackage_and_properties_of_a_geojson_are_read(bundle: Path):
    with sqlite3.connect(bundle / "geo" / "contours.gpkg") as con:
        con.execute("UPDATE contours SET nb = 4 WHERE dep = 'Z1' AND mois = '2026-04'")
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in _one(PUBLISHED, 9, 7).to_dicts()]
    (bundle / "geo" / "z.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    assert found(bundle) == {("geo/contours.gpkg", IN_TABLE), ("geo/z.geojson", IN_TABLE)}


def test_bounds_of_a_column_that_its_values_do_not_reach_are_found(bundle: Path):
    """A file rewritten with its old statistics: the bytes of the maximum are changed at the end of the file only."""
    path = bundle / "parquet" / "accueil.parquet"
    data = path.read_bytes()
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    shown, true = (np.int64(number).tobytes() for number in (2845, 2843))
    assert shown in data[footer:]
    path.write_bytes(data[:footer] + data[footer:].replace(shown, true))
    assert found(bundle) == {("parquet/accueil.parquet", IN_STATISTICS)}


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
    "texte compressé": ("z.json.gz", lambda: gzip.compress(json.dumps(TRUE[:8]).encode())),
    "texte en UTF-16": ("z.txt", lambda: "\t".join(map(str, TRUE[8:])).encode("utf-16")),
    "octets": ("z.bin", lambda: b"\x00\xff\xfe\x81" + np.array(TRUE, dtype="<i4").tobytes()),
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


def test_what_describes_a_file_is_read_too(bundle: Path):
    PUBLISHED.write_parquet(bundle / "parquet" / "accueil.parquet", metadata={"note": f"série {TRUE[8:]}"})
    with duckdb.connect(str(bundle / "observatory.duckdb")) as con:
        con.execute(f"COMMENT ON COLUMN accueil.nb IS 'série {TRUE[8:]}'")
    assert found(bundle) == {("parquet/accueil.parquet", IN_RUN), ("observatory.duckdb", IN_RUN)}


def test_rows_that_survive_in_the_bytes_of_the_database_are_found(bundle: Path):
    with (bundle / "observatory.duckdb").open("ab") as file:
        file.write(np.array(TRUE, dtype="<i8").tobytes())
    assert found(bundle) == {("observatory.duckdb", IN_RUN)}


def test_what_is_published_in_the_same_order_is_not_a_leak(bundle: Path):
    (bundle / "site" / "z.json").write_text(json.dumps(TRUE[8:]), "utf-8")
    elsewhere = pl.DataFrame({"deja_public": TRUE[8:]})
    assert found(bundle, Secrets(SECRETS.tables, {"lieux": PLACES, "barometre": elsewhere})) == set()
    assert ("site/z.json", IN_RUN) in found(bundle)


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
