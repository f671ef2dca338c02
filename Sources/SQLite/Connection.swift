import CSQLite
import Platform

/// One open database. Use it from one thread at a time.
package final class Connection {
  /// How a database file is opened.
  package enum Mode: Sendable {
    /// Reads and writes; a missing file is an error.
    case readWrite
    /// Reads and writes; a missing file is made.
    case create
    /// A database of this connection's own that no file holds.
    case memory
  }

  let handle: OpaquePointer
  /// What FTS5 calls back into; alive as long as the connection.
  var hooks: [AnyObject] = []
  /// Whether SQLite lets only FTS5 write the tables with FTS5's pages, or does not say.
  package private(set) var guardsShadowTables = true

  /// Opens the database at `path`, which is ignored for `.memory`.
  ///
  /// Throws `SQLiteError`. SQLite reads the file only with the first statement, so a damaged file is
  /// found then. A path that names a symbolic link cannot be opened: whoever may write into the folder could
  /// lead the database elsewhere by it.
  package init(path: String, mode: Mode) throws(SQLiteError) {
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    switch mode {
    case .readWrite: flags |= SQLITE_OPEN_READWRITE
    case .create, .memory: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    }
    let name: String
    if case .memory = mode {
      name = ":memory:"
    } else {
      name = Self.withoutLinks(path)
      flags |= SQLITE_OPEN_NOFOLLOW
    }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(name, &opened, flags, PageSums.vfsName)
    guard code == SQLITE_OK, let opened else {
      let error = SQLiteError(opened, code: code, sql: nil)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    // Some builds of SQLite guard them from the start.
    guardShadowTables(false)
  }

  /// The path with its folder as it really lies: SQLite would refuse links among the folders, too.
  private static func withoutLinks(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex,
      let folder = try? FileSystem.realPath(String(path[..<slash]))
    else { return path }
    return folder + path[slash...]
  }

  deinit {
    sqlite3_close_v2(handle)
  }

  /// Version of the SQLite library, `3.40.1`.
  package static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// The same as a number, `3040001`.
  package static var libraryNumber: Int { Int(sqlite3_libversion_number()) }

  /// Has SQLite guard the tables in which FTS5 keeps its pages, or let them be written.
  package func guardShadowTables(_ isWanted: Bool) {
    var isOn: Int32 = 1
    let code = vq_guard_shadow_tables(handle, isWanted ? 1 : 0, &isOn)
    guardsShadowTables = code != SQLITE_OK || isOn != 0
  }

  /// Leaves the write-ahead log in place when the last connection closes.
  ///
  /// Making and removing its two files costs a short command more than all its reading.
  package func keepLog() {
    var keep: Int32 = 1
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep)
  }

  /// Whether the path of the database names another file by now, or none.
  package var hasMoved: Bool {
    var moved: Int32 = 0
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
    return moved != 0
  }

  /// Whether every page is compared with its sum when it is read.
  ///
  /// Known when something has been read; never true of a database that another program has made.
  package var checksPages: Bool { PageSums.mode(of: handle) == .checking }

  /// Gives the pages of a database that is still empty the room for sums, and fills it from now on.
  package func addPageSums() {
    var reserved = PageSums.reserved
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved)
    PageSums.set(.writing, of: handle)
  }

  /// How long a statement waits for another process's lock.
  package func setBusyTimeout(milliseconds: Int32) {
    sqlite3_busy_timeout(handle, milliseconds)
  }

  /// Runs statements that return nothing, separated by semicolons.
  package func execute(_ sql: String) throws(SQLiteError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw SQLiteError(handle, code: code, sql: sql) }
  }

  /// Compiles one statement.
  package func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    try Statement(connection: self, sql: sql)
  }

  /// Returns the first column of the first row as a number, nil where there is no row or it is null.
  package func integer(_ sql: String) throws(SQLiteError) -> Int64? {
    let statement = try prepare(sql)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.integer(0)
  }

  /// Returns the first column of the first row as text, nil where there is no row or it is null.
  package func text(_ sql: String) throws(SQLiteError) -> String? {
    let statement = try prepare(sql)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.text(0)
  }

  /// Whether a transaction is open.
  package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Longest wait for other processes before a copy fails.
  private static let longestCopyWait = Duration.seconds(30)

  /// Replaces the content of this database by that of `source`, as one transaction.
  ///
  /// Readers of this database see the old content or the new. Both need the same page size.
  package func copyContent(of source: Connection) throws(SQLiteError) {
    guard let backup = sqlite3_backup_init(handle, "main", source.handle, "main") else {
      throw SQLiteError(handle, code: sqlite3_errcode(handle), sql: nil)
    }
    // A page that was never used has no sum yet, and is written without being looked at.
    PageSums.set(.writing, of: handle)
    defer { PageSums.set(.checking, of: handle) }
    var code = sqlite3_backup_step(backup, -1)
    // It waits as long as the busy timeout says each time, but a lock may change hands meanwhile.
    let clock = ContinuousClock()
    let end = clock.now + Self.longestCopyWait
    while code == SQLITE_BUSY || code == SQLITE_LOCKED, clock.now < end {
      sqlite3_sleep(5)
      code = sqlite3_backup_step(backup, -1)
    }
    let closed = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, closed == SQLITE_OK else {
      throw SQLiteError(handle, code: code == SQLITE_DONE ? closed : code, sql: nil)
    }
  }
}
