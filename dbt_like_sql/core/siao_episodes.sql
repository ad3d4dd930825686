-- Épisodes : suites de contacts sans interruption plus longue que le délai d’inactivité.
-- Grain : un SIAO, un rapprochement, une personne, un épisode.
-- Définition : indicateur I8. Une sortie vers un logement, hors du territoire, au domicile, ou un décès finit l’épisode : un contact
-- plus tard en ouvre un autre, un contact d’un jour le jour même ne change rien. Toute autre sortie ne le finit que si rien ne suit dans le délai (90 jours). Sans sortie connue, il finit
-- ce délai après le dernier contact (issue INACTIVITE), ou reste en cours (date_fin vide) si le SIAO n’est pas observé jusque-là.
-- De deux issues du même jour, la dernière dans l’ordre alphabétique.
-- Source : core.siao_groupes, core.siao_contacts, core.siao_sources, core.parametres.
WITH finales AS (
  SELECT DISTINCT groupe, date_fin
  FROM core.siao_contacts
  WHERE issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE', 'RETOUR_DOMICILE', 'MOBILITE', 'DECES')
),
-- l’admission en logement adapté est datée du jour de la sortie qui y mène : elle ne la reporte pas
utiles AS (
  SELECT c.groupe, c.date_debut, c.date_fin, c.issue
  FROM core.siao_contacts AS c
  ANTI JOIN finales AS f
    ON f.groupe = c.groupe AND f.date_fin = c.date_debut AND c.date_fin = c.date_debut + 1 AND c.issue IS NULL
),
-- le dernier jour d’avant chaque contact, et l’issue de ce jour-là
suites AS (
  SELECT
    groupe,
    date_debut,
    max({'date': date_fin, 'issue': coalesce(issue, '')}) OVER (
      PARTITION BY groupe ORDER BY date_debut, date_fin, issue ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS avant
  FROM utiles
),
debuts AS (
  SELECT groupe, date_debut, avant
  FROM suites
  CROSS JOIN core.parametres
  WHERE avant IS NULL
    OR date_debut > avant.date + delai_inactivite_jours
    OR date_debut > avant.date AND avant.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE', 'RETOUR_DOMICILE', 'MOBILITE', 'DECES')
),
derniers AS (
  SELECT groupe, max({'date': date_fin, 'issue': coalesce(issue, '')}) AS dernier FROM utiles GROUP BY ALL
),
-- un épisode finit au dernier jour d’avant le suivant
episodes AS (
  SELECT
    groupe,
    row_number() OVER suite AS rang_episode,
    d.date_debut,
    coalesce(lead(d.avant) OVER suite, f.dernier) AS dernier
  FROM debuts AS d
  JOIN derniers AS f USING (groupe)
  WINDOW suite AS (PARTITION BY groupe ORDER BY d.date_debut)
)
SELECT
  g.siao_dep,
  g.rapprochement,
  g.cle_personne,
  e.rang_episode,
  e.date_debut,
  CASE
    WHEN e.dernier.issue <> '' THEN e.dernier.date
    WHEN (e.dernier.date + p.delai_inactivite_jours)::DATE < o.observe_jusqu_au THEN (e.dernier.date + p.delai_inactivite_jours)::DATE
  END AS date_fin,
  CASE
    WHEN e.dernier.issue <> '' THEN e.dernier.issue
    WHEN (e.dernier.date + p.delai_inactivite_jours)::DATE < o.observe_jusqu_au THEN 'INACTIVITE'
  END AS issue
FROM episodes AS e
JOIN core.siao_groupes AS g USING (groupe)
JOIN core.siao_sources AS o USING (siao_dep)
CROSS JOIN core.parametres AS p
