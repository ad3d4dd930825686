"""`protect`: from counts to tables that may be published, with the journal of what was done and the audit that proves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from observatory.disclosure.audit import CONTRIBUTOR, READER, Audit, audit
from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.history import History, Past, compare, latest
from observatory.disclosure.inventory import Inventory, Table, take_inventory
from observatory.disclosure.journal import private_journal, public_summary
from observatory.disclosure.policy import METHODS, ROUNDING, Policy
from observatory.disclosure.primary import primary_reasons
from observatory.disclosure.protected import ProtectedTable, _sealed
from observatory.disclosure.shown import Shown
from observatory.disclosure.shown_table import frame_shown
from observatory.disclosure.structure import Dimension

if TYPE_CHECKING:
    import numpy as np
    import polars as pl


class AuditFailure(DisclosureError):
    """The attack found a cell: nothing is published. `failures` says which and by which route, to one person only."""

    def __init__(self, failures: pl.DataFrame) -> None:
        super().__init__(
            "L’audit de confidentialité a retrouvé au moins une cellule protégée : rien n’est publié.",
            "La personne chargée de la confidentialité lit laquelle, et par quel chemin, dans le journal privé.",
        )
        self.failures = failures


@dataclass(frozen=True, repr=False)
class Protection:
    """What `protect` gives: tables that may be shown; the private journal; the audit; the public summary by table.

    `made_from`: the fingerprint of all that it depends on, when its user keeps one (see `taken_back`).
    """

    tables: dict[str, ProtectedTable]
    journal: pl.DataFrame
    audit: Audit
    summary: list[dict[str, Any]]
    method: str
    base: int
    made_from: str = ""

    def memory(self, version: str) -> Past:
        """What the next releases must remember of this one: private."""
        return Past(version, self.method, self.base, self.journal)


def protect(
    tables: Sequence[Table],
    structure: Sequence[Dimension],
    policy: Policy,
    past: Sequence[Past] = (),
    *,
    method: str = ROUNDING,
) -> Protection:
    """Protect a family of linked tables, once and together, and attack the result.

    tables: every table of the family, all figures and levels. structure: the dimensions that they use. policy: signed.
    past: the memory of earlier releases of the family, oldest first. method: « arrondi » or « suppression ».

    Each protected table has its dimensions, its labels, its count (null when hidden or not collected) and
    `statut_valeur`. Raises DisclosureError when the input or the policy forbids it, AuditFailure when the attack finds a
    cell: no protected table exists then.
    """
    policy.require_signed()
    if method not in METHODS:
        raise DisclosureError(f"Méthode de protection « {method} » inconnue.", f"Méthodes : {', '.join(METHODS)}.")
    if closed := [table.name for table in tables if not policy.rules(table.classes).publier]:
        raise DisclosureError(
            f"La classe de ces tables interdit de les publier : {', '.join(closed)}.", "Retirez-les de la publication."
        )
    memory = latest(past, structure, method, policy.base)
    inventory = take_inventory(tables, structure, policy, memory)
    history = compare(inventory, memory)
    reasons = primary_reasons(inventory)
    shown = _shown(inventory, history, reasons, policy.base, method)
    attack = _attack(inventory, history, shown, reasons, policy.base, method)
    if not attack.passed:
        raise AuditFailure(attack.failures)
    frames = {table.name: frame_shown(table, inventory, shown) for table in tables}
    columns = {
        "arrondi": shown.values,
        "statut": shown.states(inventory),
        "est_gelee": history.still_frozen(shown.values),
        "est_relachee": shown.relaxed,
    }
    journal = private_journal(inventory, reasons, columns, attack, policy)
    widths = tuple({rules.width(method) for rules in inventory.rules})
    summary = public_summary(frames, method, policy.base, widths, attack, policy)
    sealed = {name: _sealed(name, frame) for name, frame in frames.items()}
    return Protection(sealed, journal, attack, summary, method, policy.base)


def taken_back(
    tables: Mapping[str, pl.DataFrame], journal: pl.DataFrame, intervals: pl.DataFrame, told: Mapping[str, Any]
) -> Protection:
    """The protection of the last release of a family, from what was kept of it, to be shown once more.

    Only for the same counts, structure, rules and method, and when nothing was said of the family since: the tables that
    readers already hold tell them nothing more. tables, journal, intervals: as they were, the intervals being those of the
    audit. told: its `nb_problems`, `summary`, `method`, `base` and `made_from`. Raises AuditFailure when that audit had not passed.
    """
    audit = Audit(intervals, told["nb_problems"])
    if not audit.passed:
        raise AuditFailure(audit.failures)
    sealed = {name: _sealed(name, frame) for name, frame in tables.items()}
    return Protection(sealed, journal, audit, told["summary"], told["method"], told["base"], told["made_from"])


def _shown(inventory: Inventory, history: History, reasons: dict[str, np.ndarray], base: int, method: str) -> Shown:
    from observatory.disclosure.by_rounding import by_rounding
    from observatory.disclosure.by_suppression import by_suppression

    if method == ROUNDING:
        return by_rounding(inventory, history, base)
    primary = _any(reasons, inventory.n) | history.frozen
    return by_suppression(inventory, history, primary)


def _attack(
    inventory: Inventory, history: History, shown: Shown, reasons: dict[str, np.ndarray], base: int, method: str
) -> Audit:
    """The audit of what is shown; and, where cells are hidden after rounding, of the rounded values behind the mask."""
    from observatory.disclosure.by_contributors import width_asked
    from observatory.disclosure.knowledge import contributors, mask_view, reader_view, targets, unseen

    primary = _any(reasons, inventory.n)
    width = inventory.rule("largeur_arrondi" if method == ROUNDING else "largeur_suppression")
    open_cells = primary & ~(shown.hidden if method == ROUNDING else shown.hidden & False)
    view, known = reader_view(inventory, history, shown), contributors(inventory, inventory.values)
    first = audit(
        view, inventory.dimensions, targets(inventory, open_cells, width), known,
        unseen(inventory, view) if method == ROUNDING else None,
    )  # fmt: skip
    if shown.small.any():
        view, units = mask_view(inventory, history, shown, base), -(-inventory.rule("largeur_suppression") // base)
        second = audit(view, inventory.dimensions, targets(inventory, shown.small, units), known.clear())
        first = first.and_behind_the_mask(second, base)
    if shown.few.any():
        view, units = mask_view(inventory, history, shown, base), width_asked(inventory, shown.values, base)
        third = audit(
            view, inventory.dimensions, targets(inventory, shown.few, units), contributors(inventory, shown.values // base),
            unseen(inventory, view), (READER, CONTRIBUTOR),
        )  # fmt: skip
        first = first.and_behind_the_mask(third, base)
    return first


def _any(reasons: dict[str, np.ndarray], n: int) -> np.ndarray:
    import numpy as np

    return np.logical_or.reduce([np.zeros(n, dtype=bool), *reasons.values()])
