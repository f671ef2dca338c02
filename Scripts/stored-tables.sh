#!/usr/bin/env bash
# Makes the databases that the tests read, each written by another version of SQLite: Scripts/stored-tables.sh
#
# They hold full-text tables alone, so they need not be made anew when the index changes. Each version that the system or
# Debian has at the time gives a file; those of other versions stay.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=Tests/FullTextTests/StoredTables
mkdir -p "$folder"
python=$(python3 -c 'import sys; print(sys.executable)')
"$python" Scripts/stored_tables.py "$folder"
for release in trixie sid; do
  if lib=$(Scripts/newer-sqlite.sh "$release"); then
    Scripts/with-sqlite.sh "$lib" "$python" Scripts/stored_tables.py "$folder"
  fi
done
