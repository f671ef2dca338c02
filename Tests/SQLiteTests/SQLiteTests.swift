import SQLite
import Testing

@Suite struct SQLiteTests {
  let connection: Connection

  init() throws {
    connection = try Connection(path: "", mode: .memory)
  }

  @Test func boundValuesComeBackAsTheyWere() throws {
    let statement = try connection.prepare("SELECT ?1, ?2, ?3, ?4")
    statement.bind(Int64.min, at: 1)
    statement.bind("naïve \u{0} text", at: 2)
    statement.bind("", at: 3)
    statement.bindNull(at: 4)
    #expect(try statement.step())
    #expect(statement.integer(0) == .min)
    #expect(statement.text(1) == "naïve \u{0} text")
    #expect(statement.text(2).isEmpty && !statement.isNull(2))
    #expect(statement.isNull(3))
    #expect(try !statement.step())
  }

  @Test func emptyBuffersBindAsEmptyNotAsNull() throws {
    let statement = try connection.prepare("SELECT typeof(?1), typeof(?2)")
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    statement.bind(uncopiedText: nothing, at: 1)
    statement.bind(uncopiedBlob: nothing, at: 2)
    #expect(try statement.step())
    #expect(statement.text(0) == "text")
    #expect(statement.text(1) == "blob")
  }

  @Test(arguments: [Int32(0), 3, 99])
  func parameterThatIsNotThereIsAnError(_ index: Int32) throws {
    let statement = try connection.prepare("SELECT ?1, ?2")
    statement.bind(1, at: index)
    let error = try #require(throws: SQLiteError.self) { _ = try statement.step() }
    #expect(error.sql == "SELECT ?1, ?2")
    #expect(error.description.contains("index out of range"))
    statement.bind(5, at: 2)
    #expect(try statement.step())
    #expect(statement.integer(1) == 5)
  }

  @Test func errorNamesTheStatementAndTheCode() throws {
    let error = try #require(throws: SQLiteError.self) {
      try connection.execute("SELECT a FROM nowhere")
    }
    #expect(error.sql == "SELECT a FROM nowhere")
    #expect(
      error.description
        == "SQLite says 'no such table: nowhere' (code 1) for: SELECT a FROM nowhere")
    #expect(error.kind == .mistake)
  }

  @Test func missingFileCannotBeOpenedForReading() throws {
    let error = try #require(throws: SQLiteError.self) {
      _ = try Connection(path: "/nowhere/at/all.sqlite", mode: .readWrite)
    }
    #expect(error.kind == .cannotOpen)
  }

  @Test func tokenizerDecidesWhatAWordIs() throws {
    try connection.registerTokenizer("letters") { text, _, sink in
      for (offset, byte) in text.enumerated() where byte != 0x20 {
        let more = withUnsafeBytes(of: byte) { sink($0, offset, offset + 1, false) }
        if !more { return }
      }
    }
    try connection.execute(
      "CREATE VIRTUAL TABLE t USING fts5(a, tokenize='letters'); INSERT INTO t VALUES('ab c')")
    #expect(try connection.integer("SELECT count(*) FROM t WHERE t MATCH 'b'") == 1)
    #expect(try connection.integer("SELECT count(*) FROM t WHERE t MATCH '\"a b c\"'") == 1)
    #expect(try connection.integer("SELECT count(*) FROM t WHERE t MATCH '\"a c\"'") == 0)
  }

  @Test func colocatedTokensShareAPosition() throws {
    try connection.registerTokenizer("twice") { text, isQuery, sink in
      _ = sink(text, 0, text.count, false)
      if isQuery { return }
      _ = withUnsafeBytes(of: UInt8(ascii: "x")) { sink($0, 0, text.count, true) }
    }
    try connection.execute(
      "CREATE VIRTUAL TABLE t USING fts5(a, tokenize='twice'); INSERT INTO t VALUES('word')")
    #expect(try connection.integer("SELECT count(*) FROM t WHERE t MATCH 'word'") == 1)
    #expect(try connection.integer("SELECT count(*) FROM t WHERE t MATCH 'x'") == 1)
  }

  @Test func contentIsReplacedAsAWhole() throws {
    try connection.execute("CREATE TABLE old(a)")
    let source = try Connection(path: "", mode: .memory)
    try source.execute("CREATE TABLE new(a); INSERT INTO new VALUES(4)")
    try connection.copyContent(of: source)
    #expect(try connection.integer("SELECT a FROM new") == 4)
    #expect(throws: SQLiteError.self) { try connection.execute("SELECT * FROM old") }
  }
}
