import NoteModel
import Platform
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

/// How many tasks a note has, eight bytes each.
struct NoteTasks: BitwiseCopyable, Equatable {
  var open: UInt32 = 0
  var done: UInt32 = 0

  var isEmpty: Bool { open == 0 && done == 0 }
  var counts: TaskCounts { TaskCounts(open: Int(open), done: Int(done)) }

  init() {}

  init(_ counts: TaskCounts) {
    open = UInt32(clamping: counts.open)
    done = UInt32(clamping: counts.done)
  }
}

/// An array over ids that lives in the database as pages of packed elements.
///
/// Ranking reads a length for every candidate; a look-up in a table for each costs ten times the rest
/// of the query, and even counting references to an array of arrays costs more than the read. Pages are
/// read when they are first used, changed in memory, and written back as whole pages. An element of zeros is one that is
/// not there.
///
/// Questions go through the elements from first to last, time and again. So of a vast vault the pages that came first stay
/// in memory, and the others take turns in what is left: what was given away is then what is needed last.
final class LengthPages<Element: BitwiseCopyable> {
  /// So many that a page of the database holds one page of elements and little else.
  fileprivate static var elementsPerPage: Int { 8000 / MemoryLayout<Element>.stride }
  private static var pageSize: Int { elementsPerPage * MemoryLayout<Element>.stride }
  /// Far more than any vault has; a page of a higher number is damage and not to be made room for.
  private static var mostPages: Int64 { 1 << 17 }
  /// Pages for which memory is asked at once.
  private static var slabSize: Int { 64 }
  /// From so many pages on, which is several megabytes, the system gives memory for many of them at once.
  private static var leastVast: Int { 256 }
  /// Of the pages that are kept, those that take turns.
  private static var mostTurns: Int { 64 }

  private let kind: Int64
  private let empty: Element
  /// Pages in memory, as long as no more are changed.
  private let mostKept: Int
  private let connection: Connection
  private let lock: Monitor
  /// By page: its elements, where they are in memory.
  private var table = PageTable<Element>(start: nil, count: 0)
  private var slabs: [UnsafeMutableRawBufferPointer] = []
  /// Memory that has no page, none of it touched.
  private var free: [UnsafeMutablePointer<Element>] = []
  private var kept = 0
  /// The pages that take turns, the one that is next to go first.
  private var turns: [Int] = []
  /// Pages that the database may hold.
  private var storedPages = 0
  @exclusivity(unchecked) private var changed: Set<Int> = []
  /// The page that was changed last, which is in `changed`: most elements are written one after the other.
  @exclusivity(unchecked) private var latest = -1
  private var isOpen = false
  private var reading: Statement?
  /// What went wrong when an element was read, to be thrown when the transaction ends.
  private(set) var failure: SQLiteError?

  /// - Parameters:
  ///   - mostKept: Pages of 8 KB that are kept in memory while they are only read.
  ///   - lock: Held while a page is read.
  init(
    kind: Int, empty: Element, mostKept: Int, _ connection: Connection, _ lock: Monitor = Monitor()
  ) {
    self.kind = Int64(kind)
    self.empty = empty
    self.mostKept = mostKept
    self.connection = connection
    self.lock = lock
  }

  deinit { giveBack() }

  /// Ids from here on have no element.
  var limit: Int { table.count * Self.elementsPerPage }

  /// The elements to be read in a loop, until one is changed.
  var readable: ReadableLengths<Element> { ReadableLengths(table: table, pages: self) }

  // MARK: Reading

  /// Finds out how many elements there are, unless that was done since `forget`.
  func openOnce() throws(SQLiteError) {
    if !isOpen { try open() }
  }

  /// Lets go of what was read: another connection has committed.
  func forget() {
    giveBack()
    storedPages = 0
    changed.removeAll()
    latest = -1
    failure = nil
    reading = nil
    isOpen = false
  }

