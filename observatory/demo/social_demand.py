"""The files of the social housing register (SNE): allocations, one file a département and year, and active requests.

One request makes three rows (allocation by the commission, lease, radiation), sometimes a refused allocation before.
The defects of real extractions are put in at set rates and counted.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from observatory.demo.dialects import MENTION
from observatory.demo.draws import below, pick, scramble, uniform
from observatory.demo.housing import allocations, background, located
from observatory.demo.landlords import PER_DEPARTEMENT, landlord_files, siren

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import polars as pl

    from observatory.demo.simulation import World

BEFORE = 400  # days: no row is older than its radiation by more
SECOND_NUMBER = 0.04  # households that also asked in another département, under another number
REFUSED = 0.06  # requests with an allocation refused before the one that holds
LATE_LEASE = 0.005  # leases recorded after the radiation
CHECKED = 0.85  # declared homes checked by the landlord at the radiation
UNDONE_ONE_IN = 100  # radiations that a later extraction no longer holds (déradiation)
IN_QPV, AGREED = 0.25, 0.05  # dwellings in a priority district, allocations under an agreement
MARGIN = 150  # days: an allocation of the last weeks belongs to a radiation of the year after
SERIAL = "numero"  # what scrambles the serials of numéros uniques
LOST_ZERO, OLD_TOOL, EXTRACTED_AGAIN = "Z13", "Z21", "Z22"
TITLES = ("Données fictives de démonstration", "Attributions de logements sociaux enregistrées dans l’année")
# Codes of the SNE and their integer weights: households without a home, then the others.
REASONS = (
    {"01": 880, "05": 30, "06": 50, "11": 25, "15": 15},
    {"03": 60, "04": 50, "05": 30, "06": 20, "08": 60, "09": 160, "11": 110, "12": 120, "13": 200, "17": 70, "19": 120},
)
CONTINGENTS = ({"PPRIOR": 560, "COLTER": 120, "COLACT": 120, "AUCUN": 200},
               {"PPRIOR": 90, "PFONCT": 60, "COLTER": 190, "COLACT": 300, "AUTRES": 20, "AUCUN": 340})  # fmt: skip
DALO = ({"NON": 800, "ACTIF": 180, "CADUC": 20}, {"NON": 970, "ACTIF": 25, "CADUC": 5})
QUARTILES = ({"1": 780, "2": 120, "3": 30, "4": 10, "NR": 60}, {"1": 200, "2": 270, "3": 270, "4": 230, "NR": 30})
COLUMNS = (
    "numero_unique", "etape", "date_evenement", "date_extraction", "zone_enregistrement", "date_depot",
    "motif_radiation", "commune_residence_code", "commune_souhaitee_code", "commune_logement_code",
    "epci_logement_siren", "dep_logement", "est_qpv", "bailleur_siren", "type_reservataire", "statut_dalo",
    "accord_collectif", "modele_logement", "est_modele_verifie", "motif_demande", "type_logement",
    "quartile_ressources", "nb_personnes", "est_dna", "est_dna_deduit", "mention",
)  # fmt: skip


def attribution_files(world: World, write: Callable[[str, bytes], None]) -> list[dict]:
    """Write `sne/fictif-sne-attributions-<dep>-<year>.csv` and the landlords' files through `write`; return their defects.

    A file holds the rows dated in its year, as extracted on 20 January of the year after, one of them once more on
    1 July (`-extraction2`). The flag of the asylum system (term B) is on radiations only. One year at a time: the
    memory stays that of a year.
    """
    defects, requests = [], _requests(world)
    for year in range(world.setting.years[0], world.setting.years[1] + 1):
        steps = _rows(world, requests, year)
        written = [landlord_files(world.setting, steps, year)] + [
            _extractions(world, place, year, rows)
            for (place,), rows in steps.partition_by("dep_logement", as_dict=True).items()
        ]
        for name, content, found in chain.from_iterable(written):
            write(name, content)
            defects += [{"fichier": name, **one} for one in found]
    return defects


def _extractions(world: World, place: str, year: int, rows: pl.DataFrame) -> Iterator[tuple[str, bytes, list[dict]]]:
    """The file of one département and year, and the later extraction of one of them."""
    name = f"sne/fictif-sne-attributions-{place}-{year}"
    yield f"{name}.csv", *_written(rows, place, date(year + 1, 1, 20))
    if place == EXTRACTED_AGAIN and year == max(world.setting.years[0], world.setting.years[1] - 1):
        kept = _some_undone(world, rows)
        content, found = _written(kept, place, date(year + 1, 7, 1))
        yield (
            f"{name}-extraction2.csv",
            content,
            [*found, {"defaut": "RADIATIONS_DISPARUES", "nombre": len(rows) - len(kept)}],
        )


def _requests(world: World) -> pl.DataFrame:
    """Every request that ends with a home, with its number and what the register says of it."""
    import numpy as np
    import polars as pl

    setting = world.setting
    homeless, others = allocations(world, MARGIN), background(world, MARGIN)
    found = pl.concat([homeless.drop("etat"), others], how="diagonal").with_row_index("rang")
    key = found["cle"].to_numpy()
    place = setting.departement_of[found["commune"].to_numpy()].astype(np.int64)
    near = {
        name: np.where(
            uniform(setting.noise(f"meme_{name}", key)) < share,
            found["commune"].to_numpy(),
            setting.commune_in(place, setting.noise(name, key)),
        )
        for name, share in (("residence", 0.85), ("souhaitee", 0.7))
    }
    return found.with_columns(
        pl.Series("departement", place),
        *(pl.Series(name, values) for name, values in near.items()),
        bail=pl.col("jour") - pl.Series(below(setting.noise("bail", key), 25)).cast(pl.Int32),
    ).with_columns(caleol=pl.col("bail") - 10 - pl.Series(below(setting.noise("caleol", key), 50)).cast(pl.Int32))


def _steps(world: World, requests: pl.DataFrame) -> pl.DataFrame:
    """The rows of the requests: `etape`, `evenement` (day), `numero_rang` (0, or 1 for the number of elsewhere)."""
    import numpy as np
    import polars as pl

    setting, key = world.setting, requests["cle"].to_numpy()
    place = requests["departement"].to_numpy()
    chance = {name: pl.Series(uniform(setting.noise(name, key))) for name in ("refus", "second", "bail_tardif")}
    before = pl.Series(20 + below(setting.noise("jour_refus", key), 130)).cast(pl.Int32)
    late = pl.Series(1 + below(setting.noise("retard_bail", key), 20)).cast(pl.Int32) + pl.col("jour")
    year = pl.col("jour").cast(pl.Date).dt.year()
    is_late = (chance["bail_tardif"] < LATE_LEASE) & (late.cast(pl.Date).dt.year() == year)
    shift = 1 + below(setting.noise("autre_departement", key), len(setting.departements) - 1)
    elsewhere = (place + shift) % len(setting.departements)
    there = setting.commune_in(elsewhere, setting.noise("autre_commune", key))
    refused = requests.filter(chance["refus"] < REFUSED)
    second = requests.with_columns(
        departement=pl.Series(elsewhere), commune=pl.Series(there.astype(np.int16)), souhaitee=pl.Series(there)
    ).filter((chance["second"] < SECOND_NUMBER) & pl.col("menage_id").is_not_null())
    first = before.filter(chance["refus"] < REFUSED)
    other = before.filter((chance["second"] < SECOND_NUMBER) & requests["menage_id"].is_not_null())
    kinds = [
        (requests, "ATTRIBUTION_CALEOL", pl.col("caleol"), 0, pl.lit(False)),
        (requests, "BAIL_SIGNE", pl.when(is_late).then(late).otherwise("bail"), 0, is_late),
        (requests, "RADIATION", pl.col("jour"), 0, pl.lit(False)),
        (refused, "ATTRIBUTION_CALEOL", pl.col("caleol") - first, 0, pl.lit(False)),
        (second, "ATTRIBUTION_CALEOL", pl.col("caleol") - other, 1, pl.lit(False)),
    ]
    return pl.concat(
        frame.with_columns(etape=pl.lit(step), evenement=when, numero_rang=pl.lit(number), inverse=swapped)
        for frame, step, when, number, swapped in kinds
    )


def _rows(world: World, requests: pl.DataFrame, year: int) -> pl.DataFrame:
    """The rows dated in one year, in the columns of the contract, with `cle` and `inverse`."""
    import polars as pl

    setting, (first, last) = world.setting, world.setting.first_day([year, year + 1])
    near = requests.filter(pl.col("jour").is_between(first, last + BEFORE, closed="left"))
    found = _steps(world, near).filter(pl.col("evenement").is_between(first, last, closed="left"))
    key, homed = found["cle"].to_numpy(), found["menage_id"].is_null().to_numpy()

    def coded(name: str, weights: tuple[Mapping[str, int], Mapping[str, int]]) -> pl.Series:
        bits = setting.noise(name, key)
        without, having = (pl.Series(list(w)).gather(pick(bits, list(w.values()))) for w in weights)
        return pl.select(pl.when(pl.Series(homed)).then(having).otherwise(without)).to_series()

    def drawn(name: str, share: float, yes: str, no: str) -> pl.Expr:
        return pl.when(pl.Series(uniform(setting.noise(name, key)) < share)).then(pl.lit(yes)).otherwise(pl.lit(no))

    landlord = pl.Series(below(setting.noise("bailleur", key), PER_DEPARTEMENT))
    is_end = pl.col("etape") == "RADIATION"
    size = pl.col("nb_personnes")
    return found.select(
        "etape", "modele_logement", "nb_personnes", "cle", "inverse",
        numero_unique=_number(world, found),
        date_evenement=pl.col("evenement").cast(pl.Date), 
        zone_enregistrement=located(world, "departement_code"), date_depot=pl.col("jour_depot").cast(pl.Date),
        motif_radiation=pl.when(is_end).then(pl.lit("RADATT")),
        commune_residence_code=located(world, "commune_code", "residence"),
        commune_souhaitee_code=located(world, "commune_code", "souhaitee"),
        commune_logement_code=located(world, "commune_code"), epci_logement_siren=located(world, "epci_code"),
        dep_logement=located(world, "departement_code"),
        est_qpv=drawn("qpv", IN_QPV, "ZUSOUI", "ZUSNON"),
        bailleur_siren=siren(pl.col("departement"), landlord),
        type_reservataire=coded("contingent", CONTINGENTS), statut_dalo=coded("dalo", DALO),
        accord_collectif=drawn("accord", AGREED, "ACD", "AUCUN"),
        est_modele_verifie=pl.when(is_end).then(drawn("verifie", CHECKED, "O", "N")),
        motif_demande=coded("motif", REASONS),
        type_logement=pl.when(size == 1).then(pl.lit("T1")).when(size == 2).then(pl.lit("T2"))
        .when(size == 3).then(pl.lit("T3")).when(size < 6).then(pl.lit("T4")).otherwise(pl.lit("T5")),
        quartile_ressources=coded("quartile", QUARTILES),
        est_dna=pl.when(is_end).then(pl.when("est_dna").then(pl.lit("O")).otherwise(pl.lit("N"))),
        est_dna_deduit=pl.lit("N"), mention=pl.lit(MENTION),
    ).sort("dep_logement", "date_evenement", "numero_unique", "etape")  # fmt: skip


def _number(world: World, steps: pl.DataFrame) -> pl.Expr:
    """The numéro unique, 18 characters: zone, month and year of the deposit, nine digits that tell nothing, a key."""
    import polars as pl

    rank = steps["rang"].cast(pl.Int64).to_numpy() * 2 + steps["numero_rang"].to_numpy()
    zone = located(world, "departement_code")
    return unique_number(zone, pl.col("jour_depot").cast(pl.Date), pl.Series(scramble(rank, SERIAL)))


def unique_number(zone: pl.Expr | pl.Series, deposit: pl.Expr, serial: pl.Series) -> pl.Expr:
    """Zone, month and year of the deposit, the nine digits of a serial (`scramble`), a key of two."""
    import polars as pl

    key = (serial % 97).cast(pl.String).str.zfill(2)
    return pl.format("{}{}{}{}", zone, deposit.dt.to_string("%m%y"), serial.cast(pl.String).str.zfill(9), key)


def numbers(world: World) -> pl.DataFrame:
    """The requests of households without a home that end with one: `menage_id`, `jour` (radiation), `jour_depot`, `jour_bail`
    (days since 1970), `numero`, and `autre`, the number of those that also asked elsewhere."""
    import polars as pl

    requests = _requests(world).filter(pl.col("menage_id").is_not_null())
    steps = _steps(world, requests).with_columns(jour_bail=pl.col("evenement"))
    steps = steps.with_columns(numero=steps.select(_number(world, steps)).to_series())
    elsewhere = steps.filter(pl.col("numero_rang") == 1).select("cle", autre="numero")
    return (
        steps.filter(pl.col("etape") == "BAIL_SIGNE")
        .join(elsewhere, on="cle", how="left", maintain_order="left")
        .select("menage_id", "jour", "jour_depot", "jour_bail", "numero", "autre")
        .sort("jour", "menage_id")
    )


def _written(rows: pl.DataFrame, place: str, extracted: date) -> tuple[bytes, list[dict]]:
    """The bytes of one extraction, as its département writes it, and its defects."""
    import polars as pl

    defects = [{"defaut": "ETAPES_INVERSEES", "nombre": rows["inverse"].sum()}]
    rows = rows.with_columns(date_extraction=pl.lit(extracted))
    if place == LOST_ZERO:
        lost = rows["motif_demande"].str.starts_with("0").sum()
        defects.append({"defaut": "ZERO_DE_TETE_PERDU", "nombre": lost})
        rows = rows.with_columns(pl.col("motif_demande").str.strip_chars_start("0"))
    table = rows.select(COLUMNS)
    if place != OLD_TOOL:
        return table.write_csv().encode(), defects
    text = table.write_csv(separator=";", line_terminator="\r\n", date_format="%d/%m/%Y")
    defects += [{"defaut": "ENCODAGE_CP1252", "nombre": 1}, {"defaut": "LIGNE_DE_TITRE", "nombre": len(TITLES)}]
    return ("\r\n".join(TITLES) + "\r\n" + text).encode("cp1252"), defects


def _some_undone(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of a later extraction: one radiation in a hundred, at least one, is no longer there."""
    import polars as pl

    late = rows.filter("inverse")["cle"]
    ends = rows.filter((pl.col("etape") == "RADIATION") & ~pl.col("cle").is_in(late.implode()))
    order = ends.with_columns(tirage=pl.Series(world.setting.noise("deradiation", ends["cle"].to_numpy())))
    undone = order.sort("tirage")["cle"].head(max(1, len(ends) // UNDONE_ONE_IN))
    return rows.filter((pl.col("etape") != "RADIATION") | ~pl.col("cle").is_in(undone.implode()))
