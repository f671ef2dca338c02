// SQLite with its FTS5 extension interface, which sqlite3.h carries as well.
#include <sqlite3.h>
