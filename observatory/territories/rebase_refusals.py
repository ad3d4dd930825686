"""What a rebase refuses, in sentences for staff: the codes, the two vintages, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import polars as pl

_SHOWN = 5
_LISTED_SOME_YEARS = (
    "^(97[578]|98)"  # the communes of the collectivités d’outre-mer are not published with each vintage
)


def codes_of(communes: pl.DataFrame, year: int) -> pl.Series:
    """The commune codes of a vintage; refuses one that has none."""
    import polars as pl

    codes = communes.filter(pl.col("millesime_cog") == year)["commune_code"]
    if codes.is_empty():
        years = communes["millesime_cog"].unique().sort().to_list()
        raise ObservatoryError(
            f"Les communes du millésime {year} ne sont pas connues.",
            f"Millésimes connus : {', '.join(map(str, years)) or 'aucun'}. Déposez la liste officielle de l’année qui manque.",
        )
    return codes


def split_error(split: pl.Series, departure: int, arrival: int) -> ObservatoryError:
    return ObservatoryError(
        f"Ces communes en deviennent plusieurs entre les millésimes {departure} et {arrival} : {_few(split)}.",
        "Gardez le millésime de la source, ou donnez la population des communes d’arrivée : les comptes seront répartis "
        "en proportion, et signalés.",
    )


def hold_population(people: pl.DataFrame, departure: int, arrival: int) -> None:
    """Refuse a commune whose arrivals have not each one known population, or no inhabitant at all."""
    import polars as pl

    pop = pl.col("_pop")
    nobody = pop.has_nulls().over("depart") | (pop.sum().over("depart") <= 0)
    unknown = people.filter(nobody | people.select("depart", "_arrivee").is_duplicated())["depart"]
    if len(unknown):
        raise ObservatoryError(
            f"La population manque, est nulle ou donnée deux fois pour répartir ces communes entre les millésimes {departure} et {arrival} : "
            f"{_few(unknown)}.",
            f"Déposez la population du millésime {arrival}, ou gardez le millésime de la source.",
        )


def hold_columns(frame: pl.DataFrame, measures: Sequence[str], added: Iterable[str]) -> None:
    wrong = [name for name in measures if not frame[name].dtype.is_integer()]
    if wrong or not measures:
        raise ObservatoryError(
            f"Ces colonnes ne sont pas des comptes entiers : {', '.join(wrong) or 'aucune colonne donnée'}.",
            "Seul un compte change de millésime ; pour un taux, rapportez son numérateur et son dénominateur.",
        )
    if set(added) & set(frame.columns):
        raise ObservatoryError(
            "Ces comptes ont déjà changé de millésime.", "Repartez de la source : une répartition ne se répartit pas."
        )


def hold_codes(found: pl.Series, codes: pl.Series, departure: int) -> None:
    if empty := found.null_count():
        raise ObservatoryError(
            f"{empty} ligne(s) sans code de commune.", "Complétez-les ou retirez-les avant de changer de millésime."
        )
    unknown = _strangers(found, codes)
    if len(unknown):
        raise ObservatoryError(
            f"{len(unknown)} code(s) ne sont pas des communes du millésime {departure} : {_few(unknown)}.",
            "Vérifiez le millésime de la source et l’écriture des codes.",
        )


def hold_passages(
    table: pl.DataFrame, departures: pl.Series, arrivals: pl.Series, departure: int, arrival: int
) -> None:
    """Refuse passages that leave a commune of one of the two vintages without a counterpart in the other.

    Without the file of movements, a commune that others joined would pass for unchanged.
    """
    import polars as pl

    gone = _strangers(_strangers(departures, arrivals), table["depart"])
    come = _strangers(_strangers(arrivals, departures), table["_arrivee"])
    lost = pl.concat([series.rename("code") for series in (gone, come, _strangers(table["_arrivee"], arrivals))])
    lost = lost.filter(~lost.str.contains(_LISTED_SOME_YEARS))
    if len(lost):
        raise ObservatoryError(
            f"Les passages du millésime {departure} au millésime {arrival} ne disent pas ce que deviennent {_few(lost)}.",
            "Déposez le fichier des mouvements de l’Insee le plus récent, puis reconstruisez l’entrepôt.",
        )


def _strangers(found: pl.Series, codes: pl.Series) -> pl.Series:
    """The codes of `found` that are not among `codes`; an anti join is five times as fast as distinct values first."""
    return found.rename("code").to_frame().join(codes.rename("code").to_frame(), on="code", how="anti")["code"].unique()


def _few(codes: pl.Series) -> str:
    """« 01001, 01002 et 12 autres », each code once."""
    distinct = codes.unique().sort()
    more = len(distinct) - _SHOWN
    return ", ".join(distinct.head(_SHOWN)) + (f" et {more} autre{'s' * (more > 1)}" if more > 0 else "")
