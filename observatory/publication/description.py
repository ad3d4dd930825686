"""The tables that describe a release: version, sources, corrections, checks, dictionary (schema `meta`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from observatory import __version__
from observatory.contracts.ddl import polars_schema
from observatory.contracts.load import Catalogue
from observatory.contracts.reference import corrections
from observatory.disclosure.policy import Policy
from observatory.home import Home
from observatory.lake.partitions import checked_as, manifests
from observatory.pipeline import WHOLE, sql_models, state_fingerprint
from observatory.publication.dictionary import code_lists, dictionary
from observatory.quality import journal

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from observatory.quality.check import CheckResult

LICENCE = "Licence Ouverte 2.0 (Etalab)"


def describe(
    home: Home,
    catalogue: Catalogue,
    policy: Policy,
    con: duckdb.DuckDBPyConnection,
    named: tuple[str, datetime],
    previous: str | None,
) -> dict[str, pl.DataFrame]:
    """The `meta` tables of a release, by short name, each with the columns of its contract; `named`: its version and moment."""
    import polars as pl

    is_fictional = con.sql("SELECT bool_or(est_fictif) FROM marts.territoires").fetchall()[0][0]
    release = {
        "version_publication": named[0],
        "publie_le": named[1].replace(tzinfo=None),
        "empreinte_contenu": "",  # told once the content is known
        "version_precedente": previous,
        "version_logiciel": __version__,
        "est_fictif": is_fictional,
        "licence": LICENCE,
        "politique_version": policy.version,
    }
    frames = {
        "version": pl.DataFrame([release]),
        "sources": _sources(home, catalogue),
        "origines": _origins(policy),
        "corrections": _corrections(catalogue, con),
        "controles": _checks(home, catalogue),
        "dictionnaire": dictionary(catalogue, con),
        "nomenclatures": code_lists(catalogue),
    }
    return {name: shaped(catalogue, name, frame) for name, frame in frames.items()}


def shaped(catalogue: Catalogue, name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of the contract of a `meta` table, in their order and types."""
    import polars as pl

    schema = polars_schema(catalogue.table(f"meta.{name}"))
    if frame.is_empty():
        return pl.DataFrame(schema=schema)
    return frame.select(pl.col(column).cast(kind) for column, kind in schema.items())


def _sources(home: Home, catalogue: Catalogue) -> pl.DataFrame:
    import polars as pl

    rows = [
        {
            **manifest,
            "producteur": table.properties["producteur"],
            "licence_source": table.properties["licence"],
            "source_url": table.properties["sourceUrl"],
            "a_qui_demander": table.properties["aQuiDemander"],
            "mois_entre_livraisons": table.properties.get("moisEntreLivraisons"),
        }
        for name, table in catalogue.sources.items()
        for manifest in manifests(home, name)
    ]
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return frame.with_columns(pl.col("date_reception").str.to_date()) if rows else frame


def _origins(policy: Policy) -> pl.DataFrame:
    """The contracts that each published table comes from, through all the models."""
    import polars as pl

    models = sql_models()

    @cache
    def contracts(name: str) -> frozenset[str]:
        if name not in models:
            return frozenset({name} if name.startswith("lake.") else ())
        return frozenset().union(*map(contracts, models[name].inputs))

    found = {name.removeprefix("marts."): contracts(name) for name in models if name.startswith("marts.")}
    for family in policy.families:
        parts = [found.get(source, frozenset()) for source in family.deduites_de]
        found |= {name: frozenset().union(*parts) for name in family.tables if parts}
    rows = [(name, contract) for name, some in found.items() for contract in sorted(some)]
    return pl.DataFrame(rows, schema=["table_nom", "contrat"], orient="row")


def _corrections(catalogue: Catalogue, con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The declared corrections that apply to a published row."""
    import polars as pl

    applied = con.sql("SELECT DISTINCT correction_id FROM marts.relogement_mensuel").pl()["correction_id"]
    found = corrections(catalogue.folder).filter(pl.col("correction_id").is_in(applied.drop_nulls().to_list()))
    return found.with_columns(pl.col("date_mois", "date_correction").str.to_date())


def _checks(home: Home, catalogue: Catalogue) -> pl.DataFrame:
    """The last results on exactly what is published: the partitions of the lake and the tables built from them."""
    import polars as pl

    about = [
        (f"lake.{name}", manifest["partition"], checked_as(manifest["fichier_sha256"], manifest["regles"]))
        for name in catalogue.sources
        for manifest in manifests(home, name)
    ]
    fingerprint = state_fingerprint(home, catalogue)
    about += [(table.name, WHOLE, fingerprint) for table in catalogue.tables.values() if table.schema == "marts"]
    found = pl.concat([journal.latest(home.journal, *entry) for entry in about])
    return found.with_columns(
        pl.col("date_execution").dt.replace_time_zone(None), pl.col("phrase").alias("phrase_controle")
    )


def with_computed_checks(
    catalogue: Catalogue, checks: pl.DataFrame, checked: Mapping[str, Sequence[CheckResult]], at: datetime
) -> pl.DataFrame:
    """The quality journal of a release, and what the checks of the tables that it computed found at that moment."""
    import polars as pl

    rows = [
        {
            "objet": name,
            "partition": WHOLE,
            "controle_id": result.id,
            "severite": result.severity,
            "est_reussi": result.passed,
            "nb_lignes_en_cause": result.nb_rows,
            "phrase_controle": result.sentence,
            "date_execution": at,
        }
        for name, results in checked.items()
        for result in results
    ]
    return pl.concat([checks, shaped(catalogue, "controles", pl.DataFrame(rows, infer_schema_length=None))])
