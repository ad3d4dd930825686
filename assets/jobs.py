"""Jobs named after what staff do."""

import dagster as dg

from observatory.contracts.load import load_catalogue

RECEPTION = dg.AssetSelection.assets("reception")
NIGHT = dg.AssetSelection.assets("nuit_de_la_solidarite")
EXPORT = dg.AssetSelection.assets("export_du_siao")
EXTRACTION = dg.AssetSelection.assets("extraction_du_sne")
ERASURE = dg.AssetSelection.assets("effacement")
PUBLICATION = dg.AssetSelection.assets("publication")
ALL = dg.AssetSelection.all() - NIGHT - EXPORT - EXTRACTION - ERASURE

TITLES = {  # the tasks as staff say them; Dagster's names take neither accents nor spaces
    "recevoir_les_fichiers_deposes": "Recevoir les fichiers déposés",
    "ingerer_une_nuit_de_la_solidarite": "Ingérer une nuit de la solidarité",
    "recevoir_un_export_du_siao": "Recevoir un export du SIAO",
    "recevoir_une_extraction_du_sne": "Recevoir une extraction du SNE",
    "preparer_la_publication": "Préparer la publication",
    "publier": "Publier",
    "preparer_et_publier": "Préparer et publier",
    "relire_une_nuit": "Relire une nuit de la solidarité",
    "relire_un_export_du_siao": "Relire un export du SIAO",
    "relire_une_extraction_du_sne": "Relire une extraction du SNE",
    "effacer_les_personnes_sans_contact": "Effacer les personnes sans contact",
}
RECEIVE = "recevoir_les_fichiers_deposes"
PREPARE = "preparer_la_publication"
ERASE = "effacer_les_personnes_sans_contact"
# the job that receives the files of a source, by the beginning of the names of its contracts
RECEIVING = {
    "ndls_": ("ingerer_une_nuit_de_la_solidarite", "Reçoit et contrôle les fichiers d’une Nuit de la Solidarité."),
    "siao_": ("recevoir_un_export_du_siao", "Reçoit et contrôle les exports d’un SIAO : demandes, ménages, personnes, séjours."),
    "sne_": ("recevoir_une_extraction_du_sne", "Reçoit et contrôle les attributions et les demandes de logement social."),
}  # fmt: skip


def _sources(start: str) -> dg.AssetSelection:
    return dg.AssetSelection.assets(*(["lake", name] for name in load_catalogue().sources if name.startswith(start)))


def job_for(contracts: set[str]) -> str:
    """The job that receives files of these contracts: that of their source, or that of all sources."""
    names = {name.removeprefix("lake.") for name in contracts}
    for start, (job, _) in RECEIVING.items():
        if names and all(name.startswith(start) for name in names):
            return job
    return RECEIVE


JOBS = [
    dg.define_asset_job(
        RECEIVE,
        RECEPTION | _sources(""),
        description="Reçoit tous les fichiers déposés et les contrôle. Les tables ne changent pas encore.",
    ),
    *(
        dg.define_asset_job(job, RECEPTION | _sources(start), description=f"{told} Les tables ne changent pas encore.")
        for start, (job, told) in RECEIVING.items()
    ),
    dg.define_asset_job(
        PREPARE,
        ALL - PUBLICATION,
        description="Reçoit les fichiers déposés, les contrôle et reconstruit les tables. Ne publie rien.",
    ),
    dg.define_asset_job(
        "publier", PUBLICATION, description="Publie ce que l’entrepôt contient, s’il a passé ses contrôles."
    ),
    dg.define_asset_job("preparer_et_publier", ALL, description="Prépare la publication, puis publie."),
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
        ERASE,
        ERASURE,
        description="Efface les personnes sans contact depuis 24 mois, après avoir figé leurs issues, et écrit le certificat.",
    ),
]
