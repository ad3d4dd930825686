"""A small release, written out: the tables of one publication, protected by the real policy."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import polars as pl

from observatory.contracts.load import FOLDER
from observatory.disclosure.protected import ProtectedTable, already_public
from observatory.pipeline import sql_models
from observatory.publication.policy_file import load_policy
from observatory.warehouse.run import attach_nomenclatures

HOSTILE = '<img src=x onerror="alert(1)"> & </script> Ardèche'

PLACES = [
    ("FR", "FR", "France", None, None),
    ("REG", "11", "Île-de-France", None, "11"),
    ("DEP", "75", "Paris", "75", "11"),
    ("DEP", "07", HOSTILE, "07", None),
    ("DEP", "976", "Mayotte", "976", None),
    ("COM", "75056", "Ville de Paris", "75", "11"),
    ("COM", "69123", "Lyon", None, None),
    ("COM", "93070", "Saint-Ouen-sur-Seine", None, None),
    ("SIREN_EPCI", "200054781", "Métropole du Grand Paris", None, "11"),
]

# Months from December 2020 to June 2021: (cumulative count, flow, status). January 2021 was not collected.
MONTHS = [date(2020, 12, 31), date(2021, 1, 31), date(2021, 2, 28), date(2021, 3, 31), date(2021, 4, 30), date(2021, 5, 31), date(2021, 6, 30)]  # fmt: skip
SERIES = {
    ("FR", "FR"): [(47940, None, "PUBLIE"), (None, None, "NON_COLLECTE"), (9000, None, "PUBLIE"), (14250, 5250, "PUBLIE"), (18271, 4021, "PUBLIE"), (22000, 3729, "PUBLIE"), (27000, 5000, "PUBLIE")],
    ("REG", "11"): [(9000, None, "PUBLIE"), (None, None, "NON_COLLECTE"), (2000, None, "PUBLIE"), (3000, 1000, "PUBLIE"), (4100, 1100, "PUBLIE"), (5000, 900, "PUBLIE"), (6200, 1200, "PUBLIE")],
    ("DEP", "75"): [(2136, None, "PUBLIE"), (None, None, "NON_COLLECTE"), (500, None, "PUBLIE"), (760, 260, "PUBLIE"), (1000, 240, "CORRIGE"), (990, None, "PUBLIE"), (1234, 244, "PUBLIE")],
    ("DEP", "07"): [(132, None, "PUBLIE"), (None, None, "NON_COLLECTE"), (20, None, "PUBLIE"), (20, 0, "PUBLIE"), (31, 11, "PUBLIE"), (40, 9, "PUBLIE"), (55, 15, "PUBLIE")],
    ("DEP", "976"): [(None, None, "NON_COLLECTE")] * 7,
}  # fmt: skip


PERIMETERS = dict(
    pl.read_csv(FOLDER / "nomenclatures" / "ndls_perimetre.csv", separator=";", infer_schema=False, columns=["code", "libelle"]).rows()
)  # fmt: skip


def state(value: float | None, status: str = "PUBLIE") -> str:
    """The state of a public count, as the models give it."""
    return "NON_COLLECTE" if value is None else "ZERO" if value == 0 and status == "PUBLIE" else status


def _night(code: str, day: date, value: float, perimeter: str, **changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "edition_id": f"{code}_{day}", "indicateur": "personnes_decomptees", "type_lieu": "TOTAL",
        "statut_resultat": "DEFINITIF", "indicateur_libelle": "Personnes décomptées", "niveau": "COM",
        "territoire_code": code, "date_nuit": day, "date_nuit_precision": "JOUR", "type_lieu_libelle": "Total de l’édition",
        "valeur_publiee": value, "statut_valeur": state(value), "unite": "PERSONNE", "perimetre_code": perimeter, "perimetre_libelle": PERIMETERS[perimeter],
        "est_retenu": True, "statut_motif": None, "source_titre": "Ville", "source_url": "https://exemple.fr/nuit", "note": None,
    }  # fmt: skip
    return {**row, **changes}


NIGHTS = [
    _night("75056", date(2018, 2, 15), 3035.0, "EQUIPEMENTS"),
    _night("75056", date(2022, 1, 20), 2598.0, "CAMPEMENTS"),
    _night("75056", date(2023, 1, 26), 3015.0, "CAMPEMENTS", statut_resultat="PROVISOIRE"),
    _night("75056", date(2023, 1, 26), 12.5, "CAMPEMENTS", indicateur="part_femmes", unite="POURCENT"),
    _night("93070", date(2022, 1, 20), 12.0, "CAMPEMENTS"),
    _night("93070", date(2023, 1, 26), 30.0, "CAMPEMENTS"),
    _night("69123", date(2022, 1, 20), 220.0, "NON_PRECISE"),
]


def compared(nights: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The retained counts of the nights and what compares with what, by the models of the house."""
    models = sql_models()
    with duckdb.connect() as con:
        for schema in ("ref", "core", "marts"):
            con.execute(f"CREATE SCHEMA {schema}")
        attach_nomenclatures(con, FOLDER / "nomenclatures")
        con.register("entree", nights)
        con.execute("CREATE TABLE core.nuits_solidarite AS FROM entree")
        for name, columns in _NOTHING_RECEIVED.items():
            con.execute(f"CREATE TABLE {name} ({columns})")
        for name in (
            "core.nuits_editions_connues",
            "core.nuits_comparaisons",
            "marts.nuits_decomptes",
            "marts.nuits_comparaisons",
        ):
            con.execute(f"CREATE TABLE {name} AS {models[name].sql}")
        return {name: con.sql(f"FROM marts.{name}").pl() for name in ("nuits_decomptes", "nuits_comparaisons")}


