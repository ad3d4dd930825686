-- entree lake.barometre_relogement
SELECT * FROM (VALUES
  ('DEP', '01', 'Ain',     'logement-sans-domicile-hebergement-urgence', DATE '2018-01-31', 0.0),
  ('DEP', '976', 'Mayotte', 'logement-sans-domicile-hebergement-urgence', DATE '2018-01-31', 0.0),
  ('DEP', '01', 'Ain',     'logement-sans-domicile-hebergement-urgence', DATE '2018-02-28', 12.0),
  ('DEP', '976', 'Mayotte', 'logement-sans-domicile-hebergement-urgence', DATE '2018-02-28', 0.0),
  ('DEP', '01', 'Ain',     'nb-maprimerenov-valides',                    DATE '2018-02-28', 99.0)
) AS t(niveau, territoire_code, territoire_libelle, indicateur, date_mois, valeur_publiee)
-- attendu
SELECT * FROM (VALUES
  ('01',  DATE '2018-01-31', 0.0,  true,  false),
  ('976', DATE '2018-01-31', 0.0,  true,  true),
  ('01',  DATE '2018-02-28', 12.0, false, false),
  ('976', DATE '2018-02-28', 0.0,  false, true)
) AS t(territoire_code, date_mois, valeur_publiee, est_mois_a_zero, est_territoire_a_zero)
