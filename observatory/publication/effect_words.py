"""What the tables of the effect say in words: cells, conditions, groups of territories, the composed control."""

from __future__ import annotations

from typing import Any

from observatory.charts.effet_rows import DEFINITIONS, interval_text
from observatory.charts.figure import Place
from observatory.charts.french import NBSP, THIN, enumeration, number, percent, sorting
from observatory.indicators.effect.wording import SENTENCES
from observatory.publication.tables import Tables

LEAST_WEIGHT = 0.005
MARKS = {"REMPLIE": "oui", "NON_REMPLIE": "non", "INCONNUE": "inconnu"}
EXPLAINED = {
    "territoires retenus sur leur motivation": "ils auraient pu progresser davantage sans le programme",
    "rubrique sur la situation antérieure mieux remplie au fil du temps": "plus de ménages reconnus sans domicile, pas plus de relogés",
    "Covid": "2020 a freiné les attributions, pas partout autant",
    "retour à la moyenne": "un territoire retenu après une mauvaise année remonte de lui-même",
    "effets sur le reste du même département": "des ménages relogés ici plutôt qu’à côté",
    "autres programmes menés en même temps": "leur effet ne se sépare pas de celui-ci",
}
LINES = (
    ("Hausse dans les territoires accélérés", ("HAUSSE_ACCELERES",)),
    ("Hausse dans les autres territoires", ("HAUSSE_AUTRES",)),
    ("Rapport des deux hausses, intervalle à 95\u202f%", ("RAPPORT_DES_HAUSSES",)),
    ("Dispersion entre territoires (φ)", ("DISPERSION",)),
    ("Effet moyen depuis l’annonce, intervalle à 95\u202f%", ("EFFET_PLACEBOS", "EFFET_GRAPPES", "EFFET_BOOTSTRAP")),
    ("Plus grand écart avant l’annonce", ("EVOLUTIONS_AVANT",)),
)


def told(row: dict[str, Any], measures: list[dict[str, Any]]) -> str:
    """What was counted, in one or two sentences; what is missing when nothing could be concluded."""
    found = {m["mesure_effet"]: m for m in measures if m["definition_acceleration"] == row["definition_acceleration"]}
    growths = [found.get(name, {}).get("valeur_effet") for name in ("HAUSSE_ACCELERES", "HAUSSE_AUTRES")]
    who = f"{number(row['nb_acceleres'])} territoire{'s' * (row['nb_acceleres'] > 1)} accéléré{'s' * (row['nb_acceleres'] > 1)}"
    others = f"{number(row['nb_autres'])} autre{'s' * (row['nb_autres'] > 1)}"
    said = ""
    if None not in growths:
        said = f"De {row['annee_debut']} à {row['annee_fin']}{NBSP}: {percent(growths[0], 0)} dans {who}, {percent(growths[1], 0)} dans {others}."
    if row["motif_effet"]:
        return f"{said} {row['motif_effet']}".strip()
    ratio = found["RAPPORT_DES_HAUSSES"]
    inside = "contient 1" if ratio["effet_bas"] <= 1 <= ratio["effet_haut"] else "ne contient pas 1"
    return (
        f"{said} Rapport des deux hausses{NBSP}: {number(ratio['valeur_effet'], 2)}, son intervalle va de "
        f"{number(ratio['effet_bas'], 2)} à {number(ratio['effet_haut'], 2)} et {inside}."
    )


