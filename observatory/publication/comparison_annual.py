"""The yearly measures of the comparison page: rates from protected counts, behind their gates, a file by measure and level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from observatory.charts.attributions_rows import ROUNDING
from observatory.charts.figure import shown
from observatory.charts.pression import LEAST
from observatory.charts.siao_rows import LEAST_DENOMINATOR, LEAST_NUMERATOR
from observatory.disclosure.protected import HIDDEN, STATE
from observatory.publication.attributions import SNE
from observatory.publication.attributions_facts import MOST_MISSING
from observatory.publication.comparison_measures import ALLOCATIONS, HIGH, LOW, Annual, occupancies
from observatory.publication.labels import LEVELS, json_block
from observatory.publication.tables import Tables

if TYPE_CHECKING:
    import polars as pl

TOLD, GATED, GONE, UNKNOWN = "P", "S", "M", "N"  # states of a rate: told, under a threshold, hidden, not known


@dataclass(frozen=True)
class Measured:
    """A measure and its rows: niveau, territoire_code, annee, n, d (counts), v, b, h (value, limits), e (state, one letter)."""

    about: Annual
    rows: pl.DataFrame

    @property
    def levels(self) -> list[str]:
        found = set(self.rows["niveau"])
        return [level for level in LEVELS if level in found]


def annual_measures(tables: Tables) -> list[Measured]:
    """Every yearly measure that this release tells of at least one territory, in the order of the selector."""
    measured = [Measured(about, _rows(tables, about)) for about in (*ALLOCATIONS, *occupancies(tables))]
    return [one for one in measured if one.rows.height]


def annual_words(tables: Tables, measured: Sequence[Measured]) -> list[dict[str, Any]]:
    """What the script of the page must know of each measure before its figures are loaded."""
    return [
        {
            "id": one.about.id, "titre": one.about.title, "unite": one.about.unit, "suffixe": one.about.suffix,
            "source": _credit(tables, one.about.credit), "note": one.about.note, "termes": one.about.terms,
            "bornes": one.about.limits, "mesure": one.about.measure, "absent": one.about.absent, "niveaux": one.levels,
        }
        for one in measured
    ]  # fmt: skip


def annual_files(tables: Tables, measured: Sequence[Measured]) -> Iterator[tuple[str, str]]:
    """(name, script) of each measure and level: columns of as many values as years × codes, null where nothing is told."""
    for one in measured:
        marked = {"revisees": _revised(tables, one.about), "coupures": breaks(tables, one.about.table)}
        for level in one.levels:
            name = f"{one.about.id}-{level}"
            yield name, piece(name, _columns(one.rows, level, marked))


def piece(name: str, value: Any) -> str:
    """A script that the page loads when it needs it, from a disk as from a server."""
    return f'window.OBSERVATOIRE_PIECES["{name}"] = {json_block(value)};\n'


def with_shares(frame: pl.DataFrame, part: str, whole: str) -> pl.DataFrame:
    """The rows with `v`, `b`, `h`: the share of each row and its limits, as `share` and `interval` give them; null behind a gate.

    A share beyond 100 (places of a night) has no limits.
    """
    import polars as pl

    from observatory.indicators.small_numbers import wilson_interval

    x, n = pl.col(part), pl.col(whole)
    is_told = ((x >= LEAST_NUMERATOR) & (n >= LEAST_DENOMINATOR)).fill_null(value=False)
    told = frame.with_columns(v=pl.when(is_told).then(100 * x / n))
    below, above = (
        told.select(pl.when(is_told & (x <= n)).then(one)).to_series().cast(pl.Float64).fill_null(0).to_numpy()
        for one in (pl.max_horizontal(x - ROUNDING, pl.lit(0)), pl.min_horizontal(x + ROUNDING, n))
    )
    size = told[whole].fill_null(0).to_numpy()
    limits = pl.DataFrame({"b": 100 * wilson_interval(below, size)[0], "h": 100 * wilson_interval(above, size)[1]})
    return told.hstack(limits).with_columns(pl.when(is_told & (x <= n)).then(pl.col("b", "h")))


def _columns(
    rows: pl.DataFrame, level: str, marked: Mapping[str, Mapping[tuple[str, str], list[int]]]
) -> dict[str, Any]:
    import polars as pl

    mine = rows.filter(pl.col("niveau") == level)
    codes, years = (mine[name].unique().sort() for name in ("territoire_code", "annee"))
    grid = codes.to_frame().join(years.to_frame(), how="cross")
    full = grid.join(mine, on=["territoire_code", "annee"], how="left", maintain_order="left")
    kept = set(codes)
    return {
        "codes": codes.to_list(),
        "annees": years.to_list(),
        **{name: full[name].to_list() for name in ("n", "d", "v", "b", "h") if full[name].count()},
        "e": "".join(full["e"].fill_null(UNKNOWN)),
        **{name: {key[1]: found for key, found in said.items() if key[0] == level and key[1] in kept} for name, said in marked.items()},
    }  # fmt: skip


def _rows(tables: Tables, about: Annual) -> pl.DataFrame:
    """The rows of a measure, without the territories of which nothing is ever told nor hidden."""
    import polars as pl

    table = tables.get(about.table)
    if table is None:
        return pl.DataFrame(schema={"niveau": pl.String})
    if about.table == "relogement_annuel":
        found = _rehoused(shown(table, {about.part: STATE}))
    else:
        counts = dict.fromkeys((about.first, about.part, about.whole, *_BESIDE.get(about.table, ())))
        states = {name: STATE if name == about.first else f"statut_{name}" for name in counts}
        frame = shown(table, states)
        if about.type_offre:
            day = pl.col("date_reference")
            frame = frame.filter(pl.col("type_offre") == about.type_offre, day.dt.month() == 12, day.dt.day() == 31)
            frame = frame.with_columns(annee=day.dt.year())
        frame = frame.with_columns(
            n=about.part, d=about.whole, is_hidden=pl.any_horizontal(pl.col(states[name]) == HIDDEN for name in (about.part, about.whole))
        )  # fmt: skip
        found = _CALCULATED.get(about.id, _occupied if about.type_offre else _shares)(frame)
    state = (
        pl.when("is_hidden").then(pl.lit(GONE))
        .when(pl.col("n").is_null() | pl.col("d").is_null()).then(pl.lit(UNKNOWN))
        .when(pl.col("v").is_null()).then(pl.lit(GATED))
        .otherwise(pl.lit(TOLD))
    )  # fmt: skip
    kept = found.with_columns(pl.col("v", "b", "h").cast(pl.Float64).round(1), e=state)
    is_told = (pl.col("e") != UNKNOWN).any().over("niveau", "territoire_code")
    return kept.filter(is_told).select("niveau", "territoire_code", "annee", "n", "d", "v", "b", "h", "e")


def _shares(frame: pl.DataFrame) -> pl.DataFrame:
    return with_shares(frame, "n", "d")


def _first_quartile(frame: pl.DataFrame) -> pl.DataFrame:
    """I20: nothing when the quartile of half the leases is missing (G7)."""
    import polars as pl

    missing = pl.col("nb_baux_quartile_inconnu")
    is_known = (missing <= MOST_MISSING[1] * pl.col("d")).fill_null(value=False)
    return with_shares(frame, "n", "d").with_columns(pl.when(is_known).then(pl.col("v", "b", "h")))


def _satisfied(frame: pl.DataFrame) -> pl.DataFrame:
    """I14a: the more requests there may be, the lower the rate."""
    return _between(frame, 100, ("nb_sans_domicile", HIGH), ("nb_sans_domicile", LOW))


def _pressed(frame: pl.DataFrame) -> pl.DataFrame:
    """I14b: years of allocations that the requests make."""
    return _between(frame, 1, (LOW, "nb_sans_domicile"), (HIGH, "nb_sans_domicile"))


def _between(frame: pl.DataFrame, per: int, low: tuple[str, str], high: tuple[str, str]) -> pl.DataFrame:
    """A rate known between two bounds, drawn at their middle; nothing under the gate, nor when a term is not known."""
    import polars as pl

    is_told = (pl.min_horizontal(LOW, "nb_sans_domicile") >= LEAST) & pl.col(HIGH).is_not_null()
    b, h = (pl.when(is_told).then(per * pl.col(over) / pl.col(under)) for over, under in (low, high))
    hidden = (pl.col(f"statut_{HIGH}") == HIDDEN) | pl.col("is_hidden")
    return frame.with_columns(b=b, h=h, is_hidden=hidden).with_columns(v=(pl.col("b") + pl.col("h")) / 2)


def _occupied(frame: pl.DataFrame) -> pl.DataFrame:
    """I16a: all the places of one night, hence no interval; more than all of them may be occupied."""
    import polars as pl

    return with_shares(frame, "n", "d").with_columns(b=pl.lit(None), h=pl.lit(None))


def _rehoused(frame: pl.DataFrame) -> pl.DataFrame:
    """The published rate of whole years, from five persons on (G2)."""
    import polars as pl

    is_told = pl.col("est_annee_complete") & (pl.col("nb_personnes_annee") >= LEAST_NUMERATOR)
    rate = pl.when(is_told).then("nb_personnes_pour_10000_hab")
    return frame.with_columns(n="nb_personnes_annee", d="pop_municipale", is_hidden=pl.col(STATE) == HIDDEN, v=rate, b=pl.lit(None), h=pl.lit(None))  # fmt: skip


def _revised(tables: Tables, about: Annual) -> dict[tuple[str, str], list[int]]:
    """The years that a later extraction of the SNE says otherwise."""
    import polars as pl

    table = tables.get("attributions_extractions") if about.credit == SNE else None
    return _years(table.frame.filter(pl.col("date_revision").is_not_null())) if table else {}


def breaks(tables: Tables, name: str) -> dict[tuple[str, str], list[int]]:
    """(niveau, code) → the years of a table that do not follow from the one before: a probable break of what is recorded."""
    import polars as pl

    table = tables.get("avertissements")
    if table is None:
        return {}
    found = table.frame.filter(pl.col("nature") == "RUPTURE", pl.col("table_nom") == name)
    return _years(found.with_columns(annee=pl.col("date_concernee").dt.year()))


def _years(frame: pl.DataFrame) -> dict[tuple[str, str], list[int]]:
    found = frame.group_by("niveau", "territoire_code").agg("annee").rows()
    return {(level, code): sorted(set(years)) for level, code, years in found}


def _credit(tables: Tables, contract: str) -> str:
    credit = tables.credit(contract)
    return f"{credit.line} Publié le {credit.date_publication}."


_BESIDE = {
    "attributions_premier_quartile": ("nb_baux_quartile_inconnu",),
    "demandes_actives": ("nb_sans_domicile", LOW, HIGH),
}
_CALCULATED = {"premier_quartile": _first_quartile, "satisfaction": _satisfied, "pression": _pressed}
