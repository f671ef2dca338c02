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
    guard !places.isEmpty else { return nil }
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if Int(places[middle].index) < index { low = middle + 1 } else { high = middle }
    }
    guard low < places.count, Int(places[low].index) == index else { return nil }
    return places[low].name
  }
}
