"""The page on the accelerated territories: the sentence, what keeps from saying more, both definitions, the figures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from observatory.charts import effet, effet_courbes
from observatory.charts.effet_rows import DEFINITIONS
from observatory.charts.figure import Credit, Figure
from observatory.disclosure.protected import ProtectedTable
from observatory.publication.effect_words import (
    conditions_by_sentence,
    control_of,
    groups_of,
    rows_of,
    side_by_side,
    starts_of,
    told,
    weight_of_one,
)
from observatory.publication.tables import Tables

# Source of « effet_conclusion » → what it is, and the contract to credit; the order is that of the page.
SOURCES = {"BAROMETRE": ("Baromètre de la Dihal, par département", "lake.barometre_relogement")}


@dataclass(frozen=True)
class Effect:
    """One source, with its `label`: `definitions` (a row of « effet_conclusion » each, with its sentence in words), `lines` of the table
    that sets them side by side, `conditions` by sentence, `threats`, `groups` of territories, `figures`, by place."""

    source: str
    label: str
    definitions: list[dict[str, Any]] = field(default_factory=list)
    lines: list[tuple[str, list[str]]] = field(default_factory=list)
    conditions: list[dict[str, Any]] = field(default_factory=list)
    threats: list[str] = field(default_factory=list)
    groups: list[dict[str, Any]] = field(default_factory=list)
    curves: list[Figure] = field(default_factory=list)
    measures: Figure | None = None
    by_year: Figure | None = None
    variants: Figure | None = None
    control: Figure | None = None
    control_words: str = ""
    weight_of_one: list[str] = field(default_factory=list)

    @property
    def figures(self) -> list[Figure]:
        """All its figures, in the order of the page."""
        return [*self.curves, *filter(None, (self.measures, self.by_year, self.variants, self.control))]

    @property
    def sentences(self) -> list[str]:
        """The different sentences, the strict definition first: one when both definitions agree."""
        return list(dict.fromkeys(row["conclusion_effet_libelle"] for row in self.definitions))


def effects(tables: Tables) -> list[Effect]:
    """What the page shows of each source that this release measures the effect on; none when it does not."""
    order = list(SOURCES)
    found = {row["source_effet"] for row in tables.rows("effet_conclusion")}
    return [
        _effect(tables, one) for one in sorted(found, key=lambda s: (order.index(s) if s in order else len(order), s))
    ]


def _effect(tables: Tables, source: str) -> Effect:
    definitions = rows_of(tables, "effet_conclusion", source)
    label, contract = SOURCES.get(source, (source, ""))
    credit, is_invented = tables.credit(contract), bool(tables.version["est_fictif"])
    names = {place.code: place.libelle for place in tables.places if place.niveau == definitions[0]["niveau"]}
    span = _span(definitions)
    measures = rows_of(tables, "effet_mesures", source)
    donors, words = control_of(measures, names)
    return Effect(
        source,
        label,
        [row | {"mots": told(row, measures), "nom": DEFINITIONS[row["definition_acceleration"]]} for row in definitions],
        side_by_side(definitions, measures),
        conditions_by_sentence(tables, source),
        [row["condition_effet"] for row in rows_of(tables, "effet_conditions", source) if row["nature_condition"] == "MENACE"
         and row["definition_acceleration"] == definitions[0]["definition_acceleration"]],
        groups_of(tables, source),
        **_figures(tables, source, credit, span, names, donors, starts_of(tables, source), is_invented),
        control_words=words,
        weight_of_one=weight_of_one(tables, source, names),
    )  # fmt: skip


def _figures(
    tables: Tables, source: str, credit: Credit, span: str, names: dict[str, str], donors: dict[str, str],
    starts: dict[str, dict[str, int]], is_invented: bool,
) -> dict[str, Any]:  # fmt: skip
    """Every figure that this release can draw of a source, named after it."""
    found: dict[str, Any] = {}
    if series := _of(tables, "effet_series", source):
        curves = (
            effet_courbes.group_curves(series, name, starts.get(name, {}), credit, is_invented) for name in DEFINITIONS
        )
        controls = (
            effet_courbes.composed_control(series, name, names, words, starts.get(name, {}), credit, is_invented)
            for name, words in donors.items()
        )
        found = {
            "curves": [_named(one, source) for one in curves if one],
            "control": next((_named(one, source) for one in controls if one), None),
        }
    for name, table, draw in (
        ("measures", "effet_mesures", effet.effect_measures),
        ("by_year", "effet_annees", effet.effect_by_year),
        ("variants", "effet_variantes", effet.effect_variants),
    ):
        given = _of(tables, table, source)
        drawn = draw(given, credit, span, is_invented) if given else None
        found[name] = _named(drawn, source) if drawn else None
    return found


def _of(tables: Tables, name: str, source: str) -> ProtectedTable | None:
    """The rows of a table for one source."""
    import polars as pl

    table = tables.get(name)
    return table.filter(pl.col("source_effet") == source) if table else None


def _named(figure: Figure, source: str) -> Figure:
    return replace(figure, id=figure.id.replace("acceleration-", f"acceleration-{source.lower()}-", 1))


def _span(definitions: list[dict[str, Any]]) -> str:
    return f"{min(r['annee_debut'] for r in definitions)} à {max(r['annee_fin'] for r in definitions)}"
