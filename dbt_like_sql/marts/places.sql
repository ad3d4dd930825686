-- Places d’hébergement et de logement adapté : ouvertes, occupées, financées, visées.
-- Grain : un niveau à partir du département, un territoire, une date, un type.
-- Définition : indicateur I16a, occupées ÷ disponibles la même nuit. Financées et cibles sont dites une fois par an ; ni elles ni deux unités
-- ne s’additionnent. Un type qu’un territoire complet n’a pas y compte zéro place ouverte ; sans objectif dit, rien.
-- Source : core.places, core.territoires_publies.
WITH places AS (
  SELECT c.* FROM core.places AS c JOIN core.territoires_publies AS p USING (niveau, territoire_code)
),
etats AS (
  SELECT
    niveau,
    territoire_code,
    date_reference,
    count(nb_ouvertes) > 0 AS a_ouvertes
  FROM places
  GROUP BY ALL
),
a AS (
  SELECT
    t.niveau,
    t.territoire_code,
    dates.date_reference,
    types.type_offre,
    types.type_offre_libelle,
    types.unite_offre,
    CASE WHEN e.a_ouvertes THEN coalesce(p.nb_ouvertes, 0) END AS nb_ouvertes,
    CASE WHEN e.a_ouvertes THEN coalesce(p.nb_disponibles, 0) END AS nb_disponibles,
    CASE WHEN e.a_ouvertes AND p.nb_ouvertes IS NULL THEN 0 ELSE p.nb_occupees END AS nb_occupees,
    CASE WHEN e.a_ouvertes THEN coalesce(p.nb_acces_direct, 0) END AS nb_acces_direct,
    p.nb_financees,
    p.nb_cibles
  FROM (SELECT DISTINCT niveau, territoire_code FROM places) AS t
  CROSS JOIN (SELECT DISTINCT date_reference FROM places) AS dates
  CROSS JOIN (SELECT DISTINCT type_offre, type_offre_libelle, unite_offre FROM places) AS types
  LEFT JOIN etats AS e
    ON e.niveau = t.niveau AND e.territoire_code = t.territoire_code AND e.date_reference = dates.date_reference
  LEFT JOIN places AS p
    ON p.niveau = t.niveau AND p.territoire_code = t.territoire_code AND p.date_reference = dates.date_reference
    AND p.type_offre = types.type_offre
)
SELECT
  niveau,
  territoire_code,
  date_reference,
  type_offre,
  type_offre_libelle,
  unite_offre,
  nb_ouvertes::INTEGER AS nb_ouvertes,
  CASE WHEN nb_ouvertes IS NULL THEN 'NON_COLLECTE' WHEN nb_ouvertes = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  nb_disponibles::INTEGER AS nb_disponibles,
  CASE WHEN nb_disponibles IS NULL THEN 'NON_COLLECTE' WHEN nb_disponibles = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_disponibles,
  nb_occupees::INTEGER AS nb_occupees,
  CASE WHEN nb_occupees IS NULL THEN 'NON_COLLECTE' WHEN nb_occupees = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_occupees,
  nb_acces_direct::INTEGER AS nb_acces_direct,
  CASE WHEN nb_acces_direct IS NULL THEN 'NON_COLLECTE' WHEN nb_acces_direct = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_acces_direct,
  nb_financees::INTEGER AS nb_financees,
  CASE WHEN nb_financees IS NULL THEN 'NON_COLLECTE' WHEN nb_financees = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_financees,
  nb_cibles::INTEGER AS nb_cibles,
  CASE WHEN nb_cibles IS NULL THEN 'NON_COLLECTE' WHEN nb_cibles = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_cibles,
  CASE WHEN nb_occupees >= 5 AND nb_disponibles > 0 THEN 100 * nb_occupees / nb_disponibles END AS taux_occupation_pct
FROM a
