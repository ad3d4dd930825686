"""The disclosure policy as it is written and signed in `data_contracts/disclosure.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from observatory.contracts.strict_yaml import read_yaml
from observatory.errors import ObservatoryError


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
    """Read the policy file; raises ObservatoryError when it cannot be read, or puts a table in two families."""
    text = read_yaml(path)
    try:
        families = tuple(
            Family(name, entry["classe"], tuple(entry["tables"]), entry["motif"])
            for name, entry in text["familles"].items()
        )
        signature = (text["signe_par"] or "", text["signe_le"] or "")
        policy = Policy(text["version"], *signature, tuple(text["niveaux_publiables"]), families)
    except (KeyError, TypeError, AttributeError):
        raise ObservatoryError(
            f"La politique de confidentialité {path.name} est incomplète : rien n’est publié.",
            "Il y faut version, signe_par, signe_le, niveaux_publiables et familles (classe, tables, motif).",
        ) from None
    tables = [table for family in families for table in family.tables]
    if twice := sorted({table for table in tables if tables.count(table) > 1}):
        raise ObservatoryError(
            f"La politique de confidentialité {path.name} place une table dans deux familles : {', '.join(twice)}.",
            "Gardez une seule famille par table.",
        )
    return policy
