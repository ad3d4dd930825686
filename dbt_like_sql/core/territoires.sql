-- Territoires que citent les sources, avec leur nom officiel quand la nomenclature le connaît.
-- Grain : un niveau et un code de territoire.
-- Définition : un code qui commence par Z est celui d’un territoire fictif de la démonstration.
-- Source : nomenclatures pays, région et département (Insee, COG) ; à défaut, le nom porté par la source.
WITH cites AS (
  SELECT DISTINCT niveau, territoire_code, territoire_libelle, NULL::VARCHAR AS departements, 1 AS rang FROM staging.territoire_lda
  UNION ALL
  SELECT DISTINCT niveau, territoire_code, territoire_libelle, NULL, 2 FROM staging.ndls_chiffres_publies
  UNION ALL
  SELECT DISTINCT niveau, territoire_code, territoire_libelle, NULL, 3 FROM staging.barometre_relogement
),
couverture AS (
  SELECT niveau, territoire_code, any_value(departements) AS departements FROM staging.territoire_lda GROUP BY ALL
),
un_par_code AS (
  SELECT niveau, territoire_code, arg_min(territoire_libelle, rang) AS territoire_libelle FROM cites GROUP BY ALL
),
officiels AS (
  SELECT 'FR' AS niveau, code AS territoire_code, libelle, NULL::VARCHAR AS region_code FROM ref.pays
  UNION ALL
  SELECT 'REG', code, libelle, NULL FROM ref.region
  UNION ALL
  SELECT 'DEP', code, libelle, region_code FROM ref.departement
),
situes AS (
  SELECT
    niveau,
    territoire_code,
    coalesce(officiels.libelle, un_par_code.territoire_libelle, territoire_code) AS territoire_libelle,
    CASE
      WHEN niveau = 'DEP' THEN territoire_code
      WHEN niveau IN ('COM', 'ARM', 'GROUPE_ARM') THEN
        left(territoire_code, CASE WHEN left(territoire_code, 2) IN ('97', '98') OR starts_with(territoire_code, 'Z') THEN 3 ELSE 2 END)
      WHEN couverture.departements NOT LIKE '%|%' THEN couverture.departements
    END AS departement_code
  FROM un_par_code
  LEFT JOIN officiels USING (niveau, territoire_code)
  LEFT JOIN couverture USING (niveau, territoire_code)
)
SELECT
  situes.niveau,
  situes.territoire_code,
  situes.territoire_libelle,
  situes.departement_code,
  CASE WHEN situes.niveau = 'REG' THEN situes.territoire_code ELSE departement.region_code END AS region_code,
  starts_with(situes.territoire_code, 'Z') AS est_fictif
FROM situes
LEFT JOIN ref.departement AS departement ON departement.code = situes.departement_code
