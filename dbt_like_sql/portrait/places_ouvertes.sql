-- Combien de places d’hébergement et de logement adapté sont ouvertes aujourd’hui, et sont-elles occupées ?
-- Grain : un niveau, un territoire, un type d’offre, à la dernière date connue de ce territoire et de ce type.
-- Définition : places ouvertes, disponibles et occupées la même nuit, taux d’occupation.
-- Source : recherche.places, reference.territoires.
WITH dernieres AS (
  SELECT niveau, territoire_code, type_offre, max(date_reference) AS date_reference
  FROM recherche.places
  GROUP BY ALL
)
SELECT
  p.niveau,
  p.territoire_code,
  t.territoire_libelle,
  p.date_reference,
  p.type_offre,
  p.type_offre_libelle,
  p.unite_offre,
  p.nb_ouvertes,
  p.statut_valeur,
  p.nb_disponibles,
  p.nb_occupees,
  p.statut_nb_occupees,
  p.taux_occupation_pct
FROM recherche.places AS p
JOIN dernieres AS d
  ON d.niveau = p.niveau AND d.territoire_code = p.territoire_code AND d.type_offre = p.type_offre AND d.date_reference = p.date_reference
JOIN reference.territoires AS t ON t.niveau = p.niveau AND t.territoire_code = p.territoire_code
