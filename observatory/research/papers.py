"""What goes with an extract: its dictionary, its conditions of use, its manifest. Counts are rounded to ten there."""

from __future__ import annotations

import csv
import io
from datetime import date

from observatory import __version__
from observatory.charts.french import number, typographic
from observatory.contracts.model import Table
from observatory.research.audit import Residual
from observatory.research.columns import WITHHELD
from observatory.research.ladder import HOUSEHOLDS, Climbed
from observatory.research.project import Project

ROUNDED_TO = 10
ROLES = {"quasi-identifiant": "quasi-identifiant", "sensible": "fait"}


def rounded(count: int) -> int:
    """A count that tells nothing of one person: to the nearest ten."""
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def dictionary(table: Table, columns: tuple[str, ...], labels: dict[str, list[tuple[str, str]]]) -> str:
    """CSV (UTF-8, « ; »): each column, its definition and its role, one line for each of its codes. `labels`: column → (code, label)."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerow(("colonne", "role", "definition", "code", "libelle"))
    for column in table.columns:
        if column.name in columns:
            role = "clé" if column.key_position else ROLES[column.sensitivity]
            for code, label in labels.get(column.name) or [("", "")]:
                writer.writerow((column.name, role, column.description, code, label))
    return written.getvalue()


def counts(climbed: Climbed, hidden: dict[str, int], nb_rows: int) -> dict:
    """What the protection did, rounded: persons, lines, cells."""
    return {
        "arrondi": ROUNDED_TO,
        "personnes_du_perimetre": rounded(climbed.nb_drawn),
        "personnes_extraites": rounded(climbed.nb_kept),
        "personnes_ecartees": rounded(climbed.nb_left_out),
        "lignes": rounded(nb_rows),
        "personnes_a_detail_reduit": {degree: rounded(nb) for degree, nb in climbed.coarsened.items()},
        "cellules_de_fait_non_diffusees": {name: rounded(nb) for name, nb in hidden.items()},
    }


def residual(left: Residual) -> dict[str, int]:
    """The shares of persons whom k does not cover, rounded to ten points."""
    shares = {"sejours_exacts_uniques_pct": left.exact, "parcours_entiers_uniques_pct": left.whole}
    return {name: round(100 * share / ROUNDED_TO) * ROUNDED_TO for name, share in shares.items()}


def conditions(project: Project, told: dict, missing: list[str], day: date, is_fictional: bool) -> str:
    """The page that goes with the file, in French, Markdown."""
    fiction = ["> **Données fictives**, d’un pays inventé pour la démonstration.", ""] if is_fictional else []
    less = [f"  - {degree} : {number(nb)} personnes" for degree, nb in told["personnes_a_detail_reduit"].items()]
    hidden = [
        f"  - {name} : {number(nb)} cellules" for name, nb in told["cellules_de_fait_non_diffusees"].items() if nb
    ]
    text = "\n".join(
        [
            f"# Fichier de recherche sécurisé : {project.titre}",
            "",
            *fiction,
            f"Extrait du {day:%d/%m/%Y} pour le projet « {project.id} », {project.organisme}. **À détruire le {project.expire_le:%d/%m/%Y} au plus tard.**",
            "",
            f"- Finalité : {project.finalite}",
            f"- Fondement : {project.base_legale}",
            f"- Approuvé par {project.approuve_par}, le {project.approuve_le:%d/%m/%Y}.",
            f"- Périmètre : SIAO de {', '.join(project.departements)} ; mois de {project.months[0]} à {project.months[1]}.",
            *(f"- {text}." for text in missing),
            "",
            "## Ce que vous vous engagez à faire",
            "",
            "1. N’utiliser ce fichier que pour la finalité approuvée, sur le poste et par les personnes que le projet nomme.",
            "2. Ne chercher à reconnaître personne, et ne le rapprocher d’aucun autre fichier, même d’un autre extrait de l’observatoire.",
            "3. Ne rien diffuser qui porte sur moins de dix personnes, ni de ligne, ni de pseudonyme ; faire relire les résultats par l’observatoire.",
            "4. Ne pas le copier hors de ce poste. Le détruire à son terme, ou dès que l’observatoire le demande : il doit alors l’être sous sept jours.",
            "5. Dire aussitôt à l’observatoire toute perte, toute fuite, ou toute personne reconnue par hasard.",
            "",
            "## Ce que c’est",
            "",
            (
                "Une ligne par personne et mois où un SIAO la suit (`extrait.parquet`) ; chaque colonne est dans `dictionnaire.csv`. Le fichier est "
                "**pseudonyme, non anonyme** : ces données restent personnelles (RGPD, article 4). Il ne contient ni nom, ni date, ni commune, ni numéro."
            ),
            "",
            (
                f"Chaque mois, et chaque séjour (lieux, trimestre d’arrivée, durée en classes), réunit avec la même description {project.k} personnes au moins, "
                f"de {HOUSEHOLDS} foyers au moins. Qui est trop rare est dit avec moins de détail, puis laissé de côté. `{WITHHELD}` : une valeur qui "
                "n’est pas dite ; ni zéro, ni non-réponse."
            ),
            "",
            f"## Ce qui manque (arrondi à {ROUNDED_TO})",
            "",
            (
                f"- Personnes du périmètre : {number(told['personnes_du_perimetre'])} ; extraites : {number(told['personnes_extraites'])} ; "
                f"laissées de côté : {number(told['personnes_ecartees'])}. Lignes : {number(told['lignes'])}."
            ),
            "- Dites avec moins de détail :",
            *(less or ["  - aucune"]),
            "- Faits non diffusés, parce que trop peu de personnes les ont dans un lieu, ou parce que tout un groupe les partage :",
            *(hidden or ["  - aucun"]),
            (
                f"- Environ {told['sejours_exacts_uniques_pct']} % des personnes sont seules de leur description à avoir ce premier et ce dernier mois : "
                f"qui les connaîtrait exactement les reconnaîtrait. Qui saurait tout ce que dit le fichier, mois après mois : environ {told['parcours_entiers_uniques_pct']} %. "
                "C’est pourquoi ce fichier ne circule pas."
            ),
            "",
            "Les personnes laissées de côté ne le sont pas au hasard : petits départements, groupes rares, séjours peu fréquents. Un effectif se lit dans la",
            "publication de l’observatoire, pas ici.",
            "",
        ]
    )
    return typographic(text)


def manifest(
    project: Project, day: date, prints: dict[str, str], told: dict, erased: dict[str, str], is_fictional: bool
) -> dict:
    """What a machine reads of an extract."""
    return {
        "projet": project.id,
        "titre": project.titre,
        "organisme": project.organisme,
        "fait_le": day.isoformat(),
        "expire_le": project.expire_le.isoformat(),
        "departements": list(project.departements),
        "mois": list(project.months),
        "colonnes": list(project.columns),
        "k": project.k,
        "foyers": HOUSEHOLDS,
        "donnees_fictives": is_fictional,
        "effacements": erased,
        "projet_sha256": project.fingerprint,
        "fichiers": prints,
        "comptes": told,
        "logiciel": __version__,
    }
