-- Communes membres des EPCI et des EPT de chaque millésime : les listes de la DGCL, et à défaut l’extrait livré.
-- Grain : un millésime, un groupement et une commune membre.
-- Source : contrat lake.epci_commune ; extrait de @etalab/decoupage-administratif (nomenclatures/communes.parquet).
WITH extrait AS (
  SELECT millesime_cog, epci_code, epci_libelle, epci_nature, commune_code, pop_municipale
  FROM ref.communes
  WHERE epci_code IS NOT NULL
  UNION ALL
  SELECT millesime_cog, ept_code, ept_libelle, 'EPT', commune_code, pop_municipale
  FROM ref.communes
  WHERE ept_code IS NOT NULL
)
SELECT millesime_cog, epci_code, epci_libelle, epci_nature, commune_code, pop_municipale
FROM lake.epci_commune
UNION ALL
SELECT millesime_cog, epci_code, epci_libelle, epci_nature, commune_code, pop_municipale
FROM extrait
WHERE (millesime_cog, epci_nature = 'EPT') NOT IN (SELECT (millesime_cog, epci_nature = 'EPT') FROM lake.epci_commune)
