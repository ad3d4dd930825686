"""The rows of the forgotten leave the lake and the stored files; a file left without any row leaves with its manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.home import Home
from observatory.lake.partitions import manifests, parquet_path, sha256_of
from observatory.lake.quarantine import quarantine_path, unknown_words_path
from observatory.replacement import Replacement
from observatory.sources.cells import LINE
from observatory.sources.origins import Origin, all_origins

if TYPE_CHECKING:
    import duckdb

# contract → the key of what is forgotten, and the day of the fact
ROWS = {
    "siao_demande_115": ("menages", "cle_menage", "coalesce(nuit_demandee, date_heure_demande::DATE)"),
    "siao_demande_insertion": (
        "menages",
        "cle_menage",
        "coalesce(greatest(date_transmission, date_orientation, date_admission, date_cloture), date_extraction)",
    ),
    "siao_menage": ("menages", "cle_menage", "date_debut_validite"),
    "siao_personne": ("fiches", "cle_fiche", "date_situation"),
    "siao_prise_en_charge": ("fiches", "cle_fiche", "coalesce(date_sortie, date_extraction)"),
}


@dataclass(frozen=True)
class Treated:
    """A stored file after the erasure: its SIAO, how many rows of the lake it lost and has left."""

    contract: str
    siao: str
    sha256: str
    nb_erased: int
    nb_left: int


def erase_rows(
    con: duckdb.DuckDBPyConnection, home: Home, catalogue: Catalogue, plan: Replacement, after: Home
) -> list[Treated]:
    """Write in `after.lake` the lake as it will be, and in the plan what replaces it, its stored files included.

    A row leaves when its key is to be forgotten, when it has no key and is older than the horizon, or when the last
    erasure left it aside already. The refused rows of a file that loses some leave with them, and so do the versions of
    it that were replaced. `con`: where `retention.*` and `ref.effacements` are.
    """
    for contract in catalogue.sources.keys() - ROWS.keys():
        if (home.lake / contract).exists():
            after.lake.mkdir(parents=True, exist_ok=True)
            (after.lake / contract).symlink_to(home.lake / contract)
    return [one for contract in ROWS for one in _contract(con, home, contract, plan, after)]


def _contract(
    con: duckdb.DuckDBPyConnection, home: Home, contract: str, plan: Replacement, after: Home
) -> Iterator[Treated]:
    (after.lake / contract).mkdir(parents=True)
    stands = {(entry["partition"], entry["fichier_sha256"]) for entry in manifests(home, contract)}
    for origin in all_origins(home, contract):
        if (origin.partition, origin.fichier_sha256) not in stands:
            continue
        stored = parquet_path(home, contract, origin.partition)
        erased, left, siao = _counts(con, contract, stored)
        written = parquet_path(after, contract, origin.partition)
        if not erased:
            written.symlink_to(stored)
            written.with_suffix(".json").symlink_to(stored.with_suffix(".json"))
        else:
            _rewrite(con, home, origin, plan, written, erased, left)
        yield Treated(contract, siao, origin.fichier_sha256, erased, left)


def _counts(con: duckdb.DuckDBPyConnection, contract: str, stored: Path) -> tuple[int, int, str]:
    """Sort the rows of a partition into `retention.tri` (ligne_source, est_efface): how many of each, and their SIAO."""
    forgotten, key, day = ROWS[contract]
    con.execute(
        f"""CREATE OR REPLACE TABLE retention.tri AS
        SELECT
          c.ligne_source,
          c.siao_dep,
          coalesce(
            f.{key} IS NOT NULL
            OR (c.{key} IS NULL AND {day} < h.horizon)
            OR ({day} < e.horizon AND NOT list_contains(e.fichiers, c.fichier_sha256)),
            false
          ) AS est_efface
        FROM read_parquet(?, hive_partitioning = false) AS c
        LEFT JOIN retention.{forgotten} AS f ON f.siao_dep = c.siao_dep AND f.{key} = c.{key}
        LEFT JOIN retention.horizons AS h ON h.siao_dep = c.siao_dep
        LEFT JOIN ref.effacements AS e ON e.siao_dep = c.siao_dep""",
        [str(stored)],
    )
    counted = "SELECT count_if(est_efface), count_if(NOT est_efface), any_value(siao_dep) FROM retention.tri"
    return con.execute(counted).fetchall()[0]


def _rewrite(
    con: duckdb.DuckDBPyConnection, home: Home, origin: Origin, plan: Replacement, written: Path, erased: int, left: int
) -> None:
    import polars as pl

    stored, raw = parquet_path(home, origin.contrat, origin.partition), origin.path(home)
    kept = con.sql("SELECT ligne_source FROM retention.tri WHERE NOT est_efface").pl()["ligne_source"]
    for path in (quarantine_path(home, origin), unknown_words_path(quarantine_path(home, origin))):
        plan.remove(path)
    for version in all_origins(home, origin.contrat):
        if version.partition == origin.partition and version.recu_le < origin.recu_le:
            _remove(plan, version.path(home))
    if not left:
        _remove(plan, raw)
        _remove(plan, stored)
        return
    pl.read_parquet(stored, glob=False).filter(pl.col("ligne_source").is_in(kept.implode())).write_parquet(written)
    manifest = json.loads(stored.with_suffix(".json").read_text(encoding="utf-8"))
    manifest["nb_lignes_effacees"] = manifest.get("nb_lignes_effacees", 0) + erased
    manifest["parquet_sha256"] = sha256_of(written)
    written.with_suffix(".json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    cells = pl.read_parquet(raw, glob=False)
    header = pl.col(LINE) == cells[LINE].min()
    aside = plan.folder / "raw" / origin.contrat / raw.name
    aside.parent.mkdir(parents=True, exist_ok=True)
    cells.filter(header | pl.col(LINE).is_in(kept.implode())).write_parquet(aside, compression="zstd", statistics=False)
    plan.move(aside, raw)


def _remove(plan: Replacement, path: Path) -> None:
    """A stored file or partition, and what was known of it."""
    plan.remove(path)
    plan.remove(path.with_suffix(".json"))


def moves(plan: Replacement, home: Home, after: Home) -> None:
    """The rewritten partitions of `after` take the place of those of the lake."""
    for contract in ROWS:
        for path in sorted((after.lake / contract).iterdir()):
            if not path.is_symlink():
                plan.move(path, home.lake / contract / path.name)
