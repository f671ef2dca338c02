/// Ids of some elements of a list, kept beside the list itself.
///
/// Elements may be named in any order, and more than once: the first name counts.
struct NamedPlaces: Sendable {
  private struct Place {
    var index: Int32
    /// Where the name begins among all; after that of every earlier one.
    var start: UInt32
    var count: UInt32
  }

  private var places: [Place] = []
  private var texts: [UInt8] = []

  mutating func append(_ index: Int, name: UnsafeBufferPointer<UInt8>) {
    places.append(
      Place(
        index: Int32(truncatingIfNeeded: index), start: UInt32(truncatingIfNeeded: texts.count),
        count: UInt32(truncatingIfNeeded: name.count)))
    texts.append(contentsOf: name)
  }

  /// Puts the names into the order of the elements; before that, they cannot be found.
  mutating func sort() {
    guard places.count > 1 else { return }
    places.sort { ($0.index, $0.start) < ($1.index, $1.start) }
  }

  /// Returns the name of an element.
  func name(of index: Int) -> String? {
    let place = BinarySearch.firstIndex(below: places.count) { Int(places[$0].index) < index }
    guard place < places.count, Int(places[place].index) == index else { return nil }
    let (start, count) = (Int(places[place].start), Int(places[place].count))
    return texts.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[start..<start + count]), as: UTF8.self)
    }
  }
}
