-- Nuitées demandées au 115, avec ou sans place, enfants à part.
-- Grain : un territoire (département ou région), une période (un mois ; dans un département, la nuit du dernier lundi de ce mois), une issue, une tranche d’âge.
-- Définition : indicateurs I7c et I7d. Une nuitée est une personne et une nuit : les nuitées d’une nuit sont des
-- personnes, et ne s’additionnent pas entre SIAO. Les nuitées d’un mois s’additionnent : une région est la somme de ses départements.
-- Source : core.siao_nuitees, core.siao_mois, core.siao_libelles.
WITH nuits AS (
  SELECT *, last_day(mois) - (isodow(last_day(mois)) - 1)::INTEGER AS lundi FROM core.siao_nuitees
),
periodes AS (
  SELECT t.niveau, t.territoire_code, t.siao_source, strftime(mois, '%Y-%m') AS periode, mois AS periode_debut, nb_personnes, nb_mineurs, nb_age_inconnu, est_abrite
  FROM nuits
  JOIN core.siao_mois AS t USING (siao_dep, mois)
  UNION ALL
  SELECT 'DEP', siao_dep, siao_dep, strftime(nuit_demandee, '%Y-%m-%d'), nuit_demandee, nb_personnes, nb_mineurs, nb_age_inconnu, est_abrite
  FROM nuits
  WHERE nuit_demandee = lundi
),
ages AS (
  SELECT
    niveau,
    territoire_code,
    siao_source,
    periode,
    periode_debut,
    CASE WHEN est_abrite THEN 'POURVUE' ELSE 'NON_POURVUE' END AS issue_nuit,
    unnest(['ADULTE', 'MINEUR', 'NR']) AS tranche_age,
    unnest([nb_personnes - nb_mineurs - nb_age_inconnu, nb_mineurs, nb_age_inconnu]) AS nb
  FROM periodes
)
SELECT
  a.siao_source || ':' || a.periode AS siao_periode,
  a.niveau,
  a.territoire_code,
  a.periode,
  a.periode_debut,
  i.code AS issue_nuit,
  i.libelle AS issue_nuit_libelle,
  m.code AS tranche_age,
  m.libelle AS tranche_age_libelle,
  coalesce(sum(a.nb) FILTER (WHERE i.code IN ('TOTAL', a.issue_nuit) AND m.code IN ('TOTAL', a.tranche_age)), 0)::INTEGER AS nb_nuitees,
  CASE
    WHEN coalesce(sum(a.nb) FILTER (WHERE i.code IN ('TOTAL', a.issue_nuit) AND m.code IN ('TOTAL', a.tranche_age)), 0) = 0 THEN 'ZERO'
    ELSE 'PUBLIE'
  END AS statut_valeur
FROM ages AS a
JOIN core.siao_libelles AS i ON i.liste = 'siao_issue_nuit'
JOIN core.siao_libelles AS m ON m.liste = 'tranche_age'
GROUP BY ALL
