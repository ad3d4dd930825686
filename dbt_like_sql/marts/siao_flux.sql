-- Personnes actives, entrées et sorties.
-- Grain : un SIAO, un mois, un mouvement.
-- Définition : indicateur I8. Stock du mois d’avant + entrées = personnes suivies = stock + sorties. La même personne est celle du
-- rapprochement central.
-- Source : core.siao_flux, core.siao_libelles.
WITH mouvements AS (
  SELECT
    siao_dep,
    mois,
    unnest([
      'SUIVIES', 'NOUVELLES', 'RETOUR_LOGEMENT', 'RETOUR_INACTIVITE', 'RETOUR_AUTRE', 'VERS_LOGEMENT', 'VERS_INACTIVITE',
      'AUTRE_SORTIE', 'STOCK'
    ]) AS mouvement,
    unnest([
      stock_debut + nouveaux + retours_logement + retours_inactif + retours_autres, nouveaux, retours_logement, retours_inactif,
      retours_autres, vers_logement, vers_inactif, autres_sorties, stock_fin
    ]) AS nb
  FROM core.siao_flux
  UNION ALL
  -- le stock d’où part le premier mois
  SELECT siao_dep, (min(mois) - INTERVAL 1 MONTH)::DATE, 'STOCK', arg_min(stock_debut, mois) FROM core.siao_flux GROUP BY siao_dep
)
SELECT
  f.siao_dep || ':' || strftime(f.mois, '%Y-%m') || ':' || f.mouvement AS ligne_flux,
  'DEP' AS niveau,
  f.siao_dep AS territoire_code,
  strftime(f.mois, '%Y-%m') AS periode,
  f.mois AS periode_debut,
  f.mouvement,
  m.libelle AS mouvement_libelle,
  f.nb::INTEGER AS nb_personnes_suivies,
  CASE WHEN f.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM mouvements AS f
JOIN core.siao_libelles AS m ON m.liste = 'siao_mouvement' AND m.code = f.mouvement
