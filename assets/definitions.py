"""Everything Dagster shows: assets by layer, their checks, the jobs named after the staff's tasks, what starts by itself."""

import dagster as dg

from assets.automation import SCHEDULES, SENSORS
from assets.editions import nuit_de_la_solidarite
from assets.exports import export_du_siao, extraction_du_sne
from assets.jobs import JOBS
from assets.lake import LAKE_ASSETS
from assets.publication import publication
from assets.reception import reception
from assets.retention import effacement
from assets.warehouse import entrepot
from observatory.home import keep_private
from observatory.settings import leave_at_once

keep_private()  # each process of Dagster begins here
leave_at_once()

defs = dg.Definitions(
    assets=[
        reception,
        *LAKE_ASSETS,
        nuit_de_la_solidarite,
        export_du_siao,
        extraction_du_sne,
        entrepot,
        publication,
        effacement,
    ],
    jobs=JOBS,
    sensors=SENSORS,
    schedules=SCHEDULES,
    executor=dg.in_process_executor,
)
