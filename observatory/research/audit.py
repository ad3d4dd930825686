"""The audit of an extract: the written file, read again, by rules written apart from what protected it (polars, not SQL)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import polars as pl

PERSON, MONTH, PLACE = "personne_projet", "mois_presence", "departement_presence"
HIDDEN, SEVERAL, HOUSEHOLDS = "NON_DIFFUSE", "PLUSIEURS", 3
PSEUDONYM, LAKE_KEY = r"^r-[0-9a-f]{32}$", r"[a-qs-z]-[0-9a-f]{32}"


class AuditRefused(ObservatoryError):
    """The extract is not what was promised: nothing is handed out."""


@dataclass(frozen=True)
class Promise:
    """What the file must be: `k`; the descriptors and facts asked; the codes of each column, and those that tell something
    (`telling`); the départements and months allowed."""

    k: int
    descriptors: tuple[str, ...]
    facts: tuple[str, ...]
    codes: Mapping[str, frozenset[str]]
    telling: Mapping[str, frozenset[str]]
    places: frozenset[str]
    months: tuple[str, str]


@dataclass(frozen=True)
class Residual:
    """What k does not cover, as shares of the persons: alone in their description for whoever knows their exact first and last
    month (`exact`), or all that the file says of them (`whole`)."""

    exact: float
    whole: float


def audit(path: Path, promise: Promise, households: pl.DataFrame) -> Residual:
    """Read the file again and hold it against its promise; gives the risk that remains.

    `households`: `personne_projet`, `foyer`, known of the observatory alone. Raises AuditRefused with the rules that are broken.
    """
    import polars as pl

    rows = pl.read_parquet(path, hive_partitioning=False)
    if broken := _form(rows, promise):
        raise _refused(broken)
    held = rows.join(households, on=PERSON, how="left")
    people = _people(held, promise)
    rules = {
        "personne sans foyer": held["foyer"].null_count() > 0,
        "description qui change d’un mois à l’autre": _changes(rows, promise),
        f"mois et description de moins de {promise.k} personnes": _few(held, (MONTH, *promise.descriptors), promise.k),
        f"séjour de moins de {promise.k} personnes": _few(people, _kinds(promise), promise.k),
        f"fait de moins de {promise.k} personnes dans un lieu": any(
            _few(held, (*_place(promise), name), promise.k) for name in promise.facts
        ),
        "fait que tout un groupe partage": any(_shared(held, people, name, promise) for name in promise.facts),
    }
    if broken := [rule for rule, is_broken in rules.items() if is_broken]:
        raise _refused(broken)
    return _residual(rows, people, promise)


def _residual(rows: pl.DataFrame, people: pl.DataFrame, promise: Promise) -> Residual:
    import polars as pl

    months = pl.concat_str(pl.exclude(PERSON), separator="|").sort_by(MONTH).str.join("/")
    whole = rows.group_by(PERSON).agg(told=months).group_by("told").len()
    kinds = [name for name in _kinds(promise) if name not in ("arrivee", "duree")]
    exact = people.group_by(*kinds, "premier", "dernier").len()
    return Residual(*(groups.filter(pl.col("len") == 1).height / people.height for groups in (exact, whole)))


def _refused(broken: list[str]) -> AuditRefused:
    return AuditRefused(
        f"L’audit refuse l’extrait ({' ; '.join(broken)}) : rien n’est écrit.",
        "Signalez-le à l’équipe technique ; en attendant, demandez moins de colonnes ou une période plus courte.",
    )


def _form(rows: pl.DataFrame, promise: Promise) -> list[str]:
    """What is wrong with the file before any count: columns, empty cells, keys, codes, perimeter."""
    import polars as pl

    if rows.columns != [PERSON, MONTH, *promise.descriptors, *promise.facts]:
        return ["colonnes autres que celles du projet"]
    if set(rows.dtypes) != {pl.String} or rows.is_empty():
        return ["colonnes vides ou d’un autre type"]
    coded = {name: rows[name] for name in rows.columns if name in promise.codes}
    texts = [rows[name].str.contains(LAKE_KEY).any() for name in rows.columns]
    first, last = promise.months
    wrong = {
        "cellule vide": sum(rows.null_count().row(0)) > 0,
        "deux lignes d’une personne et d’un mois": rows.select(PERSON, MONTH).is_duplicated().any(),
        "pseudonyme qui n’est pas du projet": not rows[PERSON].str.contains(PSEUDONYM).all() or any(texts),
        "mois hors du périmètre": not rows[MONTH].is_between(pl.lit(first), pl.lit(last)).all(),
        "code hors de sa liste": any(not set(column.unique()) <= promise.codes[name] for name, column in coded.items()),
        "lieu hors du périmètre": PLACE in rows.columns
        and not set(rows[PLACE].unique()) <= promise.places | {SEVERAL, HIDDEN},
    }
    return [rule for rule, is_broken in wrong.items() if is_broken]


def _place(promise: Promise) -> tuple[str, ...]:
    return (PLACE,) if PLACE in promise.descriptors else ()


def _same(promise: Promise) -> list[str]:
    return [name for name in promise.descriptors if name != PLACE]


def _changes(rows: pl.DataFrame, promise: Promise) -> bool:
    import polars as pl

    return bool(_same(promise)) and (
        rows.group_by(PERSON).agg(pl.col(_same(promise)).n_unique()).drop(PERSON).max().max_horizontal()[0] > 1
    )


def _kinds(promise: Promise) -> tuple[str, ...]:
    return (*(("lieux",) if _place(promise) else ()), *_same(promise), "arrivee", "duree")


def _people(held: pl.DataFrame, promise: Promise) -> pl.DataFrame:
    """One row per person: her places, what describes her, the quarter of her first month, her number of months in classes."""
    import polars as pl

    first = pl.col(MONTH).min()
    places = [pl.col(PLACE).unique().sort().str.join("+").alias("lieux")] if _place(promise) else []
    quarter = (first.str.slice(5, 2).cast(pl.Int32) + 2) // 3
    months = pl.len()
    length = pl.when(months == 1).then(1).when(months <= 3).then(2).when(months <= 12).then(3).otherwise(4)
    return held.group_by(PERSON).agg(
        *places,
        pl.col([*_same(promise), "foyer"]).first(),
        premier=first,
        dernier=pl.col(MONTH).max(),
        arrivee=pl.format("{}-{}", first.str.slice(0, 4), quarter),
        duree=length,
    )


def _few(rows: pl.DataFrame, names: tuple[str, ...], k: int) -> bool:
    """Whether a combination of these columns gathers fewer than k persons, or three households."""
    import polars as pl

    counts = rows.group_by(*names).agg(persons=pl.col(PERSON).n_unique(), households=pl.col("foyer").n_unique())
    return counts.filter((pl.col("persons") < k) | (pl.col("households") < HOUSEHOLDS)).height > 0


def _shared(held: pl.DataFrame, people: pl.DataFrame, name: str, promise: Promise) -> bool:
    """Whether all persons of a kind of stay have met the same telling value of a fact."""
    import polars as pl

    kinds = _kinds(promise)
    met = held.filter(pl.col(name).is_in(list(promise.telling[name]))).select(PERSON, name).unique()
    by_value = met.join(people.select(PERSON, *kinds), on=PERSON).group_by(*kinds, name).agg(met=pl.len())
    sizes = people.group_by(*kinds).agg(size=pl.len())
    return by_value.join(sizes, on=list(kinds)).filter(pl.col("met") == pl.col("size")).height > 0
