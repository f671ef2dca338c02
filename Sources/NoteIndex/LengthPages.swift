import SQLite

/// What ranking needs of a section, eight bytes each.
struct SectionLengths: BitwiseCopyable {
  /// The note it belongs to; 0 where no section has this id.
  var note: Int32 = 0
  /// Lengths in tokens; longer ones count as 65,535 and 255.
  var body: UInt16 = 0
  var headings: UInt8 = 0
  /// `Language.rawValue`.
  var language: UInt8 = 0
}

/// What ranking needs of a note, sixteen bytes each.
struct NoteLengths: BitwiseCopyable {
  /// The first section with text, else the first one; 0 where no note has this id.
  var firstSection: Int32 = 0
  /// Lengths in tokens, at most 65,535.
  var title: UInt16 = 0
  var aliases: UInt16 = 0
  var questions: UInt16 = 0
  var tags: UInt16 = 0
  var properties: UInt16 = 0
  /// `Language.rawValue`.
  var language: UInt16 = 0
}

/// An array over ids that lives in the database as pages of packed rows.
///
/// Ranking reads a length for every candidate; a look-up in a table for each costs ten times the rest
/// of the query, and even counting references to an array of arrays costs more than the read. All pages
/// are read once into one piece of memory, changed there, and written back as whole pages.
final class LengthPages<Row: BitwiseCopyable> {
  /// Rows a page: two such pages then fit into one of the database, with SQLite's own bytes and the sum.
  private static var rowsPerPage: Int { 4064 / MemoryLayout<Row>.stride }

  /// Far more than any vault has; a page of a higher number is damage and not to be made room for.
  private static var mostPages: Int64 { 1 << 17 }

  private let kind: Int
  private let empty: Row
  /// Whole pages.
  private var rows: UnsafeMutableBufferPointer<Row>
  private var changed: Set<Int> = []
  private var isLoaded = false

  init(kind: Int, empty: Row) {
    self.kind = kind
    self.empty = empty
    rows = UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  deinit { rows.deallocate() }

  /// Ids from here on have no row.
  var limit: Int { rows.count }

  /// All rows, until one is changed or pages are read.
  var all: UnsafeBufferPointer<Row> { UnsafeBufferPointer(rows) }

  /// Reads all pages, unless that was done since `forget`.
  func loadOnce(from connection: Connection) throws(SQLiteError) {
    if !isLoaded { try load(from: connection) }
  }

  /// Lets go of what was read: another connection has committed.
  func forget() {
    rows.deallocate()
    rows = UnsafeMutableBufferPointer(start: nil, count: 0)
    changed.removeAll()
    isLoaded = false
  }

  /// Reads all pages. Has to be called again when another connection has committed.
  func load(from connection: Connection) throws(SQLiteError) {
    forget()
    isLoaded = true
    let last = try connection.prepare("SELECT max(number) FROM page WHERE kind = ?1")
    last.bind(kind, at: 1)
    guard try last.step(), !last.isNull(0) else { return }
    guard (0..<Self.mostPages).contains(last.integer(0)) else {
      throw SQLiteError(corruption: "a page of lengths has the number \(last.integer(0))")
    }
    makeRoom(pages: Int(last.integer(0)) + 1)
    let statement = try connection.prepare("SELECT number, data FROM page WHERE kind = ?1")
    statement.bind(kind, at: 1)
    while try statement.step() {
      let page = UnsafeMutableRawBufferPointer(pageRows(Int(statement.integer(0))))
      page.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: statement.bytes(1).prefix(page.count)))
    }
  }

  private func makeRoom(pages: Int) {
    let count = pages * Self.rowsPerPage
    let larger = UnsafeMutableBufferPointer<Row>.allocate(capacity: count)
    let end = larger.update(fromContentsOf: rows)
    larger[end...].update(repeating: empty)
    rows.deallocate()
    rows = larger
  }

  private func pageRows(_ number: Int) -> UnsafeMutableBufferPointer<Row> {
    let start = number * Self.rowsPerPage
    return UnsafeMutableBufferPointer(rebasing: rows[start..<start + Self.rowsPerPage])
  }

  subscript(id: Int) -> Row {
    @inline(__always) get { id >= 0 && id < rows.count ? rows[id] : empty }
    set {
      let number = id / Self.rowsPerPage
      if id >= rows.count {
        // By a half more, so that a full load does not copy all of it for each page.
        makeRoom(pages: max(number + 1, rows.count / Self.rowsPerPage * 3 / 2))
      }
      rows[id] = newValue
      changed.insert(number)
    }
  }

  /// Writes the changed pages back.
  func save(to connection: Connection) throws(SQLiteError) {
    guard !changed.isEmpty else { return }
    let statement = try connection.prepare("INSERT OR REPLACE INTO page VALUES(?1, ?2, ?3)")
    for number in changed.sorted() {
      statement.bind(kind, at: 1)
      statement.bind(number, at: 2)
      statement.bind(uncopiedBlob: UnsafeRawBufferPointer(pageRows(number)), at: 3)
      try statement.run()
    }
    changed.removeAll()
  }
}
