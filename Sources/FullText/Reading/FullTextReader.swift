import SQLite

/// Reads the postings of terms from the pages of one full-text table.
///
/// What FTS5 holds back until the end of a transaction is not on its pages: read outside of `write`.
final class FullTextReader: TermSource {
  let pages: PageSource
  private let entries: Statement
  private let further: Statement
  /// Oldest first.
  let segments: [Segment]
  /// Whether what a newer segment says of a row voids what an older one says.
  let hasChangingRows: Bool

  init(
    _ table: String, _ pages: PageSource, _ segments: [Segment], hasChangingRows: Bool,
    prepare: (_ sql: String) throws(SQLiteError) -> Statement
  ) throws(SQLiteError) {
    self.pages = pages
    self.segments = segments
    self.hasChangingRows = hasChangingRows
    entries = try prepare(
      """
      SELECT pgno FROM \(table)_idx WHERE segid = ?1 AND term <= ?2 ORDER BY term DESC LIMIT 1
      """)
    further = try prepare(
      "SELECT pgno FROM \(table)_idx WHERE segid = ?1 AND term > ?2 AND term < ?3 ORDER BY term")
  }

  // MARK: Terms of all segments

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

  // MARK: One segment

  static let damage = SQLiteError(corruption: "a page of terms is damaged")

  /// Returns the postings of a term in one segment, nil where it does not stand there.
  ///
  /// - Parameter term: With the byte for the main index before it.
  func cursor(
    of term: UnsafeRawBufferPointer, in segment: Segment
  ) throws(SQLiteError) -> PostingCursor? {
    let number = max(segment.firstPage, try page(of: term, in: segment))
    guard number <= segment.lastPage else { return nil }
    let cursor = try pages.withPage(number, of: segment) { (page) throws(SQLiteError) in
      var postings: TermPage.Postings?
      guard let leaf = TermPage(page), leaf.find(term, &postings) else { throw Self.damage }
      return postings.map { PostingCursor(page, $0, number: number, of: segment, pages) }
    }
    try cursor?.rewind()
    return cursor
  }

  /// The page on which a term stands if it does; a merge may have taken it away.
  func page(
    of term: UnsafeRawBufferPointer, in segment: Segment
  ) throws(SQLiteError) -> Int {
    if segment.firstPage == segment.lastPage { return segment.firstPage }
    entries.bind(segment.id, at: 1)
    entries.bind(uncopiedBlob: term, at: 2)
    defer { entries.reset() }
    guard try entries.step() else { return 0 }
    return Int(truncatingIfNeeded: entries.integer(0) >> 1)
  }

  /// Calls `body` with each term that begins with `prefix` and its postings, whose cursor has to be rewound.
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
        TermPage(page)?.forEachTerm { term, postings in
          guard Self.begins(term, with: prefix) else { return true }
          do throws(SQLiteError) {
            try body(term) { PostingCursor(page, postings, number: number, of: segment, pages) }
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
