-- Communes des territoires accélérés réunis, et du reste du pays : chacune une fois.
-- Grain : un groupe, une commune du dernier millésime.
-- Définition : l’union des communes, jamais la somme des territoires, dont certains sont contenus dans d’autres ; une commune de deux
-- territoires est dans la première vague qui l’annonce. Les codes commencent par celui du pays : LDA (tous), LDA1, LDA2, HORS-LDA.
-- Source : staging.territoire_lda, core.communes_actuelles.
WITH communes AS (
  SELECT commune_code, departement_code, epci_code, pays_code FROM core.communes_actuelles WHERE code = commune_code
),
retenus AS (
  SELECT communes.commune_code, min(lda.vague_ami) AS vague
  FROM communes
  JOIN staging.territoire_lda AS lda
    ON (lda.niveau = 'DEP' AND lda.territoire_code = communes.departement_code)
    OR (lda.niveau = 'SIREN_EPCI' AND lda.territoire_code = communes.epci_code)
    OR (lda.niveau = 'COM' AND lda.territoire_code = communes.commune_code)
  GROUP BY communes.commune_code
),
situees AS (
  SELECT communes.pays_code, communes.commune_code, retenus.vague
  FROM communes
  LEFT JOIN retenus USING (commune_code)
  WHERE communes.pays_code IN (
    SELECT DISTINCT c.pays_code FROM communes AS c JOIN retenus AS r USING (commune_code)
  )
)
SELECT pays_code || '-LDA' AS groupe_code, pays_code, commune_code FROM situees WHERE vague IS NOT NULL
UNION ALL
SELECT pays_code || '-LDA' || vague AS groupe_code, pays_code, commune_code FROM situees WHERE vague IS NOT NULL
UNION ALL
SELECT pays_code || '-HORS-LDA' AS groupe_code, pays_code, commune_code FROM situees WHERE vague IS NULL
