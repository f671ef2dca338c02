/// Files that fit a link equally well but for the folder it is seen from.
final class FolderOrder {
  /// In the order of their paths' keys, so that those below a folder stand together.
  let places: [Int32]
  private var bests: [Range<Int>: Int32] = [:]
  /// Looking through a smaller range costs less than remembering what was found.
  private static let smallRange = 32

  init(_ places: [Int32]) {
    self.places = places
  }

  /// Returns the lowest place in a part of the order that is not empty.
  func best(_ range: Range<Int>) -> Int {
    if range.count > Self.smallRange, let known = bests[range] { return Int(known) }
    let best = places[range].min() ?? 0
    if range.count > Self.smallRange { bests[range] = best }
    return Int(best)
  }
}
