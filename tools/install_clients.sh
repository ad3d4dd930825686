#!/bin/sh
# Other clients of DuckDB, that the tests open the published file with: the oldest promised, the command line, Node's driver.
# One that cannot be had here is left out, and its test says so.
# $1: uv; $2: the Python of the project; $3: where to put them
OLDEST=1.1.0
mkdir -p "$3"
"$1" pip install --quiet --python "$2" --target "$3/oldest" "duckdb==$OLDEST" || echo "Pas de client DuckDB $OLDEST."
"$1" pip install --quiet --python "$2" --target "$3/command" duckdb-cli==1.5.6 || echo "Pas de client DuckDB en ligne de commande."
if command -v npm >/dev/null 2>&1; then
  npm install --silent --no-save --prefix "$3/node" @duckdb/node-api@1.5.6-r.1 >/dev/null 2>&1 || echo "Pas de pilote DuckDB pour Node."
fi
touch "$3/.pret"
