-- Épisodes : suites de contacts sans interruption plus longue que le délai d’inactivité.
-- Grain : un SIAO, un rapprochement, une personne, un épisode.
-- Définition : indicateur I8. Une sortie vers un logement, hors du territoire, au domicile, ou un décès finit l’épisode : un contact
-- plus tard en ouvre un autre, un contact d’un jour le jour même ne change rien. Toute autre sortie ne le finit que si rien ne suit dans le délai (90 jours). Sans sortie connue, il finit
-- ce délai après le dernier contact (issue INACTIVITE), ou reste en cours (date_fin vide) si le SIAO n’est pas observé jusque-là.
-- Source : core.siao_contacts, core.siao_sources, core.parametres.
WITH finales AS (
  SELECT DISTINCT siao_dep, rapprochement, cle_personne, date_fin
  FROM core.siao_contacts
  WHERE issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE', 'RETOUR_DOMICILE', 'MOBILITE', 'DECES')
),
-- l’admission en logement adapté est datée du jour de la sortie qui y mène : elle ne la reporte pas
utiles AS (
  SELECT c.*
  FROM core.siao_contacts AS c
  ANTI JOIN finales AS f
    ON f.siao_dep = c.siao_dep AND f.rapprochement = c.rapprochement AND f.cle_personne = c.cle_personne
    AND f.date_fin = c.date_debut AND c.date_fin = c.date_debut + 1 AND c.issue IS NULL
),
suites AS (
  SELECT
    *,
    max({'date': date_fin, 'issue': coalesce(issue, '')}) OVER (
      PARTITION BY siao_dep, rapprochement, cle_personne ORDER BY date_debut, date_fin, issue ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS avant
  FROM utiles
  CROSS JOIN core.parametres
),
numerotes AS (
  SELECT
    *,
    count(*) FILTER (
      WHERE avant IS NULL
        OR date_debut > avant.date + delai_inactivite_jours
        OR date_debut > avant.date AND avant.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE', 'RETOUR_DOMICILE', 'MOBILITE', 'DECES')
    ) OVER (
      PARTITION BY siao_dep, rapprochement, cle_personne ORDER BY date_debut, date_fin, issue ROWS UNBOUNDED PRECEDING
    ) AS rang_episode
  FROM suites
),
episodes AS (
  SELECT
    siao_dep,
    rapprochement,
    cle_personne,
    rang_episode,
    min(date_debut) AS date_debut,
    max(date_fin) AS dernier_contact,
    max_by(issue, date_fin) FILTER (WHERE issue IS NOT NULL) AS issue,
    max(date_fin) FILTER (WHERE issue IS NOT NULL) AS date_issue
  FROM numerotes
  GROUP BY ALL
)
SELECT
  e.siao_dep,
  e.rapprochement,
  e.cle_personne,
  e.rang_episode,
  e.date_debut,
  CASE
    WHEN e.date_issue = e.dernier_contact THEN e.dernier_contact
    WHEN (e.dernier_contact + p.delai_inactivite_jours)::DATE < o.observe_jusqu_au THEN (e.dernier_contact + p.delai_inactivite_jours)::DATE
  END AS date_fin,
  CASE
    WHEN e.date_issue = e.dernier_contact THEN e.issue
    WHEN (e.dernier_contact + p.delai_inactivite_jours)::DATE < o.observe_jusqu_au THEN 'INACTIVITE'
  END AS issue
FROM episodes AS e
JOIN core.siao_sources AS o USING (siao_dep)
CROSS JOIN core.parametres AS p
