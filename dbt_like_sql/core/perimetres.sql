-- Éléments couverts des périmètres, avec leur commune et leur population.
-- Grain : un périmètre et un élément couvert ; un département ou un EPCI y est remplacé par ses communes.
-- Définition : la population d’un périmètre est la somme de pop_reference où est_compte, chaque lieu une seule fois. Un
-- élément entier (couvert, sans partie non couverte) compte, et ses parties ne s’y ajoutent pas ; une commune dont un
-- secteur n’est pas couvert ne compte que par ses secteurs couverts. Un type de lieu n’a pas de population.
-- Source : staging.perimetre, core.communes (population et ville des arrondissements).
WITH perimetre AS (
  SELECT * FROM staging.perimetre
),
communes AS (
  SELECT * FROM core.communes
),
-- la ville d’un arrondissement est la même à tout millésime
villes AS (
  SELECT DISTINCT commune_code, commune_parente FROM communes WHERE commune_parente IS NOT NULL
),
etendus AS (
  SELECT
    perimetre.perimetre_id,
    perimetre.edition_id,
    perimetre.millesime_cog,
    communes.commune_code,
    communes.commune_libelle,
    bool_or(perimetre.est_couvert) AS est_couvert
  FROM perimetre
  JOIN communes
    ON communes.millesime_cog = perimetre.millesime_cog
    AND communes.type_commune = 'COM'
    AND CASE perimetre.element_type
      WHEN 'DEP' THEN communes.departement_code
      WHEN 'SIREN_EPCI' THEN communes.epci_code
    END = perimetre.element_code
  -- ce que le périmètre dit lui-même d’une commune l’emporte
  WHERE (perimetre.perimetre_id, communes.commune_code) NOT IN (
    SELECT (perimetre_id, element_code) FROM perimetre WHERE element_type = 'COM'
  )
  GROUP BY ALL
),
elements AS (
  SELECT perimetre_id, edition_id, element_type, element_code, element_libelle, millesime_cog, commune_code, pop_reference, est_couvert
  FROM perimetre
  WHERE element_type NOT IN ('DEP', 'SIREN_EPCI')
  UNION ALL
  SELECT perimetre_id, edition_id, 'COM', commune_code, commune_libelle, millesime_cog, commune_code, NULL, est_couvert
  FROM etendus
),
situes AS (
  SELECT
    elements.* EXCLUDE (pop_reference),
    coalesce(villes.commune_parente, elements.commune_code) AS ville_code,
    coalesce(elements.pop_reference, CASE WHEN elements.element_type IN ('COM', 'ARM') THEN communes.pop_municipale END) AS pop_reference
  FROM elements
  LEFT JOIN villes ON villes.commune_code = elements.commune_code
  LEFT JOIN communes ON communes.millesime_cog = elements.millesime_cog AND communes.commune_code = elements.commune_code
),
entames AS (
  SELECT DISTINCT perimetre_id, unnest(CASE element_type WHEN 'ARM' THEN [ville_code] ELSE [commune_code, ville_code] END) AS code
  FROM situes
  WHERE NOT est_couvert AND element_type IN ('ARM', 'IRIS', 'SECTEUR')
),
entiers AS (
  SELECT perimetre_id, element_type, element_code
  FROM situes
  WHERE est_couvert
    AND element_type <> 'TYPE_LIEU'
    AND (element_type NOT IN ('COM', 'ARM') OR (perimetre_id, element_code) NOT IN (SELECT (perimetre_id, code) FROM entames))
),
comptes AS (
  SELECT situes.perimetre_id, situes.element_type, situes.element_code
  FROM situes
  JOIN entiers USING (perimetre_id, element_type, element_code)
  LEFT JOIN entiers AS autour
    ON autour.perimetre_id = situes.perimetre_id
    AND (
      (autour.element_type = 'COM' AND situes.element_type <> 'COM' AND autour.element_code IN (situes.commune_code, situes.ville_code))
      OR (autour.element_type = 'ARM' AND situes.element_type IN ('IRIS', 'SECTEUR') AND autour.element_code = situes.commune_code)
    )
  WHERE autour.element_code IS NULL
)
SELECT
  perimetre_id,
  edition_id,
  element_type,
  element_code,
  element_libelle,
  millesime_cog,
  commune_code,
  ville_code,
  pop_reference,
  (perimetre_id, element_type, element_code) IN (SELECT (perimetre_id, element_type, element_code) FROM comptes) AS est_compte
FROM situes
WHERE est_couvert
