-- Radiations pour attribution par type de bailleur, et ce qui dit si un bailleur s’y reconnaît.
-- Grain : un niveau à partir du département, un territoire, une année arrêtée, un type de bailleur.
-- Définition : le type vient de la liste des bailleurs, NR quand le bailleur n’y est pas ; sans aucune liste, rien n’est compté.
-- Un contributeur est un bailleur qui a attribué au moins un logement, à qui que ce soit. Sa plus grande part est donnée pour chaque
-- compte. Contributeurs et parts protègent la table et ne sortent jamais.
-- Source : core.attributions_menages, core.attributions, core.territoires_membres, staging.bailleur, nomenclature attribution_ventilation.
WITH par_departement AS (
  SELECT
    m.annee,
    m.departement_code,
    'BAILLEUR:' || coalesce(b.type_bailleur, 'NR') AS ventilation,
    coalesce(m.bailleur_siren, '') AS bailleur,
    count(*) AS nb_radiations,
    count(*) FILTER (m.situation IN ('HEBERGES', 'SANS_ABRI')) AS nb_sans_domicile
  FROM core.attributions_menages AS m
  LEFT JOIN staging.bailleur AS b USING (bailleur_siren)
  WHERE m.etat = 'ARRETE' AND m.etape = 'RADIATION'
  GROUP BY ALL
),
par_bailleur AS (
  SELECT
    m.niveau,
    m.territoire_code,
    d.annee,
    d.ventilation,
    d.bailleur,
    sum(d.nb_radiations) AS nb_radiations,
    sum(d.nb_sans_domicile) AS nb_sans_domicile
  FROM core.territoires_membres AS m
  JOIN par_departement AS d USING (departement_code)
  WHERE m.commune_code IS NULL
  GROUP BY ALL
),
comptes AS (
  SELECT
    niveau,
    territoire_code,
    annee,
    ventilation,
    sum(nb_radiations) AS nb_radiations,
    sum(nb_sans_domicile) AS nb_sans_domicile,
    count(*) AS nb_contributeurs,
    max(nb_radiations) / sum(nb_radiations) AS part_max_radiations,
    max(nb_sans_domicile) / nullif(sum(nb_sans_domicile), 0) AS part_max_sans_domicile
  FROM par_bailleur
  GROUP BY ALL
),
liste AS (
  SELECT count(*) > 0 AS est_recue FROM staging.bailleur
)
SELECT
  a.niveau,
  a.territoire_code,
  a.annee,
  v.code AS ventilation,
  v.libelle AS ventilation_libelle,
  CASE WHEN liste.est_recue THEN coalesce(c.nb_radiations, 0) END::BIGINT AS nb_radiations,
  CASE WHEN liste.est_recue THEN coalesce(c.nb_sans_domicile, 0) END::BIGINT AS nb_sans_domicile,
  CASE WHEN liste.est_recue THEN coalesce(c.nb_contributeurs, 0) END::BIGINT AS nb_contributeurs,
  CASE WHEN liste.est_recue THEN coalesce(c.part_max_radiations, 0) END::DOUBLE AS part_max_radiations,
  CASE WHEN liste.est_recue THEN coalesce(c.part_max_sans_domicile, 0) END::DOUBLE AS part_max_sans_domicile
FROM core.attributions AS a
CROSS JOIN liste
JOIN ref.attribution_ventilation AS v ON v.regroupement = 'BAILLEUR'
LEFT JOIN comptes AS c
  ON c.niveau = a.niveau AND c.territoire_code = a.territoire_code AND c.annee = a.annee AND c.ventilation = v.code
WHERE a.niveau IN ('FR', 'REG', 'DEP') AND a.nb_radiations IS NOT NULL
