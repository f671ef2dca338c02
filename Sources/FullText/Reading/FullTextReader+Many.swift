import SQLite

// Many terms at once. A question looks for all stems of its words, which lie beside each other, and a slip of the finger
// for every word that may have been meant: each page is read once for all that are on it, and gone over once.
extension FullTextReader {
  func postings(ofEach tokens: [String]) throws(SQLiteError) -> [[PostingCursor]] {
    var found = Array(repeating: [PostingCursor](), count: tokens.count)
    try forEach(of: tokens.map { Array($0.utf8) }) { place, cursor in
      found[place].append(cursor())
    }
    for place in found.indices {
      for cursor in found[place] { try cursor.rewind() }
      found[place] = try settled(found[place])
    }
    return found
  }

  func held(among terms: [[UInt8]]) throws(SQLiteError) -> [Bool] {
    var held = Array(repeating: false, count: terms.count)
    try forEach(of: terms) { place, _ in held[place] = true }
    return held
  }

  /// Calls `body` for each term, by its place, and each segment that has it, from the oldest one on, with what makes a
  /// cursor of its postings.
  private func forEach(
    of terms: [[UInt8]], _ body: (_ place: Int, _ cursor: () -> PostingCursor) -> Void
  ) throws(SQLiteError) {
    let order = terms.indices.sorted { terms[$0].lexicographicallyPrecedes(terms[$1]) }
    let sorted = order.map { [SegmentFormat.mainIndex] + terms[$0] }
    for segment in segments {
      var next = 0
      while next < sorted.count {
        let number = try pageNumber(of: sorted[next], in: segment)
        guard number <= segment.lastPage else {
          next += 1
          continue
        }
        let isDense = sorted.count - next > segment.lastPage - segment.firstPage
        try pages.withPage(number, of: segment) { (page) throws(SQLiteError) in
          guard
            Self.find(
              sorted, from: &next, on: page, isDense,
              { place, postings in
                body(order[place]) {
                  PostingCursor(page, postings, number: number, of: segment, pages)
                }
              })
          else { throw Self.damage }
        }
      }
    }
  }

  /// Bytes that two terms have in common, beside that for the main index, that lie on one page as a rule.
  private static let likelyNear = 4

  /// Finds the next term, and those after it that are or may be on the same page; returns false where the page makes no
  /// sense.
  ///
  /// - Parameter isDense: Whether the page may well have any of the terms behind.
  private static func find(
    _ terms: [[UInt8]], from next: inout Int, on page: UnsafeRawBufferPointer, _ isDense: Bool,
    _ found: (_ place: Int, TermPage.Postings) -> Void
  ) -> Bool {
    guard let leaf = TermPage(page) else { return false }
    var search = TermPage.Search(leaf)
    var postings: TermPage.Postings?
    let first = next
    while next < terms.count {
      let term = terms[next]
      var shared = 0
      if next > first {
        shared = sharedBytes(terms[next - 1], term)
        if shared <= likelyNear, !isDense { return true }
      }
      // Of equal terms the postings stay as they were found.
      if next == first || shared < term.count {
        if next > first, search.isAtEnd { return true }
        postings = nil
        guard term.span.withUnsafeBytes({ search.find($0, shared: shared, &postings) }) else {
          return false
        }
        // It may stand on a later page.
        if postings == nil, search.isAtEnd, next > first { return true }
      }
      if let postings { found(next, postings) }
      next += 1
    }
    return true
  }

  private static func sharedBytes(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var count = 0
    while count < first.count, count < second.count, first[count] == second[count] { count += 1 }
    return count
  }

  /// The page on which a term stands if it does, one after the last page if there is none.
  private func pageNumber(of term: [UInt8], in segment: Segment) throws(SQLiteError) -> Int {
    try term.span.withUnsafeBytes { (term) throws(SQLiteError) in
      max(segment.firstPage, try page(of: term, in: segment))
    }
  }
}
