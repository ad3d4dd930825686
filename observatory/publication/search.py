"""The index that the search of every page reads: territories, figures by title, indicators, words, pages. Loaded when used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from observatory.charts.figure import Figure
from observatory.charts.french import NBSP
from observatory.publication.glossary import indicators, terms
from observatory.publication.labels import LEVELS, json_block
from observatory.publication.pages import PAGES
from observatory.publication.portrait import Portrait
from observatory.publication.tables import Tables


def search_script(portraits: Iterable[Portrait], others: Iterable[tuple[str, Figure]], tables: Tables) -> str:
    """`window.OBSERVATOIRE_INDEX`: territories by level as [code, name, which figures], each list of figures written once.

    `others`: figures of no territory, with the page where they stand.
    """
    kinds: dict[tuple[str, str], int] = {}
    lists: dict[tuple[int, ...], int] = {}
    places: dict[str, list[Any]] = {}
    for one in portraits:
        shown = tuple(kinds.setdefault(_kind(figure, one), len(kinds)) for figure in one.figures)
        row = [one.place.code, one.place.libelle, lists.setdefault(shown, len(lists))]
        places.setdefault(one.place.niveau, []).append(row)
    index = {
        "niveaux": {code: LEVELS.get(code, (code,))[0] for code in places},
        "lieux": places,
        "figures": list(kinds),
        "listes": list(lists),
        "autres": [
            *_words(),
            *_tables(tables),
            *(["Figure", figure.title, f"{page}#{figure.id}", ""] for page, figure in others),
        ],
    }
    return f"window.OBSERVATOIRE_INDEX = {json_block(index)};\n"


def _kind(figure: Figure, one: Portrait) -> tuple[str, str]:
    """The end of a figure's identifier and of its title: what the figures of many territories share."""
    return (
        figure.id.removeprefix(f"{one.place.slug}-"),
        figure.title.removeprefix(f"{one.place.libelle}{NBSP}: "),
    )


def _words() -> list[list[str]]:
    """[kind, name, address, other words] of what is not a territory."""
    return [
        *(["Page", name, address, more] for address, (name, more) in PAGES.items()),
        *(["Indicateur", one["nom"], f"glossaire.html#{one['id']}", one["code"]] for one in indicators()),
        *(["Glossaire", one["titre"], f"glossaire.html#{one['id']}", " ".join(one["autres"])] for one in terms()),
    ]


def _tables(tables: Tables) -> list[list[str]]:
    """[kind, name, address, other words] of each table of the dictionary."""
    titles = {row["table_nom"]: row["table_titre"] for row in tables.rows("tables")}
    named = {name: name if name.startswith("meta.") else f"{title} ({name})" for name, title in titles.items()}
    return [["Table", told, f"dictionnaire.html#{name}", titles[name]] for name, told in sorted(named.items())]
