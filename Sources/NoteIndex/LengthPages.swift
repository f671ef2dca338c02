import SQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
/// of the query, and even counting references to an array of arrays costs more than the read. Pages are
/// read when they are first used into one piece of memory, of which the rest is never touched; they are
/// changed there, and written back as whole pages. A row of zeros is one that is not there.
///
/// Questions go through the rows from first to last, time and again, so of a vast vault the first stretches stay in
/// memory, and the others take turns: whatever was given away is what is needed last.
final class LengthPages<Row: BitwiseCopyable> {
  /// So many that a page of the database holds one page of rows and little else.
  fileprivate static var rowsPerPage: Int { 8000 / MemoryLayout<Row>.stride }

  /// Far more than any vault has; a page of a higher number is damage and not to be made room for.
  private static var mostPages: Int64 { 1 << 17 }

  /// Pages whose memory is given away together: of a size that is a multiple of the system's pages.
  private static var stretch: Int { 256 }

  private let kind: Int64
  private let empty: Row
  private let connection: Connection
  /// Whole pages.
  private var rows = UnsafeMutableBufferPointer<Row>(start: nil, count: 0)
  /// By page: 1 where its rows are in memory.
  private var present = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  /// Pages that the database may hold.
  private var storedPages = 0
  private var changed: Set<Int> = []
  /// The stretches with pages in memory, the latest last.
  private var stretches: [Int] = []
  private let mostStretches: Int
  private var isOpen = false
  private var reading: Statement?
  /// What went wrong when a row was read, to be thrown when the transaction ends.
  private(set) var failure: SQLiteError?

  /// - Parameter mostStretches: Of about 2 MB each, that are kept in memory while nothing changes.
  init(kind: Int, empty: Row, mostStretches: Int, _ connection: Connection) {
    self.kind = Int64(kind)
    self.mostStretches = mostStretches
    self.empty = empty
    self.connection = connection
  }

  deinit { giveBack() }

  /// Ids from here on have no row.
  var limit: Int { rows.count }

  /// The rows to be read in a loop, until one is changed.
  var readable: ReadableLengths<Row> {
    ReadableLengths(
      rows: UnsafeBufferPointer(rows), present: UnsafeBufferPointer(present), pages: self)
  }

  // MARK: Reading

  /// Finds out how many rows there are, unless that was done since `forget`.
  func openOnce() throws(SQLiteError) {
    if !isOpen { try open() }
  }

  /// Lets go of what was read: another connection has committed.
  func forget() {
    giveBack()
    storedPages = 0
    changed.removeAll()
    failure = nil
    reading = nil
    isOpen = false
  }

  /// Finds out how many rows there are. Has to be called again when another connection has committed.
  func open() throws(SQLiteError) {
    forget()
    isOpen = true
    let last = try connection.prepare("SELECT max(id) FROM page WHERE id < ?1")
    last.bind((kind + 1) << 32, at: 1)
    guard try last.step(), !last.isNull(0), last.integer(0) >= kind << 32 else { return }
    let number = last.integer(0) - kind << 32
    guard number < Self.mostPages else {
      throw SQLiteError(corruption: "a page of lengths has the number \(number)")
    }
    storedPages = Int(number) + 1
    makeRoom(pages: storedPages)
  }

  /// Makes room without touching it: memory that nobody reads stays with the system. `calloc` would
  /// touch what it finds among what was used before.
  private func makeRoom(pages: Int) {
    let count = pages * Self.rowsPerPage
    let room = mmap(
      nil, count * MemoryLayout<Row>.stride, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard let room, room != MAP_FAILED else {
      preconditionFailure("no memory for \(count) lengths")
    }
    let new = UnsafeMutableBufferPointer(
      start: room.bindMemory(to: Row.self, capacity: count), count: count)
    let newPresent = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: pages)
    newPresent.initialize(repeating: 0)
    for page in present.indices where present[page] != 0 {
      let range = Self.range(of: page)
      _ = new[range].update(fromContentsOf: rows[range])
      newPresent[page] = 1
    }
    let stretches = stretches
    giveBack()
    rows = new
    present = newPresent
    self.stretches = stretches
  }

