"""The definitions as plain values, to hold against `definitions.json`. Rewrite it with `python -m tests.assets.snapshot`."""

from __future__ import annotations

import json
from pathlib import Path

PATH = Path(__file__).with_name("definitions.json")


def snapshot() -> dict:
    """Assets (group, kinds, owners, inputs, whether described), checks (blocking or not), jobs, sensors and schedules."""
    from assets.definitions import defs

    graph = defs.resolve_asset_graph()
    assets = {
        key.to_user_string(): {
            "groupe": node.group_name,
            "sortes": sorted(node.kinds),
            "responsables": sorted(node.owners),
            "amont": sorted(parent.to_user_string() for parent in node.parent_keys),
            "decrit": bool(node.description),
        }
        for key, node in ((key, graph.get(key)) for key in graph.get_all_asset_keys())
    }
    checks = {key.to_user_string(): {"bloquant": graph.get(key).blocking} for key in graph.asset_check_keys}
    jobs = sorted(job.name for job in defs.resolve_all_job_defs() if not job.name.startswith("__"))
    automatic = {sensor.name: str(sensor.default_status.value) for sensor in defs.sensors} | {
        schedule.name: schedule.cron_schedule for schedule in defs.schedules
    }
    return {
        "automatique": automatic,
        "assets": dict(sorted(assets.items())),
        "controles": dict(sorted(checks.items())),
        "taches": jobs,
    }


if __name__ == "__main__":
    PATH.write_text(json.dumps(snapshot(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
