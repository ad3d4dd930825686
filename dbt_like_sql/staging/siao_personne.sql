-- Personnes connues des SIAO et leurs situations.
-- Grain : un SIAO, une fiche, une situation.
-- Définition : la dernière extraction qui porte cette situation l’emporte. Une fiche n’a qu’une personne : celle que la première
-- extraction qui la porte a reconnue (décision 0017). Une extraction plus tard peut avoir perdu la fiche qui la précédait.
-- Ce qui précède l’horizon d’un effacement ne vient que des fichiers qu’il a traités (décision 0021).
-- Source : contrat lake.siao_personne, ref.effacements.
SELECT
  siao_dep,
  cle_fiche,
  date_situation,
  date_extraction,
  cle_menage,
  first_value(cle_personne) OVER premiere AS cle_personne,
  first_value(cle_personne_centrale) OVER premiere AS cle_personne_centrale,
  first_value(cle_personne_large) OVER premiere AS cle_personne_large,
  methode_cles,
  est_identite_complete,
  classe_age,
  est_moins_3_ans,
  sexe,
  est_demandeur_principal,
  situation_code,
  type_ressource_code,
  date_derniere_activite
FROM lake.siao_personne
LEFT JOIN ref.effacements AS e USING (siao_dep)
WHERE e.siao_dep IS NULL OR date_situation >= e.horizon OR list_contains(e.fichiers, fichier_sha256)
WINDOW premiere AS (
  PARTITION BY siao_dep, cle_fiche ORDER BY date_extraction, date_reception, fichier_sha256, date_situation
)
QUALIFY row_number() OVER (
  PARTITION BY siao_dep, cle_fiche, date_situation ORDER BY date_extraction DESC, date_reception DESC, fichier_sha256
) = 1
