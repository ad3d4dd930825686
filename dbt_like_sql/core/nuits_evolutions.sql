-- Décompte de deux nuits sur leur périmètre constant.
-- Grain : deux éditions détaillées d’un même territoire dont la plus récente suit l’autre.
-- Définition : personnes des secteurs parcourus en entier les deux nuits et des lieux que les deux périmètres regardent
-- (indicateur I3). L’intervalle porte sur le second nombre : tirage des secteurs communs, les unités certaines fixes.
-- Source : core.nuits_comparaisons, core.ndls_lignes, core.ndls_lieux_declares.
WITH paires AS (
  SELECT * FROM core.nuits_comparaisons WHERE est_perimetre_constant AND est_precedente
),
secteurs AS (
  SELECT DISTINCT edition_id, secteur_id FROM core.ndls_lignes WHERE couverture = 'COUVERT'
),
strates AS (
  SELECT edition_id, secteur_id, any_value(strate) AS strate FROM core.ndls_lignes GROUP BY ALL
),
communs AS (
  SELECT paires.edition_avant, paires.edition_apres, avant.secteur_id
  FROM paires
  JOIN secteurs AS avant ON avant.edition_id = paires.edition_avant
  JOIN secteurs AS apres ON apres.edition_id = paires.edition_apres AND apres.secteur_id = avant.secteur_id
),
lieux AS (
  SELECT paires.edition_avant, paires.edition_apres, avant.type_lieu
  FROM paires
  JOIN core.ndls_lieux_declares AS avant ON avant.edition_id = paires.edition_avant
  JOIN core.ndls_lieux_declares AS apres ON apres.edition_id = paires.edition_apres AND apres.type_lieu = avant.type_lieu
),
par_lieu AS (
  SELECT
    communs.edition_avant,
    communs.edition_apres,
    communs.secteur_id,
    lieux.type_lieu,
    any_value(strates.strate) AS strate,
    coalesce(sum(lignes.nb_personnes) FILTER (WHERE lignes.edition_id = communs.edition_avant), 0)::INTEGER AS nb_avant,
    coalesce(sum(lignes.nb_personnes) FILTER (WHERE lignes.edition_id = communs.edition_apres), 0)::INTEGER AS nb_apres
  FROM communs
  JOIN lieux USING (edition_avant, edition_apres)
  JOIN strates ON strates.edition_id = communs.edition_apres AND strates.secteur_id = communs.secteur_id
  LEFT JOIN core.ndls_lignes AS lignes
    ON lignes.secteur_id = communs.secteur_id
    AND lignes.type_lieu = lieux.type_lieu
    AND lignes.edition_id IN (communs.edition_avant, communs.edition_apres)
  GROUP BY ALL
)
SELECT
  paires.niveau,
  paires.territoire_code,
  paires.edition_avant,
  paires.edition_apres,
  paires.date_avant,
  paires.date_apres,
  sum(par_lieu.nb_avant)::INTEGER AS nb_avant,
  sum(par_lieu.nb_apres)::INTEGER AS nb_apres,
  intervalle_evolution(list({'secteur': par_lieu.secteur_id, 'strate': par_lieu.strate, 'lieu': par_lieu.type_lieu, 'avant': par_lieu.nb_avant, 'apres': par_lieu.nb_apres} ORDER BY par_lieu.secteur_id, par_lieu.type_lieu)) AS ecart
FROM paires
JOIN par_lieu USING (edition_avant, edition_apres)
GROUP BY ALL