  /// Finds out how many elements there are. Has to be called again when another connection has committed.
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
    extend(to: storedPages)
  }

  @inline(never)
  fileprivate func fetch(_ page: Int) -> UnsafeMutablePointer<Element> {
    lock.withLock { read(page) }
  }

  private func read(_ page: Int) -> UnsafeMutablePointer<Element> {
    let elements = room(for: page)
    table[page] = elements
    guard page < storedPages else { return elements }
    do throws(SQLiteError) {
      let statement =
        if let reading { reading } else {
          try connection.prepare("SELECT data FROM page WHERE id = ?1")
        }
      reading = statement
      statement.bind(kind << 32 | Int64(page), at: 1)
      defer { statement.reset() }
      guard try statement.step() else { return elements }
      UnsafeMutableRawBufferPointer(start: elements, count: Self.pageSize).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: statement.bytes(0).prefix(Self.pageSize)))
    } catch {
      failure = failure ?? error
    }
    return elements
  }

  subscript(id: Int) -> Element {
    @inline(__always) get {
      guard id >= 0, id < limit else { return empty }
      let page = id / Self.elementsPerPage
      return (table[page] ?? fetch(page))[id - page * Self.elementsPerPage]
    }
    set {
      let page = id / Self.elementsPerPage
      if page >= table.count { extend(to: page + 1 + table.count / 4) }
      (table[page] ?? fetch(page))[id - page * Self.elementsPerPage] = newValue
      if page == latest { return }
      changed.insert(page)
      latest = page
    }
  }

  // MARK: Memory

  /// Makes the table longer.
  private func extend(to pages: Int) {
    let new = PageTable<Element>.allocate(capacity: pages)
    new.initialize(repeating: nil)
    for page in table.indices { new[page] = table[page] }
    table.deallocate()
    table = new
  }

  /// Returns memory of zeros for a page.
  private func room(for page: Int) -> UnsafeMutablePointer<Element> {
    if kept >= mostKept, let place = turns.firstIndex(where: { !changed.contains($0) }) {
      let old = turns.remove(at: place)
      if let elements = table[old] {
        table[old] = nil
        turns.append(page)
        UnsafeMutableRawBufferPointer(start: elements, count: Self.pageSize).initializeMemory(
          as: UInt8.self, repeating: 0)
        return elements
      }
    }
    kept += 1
    if kept > mostKept - Self.mostTurns { turns.append(page) }
    if free.isEmpty { addSlab() }
    return free.removeLast()
  }

  /// Reserves memory: the system provides pages only when they are touched.
  private func addSlab() {
    let isVast = slabs.isEmpty && storedPages >= Self.leastVast
    let pages = isVast ? min(storedPages, mostKept) : Self.slabSize
    let slab = Memory.pages(pages * Self.pageSize, inLargePieces: isVast)
    slabs.append(slab)
    for start in stride(from: 0, to: slab.count, by: Self.pageSize).reversed() {
      let page = UnsafeMutableRawBufferPointer(rebasing: slab[start..<start + Self.pageSize])
      if let elements = page.bindMemory(to: Element.self).baseAddress { free.append(elements) }
    }
  }

  /// Gives the memory of all elements back.
  private func giveBack() {
    for slab in slabs { Memory.release(pages: slab) }
    slabs.removeAll()
    free.removeAll()
    turns.removeAll()
    kept = 0
    table.deallocate()
    table = PageTable(start: nil, count: 0)
  }

  // MARK: Writing

  /// Writes the changed pages back.
  func save() throws(SQLiteError) {
    guard !changed.isEmpty else { return }
    let statement = try connection.prepare("INSERT OR REPLACE INTO page VALUES(?1, ?2)")
    for page in changed.sorted() {
      statement.bind(kind << 32 | Int64(page), at: 1)
      // A page that was changed stays in memory until it is written.
      let elements = UnsafeRawBufferPointer(start: table[page] ?? fetch(page), count: Self.pageSize)
      statement.bind(uncopiedBlob: elements, at: 2)
      try statement.run()
      storedPages = max(storedPages, page + 1)
    }
    changed.removeAll()
    latest = -1
  }

  /// Writes the changed pages back and gives the memory of all pages away.
  func spill() throws(SQLiteError) {
    try save()
    let pages = table.count
    giveBack()
    extend(to: pages)
  }

  /// Lets go of the statement that reads pages.
  func finishReading() { reading = nil }
}

private typealias PageTable<Element> = UnsafeMutableBufferPointer<UnsafeMutablePointer<Element>?>

/// The elements of `LengthPages`, as far as they go: an id from `count` on must not be asked for.
struct ReadableLengths<Element: BitwiseCopyable> {
  fileprivate let table: UnsafeMutableBufferPointer<UnsafeMutablePointer<Element>?>
  fileprivate let pages: LengthPages<Element>

  var count: Int { table.count * LengthPages<Element>.elementsPerPage }

  @inline(__always)
  subscript(id: Int) -> Element {
    let page = id / LengthPages<Element>.elementsPerPage
    return (table[page] ?? pages.fetch(page))[id - page * LengthPages<Element>.elementsPerPage]
  }

  /// Calls `body` with each run of elements that lie together.
  @inline(__always)
  func forEachRun(in elements: Range<Int>, _ body: (Range<Int>, UnsafePointer<Element>) -> Void) {
    var first = elements.lowerBound
    while first < elements.upperBound {
      let page = first / LengthPages<Element>.elementsPerPage
      let start = page * LengthPages<Element>.elementsPerPage
      let end = min(elements.upperBound, start + LengthPages<Element>.elementsPerPage)
      let run = table[page] ?? pages.fetch(page)
      body(first..<end, UnsafePointer(run + (first - start)))
      first = end
    }
  }
}
