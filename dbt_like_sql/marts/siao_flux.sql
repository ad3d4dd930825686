-- Personnes actives, entrées et sorties.
-- Grain : un territoire, un mois (une année pour les personnes suivies d’une région ou d’un EPCI), un mouvement.
-- Définition : indicateur I8. Stock du mois d’avant + entrées = personnes suivies = stock + sorties ; chaque niveau est recompté. D’un EPCI
-- sont dits le stock et les personnes suivies, d’où le total de ses entrées et de ses sorties ; d’un département, ce que les EPCI tenus
-- tout entiers dans celui-ci ne comptent pas (…_HORS_EPCI). La même personne est celle du rapprochement central.
-- Source : core.siao_flux, core.siao_suivis, core.siao_libelles.
WITH mouvements AS (
  SELECT
    niveau,
    territoire_code,
    siao_source,
    strftime(mois, '%Y-%m') AS periode,
    mois AS periode_debut,
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
  -- le stock d’où part un mois que le précédent n’annonce pas
  SELECT f.niveau, f.territoire_code, f.siao_source, strftime(f.mois - INTERVAL 1 MONTH, '%Y-%m'), (f.mois - INTERVAL 1 MONTH)::DATE, 'STOCK', f.stock_debut
  FROM core.siao_flux AS f
  LEFT JOIN core.siao_flux AS avant
    ON avant.niveau = f.niveau AND avant.territoire_code = f.territoire_code AND avant.mois = f.mois - INTERVAL 1 MONTH
  WHERE avant.mois IS NULL
  UNION ALL
  SELECT
    if(niveau = 'HORS_EPCI', 'DEP', niveau),
    territoire_code,
    siao_source,
    periode,
    periode_debut,
    unnest(if(niveau = 'HORS_EPCI', ['SUIVIES_HORS_EPCI', 'STOCK_HORS_EPCI'], ['SUIVIES', 'STOCK'])),
    unnest([nb_suivies, nb_stock])
  FROM core.siao_suivis
  WHERE niveau IN ('SIREN_EPCI', 'HORS_EPCI') AND len(periode) = 7
  UNION ALL
  SELECT
    if(niveau = 'HORS_EPCI', 'DEP', niveau),
    territoire_code,
    siao_source,
    periode,
    periode_debut,
    if(niveau = 'HORS_EPCI', 'SUIVIES_HORS_EPCI', 'SUIVIES'),
    nb_suivies
  FROM core.siao_suivis
  WHERE niveau <> 'DEP' AND len(periode) = 4
)
SELECT
  f.siao_source || ':' || f.periode || ':' || f.mouvement AS ligne_flux,
  f.niveau,
  f.territoire_code,
  f.periode,
  f.periode_debut,
  f.mouvement,
  m.libelle AS mouvement_libelle,
  f.nb::INTEGER AS nb_personnes_suivies,
  CASE WHEN f.nb = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM mouvements AS f
JOIN core.siao_libelles AS m ON m.liste = 'siao_mouvement' AND m.code = f.mouvement
