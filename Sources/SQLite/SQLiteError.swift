import CSQLite
package import Platform

/// What SQLite refused, with the statement it refused.
@usableFromInline package struct SQLiteError: Error, Sendable, CustomStringConvertible {
  /// What kind of failure it is, as far as a caller acts on it.
  package enum Kind: Sendable, Hashable {
    /// Another process holds the lock.
    case busy
    /// The file is damaged or is not a database at all.
    case corrupt
    /// The statement does not fit the database, or was used wrongly: a mistake of this program.
    case mistake
    /// The disk is full or the file may not grow.
    case full
    /// The file or its folder cannot be written.
    case readOnly
    /// The file cannot be opened.
    case cannotOpen
    case other
  }

  /// SQLite's extended result code.
  package let code: Int32
  package let message: String
  /// The statement, or nil where none was running.
  package let sql: String?

  init(code: Int32, message: String, sql: String?) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  init(_ handle: OpaquePointer?, code: Int32, sql: String?) {
    let extended = handle.map(sqlite3_extended_errcode) ?? code
    let text = handle.flatMap(sqlite3_errmsg) ?? sqlite3_errstr(code)
    self.init(
      code: extended == SQLITE_OK ? code : extended,
      message: text.map { String(cString: $0) } ?? "unknown error", sql: sql)
  }

  /// `SQLITE_IOERR_SHORT_READ`: a file ends where the database goes on.
  static let shortRead = SQLITE_IOERR | 2 << 8

  package var kind: Kind {
    switch code & 0xFF {
    case SQLITE_IOERR where code == Self.shortRead: .corrupt
    // The last says that the log's own locks did not come free within ten seconds.
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .corrupt
    // Statements are constants of the program, and the tables are looked at when an index is opened.
    case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE: .mistake
    case SQLITE_FULL, SQLITE_IOERR: .full
    case SQLITE_READONLY, SQLITE_PERM: .readOnly
    case SQLITE_CANTOPEN: .cannotOpen
    default: .other
    }
  }

  @usableFromInline package var description: String {
    "SQLite says '\(message)' (code \(code))" + (sql.map { " for: \($0)" } ?? "")
  }
}

extension SQLiteError {
  /// A finding of our own that the database is damaged.
  package init(corruption message: String) {
    self.init(code: SQLITE_CORRUPT, message: message, sql: nil)
  }

  /// What the system refused to do with a file beside the database, by what it said.
  package init(system error: SystemError) {
    self.init(
      code: error.code == SystemError.Code.diskFull ? SQLITE_FULL : SQLITE_IOERR,
      message: error.systemWords, sql: nil)
  }
}
