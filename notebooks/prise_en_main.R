# Prendre en main la publication, en R
#
# Ce script ne lit que le fichier publié, avec DBI et le pilote « duckdb » (install.packages("duckdb")), sans autre paquet :
#     OBSERVATORY_RELEASE=data/published/current Rscript notebooks/prise_en_main.R
# La visite est celle de prise_en_main.sql ; chaque requête y est expliquée.

library(DBI)

publication <- Sys.getenv("OBSERVATORY_RELEASE", "data/published/current")
base <- dbConnect(duckdb::duckdb(), dbdir = file.path(publication, "observatory.duckdb"), read_only = TRUE)
montrer <- function(titre, lignes, n = 12) {
  cat("\n", titre, "\n", sep = "")
  print(utils::head(lignes, n), row.names = FALSE)
}
nombre <- function(x, decimales = 0) {
  format(round(x, decimales), nsmall = decimales, big.mark = "\u202f", decimal.mark = ",", trim = TRUE)
}

# La version : c’est elle qui se cite, et elle dit si les données sont fictives
version <- dbGetQuery(base, r"(SELECT version_publication, strftime(publie_le, '%d/%m/%Y') AS jour, empreinte_contenu, est_fictif, licence FROM meta.version)")
citation <- paste0(
  "Observatoire local du sans-abrisme, ", if (version$est_fictif) "données fictives de démonstration, à ne pas citer, ",
  "version ", version$version_publication, ", ", version$jour, ", empreinte ",
  substr(version$empreinte_contenu, 1, 12), ", ", version$licence, "."
)
cat(citation, "\n")

# Les dix questions, et la vue qui répond à chacune
vues <- dbGetQuery(base, r"(
  SELECT schema_nom || '.' || table_nom AS vue, definition AS question
  FROM meta.tables WHERE table_genre = 'VUE' ORDER BY ALL
)")
montrer("Dix questions, dix vues", vues)

# Une série et l’état de chaque valeur. NA n’est jamais zéro : l’état dit si la valeur est masquée ou n’a pas été collectée.
serie <- dbGetQuery(base, r"(
  SELECT territoire_code, date_mois, nb_personnes_mois, statut_nb_personnes_mois
  FROM recherche.relogement_mensuel WHERE niveau = 'DEP' ORDER BY territoire_code, date_mois
)")
connu <- !is.na(serie$nb_personnes_mois)
etats <- data.frame(
  etat = sort(unique(serie$statut_nb_personnes_mois)), mois = c(table(serie$statut_nb_personnes_mois)),
  avec_valeur = c(tapply(connu, serie$statut_nb_personnes_mois, sum))
)
montrer("États de la série", etats)
stopifnot(!connu[serie$statut_nb_personnes_mois %in% c("MASQUE", "NON_COLLECTE")])
cat(
  "Médiane d’un mois : ", nombre(median(serie$nb_personnes_mois, na.rm = TRUE)), " personnes, sur ",
  nombre(sum(connu)), " mois connus de ", nombre(nrow(serie)), ".\n", sep = ""
)

# Ses avertissements, à lire avant de citer
avertissements <- dbGetQuery(base, r"(
  SELECT nature, count(*) AS mois, min(date_concernee) AS premier, any_value(phrase) AS exemple
  FROM recherche.avertissements WHERE table_nom = 'relogement_mensuel' AND niveau = 'DEP' GROUP BY ALL ORDER BY nature
)")
montrer("Avertissements", avertissements)

# Une part se refait de son numérateur et de son dénominateur ; la moyenne des parts, non. Des personnes ne s’additionnent pas.
attributions <- dbGetQuery(base, r"(
  SELECT annee, territoire_code, nb_sans_domicile_hors_dna, nb_radiations, part_nette_pct
  FROM recherche.attributions WHERE niveau = 'DEP' ORDER BY annee, territoire_code
)")
parts <- do.call(rbind, lapply(split(attributions, attributions$annee), function(annee) {
  connus <- annee[!is.na(annee$nb_sans_domicile_hors_dna) & !is.na(annee$nb_radiations), ]
  data.frame(
    annee = connus$annee[1], departements = nrow(annee), connus = nrow(connus),
    part_refaite = round(100 * sum(connus$nb_sans_domicile_hors_dna) / sum(connus$nb_radiations), 2),
    moyenne_trompeuse = round(mean(connus$part_nette_pct), 2)
  )
}))
montrer("Part nette des attributions, départements réunis", parts)

# Une part logée avec ses bornes, et la figure qui va avec (graphiques de base, dans un fichier)
delais <- dbGetQuery(base, r"(
  SELECT territoire_libelle, delai_jours::INTEGER AS jours, part_logee_pct, part_logee_pct_bas, part_logee_pct_haut, nb_parcours_depart
  FROM portrait.delais
  WHERE niveau = 'DEP' AND cohorte_depart = 'DERNIERS_21_MOIS' AND part_logee_pct IS NOT NULL
  QUALIFY territoire_code = min(territoire_code) OVER () ORDER BY jours
)")
montrer("Part logée selon le temps depuis le premier contact", delais)
source_figure <- dbGetQuery(base, r"(
  SELECT any_value(figure_source) AS source FROM meta.figures WHERE figure_id LIKE '%-siao-delais'
)")
svg("delais.svg", width = 8.5, height = 5.5)
par(mar = c(8, 4.5, 3.5, 1), las = 1)
with(delais, {
  plot(jours, part_logee_pct,
    pch = 19, ylim = c(0, max(part_logee_pct_haut)), xlab = "", ylab = "%", bty = "l", xaxt = "n", cex.main = 1,
    main = paste0(territoire_libelle[1], " : part logée, selon les jours depuis le premier contact")
  )
  axis(1, at = jours)
  segments(jours, part_logee_pct_bas, jours, part_logee_pct_haut, lwd = 2)
})
pied <- strwrap(c(
  "Part des personnes suivies, en %, et intervalle à 95 %. Ne pas lire comme une durée moyenne.",
  source_figure$source, citation
), width = 115)
mtext(pied, side = 1, line = 3 + seq_along(pied), adj = 0, cex = 0.65)
invisible(dev.off())
cat("Figure écrite : delais.svg\n")

dbDisconnect(base, shutdown = TRUE)
cat(citation, "\n")
