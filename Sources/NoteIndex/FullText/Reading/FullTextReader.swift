import Platform
import SQLite

/// Reads the rows of terms from the pages of one full-text table.
///
/// What FTS5 holds back until the end of a transaction is not on its pages: read outside of `write`.
final class FullTextReader {
  private let pages: PageSource
  private let entries: Statement
  private let further: Statement
  /// Oldest first.
  let segments: [Segment]

  /// - Parameters:
  ///   - lock: Held whenever a page is read; see `PageSource`.
  ///   - prepare: Gives a statement, a new one or one that waits to be used again.
  init(
    _ table: String, lock: Monitor,
    prepare: (_ sql: String) throws(SQLiteError) -> Statement
  ) throws(SQLiteError) {
    pages = PageSource(try prepare("SELECT block FROM \(table)_data WHERE id = ?1"), lock)
    entries = try prepare(
      """
      SELECT pgno FROM \(table)_idx WHERE segid = ?1 AND term <= ?2 ORDER BY term DESC LIMIT 1
      """)
    further = try prepare(
      "SELECT pgno FROM \(table)_idx WHERE segid = ?1 AND term > ?2 AND term < ?3 ORDER BY term")
    segments = try pages.withBlock(SegmentFormat.structureID) { (list) throws(SQLiteError) in
      try SegmentList.read(list)
    }
  }

  // MARK: Terms of all segments

  /// Calls `body` with each term that begins with some bytes, in the order of its bytes within a segment, once for
  /// each segment that has it. The bytes are gone afterwards.
  func forEachTerm(
    beginningWith prefix: [UInt8], _ body: (_ term: UnsafeRawBufferPointer) -> Void
  ) throws(SQLiteError) {
    let prefix = [SegmentFormat.mainIndex] + prefix
    for segment in segments {
      try forEachTerm(beginningWith: prefix, in: segment) { term, _ in
        body(UnsafeRawBufferPointer(rebasing: term.dropFirst()))
      }
    }
  }

  /// Whether a term stands in the table, maybe only in rows that are gone.
  func holds(_ term: [UInt8]) throws(SQLiteError) -> Bool {
    let term = [SegmentFormat.mainIndex] + term
    for segment in segments where try holds(term, in: segment) { return true }
    return false
  }

  // MARK: One segment

  static let damage = SQLiteError(corruption: "a page of terms is damaged")

  /// Returns the rows of a term in one segment, nil where it does not stand there.
  ///
  /// - Parameter term: With the byte for the main index before it.
  func cursor(
    of term: UnsafeRawBufferPointer, in segment: Segment
  ) throws(SQLiteError) -> PostingCursor? {
    let number = max(segment.firstPage, try page(of: term, in: segment))
    guard number <= segment.lastPage else { return nil }
    let cursor = try pages.withPage(number, of: segment) { (page) throws(SQLiteError) in
      var rows: TermPage.Rows?
      guard let leaf = TermPage(page), leaf.find(term, &rows) else { throw Self.damage }
      return rows.map { PostingCursor(page, $0, number: number, of: segment, pages) }
    }
    try cursor?.rewind()
    return cursor
  }

  /// Bytes that two terms have in common, beside that for the main index, that lie on one page as a rule.
  private static let likelyNear = 4

  /// Returns the rows of terms in one segment, nil for each that does not stand there.
  ///
  /// A question looks for all stems of a word, which lie beside each other: a page is read once for all that are on it.
  ///
  /// - Parameter terms: Ascending, each with the byte for the main index before it; equal ones get rows of their own.
  func cursors(
    ofSorted terms: [[UInt8]], in segment: Segment
  ) throws(SQLiteError) -> [PostingCursor?] {
    var cursors: [PostingCursor?] = []
    cursors.reserveCapacity(terms.count)
    while cursors.count < terms.count {
      let number = try pageNumber(of: terms[cursors.count], in: segment)
      guard let number else {
        cursors.append(nil)
        continue
      }
      try pages.withPage(number, of: segment) { (page) throws(SQLiteError) in
        try find(terms, &cursors, on: page, number, of: segment)
      }
    }
    for cursor in cursors { try cursor?.rewind() }
    return cursors
  }

