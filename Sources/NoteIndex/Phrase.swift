// The words of a saying (`to be or not to be`) stand in most rows. So a stretch of rows is gone over word by word: first
// which rows hold all words, which needs no places; then the places, those of the rarest word first, and of the other
// words only in rows that are still of interest.

import SQLite

/// Words in a row.
///
/// While FTS5 merges segments little by little, the rows of one word may be in the new one already and those of
/// another in the old ones: so each word is looked for in all.
struct Phrase: ~Copyable {
  /// A word, and how far behind the first one it stands.
  struct Word {
    var token: String
    /// They share no row.
    var cursors: [PostingCursor]
    var distances: [Int]
    /// Rows of the last stretch that hold it.
    var count = 0
  }

  /// Rows that are gone over at once.
  private let stretch: Int

  /// The rarest one of the last stretch first.
  private var words: [Word]
  /// How many words each row of the stretch holds, of those that were looked for.
  private let held: UnsafeMutablePointer<UInt16>
  /// Where the phrase may begin in the stretch, as far as its words were looked for.
  private var starts = PhraseStarts()
  private var found: [UInt64] = []

  /// - Parameter words: Each once, with all its distances; no more than 65,535.
  init(_ words: [Word], stretch: Int = 16384) {
    self.words = words
    self.stretch = stretch
    held = .allocate(capacity: stretch)
  }

  deinit { held.deallocate() }

  /// Returns the rows that hold the words in a row, with the places of the first one.
  mutating func rows() throws(SQLiteError) -> PostingCursor {
    var row = 0
    while true {
      for word in words {
        var nearest = Int.max
        for cursor in word.cursors {
          try cursor.seek(row)
          nearest = min(nearest, cursor.row)
        }
        // No row before the first one of a word holds all.
        row = max(row, nearest)
      }
      if row == .max { break }
      let stretch = row..<row + self.stretch
      if try findRows(stretch) { try findPlaces(stretch) }
      row = stretch.upperBound
      words.sort { $0.count < $1.count }
    }
    let cursor = PostingCursor(PostingPlaces.rows(of: found))
    try cursor.rewind()
    return cursor
  }

  /// Finds the rows of a stretch that hold all words; returns whether there is one.
  private mutating func findRows(_ stretch: Range<Int>) throws(SQLiteError) -> Bool {
    let (held, start) = (held, stretch.lowerBound)
    held.update(repeating: 0, count: stretch.count)
    for place in words.indices {
      let before = UInt16(truncatingIfNeeded: place)
      var (all, count) = (0, 0)
      for cursor in words[place].cursors {
        try cursor.seek(start)
        cursor.setMark()
        try cursor.forEachRow(before: stretch.upperBound) { row, _ in
          let isHeld: UInt16 = held[row &- start] == before ? 1 : 0
          held[row &- start] &+= isHeld
          all &+= Int(isHeld)
          count &+= 1
        }
      }
      words[place].count = count
      if all == 0 { return false }
    }
    return true
  }

  /// Finds the places in the rows of a stretch that hold all words.
  private mutating func findPlaces(_ stretch: Range<Int>) throws(SQLiteError) {
    let (held, start, all) = (held, stretch.lowerBound, UInt16(truncatingIfNeeded: words.count))
    let starts = starts
    starts.removeAll()
    var isFirst = true
    for word in words {
      for distance in word.distances {
        for cursor in word.cursors {
          try cursor.goBackToMark()
          starts.goBack()
          if isFirst {
            try cursor.forEachRow(before: stretch.upperBound) { row, places in
              if held[row &- start] == all { starts.add(places, row, distance) }
            }
          } else {
            try cursor.forEachRow(before: stretch.upperBound) { row, places in
              starts.keep(places, row, distance)
            }
          }
        }
        starts.finishWord(isSorted: word.cursors.count == 1)
        if starts.isEmpty { return }
        isFirst = false
      }
    }
    starts.append(to: &found)
  }
}
