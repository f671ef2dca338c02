/// Where a phrase may begin in one row: places that ascend, and what is left of them after a further word.
struct PhraseStarts {
  /// Keys of places in row 0.
  private var starts: [UInt64] = []

  var isEmpty: Bool { starts.isEmpty }

  /// Begins with what the places of a word at this distance make possible.
  mutating func begin(_ places: UnsafeRawBufferPointer, _ distance: Int) {
    starts.removeAll(keepingCapacity: true)
    PostingPlaces.forEachPlace(in: places) { column, position in
      if position >= distance {
        starts.append(PostingPlaces.key(0, column, position &- distance))
      }
      return true
    }
  }

  /// Keeps those beginnings that a word follows at this distance.
  mutating func keep(_ places: UnsafeRawBufferPointer, _ distance: Int) {
    let behind = UInt64(truncatingIfNeeded: distance)
    var kept = 0
    starts.withUnsafeMutableBufferPointer { starts in
      if starts.isEmpty { return }
      var next = 0
      var wanted = starts[0] &+ behind
      PostingPlaces.forEachPlace(in: places) { column, position in
        let place = PostingPlaces.key(0, column, position)
        while place >= wanted {
          if place == wanted {
            starts[kept] = starts[next]
            kept &+= 1
          }
          next &+= 1
          if next == starts.count { return false }
          wanted = starts[next] &+ behind
        }
        return true
      }
    }
    starts.removeSubrange(kept...)
  }

  /// Adds a row with what is left, unless that is nothing: as keys all of them would take eight times as much memory.
  func add(row: Int, to list: inout PostingList) {
    if !starts.isEmpty { starts.withUnsafeBufferPointer { list.add(row, keys: $0) } }
  }
}
