-- Ménages demandeurs d’une quinzaine, et au moins combien il y en a avec ceux que le 115 ne voit pas.
-- Grain : un SIAO, les quatorze premières nuits d’un mois.
-- Définition : indicateur I19. « Au moins » : une borne basse, jamais une estimation centrale.
-- Source : core.siao_invisibles.
SELECT
  territoire_code || ':' || strftime(mois, '%Y-%m') || ':Q1' AS quinzaine,
  niveau,
  territoire_code,
  strftime(mois, '%Y-%m') AS periode,
  mois AS periode_debut,
  nb_vus::INTEGER AS nb_menages_vus,
  CASE WHEN nb_vus = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  round(borne.valeur)::INTEGER AS nb_menages_au_moins,
  CASE WHEN borne IS NULL THEN 'NON_COLLECTE' ELSE 'PUBLIE' END AS statut_nb_menages_au_moins,
  round(borne.bas)::INTEGER AS nb_menages_au_moins_bas,
  CASE WHEN borne IS NULL THEN 'NON_COLLECTE' ELSE 'PUBLIE' END AS statut_nb_menages_au_moins_bas,
  round(borne.haut)::INTEGER AS nb_menages_au_moins_haut,
  CASE WHEN borne IS NULL THEN 'NON_COLLECTE' ELSE 'PUBLIE' END AS statut_nb_menages_au_moins_haut
FROM core.siao_invisibles
