"""One world for the room: the default one, at half its size, written once in a home of its own."""

from __future__ import annotations

import pytest

from observatory.demo import write_demo
from observatory.demo.simulation import World, simulate
from observatory.home import Home

SCALE = 0.5


@pytest.fixture(scope="session")
def world() -> World:
    return simulate(scale=SCALE)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("monde"))
    write_demo(home, scale=SCALE)
    return home
