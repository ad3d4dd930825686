"""The same files read, checked and counted with pandas and Great Expectations, as one would without the library.

`python -m tests.benchmarks.with_pandas INCOMING OUT` reads the requests, households and persons of the SIAO and the allocations
of the SNE as they were received, types them, turns labels into codes and identities into keys (SHA-256 of a secret and of the
value), runs the checks of the contracts lake.siao_demande_115 and lake.sne_attribution on the data frames (`pandas_checks`),
and writes the aggregates of `same_steps` as Parquet in OUT. One JSON line. Its counterpart is `same_steps`.

Not done: no quarantine (a row that does not fit goes away, unsaid), no file kept, no journal, no EPCI. Checks are made once on
all files of a contract, where ours makes them for each file. Imports are not on the clock.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pandas as pd

from tests.benchmarks.line import told
from tests.benchmarks.pandas_checks import Checker
from tests.benchmarks.pandas_reading import allocations, households, persons, read_all, requests


def main(incoming: Path, out: Path) -> dict:
    """What it took (`line.told`), the rows of each aggregate, and the checks: made, skipped, not satisfied."""
    checker = Checker()
    out.mkdir(parents=True, exist_ok=True)
    times = [time.perf_counter()]
    asked = requests(read_all(incoming, "siao/*/*-115-*.csv"))
    known = households(read_all(incoming, "siao/*/*-menages-*.csv"))
    people = persons(read_all(incoming, "siao/*/*-personnes-*.csv"))
    homes = allocations(read_all(incoming, "sne/*attributions*.csv"))
    times.append(time.perf_counter())
    checks = {
        "siao_demande_115": checker.run("siao_demande_115", asked),
        "sne_attribution": checker.run("sne_attribution", homes),
    }
    times.append(time.perf_counter())
    rows = {}
    for name, frame in (requests_counted(asked, known) | persons_counted(people) | allocations_counted(homes)).items():
        frame.to_parquet(out / f"{name}.parquet", index=False)
        rows[name] = len(frame)
    found = told(["lecture", "controles", "agregats"], [*times, time.perf_counter()], rows)
    return found | {"controles": checks}


def requests_counted(asked: pd.DataFrame, known: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Requests for a shelter that have an answer: by month, households, nights. `asked`, `known`: as read."""
    found = with_sizes(answered(one_file_a_month(asked)), known)
    place = ["siao_dep", "mois"]
    kinds = [*place, "est_renouvellement", "est_pourvue", "motif_regroupe"]
    nights = found.dropna(subset="cle_menage").groupby([*place, "cle_menage", "nuit_demandee"], as_index=False)
    nights = nights.agg(nb_personnes=("nb_personnes", "max"), est_abrite=("est_pourvue", "any"))
    yearly = found.assign(annee=found["mois"].dt.year)
    return {
        "demandes": found.groupby(kinds, as_index=False, dropna=False).size().rename(columns={"size": "nb"}),
        "menages_mensuels": found.groupby(place, as_index=False).agg(nb=("cle_menage", "nunique")),
        "menages_annuels": yearly.groupby(["siao_dep", "annee"], as_index=False).agg(nb=("cle_menage", "nunique")),
        "nuits": nights.groupby([*place, "est_abrite"], as_index=False).agg(nb=("cle_menage", "size"), nb_personnes=("nb_personnes", "sum")),
    }  # fmt: skip


def one_file_a_month(asked: pd.DataFrame) -> pd.DataFrame:
    """Each month of a SIAO from the file that is about it (3 % of its rows at least, the shortest first), then one row a request."""
    file, month = ["siao_dep", "fichier"], ["siao_dep", "mois"]
    carried = asked.groupby([*file, "mois"], as_index=False).size()
    carried = carried[carried["size"] >= 0.03 * carried.groupby(file)["size"].transform("sum")]
    carried["nb_mois"] = carried.groupby(file)["mois"].transform("size")
    kept = carried.sort_values(["nb_mois", "fichier"]).drop_duplicates(month)
    main_file = asked[month].merge(kept, on=month, how="left")["fichier"].to_numpy()
    is_main = asked["fichier"].to_numpy() == main_file
    others = (
        asked[[*file, "mois"]].merge(carried[[*file, "mois"]].assign(porte=True), how="left")["porte"].isna().to_numpy()
    )
    found = asked.assign(est_principal=is_main)[is_main | others]
    return found.sort_values("est_principal", ascending=False, kind="stable").drop_duplicates(
        ["siao_dep", "cle_demande"]
    )


def answered(found: pd.DataFrame) -> pd.DataFrame:
    found = found[(found["type_demande"] == "HEBERGEMENT") & found["reponse_115"].isin(["POURVUE", "NON_POURVUE"])]
    return found.assign(est_pourvue=found["reponse_115"] == "POURVUE")


def with_sizes(found: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """The number of persons of the household's composition in force that night, else the one that the request says."""
    by = ["siao_dep", "cle_menage"]
    latest = known.sort_values("date_extraction").drop_duplicates([*by, "date_debut_validite"], keep="last")
    joined = pd.merge_asof(
        found.sort_values("nuit_demandee"),
        latest.sort_values("date_debut_validite")[[*by, "date_debut_validite", "nb_personnes_menage"]],
        left_on="nuit_demandee", right_on="date_debut_validite", by=by, suffixes=("", "_connu"),
    )  # fmt: skip
    return joined.assign(nb_personnes=joined["nb_personnes_menage_connu"].fillna(joined["nb_personnes_menage"]))


def persons_counted(people: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Persons of each SIAO, in three ways to know them again; a file has the keys of the first extraction that holds it."""
    keys = {"stricte": "cle_personne", "centrale": "cle_personne_centrale", "large": "cle_personne_large"}
    first = people.sort_values(["date_extraction", "date_situation"]).drop_duplicates(["siao_dep", "cle_fiche"])
    return {"personnes": first.groupby("siao_dep", as_index=False).agg(**{name: (key, "nunique") for name, key in keys.items()})}  # fmt: skip


def allocations_counted(homes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Households by département, year, step and declared home, in the extraction that closes each year."""
    found = homes[(homes["etape"] != "RADIATION") | (homes["motif_radiation"] == "RADATT")].assign(
        annee=homes["date_etape"].dt.year
    )
    closing = pd.to_datetime({"year": found["annee"] + 1, "month": 1, "day": 20})
    late = found[found["date_extraction"] >= closing]
    series = ["dep_logement", "annee", "etape"]
    late = late[late["date_extraction"] == late.groupby(series)["date_extraction"].transform("min")]
    once = late.sort_values(["date_etape", "dep_logement"], ascending=[False, True]).drop_duplicates(
        ["dep_logement", "cle_numero_unique", "etape", "annee"]
    )
    counted = once.groupby([*series, "situation"], as_index=False).size()
    return {"attributions": counted.rename(columns={"size": "nb", "dep_logement": "departement_code"})}


if __name__ == "__main__":
    print(json.dumps(main(*map(Path, sys.argv[1:3]))))
