"""The 115 export of a SIAO: one archive for each past year, one file a month for the last, with their defects."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from observatory.demo import rates, siao_codes
from observatory.demo.calls import ANSWERS, CHANNELS, KINDS, MOTIVES, requests
from observatory.demo.country import MERGER
from observatory.demo.dialects import DIALECTS, TITLE, coded, written
from observatory.demo.draws import pick, uniform
from observatory.demo.registry import identifier
from observatory.demo.setting import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from observatory.demo.simulation import World

CHANGES_PRACTICE = "Z12"  # stops recording renewals on 1 June of the last year but one
COUNTS_PERSONS = "Z13"  # one row per person where the others write one per household
UPDATED_LIST = "Z21"  # receives a code that no list has, from the first of January of the last year
RESENDS, CUTS = ("Z21", 5), ("Z22", 9)  # a SIAO and the month of the last year: sent twice, cut in the middle
CUT_AT = 40  # characters of the last row that arrive
CORRECTED, REPEATED, NOT_ANSWERED = 0.1, 0.003, 0.06
EVERY, ENOUGH = 200, 1300  # one unknown code in so many requests, in a year that has enough: under 1 % of each month
FROM_ABSORBED = 0.4  # requests of the merged commune made from the one that disappears
HEADERS = {
    "demande_id": "N° demande", "siao_dep": "Département du SIAO", "date_heure_demande": "Date et heure de la demande",
    "date_nuit": "Nuit demandée", "groupe_id": "Identifiant du groupe", "nb_personnes": "Nb. de personnes",
    "nb_mineurs": "Nb. de mineurs", "composition_code": "Composition", "situation_code": "Situation", "motif_code": "Motif",
    "commune_sollicitation_code": "Commune de la demande", "canal": "Canal", "type_demande": "Type de demande",
    "est_renouvellement": "Renouvellement", "reponse": "Réponse", "motif_non_pourvue": "Motif de non-attribution",
    "type_place_code": "Type de place", "nb_nuits_attribuees": "Nuits attribuées", "outil_source": "Logiciel",
}  # fmt: skip


def practice_change(world: World) -> int:
    """The day when SIAO `CHANGES_PRACTICE` stops recording renewals."""
    return day(date(world.setting.years[1] - 1, 6, 1))


def request_files(world: World, place: int) -> Iterator[tuple[str, bytes, list[dict], pl.DataFrame]]:
    """For one SIAO, each file: its path, its content, its defects, and its requests (`calls.requests`)."""
    import polars as pl

    code, (first, last) = world.setting.departements[place], world.setting.years
    recorded = ~pl.col("est_renouvellement") | (pl.col("date_nuit") < practice_change(world))
    for year in range(first, last + 1):
        found = requests(world, place, day(date(year, 1, 1)), day(date(year + 1, 1, 1)))
        if code == CHANGES_PRACTICE:
            found = found.filter(recorded)
        table = _table(world, place, year, found)
        if year < last:
            yield _file(code, f"{year}", table, found)
            continue
        month = found["date_nuit"].cast(pl.Date).dt.month()
        for number in range(1, 13):
            mine = month == number
            yield from _month(code, f"{year}-{number:02}", table.filter(mine[table["_rang"]]), found.filter(mine))


def _month(code: str, label: str, table: pl.DataFrame, found: pl.DataFrame) -> Iterator:
    path, content, defects, kept = _file(code, label, table, found)
    month = int(label[-2:])
    if (code, month) == CUTS:
        text = content.decode(DIALECTS[code].encoding)
        text = text[: text.rindex("\n", 0, len(text) * 3 // 5) + CUT_AT]
        content = text.encode(DIALECTS[code].encoding)
        lost = table.height + 1 - text.count("\n")
        defects = [{"fichier": path, "defaut": "FICHIER_TRONQUE", "nombre": lost}]
    yield path, content, defects, kept
    if (code, month) == RESENDS:
        yield _corrected(code, f"{label}-v2", table, kept.head(0))


def _corrected(code: str, label: str, table: pl.DataFrame, nothing_new: pl.DataFrame) -> tuple:
    """The same month sent again: some refusals have become places; no request is new."""
    import polars as pl

    changed = (pl.col("reponse") == "NON_POURVUE") & (pl.col("_hasard") < CORRECTED)
    number = table.filter(changed).height
    again = table.with_columns(
        reponse=pl.when(changed).then(pl.lit("POURVUE")).otherwise("reponse"),
        motif_non_pourvue=pl.when(changed).then(None).otherwise("motif_non_pourvue"),
        type_place_code=pl.when(changed)
        .then(coded(pl.lit("10"), siao_codes.PLACE, DIALECTS[code]))
        .otherwise("type_place_code"),
    )
    path, content, defects, _ = _file(code, label, again, nothing_new)
    return path, content, [*defects, {"fichier": path, "defaut": "LIGNE_CORRIGEE", "nombre": number}], nothing_new


def _file(
    code: str, label: str, table: pl.DataFrame, found: pl.DataFrame
) -> tuple[str, bytes, list[dict], pl.DataFrame]:
    path = f"siao/{code}/fictif-siao-{code}-115-{label}.csv"
    dialect = DIALECTS[code]
    counts = {
        "LIGNE_DE_TITRE": len(TITLE) if dialect.title else 0,
        "LIGNE_REPETEE": table.height - table.unique(list(HEADERS)).height if code != COUNTS_PERSONS else 0,
        "LIGNE_PAR_PERSONNE": table["_rang"].len() - table["_rang"].n_unique() if code == COUNTS_PERSONS else 0,
        "CODE_INCONNU": (table["situation_code"] == siao_codes.UNKNOWN_SITUATION).sum(),
        "NON_REPONSE": sum(
            (table[column] == "NR").sum() for column in ("composition_code", "canal", "motif_non_pourvue")
        ),
    }
    defects = [{"fichier": path, "defaut": name, "nombre": number} for name, number in counts.items() if number]
    return path, written(table, HEADERS, dialect), defects, found


def _table(world: World, place: int, year: int, found: pl.DataFrame) -> pl.DataFrame:
    """The columns of the export, in the codes of the SIAO; `_rang` is the request, `_hasard` a chance of its own."""
    import numpy as np
    import polars as pl

    code = world.setting.departements[place]
    dialect, noise = DIALECTS[code], world.setting.noise
    number = np.arange(found.height)
    household = found["menage_id"].to_numpy().astype(np.int64)
    chance = uniform(noise("defaut_115", number, place, year))
    situation = pl.Series(_situation(world, found))
    if code == UPDATED_LIST and year == world.setting.years[1] and found.height >= ENOUGH:
        situation = pl.Series(
            np.where(number % EVERY == EVERY // 2, siao_codes.UNKNOWN_SITUATION, situation.to_numpy())
        )
    motive = pl.Series(list(siao_codes.MOTIVE)).gather(
        pl.Series(pick(noise("motif_demande", household, found["rang"].to_numpy()), siao_codes.MOTIVE_WEIGHTS))
    )
    met = pl.col("reponse") == 0
    shelter = pl.when(pl.col("est_saisonnier")).then(pl.lit("20")).when(pl.col("etat") == rates.HOTEL).then(pl.lit("1"))
    table = found.join(_sizes(world), on="menage_id", how="left", maintain_order="left").select(
        _rang=pl.int_range(pl.len()), _hasard=pl.Series(chance),
        demande_id=pl.format(f"D-{code}-{year}-{{}}", (pl.int_range(pl.len()) + 1).cast(pl.String).str.zfill(7)),
        siao_dep=pl.lit(dialect.departement.format(code)),
        date_heure_demande=pl.col("date_nuit").cast(pl.Date).cast(pl.Datetime("us")) + pl.duration(minutes=pl.col("minute")),
        date_nuit=pl.col("date_nuit").cast(pl.Date), groupe_id=identifier(f"G-{code}", pl.col("menage_id"), place, pl.col("dossier")),
        nb_personnes="nb_personnes", nb_mineurs="nb_mineurs",
        composition_code=pl.when(pl.Series(chance < NOT_ANSWERED)).then(pl.lit("NR"))
        .otherwise(coded(pl.col("composition_code").cast(pl.String), siao_codes.COMPOSITION, dialect)),
        situation_code=coded(situation, siao_codes.SITUATION, dialect), motif_code=coded(motive, siao_codes.MOTIVE, dialect),
        commune_sollicitation_code=_commune(world, found),
        canal=pl.col("canal").replace_strict(dict(enumerate(CHANNELS)), return_dtype=pl.String),
        type_demande=pl.col("type_demande").replace_strict(dict(enumerate(KINDS)), return_dtype=pl.String),
        est_renouvellement=pl.when("est_renouvellement").then(pl.lit("O")).otherwise(pl.lit("N")),
        reponse=pl.col("reponse").replace_strict(dict(enumerate(ANSWERS)), return_dtype=pl.String),
        motif_non_pourvue=pl.col("motif").replace_strict(dict(enumerate(MOTIVES)), default=None, return_dtype=pl.String),
        type_place_code=coded(pl.when(met).then(shelter.otherwise(pl.lit("10"))), siao_codes.PLACE, dialect),
        nb_nuits_attribuees=pl.when(met).then("nb_nuits"), outil_source=pl.lit("SI SIAO 8.1 (données fictives)"),
    )  # fmt: skip
    if code == COUNTS_PERSONS:
        table = table[np.repeat(number, table["nb_personnes"].to_numpy())].with_columns(nb_personnes=pl.lit(1))
    return table if code == COUNTS_PERSONS else _repeated(table, dialect.upper)


def _repeated(table: pl.DataFrame, dirty: bool) -> pl.DataFrame:
    """Some rows come twice in the exports in capitals."""
    import polars as pl

    return pl.concat([table, table.filter(pl.col("_hasard") > 1 - REPEATED)]).sort("_rang") if dirty else table


def _situation(world: World, found: pl.DataFrame):
    """The code of the situation: one per episode, drawn among those that its state can be given."""
    import numpy as np

    bits = world.setting.noise("situation", found["menage_id"].to_numpy(), found["rang"].to_numpy())
    comes_in = ((found["reponse"] == 0) & ~found["est_renouvellement"]).to_numpy()  # its night before was outside
    state, codes = np.where(comes_in, rates.RUE, found["etat"].to_numpy()), np.full(found.height, "44", dtype="U2")
    for which, weights in siao_codes.SITUATIONS_BY_STATE.items():
        mine = state == which
        codes[mine] = np.array(list(weights))[pick(bits[mine], list(weights.values()))]
    return codes


def _commune(world: World, found: pl.DataFrame) -> pl.Series:
    """The code of the commune on the night: before the merger, some ask from the commune that disappears."""
    import polars as pl

    codes = world.setting.communes["commune_code"].gather(found["commune"].cast(pl.UInt32))
    bits = world.setting.noise("ancienne_commune", found["menage_id"].to_numpy(), found["date_nuit"].to_numpy())
    before = (codes == MERGER.into) & (found["date_nuit"] < day(MERGER.day)) & pl.Series(uniform(bits) < FROM_ABSORBED)
    return pl.select(pl.when(before).then(pl.lit(MERGER.absorbed)).otherwise(codes)).to_series()


def _sizes(world: World) -> pl.DataFrame:
    import polars as pl

    return world.menages.select(
        "menage_id",
        "composition_code",
        nb_personnes=pl.col("nb_adultes") + pl.col("nb_enfants"),
        nb_mineurs="nb_enfants",
    )
