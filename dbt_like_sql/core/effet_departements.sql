-- Quels départements sont accélérés, depuis quand, selon deux définitions.
-- Grain : une définition, un département du dernier millésime dont les EPCI sont connus.
-- Définition : indicateur I17. STRICTE : toutes ses communes sont d’un territoire accéléré (retenu comme département, ou commune unique),
-- depuis l’année de la dernière ; s’il l’est en partie, il n’est dans aucun groupe. LARGE : il l’est en entier, ou sa commune la plus
-- peuplée l’est, depuis la première des deux années. Une commune de deux territoires compte une fois, à sa première annonce. Sans liste des
-- territoires, ou sans EPCI connus, rien n’est dit.
-- Source : core.communes, core.territoires_lda.
WITH communes AS (
  SELECT commune_code, departement_code, epci_code, pop_municipale
  FROM core.communes
  WHERE type_commune = 'COM' AND millesime_cog = (SELECT max(millesime_cog) FROM core.communes WHERE epci_code IS NOT NULL)
    AND EXISTS (FROM core.territoires_lda)
),
annoncees AS (
  SELECT communes.commune_code, min(year(lda.date_annonce))::INTEGER AS annee
  FROM communes
  JOIN core.territoires_lda AS lda
    ON (lda.niveau = 'DEP' AND lda.territoire_code = communes.departement_code)
    OR (lda.niveau = 'SIREN_EPCI' AND lda.territoire_code = communes.epci_code)
    OR (lda.niveau = 'COM' AND lda.territoire_code = communes.commune_code)
  GROUP BY communes.commune_code
),
departements AS (
  SELECT
    communes.departement_code,
    CASE WHEN count(annee) = count(*) THEN max(annee) END AS annee_entiere,
    list(annee ORDER BY pop_municipale IS NULL, -pop_municipale, commune_code)[1] AS annee_centre,
    count(annee) BETWEEN 1 AND count(*) - 1 AS est_en_partie
  FROM communes
  LEFT JOIN annoncees USING (commune_code)
  GROUP BY communes.departement_code
),
definitions AS (
  SELECT 'STRICTE' AS definition_acceleration, departement_code, annee_entiere AS premiere_annee, est_en_partie FROM departements
  UNION ALL
  SELECT 'LARGE', departement_code, least(annee_entiere, annee_centre), false FROM departements
)
SELECT
  definition_acceleration,
  'DEP' AS niveau,
  departement_code AS territoire_code,
  premiere_annee,
  CASE WHEN est_en_partie THEN 'EN_PARTIE' WHEN premiere_annee IS NULL THEN 'AUTRE' ELSE 'ACCELERE' END AS groupe_effet
FROM definitions
