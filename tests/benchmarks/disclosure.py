"""What the disclosure control costs: time against the number of cells, and usefulness against cruder methods.

Run: `python -m tests.benchmarks.disclosure`. Writes the curve in `docs/mesures/` and prints the tables.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import polars as pl

from observatory.disclosure import Dimension, Policy, Table
from observatory.disclosure.audit import audit
from observatory.disclosure.by_rounding import by_rounding
from observatory.disclosure.history import compare
from observatory.disclosure.inventory import take_inventory
from observatory.disclosure.knowledge import contributors, reader_view, targets
from observatory.disclosure.primary import primary_reasons
from observatory.disclosure.suppression import suppress
from observatory.disclosure.utility import utility

SIGNED = Policy("1.0.0", "mesure", "2026-11-23")
SHAPES = (  # territories (régions, then départements or EPCI in each), ages (two levels), sexes
    ((3, 2), (2, 2), (2,)),
    ((6, 5), (2, 3), (2,)),
    ((12, 8), (2, 3), (2,)),
    ((12, 25), (2, 3), (3,)),
    ((12, 25), (2, 3), (3, 3)),
)
CHART = Path(__file__).resolve().parents[2] / "docs" / "mesures"


def main() -> None:
    """Print the three tables and draw the growth."""
    rows = list(growth())
    print(pl.DataFrame(rows))
    print(pl.DataFrame(list(patterns())))
    with pl.Config(tbl_cols=-1, tbl_width_chars=200, fmt_str_lengths=60):
        print(demo_utility())
    draw(rows)


def growth() -> Iterator[dict]:
    """Seconds to inventory, to round and to attack tables of three hierarchical dimensions, larger and larger."""
    for shape in SHAPES:
        structure, frame = random_table(shape)
        table = Table("t", frame, tuple(dimension.name for dimension in structure), ("courant",))
        started = time.perf_counter()
        inventory = take_inventory([table], structure, SIGNED)
        history, reasons = compare(inventory, None), primary_reasons(inventory)
        counted = time.perf_counter()
        shown = by_rounding(inventory, history, 5)
        rounded = time.perf_counter()
        primary = np.logical_or.reduce(list(reasons.values()))
        aimed = targets(inventory, primary, inventory.rule("largeur_arrondi"))
        found = audit(
            reader_view(inventory, history, shown),
            inventory.dimensions,
            aimed,
            contributors(inventory, inventory.values),
        )
        attacked = time.perf_counter()
        yield {
            "cellules": frame.height,
            "sommes": inventory.relations.equations.m,
            "inventaire_s": round(counted - started, 2),
            "arrondi_s": round(rounded - counted, 2),
            "solveur": shown.solver,
            "ecart_au_meilleur": round(shown.gap, 4),
            "audit_s": round(attacked - rounded, 2),
            "cellules_attaquees": found.nb_cells,
            "audit_reussi": found.passed,
        }


def patterns() -> Iterator[dict]:
    """Seconds of the exact suppression on smaller tables."""
    for shape in (((4,), (3,), (2,)), ((3, 2), (2, 2), (2,)), ((6,), (2, 3), (2,))):
        structure, frame = random_table(shape)
        inventory = take_inventory(
            [Table("t", frame, tuple(d.name for d in structure), ("courant",))], structure, SIGNED
        )
        primary = (inventory.values > 0) & (inventory.values < 5)
        started = time.perf_counter()
        found = suppress(inventory.values, inventory.relations.equations, primary, width=5)
        yield {
            "cellules": frame.height,
            "primaires": int(primary.sum()),
            "secondaires": int(found.secondary.sum()),
            "methode": found.method,
            "ecart_au_meilleur": round(found.gap, 4),
            "suppression_s": round(time.perf_counter() - started, 2),
        }


def demo_utility() -> pl.DataFrame:
    """What is lost on the demo world: allocations by territory, year and kind of dwelling, with all totals."""
    from observatory.demo import write_demo
    from observatory.home import Home

    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder)).create()
        write_demo(home, scale=1.0)
        structure, frame = demo_table(home.truth)
    names = tuple(dimension.name for dimension in structure)
    inventory = take_inventory([Table("t", frame, names, ("courant",))], structure, SIGNED)
    shown = by_rounding(inventory, compare(inventory, None), 5)
    primary = np.logical_or.reduce(list(primary_reasons(inventory).values()))
    n = inventory.cells.height
    print(f"monde de démonstration : {n} cellules, dont {int(primary.sum())} primaires")
    states = shown.states(inventory).astype(str)
    return utility(
        inventory.values[:n], shown.values[:n], states, inventory.relations.equations, 5, primary=primary[:n]
    )


def demo_table(truth: Path) -> tuple[list[Dimension], pl.DataFrame]:
    """Allocations of the true world: communes in départements in the country, by year and kind of dwelling, with totals."""
    rows = pl.read_parquet(truth / "attributions_verite.parquet").select(
        pl.col("commune_code").alias("commune"),
        pl.col("commune_code").str.slice(0, 3).alias("departement"),
        pl.col("jour").dt.year().cast(pl.String).alias("annee"),
        pl.col("modele_logement").alias("modele"),
    )
    frames = []
    for place, model in product(("commune", "departement", None), ("modele", None)):
        codes = [
            (pl.col(place) if place else pl.lit("pays")).alias("territoire"),
            pl.col("annee"),
            (pl.col(model) if model else pl.lit("total")).alias("modele"),
        ]
        frames.append(rows.select(codes).group_by("territoire", "annee", "modele").len("nombre"))
    held = rows.select("departement", "commune").unique().sort("departement", "commune")
    departments = dict(held.group_by("departement", maintain_order=True).agg("commune").iter_rows())
    structure = [
        Dimension.tree("territoire", {"pays": list(departments), **departments}),
        Dimension.plain("annee"),
        Dimension.flat("modele", "total", rows["modele"].unique().sort().to_list()),
    ]
    return structure, pl.concat(frames).with_columns(pl.col("nombre").cast(pl.Int64)).sort(
        "territoire", "annee", "modele"
    )


def random_table(shape: tuple[tuple[int, ...], ...]) -> tuple[list[Dimension], pl.DataFrame]:
    """Small skewed counts over trees of these branchings, with all aggregates."""
    structure, leaves, above = [], [], []
    for axis, branching in enumerate(shape):
        children, level, up = {}, ["t"], {"t": ["t"]}
        for width in branching:
            children |= {code: [f"{code}.{i}" for i in range(width)] for code in level}
            up |= {child: [*up[code], child] for code in level for child in children[code]}
            level = [child for code in level for child in children[code]]
        structure.append(Dimension.tree(f"d{axis}", children))
        leaves.append(level)
        above.append(
            pl.DataFrame([(leaf, code) for leaf in level for code in up[leaf]], schema=[f"d{axis}", "a"], orient="row")
        )
    generator = np.random.default_rng(20260122)
    points = list(product(*leaves))
    names = [dimension.name for dimension in structure]
    counts = generator.poisson(generator.gamma(0.7, 8.0, len(points)))
    frame = pl.DataFrame(points, schema=names, orient="row").with_columns(nombre=pl.Series(counts))
    for name, up in zip(names, above, strict=True):
        others = [other for other in names if other != name]
        frame = frame.join(up, on=name).group_by(["a", *others]).agg(pl.col("nombre").sum()).rename({"a": name})
    return structure, frame.sort(names)


def draw(rows: list[dict]) -> None:
    """The growth of time with size, as the project draws its figures."""
    from observatory.charts import french
    from observatory.charts.figure import Figure
    from observatory.charts.style import BLUE, MAP_OCHRE, MUTED
    from observatory.publication.images import draw_images, find_browser

    lines = (
        ("arrondi_s", "arrondi exact", "top left"),
        ("audit_s", "audit", "top left"),
        ("inventaire_s", "inventaire", "bottom center"),
    )
    sizes = [row["cellules"] for row in rows]
    data = [
        {
            "type": "scatter", "mode": "lines+markers+text", "name": words, "x": sizes, "cliponaxis": False,
            "y": [max(row[column], 0.01) for row in rows], "text": [""] * (len(rows) - 1) + [words],
            "textposition": place, "line": {"color": color}, "marker": {"color": color},
        }
        for (column, words, place), color in zip(lines, (BLUE, MAP_OCHRE, MUTED), strict=True)
    ]  # fmt: skip
    seconds = [0.01, 0.1, 1, 10, 100]
    layout = {
        "xaxis": {"type": "log", "tickvals": sizes, "ticktext": [french.number(size) for size in sizes]},
        "yaxis": {
            "type": "log",
            "tickvals": seconds,
            "ticktext": [f"{french.exact(value)}\u00a0s" for value in seconds],
        },
        "showlegend": False,
        "margin": {"t": 10},
    }
    sized = min(rows, key=lambda row: abs(row["cellules"] - 10_000))
    figure = Figure(
        "croissance-confidentialite",
        f"{french.number(sized['cellules'])} cellules s’arrondissent en {french.exact(sized['arrondi_s'])}\u00a0s "
        f"et s’attaquent en {french.exact(sized['audit_s'])}\u00a0s",
        "Selon le nombre de cellules de la table ; tables aléatoires à trois dimensions hiérarchiques, échelles logarithmiques",
        "Source\u00a0: python -m tests.benchmarks.disclosure, 2 cœurs.",
        "",
        "Le temps de l’arrondi croît avec la taille de la table ; celui de l’audit reste sous la seconde.",
        {"data": data, "layout": layout},
        tuple(rows[0]),
        tuple(tuple(row.values()) for row in rows),
    )
    CHART.mkdir(parents=True, exist_ok=True)
    draw_images([figure], CHART, find_browser())
    (CHART / f"{figure.id}.svg").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
