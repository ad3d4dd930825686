-- Du premier contact avec un SIAO au bail, ménage par ménage, pour ceux dont un numéro unique est connu.
-- Grain : un SIAO, un ménage, par son demandeur principal (rapprochement central) : deux dossiers d’une même personne n’en font qu’un.
-- Définition : depart : premier contact du demandeur. entree : jour où il commence à être observé, le plus tard entre la transmission de la
-- première demande qui porte un numéro et le premier jour que le SNE couvre : avant, un bail l’aurait sorti sans qu’on le sache. Un bail
-- d’avant le premier contact ne compte pas. Le bail l’emporte sur une sortie vers un logement vue par le SIAO dans les 90 jours qui le
-- précèdent. issue : ABOUTI (bail) ; LOGEE_AUTREMENT (logement, logement adapté ou retour au domicile vus du SIAO, sans bail retrouvé) ; AUTRE
-- (décès) ; vide : encore en attente à jusqu_au, ou partie dans un autre département. Sans nouvelles n’est pas une issue : le SNE voit encore le bail.
-- Source : core.siao_numeros, core.siao_episodes, core.siao_sources, core.sne_extractions, core.parametres, staging.siao_personne.
WITH sne AS (
  SELECT
    dep_logement AS siao_dep,
    make_date(min(annee), 1, 1) AS sne_depuis,
    max(least(date_extraction, make_date(annee + 1, 1, 1)))::DATE AS sne_jusqu_au
  FROM core.sne_extractions
  WHERE etape = 'BAIL_SIGNE' AND NOT est_partielle
  GROUP BY ALL
),
demandeurs AS (
  SELECT DISTINCT siao_dep, cle_menage, cle_personne_centrale AS cle_personne
  FROM staging.siao_personne
  WHERE est_demandeur_principal
),
departs AS (
  SELECT siao_dep, cle_personne, date_debut AS depart
  FROM core.siao_episodes
  WHERE rapprochement = 'CENTRAL' AND rang_episode = 1
),
numerotes AS (
  SELECT
    d.siao_dep,
    d.cle_personne,
    p.depart,
    min(n.connu_depuis) AS connu_depuis,
    min(n.date_bail) AS date_bail
  FROM demandeurs AS d
  JOIN core.siao_numeros AS n USING (siao_dep, cle_menage)
  JOIN departs AS p USING (siao_dep, cle_personne)
  WHERE n.lien <> 'AILLEURS' AND coalesce(n.date_bail >= p.depart, true)
  GROUP BY ALL
),
sorties AS (
  SELECT siao_dep, cle_personne, min(date_fin) AS date_sortie, min_by(issue, date_fin) AS issue
  FROM core.siao_episodes
  WHERE rapprochement = 'CENTRAL' AND issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE', 'RETOUR_DOMICILE', 'MOBILITE', 'DECES')
  GROUP BY ALL
),
suivis AS (
  SELECT
    n.siao_dep,
    n.cle_personne,
    n.depart,
    greatest(n.connu_depuis, s.sne_depuis, n.depart)::DATE AS entree,
    least(o.observe_jusqu_au, s.sne_jusqu_au)::DATE AS jusqu_au,
    CASE WHEN coalesce(n.date_bail <= x.date_sortie + p.delai_inactivite_jours, true) THEN n.date_bail END AS date_bail,
    x.date_sortie,
    x.issue
  FROM numerotes AS n
  JOIN core.siao_sources AS o USING (siao_dep)
  JOIN sne AS s USING (siao_dep)
  CROSS JOIN core.parametres AS p
  LEFT JOIN sorties AS x USING (siao_dep, cle_personne)
)
SELECT
  siao_dep,
  cle_personne,
  depart,
  entree,
  jusqu_au,
  least(coalesce(date_bail, date_sortie), jusqu_au)::DATE AS sortie,
  CASE
    WHEN coalesce(date_bail, date_sortie) > jusqu_au THEN NULL
    WHEN date_bail IS NOT NULL THEN 'ABOUTI'
    WHEN issue IN ('LOGEMENT', 'LOGEMENT_ADAPTE', 'RETOUR_DOMICILE') THEN 'LOGEE_AUTREMENT'
    WHEN issue = 'DECES' THEN 'AUTRE'
  END AS issue
FROM suivis
WHERE entree < least(coalesce(date_bail, date_sortie), jusqu_au)
