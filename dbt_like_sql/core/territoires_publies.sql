-- Territoires que citent les sources, sous leur nom officiel en vigueur quand le référentiel les connaît.
-- Grain : un niveau et un code de territoire.
-- Définition : des communes, seules celles qu’une source cite ; un code qui commence par Z est celui d’un territoire fictif de la démonstration.
-- Source : core.territoires, core.populations, core.siao_periodes, core.attributions ; à défaut le nom et les départements portés par la source.
WITH cites AS (
  SELECT DISTINCT niveau, territoire_code, territoire_libelle, departements, 1 AS rang FROM staging.territoire_lda
  UNION ALL
  SELECT DISTINCT niveau, territoire_code, territoire_libelle, NULL, 2 FROM staging.ndls_chiffres_publies
  UNION ALL
  SELECT DISTINCT niveau, territoire_code, territoire_libelle, NULL, 3 FROM staging.barometre_relogement
  UNION ALL
  SELECT DISTINCT niveau, territoire_code, NULL, NULL, 4 FROM staging.ndls_edition
  UNION ALL
  SELECT DISTINCT 'DEP', siao_dep, NULL, NULL, 5 FROM core.siao_sources
  UNION ALL
  SELECT DISTINCT niveau, territoire_code, NULL, NULL, 6 FROM core.siao_periodes WHERE niveau IN ('REG', 'SIREN_EPCI')
  UNION ALL
  SELECT DISTINCT
    niveau,
    territoire_code,
    CASE split_part(territoire_code, '-', 2)
      WHEN 'HORS' THEN 'Hors des territoires accélérés'
      WHEN 'LDA1' THEN 'Territoires accélérés réunis, appel de 2018'
      WHEN 'LDA2' THEN 'Territoires accélérés réunis, appel de 2021'
      WHEN 'LDA' THEN 'Territoires accélérés réunis'
    END,
    NULL,
    7
  FROM core.attributions
  WHERE niveau <> 'COM'
),
un_par_code AS (
  SELECT
    niveau,
    territoire_code,
    arg_min(territoire_libelle, rang) AS territoire_libelle,
    max(departements) AS departements
  FROM cites
  GROUP BY niveau, territoire_code
),
-- le nom en vigueur, ou le dernier pour un territoire disparu
officiels AS (
  SELECT
    niveau,
    territoire_code,
    arg_max(territoire_libelle, coalesce(valide_du, DATE '0001-01-01')) AS territoire_libelle,
    arg_max(departement_code, coalesce(valide_du, DATE '0001-01-01')) AS departement_code,
    arg_max(region_code, coalesce(valide_du, DATE '0001-01-01')) AS region_code
  FROM core.territoires
  GROUP BY niveau, territoire_code
),
situes AS (
  SELECT
    un_par_code.niveau,
    un_par_code.territoire_code,
    coalesce(officiels.territoire_libelle, un_par_code.territoire_libelle, un_par_code.territoire_code) AS territoire_libelle,
    coalesce(
      officiels.departement_code,
      CASE
        WHEN un_par_code.niveau IN ('COM', 'ARM', 'GROUPE_ARM') THEN
          left(territoire_code, CASE WHEN left(territoire_code, 2) IN ('97', '98') OR starts_with(territoire_code, 'Z') THEN 3 ELSE 2 END)
        WHEN un_par_code.niveau = 'DEP' THEN territoire_code
        WHEN departements NOT LIKE '%|%' THEN departements
      END
    ) AS departement_code,
    officiels.region_code
  FROM un_par_code
  LEFT JOIN officiels USING (niveau, territoire_code)
)
SELECT
  situes.niveau,
  situes.territoire_code,
  situes.territoire_libelle,
  situes.departement_code,
  coalesce(situes.region_code, departement.region_code) AS region_code,
  populations.millesime_cog,
  populations.pop_municipale,
  populations.millesime_population,
  starts_with(situes.territoire_code, 'Z') AS est_fictif
FROM situes
LEFT JOIN ref.departement AS departement ON departement.code = situes.departement_code
LEFT JOIN core.populations AS populations
  ON populations.niveau = situes.niveau AND populations.territoire_code = situes.territoire_code