def side_by_side(definitions: list[dict[str, Any]], measures: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """The table of both definitions: a label, then a cell for each."""
    heads = [
        (
            "Territoires accélérés et autres",
            [f"{number(r['nb_acceleres'])} et {number(r['nb_autres'])}" for r in definitions],
        ),
        ("Années", [f"{r['annee_debut']} à {r['annee_fin']}" for r in definitions]),
    ]
    found = {(m["definition_acceleration"], m["mesure_effet"]): m for m in measures}
    for label, names in LINES:
        told = [_cell([found.get((r["definition_acceleration"], name)) for name in names]) for r in definitions]
        if any(told):
            heads.append((label, [one or "n.d." for one in told]))
    return heads + [("Ce qui peut être dit", [r["conclusion_effet_libelle"] for r in definitions])]


def _cell(candidates: list[dict[str, Any] | None]) -> str:
    """The first of them that has an interval, else the first that has a value."""
    known = [one for one in candidates if one and one["valeur_effet"] is not None]
    if not known:
        return ""
    one = next((m for m in known if m["effet_bas"] is not None), known[0])
    if one["unite"] == "POURCENT":
        return percent(one["valeur_effet"], 0)
    p = (
        f", p{NBSP}={NBSP}{number(one['p_effet'], 2)}"
        if one["p_effet"] is not None and one["effet_bas"] is None
        else ""
    )
    reason = f". {one['motif_effet']}" if one["motif_effet"] else ""
    return interval_text(one["valeur_effet"], one["effet_bas"], one["effet_haut"]) + p + reason


def conditions_by_sentence(tables: Tables, source: str) -> list[dict[str, Any]]:
    """Conditions by sentence: the sentence, and for each condition its words and its state by definition."""
    rows = [row for row in rows_of(tables, "effet_conditions", source) if row["nature_condition"] == "CONDITION"]
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        found.setdefault(row["palier_effet"], {}).setdefault(row["condition_effet"], []).append(row["etat_condition"])
    return [
        {"phrase": SENTENCES[rung], "conditions": [(text, [(state, MARKS[state]) for state in states]) for text, states in asked.items()]}
        for rung, asked in found.items()
    ]  # fmt: skip


def groups_of(tables: Tables, source: str) -> list[dict[str, Any]]:
    """For each definition: the accelerated places by year, those in no group, those flagged."""
    places = {(place.niveau, place.code): place for place in tables.places}
    rows = [
        row | {"place": places.get((row["niveau"], row["territoire_code"]))}
        for row in rows_of(tables, "effet_territoires", source)
    ]
    rows = sorted((r for r in rows if r["place"]), key=lambda r: sorting(r["place"].libelle))
    made = []
    for name, words in DEFINITIONS.items():
        mine = [row for row in rows if row["definition_acceleration"] == name]
        if not mine:
            continue
        waves = sorted({r["premiere_annee_acceleration"] for r in mine if r["groupe_effet"] == "ACCELERE"})
        listed = [
            (f"Accélérés depuis {year}", _places(mine, groupe_effet="ACCELERE", premiere_annee_acceleration=year))
            for year in waves
        ]
        listed += [
            ("Accélérés en partie, dans aucun groupe", _places(mine, groupe_effet="EN_PARTIE")),
            ("Écartés", _places(mine, groupe_effet="ECARTE")),
            ("Absents de la source", _places(mine, groupe_effet="SANS_DONNEES")),
            (
                "Comptage peut-être rompu (total doublé, ou réduit de moitié)",
                _places(mine, est_rupture_enregistrement=True),
            ),
        ]
        made.append({"nom": words, "listes": [(label, found) for label, found in listed if found]})
    return made


def starts_of(tables: Tables, source: str) -> dict[str, dict[str, int]]:
    """Definition → code of each accelerated territory → year of its announcement."""
    found: dict[str, dict[str, int]] = {}
    for row in rows_of(tables, "effet_territoires", source):
        if row["groupe_effet"] == "ACCELERE":
            found.setdefault(row["definition_acceleration"], {})[row["territoire_code"]] = row[
                "premiere_annee_acceleration"
            ]
    return found


def _places(rows: list[dict[str, Any]], **values: Any) -> list[Place]:
    return [row["place"] for row in rows if all(row[column] == value for column, value in values.items())]


def control_of(measures: list[dict[str, Any]], names: dict[str, str]) -> tuple[dict[str, str], str]:
    """What the composed control is made of, by definition; and what it shows, in words, or why there is none."""
    donors: dict[str, str] = {}
    words = ""
    for name in DEFINITIONS:
        mine = [m for m in measures if m["definition_acceleration"] == name and m["etape_effet"] == "TEMOIN"]
        weights = [
            m for m in mine if m["mesure_effet"].startswith("TEMOIN_POIDS") and m["valeur_effet"] >= LEAST_WEIGHT
        ]
        if weights:
            donors[name] = enumeration(
                f"{names.get(m['territoire_en_cause'], m['territoire_en_cause'])} {number(100 * m['valeur_effet'])}{THIN}%"
                for m in weights
            )
        for gap in (m for m in mine if m["mesure_effet"] == "TEMOIN_ECART" and not words):
            words = gap["motif_effet"] or (
                f"Après l’annonce, {names.get(gap['territoire_en_cause'], gap['territoire_en_cause'])} est à "
                f"{number(gap['valeur_effet'], 2)} fois son témoin. Parmi les territoires jamais accélérés, traités de même, "
                f"{number(100 * gap['p_effet'])}{THIN}% s’écartent au moins autant."
            )
    return donors, words


def rows_of(tables: Tables, name: str, source: str) -> list[dict[str, Any]]:
    """The rows of a table for one source, the strict definition first."""
    order = list(DEFINITIONS)
    rows = [row for row in tables.rows(name) if row["source_effet"] == source]
    rank = next((column for column in (rows[0] if rows else {}) if column.startswith("rang_")), None)
    return sorted(rows, key=lambda row: (order.index(row["definition_acceleration"]), row[rank] if rank else 0))


def weight_of_one(tables: Tables, source: str, names: dict[str, str]) -> list[str]:
    """For each definition: the lowest and the highest effect without one accelerated territory, with its name."""
    said = []
    for name, words in DEFINITIONS.items():
        rows = [
            r
            for r in rows_of(tables, "effet_variantes", source)
            if r["definition_acceleration"] == name
            and r["nature_variante"] == "SANS_TERRITOIRE"
            and r["effet_bas"] is not None
        ]
        if not rows:
            continue
        low, high = (pick(rows, key=lambda r: r["valeur_effet"]) for pick in (min, max))
        told = [
            f"sans {names.get(r['territoire_en_cause'], r['territoire_en_cause'])}, {interval_text(r['valeur_effet'], r['effet_bas'], r['effet_haut'])}"
            + (", qui ne contient pas 1" if not r["effet_bas"] <= 1 <= r["effet_haut"] else "")
            for r in ((low, high) if low is not high else (low,))
        ]
        said.append(f"{words.capitalize()}{NBSP}: {enumeration(told)}.")
    return said