  /// Gives the memory of all rows back.
  private func giveBack() {
    if let start = rows.baseAddress { munmap(start, rows.count * MemoryLayout<Row>.stride) }
    present.deallocate()
    rows = UnsafeMutableBufferPointer(start: nil, count: 0)
    present = UnsafeMutableBufferPointer(start: nil, count: 0)
    stretches.removeAll()
  }

  /// Makes room for a stretch by giving away the memory of a late one, but for the latest.
  private func begin(_ stretch: Int) {
    if stretches.count >= mostStretches, let start = UnsafeMutableRawPointer(rows.baseAddress),
      let place = stretches.dropLast().lastIndex(where: { !isChanged($0) })
    {
      let first = stretches.remove(at: place) * Self.stretch
      let pages = first..<min(first + Self.stretch, present.count)
      let bytes = Self.range(of: first).lowerBound * MemoryLayout<Row>.stride
      let count = pages.count * Self.rowsPerPage * MemoryLayout<Row>.stride
      // In its place comes memory that nobody has touched yet.
      let room = mmap(
        start + bytes, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_FIXED, -1, 0)
      precondition(room != MAP_FAILED, "no memory for \(count) bytes of lengths")
      for page in pages { present[page] = 0 }
    }
    stretches.append(stretch)
  }

  private func isChanged(_ stretch: Int) -> Bool {
    changed.contains { $0 / Self.stretch == stretch }
  }

  private static func range(of page: Int) -> Range<Int> {
    page * rowsPerPage..<(page + 1) * rowsPerPage
  }

  private func bytes(of page: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(
      UnsafeMutableBufferPointer(rebasing: rows[Self.range(of: page)]))
  }

  @inline(never)
  fileprivate func fetch(_ page: Int) {
    let stretch = page / Self.stretch
    if !stretches.contains(stretch) { begin(stretch) }
    present[page] = 1
    guard page < storedPages else { return }
    do throws(SQLiteError) {
      let statement =
        if let reading { reading } else {
          try connection.prepare("SELECT data FROM page WHERE id = ?1")
        }
      reading = statement
      statement.bind(kind << 32 | Int64(page), at: 1)
      defer { statement.reset() }
      guard try statement.step() else { return }
      let room = bytes(of: page)
      room.copyMemory(from: UnsafeRawBufferPointer(rebasing: statement.bytes(0).prefix(room.count)))
    } catch {
      failure = failure ?? error
    }
  }

  subscript(id: Int) -> Row {
    @inline(__always) get {
      guard id >= 0, id < rows.count else { return empty }
      let page = id / Self.rowsPerPage
      if present[page] == 0 { fetch(page) }
      return rows[id]
    }
    set {
      let page = id / Self.rowsPerPage
      if id >= rows.count { makeRoom(pages: page + 1 + present.count / 4) }
      if present[page] == 0 { fetch(page) }
      rows[id] = newValue
      changed.insert(page)
    }
  }

  // MARK: Writing

  /// Writes the changed pages back.
  func save() throws(SQLiteError) {
    guard !changed.isEmpty else { return }
    let statement = try connection.prepare("INSERT OR REPLACE INTO page VALUES(?1, ?2)")
    for page in changed.sorted() {
      statement.bind(kind << 32 | Int64(page), at: 1)
      statement.bind(uncopiedBlob: UnsafeRawBufferPointer(bytes(of: page)), at: 2)
      try statement.run()
      storedPages = max(storedPages, page + 1)
    }
    changed.removeAll()
  }

  /// Writes the changed pages back and gives the memory of all pages away.
  func spill() throws(SQLiteError) {
    try save()
    let pages = present.count
    giveBack()
    if pages > 0 { makeRoom(pages: pages) }
  }

  /// Lets go of the statement that reads pages.
  func finishReading() { reading = nil }
}

/// The rows of `LengthPages`, as far as they go: an id from `count` on must not be asked for.
struct ReadableLengths<Row: BitwiseCopyable> {
  fileprivate let rows: UnsafeBufferPointer<Row>
  fileprivate let present: UnsafeBufferPointer<UInt8>
  fileprivate let pages: LengthPages<Row>

  var count: Int { rows.count }

  @inline(__always)
  subscript(id: Int) -> Row {
    let page = id / LengthPages<Row>.rowsPerPage
    if present[page] == 0 { pages.fetch(page) }
    return rows[id]
  }
}
