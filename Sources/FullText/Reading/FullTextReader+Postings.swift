import SQLite

// The postings of words and of beginnings of words, from all segments.
extension FullTextReader {
  func postings(of token: String) throws(SQLiteError) -> [PostingCursor] {
    let term = [SegmentFormat.mainIndex] + Array(token.utf8)
    var cursors: [PostingCursor] = []
    for segment in segments {
      if let cursor = try cursor(of: term, in: segment) { cursors.append(cursor) }
    }
    return try settled(cursors)
  }

  /// The postings of one term in all segments: where rows change, one segment alone does not tell what is in them.
  func settled(_ cursors: [PostingCursor]) throws(SQLiteError) -> [PostingCursor] {
    guard hasChangingRows, cursors.count > 1 else { return cursors }
    let postings = try Self.merged(cursors)
    return postings.row == .max ? [] : [postings]
  }

  /// Returns rows as the newest segment that knows them has them.
  ///
  /// - Parameter cursors: One for each segment, from the oldest one on.
  private static func merged(_ cursors: [PostingCursor]) throws(SQLiteError) -> PostingCursor {
    var postings = PostingList()
    while let row = cursors.lazy.map(\.row).min(), row != .max {
      var isKnown = false
      for cursor in cursors.reversed() where cursor.row == row {
        try cursor.forEachPosting(before: row + 1) { _, places in
          if isKnown || places.isEmpty { return }
          postings.add(row, places.bytes)
        }
        isKnown = true
      }
    }
    return try postings.cursor()
  }

  func postings(beginningWith text: String) throws(SQLiteError) -> [PostingCursor] {
    let prefix = [SegmentFormat.mainIndex] + Array(text.utf8)
    var cursors: [PostingCursor] = []
    var changing: [[UInt8]: [PostingCursor]] = [:]
    for segment in segments {
      try forEachTerm(beginningWith: prefix, in: segment) {
        (term, cursor) throws(SQLiteError) in
        let cursor = cursor()
        try cursor.rewind()
        if hasChangingRows {
          changing[Array(term), default: []].append(cursor)
        } else {
          cursors.append(cursor)
        }
      }
    }
    for segments in changing.values {
      cursors.append(segments.count == 1 ? segments[0] : try Self.merged(segments))
    }
    if cursors.isEmpty { return [] }
    var union = PostingUnion(cursors)
    let postings = try union.postings()
    return postings.row == .max ? [] : [postings]
  }

  private func cursor(
    of term: [UInt8], in segment: Segment
  ) throws(SQLiteError) -> PostingCursor? {
    try term.span.withUnsafeBytes { (term) throws(SQLiteError) in
      try cursor(of: term, in: segment)
    }
  }
}
