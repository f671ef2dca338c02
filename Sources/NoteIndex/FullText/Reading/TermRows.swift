import SQLite

/// Finds the rows of terms in one full-text table: of words, beginnings of words, and words in a row.
struct TermRows {
  private let reader: FullTextReader
  /// Whether rows are taken out or written anew: then what a newer segment says of a row voids what an older one says.
  private let hasChangingRows: Bool

  init(_ reader: FullTextReader, hasChangingRows: Bool) {
    self.reader = reader
    self.hasChangingRows = hasChangingRows
  }

  /// Returns the rows that hold tokens in a row; no row comes twice, and of one cursor they ascend.
  ///
  /// A row without a place is one that is gone.
  ///
  /// - Parameter isPrefix: Whether the last token may be the beginning of a longer one.
  func cursors(of tokens: [String], isPrefix: Bool) throws(SQLiteError) -> [PostingCursor] {
    try cursors(of: words(of: tokens, isPrefix: isPrefix), tokens: tokens.count)
  }

  /// Returns the rows that hold the words of so many tokens in a row.
  func cursors(of words: [Phrase.Word], tokens: Int) throws(SQLiteError) -> [PostingCursor] {
    if tokens <= 1 || words.isEmpty { return words.first?.cursors ?? [] }
    var phrase = Phrase(words)
    return [try phrase.rows()]
  }

  /// Returns the words of tokens in a row, each once and with its rows; none if one of them is nowhere.
  ///
  /// - Parameter isPrefix: Whether the last token may be the beginning of a longer one.
  func words(of tokens: [String], isPrefix: Bool) throws(SQLiteError) -> [Phrase.Word] {
    var words: [Phrase.Word] = []
    for (place, token) in tokens.enumerated() {
      let isBeginning = isPrefix && place == tokens.count - 1
      let known = words.firstIndex { $0.token == token }
      if let known, !isBeginning {
        words[known].distances.append(place)
        continue
      }
      let rows = try rows(of: token, isBeginning)
      if rows.isEmpty { return [] }
      words.append(Phrase.Word(token: token, cursors: rows, distances: [place]))
    }
    return words
  }

  /// Returns the rows of each of some tokens, as `cursors(of:isPrefix:)` has them; the pages of the table are read in
  /// their order, each once for tokens that begin alike.
  func cursors(ofEach tokens: [String]) throws(SQLiteError) -> [[PostingCursor]] {
    let terms = tokens.map { [SegmentFormat.mainIndex] + Array($0.utf8) }
    let order = terms.indices.sorted { terms[$0].lexicographicallyPrecedes(terms[$1]) }
    let sorted = order.map { terms[$0] }
    var found = Array(repeating: [PostingCursor](), count: tokens.count)
    for segment in reader.segments {
      let cursors = try reader.cursors(ofSorted: sorted, in: segment)
      for (place, cursor) in zip(order, cursors) {
        if let cursor { found[place].append(cursor) }
      }
    }
    for place in found.indices { found[place] = try settled(found[place]) }
    return found
  }

  // MARK: Words

  private func rows(of token: String, _ isPrefix: Bool) throws(SQLiteError) -> [PostingCursor] {
    let term = [SegmentFormat.mainIndex] + Array(token.utf8)
    if isPrefix { return try rows(beginningWith: term) }
    var cursors: [PostingCursor] = []
    for segment in reader.segments {
      if let cursor = try cursor(of: term, in: segment) { cursors.append(cursor) }
    }
    return try settled(cursors)
  }

  /// The rows of one term in all segments: where rows change, one segment alone does not tell what is in them.
  private func settled(_ cursors: [PostingCursor]) throws(SQLiteError) -> [PostingCursor] {
    guard hasChangingRows, cursors.count > 1 else { return cursors }
    let rows = try Self.merged(cursors)
    return rows.row == .max ? [] : [rows]
  }

  /// Returns rows as the newest segment that knows them has them.
  ///
  /// - Parameter cursors: One for each segment, from the oldest one on.
  private static func merged(_ cursors: [PostingCursor]) throws(SQLiteError) -> PostingCursor {
    var rows = RowList()
    while let row = cursors.lazy.map(\.row).min(), row != .max {
      var isKnown = false
      for cursor in cursors.reversed() where cursor.row == row {
        try cursor.forEachRow(before: row + 1) { _, places in
          if isKnown || places.isEmpty { return }
          rows.add(row, places.bytes)
        }
        isKnown = true
      }
    }
    return try rows.cursor()
  }

  private func rows(beginningWith prefix: [UInt8]) throws(SQLiteError) -> [PostingCursor] {
    var cursors: [PostingCursor] = []
    var changing: [[UInt8]: [PostingCursor]] = [:]
    for segment in reader.segments {
      try reader.forEachTerm(beginningWith: prefix, in: segment) {
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
    var union = RowUnion(cursors)
    let rows = try union.rows()
    return rows.row == .max ? [] : [rows]
  }

  private func cursor(
    of term: [UInt8], in segment: Segment
  ) throws(SQLiteError) -> PostingCursor? {
    try term.span.withUnsafeBytes { (term) throws(SQLiteError) in
      try reader.cursor(of: term, in: segment)
    }
  }
}
