-- Radiations pour attribution par délai, reconnaissance DALO et contingent.
-- Grain : un niveau à partir du département, un territoire, une année arrêtée, une ventilation.
-- Définition : chaque ventilation fait le total ; délai du dépôt à la radiation.
-- Source : core.attributions_menages, core.attributions, core.territoires_membres, nomenclature attribution_ventilation.
WITH radiations AS (
  SELECT
    annee,
    departement_code,
    situation IN ('HEBERGES', 'SANS_ABRI') AS est_sans_domicile,
    CASE
      WHEN delai_mois IS NULL THEN 'DELAI:NR'
      WHEN delai_mois < 12 THEN 'DELAI:MOINS_12_MOIS'
      WHEN delai_mois < 24 THEN 'DELAI:12_23_MOIS'
      WHEN delai_mois < 36 THEN 'DELAI:24_35_MOIS'
      ELSE 'DELAI:36_MOIS_PLUS'
    END AS delai,
    'DALO:' || dalo AS dalo,
    'CONTINGENT:' || type_reservataire AS contingent
  FROM core.attributions_menages
  WHERE etat = 'ARRETE' AND etape = 'RADIATION'
),
ventilees AS (
  SELECT annee, departement_code, unnest(['TOTAL', delai, dalo, contingent]) AS ventilation, est_sans_domicile FROM radiations
),
par_departement AS (
  SELECT annee, departement_code, ventilation, count(*) AS nb_radiations, count(*) FILTER (est_sans_domicile) AS nb_sans_domicile
  FROM ventilees
  GROUP BY ALL
),
comptes AS (
  SELECT m.niveau, m.territoire_code, d.annee, d.ventilation, sum(d.nb_radiations) AS nb_radiations, sum(d.nb_sans_domicile) AS nb_sans_domicile
  FROM core.territoires_membres AS m
  JOIN par_departement AS d USING (departement_code)
  WHERE m.commune_code IS NULL
  GROUP BY ALL
)
SELECT
  a.niveau,
  a.territoire_code,
  a.annee,
  v.code AS ventilation,
  v.libelle AS ventilation_libelle,
  coalesce(c.nb_radiations, 0)::BIGINT AS nb_radiations,
  coalesce(c.nb_sans_domicile, 0)::BIGINT AS nb_sans_domicile
FROM core.attributions AS a
JOIN ref.attribution_ventilation AS v ON v.regroupement IS DISTINCT FROM 'BAILLEUR'
LEFT JOIN comptes AS c
  ON c.niveau = a.niveau AND c.territoire_code = a.territoire_code AND c.annee = a.annee AND c.ventilation = v.code
WHERE a.niveau IN ('FR', 'REG', 'DEP') AND a.nb_radiations IS NOT NULL
