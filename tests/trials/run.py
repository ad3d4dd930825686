"""`python -m tests.trials.run [trial…]`: the long version of the trials, then the tables of docs/epreuves.md.

Each trial leaves a note in the folder of OBSERVATORY_TRIALS (a temporary one by default); the tables are made of the notes.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # the runs are tiny: threads would only wait for each other

TRIALS = ("kill", "moves", "fuzz", "faults", "crowd", "same")


def main(chosen: list[str]) -> None:
    from observatory.pseudonyms.key import FOLDER, create_key
    from tests.trials.child import load_libraries
    from tests.trials.report import write_tables
    from tests.trials.world import write_world

    folder = Path(os.environ.get("OBSERVATORY_TRIALS") or tempfile.mkdtemp(prefix="epreuves-"))
    started = time.monotonic()

    def say(sentence: str) -> None:
        print(f"[{time.monotonic() - started:6.0f} s] {sentence}", flush=True)

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what was done until then is noted
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="cles-")
    create_key("siao")
    load_libraries()
    world = folder / "monde"
    if not world.is_dir():
        from tests.trials.child import in_child

        in_child(lambda: str(write_world(world)))
    try:
        for name in chosen or TRIALS:
            say(name)
            trial = importlib.import_module(f"tests.trials.trial_{name}")
            trial.run(folder / name, folder / "notes", world, say)
    finally:
        write_tables(folder / "notes")
    say("docs/epreuves.md")


if __name__ == "__main__":
    main(sys.argv[1:])
