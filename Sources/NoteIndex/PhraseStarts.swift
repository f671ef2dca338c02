/// Where a phrase may begin: places that ascend, and what is left of them after a further word.
///
/// Plain memory: common words have millions of places.
final class PhraseStarts {
  @exclusivity(unchecked) private var old = UnsafeMutablePointer<UInt64>.allocate(capacity: 1024)
  @exclusivity(unchecked) private var new = UnsafeMutablePointer<UInt64>.allocate(capacity: 1024)
  private var oldCapacity = 1024
  @exclusivity(unchecked) private var newCapacity = 1024
  @exclusivity(unchecked) private var oldCount = 0
  @exclusivity(unchecked) private var newCount = 0
  /// The first of the old ones that has not been passed.
  @exclusivity(unchecked) private var next = 0

  deinit {
    old.deallocate()
    new.deallocate()
  }

  var isEmpty: Bool { oldCount == 0 }

  func removeAll() { (oldCount, newCount, next) = (0, 0, 0) }

  /// Begins with the first row again.
  func goBack() { next = 0 }

  /// Adds the beginnings that places of a word at this distance make possible.
  @inline(__always)
  func add(_ places: UnsafeRawBufferPointer, _ row: Int, _ distance: Int) {
    if newCount &+ places.count > newCapacity { grow(by: places.count) }
    PostingPlaces.forEachPlace(in: places) { column, position in
      if position < distance { return true }
      new[newCount] = PostingPlaces.key(row, column, position &- distance)
      newCount &+= 1
      return true
    }
  }

  /// Keeps those beginnings in a row that a word follows at this distance.
  @inline(__always)
  func keep(_ places: UnsafeRawBufferPointer, _ row: Int, _ distance: Int) {
    let first = PostingPlaces.key(row, 0, 0)
    while next < oldCount, old[next] < first { next &+= 1 }
    let end = PostingPlaces.key(row &+ 1, 0, 0)
    if next < oldCount, old[next] < end { keepSome(places, row, distance) }
  }

  @inline(never)
  private func keepSome(_ places: UnsafeRawBufferPointer, _ row: Int, _ distance: Int) {
    if newCount &+ places.count > newCapacity { grow(by: places.count) }
    let (old, new, oldCount) = (old, new, oldCount)
    let end = PostingPlaces.key(row &+ 1, 0, 0)
    var (next, count) = (next, newCount)
    var wanted = old[next]
    PostingPlaces.forEachPlace(in: places) { column, position in
      let place = PostingPlaces.key(row, column, position)
      let behind = UInt64(truncatingIfNeeded: distance)
      while place > wanted &+ behind {
        next &+= 1
        // No place of this row is looked for any more.
        if next == oldCount || old[next] >= end { return false }
        wanted = old[next]
      }
      if place == wanted &+ behind {
        new[count] = wanted
        count &+= 1
      }
      return true
    }
    (self.next, newCount) = (next, count)
  }

  /// Ends the places of a word: what was added or kept is what there is.
  ///
  /// - Parameter isSorted: Whether all of them came in the order of their rows.
  func finishWord(isSorted: Bool) {
    swap(&old, &new)
    swap(&oldCapacity, &newCapacity)
    (oldCount, newCount, next) = (newCount, 0, 0)
    if isSorted { return }
    var starts = UnsafeMutableBufferPointer(start: old, count: oldCount)
    starts.sort()
  }

  func append(to keys: inout [UInt64]) {
    keys += UnsafeBufferPointer(start: old, count: oldCount)
  }

  @inline(never)
  private func grow(by count: Int) {
    newCapacity = max(2 * newCapacity, newCount + count)
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: newCapacity)
    larger.moveInitialize(from: new, count: newCount)
    new.deallocate()
    new = larger
  }
}
