"""docs/benchmarks.md, made of the measures on record: the table of the goals, one line for each size, and the chart of growth."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from observatory.charts import french
from tests.benchmarks import record
from tests.benchmarks.measured import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
CHART = "croissance-temps"
START, END = "<!-- mesures : écrites par make bench -->", "<!-- fin des mesures -->"
GIGA = 1024**3
NATIONAL = 9_500_000


def write() -> None:
    """Write the measures again in the page, between its two marks; the words around them stay."""
    known = record.read()
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    parts = (_goals(known), _sizes(known.get("pays", [])), _machines(known))
    PAGE.write_text(f"{before}{START}\n\n" + "\n\n".join(parts) + f"\n\n{END}{after}", encoding="utf-8")
    if len(known.get("pays", [])) > 1:
        draw(known["pays"])


def _goals(known: dict[str, Any]) -> str:
    lines = ["| mesure | but | mesuré | tenu | sur quoi |", "|---|---:|---:|---|---|"]
    for label, goal, found, held, how in _rows(known):
        verdict = "non mesuré" if found is None else "oui" if held else "**non**"
        lines.append(f"| {label} | {goal} | {found or ''} | {verdict} | {how} |")
    return "\n".join(lines)


def _rows(known: dict[str, Any]) -> Iterator[tuple[str, str, str | None, bool, str]]:
    """Label, goal, what was measured in words (None: nothing), whether it holds, on what."""
    sizes = known.get("pays", [])
    largest = max((one for one in sizes), key=lambda one: one["demandes"], default=None)
    if largest:
        how = f"{_country(largest['demandes'])}, {_turns(largest['tours'])}"
        yield (
            "Tout le travail, face au script DuckDB",
            "≤ 1,8 ×",
            _times(largest["rapport"]),
            largest["rapport"] <= 1.8,
            how,
        )
    pandas = known.get("pandas")
    if pandas:
        how = f"{french.number(pandas['demandes'])} demandes, {_turns(pandas['tours'])}"
        yield (
            "Les mêmes étapes, face à pandas : temps",
            "≥ 8 × plus vite",
            _times(pandas["fois_plus_vite"]),
            pandas["fois_plus_vite"] >= 8,
            how,
        )
        yield (
            "Les mêmes étapes, face à pandas : mémoire",
            "≤ 1/4",
            _times(pandas["part_de_la_memoire"]),
            pandas["part_de_la_memoire"] <= 0.25,
            how,
        )
    if checks := known.get("controles"):
        how = f"{french.number(checks['lignes'])} lignes, {_turns(checks['tours'])}"
        yield (
            "Great Expectations dans DuckDB, face à une lecture écrite à la main",
            "≤ 1,6 ×",
            _times(checks["rapport"]),
            checks["rapport"] <= 1.6,
            how,
        )
    if len(sizes) > 1:
        slope, low, high = exponent(sizes), min(one["demandes"] for one in sizes), max(one["demandes"] for one in sizes)
        how = f"de {french.number(low)} à {french.number(high)} demandes"
        yield "Croissance du temps : exposant", "≤ 1,05", _slope(sizes), slope <= 1.05, how
        memory = max(one["nous"]["memory"] for one in sizes) / GIGA
        yield "Mémoire au plus, à chaque taille", "≤ 4 Go", f"{french.exact(round(memory, 1))} Go", memory <= 4, how
    if runs := known.get("reprises"):
        how = _country(runs["demandes"])
        yield (
            "Relancer sans rien de nouveau",
            "≤ 3 s",
            _seconds(runs["rien_de_nouveau"]),
            runs["rien_de_nouveau"] <= 3,
            how,
        )
        part = 100 * runs["part_du_mois"]
        yield (
            "Un mois de plus, du dépôt à la publication, en part du travail complet",
            "≤ 10 %",
            f"{french.exact(round(part, 1))}\u202f%",
            part <= 10,
            how,
        )
    images = known.get("images", {})
    if ratio := images.get("rapport à kaleido"):
        how = f"{images['figures']} figures, {_turns(images['tours'])}"
        yield "Figures fixes, face à kaleido", "≥ 6 ×", _times(ratio), ratio >= 6, how
    if fixed := known.get("fixe"):
        for name, label, goal in (
            ("import", "`import observatory`", 0.15), ("aide", "`observatory --help`", 0.4),
            ("definitions", "`dagster definitions validate`", 2.5), ("plus_petite_construction", "La plus petite construction", 12),
        ):  # fmt: skip
            yield label, f"≤ {french.exact(goal)} s", _seconds(fixed[name]), fixed[name] <= goal, _turns(fixed["tours"])
    pages = known.get("pages", {})
    compared = pages.get("comparaison", {})
    changes = [value for what, value in compared.items() if what.endswith("jusqu’à la courbe")]
    for label, goal, value in (
        ("Ouvrir un portrait : première figure montrée", 0.5, pages.get("portrait", {}).get("première figure montrée")),
        ("Page de comparaison (1\u202f300 EPCI × 30 × 10 ans) : premier dessin", 1.5, compared.get("courbe")),
        ("La même : le plus long des changements", 0.1, max(changes, default=None)),
    ):
        if value is not None:
            how = "Chromium sans cache, depuis un disque, 5 ouvertures"
            yield label, f"≤ {french.exact(goal)} s", _seconds(value), value <= goal, how
    if largest:
        size = largest["publication_octets"] / 1024**2
        yield (
            "Publication du cas national, sans images",
            "≤ 300 Mo",
            f"{french.number(round(size))} Mo",
            size <= 300,
            _country(largest["demandes"]),
        )


def _country(requests: int) -> str:
    """How many requests, and whether they are those of a country."""
    told = f"{french.number(requests)} demandes"
    return told if requests >= NATIONAL else f"{told} (le but est à 10 millions)"


def exponent(sizes: list[dict[str, Any]]) -> float:
    """The slope of log seconds on log requests, by least squares."""
    points = [(math.log(one["demandes"]), math.log(one["nous"]["seconds"])) for one in sizes]
    x, y = (sum(column) / len(points) for column in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def _slope(sizes: list[dict[str, Any]]) -> str:
    return french.exact(round(exponent(sizes), 2))


def _sizes(sizes: list[dict[str, Any]]) -> str:
    head = (
        "| demandes 115 | tours | construire | publier | script DuckDB | rapport | mémoire au plus | script : mémoire | octets lus | publication |\n"
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    )
    lines = [
        f"| {french.number(one['demandes'])} | {one['tours']} | {_seconds(one['construction_s'])} | {_seconds(one['publication_s'])} | "
        f"{_seconds(one['script']['seconds'])} | {_times(one['rapport'])} | {_giga(one['nous']['memory'])} | {_giga(one['script']['memory'])} | "
        f"{_giga(one['nous']['read'])} | {french.number(round(one['publication_octets'] / 1024**2))} Mo |"
        for one in sizes
    ]
    table = "\n".join(["Tout le travail, selon la taille du pays :\n", head, *lines])
    if len(sizes) < 2:
        return table
    words = f"Le temps selon le nombre de demandes, échelles logarithmiques : le nôtre, d’exposant {_slope(sizes)}, monte moins vite que celui du script et s’en approche."
    return f"{table}\n\n![{words}](mesures/{CHART}.png)"


def _machines(known: dict[str, Any]) -> str:
    told = known.get("machines", {})
    lines = []
    for stage, one in sorted(told.items()):
        versions = ", ".join(f"{name} {number}" for name, number in one["versions"].items())
        lines.append(
            f"- `{stage}`, le {one['le']} : {one['processeur']}, {one['coeurs']} cœurs, {one['memoire_go']} Go ; {one['systeme']} ; {versions}."
        )
    return "\n".join(["Les machines :\n", *lines])


def _turns(nb: int) -> str:
    return "une seule mesure" if nb == 1 else f"médiane de {nb} tours"


def _times(ratio: float) -> str:
    return f"{french.exact(round(ratio, 2))} ×"


def _seconds(value: float) -> str:
    return f"{french.exact(round(value, 2 if value < 10 else 0))} s"


def _giga(value: float) -> str:
    return f"{french.exact(round(value / GIGA, 1))} Go"


def draw(sizes: list[dict[str, Any]]) -> None:
    """Seconds against requests, ours and the script's, on logarithmic scales."""
    from observatory.charts.figure import Figure
    from observatory.charts.style import BLUE, MAP_OCHRE
    from observatory.publication.images import draw_images, find_browser

    asked = [one["demandes"] for one in sizes]
    series = (
        ("tout le travail", BLUE, "top left", [one["nous"]["seconds"] for one in sizes]),
        ("script DuckDB", MAP_OCHRE, "bottom right", [one["script"]["seconds"] for one in sizes]),
    )
    half = len(asked) // 2  # where the two lines are well apart
    data = [
        {
            "type": "scatter", "mode": "lines+markers+text", "name": name, "x": asked, "y": seconds, "cliponaxis": False,
            "text": [name if rank == half else "" for rank in range(len(asked))], "textposition": place,
            "line": {"color": color}, "marker": {"color": color},
        }
        for name, color, place, seconds in series
    ]  # fmt: skip
    ticks = [1, 10, 60, 600, 3600]
    words = ["1\u00a0s", "10\u00a0s", "1\u00a0min", "10\u00a0min", "1\u00a0h"]
    layout = {
        "xaxis": {"type": "log", "tickvals": asked, "ticktext": [french.number(one) for one in asked]},
        "yaxis": {"type": "log", "tickvals": ticks, "ticktext": words},
        "showlegend": False,
        "margin": {"t": 10},
    }
    slope = _slope(sizes)
    figure = Figure(
        CHART,
        f"Le temps croît comme la puissance {slope} du nombre de demandes",
        "Du fichier reçu à la publication, selon le nombre de demandes au 115 ; échelles logarithmiques ; données fictives",
        "Source\u00a0: python -m tests.benchmarks.bench pays ; machine décrite dans docs/benchmarks.md.",
        "",
        f"Deux lignes qui montent et se rapprochent ; l’exposant de la nôtre est {slope}.",
        {"data": data, "layout": layout},
        ("demandes", "nous_s", "script_s"),
        tuple((one["demandes"], one["nous"]["seconds"], one["script"]["seconds"]) for one in sizes),
    )
    folder = ROOT / "docs" / "mesures"
    draw_images([figure], folder, find_browser())
    (folder / f"{figure.id}.svg").unlink(missing_ok=True)


if __name__ == "__main__":
    write()
