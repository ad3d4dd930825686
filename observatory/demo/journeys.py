"""What happens to each household: a chain of episodes, from the loss of a home to a home, a departure or a death.

All households advance together, one episode at a time (a semi-Markov chain); the calendar and the territory bend the
chances. Every draw is keyed by the household and the rank of its episode, so the same world without acceleration, or
with it, differs only by what acceleration does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.demo import rates
from observatory.demo.draws import below, draw, pick, quantiles, uniform

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from observatory.demo.setting import Setting

BLOCK = 200_000  # households that advance together: bounds the memory
WINTER = (11, 3)  # first and last months of the winter plan


def episodes(setting: Setting, menages: pl.DataFrame, accelerated: bool = True) -> pl.DataFrame:
    """Every episode of every household, by household and date, those that touch the years of the files.

    Columns: `menage_id`, `rang`, `etat` (rank in `rates.STATES`), `commune` (rank in the setting), `jour_parcours` (when
    the household lost its home, this time), `jour_debut`, `jour_fin` (half-open, days since 1970), `suivant` (state that follows), `est_saisonnier` (a place of the winter plan).
    Without `accelerated`, the counterfactual world: same people, same chance, no acceleration.
    """
    import polars as pl

    blocks = [_block(setting, part, accelerated) for part in menages.iter_slices(BLOCK)]
    return pl.concat(blocks).sort("menage_id", "rang")


def _block(setting: Setting, menages: pl.DataFrame, accelerated: bool) -> pl.DataFrame:
    import numpy as np
    import polars as pl

    number = menages["menage_id"].to_numpy().astype(np.int64)
    family = menages["est_famille"].to_numpy()
    now = menages["jour_entree"].to_numpy().astype(np.int64)
    commune = menages["commune"].to_numpy().astype(np.int64)
    state = _first_state(setting, number, 0, family)
    found, rank, since = [], 0, now
    while len(number):
        stop, after, seasonal = _step(setting, number, rank, family, state, commune, now, accelerated)
        kept = stop > setting.start
        found.append(pl.DataFrame({
            "menage_id": number[kept].astype(np.int32), "rang": np.full(kept.sum(), rank, np.int16),
            "etat": state[kept].astype(np.int8), "commune": commune[kept].astype(np.int16),
            "jour_parcours": since[kept].astype(np.int32), "jour_debut": now[kept].astype(np.int32), "jour_fin": stop[kept].astype(np.int32),
            "suivant": after[kept].astype(np.int8), "est_saisonnier": seasonal[kept],
        }))  # fmt: skip
        rank += 1
        now, state, goes_on = _resume(setting, number, rank, family, stop, after)
        goes_on &= now < setting.end
        since = np.where(after > rates.INSERTION, now, since)
        commune = _move(setting, number, rank, commune)
        number, family, now, state, commune, since = (x[goes_on] for x in (number, family, now, state, commune, since))
    return pl.concat(found)


def _first_state(setting: Setting, number, rank, family) -> np.ndarray:
    import numpy as np

    bits = setting.noise("premier_etat", number, rank)
    return np.where(family, pick(bits, rates.FIRST_STATE[1]), pick(bits, rates.FIRST_STATE[0]))


def _step(setting: Setting, number, rank, family, state, commune, now, accelerated):
    """The end of the current episode, the state that follows, and whether it is a place of the winter plan."""
    import numpy as np

    tables = np.stack([quantiles(rates.DURATIONS[s]) for s in range(rates.INSERTION + 1)])
    length = tables[state, below(setting.noise("duree", number, rank), tables.shape[1])]
    stop = now + np.maximum(1, length)
    after = _next_state(setting, number, rank, family, state, commune, stop, accelerated)
    chance = uniform(setting.noise("saison", number, rank))
    seasonal = (state == rates.URGENCE) & is_winter(now) & (chance < rates.SEASONAL_SHARE)
    stop = np.where(seasonal, np.minimum(stop, _end_of_winter(now)), stop)
    first, _ = setting.lockdown
    sheltered = np.isin(state, rates.OUTSIDE) & (now < first) & (stop > first) & (chance < rates.LOCKDOWN_SHELTERED)
    hotel = np.where(family | (chance < 0.15), rates.HOTEL, rates.URGENCE)
    return np.where(sheltered, first, stop), np.where(sheltered, hotel, after), seasonal


def _next_state(setting: Setting, number, rank, family, state, commune, when, accelerated) -> np.ndarray:
    import numpy as np

    base = np.array([rates.NEXT_STATE[s] for s in range(rates.INSERTION + 1)], dtype=np.float64)
    weights = base[state, family.astype(int)]
    shelter, housing = _calendar(setting, commune, when)
    boost = _boost(setting, commune, when) if accelerated else np.ones(len(when))
    weights[:, rates.URGENCE] *= shelter
    weights[:, rates.HOTEL] *= shelter
    weights[:, rates.SOCIAL] *= housing * boost
    weights[:, rates.ADAPTE] *= boost
    limits = np.cumsum(weights, axis=1)
    drawn = uniform(setting.noise("suite", number, rank)) * limits[:, -1]
    return (limits[:, :-1] <= drawn[:, None]).sum(axis=1)


def _calendar(setting: Setting, commune, when) -> tuple[np.ndarray, np.ndarray]:
    """How much the calendar multiplies the chances of a shelter, and of a social home."""
    import numpy as np

    first, last = setting.lockdown
    locked = (when >= first) & (when < last)
    shelter = np.where(locked, rates.LOCKDOWN_SHELTER, np.where(is_winter(when), rates.WINTER_SHELTER, 1.0))
    place = setting.departement_of[commune]
    for opened, rank, _ in setting.openings():
        shelter = np.where(
            (place == rank) & (when >= opened) & (when < opened + 90), shelter * rates.OPENING_SHELTER, shelter
        )
    elapsed = np.maximum(0, when - setting.start) / 365
    return shelter, np.where(locked, rates.LOCKDOWN_HOUSING, 1.0) * (1 + rates.HOUSING_GROWTH * elapsed)


def _boost(setting: Setting, commune, when) -> np.ndarray:
    """The known effect of acceleration on the chances of a home: 1 before the announcement, full a year after."""
    import numpy as np

    wave, since = setting.acceleration()
    full = np.array([0.0] + [rates.EFFECT[w] for w in sorted(rates.EFFECT)])[wave[commune]]
    share = np.clip(when - since[commune], 0, rates.EFFECT_DELAY_DAYS) / rates.EFFECT_DELAY_DAYS
    return 1 + full * share


def _resume(setting: Setting, number, rank, family, stop, after):
    """When and in which state each household goes on; some who left or were housed come back later, others never."""
    import numpy as np

    chance = np.zeros(len(rates.STATES))
    chance[list(rates.RETURN_CHANCE)] = list(rates.RETURN_CHANCE.values())
    comes_back = uniform(setting.noise("retour", number, rank)) < chance[after]
    delay = draw(setting.noise("delai_retour", number, rank), quantiles(rates.RETURN_DELAY))
    state = np.where(comes_back, _first_state(setting, number, rank, family), after)
    return stop + np.where(comes_back, delay, 0), state, (after <= rates.INSERTION) | comes_back


def _move(setting: Setting, number, rank, commune) -> np.ndarray:
    """A few change commune, fewer change département."""
    import numpy as np

    chance = uniform(setting.noise("demenage", number, rank))
    place = setting.departement_of[commune].astype(np.int64)
    elsewhere = below(setting.noise("departement", number, rank), len(setting.departements))
    target = np.where(chance < rates.MOVE_DEPARTEMENT, elsewhere, place)
    drawn = setting.commune_in(target, setting.noise("nouvelle_commune", number, rank))
    return np.where(chance < rates.MOVE_DEPARTEMENT + rates.MOVE_COMMUNE, drawn, commune)


def _month(when: np.ndarray) -> np.ndarray:
    """The month of each day, 1 to 12."""
    return when.astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12 + 1


def is_winter(when: np.ndarray) -> np.ndarray:
    """Whether each day falls in the winter plan, 1 November to 31 March."""
    month = _month(when)
    return (month >= WINTER[0]) | (month <= WINTER[1])


def _end_of_winter(when) -> np.ndarray:
    """The day after the 31 March that follows each day of winter."""
    import numpy as np

    year = when.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + (_month(when) > WINTER[1])
    return (year.astype("datetime64[Y]").astype("datetime64[M]") + 3).astype("datetime64[D]").astype(np.int64)
