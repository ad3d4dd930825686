-- Demandes d’insertion orientées, puis admises, sous tel délai.
-- Grain : un SIAO, un objet, une cohorte de départ, une issue, un délai.
-- Définition : indicateur I12. ORIENTATION : depuis la transmission ; ADMISSION : depuis l’orientation. Nombres estimés, avec les bornes à 95 %. La part se calcule sur le nombre au départ, du même tableau.
-- Source : core.siao_delais, core.siao_libelles.
WITH delais AS (
  SELECT * FROM core.siao_delais WHERE objet IN ('ORIENTATION', 'ADMISSION')
),
comptes AS (
  SELECT
    siao_dep,
    objet,
    cohorte_depart,
    issue,
    delai_jours,
    round(nb_cohorte * part)::INTEGER AS nb,
    least(round(nb_cohorte * part_basse), round(nb_cohorte * part))::INTEGER AS bas,
    greatest(round(nb_cohorte * part_haute), round(nb_cohorte * part))::INTEGER AS haut
  FROM delais
),
derniers AS (
  SELECT siao_dep, objet, cohorte_depart, any_value(nb_cohorte)::INTEGER AS nb_cohorte, max(delai_jours) AS delai_jours
  FROM delais
  GROUP BY ALL
),
reunis AS (
  SELECT * FROM comptes
  UNION ALL
  SELECT siao_dep, objet, cohorte_depart, 'TOTAL', 0, nb_cohorte, NULL, NULL FROM derniers
  UNION ALL
  SELECT d.siao_dep, d.objet, d.cohorte_depart, 'EN_COURS', d.delai_jours, d.nb_cohorte - sum(c.nb)::INTEGER, NULL, NULL
  FROM derniers AS d
  JOIN comptes AS c USING (siao_dep, objet, cohorte_depart, delai_jours)
  GROUP BY d.siao_dep, d.objet, d.cohorte_depart, d.delai_jours, d.nb_cohorte
)
SELECT
  r.objet || ':' || r.siao_dep || ':' || r.cohorte_depart || ':' || r.issue || ':' || lpad(r.delai_jours::VARCHAR, 3, '0') AS ligne_delai,
  'DEP' AS niveau,
  r.siao_dep AS territoire_code,
  r.objet AS objet_delai,
  r.cohorte_depart,
  r.issue AS issue_parcours,
  l.libelle AS issue_parcours_libelle,
  lpad(r.delai_jours::VARCHAR, 3, '0') AS delai_jours,
  r.nb AS nb_demandes_insertion,
  CASE WHEN r.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur,
  r.bas AS nb_demandes_insertion_bas,
  CASE WHEN r.bas IS NULL THEN 'NON_COLLECTE' WHEN r.bas = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_demandes_insertion_bas,
  r.haut AS nb_demandes_insertion_haut,
  CASE WHEN r.haut IS NULL THEN 'NON_COLLECTE' WHEN r.haut = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_nb_demandes_insertion_haut
FROM reunis AS r
JOIN core.siao_libelles AS l ON l.liste = 'siao_issue_parcours' AND l.code = r.issue