_NOTHING_RECEIVED = {
    "core.ndls_editions": "edition_id VARCHAR, niveau VARCHAR, territoire_code VARCHAR, date_nuit DATE, nb_total INTEGER, "
    "unite VARCHAR, statut_resultat VARCHAR, perimetre_code VARCHAR, elements_couverts VARCHAR, statut_detail VARCHAR, "
    "operateur VARCHAR, source_url VARCHAR, est_retenu BOOLEAN",
    "core.ndls_lignes": "edition_id VARCHAR, secteur_id VARCHAR, couverture VARCHAR",
    "core.ndls_lieux_declares": "edition_id VARCHAR, type_lieu VARCHAR",
}


def frames(is_fictional: bool = False) -> dict[str, pl.DataFrame]:
    """The tables of the release, as marts and meta give them."""
    monthly = [
        (
            niveau, code, day, total, state(total, status), flow, state(flow, status), float(total or 0),
            "COR-1" if status == "CORRIGE" else None,
        )
        for (niveau, code), values in SERIES.items()
        for day, (total, flow, status) in zip(MONTHS, values, strict=True)
    ]  # fmt: skip
    annual = [
        (niveau, code, year, total, state(total), last, full)
        for (niveau, code), values in SERIES.items()
        if values[-1][0] is not None
        for year, total, last, full in (
            (2020, values[0][0], MONTHS[0], True),
            (2021, values[-1][0], MONTHS[-1], False),
        )
    ]
    return {
        "territoires": pl.DataFrame(
            [(*place, is_fictional) for place in PLACES],
            schema=["niveau", "territoire_code", "territoire_libelle", "departement_code", "region_code", "est_fictif"],
            orient="row",
        ),
        "relogement_mensuel": pl.DataFrame(
            monthly,
            schema=[
                "niveau", "territoire_code", "date_mois", "nb_personnes_cumul", "statut_valeur", "nb_personnes_mois",
                "statut_nb_personnes_mois", "valeur_publiee", "correction_id",
            ],
            orient="row",
            infer_schema_length=None,
        ),
        "relogement_annuel": pl.DataFrame(
            annual,
            schema=[
                "niveau", "territoire_code", "annee", "nb_personnes_annee", "statut_valeur", "dernier_mois",
                "est_annee_complete",
            ],
            orient="row",
        ).with_columns(
            nb_personnes_pour_10000_hab=pl.when(pl.col("est_annee_complete") & pl.col("niveau").is_in(["DEP", "REG"]))
            .then((pl.col("nb_personnes_annee") / 213.0).round(1)),
            pop_municipale=2_130_000,
            millesime_population=2025,
        ),
        "contours": contours(),
        "nuits_solidarite": pl.DataFrame(NIGHTS, infer_schema_length=None),
        **compared(pl.DataFrame(NIGHTS, infer_schema_length=None)),
        "territoires_lda": pl.DataFrame([_ACCELERATED], infer_schema_length=None),
        "avertissements": pl.DataFrame(_WARNINGS, schema=_WARNING_COLUMNS, orient="row", infer_schema_length=None),
        **_meta(is_fictional),
    }  # fmt: skip


def with_state(
    frame: pl.DataFrame, count: str, *where: pl.Expr, told: str = "MASQUE", beside: str = "statut_valeur"
) -> pl.DataFrame:
    """The same rows; where all conditions hold, the count is empty and its state (column `beside`) is `told`."""
    chosen = pl.all_horizontal(where)
    return frame.with_columns(
        pl.when(~chosen).then(count).alias(count), pl.when(chosen).then(pl.lit(told)).otherwise(beside).alias(beside)
    )


