-- Demandes d’insertion orientées, puis admises, sous tel délai.
-- Grain : un SIAO, un objet, une cohorte de départ, une issue, un délai.
-- Définition : indicateur I12. ORIENTATION : depuis la transmission ; ADMISSION : depuis l’orientation. La part se calcule sur le nombre au départ.
-- Source : core.siao_delais_comptes, core.siao_libelles.
SELECT
  d.objet || ':' || d.territoire_code || ':' || d.cohorte_depart || ':' || d.issue || ':' || lpad(d.delai_jours::VARCHAR, 3, '0') AS ligne_delai,
  d.niveau,
  d.territoire_code,
  d.objet AS objet_delai,
  d.cohorte_depart,
  d.issue AS issue_parcours,
  l.libelle AS issue_parcours_libelle,
  lpad(d.delai_jours::VARCHAR, 3, '0') AS delai_jours,
  d.nb AS nb_demandes_insertion,
  CASE WHEN d.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  d.bas AS nb_demandes_insertion_bas,
  CASE WHEN d.bas IS NULL THEN 'NON_COLLECTE' WHEN d.bas = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_demandes_insertion_bas,
  d.haut AS nb_demandes_insertion_haut,
  CASE WHEN d.haut IS NULL THEN 'NON_COLLECTE' WHEN d.haut = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_demandes_insertion_haut
FROM core.siao_delais_comptes AS d
JOIN core.siao_libelles AS l ON l.liste = 'siao_issue_parcours' AND l.code = d.issue
WHERE d.objet IN ('ORIENTATION', 'ADMISSION')
