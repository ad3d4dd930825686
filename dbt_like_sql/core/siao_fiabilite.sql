-- Ce que le stock d’un mois devait être, et ce qu’il est.
-- Grain : un SIAO, le premier mois entier après une extraction.
-- Définition : indicateur I9. Attendu : le stock du mois d’avant tel que l’extraction d’alors le connaissait, plus les entrées et moins les
-- sorties du mois, d’après ce qu’on sait aujourd’hui. Dans une seule extraction l’égalité va de soi ; entre deux, elle révèle les
-- sorties jamais enregistrées, les mois renvoyés, les personnes effacées par le SIAO.
-- Source : core.siao_stocks_extraits, core.siao_flux.
SELECT
  e.siao_dep,
  f.mois,
  e.date_extraction,
  f.stock_fin AS nb_observe,
  e.nb_stock + f.stock_fin - f.stock_debut AS nb_attendu
FROM core.siao_stocks_extraits AS e
JOIN core.siao_flux AS f ON f.niveau = 'DEP' AND f.territoire_code = e.siao_dep AND f.mois = e.mois + INTERVAL 1 MONTH
