-- Épisodes : suites de contacts sans interruption plus longue que le délai d’inactivité.
-- Grain : un SIAO, un rapprochement, une personne, un épisode.
-- Définition : indicateur I8. Une sortie vers un logement, hors du territoire, au domicile, ou un décès finit l’épisode : un contact
-- plus tard en ouvre un autre, un contact d’un jour le jour même ne change rien. Toute autre sortie ne le finit que si rien ne suit dans le délai (90 jours). Sans sortie connue, il finit
-- ce délai après le dernier contact (issue INACTIVITE), ou reste en cours (date_fin vide) si le SIAO n’est pas observé jusque-là.
-- De deux issues du même jour, la dernière dans l’ordre alphabétique.
-- Source : core.siao_groupes, core.siao_contacts, core.siao_sources, core.parametres.
WITH issues AS (
  SELECT
    issue,
    row_number() OVER (ORDER BY issue) AS rang,
    issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE', 'RETOUR_DOMICILE', 'MOBILITE', 'DECES') AS est_finale
  FROM (SELECT DISTINCT issue FROM core.siao_contacts WHERE issue IS NOT NULL)
),
-- fin : le jour, puis l’issue (0 : aucune), en un seul nombre, dont le plus grand se trouve bien plus vite que celui d’un couple
contacts AS (
  SELECT
    c.groupe,
    c.date_debut,
    c.date_fin,
    i.issue,
    i.est_finale,
    100 * date_diff('day', DATE '0001-01-01', c.date_fin) + coalesce(i.rang, 0) AS fin
  FROM core.siao_contacts AS c
  LEFT JOIN issues AS i USING (issue)
),
finales AS (
  SELECT DISTINCT groupe, date_fin FROM contacts WHERE est_finale
),
-- l’admission en logement adapté est datée du jour de la sortie qui y mène : elle ne la reporte pas
utiles AS (
  SELECT c.groupe, c.date_debut, c.fin
  FROM contacts AS c
  ANTI JOIN finales AS f
    ON f.groupe = c.groupe AND f.date_fin = c.date_debut AND c.date_fin = c.date_debut + 1 AND c.issue IS NULL
),
-- la dernière fin d’avant chaque contact
suites AS (
  SELECT
    groupe,
    date_debut,
    max(fin) OVER (PARTITION BY groupe ORDER BY date_debut ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS avant
  FROM utiles
),
debuts AS (
  SELECT s.groupe, s.date_debut, s.avant
  FROM (SELECT *, DATE '0001-01-01' + (avant // 100)::INTEGER AS jour_avant FROM suites) AS s
  LEFT JOIN issues AS i ON i.rang = s.avant % 100
  CROSS JOIN core.parametres AS p
  WHERE s.avant IS NULL OR s.date_debut > s.jour_avant + p.delai_inactivite_jours OR s.date_debut > s.jour_avant AND i.est_finale
),
derniers AS (
  SELECT groupe, max(fin) AS dernier FROM utiles GROUP BY ALL
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
),
finis AS (
  SELECT e.groupe, e.rang_episode, e.date_debut, DATE '0001-01-01' + (e.dernier // 100)::INTEGER AS date_fin, i.issue
  FROM episodes AS e
  LEFT JOIN issues AS i ON i.rang = e.dernier % 100
)
SELECT
  g.siao_dep,
  g.rapprochement,
  g.cle_personne,
  e.rang_episode,
  e.date_debut,
  CASE
    WHEN e.issue IS NOT NULL THEN e.date_fin
    WHEN (e.date_fin + p.delai_inactivite_jours)::DATE < o.observe_jusqu_au THEN (e.date_fin + p.delai_inactivite_jours)::DATE
  END AS date_fin,
  CASE
    WHEN e.issue IS NOT NULL THEN e.issue
    WHEN (e.date_fin + p.delai_inactivite_jours)::DATE < o.observe_jusqu_au THEN 'INACTIVITE'
  END AS issue
FROM finis AS e
JOIN core.siao_groupes AS g USING (groupe)
JOIN core.siao_sources AS o USING (siao_dep)
CROSS JOIN core.parametres AS p
