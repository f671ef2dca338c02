/// The terms in each section of a stretch of sections.
final class SectionTerms {
  private var sets = UnsafeMutablePointer<UInt64>.allocate(capacity: 0)
  private var capacity = 0
  /// The number of the first section.
  @exclusivity(unchecked) private var start = 0

  deinit { sets.deallocate() }

  /// Makes room for the sections of a stretch, all without a term.
  func clear(_ stretch: Range<Int>) {
    // A few more, so that several can be looked at together at the end too.
    let count = stretch.count + Self.together
    if count > capacity {
      sets.deallocate()
      sets = .allocate(capacity: count)
      capacity = count
    }
    sets.update(repeating: 0, count: count)
    start = stretch.lowerBound
  }

  @inline(__always)
  func insert(_ terms: UInt64, at section: Int) { sets[section - start] |= terms }

  /// Inserts a term in each section of a range that has a code other than 0.
  func insert(_ term: UInt64, in sections: Range<Int>, _ codes: UnsafePointer<UInt8>) {
    let sets = sets + (sections.lowerBound - start)
    for section in 0..<sections.count { sets[section] |= codes[section] == 0 ? 0 : term }
  }

  @inline(__always)
  subscript(section: Int) -> UInt64 { sets[section - start] }

  private static let together = 8

  /// The first section with a term, the end of the range if there is none.
  func first(in range: Range<Int>) -> Int {
    var section = range.lowerBound
    while section < range.upperBound, sets[section - start] == 0 {
      section += 1
      while section < range.upperBound {
        let some = UnsafeRawPointer(sets + (section - start)).loadUnaligned(as: SIMD8<UInt64>.self)
        if some != .zero { break }
        section += Self.together
      }
    }
    return min(section, range.upperBound)
  }
}
