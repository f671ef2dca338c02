import CSQLite

/// One compiled statement: bind, step, read columns, reset.
///
/// Parameters count from 1 and columns from 0, as in SQLite.
package final class Statement {
  private let handle: OpaquePointer
  private let connection: Connection
  private let sql: String
  /// What the first parameter that could not be bound failed with; the next step throws it.
  private var bindingFailure = SQLITE_OK

  init(connection: Connection, sql: String) throws(SQLiteError) {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v2(connection.handle, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared else {
      throw SQLiteError(connection.handle, code: code, sql: sql)
    }
    handle = prepared
    self.connection = connection
    self.sql = sql
  }

  deinit {
    sqlite3_finalize(handle)
  }

  // MARK: Parameters

  // A parameter that cannot be bound is an error of the next step.

  /// Binds a number.
  package func bind(_ value: Int64, at index: Int32) {
    keep(sqlite3_bind_int64(handle, index, value))
  }

  /// Binds a number.
  package func bind(_ value: Int, at index: Int32) {
    keep(sqlite3_bind_int64(handle, index, Int64(value)))
  }

  /// Binds NULL.
  package func bindNull(at index: Int32) {
    keep(sqlite3_bind_null(handle, index))
  }

  /// Binds text that SQLite copies.
  package func bind(_ text: String, at index: Int32) {
    var text = text
    text.withUTF8 { bind(UnsafeRawBufferPointer($0), at: index, release: Self.copied) }
  }

  /// Binds UTF-8 text without a copy: the bytes must stay where they are until `reset`.
  package func bind(uncopiedText bytes: UnsafeRawBufferPointer, at index: Int32) {
    bind(bytes, at: index, release: nil)
  }

  /// Binds a blob without a copy: the bytes must stay where they are until `reset`.
  package func bind(uncopiedBlob bytes: UnsafeRawBufferPointer, at index: Int32) {
    guard let start = bytes.baseAddress else {
      return keep(sqlite3_bind_zeroblob(handle, index, 0))
    }
    keep(sqlite3_bind_blob64(handle, index, start, UInt64(bytes.count), nil))
  }

  private func bind(
    _ bytes: UnsafeRawBufferPointer, at index: Int32, release: sqlite3_destructor_type?
  ) {
    guard let start = bytes.baseAddress else {
      // Without an address SQLite would take it for NULL.
      return keep(sqlite3_bind_text(handle, index, "", 0, Self.copied))
    }
    keep(
      sqlite3_bind_text64(
        handle, index, start.assumingMemoryBound(to: CChar.self), UInt64(bytes.count), release,
        UInt8(SQLITE_UTF8)))
  }

  /// Keeps the code of a parameter that could not be bound: there is none of this number, or it is too long.
  private func keep(_ code: Int32) {
    if code != SQLITE_OK && bindingFailure == SQLITE_OK { bindingFailure = code }
  }

  // MARK: Running

  /// Goes to the next row. Returns false after the last one.
  package func step() throws(SQLiteError) -> Bool {
    if bindingFailure != SQLITE_OK {
      defer { bindingFailure = SQLITE_OK }
      throw SQLiteError(nil, code: bindingFailure, sql: sql)
    }
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = SQLiteError(connection.handle, code: code, sql: sql)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs a statement that returns no row and makes it ready for the next run.
  package func run() throws(SQLiteError) {
    while try step() {}
    reset()
  }

  /// Makes the statement ready for the next run. Bound values stay.
  package func reset() {
    sqlite3_reset(handle)
  }

  // MARK: Columns

  /// Columns of a row.
  package var columnCount: Int32 { sqlite3_column_count(handle) }

  /// The column as a number; 0 for NULL and for text that is none.
  package func integer(_ column: Int32) -> Int64 {
    sqlite3_column_int64(handle, column)
  }

  /// Whether the column is NULL.
  package func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  /// The column as text; empty for NULL.
  package func text(_ column: Int32) -> String {
    String(decoding: bytes(column), as: UTF8.self)
  }

  /// The column's text or blob, valid until the next `step` or `reset`.
  package func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(handle, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
