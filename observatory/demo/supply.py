"""The places of each département at the end of each quarter: who was really there that night, and the capacity around."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from observatory.demo import rates
from observatory.demo.dialects import MENTION
from observatory.demo.draws import below, pick
from observatory.demo.housing import Files, located
from observatory.demo.setting import day

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.simulation import World

OCCUPANCY = 95  # per cent of the places open
FINANCED_MORE, TARGET_MORE = 50, 20  # one place more financed for 50 open, one more in the target for 20
LOST_ZEROS = "Z23"
# Shelter: establishments of a département. INSERTION is shared between CHRS and the rest.
SHELTERS = {"HEBERGEMENT_URGENCE": 4, "DISPOSITIF_HIVERNAL": 1, "HOTEL": 3, "CHRS": 3, "HEBERGEMENT_INSERTION": 2}
CHRS_WEIGHTS = (65, 35)
# Homes: stock in the first year and gain a year, for 100 000 inhabitants; unit; whose homes.
HOMES = {
    "PENSION_FAMILLE": (28, 3, "PLACE", "ASSOCIATIF"), "IML_SOUS_LOCATION": (45, 6, "PLACE", "PRIVE"),
    "CAPTATION_PARC_PRIVE": (8, 2, "LOGEMENT", "PRIVE"),
}  # fmt: skip
DISPOSITIFS = (*SHELTERS, *HOMES)


def supply_files(world: World) -> Files:
    """`offre/fictif-offre-places-<dep>.csv`: one row per quarter end, establishment, dispositif and nature of place.

    Occupied places are the persons present; open ones are 1/0.95 of them, and the openings since the first year.
    One file has lost the leading zeros of its FINESS.
    """
    import polars as pl

    opened = pl.concat([*(_shelters(world, when) for when in _quarters(world)), _homes(world)])
    rows = pl.concat([opened, _financed(opened), _target(opened)]).sort(
        "siao_dep_prescripteur", "date_reference", "dispositif", "etablissement_id", "nature_place"
    )
    files, defects = {}, []
    for (place,), table in rows.partition_by("siao_dep_prescripteur", as_dict=True).items():
        name = f"offre/fictif-offre-places-{place}.csv"
        if place == LOST_ZEROS:
            lost = int(table["etablissement_id"].str.starts_with("00").sum())
            defects.append({"fichier": name, "defaut": "ZERO_DE_TETE_PERDU", "nombre": lost})
            table = table.with_columns(pl.col("etablissement_id").str.strip_chars_start("0"))
        files[name] = table.with_columns(mention=pl.lit(MENTION)).write_csv().encode()
    return Files(files, {}, defects)


def _quarters(world: World) -> list[date]:
    """The last day of each quarter."""
    years = range(world.setting.years[0], world.setting.years[1] + 1)
    return [date(y + m // 12, m % 12 + 1, 1) - timedelta(days=1) for y in years for m in (3, 6, 9, 12)]


def _shelters(world: World, when: date) -> pl.DataFrame:
    """Places open in the shelters one day."""
    import polars as pl

    present = (
        _present(world, day(when)).group_by("departement", "dispositif", "numero").agg(occupees=pl.col("taille").sum())
    )
    every = [(place, kind, number) for place in world.setting.departements for kind, count in SHELTERS.items()
             for number in range(count) if kind != "DISPOSITIF_HIVERNAL" or when.month in (3, 12)]  # fmt: skip
    grid = pl.DataFrame(every, schema=["departement", "dispositif", "numero"], orient="row")
    found = grid.join(present, on=grid.columns, how="left", maintain_order="left").with_columns(
        pl.col("occupees").fill_null(0)
    )
    new = {place: 0 for place in world.setting.departements}
    for opened, rank, places in world.setting.openings():
        new[world.setting.departements[rank]] += places if opened <= day(when) else 0
    receives = (pl.col("dispositif") == "HEBERGEMENT_URGENCE") & (pl.col("numero") == 0)
    more = pl.when(receives).then(pl.col("departement").replace_strict(new, return_dtype=pl.Int64)).otherwise(0)
    places = (pl.col("occupees") * 100 + OCCUPANCY - 1) // OCCUPANCY + more
    same = {"quand": pl.lit(when), "unite": pl.lit("PLACE"), "parc": pl.lit(None, pl.String)}
    return _rows(world, found.with_columns(places=places, **same))


def _present(world: World, when: int) -> pl.DataFrame:
    """The households in a shelter one night: `departement, dispositif, numero` (of the establishment)`, taille`."""
    import numpy as np
    import polars as pl

    size = (pl.col("nb_adultes").cast(pl.Int64) + pl.col("nb_enfants")).alias("taille")
    found = world.episodes.filter(
        (pl.col("jour_debut") <= when) & (pl.col("jour_fin") > when) & pl.col("etat").is_in(rates.SHELTERED)
    ).join(world.menages.select("menage_id", size), on="menage_id", maintain_order="left")
    home, rank = (found[c].to_numpy().astype(np.int64) for c in ("menage_id", "rang"))
    state, kinds = pl.col("etat"), pl.Series(["CHRS", "HEBERGEMENT_INSERTION"])
    insertion = kinds.gather(pick(world.setting.noise("dispositif", home, rank), CHRS_WEIGHTS))
    kind = (
        pl.when((state == rates.URGENCE) & pl.col("est_saisonnier")).then(pl.lit("DISPOSITIF_HIVERNAL"))
        .when(state == rates.URGENCE).then(pl.lit("HEBERGEMENT_URGENCE"))
        .when(state == rates.HOTEL).then(pl.lit("HOTEL")).otherwise(insertion)
    )  # fmt: skip
    found = found.with_columns(dispositif=kind, departement=located(world, "departement_code"))
    count = found["dispositif"].replace_strict(SHELTERS, return_dtype=pl.Int64).to_numpy()
    return found.with_columns(numero=pl.Series(below(world.setting.noise("etablissement", home, rank), count)))


def _homes(world: World) -> pl.DataFrame:
    """Places open in adapted housing, from the inhabitants of each département."""
    import polars as pl

    people = world.country.group_by(departement="departement_code").agg(pl.col("pop_municipale").cast(pl.Int64).sum())
    quarters = _quarters(world)
    grid = people.join(pl.DataFrame({"quand": quarters, "trimestre": range(len(quarters))}), how="cross")
    parts = []
    for kind, (stock, gain, unit, owner) in HOMES.items():
        places = pl.col("pop_municipale") * (stock * 4 + gain * pl.col("trimestre")) // 400_000 + 1
        parts.append(grid.select(
            "departement", "quand", dispositif=pl.lit(kind), numero=pl.lit(0, pl.Int64), places=places,
            occupees=places * OCCUPANCY // 100, unite=pl.lit(unit), parc=pl.lit(owner),
        ))  # fmt: skip
    return _rows(world, pl.concat(parts))


def _rows(world: World, found: pl.DataFrame) -> pl.DataFrame:
    """The columns of the contract; an establishment stays in one commune, the main one for the first of each kind."""
    import polars as pl

    ranks = {place: rank for rank, place in enumerate(world.setting.departements)}
    kinds = {kind: rank for rank, kind in enumerate(DISPOSITIFS, 10)}
    place = pl.col("departement").replace_strict(ranks, return_dtype=pl.Int64)
    kind = pl.col("dispositif").replace_strict(kinds, return_dtype=pl.Int64)
    found = found.with_columns(rang=place, code=kind)
    keys = [found[name].to_numpy() for name in ("rang", "code", "numero")]
    commune = world.setting.commune_in(keys[0], world.setting.noise("lieu_etablissement", *keys))
    return found.with_columns(commune=pl.Series(commune)).select(
        date_reference="quand",
        etablissement_id=pl.format("00{}{}00{}", pl.col("rang") + 10, "code", pl.col("numero") + 1),
        territoire_code_type=pl.lit("COM"),
        territoire_code=located(world, "commune_code"),
        dispositif="dispositif",
        nature_place=pl.lit("OUVERTE"),
        unite="unite",
        nb_places="places",
        nb_places_occupees="occupees",
        nb_places_indisponibles=pl.lit(0, pl.Int64),
        siao_dep_prescripteur="departement",
        est_saisonniere=(pl.col("dispositif") == "DISPOSITIF_HIVERNAL").replace_strict({True: "O", False: "N"}),
        parc="parc",
        est_acces_direct=pl.col("dispositif").is_in(list(HOMES)).replace_strict({True: "O", False: "N"}),
        public_cible=pl.lit("TOUS"),
    )


def _financed(opened: pl.DataFrame) -> pl.DataFrame:
    """What is financed for the year, once a year: a little more than what is open."""
    import polars as pl

    financed = pl.col("nb_places") + pl.col("nb_places") // FINANCED_MORE
    return _yearly(opened).with_columns(nb_places=financed, nature_place=pl.lit("FINANCEE"))


def _target(opened: pl.DataFrame) -> pl.DataFrame:
    """The objective of each département, once a year, without establishment."""
    import polars as pl

    keys = [
        "date_reference",
        "siao_dep_prescripteur",
        "dispositif",
        "unite",
        "parc",
        "est_saisonniere",
        "est_acces_direct",
    ]
    target = pl.col("nb_places") + pl.col("nb_places") // TARGET_MORE
    return (
        _yearly(opened)
        .group_by(keys)
        .agg(pl.col("nb_places").sum(), pl.col("nb_places_occupees", "nb_places_indisponibles", "public_cible").first())
        .with_columns(
            nb_places=target,
            etablissement_id=pl.lit("AGREGAT"),
            territoire_code_type=pl.lit("DEP"),
            territoire_code="siao_dep_prescripteur",
            nature_place=pl.lit("CIBLE"),
        )
        .select(opened.columns)
    )


def _yearly(opened: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return opened.filter(pl.col("date_reference").dt.month() == 12).with_columns(
        nb_places_occupees=pl.lit(None, pl.Int64), nb_places_indisponibles=pl.lit(None, pl.Int64)
    )
