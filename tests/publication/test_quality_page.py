"""The page about the quality of data: the producer with most to put right first, what is late, what to ask for and whom."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from observatory.contracts.load import Catalogue
from observatory.publication.atlas import read_atlas
from observatory.publication.pages import environment, write_page
from observatory.publication.quality_page import last_period, quality
from observatory.publication.tables import Tables
from tests.publication import small


def tables(**changed: pl.DataFrame) -> Tables:
    return Tables(small.protected(small.frames() | changed))


def page_of(folder: Path, told: Tables) -> str:
    """The page, its tags and double spaces taken away."""
    context = quality(told, read_atlas(told))
    made = environment(version=told.version, fictif=False)
    write_page(made, "qualite.html.j2", folder / "qualite.html", page="qualite.html", **context)
    return re.sub(r"<[^>]+>|\s", " ", (folder / "qualite.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("parts", "end"),
    [
        (["Z11-2025-11", "Z12-2025-12", "Z11-2019"], date(2025, 12, 31)),
        (["2026-01-20-2025-Z11", "2025-01-20-2024-Z11"], date(2026, 1, 20)),
        (["Z1101_2023-02", "Z1101_2022"], date(2023, 2, 28)),
        (["200054781-2021"], date(2021, 12, 31)),
        (["DEP", "complet", "200054781"], None),
    ],
)
def test_the_last_period_is_read_in_the_names_of_parts(parts: list[str], end: date | None) -> None:
    assert last_period(parts) == end


def files(*parts: str, months: int | None = 1, day: date = date(2026, 11, 23), **values: object) -> pl.DataFrame:
    one = small.frames()["sources"].head(1).with_columns(
        mois_entre_livraisons=pl.lit(months, pl.Int32), date_reception=pl.lit(day), **{k: pl.lit(v) for k, v in values.items()}
    )  # fmt: skip
    return pl.concat([one.with_columns(partition=pl.lit(part)) for part in parts])


@pytest.mark.parametrize(
    ("sources", "late"),
    [
        (files("Z11-2026-10"), False),
        (files("Z11-2026-09"), False),  # October ended 23 days ago: the file may still come
        (files("Z11-2026-08"), True),
        (files("Z11-2026-08", months=12), False),
        (files("Z11-2020", months=None), False),
        (files("DEP", day=date(2026, 7, 1)), True),
    ],
)
def test_a_delivery_is_late_a_month_after_the_period_that_it_tells(sources: pl.DataFrame, late: bool) -> None:
    told = tables(sources=sources)
    (one,) = quality(told, read_atlas(told))["producteurs"]
    assert bool(one["retards"]) is late


def test_the_producer_with_most_to_put_right_comes_first_with_what_to_ask(tmp_path: Path) -> None:
    calm = files("Z11-2026-10", producteur="Ancien", contrat="lake.ndls_edition", a_qui_demander="la ville")
    noisy = files("Z11-2026-06", producteur="Zélé", a_qui_demander="le SIAO du département")
    told = tables(sources=pl.concat([calm, noisy]))
    found = quality(told, read_atlas(told))["producteurs"]
    assert [one["nom"] for one in found] == ["Zélé", "Ancien"]
    text = page_of(tmp_path, told)
    detail = text[text.index("Ce qu’il faut demander") :]
    assert "le SIAO du département." in detail and "ce qui suit juin 2026 (attendu chaque mois)." in detail
    assert "BAR-05" in detail and "Des mois valent 0 pour tous les territoires." in detail
    assert text.count("Ce qu’il faut demander") == 1, "rien n’est à demander à l’autre"
    assert "2 fichiers reçus" in " ".join(text.split())


def test_a_blocking_finding_comes_before_a_larger_warning() -> None:
    one = small.frames()["controles"]
    more = one.with_columns(
        controle_id=pl.lit("BAR-01"), severite=pl.lit("bloquant"), nb_lignes_en_cause=pl.lit(1, pl.Int64)
    )
    told = tables(controles=pl.concat([one, more]))
    first = quality(told, read_atlas(told))["producteurs"][0]
    assert [line["controle_id"] for line in first["trouves"]] == ["BAR-01", "BAR-05"]


def test_without_sources_nor_checks_the_page_says_so(tmp_path: Path) -> None:
    text = page_of(tmp_path, Tables({}))
    assert "ne sont pas décrits" in text and "Aucun avertissement n’est publié" in text


def test_every_source_says_whom_to_ask_and_the_rhythm_is_in_months(catalogue: Catalogue) -> None:
    for name, table in catalogue.sources.items():
        assert table.properties["aQuiDemander"], name
    months = {name: table.properties.get("moisEntreLivraisons") for name, table in catalogue.sources.items()}
    assert (months["siao_demande_115"], months["sne_attribution"], months["evenement"]) == (1, 12, None)
