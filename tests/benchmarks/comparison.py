"""How fast the comparison page is with 1 300 EPCI, 30 yearly indicators and ten years, in a real browser, from a disk.

Run: `python -m tests.benchmarks.comparison`. Prints the weight of each file, the first draw, and each kind of change.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from observatory.contracts.load import FOLDER, load_catalogue
from observatory.disclosure.protected import ProtectedTable, already_public
from observatory.publication.computed import compute_all
from observatory.publication.images import FLAGS, find_browser
from observatory.publication.policy_file import load_policy
from observatory.publication.tables import Tables
from tests.publication.comparison_page import write_comparison

if TYPE_CHECKING:
    import polars as pl

EPCI, INDICATORS, ROUNDS = 1_300, 30, 5
YEARS = range(2016, 2026)
POLICY = load_policy(FOLDER / "disclosure.yaml")


def main() -> None:
    """Write the release in a folder of its own, open it, print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        _write(site)
        _weights(site / "assets")
        for what, times in _measured(site).items():
            print(
                f"{statistics.median(times):6.0f} ms  {what} (de {min(times):.0f} à {max(times):.0f}, {len(times)} fois)"
            )


def measure() -> dict[str, float]:
    """What is waited for, in words → seconds, medians: elapsed, or of the processor where the words say so."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        _write(site)
        return {what: statistics.median(times) / 1000 for what, times in _measured(site).items()}


def _frames() -> dict[str, pl.DataFrame]:
    """Invented counts, multiples of 5, of every EPCI and year; enough types of places to make thirty indicators."""
    import polars as pl
    import shapely

    rng = np.random.default_rng(5)
    codes = [f"E{rank:04d}" for rank in range(EPCI)]
    whole = pl.Series("nb_radiations", 5 * rng.integers(20, 1500, EPCI))
    people = whole * 180
    keys = pl.DataFrame({"niveau": "SIREN_EPCI", "territoire_code": codes, "nb_radiations": whole, "pop_municipale": people}).join(
        pl.DataFrame({"annee": list(YEARS)}), how="cross"
    )  # fmt: skip

    def part(share: float) -> np.ndarray:
        return 5 * np.round(rng.binomial(keys["nb_radiations"], share) / 5).astype(int)

    said = pl.lit("PUBLIE")
    of = keys.drop("nb_radiations", "pop_municipale")
    homeless, first = part(0.07), part(0.2)
    counted = of.with_columns(keys["nb_radiations"], statut_valeur=said)
    attributions = counted.with_columns(
        part_libelle=pl.lit("essai"), nb_heberges=homeless, statut_nb_heberges=said, nb_dna=pl.lit(None, pl.Int64), statut_nb_dna=pl.lit("NON_COLLECTE"),
        nb_sans_abri=pl.lit(0, pl.Int64), statut_nb_sans_abri=pl.lit("ZERO"), nb_sans_domicile=homeless, statut_nb_sans_domicile=said,
        nb_sans_domicile_hors_dna=pl.lit(None, pl.Int64), statut_nb_sans_domicile_hors_dna=pl.lit("NON_COLLECTE"),
    )  # fmt: skip
    wider = counted.with_columns(
        nb_sans_domicile_elargi=homeless, statut_nb_sans_domicile_elargi=said, nb_baux=keys["nb_radiations"], statut_nb_baux=said,
        nb_baux_sans_domicile=homeless, statut_nb_baux_sans_domicile=said,
    )  # fmt: skip
    quartile = of.with_columns(
        nb_baux_hors_qpv=keys["nb_radiations"], statut_valeur=said, nb_baux_premier_quartile=first, statut_nb_baux_premier_quartile=said,
        nb_baux_quartile_inconnu=pl.lit(0, pl.Int64), statut_nb_baux_quartile_inconnu=pl.lit("ZERO"),
    )  # fmt: skip
    requests = of.with_columns(
        nb_demandes_sans_domicile=3 * homeless, statut_valeur=said, nb_demandes_sans_domicile_haut=3 * homeless + 5, statut_nb_demandes_sans_domicile_haut=said,
        nb_sans_domicile=homeless, statut_nb_sans_domicile=said, pression_annees=pl.lit(3.0),
    )  # fmt: skip
    types = pl.DataFrame({"type_offre": [f"TYPE_{rank:02d}" for rank in range(INDICATORS - 6)]}).with_columns(
        type_offre_libelle="type_offre"
    )
    places = counted.join(types, how="cross").select(
        "niveau", "territoire_code", "type_offre", "type_offre_libelle", "statut_valeur", date_reference=pl.date("annee", 12, 31),
        nb_ouvertes="nb_radiations", nb_disponibles="nb_radiations", statut_nb_disponibles="statut_valeur",
        nb_occupees=(pl.col("nb_radiations") * 0.9).cast(pl.Int64), statut_nb_occupees="statut_valeur",
    )  # fmt: skip
    side = int(np.ceil(np.sqrt(EPCI)))
    boxes = [
        shapely.to_wkb(shapely.box(x, y, x + 2e4, y + 2e4))
        for x, y in ((2e5 + 2e4 * (k % side), 6.2e6 + 2e4 * (k // side)) for k in range(EPCI))
    ]
    territories = pl.DataFrame({"territoire_code": codes, "pop_municipale": people}).select(
        pl.lit("SIREN_EPCI").alias("niveau"), "territoire_code", territoire_libelle="Communauté de communes " + pl.col("territoire_code"),
        departement_code=pl.lit(None, pl.String), region_code=pl.lit(None, pl.String), millesime_cog=2025, pop_municipale="pop_municipale",
        millesime_population=2025, est_fictif=True,
    )  # fmt: skip
    outlines = territories.select(
        "niveau",
        "territoire_code",
        "territoire_libelle",
        millesime_cog=2025,
        projection=2154,
        geometrie=pl.Series(boxes),
        est_fictif=True,
    )
    annual = pl.DataFrame(schema={"niveau": pl.String, "territoire_code": pl.String, "annee": pl.Int64, "nb_personnes_annee": pl.Int64, "statut_valeur": pl.String,
        "dernier_mois": pl.Date, "est_annee_complete": pl.Boolean, "nb_personnes_pour_10000_hab": pl.Float64, "pop_municipale": pl.Int64, "millesime_population": pl.Int64})  # fmt: skip
    return {
        "attributions": attributions, "attributions_elargies": wider, "attributions_premier_quartile": quartile, "demandes_actives": requests,
        "places": places, "territoires": territories, "contours": outlines, "relogement_annuel": annual,
    }  # fmt: skip


def _protected(frames: dict[str, pl.DataFrame]) -> dict[str, ProtectedTable]:
    """These frames are invented and rounded: sealed as public ones, whatever their family."""
    public = next(family for family in POLICY.families if family.nom == "siao_pratiques")
    policy = replace(POLICY, families=(replace(public, tables={name: {} for name in frames}),))
    return {name: already_public(name, frame, policy) for name, frame in frames.items()}


def _write(site: Path) -> None:
    given = _protected(_frames())
    started = time.perf_counter()
    computed, _, left_out, _ = compute_all(given, POLICY, load_catalogue())
    print(f"{time.perf_counter() - started:6.1f} s  table « comparaisons » ({left_out or 'complète'})")
    started = time.perf_counter()
    write_comparison(site, Tables(given | computed))
    print(f"{time.perf_counter() - started:6.1f} s  la page et tous ses fichiers")


def _weights(assets: Path) -> None:
    sizes = {path.stem: path.stat().st_size / 1000 for path in (assets / "comparaison").iterdir()}
    print(f"{(assets / 'comparison-data.js').stat().st_size / 1000:6.0f} ko  comparison-data.js")
    for kind in ("part_brute", "occupation_type_00", "entonnoir", "carte-lissee"):
        mine = [size for name, size in sizes.items() if name.startswith(kind)]
        print(f"{statistics.median(mine):6.0f} ko  {kind}, médiane de {len(mine)}")
    print(f"{sum(sizes.values()):6.0f} ko  en tout, {len(sizes)} fichiers")


# When the words and numbers are there, then the curve, then funnel, map and table of the level; at a change, since it.
_WATCH = """
  window.marks = {from: 0};
  const note = (name) => { marks[name] ??= performance.now() - marks.from; };
  addEventListener("DOMContentLoaded", () => {
    const [table, trace, level] = ["tableau", "trace", "ensemble"].map((id) => document.getElementById(id));
    new MutationObserver((found) => {
      for (const {target} of found) if (target === table) note("table"); else if (target === trace) note("curve"); else if (target === level) note("level");
      if (trace.dataset.drawn && !trace.watched) { trace.watched = true; trace.on("plotly_afterplot", () => note("curve")); }
    }).observe(document.body, {subtree: true, attributes: true, attributeFilter: ["data-ready", "data-drawn"]});
  });
