import SQLite

/// Writes the one segment of a full-text table whose rows are all known, page by page.
///
/// Terms come in the order of their bytes, and the rows of each in ascending order. Every page is written once and
/// full, so nothing has to be merged and no hole is left. `integrity-check` of FTS5 and every query read what
/// this wrote: it is their word that counts on what the pages mean.
struct SegmentWriter: ~Copyable {
  /// The table has no other segment.
  private static let segment = 1

  private let table: String
  private let connection: Connection
  private let hasPlaces: Bool
  private let pageSize: Int
  private let insertion: Statement
  private let entries: Statement

  private var page: GrowingBytes
  /// Where the terms of the page begin, each as the distance to the one before.
  private var footer: GrowingBytes
  private var pageNumber = 1
  private var latestTermPlace = 0
  private var hasTerm = false
  private var hasRow = false

  /// The term written last, with the letter of the index in front.
  private var term: GrowingBytes
  /// The row written last, of the same term; nil before its first one.
  private var latestRow: Int?

  /// The row of `…_idx` that is written once the next term that begins a page is known.
  private var openEntry: (beginning: [UInt8], page: Int) = ([], 1)
  private var pagesWithoutTerm = 0
  private var postingIndex: PostingIndexWriter

  init(_ table: TableForm, _ connection: Connection) throws(SQLiteError) {
    let insertion = try connection.prepare(
      "INSERT INTO \(table.name)_data(id, block) VALUES(?1, ?2)")
    let entries = try connection.prepare(
      "INSERT INTO \(table.name)_idx(segid, term, pgno) VALUES(?1, ?2, ?3)")
    self.table = table.name
    self.connection = connection
    self.insertion = insertion
    self.entries = entries
    hasPlaces = table.hasPlaces
    pageSize = table.pageSize
    postingIndex = PostingIndexWriter(segment: Self.segment, pageSize: pageSize)
    page = GrowingBytes(room: pageSize * 2)
    footer = GrowingBytes(room: 1 << 10)
    term = GrowingBytes(room: 1 << 8)
    startPage()
  }

  // MARK: Terms

  /// Starts a term, which comes after all before it.
  mutating func begin(_ bytes: UnsafeRawBufferPointer) throws(SQLiteError) {
    if page.count + footer.count + bytes.count + 3 >= pageSize,
      page.count > SegmentFormat.headerSize
    {
      try endPage()
    }
    // Of the term before, with the letter of the index in front.
    let shared = hasTerm || pageNumber > 1 ? sharedCount(with: bytes) : 0
    footer.append(varint: page.count - latestTermPlace)
    latestTermPlace = page.count
    var kept = 0
    if hasTerm {
      kept = shared
      page.append(varint: kept)
    } else if pageNumber > 1 {
      try endEntry()
      // A beginning that is enough to tell it from the term before.
      openEntry = ([SegmentFormat.mainIndex] + bytes.prefix(shared), pageNumber)
    }
    term.count = 0
    term.append(SegmentFormat.mainIndex)
    term.append(bytes)
    page.append(varint: term.count - kept)
    page.append(UnsafeRawBufferPointer(rebasing: term.bytes[kept...]))
    hasTerm = true
    hasRow = true
    latestRow = nil
    postingIndex.start(onPage: pageNumber)
  }

  private func sharedCount(with bytes: UnsafeRawBufferPointer) -> Int {
    guard term.count > 0 else { return 0 }
    let latest = term.bytes
    var count = 1
    let limit = min(latest.count - 1, bytes.count)
    while count <= limit, latest[count] == bytes[count - 1] { count += 1 }
    return count
  }

  // MARK: Postings

  /// Appends postings of the term as FTS5 lists them, the first one in full; each is after the ones before.
  ///
  /// - Parameter last: The number of the last of them.
  mutating func append(_ postings: UnsafeRawBufferPointer, last: Int) throws(SQLiteError) {
    var place = 0
    var row = 0
    while place < postings.count {
      row += number(postings, &place)
      try startPosting(row)
      if hasPlaces {
        let start = place
        let size = number(postings, &place) >> 1
        page.append(UnsafeRawBufferPointer(rebasing: postings[start..<place]))
        try appendPlaces(postings, place..<place + size)
        place += size
      }
      // The first row of a page is written in full.
      guard hasRow else { continue }
      let (end, latest) = postingsThatFit(postings, from: place, behind: row, last: last)
      page.append(UnsafeRawBufferPointer(rebasing: postings[place..<end]))
      place = end
      row = latest
      latestRow = row
    }
  }

  /// Finds the postings that go on the page as they are.
  private func postingsThatFit(
    _ postings: UnsafeRawBufferPointer, from start: Int, behind first: Int, last: Int
  ) -> (end: Int, row: Int) {
    let room = pageSize - page.count - footer.count
    // Mostly all fit, and no end has to be looked up.
    if postings.count - start < room { return (postings.count, last) }
    var end = start
    var row = first
    while end < postings.count {
      var next = end
      let distance = number(postings, &next)
      if hasPlaces {
        let size = number(postings, &next) >> 1
        next += size
      }
      if next - start >= room { break }
      end = next
      row += distance
    }
    return (end, row)
  }

