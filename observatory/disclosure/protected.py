"""The only tables that may be shown: `ProtectedTable`, made by the disclosure control and by nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError

if TYPE_CHECKING:
    import polars as pl

    from observatory.disclosure.policy import Policy

_SEAL = object()
STATE = "statut_valeur"
PUBLISHED, HIDDEN, NOT_COLLECTED, ZERO = "PUBLIE", "MASQUE", "NON_COLLECTE", "ZERO"


class ProtectedTable:
    """A table that went through the disclosure policy.

    Charts, pages, exports and the published database take this type and no other. It can be narrowed (`filter`,
    `select`, `sort`), or given a ratio of its own protected counts; nothing from outside can enter it. Its constructor
    is private.
    """

    __slots__ = ("_frame", "name", "nb_withheld")

    def __init__(self, seal: object, name: str, frame: pl.DataFrame, nb_withheld: int = 0) -> None:
        if seal is not _SEAL:
            raise TypeError("ProtectedTable is made by observatory.disclosure only")
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "_frame", frame)
        object.__setattr__(self, "nb_withheld", nb_withheld)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a ProtectedTable does not change")

    @property
    def frame(self) -> pl.DataFrame:
        """A copy of the protected rows."""
        return self._frame.clone()

    def _with(self, frame: pl.DataFrame) -> ProtectedTable:
        return ProtectedTable(_SEAL, self.name, frame, self.nb_withheld)

    def filter(self, *predicates: pl.Expr) -> ProtectedTable:
        """The rows that meet all predicates."""
        return self._with(self._frame.filter(*predicates))

    def select(self, *columns: str) -> ProtectedTable:
        """The named columns, in that order; TypeError for anything but names."""
        if not all(isinstance(column, str) for column in columns):
            raise TypeError("columns of a ProtectedTable are chosen by name")
        return self._with(self._frame.select(*columns))

    def sort(self, *columns: str) -> ProtectedTable:
        """The same rows in the order of the named columns."""
        return self._with(self._frame.sort(*columns))

    def rename(self, names: Mapping[str, str]) -> ProtectedTable:
        """The same rows under other column names."""
        return self._with(self._frame.rename(dict(names)))

    def with_ratio(
        self, name: str, numerator: str, denominator: str, per: float = 100, least: tuple[float, float] = (0, 0)
    ) -> ProtectedTable:
        """A new column `per` × numerator / denominator, from protected counts; null where either is hidden, the denominator
        zero, or one of the two under its `least`."""
        import polars as pl

        over, under = pl.col(numerator), pl.col(denominator)
        told = (over >= least[0]) & (under >= least[1]) & (under > 0)
        return self._with(self._frame.with_columns(pl.when(told).then(per * over / under).alias(name)))

    def __repr__(self) -> str:
        return f"ProtectedTable({self.name!r}, {self._frame.height} rows)"


def already_public(name: str, frame: pl.DataFrame, policy: Policy) -> ProtectedTable:
    """The rows of a table whose figures their producer already published, unaltered.

    Rows at a level finer than the policy allows are withheld and counted. Raises DisclosureError when the table has no
    policy, the policy is not signed, or its class is not already public: what is not allowed is not published.
    """
    import polars as pl

    policy.require_signed()
    family = policy.family_of(name)
    if family is None:
        raise DisclosureError(
            f"La table « {name} » n’a pas de politique de confidentialité : elle n’est pas publiée.",
            "Ajoutez-la à une famille de data_contracts/disclosure.yaml, avec sa classe et sa source.",
        )
    rules = policy.rules(family.classes)
    if not (rules.exempt and rules.publier):
        raise DisclosureError(
            f"La classe « {', '.join(family.classes)} » demande une protection : la table « {name} » n’est pas publiée "
            "telle quelle.",
            "Décrivez ses cellules dans data_contracts/disclosure.yaml : elles sont protégées ensemble.",
        )
    allowed = frame.filter(pl.col("niveau").is_in(policy.levels(rules))) if "niveau" in frame.columns else frame
    return ProtectedTable(_SEAL, name, allowed, frame.height - allowed.height)


def computed(
    name: str,
    sources: Mapping[str, ProtectedTable],
    compute: Callable[[Mapping[str, pl.DataFrame]], pl.DataFrame],
    policy: Policy,
) -> ProtectedTable:
    """A table computed from protected ones: `compute` is handed copies of their rows, by name, and nothing else.

    What is a function of what is shown tells nothing more. Raises DisclosureError when the policy is not signed, does not
    say that `name` is computed, or not from exactly these sources; TypeError for a source that is not protected.
    """
    import polars as pl

    policy.require_signed()
    family = policy.family_of(name)
    if family is None or not family.deduites_de or set(sources) != set(family.deduites_de):
        raise DisclosureError(
            f"La politique ne dit pas que « {name} » se déduit de {', '.join(sorted(sources))} : elle n’est pas publiée.",
            "Donnez à sa famille « deduites_de », avec toutes les tables qu’elle lit et aucune autre.",
        )
    if not all(isinstance(table, ProtectedTable) for table in sources.values()):
        raise TypeError("a computed table reads ProtectedTables only")
    frame = compute({source: table.frame for source, table in sources.items()})
    allowed = frame.filter(pl.col("niveau").is_in(policy.levels(policy.rules(family.classes))))
    return ProtectedTable(_SEAL, name, allowed, frame.height - allowed.height)


def side_by_side(name: str, tables: Sequence[ProtectedTable], on: Sequence[str]) -> ProtectedTable:
    """One table from several that share the columns `on` (an empty label is one): nothing but protected rows goes in."""
    frame = tables[0]._frame
    for table in tables[1:]:
        frame = frame.join(
            table._frame, on=list(on), how="full", coalesce=True, nulls_equal=True, maintain_order="left_right"
        )
    return ProtectedTable(_SEAL, name, frame, sum(table.nb_withheld for table in tables))


def _sealed(name: str, frame: pl.DataFrame) -> ProtectedTable:
    """For the protection alone: a table whose audit passed."""
    return ProtectedTable(_SEAL, name, frame)
