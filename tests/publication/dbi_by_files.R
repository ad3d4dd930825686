# Stands for DBI and its driver where R has no « duckdb »: each query is answered, in order, by a file that the test wrote.
answers <- Sys.getenv("ANSWERS")
asked <- 0
library <- function(...) invisible(NULL)
`::` <- function(pkg, name) {
  names <- c(as.character(substitute(pkg)), as.character(substitute(name)))
  if (names[1] == "duckdb") function(...) "driver" else getExportedValue(names[1], names[2])
}
dbConnect <- function(driver, dbdir, read_only) stopifnot(file.exists(dbdir), read_only)
dbDisconnect <- function(...) invisible(TRUE)
dbGetQuery <- function(base, query) {
  asked <<- asked + 1
  path <- file.path(answers, asked)
  stopifnot(identical(query, readChar(paste0(path, ".sql"), file.size(paste0(path, ".sql")))))
  read.csv(paste0(path, ".csv"), na.strings = "", stringsAsFactors = FALSE, encoding = "UTF-8")
}
