"""From the first contact with a SIAO to a lease: what became, at each delay, of the households whose request for a home is known."""

from __future__ import annotations

from observatory.charts.figure import Credit, Figure, Place, require_protected
from observatory.charts.french import NBSP, THIN, enumeration, number
from observatory.charts.siao_delais import DELAYS, HOUSED, TOTAL, delay_counts, part, stacked
from observatory.charts.siao_rows import LEAST_DENOMINATOR, percentage
from observatory.charts.style import BAND, BLUE, PALE_BLUE, PALE_OCHRE
from observatory.disclosure.protected import ProtectedTable

ALL, ELSEWHERE = "TOUTES_ANNEES", "LOGEE_AUTREMENT"
ISSUES = (
    (HOUSED, "bail retrouvé", BLUE),
    (ELSEWHERE, "logés d’après le SIAO, sans bail retrouvé", PALE_BLUE),
    ("AUTRE", "autres sorties", PALE_OCHRE),
)
STILL = ("sans bail connu", BAND)
METHOD = (
    f"Part sous tel délai, les autres sorties étant comptées (Aalen–Johansen){NBSP}: ne pas lire comme une durée moyenne. « Bail retrouvé » est "
    f"un minimum{NBSP}: un bail signé sous un autre numéro, ou sous un numéro mal saisi, n’est pas vu. Avec les ménages que le SIAO dit logés "
    f"sans bail retrouvé, c’est un maximum pour ceux qu’il suit. Chaque ménage compte à partir du jour où son numéro est connu. Nombres arrondis à 5."
)


def until_the_lease(table: ProtectedTable | None, linked: str, place: Place, credit: Credit) -> Figure | None:
    """At each delay since the first contact, the part of households with a lease, housed otherwise, gone, still waiting.

    `table`: the protected « siao_delais_bail »; `linked`: of whom the figure tells, in words.
    """
    counts = delay_counts(table and require_protected(table), place, "nb_menages_suivis", "BAIL").get(ALL, {})
    whole = counts.get((TOTAL, "000"), (0,))[0]
    delays = [delay for delay in DELAYS if (HOUSED, delay) in counts]
    if whole < LEAST_DENOMINATOR or not delays:
        return None
    rows = []
    for delay in delays:
        parts = [100 * counts.get((issue, delay), (0,))[0] / whole for issue, *_ in ISSUES]
        rows.append((DELAYS[delay], *parts, max(100 - sum(parts), 0), part(counts, HOUSED, delay)))
    last = rows[-1]
    drawn = [at for at in range(len(ISSUES)) if any(row[1 + at] for row in rows)]
    band = (
        f" Bail retrouvé, {last[0]}{NBSP}: de {last[5][1]:.0f} à {percentage(last[5][2])}, intervalle à 95{THIN}%."
        if last[5]
        else ""
    )
    told = [f"{percentage(last[1 + at])} {ISSUES[at][1]}" for at in drawn]
    return Figure(
        id=f"{place.slug}-siao-bail",
        title=f"{place.libelle}{NBSP}: du premier contact avec le SIAO au bail d’un logement social",
        subtitle=f"Part des ménages dont le numéro unique est connu, en{THIN}%, selon le temps depuis leur premier contact",
        source=credit.line,
        date=f"Publié le {credit.date_publication}.",
        alt=f"Barres empilées. {place.libelle}, ménages dont le numéro unique est connu{NBSP}: {last[0]} après le premier contact, "
        f"{enumeration([*told, f'{percentage(last[4])} {STILL[0]}'])}.",
        plot=stacked(rows, ISSUES, drawn, STILL),
        header=("temps depuis le premier contact", *(f"{words} (%)" for _, words, _ in ISSUES), f"{STILL[0]} (%)", "bail retrouvé, borne basse (%)", "bail retrouvé, borne haute (%)"),
        rows=tuple((row[0], *(round(value, 1) for value in row[1:5]), *((round(one, 1) for one in row[5][1:]) if row[5] else (None, None))) for row in rows),
        note=f"{number(whole)} ménages, venus depuis le début de l’observation. {linked} {METHOD}{band}",
        place=place,
        est_fictif=place.est_fictif,
        height=100 + 44 * len(rows),
    )  # fmt: skip
