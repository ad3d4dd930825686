-- Accès au logement social des personnes sans domicile, par mois.
-- Grain : un niveau, un territoire, un mois.
-- Source : core.relogement.
SELECT niveau, territoire_code, date_mois, nb_personnes_cumul, nb_personnes_mois, statut_valeur, valeur_publiee, correction_id
FROM core.relogement
