// A beginning of a word stands for up to thousands of terms, whose rows overlap. Most rows hold one of them, whose places
// are copied as they are.

import SQLite

/// The rows that hold at least one of several terms.
struct PostingUnion: ~Copyable {
  /// The places of one term in a row, and the index of the piece that was found there before; -1 for none.
  private struct Piece {
    var bytes: Range<Int>
    var before: Int32
  }

  /// Rows that are gone over at once.
  private let stretch: Int
  private let cursors: [PostingCursor]
  /// The last piece of each row.
  private let last: UnsafeMutablePointer<Int32>
  private var pieces: [Piece] = []
  private var bytes: [UInt8] = []
  private var keys: [UInt64] = []
  private var places: [UInt8] = []

  init(_ cursors: [PostingCursor], stretch: Int = 16384) {
    self.cursors = cursors
    self.stretch = stretch
    last = .allocate(capacity: stretch)
  }

  deinit { last.deallocate() }

  /// Returns all rows, each with the places of all terms.
  mutating func postings() throws(SQLiteError) -> PostingCursor {
    var postings = PostingList()
    while let first = cursors.lazy.map(\.row).min(), first != .max {
      try read(first..<first + stretch)
      for row in first..<first + stretch where last[row - first] >= 0 {
        let piece = pieces[Int(last[row - first])]
        if piece.before < 0 {
          bytes.withUnsafeBytes {
            postings.add(row, UnsafeRawBufferPointer(rebasing: $0[piece.bytes]))
          }
        } else {
          join(piece)
          places.withUnsafeBytes { postings.add(row, $0) }
        }
      }
    }
    return try postings.cursor()
  }

  /// Reads what all terms have in a stretch of rows.
  private mutating func read(_ rows: Range<Int>) throws(SQLiteError) {
    last.update(repeating: -1, count: stretch)
    var pieces: [Piece] = []
    var bytes: [UInt8] = []
    swap(&pieces, &self.pieces)
    swap(&bytes, &self.bytes)
    pieces.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    let (last, first) = (last, rows.lowerBound)
    for cursor in cursors where cursor.row < rows.upperBound {
      try cursor.forEachPosting(before: rows.upperBound) { row, places in
        // A row that is gone.
        if places.isEmpty { return }
        let start = bytes.count
        bytes += places.bytes
        pieces.append(Piece(bytes: start..<bytes.count, before: last[row - first]))
        last[row - first] = Int32(truncatingIfNeeded: pieces.count - 1)
      }
    }
    swap(&pieces, &self.pieces)
    swap(&bytes, &self.bytes)
  }

  /// Joins the places of several terms in one row, each once: forms of one word stand at the same place.
  private mutating func join(_ piece: Piece) {
    keys.removeAll(keepingCapacity: true)
    var piece = piece
    while true {
      bytes.withUnsafeBytes { bytes in
        let own = UnsafeRawBufferPointer(rebasing: bytes[piece.bytes])
        PostingPlaces.appendKeys(of: own, row: 0, to: &keys)
      }
      if piece.before < 0 { break }
      piece = pieces[Int(piece.before)]
    }
    keys.sort()
    places.removeAll(keepingCapacity: true)
    PostingPlaces.append(keys, to: &places)
  }
}
