-- Lignes de décompte des éditions dont le détail tient, dans le périmètre publié.
-- Grain : une édition, un secteur, un type de lieu, un compteur.
-- Définition : la version retenue de l’édition ; une ligne de 20 personnes ou plus, ou d’un cinquième de l’édition, est
-- une unité certaine (règle CO-09).
-- Source : core.ndls_editions, staging.ndls_comptage_secteur.
SELECT
  editions.edition_id,
  editions.niveau,
  editions.territoire_code,
  editions.date_nuit,
  lignes.secteur_id,
  lignes.type_lieu,
  lignes.compteur,
  lignes.couverture,
  coalesce(lignes.strate, 'NR') AS strate,
  lignes.nb_personnes,
  lignes.nb_hommes,
  lignes.nb_femmes,
  lignes.nb_sexe_autre,
  lignes.nb_adultes,
  lignes.nb_mineurs,
  lignes.nb_groupes,
  lignes.nb_personnes >= 20 OR (lignes.nb_personnes >= 5 AND lignes.nb_personnes >= 0.2 * editions.nb_total) AS est_certaine
FROM core.ndls_editions AS editions
JOIN staging.ndls_comptage_secteur AS lignes USING (edition_id, statut_resultat)
WHERE editions.est_detaille AND NOT lignes.est_hors_perimetre
