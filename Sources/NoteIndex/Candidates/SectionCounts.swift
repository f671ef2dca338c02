/// What was counted in one state of the index: names and answers have the same words again and again.
final class SectionCounts {
  /// More words than these are not kept.
  private static let most = 1 << 12
  private var counts: [String: Int] = [:]

  subscript(term: String) -> Int? {
    get { counts[term] }
    set {
      if counts.count >= Self.most { counts.removeAll(keepingCapacity: true) }
      counts[term] = newValue
    }
  }

  func removeAll() { counts.removeAll(keepingCapacity: true) }
}
