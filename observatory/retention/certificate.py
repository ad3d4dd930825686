"""The certificate of an erasure: what was erased, up to which day, what proves that no figure moved, what it does not cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from observatory import __version__

WHAT = {
    "siao_demande_115": "demandes au 115",
    "siao_demande_insertion": "demandes d’insertion",
    "siao_menage": "compositions de ménage",
    "siao_personne": "situations de personne",
    "siao_prise_en_charge": "séjours",
}


@dataclass(frozen=True)
class Erased:
    """What one SIAO lost: `horizon`, files of persons, households, and rows by contract."""

    siao: str
    horizon: date
    nb_fiches: int
    nb_menages: int
    rows: Mapping[str, int]


@dataclass(frozen=True)
class Certificate:
    """An erasure as it is told: by SIAO, the tables held before and after, the outcomes frozen by model, the projects whose
    secure research file was destroyed with it."""

    day: date
    siaos: tuple[Erased, ...]
    nb_files: int
    nb_tables: int
    frozen: Mapping[str, int]
    nb_refused_files: int
    extracts: tuple[str, ...] = ()
    is_simulated: bool = False

    @property
    def nb_rows(self) -> int:
        return sum(sum(one.rows.values()) for one in self.siaos)

    def as_dict(self) -> dict:
        """For a machine."""
        return {
            "effacement_du": self.day.isoformat(),
            "version_logiciel": __version__,
            "siao": [
                {"siao_dep": one.siao, "horizon": one.horizon.isoformat(), "nb_fiches": one.nb_fiches}
                | {"nb_menages": one.nb_menages, "nb_lignes": dict(one.rows)}
                for one in self.siaos
            ],
            "nb_fichiers": self.nb_files,
            "nb_tables_inchangees": self.nb_tables,
            "lignes_figees": dict(self.frozen),
            "nb_fichiers_refuses_non_traites": self.nb_refused_files,
            "extraits_de_recherche_detruits": list(self.extracts),
        }

    def as_text(self) -> str:
        """For a person, in Markdown."""
        if not self.siaos:
            return "Aucune personne sans contact depuis 24 mois : rien n’a été effacé."
        if self.is_simulated:
            return "\n".join(["# Simulation : rien n’a été effacé", "", *self._table(), ""])
        return "\n".join(
            [
                f"# Effacement du {self.day:%d/%m/%Y}",
                "",
                (
                    "Les personnes sans aucun contact avec leur SIAO depuis 24 mois ont été effacées, après que leurs issues, sans "
                    "aucune clé, ont été figées."
                ),
                "",
                *self._table(),
                "",
                f"- Fichiers reçus réécrits ou retirés : {self.nb_files} ; l’entrepôt a été supprimé, il se reconstruit sans elles.",
                f"- Tables à publier comparées ligne à ligne, avant et après : {self.nb_tables}, aucune différence.",
                f"- Comptes figés, sans clé : {sum(self.frozen.values())} lignes, dans {sum(map(bool, self.frozen.values()))} modèles.",
                f"- Extraits de recherche détruits, à refaire : {', '.join(self.extracts) or 'aucun'}.",
                f"- Logiciel : {__version__}.",
                "",
                (
                    "Ce que cet effacement ne couvre pas : les sauvegardes de la maison des données, les fichiers d’origine chez les "
                    "producteurs, les copies d’extraits remises à des projets de recherche, qui doivent les détruire à votre demande, les "
                    "publications déjà faites (des comptes protégés, sans aucune personne), et "
                    f"{_refused(self.nb_refused_files)} de incoming/refuses, que l’équipe retire elle-même."
                ),
                "",
            ]
        )

    def _table(self) -> list[str]:
        head = "| SIAO | sans contact depuis le | fiches | ménages | " + " | ".join(WHAT.values()) + " |"
        return [head, "|---|---|" + "---:|" * (2 + len(WHAT)), *map(_line, self.siaos)]


def _line(one: Erased) -> str:
    cells: Iterable[object] = (one.nb_fiches, one.nb_menages, *(one.rows.get(contract, 0) for contract in WHAT))
    return f"| {one.siao} | {one.horizon:%d/%m/%Y} | " + " | ".join(str(cell) for cell in cells) + " |"


def _refused(count: int) -> str:
    return {0: "les fichiers", 1: "le fichier"}.get(count, f"les {count} fichiers")
