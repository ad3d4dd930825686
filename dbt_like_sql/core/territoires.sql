-- Territoires officiels et leurs noms, avec leurs dates de validité.
-- Grain : un niveau, un code, et le jour où ce nom commence.
-- Définition : un territoire est un niveau, un code et un millésime ; son nom n’est qu’une étiquette. Pour les communes,
-- les dates sont celles de l’Insee depuis 1943. Pour les autres niveaux, un nom vaut du 1er janvier du premier millésime
-- où il est lu (vide s’il l’est dès le premier : on ne sait pas depuis quand) au 1er janvier du premier millésime lu où il
-- ne l’est plus (vide s’il vaut encore).
-- Source : core.communes, staging.cog_historique, staging.cog_departement, staging.cog_region, nomenclatures.
WITH communes AS (
  SELECT * FROM core.communes
),
lus AS (
  SELECT 'COM' AS niveau, millesime_cog, commune_code AS territoire_code, commune_libelle AS territoire_libelle, departement_code, region_code
  FROM communes WHERE type_commune = 'COM'
  UNION ALL
  SELECT 'ARM', millesime_cog, commune_code, commune_libelle, departement_code, region_code
  FROM communes WHERE type_commune = 'ARM'
  UNION ALL
  SELECT
    'SIREN_EPCI', millesime_cog, epci_code, any_value(epci_libelle),
    CASE WHEN count(DISTINCT departement_code) = 1 THEN any_value(departement_code) END,
    CASE WHEN count(DISTINCT region_code) = 1 THEN any_value(region_code) END
  FROM communes WHERE epci_code IS NOT NULL AND type_commune = 'COM' GROUP BY millesime_cog, epci_code
  UNION ALL
  SELECT
    'SIREN_EPT', millesime_cog, ept_code, any_value(ept_libelle),
    CASE WHEN count(DISTINCT departement_code) = 1 THEN any_value(departement_code) END,
    CASE WHEN count(DISTINCT region_code) = 1 THEN any_value(region_code) END
  FROM communes WHERE ept_code IS NOT NULL AND type_commune = 'COM' GROUP BY millesime_cog, ept_code
  UNION ALL
  SELECT 'DEP', millesime_cog, departement_code, departement_libelle, departement_code, region_code FROM staging.cog_departement
  UNION ALL
  SELECT 'REG', millesime_cog, region_code, region_libelle, NULL, region_code FROM staging.cog_region
),
-- les millésimes où un niveau a été lu : un trou entre deux n’est pas un changement
rangs AS (
  SELECT niveau, millesime_cog, row_number() OVER (PARTITION BY niveau ORDER BY millesime_cog) AS rang
  FROM (SELECT DISTINCT niveau, millesime_cog FROM lus)
),
suites AS (
  SELECT
    lus.*,
    rangs.rang,
    rangs.rang - row_number() OVER (
      PARTITION BY lus.niveau, territoire_code, territoire_libelle, departement_code, region_code ORDER BY rangs.rang
    ) AS suite
  FROM lus
  JOIN rangs ON rangs.niveau = lus.niveau AND rangs.millesime_cog = lus.millesime_cog
),
periodes AS (
  SELECT
    niveau, territoire_code, territoire_libelle, departement_code, region_code,
    CASE WHEN min(rang) > 1 THEN make_date(min(millesime_cog), 1, 1) END AS valide_du,
    max(rang) AS dernier_rang
  FROM suites
  GROUP BY niveau, territoire_code, territoire_libelle, departement_code, region_code, suite
),
par_millesime AS (
  SELECT
    periodes.niveau, territoire_code, territoire_libelle, departement_code, region_code, valide_du,
    make_date(rangs.millesime_cog, 1, 1) AS valide_au
  FROM periodes
  LEFT JOIN rangs ON rangs.niveau = periodes.niveau AND rangs.rang = periodes.dernier_rang + 1
),
-- l’historique de l’Insee remplace les millésimes pour les communes, jusqu’à l’année où il s’arrête
arret AS (
  SELECT make_date(max(year(date_debut)) + 1, 1, 1) AS jour FROM staging.cog_historique
),
depuis_arret AS (
  SELECT * FROM par_millesime WHERE niveau IN ('COM', 'ARM') AND valide_du >= (SELECT jour FROM arret)
),
par_date AS (
  SELECT
    coalesce(type_commune, 'COM') AS niveau,
    commune_code AS territoire_code,
    commune_libelle AS territoire_libelle,
    left(commune_code, CASE WHEN left(commune_code, 2) IN ('97', '98') THEN 3 ELSE 2 END) AS departement_code,
    date_debut AS valide_du,
    coalesce(date_fin, depuis_arret.valide_du) AS valide_au
  FROM staging.cog_historique AS historique
  LEFT JOIN depuis_arret
    ON depuis_arret.niveau = coalesce(historique.type_commune, 'COM')
    AND depuis_arret.territoire_code = historique.commune_code
),
final AS (
  SELECT niveau, territoire_code, territoire_libelle, valide_du, valide_au, departement_code, region_code
  FROM par_millesime
  WHERE (niveau, territoire_code) NOT IN (SELECT (niveau, territoire_code) FROM par_date)
    OR (niveau, territoire_code, valide_du) IN (SELECT (niveau, territoire_code, valide_du) FROM depuis_arret)
  UNION ALL
  SELECT niveau, territoire_code, territoire_libelle, valide_du, valide_au, departement_code, departement.region_code
  FROM par_date
  LEFT JOIN ref.departement AS departement ON departement.code = departement_code
  UNION ALL
  SELECT 'FR', code, libelle, NULL, NULL, NULL, NULL FROM ref.pays
  UNION ALL
  SELECT 'REG', code, libelle, NULL, NULL, NULL, code FROM ref.region WHERE code NOT IN (SELECT region_code FROM staging.cog_region)
  UNION ALL
  SELECT 'DEP', code, libelle, NULL, NULL, code, region_code FROM ref.departement WHERE code NOT IN (SELECT departement_code FROM staging.cog_departement)
)
SELECT
  niveau,
  territoire_code,
  territoire_libelle,
  valide_du,
  valide_au,
  departement_code,
  region_code,
  starts_with(territoire_code, 'Z') AS est_fictif
FROM final
