"""What each figure is made of: its indicator, the published tables it reads, and the query that gives their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from observatory.charts.figure import Figure
from observatory.publication.labels import LEVELS
from observatory.publication.layout import published_names

# Read by every figure: the name of the territory, the credit of the source, the version.
CONTEXT = ("territoires", "sources", "version")
_SERIES = ("siao_demandes", "siao_flux", "evenements")  # dated facts are kept between the first and last month of these
_PLACE = "niveau = '{niveau}' AND territoire_code = '{code}'"


@dataclass(frozen=True)
class Made:
    """The indicator of a figure (« I13 »; "" for none), its tables, and which of their rows: SQL, with the fields of `_scope`;
    `others`: table → its own condition, where it is not that of the others."""

    indicator: str
    tables: tuple[str, ...]
    rows: str = _PLACE
    others: Mapping[str, str] = field(default_factory=dict)


# The name of a figure, without its territory → what it is made of.
OF_A_TERRITORY: Mapping[str, Made] = {
    "nuits-solidarite": Made("I1", ("nuits_decomptes", "avertissements")),
    "nuits-estimations": Made("I18", ("nuits_estimations", "nuits_totaux")),
    "nuits-lieux": Made("I1", ("nuits_lieux_publies", "nuits_lieux")),
    "nuits-profil": Made("I4", ("nuits_profils", "nuits_totaux")),
    "siao-stock": Made("I8", ("siao_bornes", *_SERIES)),
    "siao-arrivees": Made("I8", _SERIES),
    "siao-demandes": Made("I6", ("siao_demandes_epci", *_SERIES)),
    "siao-taux": Made("I7", ("siao_menages", "siao_nuitees", *_SERIES)),
    "siao-delais": Made("I12", ("siao_delais_logement",)),
    "siao-logees-un-an": Made("I12", ("siao_delais_logement",)),
    "siao-bail": Made("I12", ("siao_delais_bail", "siao_numeros", "attributions_reliees")),
    "siao-bilan": Made("I8", ("siao_flux",)),
    "siao-parcours": Made("I8", ("siao_parcours",)),
    "siao-regime": Made("I7", _SERIES),
    "siao-fiabilite": Made("I9", ("siao_fiabilite", "siao_flux")),
    "relogement-annuel": Made("", ("relogement_annuel", "objectifs", "avertissements")),
    "relogement-mensuel": Made("", ("relogement_mensuel", "avertissements")),
    "attributions-part": Made("I13", ("attributions", "evenements", "objectifs")),
    "attributions-dedans": Made(
        "I13",
        ("attributions",),
        "(niveau = '{niveau}' AND territoire_code = '{code}') OR (niveau, territoire_code) IN (SELECT niveau, territoire_code FROM "
        "reference.territoires WHERE {dedans})",
    ),
    "attributions-bailleurs": Made("I13", ("attributions_bailleurs", "attributions")),
    "attributions-contingents": Made("I13", ("attributions_ventilees", "attributions")),
    "attributions-pression": Made("I14", ("demandes_actives",)),
    "offre-objectifs": Made("I16", ("places",)),
}  # fmt: skip
# What a figure of no single territory begins with → what it is made of.
OF_MANY: Mapping[str, Made] = {
    "carte-relogement-": Made("", ("relogement_annuel", "avertissements"), "niveau = '{suffixe}'"),
    "carte-logement-dabord": Made("", ("territoires_lda",), "true"),
    "acceleration-": Made(
        "I17",
        ("effet_conclusion", "effet_mesures", "effet_annees", "effet_variantes", "effet_series", "effet_territoires"),
        "source_effet = '{source}'",
    ),
    "equite-": Made(
        "",
        ("comparaisons", "avertissements"),
        "mesure_comparee = '{mesure}' AND niveau = '{niveau_compare}'",
        {"avertissements": "niveau = '{niveau_compare}'"},
    ),
}
_INSIDE = {
    "FR": "niveau = 'REG'",
    "REG": "niveau = 'DEP' AND region_code = '{code}'",
    "DEP": "niveau = 'SIREN_EPCI' AND departement_code = '{code}'",
}


def made_of(figure: Figure) -> Made:
    """What a figure is made of; KeyError for a figure that nothing here describes."""
    if figure.place:
        return OF_A_TERRITORY[figure.id.removeprefix(f"{figure.place.slug}-")]
    return next(made for start, made in OF_MANY.items() if figure.id.startswith(start))


def queries(figure: Figure, published: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """(table, query) for each table of `published` that the figure reads: SQL that gives its rows from the published database."""
    made, scope = made_of(figure), _scope(figure)
    conditions = {
        table: made.others.get(table, made.rows).format(**scope) for table in made.tables if table in published
    }
    return tuple(
        (table, f"SELECT * FROM {published_names()[table]}" + ("" if rows == "true" else f" WHERE {rows}"))
        for table, rows in conditions.items()
    )


def _scope(figure: Figure) -> dict[str, str]:
    place = figure.place
    code = place.code.replace("'", "''") if place else ""
    measure, level = _compared(figure.id)
    return {
        "mesure": measure,
        "niveau_compare": level,
        "niveau": place.niveau if place else "",
        "code": code,
        "dedans": _INSIDE.get(place.niveau, "false").format(code=code) if place else "",
        "suffixe": figure.id.rsplit("-", 1)[-1].upper(),
        "source": figure.id.split("-")[1].upper() if "-" in figure.id else "",
    }


def _compared(name: str) -> tuple[str, str]:
    """The measure and the level of a figure of the fair comparison: « equite-part-nette-dep-rangs » is of PART_NETTE, DEP."""
    told = name.removeprefix("equite-").rsplit("-", 1)[0].replace("-", "_").upper()
    level = next((one for one in LEVELS if told.endswith(f"_{one}")), "")
    return told.removesuffix(f"_{level}"), level
