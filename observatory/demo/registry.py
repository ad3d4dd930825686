"""How a SIAO knows people: files of households and of persons, some opened twice, with names written in many ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo.draws import below, scramble, uniform

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from observatory.demo.simulation import World

SECOND_FILE = 0.08  # households that a SIAO registers again as if it had never seen them
# How the second file of a person differs from the first, in per mille.
DISTORTIONS = {
    "IDENTIQUE": 400, "SANS_ACCENTS": 180, "NOM_PRENOM_INVERSES": 90, "JOUR_MOIS_INVERSES": 90, "NE_LE_1ER_JANVIER": 110,
    "LETTRE_PERDUE": 130,
}  # fmt: skip
SLOTS = 16  # files that one household or person can have: départements × 2
_HEAD = [
    "Al",
    "Bar",
    "Cer",
    "Dau",
    "Esté",
    "Fro",
    "Gué",
    "Hal",
    "Jas",
    "Kol",
    "Lé",
    "Mar",
    "Nor",
    "Ossé",
    "Pel",
    "Qué",
    "Riv",
    "Sol",
    "Té",
    "Vau",
    "Wal",
    "Yvé",
    "Zan",
    "Cor",
]
_BODY = ["ba", "dé", "gui", "la", "lé", "ma", "né", "ra", "ri", "ro", "ru", "sa", "té", "va", "vi", "zo"]
_TAIL = [
    "c",
    "n",
    "r",
    "s",
    "t",
    "lle",
    "mard",
    "nd",
    "noux",
    "quet",
    "rel",
    "ssier",
    "tier",
    "ud",
    "vel",
    "zac",
    "ère",
    "ois",
    "ot",
    "eau",
]
WOMEN = [
    "Aïcha",
    "Alice",
    "Amélie",
    "Anaïs",
    "Bérénice",
    "Camille",
    "Céline",
    "Chloé",
    "Clémence",
    "Élodie",
    "Émilie",
    "Fatou",
    "Françoise",
    "Gaëlle",
    "Hélène",
    "Inès",
    "Joséphine",
    "Léa",
    "Loïse",
    "Lucie",
    "Maëlys",
    "Mariam",
    "Nadège",
    "Noémie",
    "Océane",
    "Pénélope",
    "Rosa",
    "Salomé",
    "Thérèse",
    "Zoé",
]
MEN = [
    "Adrien",
    "Aurélien",
    "Baptiste",
    "Benoît",
    "Cédric",
    "Clément",
    "Désiré",
    "Émile",
    "Étienne",
    "Fabrice",
    "François",
    "Frédéric",
    "Gaël",
    "Gérard",
    "Hervé",
    "Jérôme",
    "Joël",
    "Karim",
    "Léo",
    "Loïc",
    "Mamadou",
    "Mickaël",
    "Noël",
    "Philippe",
    "Raphaël",
    "Rémi",
    "Sébastien",
    "Théo",
    "Timéo",
    "Youssef",
]


def file_number(world: World, household: np.ndarray, place: int, when: np.ndarray) -> np.ndarray:
    """Which of its files a household uses on a day at a SIAO: 0, or 1 after it was registered a second time."""
    import numpy as np

    setting = world.setting
    household = household.astype(np.int64)
    twice = uniform(setting.noise("doublon", household, place)) < SECOND_FILE
    since = setting.start + below(setting.noise("jour_doublon", household, place), setting.end - setting.start)
    return (twice & (when >= since)).astype(np.int8)


def identifier(prefix: str, number: pl.Expr, place: int, copy: pl.Expr) -> pl.Expr:
    """The identifier of a file: a prefix and nine digits that tell nothing of the number behind."""
    import polars as pl

    mixed = (number.cast(pl.Int64) * SLOTS + 2 * place + copy.cast(pl.Int64)).map_batches(
        lambda s: pl.Series(scramble(s.to_numpy(), prefix)), return_dtype=pl.Int64
    )
    return pl.format(f"{prefix}-{{}}", mixed.cast(pl.String).str.zfill(9))


def numbered(prefix: str, owner: pl.Expr) -> pl.Expr:
    """The identifier of a row: the rank of an episode of its owner, scrambled so that two rows of one owner differ."""
    import polars as pl

    mixed = (owner.cast(pl.Int64) * 64 + pl.col("rang").cast(pl.Int64)).map_batches(
        lambda s: pl.Series(scramble(s.to_numpy(), prefix)), return_dtype=pl.Int64
    )
    return pl.format(f"{prefix}-{{}}", mixed.cast(pl.String).str.zfill(9))


def surnames() -> list[str]:
    """Invented surnames, the first ones far more frequent than the last."""
    return [(head + body + tail).upper() for body in _BODY for tail in _TAIL for head in _HEAD]


def named(persons: pl.DataFrame) -> pl.DataFrame:
    """Persons with `nom_ecrit`, `prenom_ecrit` and `naissance` (date) instead of the ranks and days of the population."""
    import numpy as np
    import polars as pl

    names, women, men = (pl.Series(words) for words in (surnames(), WOMEN, MEN))
    rank = below(persons["nom"].to_numpy(), len(names))
    first = below(persons["prenom"].to_numpy(), len(women))
    is_woman = persons["sexe"].to_numpy() == "F"
    return persons.drop("nom", "prenom", "jour_naissance").with_columns(
        nom_ecrit=names.gather(pl.Series(rank * rank // len(names))),
        prenom_ecrit=pl.select(
            pl.when(pl.Series(is_woman)).then(women.gather(pl.Series(first))).otherwise(men.gather(pl.Series(first)))
        ).to_series(),
        naissance=persons["jour_naissance"].cast(pl.Date),
        telephone=pl.Series(np.char.add("0639980", np.char.zfill((rank * 7 % 1000).astype(str), 3))),
    )


def distorted(world: World, files: pl.DataFrame) -> pl.DataFrame:
    """Files of persons with `distorsion`, and the second ones written as it says; `copie` is 0 or 1."""
    import polars as pl

    number, copy = files["personne_id"].to_numpy().astype("int64"), files["copie"].to_numpy()
    from observatory.demo.draws import pick

    kinds = pl.Series(list(DISTORTIONS))
    drawn = kinds.gather(pl.Series(pick(world.setting.noise("distorsion", number), list(DISTORTIONS.values()))))
    files = files.with_columns(distorsion=pl.select(pl.when(pl.Series(copy) == 1).then(drawn)).to_series())
    kind, name, first, born = (pl.col(c) for c in ("distorsion", "nom_ecrit", "prenom_ecrit", "naissance"))
    swapped = pl.date(born.dt.year(), born.dt.day(), born.dt.month())
    applies = (
        pl.when((kind == "JOUR_MOIS_INVERSES") & ((born.dt.day() > 12) | (born.dt.day() == born.dt.month())))
        .then(pl.lit("IDENTIQUE"))
        .when((kind == "SANS_ACCENTS") & (plain(name) == name) & (plain(first) == first))
        .then(pl.lit("IDENTIQUE"))
        .when((kind == "NE_LE_1ER_JANVIER") & (born.dt.ordinal_day() == 1))
        .then(pl.lit("IDENTIQUE"))
        .otherwise(kind)
    )
    files = files.with_columns(distorsion=applies)
    return files.with_columns(
        nom_ecrit=pl.when(kind == "NOM_PRENOM_INVERSES").then(first.str.to_uppercase())
        .when(kind == "SANS_ACCENTS").then(plain(name))
        .when(kind == "LETTRE_PERDUE").then(name.str.slice(0, 2) + name.str.slice(3)).otherwise(name),
        prenom_ecrit=pl.when(kind == "NOM_PRENOM_INVERSES").then(name.str.to_titlecase())
        .when(kind == "SANS_ACCENTS").then(plain(first)).otherwise(first),
        naissance=pl.when(kind == "JOUR_MOIS_INVERSES").then(swapped)
        .when(kind == "NE_LE_1ER_JANVIER").then(pl.date(born.dt.year(), 1, 1)).otherwise(born),
    )  # fmt: skip


def plain(text: pl.Expr) -> pl.Expr:
    """A text without its accents."""
    return text.str.normalize("NFD").str.replace_all(r"\p{Mn}", "")
