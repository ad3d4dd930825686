"""The grids of the files that come again: exports of a SIAO by period, extractions of the SNE by year."""

import dagster as dg

from assets.describe import OWNER, POOL
from assets.grids import Grid

SIAO = Grid(
    dg.AssetKey("export_du_siao"),
    "siao",
    ("siao_demande_115", "siao_demande_insertion", "siao_menage", "siao_personne", "siao_prise_en_charge"),
    r"(?P<departement>[^-]+)-(?P<periode>.+)",  # Z11-2025-12
    "{periode}",
)
SNE = Grid(
    dg.AssetKey("extraction_du_sne"),
    "sne",
    ("sne_attribution",),
    # 2026-01-20-2025-Z11; 2026-01-20-2025-01--2025-06-75--95 for a part of the year and several départements
    r"(?P<extraction>\d{4}-\d\d-\d\d)-(?P<annee>\d{4}(?:-\d\d)?(?:--\d{4}-\d\d)?)-(?P<departement>[^-]+(?:--[^-]+)?)",
    "{annee} (extrait le {extraction})",
)
GRIDS = (SIAO, SNE)
_SHOWN = {
    "deps": ["reception"],
    "group_name": "lac",
    "kinds": {"parquet", "greatexpectations"},
    "owners": [OWNER],
    "pool": POOL,
}


@dg.asset(key=SIAO.key, partitions_def=SIAO.partitions, **_SHOWN)
def export_du_siao(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Un export d’un SIAO : ce qui a été reçu d’un département pour une période, relu et contrôlé seul.

    Une grille montre les départements et les périodes reçus : un mois de demandes au 115 (« 2025-12 »), une archive d’année
    (« 2024 »), une extraction datée des ménages, personnes, séjours et demandes d’insertion (« 2026-01-01 »). Une case vide est un
    export qui manque. Relire une case ne change rien aux autres ; les tables se reconstruisent avec « preparer_la_publication ».
    """
    return SIAO.read_again(context, "l’export")


@dg.asset(key=SNE.key, partitions_def=SNE.partitions, **_SHOWN)
def extraction_du_sne(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Une extraction du SNE : les attributions d’un département et d’une année, à une date d’extraction, relues et contrôlées seules.

    Une grille montre les départements, et les années avec leur date d’extraction (« 2025 (extrait le 2026-01-20) ») : une même
    année peut être extraite plusieurs fois, aucune extraction n’en remplace une autre. Une case vide est une extraction qui manque.
    Relire une case ne change rien aux autres ; les tables se reconstruisent avec « preparer_la_publication ».
    """
    return SNE.read_again(context, "l’extraction")
