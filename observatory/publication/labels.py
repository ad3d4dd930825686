"""French names of codes for readers, and the filters that templates use."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from observatory.charts import french

PUBLISHER = "Observatoire local du sans-abrisme"

LEVELS = {
    "FR": ("France", "France"),
    "REG": ("Région", "Régions"),
    "DEP": ("Département", "Départements"),
    "SIREN_EPCI": ("Intercommunalité", "Intercommunalités"),
    "SIREN_EPT": ("Établissement public territorial", "Établissements publics territoriaux"),
    "COM": ("Commune", "Communes"),
    "ARM": ("Arrondissement", "Arrondissements"),
    "GROUPE_ARM": ("Groupe d’arrondissements", "Groupes d’arrondissements"),
    "GROUPE_COMMUNES": ("Groupe de communes", "Groupes de communes"),
}

# For each nature of anomaly: its name, and what it means.
NATURES = {
    "ABSENCE": (
        "Mois non collecté",
        "La source publie 0 pour tous les territoires\u00a0: ce zéro veut dire «\u00a0non reçu\u00a0».",
    ),
    "HORS_SOURCE": (
        "Territoire hors de la source",
        "La source publie 0 à toutes les dates\u00a0: elle ne couvre pas ce territoire.",
    ),
    "CUMUL_PLUSIEURS_MOIS": (
        "Mois qui en cumule plusieurs",
        "Premier mois connu après une absence\u00a0: son flux ne peut pas se calculer.",
    ),
    "BAISSE": (
        "Cumul en baisse",
        "Un cumul annuel ne devrait pas diminuer\u00a0: radiation annulée ou erreur de la source.",
    ),
    "ARRONDI": (
        "Écart d’arrondi entre niveaux",
        "Chaque niveau est arrondi à part par la source\u00a0: aucune action.",
    ),
    "ERREUR": ("Erreur probable de la source", "L’écart entre niveaux est trop grand pour un arrondi."),
    "CORRECTION": ("Valeur corrigée", "Une erreur connue de la source, corrigée et déclarée."),
    "RUPTURE": (
        "Rupture probable d’une année à l’autre",
        "Le total a plus que doublé ou plus que diminué de moitié\u00a0: changement d’outil ou de pratique à vérifier.",
    ),
    "ECART_TOTAL": (
        "Total différent de la somme",
        "Les lieux publiés ne font pas le total publié\u00a0: les deux sont conservés.",
    ),
    "SAISON": ("Nuit hors de janvier", "La saison change le décompte."),
}


def level(code: str, many: bool = False) -> str:
    """« Département » for DEP; the code itself when it has no name."""
    return LEVELS.get(code, (code, code))[many]


def nature(code: str) -> str:
    """« Mois non collecté » for ABSENCE."""
    return NATURES.get(code, (code.replace("_", " ").capitalize(), ""))[0]


def json_block(value: Any) -> str:
    """JSON that can stand inside a script element: no « < », « > » or « & » survives to close it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")


def cell(value: Any, state: str | None = None, decimals: int | None = None) -> str:
    """One cell of a data table: French numbers and dates, « s » for what is hidden, « n.d. » for what is missing."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if value is None or state is not None or isinstance(value, int | float):
        return french.cell(value, state, decimals)
    if isinstance(value, date):
        return french.month(value)
    return str(value)


def moment(published: datetime | None) -> str:
    """« 23 novembre 2026 » from the moment of a release; plain words when it does not tell it."""
    return french.full_date(published.date()) if published else "date non précisée"
