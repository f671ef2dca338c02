import SQLite

/// Finds the rows of terms in one full-text table: of words, beginnings of words, and words in a row.
struct TermRows {
  private let reader: FullTextReader
  private let table: FullTextTable

  init(_ table: FullTextTable, _ index: NoteIndex) throws(SQLiteError) {
    self.table = table
    reader = try FullTextReader(table.name, index)
  }

  /// Returns the rows that hold tokens in a row; no row comes twice, and of one cursor they ascend.
  ///
  /// A row without a place is one that is gone.
  ///
  /// - Parameter isPrefix: Whether the last token may be the beginning of a longer one.
  func cursors(of tokens: [String], isPrefix: Bool) throws(SQLiteError) -> [PostingCursor] {
    var inTurn: [[PostingCursor]] = []
    for (place, token) in tokens.enumerated() {
      let isBeginning = isPrefix && place == tokens.count - 1
      let rows = try rows(of: token, isBeginning)
      if rows.isEmpty { return [] }
      inTurn.append(rows)
    }
    return inTurn.count == 1 ? inTurn[0] : [try Phrase(inTurn).rows()]
  }

  /// Returns how many rows hold a token, those of notes that are gone among them.
  func count(of token: String) throws(SQLiteError) -> Int {
    var count = 0
    for cursor in try cursors(of: [token], isPrefix: false) {
      try cursor.forEachRow(before: .max) { _, places in
        if !places.isEmpty { count += 1 }
      }
    }
    return count
  }

  /// Returns about how many rows hold a token: all are counted of a rare one, and the first ones of a common one.
  ///
  /// - Parameter limit: The first number that no row has.
  func estimatedCount(of token: String, rowsBelow limit: Int) throws(SQLiteError) -> Int {
    let cursors = try cursors(of: [token], isPrefix: false)
    if cursors.isEmpty { return 0 }
    var count = 0
    var end = 0
    while end < limit, count < Self.mostCounted {
      end = min(limit, end + Self.countedRows)
      for cursor in cursors {
        try cursor.forEachRow(before: end) { _, places in
          if !places.isEmpty { count += 1 }
        }
      }
    }
    return end == 0 ? 0 : count * limit / end
  }

  /// Rows with a token that suffice for an estimate, and rows that are read at a time.
  private static let (mostCounted, countedRows) = (2048, 8192)

  // MARK: Words

  private func rows(of token: String, _ isPrefix: Bool) throws(SQLiteError) -> [PostingCursor] {
    let term = [SegmentFormat.mainIndex] + Array(token.utf8)
    if isPrefix { return try rows(beginningWith: term) }
    var cursors: [PostingCursor] = []
    for segment in reader.segments {
      if let cursor = try cursor(of: term, in: segment) { cursors.append(cursor) }
    }
    // Where rows change, one segment alone does not tell what is in them.
    if table.hasChangingRows, cursors.count > 1 {
      var keys: [UInt64] = []
      try appendKeys(of: cursors, to: &keys)
      return try Self.cursors(&keys)
    }
    return cursors
  }

  private func rows(beginningWith prefix: [UInt8]) throws(SQLiteError) -> [PostingCursor] {
    var keys: [UInt64] = []
    var changing: [[UInt8]: [PostingCursor]] = [:]
    for segment in reader.segments {
      try reader.forEachTerm(beginningWith: prefix, in: segment) {
        (term, cursor) throws(SQLiteError) in
        let cursor = cursor()
        try cursor.rewind()
        if table.hasChangingRows {
          changing[Array(term), default: []].append(cursor)
        } else {
          try cursor.forEachRow(before: .max) {
            PostingPlaces.appendKeys(of: $1, row: $0, to: &keys)
          }
        }
      }
    }
    for cursors in changing.values { try appendKeys(of: cursors, to: &keys) }
    return try Self.cursors(&keys)
  }

  private func cursor(
    of term: [UInt8], in segment: Segment
  ) throws(SQLiteError) -> PostingCursor? {
    try term.span.withUnsafeBytes { (term) throws(SQLiteError) in
      try reader.cursor(of: term, in: segment)
    }
  }

  /// Appends the places of a term as the newest segment that knows a row has them.
  ///
  /// - Parameter cursors: One for each segment, from the oldest one on.
  private func appendKeys(
    of cursors: [PostingCursor], to keys: inout [UInt64]
  ) throws(SQLiteError) {
    var seen: Set<Int> = []
    for cursor in cursors.reversed() {
      try cursor.forEachRow(before: .max) { row, places in
        if cursors.count > 1, !seen.insert(row).inserted { return }
        PostingPlaces.appendKeys(of: places, row: row, to: &keys)
      }
    }
  }

  private static func cursors(_ keys: inout [UInt64]) throws(SQLiteError) -> [PostingCursor] {
    guard !keys.isEmpty else { return [] }
    keys.sort()
    // Forms of one word stand at the same place.
    var count = 1
    for key in keys where key != keys[count - 1] {
      keys[count] = key
      count += 1
    }
    keys.removeSubrange(count...)
    let cursor = PostingCursor(PostingPlaces.rows(of: keys))
    try cursor.rewind()
    return [cursor]
  }
}
