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

  /// Registers an auxiliary function that is called for each row that a query matches.
  ///
  /// It returns nothing to SQL (NULL); what it learns goes where `visit` puts it.
  package func registerRowVisitor(
    _ name: String, visit: @escaping (borrowing MatchedRow) -> Void
  ) throws(SQLiteError) {
    let hook = RowVisitorHook(visit)
    hooks.append(hook)
    let api = try fts5()
    let code = api.pointee.xCreateFunction(
      api, name, Unmanaged.passUnretained(hook).toOpaque(),
      { api, context, result, _, _ in
        guard let api, let context, let data = api.pointee.xUserData(context) else { return }
        let hook = Unmanaged<RowVisitorHook>.fromOpaque(data).takeUnretainedValue()
        hook.visit(MatchedRow(api: api, context: context))
        sqlite3_result_null(result)
      }, nil)
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

/// The row that a query matched, seen from inside an FTS5 auxiliary function.
package struct MatchedRow: ~Copyable {
  fileprivate let api: UnsafePointer<Fts5ExtensionApi>
  fileprivate let context: OpaquePointer

  package var rowID: Int64 { api.pointee.xRowid(context) }

  /// The number of phrases in the query, counted in the order they are written.
  package var phraseCount: Int { Int(api.pointee.xPhraseCount(context)) }

  /// Calls `body` with the column of each place where a phrase stands, in ascending order.
  package func forEachPlace(of phrase: Int, _ body: (_ column: Int) -> Void) {
    var iterator = Fts5PhraseIter()
    var column: Int32 = 0
    var offset: Int32 = 0
    guard
      api.pointee.xPhraseFirst(context, Int32(phrase), &iterator, &column, &offset) == SQLITE_OK
    else { return }
    while column >= 0 {
      body(Int(column))
      api.pointee.xPhraseNext(context, &iterator, &column, &offset)
    }
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

/// Keeps a row visitor closure where C can find it.
private final class RowVisitorHook {
  let visit: (borrowing MatchedRow) -> Void

  init(_ visit: @escaping (borrowing MatchedRow) -> Void) {
    self.visit = visit
  }
}
