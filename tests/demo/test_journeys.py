"""What happens to people: nobody is in two places, the calendar and acceleration bend what they say they bend."""

from __future__ import annotations

import polars as pl
import pytest

from observatory.demo import rates
from observatory.demo.journeys import episodes, is_winter
from observatory.demo.population import households
from observatory.demo.simulation import World
from observatory.demo.truth import truth_tables


@pytest.fixture(scope="module")
def truth(world: World) -> dict[str, pl.DataFrame]:
    return truth_tables(world)


def test_a_household_is_in_one_place_at_a_time(world):
    found = world.episodes
    following = found.with_columns(apres=pl.col("jour_debut").shift(-1).over("menage_id"))
    assert following.filter(pl.col("apres") < pl.col("jour_fin")).is_empty()
    assert (found["jour_fin"] > found["jour_debut"]).all()
    stays_without = (pl.col("suivant") <= rates.INSERTION) & (pl.col("apres") != pl.col("jour_fin"))
    assert following.filter(stays_without).is_empty(), "un épisode sans logement suit le précédent le jour même"


def test_nobody_comes_back_from_death(world):
    ended = world.episodes.filter(pl.col("suivant") == rates.DECES).select("menage_id", mort="jour_fin")
    assert ended.height > 20
    assert world.episodes.join(ended, on="menage_id").filter(pl.col("jour_debut") >= pl.col("mort")).is_empty()


def test_some_come_back_after_a_home(world):
    every = world.episodes.sort("menage_id", "rang").with_columns(apres=pl.col("rang").shift(-1).over("menage_id"))
    housed = every.filter(pl.col("suivant") == rates.SOCIAL, pl.col("jour_fin") < world.setting.start + 1000)
    assert 0.03 < housed["apres"].is_not_null().mean() < 0.09


def test_blocks_do_not_change_what_happens(world, monkeypatch):
    menages = households(world.setting)
    monkeypatch.setattr("observatory.demo.journeys.BLOCK", 997)
    assert episodes(world.setting, menages).equals(world.episodes)


def test_the_nights_of_the_truth_count_everyone_once(world, truth):
    first = truth["nuits"].group_by("date_nuit").agg(pl.col("nb_menages").sum()).sort("date_nuit")
    middle = first.row(first.height // 2)
    seen = truth["episodes"].filter(
        pl.col("date_debut") <= middle[0], pl.col("date_fin").is_null() | (pl.col("date_fin") > middle[0])
    )
    assert seen.height == seen["menage_id"].n_unique() == middle[1]


def test_the_flows_of_the_truth_explain_the_stock(world, truth):
    nights = truth["nuits"].group_by("date_nuit").agg(pl.col("nb_menages").sum()).sort("date_nuit")["nb_menages"]
    flows = truth["flux"].group_by("sens").agg(pl.col("nb_menages").sum())
    moved = dict(flows.rows())
    first_day = truth["parcours"].filter(pl.col("date_debut").cast(pl.Int32) == world.setting.start).height
    last_day = truth["parcours"].filter(pl.col("date_fin").cast(pl.Int32) == world.setting.start).height
    assert nights[-1] - nights[0] == (moved["ENTREE"] - first_day) - (moved["SORTIE"] - last_day)


def test_the_lockdown_empties_the_street(world, truth):
    first, _ = world.setting.lockdown
    outside = (
        truth["nuits"]
        .filter(pl.col("etat") == "RUE")
        .group_by("date_nuit")
        .agg(pl.col("nb_menages").sum())
        .sort("date_nuit")
    )
    at = first - world.setting.start
    assert outside["nb_menages"][at] < 0.7 * outside["nb_menages"][at - 1]


def test_places_of_the_winter_plan_close_with_it(world):
    seasonal = world.episodes.filter("est_saisonnier")
    assert seasonal.height > 50 and is_winter(seasonal["jour_debut"].to_numpy()).all()
    assert is_winter(seasonal["jour_fin"].to_numpy() - 1).all()


def test_the_counterfactual_world_differs_only_where_and_when_acceleration_acts(world):
    setting = world.setting
    without = episodes(setting, households(setting), accelerated=False)
    wave, since = setting.acceleration()
    key = ["menage_id", "rang"]
    late = world.menages.filter(pl.col("jour_entree") >= setting.start)["menage_id"]  # whose every episode is kept
    changed = (
        world.episodes.filter(pl.col("menage_id").is_in(late.implode()))
        .join(without, on=key, suffix="_sans")
        .filter(pl.col("suivant") != pl.col("suivant_sans"))
    )
    first = changed.sort(key).unique("menage_id", keep="first")
    assert first.height > 20
    place = first["commune"].to_numpy()
    assert (wave[place] > 0).all() and (first["jour_fin"].to_numpy() > since[place]).all()
