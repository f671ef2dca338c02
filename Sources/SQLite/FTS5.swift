import CSQLite

/// A token as FTS5 takes it: its bytes, its place in the text, and whether it is a further form of
/// the token before it.
package typealias TokenSink = (
  _ term: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ isColocated: Bool
) -> Bool

extension Connection {
  /// Registers a tokenizer under `name` for FTS5 tables of this connection.
  ///
  /// `tokenize` gets UTF-8 text and hands each token to the sink; it stops when the sink returns false.
  /// `isQuery` says that the text is a string of a query rather than of a document.
  package func registerTokenizer(
    _ name: String,
    tokenize: @escaping (_ text: UnsafeRawBufferPointer, _ isQuery: Bool, TokenSink) -> Void
  ) throws(SQLiteError) {
    let hook = TokenizerHook(tokenize)
    hooks.append(hook)
    let api = try fts5()
    var functions = fts5_tokenizer(
      xCreate: { context, _, _, made in
        made?.pointee = context.map { OpaquePointer($0) }
        return SQLITE_OK
      },
      xDelete: { _ in },
      xTokenize: { tokenizer, context, flags, text, count, sink in
        guard let tokenizer, let sink else { return SQLITE_MISUSE }
        let hook = Unmanaged<TokenizerHook>.fromOpaque(UnsafeRawPointer(tokenizer))
        return hook.takeUnretainedValue().run(
          text, count, isQuery: flags & FTS5_TOKENIZE_QUERY != 0, context, sink)
      })
    let code = api.pointee.xCreateTokenizer(
      api, name, Unmanaged.passUnretained(hook).toOpaque(), &functions, nil)
    if code != SQLITE_OK { throw SQLiteError(handle, code: code, sql: nil) }
  }

  private func fts5() throws(SQLiteError) -> UnsafeMutablePointer<fts5_api> {
    let sql = "SELECT fts5(?1)"
    var statement: OpaquePointer?
    var api: UnsafeMutablePointer<fts5_api>?
    // SQLite keeps this name by its address, so it has to be a constant of the program.
    let name: StaticString = "fts5_api_ptr"
    let pointerType = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    var code = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
    if code == SQLITE_OK {
      code = withUnsafeMutablePointer(to: &api) { place in
        sqlite3_bind_pointer(statement, 1, place, pointerType, nil)
        return sqlite3_step(statement)
      }
    }
    sqlite3_finalize(statement)
    guard let api else {
      throw SQLiteError(code: code, message: "this SQLite was built without FTS5", sql: sql)
    }
    return api
  }
}

/// Keeps a tokenizer closure where C can find it.
private final class TokenizerHook {
  private let tokenize: (UnsafeRawBufferPointer, Bool, TokenSink) -> Void

  init(_ tokenize: @escaping (UnsafeRawBufferPointer, Bool, TokenSink) -> Void) {
    self.tokenize = tokenize
  }

  func run(
    _ text: UnsafePointer<CChar>?, _ count: Int32, isQuery: Bool,
    _ context: UnsafeMutableRawPointer?,
    _ sink:
      @convention(c) (
        UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, Int32, Int32, Int32
      ) -> Int32
  ) -> Int32 {
    var code = SQLITE_OK
    tokenize(UnsafeRawBufferPointer(start: text, count: Int(count)), isQuery) {
      term, start, end, colocated in
      code = sink(
        context, colocated ? FTS5_TOKEN_COLOCATED : 0,
        term.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(term.count), Int32(start),
        Int32(end))
      return code == SQLITE_OK
    }
    return code == SQLITE_DONE ? SQLITE_OK : code
  }
}
