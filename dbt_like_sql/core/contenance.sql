-- Quel territoire en contient un autre, à chaque millésime.
-- Grain : un millésime, un territoire qui contient, un territoire contenu.
-- Définition : A contient B quand toutes les communes de B sont dans A. À communes égales (Paris, commune et département),
-- seul le niveau le plus large contient l’autre : FR, REG, DEP, SIREN_EPCI, SIREN_EPT, COM, ARM. Un arrondissement
-- municipal est dans sa commune et dans tout ce qui la contient ; il ne compte pas parmi les communes d’un ensemble.
-- FR est la France des régions (métropole et cinq départements d’outre-mer), ZZ le pays fictif. Un EPCI n’y est qu’aux
-- millésimes où sa composition est connue.
-- Source : core.communes.
WITH communes AS (
  SELECT
    millesime_cog,
    type_commune,
    commune_code,
    commune_parente,
    CASE WHEN region_code IS NOT NULL THEN if(starts_with(commune_code, 'Z'), 'ZZ', 'FR') END AS pays_code,
    region_code,
    CASE WHEN region_code IS NOT NULL THEN departement_code END AS departement_code,
    epci_code,
    ept_code
  FROM core.communes
),
villes AS (
  SELECT * FROM communes WHERE type_commune = 'COM'
),
membres AS (
  SELECT 2 AS rang, 'REG' AS niveau, region_code AS code, * FROM villes
  UNION ALL
  SELECT 3, 'DEP', departement_code, * FROM villes
  UNION ALL
  SELECT 4, 'SIREN_EPCI', epci_code, * FROM villes
  UNION ALL
  SELECT 5, 'SIREN_EPT', ept_code, * FROM villes
),
-- pour chaque niveau, le code où sont toutes les communes ; vide quand il y en a plusieurs, ou aucune
ensembles AS (
  SELECT
    millesime_cog,
    rang,
    niveau,
    code,
    count(*) AS nb_communes,
    CASE WHEN count(pays_code) = count(*) AND min(pays_code) = max(pays_code) THEN min(pays_code) END AS pays_code,
    CASE WHEN count(region_code) = count(*) AND min(region_code) = max(region_code) THEN min(region_code) END AS region_code,
    CASE WHEN count(departement_code) = count(*) AND min(departement_code) = max(departement_code) THEN min(departement_code) END AS departement_code,
    CASE WHEN count(epci_code) = count(*) AND min(epci_code) = max(epci_code) THEN min(epci_code) END AS epci_code,
    CASE WHEN count(ept_code) = count(*) AND min(ept_code) = max(ept_code) THEN min(ept_code) END AS ept_code
  FROM membres
  WHERE code IS NOT NULL
  GROUP BY millesime_cog, rang, niveau, code
),
contenus AS (
  SELECT millesime_cog, rang, niveau, code, nb_communes, pays_code, region_code, departement_code, epci_code, ept_code, NULL AS commune_parente
  FROM ensembles
  UNION ALL
  SELECT millesime_cog, 6, 'COM', commune_code, 1, pays_code, region_code, departement_code, epci_code, ept_code, NULL
  FROM villes
  UNION ALL
  SELECT
    arrondissements.millesime_cog, 7, 'ARM', arrondissements.commune_code, 0,
    villes.pays_code, villes.region_code, villes.departement_code, villes.epci_code, villes.ept_code, villes.commune_code
  FROM communes AS arrondissements
  JOIN villes
    ON villes.millesime_cog = arrondissements.millesime_cog AND villes.commune_code = arrondissements.commune_parente
  WHERE arrondissements.type_commune = 'ARM'
),
couples AS (
  SELECT millesime_cog, 1 AS rang_contenant, 'FR' AS contenant_niveau, pays_code AS contenant_code, rang, niveau, code, nb_communes FROM contenus
  UNION ALL
  SELECT millesime_cog, 2, 'REG', region_code, rang, niveau, code, nb_communes FROM contenus
  UNION ALL
  SELECT millesime_cog, 3, 'DEP', departement_code, rang, niveau, code, nb_communes FROM contenus
  UNION ALL
  SELECT millesime_cog, 4, 'SIREN_EPCI', epci_code, rang, niveau, code, nb_communes FROM contenus
  UNION ALL
  SELECT millesime_cog, 5, 'SIREN_EPT', ept_code, rang, niveau, code, nb_communes FROM contenus
  UNION ALL
  SELECT millesime_cog, 6, 'COM', commune_parente, rang, niveau, code, nb_communes FROM contenus
)
SELECT
  couples.millesime_cog,
  couples.contenant_niveau,
  couples.contenant_code,
  couples.niveau AS contenu_niveau,
  couples.code AS contenu_code
FROM couples
LEFT JOIN ensembles AS contenant
  ON contenant.millesime_cog = couples.millesime_cog
  AND contenant.rang = couples.rang_contenant
  AND contenant.code = couples.contenant_code
WHERE couples.contenant_code IS NOT NULL
  AND (couples.rang_contenant < couples.rang OR (couples.rang_contenant > couples.rang AND contenant.nb_communes > couples.nb_communes))
