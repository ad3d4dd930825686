"""A demo home of two years with what allocations, active requests and places need: received, typed, made tables."""

from __future__ import annotations

from observatory.contracts.load import Catalogue
from observatory.demo.country import departements
from observatory.demo.housing import sne_files
from observatory.demo.simulation import World, simulate
from observatory.demo.supply import supply_files
from observatory.demo.territory_files import territory_files
from observatory.home import Home
from observatory.lake.partitions import Outcome, refresh
from observatory.pipeline import open_for_build, sql_models
from observatory.sources.intake import Receipt, receive_incoming
from observatory.warehouse.models import Model
from observatory.warehouse.run import build

YEARS, SCALE = (2024, 2025), 0.4
CONTRACTS = ("sne_attribution", "sne_demande", "offre_places")
TABLES = (
    "marts.attributions", "marts.attributions_elargies", "marts.attributions_premier_quartile", "marts.attributions_ventilees",
    "marts.attributions_extractions", "marts.demandes_actives", "marts.places",
)  # fmt: skip


def small_world() -> World:
    """Two years of two fifths of the population: enough of every defect."""
    return simulate(scale=SCALE, years=YEARS)


def drop(home: Home, world: World) -> list[dict]:
    """Write in `incoming/` what a test of allocations needs; return the defects of these files."""

    def write(name: str, content: bytes) -> None:
        path = home.incoming / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    defects, _ = sne_files(world, write)
    places = supply_files(world)
    wanted = {name: text for name, text in territory_files(departements(), SCALE).items() if "contours" not in name}
    for name, content in (places.files | wanted).items():
        write(name, content)
    return defects + places.defects


def bring(home: Home, catalogue: Catalogue) -> tuple[list[Receipt], dict[str, list[Outcome]]]:
    """Receive, type and check everything; build the tables of allocations and all that they read."""
    receipts = receive_incoming(home, catalogue)
    outcomes = {name: refresh(home, catalogue, name, "essai") for name in catalogue.sources}
    with open_for_build(home, catalogue) as con:
        list(build(con, models_of(*TABLES)))
    return receipts, outcomes


def models_of(*names: str) -> dict[str, Model]:
    """The named models and all that they read, in the order in which they run."""
    models, wanted, waiting = sql_models(), set(), list(names)
    while waiting:
        name = waiting.pop()
        if name in models and name not in wanted:
            wanted.add(name)
            waiting += models[name].inputs
    return {name: model for name, model in models.items() if name in wanted}
