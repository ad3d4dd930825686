"""A table of counts that must be protected, as a later source will bring one: its contract, its policy, its true counts."""

from __future__ import annotations

import re
import shutil
from itertools import product
from pathlib import Path

import polars as pl

from observatory.contracts.load import FOLDER, Catalogue, load_catalogue
from observatory.home import PROJECT

NAME = "essai_demandes"
YEARS, SEXES = (2023, 2024), ("F", "H", "ENSEMBLE")

CONTRACT = """
apiVersion: v3.1.0
kind: DataContract
id: marts.essai_demandes
name: Essai
version: 1.0.0
status: active
domain: sans-abrisme
description: {purpose: Essai., usage: Essai., limitations: Essai.}
team: {name: observatoire}
customProperties:
  - {property: sources, value: [lake.barometre_relogement]}
schema:
  - name: essai_demandes
    physicalName: marts.essai_demandes
    physicalType: table
    description: Demandes, par territoire, année et sexe.
    dataGranularityDescription: une ligne par territoire, année et sexe
    properties:
      - {name: niveau, transformSourceObjects: [lake.barometre_relogement.niveau], required: true, primaryKey: true, primaryKeyPosition: 1}
      - {name: territoire_code, transformSourceObjects: [lake.barometre_relogement.territoire_code], required: true, primaryKey: true, primaryKeyPosition: 2}
      - {name: annee, transformSourceObjects: [marts.relogement_annuel.annee], required: true, primaryKey: true, primaryKeyPosition: 3}
      - {name: sexe_essai, logicalType: string, physicalType: VARCHAR, required: true, primaryKey: true, primaryKeyPosition: 4, classification: public, description: Sexe.}
      - {name: nb_demandes, logicalType: integer, physicalType: INTEGER, classification: public, description: Demandes.}
      - {name: statut_valeur, transformSourceObjects: [marts.relogement_mensuel.statut_valeur], required: true}
      - {name: nb_pourvues, logicalType: integer, physicalType: INTEGER, classification: public, description: Pourvues.}
      - {name: statut_nb_pourvues, logicalType: string, physicalType: VARCHAR, required: true, classification: public, description: État.}
      - {name: part_pourvue_pct, logicalType: number, physicalType: DOUBLE, classification: public, description: Part.}
"""
FAMILY = """
  essai:
    classes: [{classe}]
    motif: Essai.
    dimensions:
      territoire: {{type: territoires}}
      annee: {{type: simple}}
      sexe_essai: {{type: total, total: ENSEMBLE, sensible: true}}
    tables:
      essai_demandes:
        dimensions: [territoire, annee, sexe_essai]
        comptes: [nb_demandes, nb_pourvues]
        taux: {{part_pourvue_pct: [nb_pourvues, nb_demandes, 100]}}
"""


def contracts(folder: Path, kind: str = "courant", whole: bool = False) -> Catalogue:
    """The contracts of the project; in the policy, the sensitive table and the families that were already public, or
    all of them when `whole`."""
    policy = _copied(folder) if whole else _public_families(folder)
    (folder / "marts.essai_demandes.yaml").write_text(CONTRACT, encoding="utf-8")
    text = re.sub(r'^version: ".*"', 'version: "essai"', policy.read_text(encoding="utf-8"), flags=re.MULTILINE)
    policy.write_text(text + FAMILY.format(classe=kind), encoding="utf-8")
    return load_catalogue(folder)


def public_alone(folder: Path) -> Catalogue:
    """The contracts of the project with the families of its policy that were already public, and no other."""
    _public_families(folder)
    return load_catalogue(folder)


def _copied(folder: Path) -> Path:
    shutil.copytree(FOLDER, folder)
    (folder.parent / "dbt_like_sql").symlink_to(PROJECT / "dbt_like_sql")
    return folder / "disclosure.yaml"


def _public_families(folder: Path) -> Path:
    policy = _copied(folder)
    head, families = policy.read_text(encoding="utf-8").split("\nfamilles:\n")
    kept = [one for one in re.split(r"(?m)^(?=  \w+:$)", families) if "classes: [public]" in one.split("tables:")[0]]
    policy.write_text(f"{head}\nfamilles:\n{''.join(kept)}", encoding="utf-8")
    return policy


def held(holds: pl.DataFrame, level: str) -> list[str]:
    return holds.filter(pl.col("territoire").str.starts_with(level + ":"))["territoire"].unique().sort().to_list()


def true_counts(holds: pl.DataFrame) -> pl.DataFrame:
    """Counts drawn for each element and added up for each territory: small in most communes, with a few that no date or size can be mistaken for."""
    elements = holds["element"].unique().sort().to_list()
    rows = []
    for i, (element, year, sex) in enumerate(product(elements, YEARS, ("F", "H"))):
        requests = (i * 7919) % 23 + (7_300_001 + i if i % 97 == 0 else 0)
        rows.append((element, year, sex, requests, requests * (i % 4) // 4))
    atoms = pl.DataFrame(rows, schema=["element", "annee", "sexe_essai", "nb_demandes", "nb_pourvues"], orient="row")
    both = atoms.group_by("element", "annee").agg(pl.col("nb_demandes", "nb_pourvues").sum())
    atoms = pl.concat([atoms, both.with_columns(sexe_essai=pl.lit("ENSEMBLE")).select(atoms.columns)])
    wanted = [code for level in ("FR", "REG", "DEP", "SIREN_EPCI") for code in held(holds, level)]
    found = holds.filter(pl.col("territoire").is_in(wanted)).join(atoms, on="element")
    counts = found.group_by("territoire", "annee", "sexe_essai").agg(pl.col("nb_demandes", "nb_pourvues").sum())
    place = pl.col("territoire").str.split_exact(":", 1).struct
    return counts.select(
        place.field("field_0").alias("niveau"),
        place.field("field_1").alias("territoire_code"),
        pl.col("annee").cast(pl.Int32),
        "sexe_essai",
        pl.col("nb_demandes").cast(pl.Int32),
        pl.col("nb_pourvues").cast(pl.Int32),
    ).sort("niveau", "territoire_code", "annee", "sexe_essai")
