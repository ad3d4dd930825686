"""Counts to protect go through the task of staff: no byte of Dagster's history, of a log or of the bundle holds one."""

from __future__ import annotations

import base64
import logging
import re
import sqlite3
from collections.abc import Collection
from pathlib import Path

import duckdb
import polars as pl

import assets.publication
from assets.run import run_job
from observatory.contracts.load import load_catalogue
from observatory.home import Home
from observatory.pseudonyms.key import Key
from observatory.publication import release as releases
from observatory.publication.leaks.opening import pieces_of
from observatory.publication.opendata.paths import stored_tables
from observatory.research.create import create
from observatory.research.shelf import DATA
from tests.assets.outside import beyond_dagster, watched
from tests.publication.sensitive import NAME, contracts, true_counts
from tests.research.conftest import PROJECT, TODAY


def every_byte(folder: Path) -> bytes:
    """All files, and all texts of the SQLite histories, whose pages may cut a number in two; without the digests of files, where
    any seven digits may follow one another."""
    found = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    for path in folder.rglob("*.db"):
        with sqlite3.connect(path) as con:
            found.append("\n".join(con.iterdump()).encode())
    return re.sub(rb"\b[0-9a-f]{64}\b", b"", b"\n".join(found))


def writings_of(secret: bytes) -> set[bytes]:
    """The ways in which a secret could have been written."""
    text = secret.hex()
    return {secret, text.encode(), text.upper().encode(), repr(secret)[2:-1].encode(), base64.b64encode(secret).rstrip(b"="),
            base64.urlsafe_b64encode(secret).rstrip(b"="), base64.b32encode(secret).rstrip(b"="), str(int(text, 16)).encode()}  # fmt: skip


def every_text_of(warehouse: Path) -> bytes:
    """All distinct texts of a DuckDB file."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        tables = con.execute(
            "SELECT schema_name, table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_oid, schema_name, table_name) "
            "WHERE data_type = 'VARCHAR'"
        ).fetchall()
        texts = (
            con.execute(f'SELECT string_agg(DISTINCT "{c}", chr(10)) FROM "{s}"."{t}"').fetchall()[0][0]
            for s, t, c in tables
        )
        return "\n".join(text for text in texts if text).encode()


def everything_in(folder: Path) -> str:
    """Every file opened, whatever it holds: texts, tables, databases, compressed or not."""
    found = []
    for piece in pieces_of(folder):
        found.append(piece.text or "")
        if piece.frame is not None:
            texts = piece.frame.select(pl.col(pl.String, pl.Categorical).cast(pl.String))
            found += [value for column in texts.get_columns() for value in column.drop_nulls().unique().to_list()]
    return "\n".join(found).upper()


def holds(text: str, strings: Collection[str]) -> bool:
    """Whether one of these strings stands in a text: thousands are looked for in one passage."""
    return pl.Series([text]).str.contains_any(list(strings)).item()


def an_extract_in(home: Home, folder: Path) -> set[str]:
    """Make a secure research file in a home; its pseudonyms, in capitals."""
    project = folder / "essai.yaml"
    project.write_text(PROJECT.format(projet="essai", colonnes="sexe_large, situation_large, issue_mois"), "utf-8")
    with home.lock():
        made = create(home, load_catalogue(), project, TODAY)
    return set(pl.read_parquet(made.folder / DATA)["personne_projet"].str.to_uppercase())


def test_no_true_count_reaches_the_history_the_logs_or_the_bundle(
    home, updated, tmp_path, monkeypatch, caplog, capfd, key
) -> None:
    caplog.set_level(logging.DEBUG)
    catalogue, read, told = contracts(tmp_path / "contrats", whole=True), releases._read_tables, {}

    def with_canaries(home, _, *arguments):
        frames, meta, holds = read(home, load_catalogue(), *arguments)
        told["true"] = told["change"](true_counts(holds))
        return frames | {NAME: told["true"]}, meta, holds

    monkeypatch.setattr(releases, "_read_tables", with_canaries)
    monkeypatch.setattr(assets.publication, "load_catalogue", lambda: catalogue)
    monkeypatch.setenv("OBSERVATORY_BROWSER", "")
    told["change"] = lambda counts: counts
    before, pseudonyms = every_byte(home.dagster), an_extract_in(home, tmp_path)
    with watched() as asked:
        assert run_job("publier", home).is_clean
    started = [about for event, about in beyond_dagster(asked) if event == "subprocess.Popen"]
    assert len(beyond_dagster(asked)) == len(started), "une publication ne demande rien au dehors"
    assert all("/playwright/driver/" in about for about in started), (
        "et ne lance que son navigateur, dont chaque page est coupée"
    )
    told["change"] = lambda counts: counts.with_columns(nb_demandes=pl.col("nb_demandes") + 1)  # totals do not close
    refused = run_job("publier", home)
    assert [check.sentence for check in refused.failed_checks if "diffère de ses parties" in check.sentence]

    canaries = told["true"].filter(pl.col("nb_demandes") % 5 != 0)["nb_demandes"]
    canaries = [str(count).encode() for count in canaries.filter(canaries > 7_000_000).unique().to_list()]
    assert len(canaries) > 5 and len(every_byte(home.dagster)) > len(before), "la recherche porte sur quelque chose"
    seen = every_byte(home.dagster) + caplog.text.encode() + "".join(capfd.readouterr()).encode()
    bundle = every_byte((home.published / "current").resolve())
    assert not [canary for canary in canaries if canary in seen or canary in bundle]
    stored = stored_tables((home.published / "current").resolve())
    rounded = pl.read_parquet(stored[NAME])
    assert (rounded["nb_demandes"] > 7_000_000).any(), "les effectifs arrondis, eux, y sont"
    assert pl.read_parquet(stored["siao_flux"]).height > 0
    lines = updated.persons.decode("cp1252").splitlines()
    rows = [line.split(";") for line in lines[lines.index(next(one for one in lines if "Nom;" in one)) + 1 :]]
    persons = {row[at].upper() for row in rows for at in (0, 1, 3, 7) if len(row[at]) > 5}
    shown = everything_in((home.published / "current").resolve())
    opened = shown + everything_in(home.lake)
    assert len(persons) > 1000 and holds("\n".join(lines).upper(), persons) and not holds(opened, persons)
    stored = (
        (every_byte(home.dagster) + every_byte(home.journal) + every_byte(home.confidentiality))
        .decode("utf-8", "ignore")
        .upper()
    )
    assert not holds(stored, persons)
    assert len(pseudonyms) > 50 and pseudonyms <= set(re.findall(r"R-[0-9A-F]{32}", everything_in(home.research)))
    assert not holds(shown, pseudonyms) and not holds(stored, pseudonyms) and "PERSONNE_PROJET" not in shown, (
        "la recherche ne sort pas"
    )
    private = everything_in(home.raw) + everything_in(home.journal) + everything_in(home.confidentiality) + opened
    written = every_byte(home.root) + every_text_of(home.warehouse) + private.encode("utf-8", "surrogateescape") + seen
    secret = bytes.fromhex(key.read_text(encoding="ascii"))
    assert Key("siao", secret).fingerprint.upper() in private, "la recherche ouvre ce que la clé a fait"
    assert not [one for one in writings_of(secret) if one in written or one.upper() in written]
