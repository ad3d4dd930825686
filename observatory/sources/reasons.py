"""Why a row goes to quarantine: one sentence for staff and what to ask of the producer, per reason. Never a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """A reason to refuse a row: its code, the sentence, what to do."""

    code: str
    sentence: str
    action: str


TRUNCATED = Reason(
    "LIGNE_INCOMPLETE", "la ligne a moins de champs que l’en-tête", "demander un nouvel export : ligne coupée"
)
TOO_LONG = Reason(
    "LIGNE_TROP_LONGUE", "la ligne a plus de champs que l’en-tête", "vérifier les séparateurs et les guillemets"
)
HEADER_AGAIN = Reason("EN_TETE_REPETE", "l’en-tête est répété dans les données", "aucune action : ligne sans donnée")
REPEATED = Reason("LIGNE_REPETEE", "la ligne répète exactement une ligne précédente", "aucune action si c’est voulu")
TOTAL = Reason("LIGNE_DE_TOTAL", "ligne de total, et non une donnée", "aucune action : le total se calcule")
NEGATIVE = Reason("NOMBRE_TROP_PETIT", "nombre plus petit que ce qui est possible", "demander l’effectif compté")
TIME = Reason("HEURE_ILLISIBLE", "heure illisible", "demander une heure hh:mm, par exemple 22:30")
MISSING = Reason("VALEUR_ABSENTE", "valeur obligatoire absente", "demander la valeur au producteur")
NUMBER = Reason("NOMBRE_ILLISIBLE", "nombre illisible", "demander un nombre, sans texte ni unité")
INTEGER = Reason("NOMBRE_NON_ENTIER", "nombre entier attendu", "demander un effectif entier")
DATE = Reason("DATE_IMPOSSIBLE", "date impossible ou illisible", "demander une date jj/mm/aaaa ou aaaa-mm-jj")
DATE_BOUNDS = Reason(
    "DATE_HORS_BORNES", "date avant 2010 ou après la réception du fichier", "faire vérifier la date par le producteur"
)
BOOLEAN = Reason("BOOLEEN_ILLISIBLE", "oui ou non attendu", "demander oui ou non")
CODE = Reason("CODE_INCONNU", "code hors nomenclature", "demander la liste de codes à jour")
PERIOD = Reason(
    "CODE_PERIME", "code qui n’est pas en vigueur à la date du fait", "demander le code en vigueur à cette date"
)
TOO_GREAT = Reason("NOMBRE_TROP_GRAND", "nombre plus grand que ce qui est possible", "demander l’effectif réel")
TERRITORY = Reason("TERRITOIRE_INCONNU", "code de territoire inconnu", "faire vérifier le code officiel")

ALL = {
    r.code: r
    for r in (
        TRUNCATED,
        TOO_LONG,
        HEADER_AGAIN,
        REPEATED,
        TOTAL,
        NEGATIVE,
        TIME,
        MISSING,
        NUMBER,
        INTEGER,
        DATE,
        DATE_BOUNDS,
        BOOLEAN,
        CODE,
        PERIOD,
        TOO_GREAT,
        TERRITORY,
    )
}
UNKNOWN_CODES = (CODE.code, TERRITORY.code)
