// A beginning of a word stands for up to thousands of terms, whose rows overlap. Most rows hold one of them, whose places
// are copied as they are.

import SQLite

/// The rows that hold at least one of several terms.
struct PostingUnion: ~Copyable {
  /// The places of one term in a row, and the index of the piece that was found there before; -1 for none.
  private struct Piece {
    var start: Int
    var count: Int32
    var before: Int32
  }

  /// Rows that are gone over at once.
  private let stretch: Int
  private let cursors: [PostingCursor]
  /// The last piece of each row.
  private let last: UnsafeMutablePointer<Int32>
  private var pieces: [Piece] = []
  private var bytes = GrowingBytes(room: 1 << 16)
  private var keys: UnsafeMutablePointer<UInt64>
  private var mostKeys = 256

  init(_ cursors: [PostingCursor], stretch: Int = 16384) {
    self.cursors = cursors
    self.stretch = stretch
    last = .allocate(capacity: stretch)
    keys = .allocate(capacity: mostKeys)
  }

  deinit {
    last.deallocate()
    keys.deallocate()
  }

  /// Returns all rows, each with the places of all terms.
  mutating func postings() throws(SQLiteError) -> PostingCursor {
    var postings = PostingList()
    while let first = cursors.lazy.map(\.row).min(), first != .max {
      try read(first..<first + stretch)
      for place in 0..<stretch where last[place] >= 0 {
        let piece = pieces[Int(last[place])]
        if piece.before < 0 {
          postings.add(first + place, places(of: piece))
        } else {
          postings.add(first + place, keys: joined(piece))
        }
      }
    }
    return try postings.cursor()
  }

  private func places(of piece: Piece) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes.start + piece.start, count: Int(piece.count))
  }

  /// Reads what all terms have in a stretch of rows.
  private mutating func read(_ rows: Range<Int>) throws(SQLiteError) {
    last.update(repeating: -1, count: stretch)
    var pieces: [Piece] = []
    swap(&pieces, &self.pieces)
    pieces.removeAll(keepingCapacity: true)
    bytes.count = 0
    let (last, first) = (last, rows.lowerBound)
    for cursor in cursors where cursor.row < rows.upperBound {
      try cursor.forEachPosting(before: rows.upperBound) { row, places in
        // A row that is gone.
        if places.isEmpty { return }
        let place = row &- first
        let piece = Piece(
          start: bytes.count, count: Int32(truncatingIfNeeded: places.count), before: last[place])
        bytes.append(places.bytes)
        last[place] = Int32(truncatingIfNeeded: pieces.count)
        pieces.append(piece)
      }
    }
    swap(&pieces, &self.pieces)
  }

  /// Joins the places of several terms in one row: forms of one word may stand at the same place.
  private mutating func joined(_ piece: Piece) -> UnsafeBufferPointer<UInt64> {
    var count = 0
    var piece = piece
    while true {
      makeRoom(for: count + Int(piece.count))
      let keys = keys
      PostingPlaces.forEachPlace(in: places(of: piece)) { column, position in
        let key = PostingPlaces.key(0, column, position)
        // The places of a term ascend, and most rows hold few: each goes to where it belongs at once.
        var place = count
        if count < Self.mostMoved {
          while place > 0, keys[place &- 1] > key {
            keys[place] = keys[place &- 1]
            place &-= 1
          }
        }
        keys[place] = key
        count &+= 1
        return true
      }
      if piece.before < 0 { break }
      piece = pieces[Int(piece.before)]
    }
    var all = UnsafeMutableBufferPointer(start: keys, count: count)
    if count > Self.mostMoved { all.sort() }
    return UnsafeBufferPointer(all)
  }

  /// Keys among which a further one is put where it belongs; of more all are sorted once.
  private static let mostMoved = 32

  private mutating func makeRoom(for count: Int) {
    if count <= mostKeys { return }
    let old = keys
    let room = max(count, 2 * mostKeys)
    keys = .allocate(capacity: room)
    keys.initialize(from: old, count: mostKeys)
    old.deallocate()
    mostKeys = room
  }
}
