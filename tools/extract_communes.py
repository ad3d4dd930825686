"""Make `data_contracts/nomenclatures/communes.parquet`: every French commune of one vintage, in half a megabyte.

Usage: python tools/extract_communes.py package.tgz
where package.tgz is the npm package @etalab/decoupage-administratif (`npm pack @etalab/decoupage-administratif@6.0.0`),
made by Etalab from Insee (COG), DGCL (EPCI and EPT of 2025) and Insee (legal populations); data under Licence Ouverte.

Communes and their EPCI are those of 2025 (the package's own communes are of 2026: the same codes). A population is the
one in force in 2025 where the DGCL list has it; else (arrondissements, overseas, islands outside any EPCI) the one of
the package, in force in 2026. Communes déléguées and associées are kept with the commune they belong to.
"""

from __future__ import annotations

import json
import sys
import tarfile
from pathlib import Path

import polars as pl

TARGET = Path(__file__).resolve().parent.parent / "data_contracts" / "nomenclatures" / "communes.parquet"
TYPES = {
    "commune-actuelle": "COM",
    "arrondissement-municipal": "ARM",
    "commune-deleguee": "COMD",
    "commune-associee": "COMA",
}
VINTAGE, VINTAGE_OF_OTHERS = 2025, 2026


def main(package: str) -> None:
    """Write the extract; fails when the EPCI lists name a commune that the package does not know."""
    with tarfile.open(package) as archive:
        communes, epci, ept = (_read(archive, name) for name in ("communes", "epci", "ept"))
    members = _members(epci, "epci").rename({"nature": "epci_nature"})
    every = _communes(communes)
    actual = every.filter(pl.col("type_commune") == "COM")
    unknown = members.join(actual, on="commune_code", how="anti")
    assert unknown.is_empty(), unknown
    actual = actual.join(members, on="commune_code", how="left")
    actual = actual.join(_members(ept, "ept").drop("nature", "pop_2025"), on="commune_code", how="left")
    frame = pl.concat([actual, every.filter(pl.col("type_commune") != "COM")], how="diagonal")
    frame = frame.with_columns(
        pop_municipale=pl.coalesce("pop_2025", "pop_2026"),
        millesime_population=pl.when(pl.col("pop_2025").is_not_null())
        .then(VINTAGE)
        .when(pl.col("pop_2026").is_not_null())
        .then(VINTAGE_OF_OTHERS)
        .cast(pl.Int32),
    ).drop("pop_2025", "pop_2026")
    frame.sort("type_commune", "commune_code").write_parquet(TARGET, compression="zstd", compression_level=19)
    print(f"{TARGET.name} : {frame.height} lignes, {TARGET.stat().st_size / 1000:.0f} ko")


def _read(archive: tarfile.TarFile, name: str) -> list[dict]:
    return json.load(archive.extractfile(f"package/data/{name}.json"))


def _communes(entries: list[dict]) -> pl.DataFrame:
    rows = [
        (
            VINTAGE,
            TYPES[entry["type"]],
            entry["code"],
            entry["nom"],
            entry.get("departement"),
            entry.get("region") if entry["zone"] != "com" else None,
            entry.get("commune") or entry.get("chefLieu"),
            entry.get("population"),
        )
        for entry in entries
    ]
    names = ["millesime_cog", "type_commune", "commune_code", "commune_libelle", "departement_code", "region_code"]
    schema = dict.fromkeys([*names, "commune_parente"], pl.String) | {"millesime_cog": pl.Int32, "pop_2026": pl.Int32}
    return pl.DataFrame(rows, schema=schema, orient="row", infer_schema_length=None)


def _members(groups: list[dict], prefix: str) -> pl.DataFrame:
    rows = [
        (member["code"], group["code"], group["nom"], group["type"], member["populationMunicipale"])
        for group in groups
        for member in group["membres"]
    ]
    names = ["commune_code", f"{prefix}_code", f"{prefix}_libelle", "nature"]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String) | {"pop_2025": pl.Int32}, orient="row")


if __name__ == "__main__":
    main(*sys.argv[1:])
