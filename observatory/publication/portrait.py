"""What the page of one territory says: its key numbers, its figures, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from observatory.charts import nuits, relogement
from observatory.charts.figure import Caveat, Figure, Place
from observatory.charts.french import MARKS, capital, cell, full_date, month, number, percent
from observatory.charts.nuits_estimations import night_estimates
from observatory.charts.nuits_lieux import night_places
from observatory.charts.nuits_profil import night_profile
from observatory.publication.attributions import Attributions, attributions
from observatory.publication.key import Key
from observatory.publication.nights import comparisons, held
from observatory.publication.siao import Siao, siao
from observatory.publication.tables import Tables

if TYPE_CHECKING:
    import polars as pl

BAROMETRE, NUITS, DECOMPTES = "lake.barometre_relogement", "lake.ndls_chiffres_publies", "lake.ndls_comptage_secteur"
EDITIONS = "lake.ndls_edition"


@dataclass(frozen=True)
class Portrait:
    """All that the page of a territory shows from the data."""

    place: Place
    monthly: Figure | None
    annual: Figure | None
    nights: Figure | None
    night_details: tuple[Figure, ...]
    held: tuple[dict[str, Any], ...]
    comparisons: tuple[dict[str, str], ...]
    attributions: Attributions
    siao: Siao
    keys: tuple[Key, ...]
    other_counts: tuple[dict[str, Any], ...]
    out_of_source: bool

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the page, in reading order."""
        return tuple(
            figure
            for figure in (
                self.annual,
                self.monthly,
                self.attributions.figure,
                *self.attributions.by_types,
                *self.siao.figures,
                self.nights,
                *self.night_details,
            )
            if figure
        )

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """All the caveats of the page, once each."""
        return tuple({caveat: None for figure in self.figures for caveat in figure.warnings})


def portrait(tables: Tables, place: Place) -> Portrait:
    """The portrait of one place, from the protected tables that this release holds."""
    notes = tables.get("avertissements")
    per_month, per_year, counts = map(tables.get, ("relogement_mensuel", "relogement_annuel", "nuits_decomptes"))
    barometre, ndls, received = (tables.credit(contract) for contract in (BAROMETRE, NUITS, EDITIONS))
    monthly = relogement.monthly_flow(per_month, notes, place, barometre) if per_month else None
    annual = relogement.annual_totals(per_year, notes, place, barometre, tables.get("objectifs")) if per_year else None
    nights = nuits.night_counts(counts, notes, place, ndls, received) if counts else None
    editions = nuits.editions(counts, place)[1] if nights else []
    followed, allocated = siao(tables, place), attributions(tables, place)
    known = nuits.pairs(tables.get("nuits_comparaisons"), place)
    return Portrait(
        place, monthly, annual, nights,
        night_details=_night_details(tables, place),
        held=tuple(held(tables, place)),
        comparisons=tuple(comparisons(tables, place, editions)),
        attributions=allocated,
        siao=followed,
        keys=(*_annual_keys(annual), *_monthly_key(monthly), *allocated.keys, *followed.keys, *_night_key(nights, editions, known)),
        other_counts=_other_counts(tables, place, editions),
        out_of_source=monthly is None and _listed(tables, place),
    )  # fmt: skip


def _night_details(tables: Tables, place: Place) -> tuple[Figure, ...]:
    """Places, profile and estimates of the last night that has them."""
    own, published = tables.credit(DECOMPTES), tables.get("nuits_lieux_publies")
    totals = tables.get("nuits_totaux")
    found = (
        night_places(published, tables.get("nuits_lieux"), place, tables.credit(NUITS), own),
        night_profile(tables.get("nuits_profils"), totals, place, own),
        night_estimates(tables.get("nuits_estimations"), totals, place, own),
    )
    return tuple(figure for figure in found if figure)


