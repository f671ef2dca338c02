import SQLite

/// Words in a row.
///
/// While FTS5 merges segments little by little, the rows of one word may be in the new one already and those of
/// another in the old ones: so each word is looked for in all.
struct Phrase {
  private let words: [[PostingCursor]]

  /// - Parameter words: For each word cursors that share no row.
  init(_ words: [[PostingCursor]]) {
    self.words = words
  }

  /// Returns the rows that hold the words in a row, with the places of the first one.
  func rows() throws(SQLiteError) -> PostingCursor {
    var found: [UInt64] = []
    var starts: [UInt64] = []
    var next: [UInt64] = []
    var row = 0
    while row != .max {
      let furthest = try furthest(from: row)
      if furthest > row {
        row = furthest
        continue
      }
      for (distance, cursors) in words.enumerated() {
        next.removeAll(keepingCapacity: true)
        for cursor in cursors {
          try cursor.forEachRow(before: row + 1) {
            PostingPlaces.appendKeys(of: $1, row: $0, to: &next)
          }
        }
        if distance == 0 {
          swap(&starts, &next)
        } else {
          Self.keep(&starts, at: distance, before: next)
        }
      }
      found += starts
      row += 1
    }
    let cursor = PostingCursor(PostingPlaces.rows(of: found))
    try cursor.rewind()
    return cursor
  }

  /// The first row from `row` on that may hold all words; `row` itself if it does.
  private func furthest(from row: Int) throws(SQLiteError) -> Int {
    var furthest = row
    for cursors in words {
      var nearest = Int.max
      for cursor in cursors {
        try cursor.seek(furthest)
        nearest = min(nearest, cursor.row)
      }
      furthest = nearest
    }
    return furthest
  }

  /// Keeps those places that one of `others` follows at a distance.
  private static func keep(
    _ places: inout [UInt64], at distance: Int, before others: [UInt64]
  ) {
    var count = 0
    var other = 0
    for place in places {
      let wanted = place + UInt64(distance)
      while other < others.count, others[other] < wanted { other += 1 }
      guard other < others.count, others[other] == wanted else { continue }
      places[count] = place
      count += 1
    }
    places.removeSubrange(count...)
  }
}
