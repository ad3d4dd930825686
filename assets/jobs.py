"""Jobs named after what staff do."""

import dagster as dg

ALL = dg.AssetSelection.all()
PUBLICATION = dg.AssetSelection.assets("publication")

JOBS = [
    dg.define_asset_job(
        "mettre_a_jour",
        ALL - PUBLICATION,
        description="Reçoit les fichiers déposés, les contrôle et reconstruit les tables. Ne publie rien.",
    ),
    dg.define_asset_job(
        "publier", PUBLICATION, description="Publie ce que l’entrepôt contient, s’il a passé ses contrôles."
    ),
    dg.define_asset_job("mettre_a_jour_et_publier", ALL, description="Met tout à jour, puis publie."),
]
