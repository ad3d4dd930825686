"""Jobs named after what staff do."""

import dagster as dg

NIGHT = dg.AssetSelection.assets("nuit_de_la_solidarite")
EXPORT = dg.AssetSelection.assets("export_du_siao")
EXTRACTION = dg.AssetSelection.assets("extraction_du_sne")
ERASURE = dg.AssetSelection.assets("effacement")
ALL = dg.AssetSelection.all() - NIGHT - EXPORT - EXTRACTION - ERASURE
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
    dg.define_asset_job(
        "relire_une_nuit",
        NIGHT,
        description="Relit et contrôle ce qui a été reçu d’une seule édition d’une Nuit de la Solidarité.",
    ),
    dg.define_asset_job(
        "relire_un_export_du_siao",
        EXPORT,
        description="Relit et contrôle ce qui a été reçu d’un SIAO pour une période : un mois, une archive ou une extraction.",
    ),
    dg.define_asset_job(
        "relire_une_extraction_du_sne",
        EXTRACTION,
        description="Relit et contrôle les attributions d’un département et d’une année, à une date d’extraction.",
    ),
    dg.define_asset_job(
        "effacer_les_personnes_sans_contact",
        ERASURE,
        description="Efface les personnes sans contact depuis 24 mois, après avoir figé leurs issues, et écrit le certificat.",
    ),
    dg.define_asset_job("mettre_a_jour_et_publier", ALL, description="Met tout à jour, puis publie."),
]
