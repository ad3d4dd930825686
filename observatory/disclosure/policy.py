"""The disclosure policy as it is written and signed in `data_contracts/disclosure.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from observatory.contracts.strict_yaml import read_yaml


@dataclass(frozen=True)
class Family:
    """Tables protected together: their class, and why it is the right one."""

    nom: str
    classe: str
    tables: tuple[str, ...]
    motif: str


@dataclass(frozen=True)
class Policy:
    """A version of the policy, who signed it and when."""

    version: str
    signe_par: str
    signe_le: str
    niveaux_publiables: tuple[str, ...]
    families: tuple[Family, ...]

    @property
    def is_signed(self) -> bool:
        return bool(self.signe_par.strip() and self.signe_le.strip())

    def family_of(self, table: str) -> Family | None:
        """The family that holds the table, or None: such a table is not published."""
        return next((family for family in self.families if table in family.tables), None)


def load_policy(path: Path) -> Policy:
    """Read the policy file; raises ObservatoryError when it cannot be read."""
    text = read_yaml(path)
    families = tuple(
        Family(name, entry["classe"], tuple(entry["tables"]), entry["motif"])
        for name, entry in text["familles"].items()
    )
    return Policy(text["version"], text["signe_par"], text["signe_le"], tuple(text["niveaux_publiables"]), families)
