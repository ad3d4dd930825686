"""How numbers, dates, lists and what has no number are written in French; used by charts and pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from observatory.disclosure.protected import HIDDEN, NOT_COLLECTED, PUBLISHED, ZERO

THIN = "\u202f"  # narrow no-break space: thousands, and before ; ! ? %
NBSP = "\u00a0"
NOT_AVAILABLE = "n.d."
WITHHELD = "s"
CORRECTED = "CORRIGE"
STATES = {
    PUBLISHED: "publié",
    CORRECTED: "corrigé",
    HIDDEN: "masqué",
    NOT_COLLECTED: "non collecté",
    ZERO: "zéro",
}
MARKS = {WITHHELD: "masqué (secret statistique)", NOT_AVAILABLE: "non collecté ou non calculable"}

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


def number(value: float | None, decimals: int = 0) -> str:
    """« 48 326 », « 2,2 », « −3 » ; « n.d. » for a missing value."""
    if value is None:
        return NOT_AVAILABLE
    text = f"{abs(value):,.{decimals}f}".replace(",", THIN).replace(".", ",")
    return f"−{text}" if value < 0 and text.strip("0,") else text


def exact(value: float | None) -> str:
    """A published value as a reader takes it in: « 3 035 », « 12,5 », « 11,56 »; files to download hold it whole."""
    return number(value, decimals_shown(value))


def decimals_shown(value: float | None) -> int:
    """How many decimals of a published value are written: 0 for 3035.0, 1 for 12.5; two at most, or two digits under a tenth.

    Nor is a long string of decimals taken, where leaks are looked for, for a count that is written after a comma.
    """
    if value is None or float(value).is_integer():
        return 0
    kept = f"{value:.2f}" if abs(value) >= 0.1 else f"{float(f'{value:.2g}'):.6f}"
    return len(kept.rstrip("0").split(".")[1])


def cell(value: float | None, state: str | None = None, decimals: int | None = None) -> str:
    """A count and its state (`statut_valeur`) in one cell: « 3 035 », « s », « n.d. », « 0 ».

    A masked value is « s » whatever comes with it; without a state, a missing value is « n.d. ».
    """
    if state == HIDDEN:
        return WITHHELD
    if state == ZERO:
        return "0"
    if value is None or state == NOT_COLLECTED:
        return NOT_AVAILABLE
    return exact(value) if decimals is None else number(value, decimals)


def aloud(value: float | None, state: str | None = None) -> str:
    """The same in a sentence that is read aloud: « masqué », « non collecté »."""
    told = cell(value, state)
    return STATES[HIDDEN if told == WITHHELD else NOT_COLLECTED] if told in MARKS else told


def marks_key(told: Iterable[str]) -> str:
    """« s : masqué (secret statistique) », for the marks that appear among the cells, and no other; "" without any."""
    found = set(told)
    return f"{THIN}; ".join(f"{mark}{NBSP}: {words}" for mark, words in MARKS.items() if mark in found)


def signed(value: float, decimals: int = 0) -> str:
    """« +12,4 » or « −3 »."""
    text = number(value, decimals)
    return text if text.startswith("−") or not text.strip("0,") else f"+{text}"


def percent(value: float, decimals: int = 1) -> str:
    """« +12,4 % »: a change, in per cent."""
    return f"{signed(value, decimals)}{THIN}%"


def month(day: date) -> str:
    """« avril 2020 »."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """« avr. 2020 »."""
    return f"{SHORT_MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """« 1er février 2018 », the day tied to its month."""
    return f"{'1er' if day.day == 1 else day.day}{NBSP}{month(day)}"


def dated(day: date, precision: str) -> str:
    """A date no more precise than its source: precision is JOUR, MOIS or ANNEE."""
    return {"JOUR": full_date, "MOIS": month}.get(precision, lambda d: str(d.year))(day)


def size(octets: int) -> str:
    """« 12 ko », « 1,4 Mo »: the size of a file, never 0."""
    if octets < 1_000_000:
        return f"{number(max(octets / 1000, 1))}{NBSP}ko"
    return f"{number(octets / 1_000_000, 1)}{NBSP}Mo"


def plural(count: float, one: str, many: str | None = None) -> str:
    """« 1 mois », « 2 personnes »: singular below 2, as French has it."""
    return f"{number(count)}{NBSP}{one if abs(count) < 2 else many or one + 's'}"


def enumeration(words: Iterable[str]) -> str:
    """« a, b et c »."""
    items = list(words)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + (" et " + items[-1] if items else "")


def month_spans(days: Iterable[date]) -> list[tuple[date, date]]:
    """Runs of months that follow each other, as (first, last)."""
    spans: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if spans and _rank(day) == _rank(spans[-1][1]) + 1:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def periods(days: Iterable[date]) -> str:
    """« janvier à avril 2018 et juin 2019 »."""
    return enumeration(_span(first, last) for first, last in month_spans(days))


def sorting(name: str) -> str:
    """Sort key of a name: accents and capitals do not count, as in a French dictionary."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", name) if not unicodedata.combining(mark))
    return bare.casefold().replace("’", "'")


def capital(text: str) -> str:
    """The text with its first letter, and no other, made a capital."""
    return text[:1].upper() + text[1:]


def typographic(text: str) -> str:
    """French spacing in a text that may come from a source: narrow no-break before ; ! ? %, no-break in « »."""
    text = re.sub(r"[ \u00a0]+(?=[;!?%])", THIN, text.replace("'", "’"))
    text = re.sub(r"[ \u00a0\u202f]+(?=[:»])", NBSP, text)
    return re.sub(r"«[ \u00a0\u202f]*", f"«{NBSP}", text)


def _rank(day: date) -> int:
    return day.year * 12 + day.month


def _span(first: date, last: date) -> str:
    if first == last:
        return month(first)
    start = MONTHS[first.month - 1] if first.year == last.year else month(first)
    return f"{start} à {month(last)}"
