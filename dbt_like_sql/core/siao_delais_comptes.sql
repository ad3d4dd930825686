-- Combien de départs d’une cohorte ont abouti, sont sortis autrement ou sont encore là, délai après délai.
-- Grain : un niveau, un territoire, un objet, une cohorte de départ, une issue, un délai (TOTAL au délai 0 ; EN_COURS au dernier délai connu).
-- Définition : indicateur I12. Nombres estimés : part d’Aalen–Johansen × nombre au départ, entre leurs bornes à 95 %. Au dernier délai, les
-- issues et ceux encore en cours font le total.
-- Source : core.siao_delais.
WITH comptes AS (
  SELECT
    niveau,
    territoire_code,
    objet,
    cohorte_depart,
    nb_cohorte,
    issue,
    delai_jours,
    delai_jours = max(delai_jours) OVER (PARTITION BY niveau, territoire_code, objet, cohorte_depart) AS est_dernier,
    round(nb_cohorte * part)::INTEGER AS nb,
    least(round(nb_cohorte * part_basse), round(nb_cohorte * part))::INTEGER AS bas,
    greatest(round(nb_cohorte * part_haute), round(nb_cohorte * part))::INTEGER AS haut
  FROM core.siao_delais
)
SELECT niveau, territoire_code, objet, cohorte_depart, issue, delai_jours, nb, bas, haut FROM comptes
UNION ALL
SELECT niveau, territoire_code, objet, cohorte_depart, 'TOTAL', 0, any_value(nb_cohorte)::INTEGER, NULL, NULL
FROM comptes
GROUP BY niveau, territoire_code, objet, cohorte_depart
UNION ALL
SELECT niveau, territoire_code, objet, cohorte_depart, 'EN_COURS', delai_jours, any_value(nb_cohorte)::INTEGER - sum(nb)::INTEGER, NULL, NULL
FROM comptes
WHERE est_dernier
GROUP BY niveau, territoire_code, objet, cohorte_depart, delai_jours