def hidden_frames() -> dict[str, pl.DataFrame]:
    """The same release with counts hidden: Paris, its year 2020 and its last month; its commune, the last night."""
    made, place = frames(), pl.col("territoire_code")
    is_rate_shown = pl.col("statut_valeur") != "MASQUE"
    made["relogement_annuel"] = with_state(
        made["relogement_annuel"], "nb_personnes_annee", place == "75", pl.col("annee") == 2020
    ).with_columns(pl.when(is_rate_shown).then("nb_personnes_pour_10000_hab").alias("nb_personnes_pour_10000_hab"))
    last = pl.col("date_mois") == MONTHS[-1]
    for count, beside in (("nb_personnes_mois", "statut_nb_personnes_mois"), ("nb_personnes_cumul", "statut_valeur")):
        made["relogement_mensuel"] = with_state(made["relogement_mensuel"], count, place == "75", last, beside=beside)
    night = pl.col("date_nuit") == date(2023, 1, 26)
    for name in ("nuits_solidarite", "nuits_decomptes"):
        made[name] = with_state(made[name], "valeur_publiee", night, place == "75056")
    return made


def contours() -> pl.DataFrame:
    """Outlines of three départements side by side, of one EPCI and one commune: squares of 100 km, in Lambert-93."""
    import shapely

    at = {("DEP", "75"): 0, ("DEP", "07"): 1, ("DEP", "976"): 2, ("SIREN_EPCI", "200054781"): 0, ("COM", "75056"): 0}
    names = {(level, code): name for level, code, name, *_ in PLACES}
    return pl.DataFrame(
        [
            (level, code, names[level, code], 2025, 2154, shapely.to_wkb(shapely.box(x, 6.7e6, x + 1e5, 6.8e6)), False)
            for (level, code), rank in at.items()
            for x in [600_000 + rank * 1e5]
        ],
        schema=[
            "niveau",
            "territoire_code",
            "territoire_libelle",
            "millesime_cog",
            "projection",
            "geometrie",
            "est_fictif",
        ],
        orient="row",
    )


def protected(tables: dict[str, pl.DataFrame]) -> dict[str, ProtectedTable]:
    """The tables through the real policy."""
    policy = load_policy(FOLDER / "disclosure.yaml")
    return {name: already_public(name, frame, policy) for name, frame in tables.items()}


def protected_one(name: str, frame: pl.DataFrame) -> ProtectedTable:
    """One table through the real policy."""
    return protected({name: frame})[name]


_ACCELERATED = {
    "territoire_id": "LDA2-01", "candidature_id": "LDA2-01", "vague_ami": 2, "date_annonce": date(2021, 1, 28),
    "niveau": "SIREN_EPCI", "territoire_code": "200054781", "territoire_libelle": "Métropole du Grand Paris",
    "millesime_cog": 2025, "departements": "75|92|93|94", "nb_communes": 130, "pop_municipale": 7126000, "inclus_dans": None,
    "contient": None, "statut_verification": "DEUX_SOURCES", "source_url": "https://exemple.fr/lda", "note": None,
}  # fmt: skip

# fmt: off
_WARNING_COLUMNS = ["controle_id", "table_nom", "niveau", "territoire_code", "date_concernee", "nature", "ecart", "phrase"]
_WARNINGS = [
    ("BAR-05", "relogement_mensuel", "DEP", "75", date(2021, 1, 31), "ABSENCE", None, "Non collecté : la source publie 0."),
    ("BAR-05", "relogement_mensuel", "DEP", "75", date(2021, 2, 28), "CUMUL_PLUSIEURS_MOIS", None, "Premier mois connu."),
    ("BAR-07", "relogement_mensuel", "DEP", "75", date(2021, 5, 31), "BAISSE", -10, "Le cumul annuel publié baisse de 10."),
    ("BAR-07", "relogement_mensuel", "DEP", "75", date(2021, 4, 30), "BAISSE", -90, "Le cumul annuel publié baisse de 90."),
    ("COR-01", "relogement_mensuel", "DEP", "75", date(2021, 4, 30), "CORRECTION", 330, "Valeur corrigée (COR-1)."),
    ("BAR-06", "relogement_mensuel", "DEP", "976", date(2020, 12, 31), "HORS_SOURCE", None, "Territoire hors de la source."),
    ("NDL-04", "nuits_solidarite", "COM", "75056", date(2018, 2, 15), "SAISON", None, "Nuit tenue en février."),
]
# fmt: on


