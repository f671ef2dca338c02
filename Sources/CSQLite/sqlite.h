// SQLite with its FTS5 extension interface, which sqlite3.h carries as well.
#include <sqlite3.h>

// Turns the guard of shadow tables on or off, and says in `is_on` what it is then. Swift cannot call a function of a
// variable number of arguments.
static inline int vq_guard_shadow_tables(sqlite3 *database, int is_wanted, int *is_on) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, is_wanted, is_on);
}
