"""The people of the demo world: households, and the persons in them, before anything happens to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo import rates
from observatory.demo.draws import below, draw, noise, pick, quantiles, uniform

if TYPE_CHECKING:
    import polars as pl

    from observatory.demo.setting import Setting

ADULT_AGE = {0: 18, 100: 21, 300: 28, 500: 37, 700: 46, 900: 58, 1000: 82}  # years, at entry
YEAR_DAYS = 365


def households(setting: Setting) -> pl.DataFrame:
    """Every household that loses its home, one row each, in the order of `menage_id` (0, 1, 2…).

    Columns: `menage_id`, `composition_code`, `est_famille`, `nb_adultes`, `nb_enfants` (born or to be born minors at
    entry), `recours_115` (rank in `rates.RECOURSE`), `jour_entree` (days since 1970), `commune` (rank in the setting).
    """
    import numpy as np
    import polars as pl

    counts = setting.entries()  # households by year and département
    year = np.repeat(np.repeat(setting.all_years(), counts.shape[1]), counts.ravel())
    place = np.repeat(np.tile(np.arange(counts.shape[1]), counts.shape[0]), counts.ravel())
    number = np.arange(len(year))
    composition = pick(setting.noise("composition", number), rates.COMPOSITION_WEIGHTS)
    family = np.take(rates.IS_FAMILY, composition)
    recourse = np.where(
        family,
        pick(setting.noise("recours", number), rates.RECOURSE_WEIGHTS[1]),
        pick(setting.noise("recours", number), rates.RECOURSE_WEIGHTS[0]),
    )
    return pl.DataFrame(
        {
            "menage_id": number.astype(np.int32),
            "composition_code": np.take(rates.COMPOSITIONS, composition).astype(np.int16),
            "est_famille": family.astype(bool),
            "nb_adultes": np.take(rates.ADULTS, composition).astype(np.int8),
            "nb_enfants": (family * draw(setting.noise("enfants", number), np.array(rates.MINORS))).astype(np.int8),
            "recours_115": recourse.astype(np.int8),
            "jour_entree": (setting.first_day(year) + below(setting.noise("entree", number), YEAR_DAYS)).astype(
                np.int32
            ),
            "commune": setting.commune_in(place, setting.noise("commune", number)).astype(np.int16),
        }
    )


def persons(setting: Setting, menages: pl.DataFrame) -> pl.DataFrame:
    """Every person of the households, in their order: `personne_id`, `menage_id`, `rang` (0 asks for all),
    `est_enfant`, `sexe` (H or F), `jour_naissance` (days since 1970), `nom` and `prenom` (ranks in the lists of names).
    """
    import numpy as np
    import polars as pl

    adults, children = menages["nb_adultes"].to_numpy(), menages["nb_enfants"].to_numpy()
    size = (adults + children).astype(np.int64)
    home = np.repeat(np.arange(len(size)), size)
    rank = np.arange(len(home)) - np.repeat(np.cumsum(size) - size, size)
    is_child = rank >= adults[home]
    number = np.arange(len(home))
    sex = _is_woman(setting, menages["composition_code"].to_numpy()[home], rank, is_child, number)
    days = np.where(
        is_child,
        below(setting.noise("age_enfant", number), 16 * YEAR_DAYS),
        draw(setting.noise("age", number), quantiles(ADULT_AGE)) * YEAR_DAYS
        + below(setting.noise("anniversaire", number), YEAR_DAYS),
    )
    named_apart = ~is_child & (rank > 0) & (uniform(setting.noise("nom_apart", number)) < 0.5)
    return pl.DataFrame(
        {
            "personne_id": number.astype(np.int32),
            "menage_id": home.astype(np.int32),
            "rang": rank.astype(np.int8),
            "est_enfant": is_child,
            "sexe": np.where(sex, "F", "H"),
            "jour_naissance": (menages["jour_entree"].to_numpy()[home] - days).astype(np.int32),
            "nom": noise(setting.seed, "nom", home, np.where(named_apart, rank, 0)),
            "prenom": noise(setting.seed, "prenom", number),
        }
    )


def _is_woman(setting: Setting, composition, rank, is_child, number):
    """Sex follows the composition; a couple is a woman and a man, a group and children are drawn."""
    import numpy as np

    drawn = uniform(setting.noise("sexe", number)) < np.where(is_child, 0.49, 0.2)
    alone = np.isin(composition, (20, 40))
    couple = np.isin(composition, (30, 100))
    return np.where(is_child | (composition == 70), drawn, np.where(couple, rank == 1, alone))
