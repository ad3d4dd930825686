"""The checks of two contracts on pandas data frames: by Great Expectations where it can, else as plain pandas.

`unexpected_rows_expectation` is a query, which the pandas engine does not run: each such check is written again here, under its
identifier. URG-12 (rows older than an erasure) is skipped: nothing was erased. URG-02 looks at an average of the batch: on the
files of all the SIAO together it does not answer as on each of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from observatory.contracts.load import load_catalogue

Rule = Callable[[pd.DataFrame], bool]  # True when a row, or the whole, is at fault


def _alone(f: pd.DataFrame) -> pd.Series:
    persons = f["nb_personnes_menage"]
    return (f["composition_code"].isin(["10", "20"]) & (persons != 1)) | (
        (f["composition_code"] == "30") & (persons != 2)
    )


def _reasons(f: pd.DataFrame) -> pd.Series:
    answer, reason = f["reponse_115"], f["motif_non_pourvue"]
    return ((answer == "NON_POURVUE") & reason.isna()) | ((answer == "POURVUE") & reason.notna())


def _per_month(f: pd.DataFrame) -> bool:
    known = f.dropna(subset="cle_menage")
    pairs = pd.DataFrame({"m": known["cle_menage"], "mois": known["date_heure_demande"].dt.to_period("M")})
    return len(known) > 20 * len(pairs.drop_duplicates())


def _silent(f: pd.DataFrame) -> bool:
    shares = [(f[c] == "NR").mean() for c in ("composition_code", "situation_code", "motif_code")]
    return max(*shares, f["cle_menage"].isna().mean()) > 0.1


def _twice(f: pd.DataFrame) -> bool:
    asks = f[f["cle_menage"].notna() & (f["type_demande"] == "HEBERGEMENT")]
    return bool(asks.duplicated(["siao_dep", "cle_menage", "nuit_demandee"]).any())


def _backwards(f: pd.DataFrame) -> bool:
    by = f.groupby("cle_numero_unique")
    date = f.assign(
        **{
            step: f["date_etape"].where(f["etape"] == step)
            for step in ("ATTRIBUTION_CALEOL", "BAIL_SIGNE", "RADIATION")
        }
    )
    steps = date.groupby("cle_numero_unique").agg(
        a=("ATTRIBUTION_CALEOL", "min"), b=("BAIL_SIGNE", "max"), r=("RADIATION", "max")
    )
    deposit = by["date_depot"].max()
    return bool(
        (deposit > steps[["a", "b", "r"]].min(axis=1)).any() or (steps["a"] > steps[["b", "r"]].min(axis=1)).any() or (steps["b"] > steps["r"]).any()
    )  # fmt: skip


def _elsewhere(f: pd.DataFrame) -> pd.Series:
    place, code = f["dep_logement"], f["commune_logement_code"]
    return code.notna() & (code.str[:2] != place) & (code.str[:3] != place)


def _quartile(f: pd.DataFrame) -> bool:
    leases = f[(f["etape"] == "BAIL_SIGNE") & (f["qpv_code"] == "ZUSNON")]
    return (leases["quartile_ressources"] == "NR").mean() > 0.1


RULES: Mapping[str, Rule] = MappingProxyType({
    "URG-02": lambda f: bool((f["nb_mineurs_menage"] > f["nb_personnes_menage"]).any() and f["nb_personnes_menage"].mean() > 1),
    "URG-03": lambda f: bool(_alone(f).any()), "URG-04": lambda f: bool(_reasons(f).any()),
    "URG-05": _per_month, "URG-06": _silent,
    "URG-10": lambda f: bool(((f["type_demande"] == "HEBERGEMENT") & f["est_renouvellement"].isna()).any()),
    "URG-11": _twice, "ATT-02": _backwards, "ATT-03": lambda f: bool(_elsewhere(f).any()),
    "ATT-04": lambda f: bool((f["motif_radiation"].notna() & (f["motif_radiation"] != "RADATT")).any()),
    "ATT-05": lambda f: bool(((f["etape"] == "RADIATION") & f["motif_radiation"].isna()).any()),
    "ATT-06": _quartile, "ATT-07": lambda f: bool(f["commune_logement_code"].isna().mean() > 0.01),
    "ATT-09": lambda f: bool((f["modele_logement"] == "NR").mean() > 0.1),
    "ATT-10": lambda f: bool((f["date_etape"] > f["date_extraction"]).any()),
})  # fmt: skip


class Checker:
    """Great Expectations on data frames, imported without telemetry and its context made once."""

    def __init__(self) -> None:
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        import great_expectations as gx
        from great_expectations.expectations.registry import get_expectation_impl

        self.suite, self.expectation_class = gx.ExpectationSuite, get_expectation_impl
        self.context = gx.get_context(mode="ephemeral")
        self.context.variables.progress_bars = {"globally": False}
        self.source = self.context.data_sources.add_pandas("pandas")

    def run(self, contract: str, frame: pd.DataFrame) -> dict:
        """`faits`, `sautes` (numbers), `non_satisfaits` (identifiers)."""
        checks = load_catalogue().sources[contract].checks
        engine = [check for check in checks if check.expectation != "unexpected_rows_expectation"]
        rules = [check.id for check in checks if check.id in RULES]
        batch = (
            self.source.add_dataframe_asset(contract)
            .add_batch_definition_whole_dataframe("lot")
            .get_batch({"dataframe": frame})
        )
        expectations = [self.expectation_class(one.expectation)(**one.kwargs, meta={"id": one.id}) for one in engine]
        found = batch.validate(
            self.suite(name=contract, expectations=expectations), result_format="BOOLEAN_ONLY"
        ).results
        failed = [one.expectation_config.meta["id"] for one in found if not one.success]
        failed += [name for name in rules if RULES[name](frame)]
        done = len(engine) + len(rules)
        return {"faits": done, "sautes": len(checks) - done, "non_satisfaits": sorted(failed)}
