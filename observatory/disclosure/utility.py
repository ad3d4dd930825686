"""What the protection costs a reader, beside what cruder methods would cost on the same cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.disclosure.errors import DisclosureError

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from observatory.disclosure.system import Equations

SHOWN = ("PUBLIE", "ZERO")
HIDDEN = "MASQUE"


def utility(
    true: np.ndarray,
    protected: np.ndarray,
    states: np.ndarray,
    equations: Equations,
    base: int,
    *,
    primary: np.ndarray,
    name: str = "protection retenue",
) -> pl.DataFrame:
    """One row for the protection, then one for each of three comparators, over the same n cells.

    `true`, `protected` (read where shown only) and `states` (PUBLIE, ZERO, MASQUE; any other: cell not to be released)
    have n values; `primary` (bool) are the cells that may not be seen. Comparators: each cell rounded on its own
    to the nearest multiple of `base`; the primary cells alone hidden, exact elsewhere; every line that holds one hidden.

    Columns: methode; ecart_moyen, ecart_max (persons or whatever is counted, over shown cells; null when none is);
    part_montree_pct (of the cells to be released), part_inchangee_pct (shown with the true count, of the same);
    sommes_rompues (all cells shown, and they do not add up), sommes_incompletes (a cell is not shown), sommes (all).
    """
    import numpy as np
    import polars as pl

    asked = _check(true, protected, states, equations, base, primary)
    exact = np.asarray(true)
    rounded = (2 * exact + base) // (2 * base) * base
    lines = _lines_of(primary & asked, equations)
    methods = {
        name: (np.asarray(protected), np.isin(states, SHOWN)),
        "arrondi ordinaire": (rounded, asked),
        "masquage des seules cellules primaires": (exact, asked & ~primary),
        "masquage de toutes leurs lignes": (exact, asked & ~lines),
    }
    rows = [{"methode": method, **_cost(exact, *shown, asked, equations)} for method, shown in methods.items()]
    return pl.DataFrame(rows, schema_overrides={"ecart_moyen": pl.Float64, "ecart_max": pl.Int64})


def _cost(
    true: np.ndarray, values: np.ndarray, shown: np.ndarray, asked: np.ndarray, equations: Equations
) -> dict[str, float | int | None]:
    import numpy as np

    values = np.where(shown, values, 0)
    gaps = np.abs(values - true)[shown]
    unseen = np.bincount(equations.rows_of()[~shown[equations.index]], minlength=equations.m) > 0
    broken = (np.abs(equations.apply(values)) > 1e-6) & ~unseen
    cells = max(int(asked.sum()), 1)
    return {
        "ecart_moyen": round(float(gaps.mean()), 3) if len(gaps) else None,
        "ecart_max": int(gaps.max()) if len(gaps) else None,
        "part_montree_pct": round(100 * int(shown.sum()) / cells, 1),
        "part_inchangee_pct": round(100 * int((gaps == 0).sum()) / cells, 1),
        "sommes_rompues": int(broken.sum()),
        "sommes_incompletes": int(unseen.sum()),
        "sommes": equations.m,
    }


def _lines_of(primary: np.ndarray, equations: Equations) -> np.ndarray:
    """The primary cells and every cell that shares an equation with one."""
    import numpy as np

    rows = equations.rows_of()
    touched = np.bincount(rows[primary[equations.index]], minlength=equations.m) > 0
    lines = primary.copy()
    lines[equations.index[touched[rows]]] = True
    return lines


def _check(
    true: np.ndarray, protected: np.ndarray, states: np.ndarray, equations: Equations, base: int, primary: np.ndarray
) -> np.ndarray:
    """The cells to be released, once the arrays have been found to speak of the same ones."""
    import numpy as np

    lengths = {len(array) for array in (true, protected, states, primary)} | {equations.n}
    if len(lengths) > 1:
        raise DisclosureError(
            "Les valeurs vraies, protégées, les statuts et les équations ne portent pas sur les mêmes cellules.",
            "Donnez une valeur par cellule.",
        )
    if base < 1 or not np.issubdtype(np.asarray(true).dtype, np.integer):
        raise DisclosureError("L’utilité se mesure sur des effectifs entiers, base d’au moins 1.", "Corrigez l’appel.")
    return np.isin(states, (*SHOWN, HIDDEN))