def _annual_keys(figure: Figure | None) -> list[Key]:
    if figure is None:
        return []
    keys = []
    complete = [row for row in figure.rows if row[4] == "oui"]
    if complete:
        year, total, state = complete[-1][:3]
        before = next((row[1] for row in complete if row[0] == year - 1), None)
        keys.append(
            Key(
                cell(total, state),
                f"personnes sans domicile relogées dans le parc social en {year}",
                _unsaid(total, state) or _against(total, before, year - 1, is_break=_is_break(figure, year)),
            )
        )
    year, total, state, last, full = figure.rows[-1][:5]
    if full == "non":
        keys.append(
            Key(
                cell(total, state),
                f"personnes relogées en {year}, de janvier à {month(last).split()[0]}",
                _unsaid(total, state) or "Année incomplète, à ne pas comparer à une année entière.",
            )
        )
    return keys


def _unsaid(value: float | None, state: str) -> str:
    """What stands beside a mark: « Masqué (secret statistique). »; "" beside a number."""
    words = MARKS.get(cell(value, state))
    return f"{capital(words)}." if words else ""


def _is_break(figure: Figure, year: int) -> bool:
    """The total of that year is marked as a probable break of the series."""
    return any(day.year == year for caveat in figure.warnings if caveat.nature == "RUPTURE" for day in caveat.dates)


def _against(value: int, before: int | None, year: int, is_break: bool) -> str:
    if before is None:
        return ""
    if is_break:
        return f"{number(before)} en {year}\u00a0: rupture probable, à ne pas comparer"
    if min(value, before) < nuits.SMALLEST_TERM:
        return f"{number(before)} en {year}"
    return f"{percent(100 * (value / before - 1))} par rapport à {year} ({number(before)})"


def _monthly_key(figure: Figure | None) -> list[Key]:
    if figure is None:
        return []
    known = {row[0]: row[1] for row in figure.rows if row[1] is not None}
    if not known:
        return []
    last = max(known)
    before = next((flow for day, flow in known.items() if (day.year, day.month) == (last.year - 1, last.month)), None)
    more = f"{number(before)} en {month(last.replace(year=last.year - 1, day=1))}" if before is not None else ""
    return [Key(number(known[last]), f"personnes relogées en {month(last)}, dernier mois connu", more)]


def _night_key(figure: Figure | None, editions: list[dict[str, Any]], known: nuits.Pairs) -> list[Key]:
    if figure is None:
        return []
    last = editions[-1]
    when = full_date(last["date_nuit"]) if last["date_nuit_precision"] == "JOUR" else figure.rows[-1][0]
    value, state = figure.rows[-1][1:3]
    more = _unsaid(value, state)
    if len(editions) > 1 and not more:
        before = figure.rows[-2]
        change = nuits.change(known, editions[-2], last)
        more = f"{cell(*before[1:3])} à l’édition précédente ({before[0]})" + (
            f", soit {change}" if change else "\u00a0: à ne pas comparer"
        )
    return [
        Key(
            cell(value, state),
            f"personnes décomptées, Nuit de la Solidarité du {when}",
            more,
            figure.rows[-1][3],
        )
    ]


def _listed(tables: Tables, place: Place) -> bool:
    table = tables.get("relogement_mensuel")
    frame = table.frame if table else None
    return frame is not None and bool(
        ((frame["niveau"] == place.niveau) & (frame["territoire_code"] == place.code)).any()
    )


def _other_counts(tables: Tables, place: Place, editions: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Published figures of the nights that the main figure does not hold: other units, places, context."""
    import polars as pl

    table = tables.get("nuits_solidarite")
    if table is None:
        return ()
    mine = table.filter(
        pl.col("niveau") == place.niveau, pl.col("territoire_code") == place.code, pl.col("est_retenu")
    ).frame
    if editions:
        mine = mine.filter(~_already_shown(nuits.editions(tables.get("nuits_decomptes"), place)[0], editions))
    rows = mine.sort(["date_nuit", "indicateur", "type_lieu"], descending=[True, False, False])
    return tuple(rows.to_dicts())


def _already_shown(indicator: str, editions: list[dict[str, Any]]) -> pl.Expr:
    """The rows whose total the main figure shows; a total that was published otherwise stays in sight."""
    import polars as pl

    told = [f"{row['edition_id']} {row['valeur_publiee']}" for row in editions]
    key = pl.format("{} {}", "edition_id", "valeur_publiee")
    total = (pl.col("type_lieu") == "TOTAL") & (pl.col("indicateur") == indicator) & (pl.col("unite") == "PERSONNE")
    return (total & key.is_in(told)).fill_null(False)
