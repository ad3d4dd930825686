"""Twenty invented départements, each with one EPCI: their true counts, the same protected, and the comparison of the release."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from observatory.contracts.load import FOLDER, load_catalogue
from observatory.disclosure.protected import ProtectedTable, already_public
from observatory.disclosure.protection import protect
from observatory.publication.computed import compute_all
from observatory.publication.dimensions import dimensions_of
from observatory.publication.families import published, tables_of
from observatory.publication.policy_file import load_policy

POLICY = load_policy(Path(FOLDER) / "disclosure.yaml")
CODES = [f"{rank:02d}" for rank in range(1, 21)]
# the third département houses nearly twice as many households as the others, the twelfth is tiny
LIFT, TINY, YEARS = {"03": 1.8}, "12", (2023, 2024)
COUNTS = ("nb_radiations", "nb_heberges", "nb_dna", "nb_sans_abri", "nb_sans_domicile", "nb_sans_domicile_hors_dna")


@cache
def true_frames() -> dict[str, pl.DataFrame]:
    """What the warehouse would hold: public totals, allocations and requests by département and EPCI."""
    rng = np.random.default_rng(11)
    size = {code: 40 if code == TINY else int(rng.integers(600, 3000)) for code in CODES}
    rows, totals, requests = [], [], []
    for code in CODES:
        for year in YEARS:
            lift = LIFT.get(code, 1.0)
            whole = size[code] + year - YEARS[0]
            sheltered, rough = (int(rng.poisson(share * lift * whole)) for share in (0.05, 0.02))
            dna = int(rng.binomial(sheltered, 0.2))
            rows.append(("DEP", code, year, whole, sheltered, dna, rough, sheltered + rough, sheltered - dna + rough))
            part = (whole // 2, int(rng.binomial(sheltered, 0.5)), int(rng.binomial(rough, 0.5)))
            rows.append(("SIREN_EPCI", f"E{code}", year, part[0], part[1], None, part[2], part[1] + part[2], None))
            people = 10 if code == TINY else int(rng.poisson(0.1 * lift * size[code] * 2.2))
            totals.append(("DEP", code, year, people, "PUBLIE", date(year, 12, 31), True, None, size[code] * 150, 2024))
            requests.append(("DEP", code, year, 3 * (sheltered + rough), 3 * (sheltered + rough), sheltered + rough))
    keys = ["niveau", "territoire_code", "annee"]
    places = [(level, f"{mark}{code}", size[code] * 150 // share) for code in CODES for level, mark, share in (("DEP", "", 1), ("SIREN_EPCI", "E", 2))]  # fmt: skip
    return {
        "attributions": pl.DataFrame(rows, schema=[*keys, *COUNTS], orient="row", infer_schema_length=None).with_columns(
            part_libelle=pl.lit("essai")
        ),
        "demandes_actives": pl.DataFrame(requests, schema=[*keys, "nb_demandes_sans_domicile", "nb_demandes_sans_domicile_haut", "nb_sans_domicile"], orient="row"),
        "relogement_annuel": pl.DataFrame(
            totals,
            schema=[*keys, "nb_personnes_annee", "statut_valeur", "dernier_mois", "est_annee_complete", "nb_personnes_pour_10000_hab", "pop_municipale", "millesime_population"],
            orient="row",
        ),
        "territoires": pl.DataFrame(
            [(level, code, f"Lieu-{code}", None, None, False, people) for level, code, people in places],
            schema=["niveau", "territoire_code", "territoire_libelle", "departement_code", "region_code", "est_fictif", "pop_municipale"],
            orient="row",
        ).with_columns(
            pl.col("departement_code", "region_code").cast(pl.String), millesime_population=2024, millesime_cog=2025
        ),
    }  # fmt: skip


@cache
def protected() -> dict[str, ProtectedTable]:
    """The same, protected by the real policy: allocations and requests together, as in a release."""
    frames = true_frames()
    whole = next(family for family in POLICY.families if family.nom == "attributions")
    family = replace(whole, tables={name: whole.tables[name] for name in ("attributions", "demandes_actives")})
    holds = [(f"DEP:{code}", part) for code in CODES for part in (f"{code}a", f"{code}b")]
    holds += [(f"SIREN_EPCI:E{code}", f"{code}a") for code in CODES]
    counted = tables_of(family, frames, POLICY)
    described = dimensions_of(family, counted, pl.DataFrame(holds, schema=["territoire", "element"], orient="row"))
    shown = protect(counted, described, POLICY).tables
    found = {name: published(name, said, shown) for name, said in family.tables.items()}
    return found | {name: already_public(name, frames[name], POLICY) for name in ("relogement_annuel", "territoires")}


@cache
def compared() -> ProtectedTable:
    """The table « comparaisons » of this release."""
    found, _, left_out, _ = compute_all(protected(), POLICY, load_catalogue())
    assert not left_out
    return found["comparaisons"]
