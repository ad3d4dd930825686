"""A small clean release and its secrets, and the many ways in which a file may write numbers."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
import zlib
from pathlib import Path

import duckdb
import polars as pl

from observatory.publication.leaks import Guarded, Secrets, search_bundle

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


def printed(lines: list[str]) -> bytes:
    """A PDF of one page whose words are compressed, as a browser writes them."""
    words = "".join(f"1 0 0 1 40 {780 - 20 * at} Tm ({line}) Tj\n" for at, line in enumerate(lines))
    stream = zlib.compress(f"BT /F1 12 Tf\n{words}ET".encode("latin-1"))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for rank, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (rank, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )


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


def write_clean(folder: Path) -> None:
    """A small clean release, with one file of each kind."""
    for name in ("site", "parquet", "geo", "figures"):
        (folder / name).mkdir(parents=True)
    (folder / "site" / "z1.html").write_text(page(SHOWN[:8]), "utf-8")
    PUBLISHED.write_csv(folder / "site" / "accueil.csv", separator=";", include_bom=True)
    PUBLISHED.write_excel(folder / "site" / "accueil.xlsx", worksheet="Données")
    (folder / "figures" / "z1.svg").write_text(drawing(SHOWN[:8]), "utf-8")
    (folder / "site" / "z1.pdf").write_bytes(printed([f"{m} 2026 {french(n)}".replace(NARROW, " ") for m, n in zip("JFMAMJJA", SHOWN[:8], strict=True)]))  # fmt: skip
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