  /// Finds the next term, and those behind it that may be on the same page.
  private func find(
    _ terms: [[UInt8]], _ cursors: inout [PostingCursor?], on page: UnsafeRawBufferPointer,
    _ number: Int, of segment: Segment
  ) throws(SQLiteError) {
    guard let leaf = TermPage(page) else { throw Self.damage }
    var search = TermPage.Search(leaf)
    var rows: TermPage.Rows?
    var isFirst = true
    while cursors.count < terms.count {
      let term = terms[cursors.count]
      var shared = 0
      if !isFirst {
        shared = Self.sharedBytes(terms[cursors.count - 1], term)
        if shared <= Self.likelyNear { return }
      }
      // Of equal terms the rows stay as they were found.
      if isFirst || shared < term.count {
        if search.isAtEnd, !isFirst { return }
        rows = nil
        let isSound = term.span.withUnsafeBytes { search.find($0, shared: shared, &rows) }
        guard isSound else { throw Self.damage }
        // It may stand on a later page.
        if rows == nil, search.isAtEnd, !isFirst { return }
      }
      isFirst = false
      cursors.append(rows.map { PostingCursor(page, $0, number: number, of: segment, pages) })
    }
  }

  private static func sharedBytes(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var count = 0
    while count < first.count, count < second.count, first[count] == second[count] { count += 1 }
    return count
  }

  /// The page on which a term stands if it does, nil if there is none.
  private func pageNumber(of term: [UInt8], in segment: Segment) throws(SQLiteError) -> Int? {
    try term.span.withUnsafeBytes { (term) throws(SQLiteError) in
      let number = max(segment.firstPage, try page(of: term, in: segment))
      return number <= segment.lastPage ? number : nil
    }
  }

  /// Whether a term stands in one segment.
  ///
  /// - Parameter term: With the byte for the main index before it.
  private func holds(_ term: [UInt8], in segment: Segment) throws(SQLiteError) -> Bool {
    try term.span.withUnsafeBytes { (term) throws(SQLiteError) in
      let number = max(segment.firstPage, try page(of: term, in: segment))
      guard number <= segment.lastPage else { return false }
      return try pages.withPage(number, of: segment) { (page) throws(SQLiteError) in
        var rows: TermPage.Rows?
        guard let leaf = TermPage(page), leaf.find(term, &rows) else { throw Self.damage }
        return rows != nil
      }
    }
  }

  /// The page on which a term stands if it does; a merge may have taken it away.
  private func page(
    of term: UnsafeRawBufferPointer, in segment: Segment
  ) throws(SQLiteError) -> Int {
    if segment.firstPage == segment.lastPage { return segment.firstPage }
    entries.bind(segment.id, at: 1)
    entries.bind(uncopiedBlob: term, at: 2)
    defer { entries.reset() }
    guard try entries.step() else { return 0 }
    return Int(truncatingIfNeeded: entries.integer(0) >> 1)
  }

  /// Calls `body` with each term that begins with `prefix` and its rows, whose cursor has to be rewound.
  ///
  /// - Parameter prefix: With the byte for the main index before it.
  func forEachTerm(
    beginningWith prefix: [UInt8], in segment: Segment,
    _ body: (UnsafeRawBufferPointer, () -> PostingCursor) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    for number in try pageNumbers(prefix, in: segment) {
      // The cursors read other pages meanwhile.
      let page = try pages.withPage(number, of: segment) { Array($0) }
      var failure: SQLiteError?
      let isSound = page.withUnsafeBytes { page in
        TermPage(page)?.forEachTerm { term, rows in
          guard Self.begins(term, with: prefix) else { return true }
          do throws(SQLiteError) {
            try body(term) { PostingCursor(page, rows, number: number, of: segment, pages) }
          } catch {
            failure = error
          }
          return failure == nil
        }
      }
      if let failure { throw failure }
      if isSound != true { throw Self.damage }
    }
  }

  @inline(__always)
  private static func begins(_ term: UnsafeRawBufferPointer, with prefix: [UInt8]) -> Bool {
    guard term.count >= prefix.count else { return false }
    for index in prefix.indices where term[index] != prefix[index] { return false }
    return true
  }

  /// The pages on which terms with a beginning can stand.
  private func pageNumbers(
    _ prefix: [UInt8], in segment: Segment
  ) throws(SQLiteError) -> [Int] {
    // UTF-8 has no such byte.
    let end = prefix + [0xFF]
    return try prefix.span.withUnsafeBytes { (prefix) throws(SQLiteError) in
      try end.span.withUnsafeBytes { (end) throws(SQLiteError) in
        let first = max(segment.firstPage, try page(of: prefix, in: segment))
        further.bind(segment.id, at: 1)
        further.bind(uncopiedBlob: prefix, at: 2)
        further.bind(uncopiedBlob: end, at: 3)
        defer { further.reset() }
        var pages = [first]
        while try further.step() {
          let number = Int(truncatingIfNeeded: further.integer(0) >> 1)
          if number > pages[pages.count - 1] { pages.append(number) }
        }
        return pages.filter { $0 <= segment.lastPage }
      }
    }
  }
}