  private mutating func startPosting(_ row: Int) throws(SQLiteError) {
    if page.count + footer.count >= pageSize { try endPage() }
    if !hasRow {
      storeCount(at: 0)
      postingIndex.append(row, onPage: pageNumber)
    }
    if let latestRow, hasRow {
      page.append(varint: row - latestRow)
    } else {
      page.append(varint: row)
    }
    latestRow = row
    hasRow = true
  }

  /// Appends places, on as many pages as they need; none is cut in two.
  private mutating func appendPlaces(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
  ) throws(SQLiteError) {
    var place = range.lowerBound
    while page.count + footer.count + range.upperBound - place >= pageSize {
      let room = pageSize - page.count - footer.count
      let start = place
      while place - start < room { _ = number(bytes, &place) }
      page.append(UnsafeRawBufferPointer(rebasing: bytes[start..<place]))
      try endPage()
    }
    page.append(UnsafeRawBufferPointer(rebasing: bytes[place..<range.upperBound]))
  }

  /// Reads a number that this program has written.
  @inline(__always)
  private func number(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    return Int(truncatingIfNeeded: Varint.readUnchecked(start, &place))
  }

  // MARK: Pages

  private mutating func startPage() {
    page.count = 0
    for _ in 0..<SegmentFormat.headerSize { page.append(0) }
    footer.count = 0
    latestTermPlace = 0
    hasTerm = false
    hasRow = false
  }

  /// Writes where the page ends now into its head.
  private mutating func storeCount(at place: Int) {
    page.start.storeBytes(
      of: UInt16(truncatingIfNeeded: page.count).bigEndian, toByteOffset: place, as: UInt16.self)
  }

  private mutating func endPage() throws(SQLiteError) {
    storeCount(at: 2)
    if hasTerm {
      page.append(footer.bytes)
    } else {
      if !hasRow { postingIndex.appendPageWithoutRow() }
      pagesWithoutTerm += 1
    }
    try write(page.bytes, at: SegmentFormat.page(pageNumber, of: Self.segment))
    pageNumber += 1
    startPage()
  }

  private mutating func endEntry() throws(SQLiteError) {
    let isIndexed = postingIndex.end(isKept: pagesWithoutTerm >= SegmentFormat.leastIndexedPages)
    pagesWithoutTerm = 0
    let entry = SegmentFormat.entry(page: openEntry.page, hasPostingIndex: isIndexed)
    let beginning = openEntry.beginning
    entries.bind(Self.segment, at: 1)
    try beginning.span.withUnsafeBytes { (beginning) throws(SQLiteError) in
      entries.bind(uncopiedBlob: beginning, at: 2)
      entries.bind(entry, at: 3)
      try entries.run()
    }
  }

  private func write(_ bytes: [UInt8], at id: Int64) throws(SQLiteError) {
    try bytes.span.withUnsafeBytes { (bytes) throws(SQLiteError) in try write(bytes, at: id) }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at id: Int64) throws(SQLiteError) {
    insertion.bind(id, at: 1)
    insertion.bind(uncopiedBlob: bytes, at: 2)
    try insertion.run()
  }

  // MARK: The end

  /// Writes what is left, and tells FTS5 of the segment.
  ///
  /// - Parameter tokens: The number of tokens in each column.
  mutating func finish(rows: Int, tokens: [Int]) throws(SQLiteError) {
    if term.count > 0 {
      if page.count > SegmentFormat.headerSize { try endPage() }
      try endEntry()
      for page in postingIndex.pages { try write(page.bytes, at: page.id) }
      try writeStructure(pages: pageNumber - 1)
    }
    var averages: [UInt8] = []
    for number in [rows] + tokens { Varint.append(number, to: &averages) }
    try replace(SegmentFormat.averagesID, averages)
  }

  /// Lists the segment as one of a high level: FTS5 merges four of a level into one of the next, and the
  /// first edits must not drag all notes along.
  private func writeStructure(pages: Int) throws(SQLiteError) {
    let known = try connection.prepare("SELECT block FROM \(table)_data WHERE id = ?1")
    known.bind(SegmentFormat.structureID, at: 1)
    guard try known.step(), known.bytes(0).count >= 4 else {
      throw SQLiteError(corruption: "\(table) has no list of segments")
    }
    // The version of the table's settings stays.
    var structure = Array(known.bytes(0).prefix(4))
    known.reset()
    let levels = SegmentFormat.bulkLevel + 1
    for number in [levels, 1, pages] { Varint.append(number, to: &structure) }
    for level in 0..<levels {
      Varint.append(0, to: &structure)
      Varint.append(level == SegmentFormat.bulkLevel ? 1 : 0, to: &structure)
    }
    for number in [Self.segment, 1, pages] { Varint.append(number, to: &structure) }
    try replace(SegmentFormat.structureID, structure)
  }

  private func replace(_ id: Int64, _ bytes: [UInt8]) throws(SQLiteError) {
    let removal = try connection.prepare("DELETE FROM \(table)_data WHERE id = ?1")
    removal.bind(id, at: 1)
    try removal.run()
    try write(bytes, at: id)
  }
}
