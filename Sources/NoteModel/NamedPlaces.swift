/// Ids of some elements of a list, kept beside the list itself.
///
/// Elements may be named in any order, and more than once: the first name counts.
struct NamedPlaces: Sendable {
  private struct Place {
    var index: Int32
    var order: Int32
    var name: String
  }

  private var places: [Place] = []

  mutating func append(_ index: Int, name: UnsafeBufferPointer<UInt8>) {
    places.append(
      Place(
        index: Int32(truncatingIfNeeded: index), order: Int32(truncatingIfNeeded: places.count),
        name: String(decoding: name, as: UTF8.self)))
  }

  /// Puts the names into the order of the elements; before that, they cannot be found.
  mutating func sort() {
    guard places.count > 1 else { return }
    places.sort { ($0.index, $0.order) < ($1.index, $1.order) }
  }

  /// Returns the name of an element.
  func name(of index: Int) -> String? {
    let place = BinarySearch.firstIndex(below: places.count) { Int(places[$0].index) < index }
    guard place < places.count, Int(places[place].index) == index else { return nil }
    return places[place].name
  }
}
