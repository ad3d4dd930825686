-- Combien de personnes un SIAO suit-il, combien arrivent et combien repartent vers un logement, mois par mois ?
-- Grain : un niveau, un territoire, un mois.
-- Définition : stock du dernier jour, personnes suivies au moins un jour, entrées jamais vues et de retour, sorties selon leur destination.
-- Source : recherche.siao_flux, reference.territoires.
SELECT
  s.niveau,
  s.territoire_code,
  t.territoire_libelle,
  s.periode,
  s.periode_debut,
  max(CASE WHEN s.mouvement = 'STOCK' THEN s.nb_personnes_suivies END) AS nb_personnes_stock,
  max(CASE WHEN s.mouvement = 'SUIVIES' THEN s.nb_personnes_suivies END) AS nb_personnes_actives,
  max(CASE WHEN s.mouvement = 'NOUVELLES' THEN s.nb_personnes_suivies END) AS nb_personnes_nouvelles,
  CASE
    WHEN count(CASE WHEN s.mouvement LIKE 'RETOUR%' AND s.nb_personnes_suivies IS NULL THEN 1 END) = 0
    THEN sum(CASE WHEN s.mouvement LIKE 'RETOUR%' THEN s.nb_personnes_suivies END)::INTEGER
  END AS nb_personnes_revenues,
  max(CASE WHEN s.mouvement = 'VERS_LOGEMENT' THEN s.nb_personnes_suivies END) AS nb_personnes_vers_logement,
  max(CASE WHEN s.mouvement = 'VERS_INACTIVITE' THEN s.nb_personnes_suivies END) AS nb_personnes_sans_nouvelles,
  max(CASE WHEN s.mouvement = 'AUTRE_SORTIE' THEN s.nb_personnes_suivies END) AS nb_personnes_autre_sortie,
  bool_or(s.statut_valeur = 'MASQUE') AS est_en_partie_masque
FROM recherche.siao_flux AS s
JOIN reference.territoires AS t ON t.niveau = s.niveau AND t.territoire_code = s.territoire_code
GROUP BY s.niveau, s.territoire_code, t.territoire_libelle, s.periode, s.periode_debut