"""
CHOSEN = "SIREN_EPCI-E0001,SIREN_EPCI-E0002,SIREN_EPCI-E0003"
CHANGES = {
    "ajouter un territoire": "location.hash = '#indicateur=part_brute&territoires={chosen},SIREN_EPCI-E{k:04d}'",
    "changer la période": "location.hash = '#indicateur=part_brute&territoires={chosen}&de={year}'",
    "changer l’année de l’entonnoir": "location.hash = '#indicateur=part_brute&territoires={chosen}&annee={year}'",
    "changer d’indicateur (fichier à lire)": "(() => {{ const s = document.getElementById('indicateur'); s.value = 'occupation_type_{k:02d}'; s.dispatchEvent(new Event('change')); }})()",
}  # fmt: skip
QUIET = 2500  # milliseconds after which nothing is left to draw


def _measured(site: Path) -> dict[str, list[float]]:
    """What is waited for → milliseconds, each time."""
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    address = f"{(site / 'comparer.html').as_uri()}#indicateur=part_brute&territoires={CHOSEN}"
    (site / "bibliotheque.html").write_text(
        '<!doctype html><p>x<script defer src="assets/plotly.min.js"></script>', encoding="utf-8"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_browser(os.environ)), args=flags)
        alone, first, found = [], [], {}
        for _ in range(ROUNDS):
            alone.append(_opened(browser, (site / "bibliotheque.html").as_uri(), "p")[1])
            page, seconds = _opened(browser, address, "#ensemble[data-ready]")
            first.append(page.evaluate("marks") | {"cpu": seconds})
            page.context.close()
        found["bibliothèque de dessin seule, processeur"] = alone
        for name, what in (
            ("table", "premiers mots et nombres"),
            ("curve", "courbe"),
            ("level", "entonnoir, carte et tableau du niveau"),
            ("cpu", "le tout, processeur"),
        ):
            found[what] = [one[name] for one in first]
        page, _ = _opened(browser, address, "#ensemble[data-ready]")
        cdp = page.context.new_cdp_session(page)
        cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
        for what, script in CHANGES.items():
            times: list[dict[str, Any]] = []
            for k in range(ROUNDS):
                page.wait_for_timeout(QUIET)
                before = _processor(cdp)
                page.evaluate(
                    f"marks = {{from: performance.now()}}; {script.format(chosen=CHOSEN, k=k + 10, year=YEARS[k + 1])}"
                )
                page.wait_for_timeout(QUIET)
                times.append(page.evaluate("marks") | {"cpu": _processor(cdp) - before})
            for name, told in (
                ("curve", "jusqu’à la courbe"),
                ("level", "jusqu’au niveau"),
                ("cpu", "processeur, en tout"),
            ):
                if known := [one[name] for one in times if name in one]:
                    found[f"{what}, {told}"] = known
        browser.close()
    return found


def _opened(browser: Any, address: str, until: str) -> tuple[Any, float]:
    """A page in a browser that has seen nothing, and the milliseconds of processor that it took until then."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(_WATCH)
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    page.wait_for_selector(until, state="attached")
    return page, _processor(cdp)


def _processor(cdp: Any) -> float:
    found = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
    return 1000 * found["TaskDuration"]


if __name__ == "__main__":
    main()