def _meta(is_fictional: bool) -> dict[str, pl.DataFrame]:
    files = {
        "partition": "complet", "licence_source": "Licence Ouverte 2.0", "source_url": "https://exemple.fr/source",
        "a_qui_demander": "le producteur", "mois_entre_livraisons": 1,
        "fichier_sha256": "0" * 64, "date_reception": date(2026, 11, 23), "version_contrat": "1.0.0",
        "nb_lignes_lues": 38, "nb_lignes_typees": 35, "nb_lignes_quarantaine": 3,
    }  # fmt: skip
    return {
        "version": pl.DataFrame([{
            "version_publication": "2026.11.1", "publie_le": datetime(2026, 11, 23, 13, 20),
            "empreinte_contenu": "0" * 64, "version_precedente": None, "version_logiciel": "0.1.0",
            "est_fictif": is_fictional, "licence": "Licence Ouverte 2.0 (Etalab)", "politique_version": "1.0.0",
        }]),
        "tables": pl.DataFrame([{
            "schema_nom": "reference", "table_nom": "territoires", "table_genre": "TABLE", "table_titre": "Territoires",
            "definition": "Les territoires de la publication.", "grain": "une ligne par niveau et code",
            "usage_prevu": "Un nom n’est qu’une étiquette.", "avertissement_usage": "Des territoires se contiennent.",
            "nb_lignes_table": len(PLACES),
        }]),
        "sources": pl.DataFrame([
            {"contrat": "lake.barometre_relogement", "producteur": "Dihal, Baromètre", "fichier_nom": "barometre.csv", **files},
            {"contrat": "lake.ndls_chiffres_publies", "producteur": "Villes et Apur", "fichier_nom": "ndls.csv", **files},
        ]),
        "corrections": pl.DataFrame([{
            "correction_id": "COR-1", "contrat": "lake.barometre_relogement", "niveau": "DEP", "territoire_code": "75",
            "date_mois": date(2021, 4, 30), "valeur_attendue": 670.0, "valeur_corrigee": 1000.0,
            "motif_correction": "le fichier porte la valeur d’un autre territoire.", "date_correction": date(2026, 11, 23),
        }]),
        "controles": pl.DataFrame([{
            "objet": "lake.barometre_relogement", "partition": "DEP", "controle_id": "BAR-05", "severite": "avertissement",
            "est_reussi": False, "nb_lignes_en_cause": 4, "phrase_controle": "Des mois valent 0 pour tous les territoires.",
            "date_execution": datetime(2026, 11, 23, 13, 20),
        }]),
        "changements": pl.DataFrame(schema={
            "numero_changement": pl.Int32, "table_nom": pl.String, "nature_changement": pl.String, "territoire": pl.String,
            "annee": pl.Int32, "cle_ligne": pl.String, "colonne_nom": pl.String, "valeur_avant": pl.String,
            "valeur_apres": pl.String, "etat_avant": pl.String, "etat_apres": pl.String, "nb_lignes_changees": pl.Int64,
        }),
        "dictionnaire": pl.DataFrame(
            [_column(1, "niveau", "VARCHAR", 1, None, "territoire_code_type", "Niveau géographique du territoire."),
             _column(2, "territoire_code", "VARCHAR", 2, None, None, "Code du territoire, dans son niveau."),
             _column(3, "pop_municipale", "INTEGER", None, "PERSONNE", None, "Population municipale.")],
            infer_schema_length=None,
        ),
        "nomenclatures": pl.DataFrame([
            _code("nature_definition", 1, "DEFINITION", "Définition changée"), _code("territoire_code_type", 1, "DEP", "Département"),
            _code("territoire_code_type", 2, "REG", "Région"), _code("unite", 1, "PERSONNE", "Personne"),
        ], infer_schema_length=None),
        "dictionnaire_historique": pl.DataFrame([{
            "version_publication": "2026-08-30T06-00-00Z", "date_changement": date(2026, 8, 30), "table_nom": "territoires",
            "colonne_nom": "pop_municipale", "nature_definition": "DEFINITION", "avant": "Population.", "apres": "Population municipale.",
        }]),
    }  # fmt: skip


def _column(
    position: int, name: str, kind: str, key: int | None, unit: str | None, codes: str | None, means: str
) -> dict[str, object]:
    """A line of the dictionary, about the table of territories."""
    return {
        "table_nom": "territoires", "colonne_nom": name, "position": position, "type_donnee": kind, "est_obligatoire": key is not None,
        "rang_cle": key, "unite_colonne": unit, "nomenclature": codes, "definition": means, "schema_nom": "reference",
        "avertissement_usage": "Des territoires se contiennent.", "nb_lignes_table": len(PLACES),
        "part_renseignee": 1.0 if key else 0.876, "colonne_temps": "annee" if unit else None, "premiere_date": "2019" if unit else None,
        "derniere_date": "2025-03-31" if unit else None,
        "origine_colonnes": "lake.population_commune.pop_municipale, ref.communes.pop_municipale" if unit else None,
    }  # fmt: skip


def _code(codes: str, rank: int, code: str, label: str) -> dict[str, object]:
    return {"nomenclature": codes, "code": code, "rang_code": rank, "libelle": label, "regroupement": None, "source": None,
            "note_code": None}  # fmt: skip
