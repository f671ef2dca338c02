// The words of a saying (`to be or not to be`) stand in most rows, and many rows hold all of them somewhere. So a
// stretch of rows is gone over word by word, the rarest one first, and 64 bits for each row tell where the phrase can
// begin, the places being counted modulo 64: most rows have no such place after the second word. What is left then is
// looked at place by place.

import SQLite

/// Words in a row.
///
/// While FTS5 merges segments little by little, the rows of one word may be in the new one already and those of
/// another in the old ones: so each word is looked for in all.
package struct Phrase: ~Copyable {
  /// A word, and how far after the first one it stands.
  package struct Word {
    var token: String
    /// They share no row.
    var cursors: [PostingCursor]
    var distances: [Int]

    /// Whether it stands in many rows; a rare word at the end of a page passes for one.
    package var isCommon: Bool { cursors.contains(where: \.isLong) }
  }

  /// Rows that are gone over at once: what is put aside of them should stay in the processor's cache.
  private let stretch: Int

  /// The rarest one of the last stretch first.
  private var words: [(word: Word, aside: StretchPlaces)]
  /// How many words each row of the stretch holds, of those that were looked for, as far as the phrase can begin.
  private let held: UnsafeMutablePointer<UInt16>
  /// Where it can begin in rows that hold a word.
  private let masks: UnsafeMutablePointer<UInt64>
  private var starts = PhraseStarts()

  /// - Parameter words: Each once, with all its distances; no more than 65,535.
  init(_ words: [Word], stretch: Int = 4096) {
    self.words = words.map { ($0, StretchPlaces(stretch)) }
    self.stretch = stretch
    held = .allocate(capacity: stretch)
    masks = .allocate(capacity: stretch)
  }

  deinit {
    held.deallocate()
    masks.deallocate()
  }

  /// Returns the rows that hold the words in a row, with the places of the first one.
  mutating func postings() throws(SQLiteError) -> PostingCursor {
    var found = PostingList()
    var row = 0
    while true {
      for (word, _) in words {
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
      if try findRows(stretch) { findPlaces(stretch, &found) }
      row = stretch.upperBound
      words.sort { $0.aside.count < $1.aside.count }
    }
    return try found.cursor()
  }

  /// Finds the rows of a stretch that may hold the phrase; returns whether there is one.
  private func findRows(_ stretch: Range<Int>) throws(SQLiteError) -> Bool {
    held.update(repeating: 0, count: stretch.count)
    for (place, (word, aside)) in words.enumerated() {
      aside.removeAll()
      for cursor in word.cursors { try cursor.seek(stretch.lowerBound) }
      try word.distances.span.withUnsafeBufferPointer { (distances) throws(SQLiteError) in
        for cursor in word.cursors {
          try findRows(stretch, cursor, distances, UInt16(truncatingIfNeeded: place), aside)
        }
      }
      if aside.isEmpty { return false }
    }
    return true
  }

  private func findRows(
    _ stretch: Range<Int>, _ cursor: PostingCursor, _ distances: UnsafeBufferPointer<Int>,
    _ before: UInt16, _ aside: StretchPlaces
  ) throws(SQLiteError) {
    let (held, masks, start) = (held, masks, stretch.lowerBound)
    var count = 0
    try cursor.forEachPosting(before: stretch.upperBound) { row, places in
      count &+= 1
      let row = row &- start
      if held[row] != before { return }
      let own = places.mask
      var mask = before == 0 ? .max : masks[row]
      for distance in distances {
        let behind = UInt64(truncatingIfNeeded: distance & 63)
        mask &= own &>> behind | own &<< (64 &- behind)
      }
      if mask == 0 { return }
      masks[row] = mask
      held[row] = before &+ 1
      aside.add(places, row)
    }
    aside.count += count
  }

  /// Finds the places in the rows of a stretch that may hold the phrase, and adds those rows.
  private mutating func findPlaces(_ stretch: Range<Int>, _ found: inout PostingList) {
    let all = UInt16(truncatingIfNeeded: words.count)
    // Without a reference in them: counting those for each row would cost more than the look at its places.
    let steps = words.flatMap { word, aside in
      word.distances.map { (aside: aside.readable, distance: $0) }
    }
    steps.withUnsafeBufferPointer { steps in
      for place in 0..<stretch.count where held[place] == all {
        starts.begin(steps[0].aside[place], steps[0].distance)
        var next = 1
        while next < steps.count, !starts.isEmpty {
          starts.keep(steps[next].aside[place], steps[next].distance)
          next += 1
        }
        starts.add(row: stretch.lowerBound + place, to: &found)
      }
    }
  }
}
