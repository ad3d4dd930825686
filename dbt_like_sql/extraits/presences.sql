-- Personnes du périmètre, dans chaque SIAO qui les suit, mois par mois.
-- Grain : une personne (rapprochement central), un SIAO du périmètre, un mois.
-- Définition : indicateur I8. Suivie : active la veille du mois ou un jour au moins dans celui-ci, comme dans core.siao_suivis. L’entrée et
-- l’issue sont celles de l’épisode qui commence, ou qui finit, dans le mois.
-- Source : core.siao_episodes, extraits.mois.
SELECT
  e.cle_personne,
  e.siao_dep,
  m.mois,
  CASE max(CASE WHEN e.date_debut >= m.mois THEN if(e.rang_episode = 1, 1, 2) ELSE 0 END)
    WHEN 2 THEN 'RETOUR'
    WHEN 1 THEN 'PREMIERE'
    ELSE 'SANS_ENTREE'
  END AS entree,
  coalesce(
    max_by(
      CASE
        WHEN e.issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE') THEN 'LOGEMENT'
        WHEN e.issue IN ('INACTIVITE', 'NON_PRESENTATION', 'DEPART_VOLONTAIRE', 'NON_RENSEIGNE') THEN 'SANS_NOUVELLES'
        ELSE 'AUTRE_SORTIE'
      END,
      e.date_fin
    ) FILTER (WHERE e.date_fin >= m.mois AND e.date_fin < m.mois_suivant),
    'EN_COURS'
  ) AS issue
FROM core.siao_episodes AS e
JOIN extraits.mois AS m
  ON m.siao_dep = e.siao_dep AND e.date_debut < m.mois_suivant AND coalesce(e.date_fin >= m.mois, true)
WHERE e.rapprochement = 'CENTRAL'
GROUP BY ALL
