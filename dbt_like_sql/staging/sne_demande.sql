-- Demandes actives par territoire souhaité, dernier fichier reçu de chaque date.
-- Grain : une date, un territoire souhaité, un logement déclaré.
-- Définition : un effectif masqué par le producteur est entre 0 et son plafond.
-- Source : contrat lake.sne_demande, nomenclature sne_modele_demande.
SELECT
  d.date_arrete,
  d.niveau,
  d.territoire_code,
  d.modele_demande,
  modele.regroupement AS situation,
  coalesce(d.nb_demandes_actives, 0) AS nb_demandes_bas,
  coalesce(d.nb_demandes_actives, d.nb_demandes_actives_plafond) AS nb_demandes_haut,
  d.anciennete_mediane_mois,
  d.est_premiere_commune
FROM lake.sne_demande AS d
JOIN ref.sne_modele_demande AS modele ON modele.code = d.modele_demande
QUALIFY row_number() OVER (
  PARTITION BY d.date_arrete, d.niveau, d.territoire_code, d.modele_demande ORDER BY d.date_reception DESC, d.fichier_sha256
) = 1
