"""One measure of a published table: each number with its state and its bounds, and the sums that it allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import pandas
    import polars as pl

PLACE_KEYS = ("niveau", "territoire_code")
TIME_KEYS = ("annee", "periode", "date_reference", "date_nuit")
# units that are counted once wherever and whenever: an act, not a person, who may be met in two places or two years
ACTS = ("ATTRIBUTION", "BAIL", "NUITEE", "RADIATION")
STOCKS = ("DEMANDE", "PLACE")  # add up over territories at one date, never over dates
NESTED = ("GROUPE_COMMUNES", "TERRITOIRE_LDA")


class ReadingError(ObservatoryError):
    """What was asked of a release is not in it, or makes no sense; the sentence says why, and what to do."""


@dataclass(frozen=True)
class Series:
    """A measure of a table. `frame`: its keys and labels, then `valeur` (empty when hidden or not collected), `statut` (PUBLIE,
    CORRIGE, ZERO, MASQUE, NON_COLLECTE; empty for a number computed from others), `borne_basse` and `borne_haute` where the table
    gives them. `avertissements`: what the checks found in this table, for these territories.
    """

    table: str
    measure: str
    unit: str | None
    definition: str
    usage: str
    keys: tuple[str, ...]
    frame: pl.DataFrame
    avertissements: pl.DataFrame

    def total(self) -> float:
        """The sum of all values of the frame.

        Raises ReadingError when it makes no sense: a share or a ratio; persons or households, who may be met twice; a
        stock over several dates; several levels, or territories that contain each other; several breakdowns of the same
        count; a value that is hidden or was not collected.
        """
        if refusal := self._refusal():
            raise ReadingError(
                f"« {self.measure} » de « {self.table} » ne s’additionne pas ainsi : {refusal[0]}", refusal[1]
            )
        return self.frame["valeur"].sum()

    def _refusal(self) -> tuple[str, str] | None:
        if self.unit not in (*ACTS, *STOCKS):
            return self._of_unit()
        times = [key for key in TIME_KEYS if key in self.frame.columns and self.frame[key].n_unique() > 1]
        if self.unit in STOCKS and times:
            return "un stock se lit à une date.", f"Gardez une seule valeur de « {times[0]} »."
        levels = self.frame["niveau"].unique().to_list() if "niveau" in self.frame.columns else []
        if len(levels) > 1 or set(levels) & set(NESTED):
            return (
                "des territoires se contiennent.",
                "Choisissez un niveau dont les territoires ne se recouvrent pas : level=…",
            )
        others = [key for key in self.keys if key not in (*PLACE_KEYS, *TIME_KEYS) and self.frame[key].n_unique() > 1]
        if others:
            return f"plusieurs modalités de « {others[0]} » comptent les mêmes.", f"Choisissez-en une : {others[0]}=…"
        hidden = self.frame["valeur"].null_count()
        if hidden:
            return (
                f"{hidden} valeur(s) masquée(s) ou non collectée(s).",
                "Retirez-les en le disant, ou prenez le niveau qui les contient : une somme partielle trompe.",
            )
        return None

    def _of_unit(self) -> tuple[str, str]:
        if self.unit in ("PERSONNE", "MENAGE"):
            return (
                "une personne, ou un ménage, peut être comptée dans deux territoires ou deux périodes.",
                "Prenez la ligne du niveau qui les contient : elle est recomptée.",
            )
        if self.unit is None:
            return (
                "c’est un rapport ou un rang, ou son unité change d’une ligne à l’autre.",
                "Lisez sa définition, et la colonne « unite » si la table en a une.",
            )
        return "c’est une part, un rapport ou un rang.", "Refaites-la de son numérateur et de son dénominateur."

    def to_pandas(self) -> pandas.DataFrame:
        """The frame for pandas, which must be installed."""
        return self.frame.to_pandas()

    def __repr__(self) -> str:
        told: dict[str, Any] = {"lignes": self.frame.height, "sans valeur": self.frame["valeur"].null_count()}
        return f"Series({self.table}.{self.measure}, unité {self.unit or 'sans'}, {told}, {self.avertissements.height} avertissements)"
