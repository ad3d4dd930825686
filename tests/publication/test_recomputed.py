"""Every published number can be made again from the database of the release alone: its queries, then the drawing of its figures."""

from __future__ import annotations

import re
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import duckdb
import polars as pl

from observatory.disclosure.protected import ProtectedTable, _sealed
from observatory.publication.composition import compose
from observatory.publication.inputs import CONTEXT


def outlines(folder: Path) -> dict[str, ProtectedTable]:
    """The outlines of a release, without which no map is drawn; their shape makes no number."""
    import geopandas as gpd

    frames = []
    for path in sorted((folder / "geo").glob("*.parquet")):
        rows = gpd.read_parquet(path)
        about = pl.from_pandas(rows[["niveau", "territoire_code", "territoire_libelle", "millesime_cog", "est_fictif"]])
        shapes = pl.Series("geometrie", list(rows.geometry.to_wkb()))
        frames.append(about.with_columns(shapes, projection=pl.lit(rows.crs.to_epsg())))
    return {"contours": _sealed("contours", pl.concat(frames))} if frames else {}


def test_the_fingerprint_of_the_content_is_made_again_as_the_guide_says(whole) -> None:
    folder = whole[1].folder
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if re.search(r" csv/(comparaison|recherche|reference)/[a-z0-9_]+\.csv$", line)]
    with duckdb.connect(str(folder / "observatory.duckdb"), read_only=True) as con:
        (told,) = con.execute("SELECT empreinte_contenu FROM meta.version").fetchone()
    assert len(kept) > 50 and sha256("".join(kept).encode()).hexdigest() == told


def test_every_figure_is_drawn_again_from_the_queries_that_the_database_gives(whole) -> None:
    folder = whole[1].folder
    with duckdb.connect(str(folder / "observatory.duckdb"), read_only=True) as con:
        named = con.execute("SELECT figure_id FROM meta.figures ORDER BY 1").fetchall()
        asked = defaultdict(set)
        for table, query in con.execute("SELECT table_nom, requete FROM meta.requetes").fetchall():
            asked[table].add(query)
        rows = {
            name: _sealed(name, con.sql(" UNION ".join(f"({query})" for query in sorted(queries))).pl())
            for name, queries in asked.items()
        }
        schemas = dict(con.execute("SELECT table_nom, schema_nom FROM meta.tables").fetchall())
        for name in CONTEXT:
            where = schemas.get(name, "meta")
            rows[name] = _sealed(name, con.sql(f"FROM {where}.{name}").pl())
    again = {one.id: one for some in compose(outlines(folder) | rows).shown.values() for one in some}
    assert len(named) > 40 and set(again) == {name for (name,) in named}
    for name, figure in again.items():
        published = (folder / "site" / "donnees" / f"{name}.csv").read_bytes().decode("utf-8-sig")
        assert figure.csv_text() == published, name
