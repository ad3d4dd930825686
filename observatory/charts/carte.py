"""Maps: a rate by territory in classes, and the territories of a programme."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from observatory.charts.carte_plot import Layer, map_plot
from observatory.charts.classes import METHOD, ValueClass, decimals_of, value_classes
from observatory.charts.figure import Caveat, Credit, Figure, require_protected
from observatory.charts.french import MARKS, NBSP, STATES, THIN, WITHHELD, enumeration, number, plural
from observatory.charts.style import (
    BLUE,
    MAP_GROUND,
    MAP_OCHRE,
    MAP_RAMP,
    MUTED,
    PALE_BLUE,
    PALE_OCHRE,
    PAPER,
    plot_text,
)
from observatory.disclosure.protected import HIDDEN, NOT_COLLECTED, STATE, ProtectedTable
from observatory.territories.basemap import Basemap

if TYPE_CHECKING:
    import polars as pl

NATURES = {"SIREN_EPCI": "EPCI", "DEP": "département", "COM": "commune"}
WAVES = {1: ("1re vague, 2018", BLUE, PALE_BLUE), 2: ("2e vague, 2021", MAP_OCHRE, PALE_OCHRE)}


def choropleth(
    table: ProtectedTable,
    column: str,
    names: Mapping[str, str],
    basemap: Basemap,
    *,
    id: str,
    title: str,
    subtitle: str,
    noun: str,
    unit: str,
    credit: Credit,
    beside: Mapping[str, str],
    note: str = "",
    warnings: tuple[Caveat, ...] = (),
    est_fictif: bool = False,
    scale: Sequence[float] = (),
    decimals: int = 1,
    blank: str = STATES[NOT_COLLECTED],
) -> Figure | None:
    """A rate by territory, in classes from light to dark; hatched where it is hidden or was not collected.

    `table`: protected, one row a territory (`territoire_code`, `column`, the columns of `beside`, and `statut_valeur`
    or one `statut_<count>` a count);
    `names`: code → name, for every territory of the base map; `noun`: « département »; `unit`: what the values count;
    `beside`: words → column, what the table shows besides, hidden with the value, which it could give back;
    `scale`: the values that make the classes, those of another map to be read beside this one (by default its own);
    `decimals` of a value in words; `blank`: what a territory without value is called.
    None without a single value.
    """
    frame = _hidden_together(require_protected(table), (column, *beside.values()))
    values = dict(frame.select("territoire_code", column).rows())
    states = dict(frame.select("territoire_code", STATE).rows())
    hidden = {code for code, state in states.items() if state == HIDDEN}
    known = {code: value for code, value in values.items() if value is not None}
    if not known:
        return None
    drawn = {outline.code for outline in basemap.outlines}
    classes = value_classes(scale or [value for code, value in known.items() if code in drawn] or list(known.values()))
    members = [frozenset(code for code in drawn & known.keys() if one.holds(known[code])) for one in classes]
    layers = _layers(classes, members, decimals_of(classes), noun)
    layers += _blanks(drawn & hidden, drawn - hidden - known.keys(), noun, blank)
    missing = {code: MARKS[WITHHELD] if code in hidden else blank for code in drawn - known.keys()}
    told = {code: f"{number(value, decimals)} {unit}" for code, value in known.items()} | missing
    words = {code: f"<b>{plot_text(names.get(code, code))}</b><br>{plot_text(told[code])}" for code in drawn}
    more = dict(zip(frame["territoire_code"], frame.select(list(beside.values())).rows(), strict=True))
    rows = [
        (
            code,
            names.get(code, code),
            known.get(code),
            states.get(code, NOT_COLLECTED),
            *more.get(code, (None,) * len(beside)),
        )
        for code in sorted(drawn | values.keys())
    ]
    plot = map_plot([(basemap, layers)], words)
    outside = sorted(names.get(code, code) for code in known.keys() - drawn)
    return Figure(
        id=id,
        title=title,
        subtitle=subtitle,
        source=credit.line,
        date=f"Publié le {credit.date_publication}.",
        alt=_alt(title, known, names, layers, noun, unit, decimals),
        plot=plot,
        height=plot["carte"]["image"],
        header=("code", noun, unit, STATE, *beside),
        rows=tuple(rows),
        note=" ".join(filter(None, (METHOD, f"Sans contour{NBSP}: {enumeration(outside)}." if outside else "", note))),
        warnings=warnings,
        est_fictif=est_fictif,
        states={2: 3},
    )


def accelerated_map(
    table: ProtectedTable, bases: Mapping[str, Basemap], *, credit: Credit, note: str = "", est_fictif: bool = False
) -> Figure | None:
    """The accelerated territories on the map of all EPCI: EPCI filled, départements hatched below, communes as diamonds.

    `table`: the protected « territoires_lda »; `bases`: base maps by level, of which « SIREN_EPCI » is needed. None
    without it, or when no territory of the programme has an outline.
    """
    rows = require_protected(table).frame.sort("niveau", "territoire_code", "vague_ami").to_dicts()
    base = bases.get("SIREN_EPCI")
    found = {level: {outline.code for outline in one.outlines} for level, one in bases.items()}
    drawn = [row for row in rows if row["territoire_code"] in found.get(row["niveau"], ())]
    if base is None or not drawn:
        return None
    left = sorted(row["territoire_libelle"] for row in rows if row not in drawn)
    plot = map_plot(
        _wave_grounds(bases, drawn),
        {row["territoire_code"]: _wave_words(row) for row in drawn},
        [dot for wave in WAVES if (dot := _wave_dots(bases, drawn, wave))],
    )
    return Figure(
        id="carte-logement-dabord",
        title="Territoires de mise en œuvre accélérée du Logement d’abord",
        subtitle=f"EPCI, départements et communes retenus en 2018 et en 2021 (contours de {base.millesime})",
        source=credit.line,
        date=f"Publié le {credit.date_publication}.",
        alt=_wave_alt(rows),
        plot=plot,
        height=plot["carte"]["image"],
        header=("code", "territoire", "nature", "vague"),
        rows=tuple(
            (r["territoire_code"], r["territoire_libelle"], NATURES.get(r["niveau"], r["niveau"]), r["vague_ami"])
            for r in rows
        ),
        note=" ".join(filter(None, (note, f"Sans contour{NBSP}: {enumeration(left)}." if left else ""))),
        est_fictif=est_fictif,
    )


def _hidden_together(table: ProtectedTable, counts: Collection[str]) -> pl.DataFrame:
    """One state a row: a count hidden anywhere hides them all, since a rate and a population give a count back."""
    import polars as pl

    frame = table.frame
    states = [name for name in (STATE, *(f"statut_{count}" for count in counts)) if name in frame.columns]
    if not states:
        raise ValueError(f"{table.name}: a map needs the state of its counts")
    is_hidden = pl.any_horizontal(pl.col(states) == HIDDEN)
    return frame.with_columns(
        pl.when(is_hidden).then(pl.lit(HIDDEN)).otherwise(pl.col(states[0])).alias(STATE),
        *(pl.when(~is_hidden).then(count).alias(count) for count in counts),
    )


def _wave_grounds(bases: Mapping[str, Basemap], drawn: list[dict[str, Any]]) -> list[tuple[Basemap, list[Layer]]]:
    """All EPCI as a pale ground, the départements of the programme, then its EPCI: what is nested stays visible."""
    base = bases["SIREN_EPCI"]
    ground = Layer("", frozenset(outline.code for outline in base.outlines), MAP_GROUND)
    whole, epci = [], []
    for wave, (label, color, pale) in WAVES.items():
        codes = _codes(drawn, "DEP", wave)
        whole.append(Layer(f"Département, {label} ({len(codes)})", codes, pale, "/", color, color))
        codes = _codes(drawn, "SIREN_EPCI", wave)
        epci.append(Layer(f"EPCI, {label} ({len(codes)})", codes, color))
    below = [(bases[level], layers) for level, layers in (("COM", []), ("DEP", whole)) if level in bases]
    return [(base, [ground]), *below, (base, epci)]


def _wave_dots(
    bases: Mapping[str, Basemap], drawn: list[dict[str, Any]], wave: int
) -> tuple[str, str, list[tuple[int, int]]] | None:
    """The communes of a wave, which are too small to be seen as areas."""
    codes, (label, color, _) = _codes(drawn, "COM", wave), WAVES[wave]
    if not codes:
        return None
    points = [outline.point for outline in bases["COM"].outlines if outline.code in codes]
    return f"Commune, {label} ({len(codes)})", color, points


def _codes(drawn: list[dict[str, Any]], level: str, wave: int) -> frozenset[str]:
    return frozenset(row["territoire_code"] for row in drawn if (row["niveau"], row["vague_ami"]) == (level, wave))


def _layers(classes: list[ValueClass], members: list[frozenset[str]], decimals: int, noun: str) -> list[Layer]:
    ramp = MAP_RAMP[len(classes)]
    return [
        Layer(f"{one.label(decimals)} ({_count(codes, noun)})", codes, color)
        for one, codes, color in zip(classes, members, ramp, strict=True)
    ]


def _blanks(hidden: set[str], missing: set[str], noun: str, blank: str) -> list[Layer]:
    """What has no color: hidden, or not collected. Never the color of the lowest class."""
    blanks = ((STATES[HIDDEN], hidden, "x"), (blank, missing, "/"))
    return [
        Layer(f"{label} ({_count(codes, noun)})", frozenset(codes), PAPER, hatch, MUTED, MUTED)
        for label, codes, hatch in blanks
        if codes
    ]


def _count(codes: Collection[str], noun: str) -> str:
    """« 23 départements », « 4 EPCI »: capitals take no plural."""
    return plural(len(codes), noun, noun if noun.isupper() else None)


def _alt(
    title: str, known: Mapping[str, float], names: Mapping[str, str], layers: list[Layer], noun: str, unit: str,
    decimals: int,
) -> str:  # fmt: skip
    low, high = min(known, key=known.__getitem__), max(known, key=known.__getitem__)
    parts = "; ".join(layer.label for layer in layers if layer.codes).replace("; ", f"{THIN}; ")
    return (
        f"Carte. {title}. La valeur la plus haute est {names.get(high, high)} ({number(known[high], decimals)} {unit}), la plus "
        f"basse {names.get(low, low)} ({number(known[low], decimals)}). {_count(known, noun)} avec une valeur. "
        f"Classes{NBSP}: {parts}."
    )


def _wave_words(row: Mapping[str, Any]) -> str:
    return f"<b>{plot_text(row['territoire_libelle'])}</b><br>{WAVES[row['vague_ami']][0]}"


def _wave_alt(rows: list[dict[str, Any]]) -> str:
    told = [
        f"{label}{NBSP}: {enumeration([r['territoire_libelle'] for r in rows if r['vague_ami'] == wave])}"
        for wave, (label, *_) in WAVES.items()
        if any(r["vague_ami"] == wave for r in rows)
    ]
    return f"Carte des territoires de mise en œuvre accélérée du Logement d’abord. {'. '.join(told)}."
