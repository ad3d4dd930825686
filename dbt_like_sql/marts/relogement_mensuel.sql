-- Accès au logement social des personnes sans domicile, par mois.
-- Grain : un niveau, un territoire, un mois.
-- Source : core.relogement.
SELECT
  niveau,
  territoire_code,
  date_mois,
  nb_personnes_cumul,
  statut_valeur,
  nb_personnes_mois,
  statut_nb_personnes_mois,
  valeur_publiee,
  correction_id
FROM core.relogement
