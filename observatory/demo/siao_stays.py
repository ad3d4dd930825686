"""The stays and the insertion requests of a SIAO, as of each first of January."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo import rates, siao_codes
from observatory.demo.dialects import CAPITALS, DIALECTS, TITLE, coded, written
from observatory.demo.draws import below, uniform
from observatory.demo.registry import file_number, identifier, numbered
from observatory.demo.siao_numbers import faults, headers, truth, written_numbers
from observatory.demo.siao_people import MEMORY_DAYS

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

EXIT_UNKNOWN, EXIT_BEFORE_ENTRY, OVERLAP = 0.18, 0.005, 0.01
REQUEST_CHANCE = {rates.RUE: 0.10, rates.TIERS: 0.15, rates.URGENCE: 0.30, rates.HOTEL: 0.40}
STAY_HEADERS = {
    "sejour_id": "N° séjour", "fiche_id": "N° fiche", "groupe_id": "Identifiant du groupe", "siao_dep": "SIAO prescripteur",
    "finess": "FINESS", "type_etablissement_code": "Type d'établissement", "type_place_code": "Type de place",
    "est_hotel": "Hôtel", "date_entree": "Date d'entrée", "date_sortie": "Date de sortie", "sortie_code": "Situation de sortie",
}  # fmt: skip
INSERTION_HEADERS = {
    "demande_id": "N° demande", "siao_dep": "Département du SIAO", "groupe_id": "Identifiant du groupe",
    "date_transmission": "Date de transmission", "statut": "Statut", "situation_code": "Situation",
    "type_etablissement_code": "Première préconisation", "date_orientation": "Date d'orientation",
    "date_admission": "Date d'admission", "date_cloture": "Date de clôture",
}  # fmt: skip


def _mine(world: World, place: int, extraction: int) -> pl.DataFrame:
    """The episodes of one SIAO that an extraction still shows, with the file that the household used."""
    import numpy as np
    import polars as pl

    setting = world.setting
    here = pl.col("commune").is_in(np.flatnonzero(setting.departement_of == place).tolist())
    kept = (pl.col("jour_debut") < extraction) & (pl.col("jour_fin") >= extraction - MEMORY_DAYS)
    found = world.episodes.filter(here, kept)
    file = file_number(world, found["menage_id"].to_numpy(), place, found["jour_debut"].to_numpy())
    code = setting.departements[place]
    found = found.with_columns(dossier=pl.Series(file), siao_dep=pl.lit(DIALECTS[code].departement.format(code)))
    return found.with_columns(
        groupe_id=found.select(identifier(f"G-{code}", pl.col("menage_id"), place, pl.col("dossier"))).to_series()
    )


def sheltered(world: World, place: int, extraction: int) -> pl.DataFrame:
    """The episodes in a shelter, those that are stays."""
    import polars as pl

    return _mine(world, place, extraction).filter(pl.col("etat").is_in(list(rates.SHELTERED)))


def stay_file(world: World, place: int, extraction: int) -> tuple[str, bytes, list[dict]]:
    """One row per person and stay, with exits before entries, stays that overlap and exits that nobody wrote."""
    import numpy as np
    import polars as pl

    code, dialect = world.setting.departements[place], DIALECTS[world.setting.departements[place]]
    rows = sheltered(world, place, extraction).join(
        world.personnes.select("personne_id", "menage_id"), on="menage_id", how="inner", maintain_order="left"
    )
    rows = rows.sort("personne_id", "jour_debut")
    who, rank = rows["personne_id"].to_numpy().astype(np.int64), rows["rang"].to_numpy()
    chance = uniform(world.setting.noise("defaut_sejour", who, rank))
    hidden = pl.Series(uniform(world.setting.noise("sortie_inconnue", who, rank)) < EXIT_UNKNOWN)
    start, stop = rows["jour_debut"].to_numpy(), rows["jour_fin"].to_numpy().astype(np.int64)
    same = np.r_[(who[1:] == who[:-1]) & (rows["dossier"].to_numpy()[1:] == rows["dossier"].to_numpy()[:-1]), False]
    following = np.where(same, np.r_[start[1:], 0], 2**30)
    left = stop < extraction
    wrong = left & (chance < EXIT_BEFORE_ENTRY)
    over = left & ~wrong & (chance > 1 - OVERLAP) & (following + 11 < extraction)
    stop = np.where(
        wrong, start - 1 - below(world.setting.noise("avant", who, rank), 30), np.where(over, following + 11, stop)
    )
    exits = pl.Series(list(siao_codes.EXIT_BY_STATE)).gather(rows["suivant"].cast(pl.UInt32))
    etablishment = 10_000 + 100 * place + below(world.setting.noise("etablissement", who // 16, rank), 12)
    finess = pl.Series(etablishment).cast(pl.String)
    table = rows.with_columns(
        sejour_id=rows.select(numbered(f"S-{code}", pl.col("personne_id"))).to_series(),
        fiche_id=rows.select(identifier(f"P-{code}", pl.col("personne_id"), place, pl.col("dossier"))).to_series(),
        finess=finess if dialect is CAPITALS else finess.str.zfill(9),
        type_etablissement_code=coded(_by_state(siao_codes.ESTABLISHMENT_BY_STATE), siao_codes.ESTABLISHMENT, dialect),
        type_place_code=coded(
            pl.when("est_saisonnier").then(pl.lit("20")).otherwise(_by_state(siao_codes.PLACE_BY_STATE)),
            siao_codes.PLACE,
            dialect,
        ),
        est_hotel=pl.when(pl.col("etat") == rates.HOTEL).then(pl.lit("O")).otherwise(pl.lit("N")),
        date_entree=pl.col("jour_debut").cast(pl.Date),
        date_sortie=pl.when(pl.Series(left)).then(pl.Series(stop.astype(np.int32)).cast(pl.Date)),
        sortie_code=coded(
            pl.when(pl.Series(left)).then(pl.when(hidden).then(pl.lit("28")).otherwise(exits)), siao_codes.EXIT, dialect
        ),
    )
    path = f"siao/{code}/fictif-siao-{code}-sejours-{_label(extraction)}.csv"
    counts = {
        "LIGNE_DE_TITRE": len(TITLE) if dialect.title else 0, "SORTIE_AVANT_ENTREE": int(wrong.sum()),
        "SEJOURS_CHEVAUCHANTS": int(over.sum()), "NON_REPONSE": int((pl.Series(left) & hidden).sum()),
        "ZERO_DE_TETE_PERDU": table.height if dialect is CAPITALS else 0,
    }  # fmt: skip
    return path, written(table, STAY_HEADERS, dialect), _listed(path, counts)


def insertion_file(
    world: World, place: int, extraction: int, numbers: pl.DataFrame
) -> tuple[str, bytes, list[dict], pl.DataFrame]:
    """One row per insertion request, in its last state on the day of extraction; and what its number truly is.

    `numbers`: `social_demand.numbers`.
    """
    import numpy as np
    import polars as pl

    code, dialect = world.setting.departements[place], DIALECTS[world.setting.departements[place]]
    rows = _mine(world, place, extraction).filter(pl.col("etat").is_in(list(REQUEST_CHANCE)))
    household, rank = rows["menage_id"].to_numpy().astype(np.int64), rows["rang"].to_numpy()
    admitted = rows["suivant"].is_in([rates.INSERTION, rates.ADAPTE]).to_numpy()
    chance = rows["etat"].replace_strict(REQUEST_CHANCE, return_dtype=pl.Float64).to_numpy()
    asked = admitted | (uniform(world.setting.noise("insertion", household, rank)) < chance)
    rows, household, rank, admitted = rows.filter(pl.Series(asked)), household[asked], rank[asked], admitted[asked]
    start, stop = rows["jour_debut"].to_numpy().astype(np.int64), rows["jour_fin"].to_numpy().astype(np.int64)
    sent = start + below(world.setting.noise("transmission", household, rank), np.maximum(1, (stop - start) // 2))
    turned = sent + below(world.setting.noise("orientation", household, rank), np.maximum(1, stop - sent))
    oriented = admitted | (uniform(world.setting.noise("orientee", household, rank)) < 0.35)
    known = pl.Series(sent < extraction)
    closed = pl.Series(stop < extraction)
    state = (
        pl.when(closed & pl.Series(admitted)).then(pl.lit("ADMISE"))
        .when(closed & pl.Series(oriented)).then(pl.lit("REFUSEE_STRUCTURE"))
        .when(closed).then(pl.lit("ANNULEE"))
        .when(pl.Series(oriented & (turned < extraction))).then(pl.lit("ORIENTEE"))
        .when(pl.Series(rank % 3 == 0)).then(pl.lit("A_EVALUER")).otherwise(pl.lit("EN_ATTENTE"))
    )  # fmt: skip
    wished = (
        pl.when(pl.col("suivant") == rates.ADAPTE)
        .then(pl.lit("900"))
        .when(pl.Series(rank % 12 == 5))
        .then(pl.lit("2000"))
    )
    shown = pl.Series(np.where(oriented & (turned < extraction), turned, -1))
    table = rows.hstack(written_numbers(world, place, rows, numbers, extraction)).with_columns(
        demande_id=rows.select(numbered(f"I-{code}", pl.col("menage_id"))).to_series(),
        date_transmission=pl.Series(sent.astype(np.int32)).cast(pl.Date), statut=state,
        situation_code=coded(
            pl.col("etat").replace_strict({rates.RUE: "20", rates.TIERS: "29", rates.URGENCE: "32", rates.HOTEL: "35"}, return_dtype=pl.String),
            siao_codes.SITUATION, dialect,
        ),
        type_etablissement_code=coded(wished.otherwise(pl.lit("400")), siao_codes.ESTABLISHMENT, dialect),
        date_orientation=pl.when(shown >= 0).then(shown.cast(pl.Int32).cast(pl.Date)),
        date_admission=pl.when(closed & pl.Series(admitted)).then(pl.col("jour_fin").cast(pl.Date)),
        date_cloture=pl.when(closed).then(pl.col("jour_fin").cast(pl.Date)),
    ).filter(known)  # fmt: skip
    path = f"siao/{code}/fictif-siao-{code}-insertion-{_label(extraction)}.csv"
    counts = {"LIGNE_DE_TITRE": len(TITLE) if dialect.title else 0, **faults(table)}
    content = written(table, INSERTION_HEADERS | headers(code), dialect)
    return path, content, _listed(path, counts), truth(world, place, table, extraction)


def _by_state(codes: dict[int, str]) -> pl.Expr:
    import polars as pl

    return pl.col("etat").replace_strict(codes, return_dtype=pl.String)


def _label(extraction: int) -> str:
    import polars as pl

    return f"{pl.select(pl.lit(extraction).cast(pl.Date)).item():%Y-%m-%d}"


def _listed(path: str, counts: dict[str, int]) -> list[dict]:
    return [{"fichier": path, "defaut": name, "nombre": number} for name, number in counts.items() if number]
