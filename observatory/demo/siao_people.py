"""The nominative exports of a SIAO: persons and households, as of each first of January, two years back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo import rates, siao_codes
from observatory.demo.dialects import DIALECTS, EXTRACTION, SPREADSHEET, TITLE, coded, written
from observatory.demo.draws import pick
from observatory.demo.registry import distorted, identifier, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from observatory.demo.simulation import World

MEMORY_DAYS = 730  # the active base forgets two years after the last contact (CNIL, domain of the SIAO)
PERSON_HEADERS = {
    "fiche_id": "N° fiche", "groupe_id": "Identifiant du groupe", "siao_dep": "Département du SIAO", "nom_ecrit": "Nom",
    "prenom_ecrit": "Prénom", "naissance": "Date de naissance", "sexe_ecrit": "Sexe", "telephone_ecrit": "Téléphone",
    "est_demandeur": "Demandeur principal", "date_situation": "Date de la situation", "situation_code": "Situation résidentielle",
    "ressource_code": "Ressource principale", "montant": "Ressources mensuelles (€)", "date_derniere_activite": "Dernière activité",
}  # fmt: skip
HOUSEHOLD_HEADERS = {
    "groupe_id": "Identifiant du groupe", "siao_dep": "Département du SIAO", "type_fiche": "Type de fiche",
    "date_debut": "Début de validité", "composition_ecrite": "Composition", "nb_personnes": "Nb. de personnes",
    "nb_adultes": "Nb. d'adultes", "nb_enfants": "Nb. de mineurs",
}  # fmt: skip


def people_files(world: World, place: int, contacts: pl.DataFrame, extraction: int) -> Iterator[tuple]:
    """For one SIAO and one day of extraction: path, content, defects and identities of each file.

    `contacts`: `menage_id, dossier, premier, dernier` (days), every contact before the extraction. Identities:
    `siao_dep, fiche_id, personne_id, menage_id, distorsion`.
    """
    import polars as pl

    code = world.setting.departements[place]
    live = contacts.filter(pl.col("dernier") >= extraction - MEMORY_DAYS).sort("menage_id", "dossier")
    live = live.with_columns(
        groupe_id=live.select(identifier(f"G-{code}", pl.col("menage_id"), place, pl.col("dossier"))).to_series(),
        siao_dep=pl.lit(DIALECTS[code].departement.format(code)),
    )
    label = f"{pl.select(pl.lit(extraction).cast(pl.Date)).item():%Y-%m-%d}"
    yield *_households(world, code, label, live), None
    yield _persons(world, place, label, live, extraction)


def _households(world: World, code: str, label: str, live: pl.DataFrame) -> tuple:
    import polars as pl

    dialect, path = DIALECTS[code], f"siao/{code}/fictif-siao-{code}-menages-{label}.csv"
    table = live.join(world.menages, on="menage_id", how="left", maintain_order="left").select(
        "groupe_id", "siao_dep", "nb_adultes", "nb_enfants",
        type_fiche=pl.when(pl.col("nb_adultes") + pl.col("nb_enfants") > 1).then(pl.lit("Groupe")).otherwise(pl.lit("Personne")),
        date_debut=pl.col("premier").cast(pl.Date), nb_personnes=pl.col("nb_adultes") + pl.col("nb_enfants"),
        composition_ecrite=coded(pl.col("composition_code").cast(pl.String), siao_codes.COMPOSITION, dialect),
    )  # fmt: skip
    titles = [{"fichier": path, "defaut": "LIGNE_DE_TITRE", "nombre": len(TITLE)}] if dialect.title else []
    return path, written(table, HOUSEHOLD_HEADERS, dialect), titles


def _persons(world: World, place: int, label: str, live: pl.DataFrame, extraction: int) -> tuple:
    import polars as pl

    code = world.setting.departements[place]
    dialect, path = DIALECTS[code], f"siao/{code}/fictif-siao-{code}-personnes-{label}.csv"
    people = named(
        world.personnes.join(live.rename({"dossier": "copie"}), on="menage_id", how="inner", maintain_order="left")
    )
    people = distorted(world, people.sort("personne_id", "copie"))
    people = people.with_columns(
        fiche_id=people.select(identifier(f"P-{code}", pl.col("personne_id"), place, pl.col("copie"))).to_series()
    )
    table = _situations(world, people, extraction).with_columns(_written_as(world, dialect))
    identities = people.select(
        pl.lit(code).alias("siao_dep"),
        "fiche_id",
        "personne_id",
        "menage_id",
        "distorsion",
        date_extraction=pl.lit(extraction).cast(pl.Date),
    )
    return path, written(table, PERSON_HEADERS, dialect), _defects(path, people, table, dialect), identities


def _situations(world: World, people: pl.DataFrame, extraction: int) -> pl.DataFrame:
    """One row per person and situation of the two years that the SIAO keeps, the last one when none began since."""
    import numpy as np
    import polars as pl

    homeless = world.episodes.filter(pl.col("etat") <= rates.INSERTION, pl.col("jour_debut") < extraction)
    homeless = homeless.filter(
        (pl.col("jour_debut") >= extraction - MEMORY_DAYS) | (pl.col("rang") == pl.col("rang").max().over("menage_id"))
    ).select("menage_id", "etat", "rang", "jour_debut")
    rows = people.join(homeless, on="menage_id", how="inner", maintain_order="left").sort(
        "personne_id", "copie", "jour_debut"
    )
    who, rank = rows["personne_id"].to_numpy(), rows["rang"].to_numpy()
    choices = pick(world.setting.noise("ressource", who), siao_codes.RESOURCE_WEIGHTS)
    amount = 40_000 + (world.setting.noise("montant", who, rank) >> np.uint64(49)).astype(np.int64) * 2
    plain = [max(weights, key=weights.get) for weights in siao_codes.SITUATIONS_BY_STATE.values()]
    return rows.with_columns(
        date_situation=pl.col("jour_debut").cast(pl.Date), date_derniere_activite=pl.col("dernier").cast(pl.Date),
        situation_code=pl.col("etat").replace_strict(dict(enumerate(plain)), return_dtype=pl.String),
        ressource_code=pl.Series(list(siao_codes.RESOURCE)).gather(pl.Series(choices)),
        montant=pl.when(pl.col("est_enfant")).then(None).otherwise(pl.Series(amount).cast(pl.Decimal(9, 2)) / 100),
    )  # fmt: skip


def _written_as(world: World, dialect) -> list[pl.Expr]:
    """The columns that each tool writes in its way; a spreadsheet loses the first zero of a telephone."""
    import polars as pl

    phone = pl.col("telephone")
    euros = pl.format(
        "{},{}",
        pl.col("montant").cast(pl.Int64),
        ((pl.col("montant") * 100).cast(pl.Int64) % 100).cast(pl.String).str.zfill(2),
    )
    return [
        coded(pl.col("situation_code"), siao_codes.SITUATION, dialect),
        coded(pl.col("ressource_code"), siao_codes.RESOURCE, dialect),
        (phone.str.slice(1) if dialect is EXTRACTION else phone).alias("telephone_ecrit"),
        (euros if dialect.decimal_comma else euros.str.replace(",", ".")).alias("montant"),
        (pl.col("sexe").replace({"H": "HOMME", "F": "FEMME"}) if dialect is not SPREADSHEET else pl.col("sexe")).alias(
            "sexe_ecrit"
        ),
        pl.when(pl.col("rang") == 0).then(pl.lit("O")).otherwise(pl.lit("N")).alias("est_demandeur"),
    ]


def _defects(path: str, people: pl.DataFrame, table: pl.DataFrame, dialect) -> list[dict]:
    import polars as pl

    twice = people.filter(pl.col("distorsion").is_not_null())
    first = people.filter(pl.col("copie") == 0)["personne_id"]
    pairs = twice.filter(pl.col("personne_id").is_in(first.implode()))
    counts = {
        "LIGNE_DE_TITRE": len(TITLE) if dialect.title else 0,
        "ZERO_DE_TETE_PERDU": table.height if dialect is EXTRACTION else 0,
        "VIRGULE_DECIMALE": table["montant"].drop_nulls().len() if dialect.decimal_comma else 0,
        **{f"DOUBLON_{kind}": count for kind, count in pairs.group_by("distorsion").len().sort("distorsion").rows()},
    }
    return [{"fichier": path, "defaut": name, "nombre": number} for name, number in counts.items() if number]
