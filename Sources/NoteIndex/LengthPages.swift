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
/// of the query. A page is read once, changed in memory and written back as a whole.
final class LengthPages<Row: BitwiseCopyable> {
  /// Rows a page: pages of sections then take 4 KiB.
  private let rowsPerPage = 512
  private let kind: Int
  private let empty: Row
  private var pages: [[Row]?] = []
  private var changed: Set<Int> = []
  private var isLoaded = false

  init(kind: Int, empty: Row) {
    self.kind = kind
    self.empty = empty
  }

  /// Reads all pages, unless that was done since `forget`.
  func loadOnce(from connection: Connection) throws(SQLiteError) {
    if !isLoaded { try load(from: connection) }
  }

  /// Lets go of what was read: another connection has committed.
  func forget() {
    pages.removeAll(keepingCapacity: true)
    changed.removeAll()
    isLoaded = false
  }

  /// Reads all pages. Has to be called again when another connection has committed.
  func load(from connection: Connection) throws(SQLiteError) {
    pages.removeAll(keepingCapacity: true)
    changed.removeAll()
    isLoaded = true
    let statement = try connection.prepare(
      "SELECT number, data FROM page WHERE kind = ?1 ORDER BY number")
    statement.bind(kind, at: 1)
    while try statement.step() {
      let number = Int(statement.integer(0))
      while pages.count <= number { pages.append(nil) }
      pages[number] = rows(statement.bytes(1))
    }
  }

  private func rows(_ bytes: UnsafeRawBufferPointer) -> [Row] {
    var rows = [Row](repeating: empty, count: rowsPerPage)
    rows.withUnsafeMutableBytes { target in
      target.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes.prefix(target.count)))
    }
    return rows
  }

  /// No row has an id from here on.
  var limit: Int { pages.count * rowsPerPage }

  subscript(id: Int) -> Row {
    get {
      let number = id / rowsPerPage
      guard id >= 0, number < pages.count, let page = pages[number] else { return empty }
      return page[id % rowsPerPage]
    }
    set {
      let number = id / rowsPerPage
      while pages.count <= number { pages.append(nil) }
      if pages[number] == nil { pages[number] = Array(repeating: empty, count: rowsPerPage) }
      pages[number]?[id % rowsPerPage] = newValue
      changed.insert(number)
    }
  }

  /// Writes the changed pages back.
  func save(to connection: Connection) throws(SQLiteError) {
    guard !changed.isEmpty else { return }
    let statement = try connection.prepare("INSERT OR REPLACE INTO page VALUES(?1, ?2, ?3)")
    for number in changed.sorted() {
      guard let page = pages[number] else { continue }
      statement.bind(kind, at: 1)
      statement.bind(number, at: 2)
      try page.span.withUnsafeBytes { (bytes) throws(SQLiteError) in
        statement.bind(uncopiedBlob: bytes, at: 3)
        try statement.run()
      }
    }
    changed.removeAll()
  }
}
