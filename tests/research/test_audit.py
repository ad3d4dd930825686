"""The audit refuses each way in which a written file may break its promise, and says which."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from observatory.research.audit import AuditRefused, audit

PERSON = "personne_projet"


def alone(column: str, value: str) -> pl.Expr:
    """One person of the file has this value, in all her months."""
    return pl.when(pl.col(PERSON) == pl.col(PERSON).min()).then(pl.lit(value)).otherwise(column).alias(column)


def first_row(column: str, value: str | None) -> pl.Expr:
    return pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(value)).otherwise(column).alias(column)


SPOILED = {
    "une colonne de plus": (lambda rows: rows.with_columns(commune=pl.lit("Z1101")), "colonnes autres"),
    "une colonne de moins": (lambda rows: rows.drop("issue_mois"), "colonnes autres"),
    "un nombre": (lambda rows: rows.with_columns(issue_mois=pl.lit(1)), "d’un autre type"),
    "rien": (lambda rows: rows.clear(), "colonnes vides"),
    "une cellule vide": (lambda rows: rows.with_columns(first_row("issue_mois", None)), "cellule vide"),
    "une ligne deux fois": (lambda rows: pl.concat([rows, rows.head(1)]), "deux lignes d’une personne"),
    "une clé du lac": (lambda rows: rows.with_columns(alone(PERSON, "p-" + "0" * 32)), "pseudonyme qui n’est pas"),
    "une clé de ménage ailleurs": (lambda rows: rows.with_columns(alone("issue_mois", "m-" + "0" * 32)), "pseudonyme"),
    "un mois d’avant": (lambda rows: rows.with_columns(first_row("mois_presence", "2023-12")), "mois hors du périmètre"),
    "un code inconnu": (lambda rows: rows.with_columns(first_row("issue_mois", "DECES")), "code hors de sa liste"),
    "un autre département": (
        lambda rows: rows.with_columns(first_row("departement_presence", "Z21")),
        "lieu hors du périmètre",
    ),
    "un anniversaire": (
        lambda rows: rows.with_columns(
            pl.when(pl.col("mois_presence") == pl.col("mois_presence").max().over(PERSON))
            .then(pl.lit("18_24"))
            .otherwise("age_large")
            .alias("age_large")
        ),
        "description qui change",
    ),
    "une personne seule": (lambda rows: rows.with_columns(alone("age_large", "NR")), "mois et description de moins de 10"),
    "un séjour plus long": (
        lambda rows: pl.concat(
            [
                rows.filter(pl.col(PERSON) != pl.col(PERSON).min()),
                rows.filter(pl.col(PERSON) == pl.col(PERSON).min())
                .head(1)
                .drop("mois_presence")
                .join(rows.select("mois_presence").unique(), how="cross")
                .select(rows.columns),
            ]
        ),
        "séjour de moins de 10",
    ),
    "un fait rare": (lambda rows: rows.with_columns(first_row("etat_insertion", "ORIENTEE")), "fait de moins de 10"),
    "un fait de tout un groupe": (
        lambda rows: rows.with_columns(acces_115=pl.lit("JAMAIS")),
        "fait que tout un groupe partage",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_file_is_refused_by_its_rule(handed, tmp_path, name: str) -> None:
    spoil, rule = SPOILED[name]
    path = tmp_path / "extrait.parquet"
    spoil(pl.read_parquet(handed.path)).write_parquet(path)
    with pytest.raises(AuditRefused, match=rule) as refusal:
        audit(path, handed.promise, handed.households)
    assert "r-" not in str(refusal.value) and "rien n’est écrit" in refusal.value.message


def test_persons_of_two_households_are_not_ten_persons(handed) -> None:
    joined = handed.households.with_columns(foyer=pl.lit("un seul"))
    with pytest.raises(AuditRefused, match="moins de 10 personnes"):
        audit(handed.path, handed.promise, joined)
    with pytest.raises(AuditRefused, match="personne sans foyer"):
        audit(handed.path, handed.promise, handed.households.head(5))


def test_the_audit_does_not_ask_the_ladder_what_to_count() -> None:
    from pathlib import Path

    from observatory.research import audit as module

    text = Path(module.__file__).read_text(encoding="utf-8")
    assert "observatory.research" not in text and "duckdb" not in text


def test_a_harder_promise_is_refused(handed) -> None:
    with pytest.raises(AuditRefused, match="moins de 40 personnes"):
        audit(handed.path, replace(handed.promise, k=40), handed.households)
