-- Places d’hébergement et de logement adapté par territoire, type et date.
-- Grain : un niveau à partir du département, un territoire, une date, un type.
-- Définition : ouvertes, financées et cibles sont trois mesures ; une place est dans le département du SIAO qui y oriente, une fois.
-- Disponibles : ouvertes moins indisponibles. Une région ou un pays n’a une date que si tous ses départements l’ont. Occupation vide
-- si un établissement ne la dit pas.
-- Source : staging.offre_places, core.territoires_membres, nomenclature offre_type.
WITH departements AS (
  SELECT
    siao_dep_prescripteur AS departement_code,
    date_reference,
    type_offre,
    sum(nb_places) FILTER (nature_place = 'OUVERTE') AS nb_ouvertes,
    sum(nb_places - nb_places_indisponibles) FILTER (nature_place = 'OUVERTE') AS nb_disponibles,
    CASE
      WHEN bool_and(nb_places_occupees IS NOT NULL) FILTER (nature_place = 'OUVERTE')
        THEN sum(nb_places_occupees) FILTER (nature_place = 'OUVERTE')
    END AS nb_occupees,
    sum(nb_places) FILTER (nature_place = 'OUVERTE' AND est_acces_direct) AS nb_acces_direct,
    sum(nb_places) FILTER (nature_place = 'FINANCEE') AS nb_financees,
    sum(nb_places) FILTER (nature_place = 'CIBLE') AS nb_cibles
  FROM staging.offre_places
  GROUP BY ALL
),
territoires AS (
  SELECT niveau, territoire_code, departement_code, count(*) OVER (PARTITION BY niveau, territoire_code) AS nb_departements
  FROM core.territoires_membres
  WHERE commune_code IS NULL
),
dates AS (
  SELECT DISTINCT departement_code, date_reference FROM departements WHERE nb_ouvertes IS NOT NULL
),
complets AS (
  SELECT t.niveau, t.territoire_code, d.date_reference
  FROM territoires AS t
  JOIN dates AS d USING (departement_code)
  GROUP BY t.niveau, t.territoire_code, d.date_reference
  HAVING count(*) = max(t.nb_departements)
)
SELECT
  t.niveau,
  t.territoire_code,
  d.date_reference,
  d.type_offre,
  type.libelle AS type_offre_libelle,
  type.regroupement AS unite_offre,
  sum(d.nb_ouvertes)::BIGINT AS nb_ouvertes,
  sum(d.nb_disponibles)::BIGINT AS nb_disponibles,
  CASE WHEN bool_and(d.nb_occupees IS NOT NULL OR d.nb_ouvertes IS NULL) THEN sum(d.nb_occupees)::BIGINT END AS nb_occupees,
  CASE WHEN sum(d.nb_ouvertes) IS NOT NULL THEN coalesce(sum(d.nb_acces_direct), 0)::BIGINT END AS nb_acces_direct,
  sum(d.nb_financees)::BIGINT AS nb_financees,
  sum(d.nb_cibles)::BIGINT AS nb_cibles
FROM departements AS d
JOIN territoires AS t USING (departement_code)
JOIN complets AS c ON c.niveau = t.niveau AND c.territoire_code = t.territoire_code AND c.date_reference = d.date_reference
JOIN ref.offre_type AS type ON type.code = d.type_offre
GROUP BY ALL
