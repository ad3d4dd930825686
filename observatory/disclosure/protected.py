"""The only tables that may be shown: `ProtectedTable`, made by `protect` and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import polars as pl

    from observatory.disclosure.policy import Family, Policy

_SEAL = object()


class ProtectedTable:
    """A table that went through the disclosure policy.

    Charts, pages, exports and the published database take this type and no other. It can be narrowed (`filter`,
    `select`, `sort`), never widened. Its constructor is private: see `protect`.
    """

    def __init__(self, seal: object, name: str, frame: pl.DataFrame, family: Family, nb_withheld: int) -> None:
        if seal is not _SEAL:
            raise TypeError("ProtectedTable is made by observatory.disclosure.protected.protect only")
        self.name, self.frame, self.family, self.nb_withheld = name, frame, family, nb_withheld

    def _narrow(self, frame: pl.DataFrame) -> ProtectedTable:
        return ProtectedTable(_SEAL, self.name, frame, self.family, self.nb_withheld)

    def filter(self, *predicates: pl.Expr) -> ProtectedTable:
        """The rows that meet all predicates."""
        return self._narrow(self.frame.filter(*predicates))

    def select(self, *columns: str) -> ProtectedTable:
        """The named columns, in that order."""
        return self._narrow(self.frame.select(*columns))

    def sort(self, *columns: str) -> ProtectedTable:
        """The same rows in the order of the named columns."""
        return self._narrow(self.frame.sort(*columns))

    def __repr__(self) -> str:
        return f"ProtectedTable({self.name!r}, {self.frame.height} rows)"


def protect(name: str, frame: pl.DataFrame, policy: Policy) -> ProtectedTable:
    """Apply the policy of the table `name` to its rows.

    Only the class « déjà public » (figures that their producer already published) is open for now: its rows pass
    unaltered, but for those at a level finer than the policy allows, which are withheld.

    Raises ObservatoryError when the table has no policy, the policy is not signed, or its class needs a protection
    that this version does not have: what is not explicitly allowed is not published.
    """
    import polars as pl

    family = policy.family_of(name)
    if not policy.is_signed:
        raise ObservatoryError(
            f"La politique de confidentialité n’est pas signée : la table « {name} » n’est pas publiée.",
            "Faites signer data_contracts/disclosure.yaml (signe_par, signe_le).",
        )
    if family is None:
        raise ObservatoryError(
            f"La table « {name} » n’a pas de politique de confidentialité : elle n’est pas publiée.",
            "Ajoutez-la à une famille de data_contracts/disclosure.yaml, avec sa classe et sa source.",
        )
    if family.classe != "public":
        raise ObservatoryError(
            f"La classe « {family.classe} » demande une protection que cette version n’a pas : "
            f"la table « {name} » n’est pas publiée.",
            "Seule la classe « public » (chiffres déjà publiés par leur producteur) est ouverte.",
        )
    allowed = frame
    if "niveau" in frame.columns:
        allowed = frame.filter(pl.col("niveau").is_in(policy.niveaux_publiables))
    return ProtectedTable(_SEAL, name, allowed, family, frame.height - allowed.height)
