"""What the open series says of the accelerated départements: `python -m tests.benchmarks.effect_real [folder]`.

`folder`: that of the shared open data (default: `shared`, beside the project). Households: persons of December
over 2,2.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

from observatory.contracts.load import FOLDER
from observatory.indicators.effect.departements import departement_groups
from observatory.indicators.effect.evaluation import Evaluation, evaluate
from observatory.indicators.effect.inference import Interval
from observatory.indicators.effect.panel import Panel, panel_of

SHARED = Path(__file__).resolve().parents[3] / "shared"
BREAKS = ("63",)  # Puy-de-Dôme: 339 persons in 2020, 825 in 2021
PERSONS_OF_A_HOUSEHOLD = 2.2
DEFINITIONS = ("stricte", "large")


def real_panels(shared: Path) -> dict[str, Panel]:
    """The panel of départements by definition; those partly accelerated are in no group of the strict one."""
    groups = departement_groups(_laureates(shared), _communes())
    rows = _barometre(shared).join(groups, left_on="territoire", right_on="departement_code")
    kept = {"stricte": rows.filter(~pl.col("est_partiel")), "large": rows}
    return {name: panel_of(part.with_columns(premiere_annee=f"premiere_annee_{name}")) for name, part in kept.items()}


def _laureates(shared: Path) -> pl.DataFrame:
    listed = pl.read_csv(shared / "reference" / "territoires_lda.csv", infer_schema=False)
    return listed.select(
        "territoire_code", niveau="territoire_code_type", date_annonce=pl.col("date_annonce").str.to_date()
    )


def _communes() -> pl.DataFrame:
    return pl.read_parquet(FOLDER / "nomenclatures" / "communes.parquet").filter(
        pl.col("type_commune") == "COM", ~pl.col("commune_code").str.starts_with("Z")
    )


def _barometre(shared: Path) -> pl.DataFrame:
    """Households allocated a home each year, by département without Mayotte (absent from the source)."""
    path = shared / "real" / "barometre" / "barometre-resultats-logement-ville-detail-departemental.csv"
    return (
        pl.read_csv(path, infer_schema=False)
        .filter(
            pl.col("id_indicateur") == "logement-sans-domicile-hebergement-urgence",
            pl.col("date").str.ends_with("-12-31"),
            pl.col("code_departement") != "976",
        )
        .select(
            territoire="code_departement",
            annee=pl.col("date").str.slice(0, 4).cast(pl.Int64),
            nb_menages=pl.col("valeur").cast(pl.Float64) / PERSONS_OF_A_HOUSEHOLD,
        )
    )


def lines(name: str, panel: Panel, found: Evaluation) -> list[str]:
    """What one definition gives, line by line."""
    treated, rest = found.growth
    study = dict(zip(found.study.ks, found.study.coefficients, strict=True))
    waves = {first: int((panel.first == first).sum()) for first in panel.cohorts}
    said = [
        f"## Définition {name} : accélérés {waves}, {rest.nb_territories} autres à la fin",
        f"hausse {treated.percent:.1f} % ({treated.before} → {treated.after}), ailleurs {rest.percent:.1f} %",
        f"RR {found.ratio.value:.4f} [{found.ratio.low:.3f} ; {found.ratio.high:.3f}], φ {found.ratio.phi:.2f}",
        "β_k " + ", ".join(f"{k:+d} : {value:+.3f}" for k, value in study.items()),
        "effet moyen par vague "
        + ", ".join(f"{first} : {value:+.3f}" for first, value in found.study.by_cohort.items()),
        *(f"effet moyen, {one.method} : {_told(one)}" for one in found.effects),
        f"avant : {found.before}",
        f"fausse date : {_told(found.false_date)}",
        *(f"{one.label} : {_told(one.effect)}" for one in found.variants),
        f"sans chaque territoire : {found.left_out}",
        f"→ « {found.verdict.sentence} » ; manque : " + " ; ".join(one.text for one in found.verdict.failed),
    ]
    return said


def _told(one: Interval | None) -> str:
    if one is None or one.low is None:
        return one.reason if one else "non testable"
    return f"{one.value:+.3f} [{one.low:+.3f} ; {one.high:+.3f}], p {one.p:.3f}"


def main(shared: Path = SHARED) -> None:
    """Print both definitions, with and without the département whose recording changed."""
    for name, panel in real_panels(shared).items():
        print("\n".join(lines(name, panel, evaluate(panel, breaks=BREAKS))), end="\n\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
