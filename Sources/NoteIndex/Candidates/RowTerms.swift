/// The terms in each row of a stretch of rows.
final class RowTerms {
  private var sets = UnsafeMutablePointer<UInt64>.allocate(capacity: 0)
  private var capacity = 0
  /// The number of the first row.
  @exclusivity(unchecked) private var start = 0

  deinit { sets.deallocate() }

  /// Makes room for the rows of a stretch, all without a term.
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
  func insert(_ terms: UInt64, at row: Int) { sets[row - start] |= terms }

  /// Inserts a term in each row of a range that has a code other than 0.
  func insert(_ term: UInt64, in rows: Range<Int>, _ codes: UnsafePointer<UInt8>) {
    let sets = sets + (rows.lowerBound - start)
    for row in 0..<rows.count { sets[row] |= codes[row] == 0 ? 0 : term }
  }

  @inline(__always)
  subscript(row: Int) -> UInt64 { sets[row - start] }

  private static let together = 8

  /// The first row with a term, the end of the range if there is none.
  func first(in range: Range<Int>) -> Int {
    var row = range.lowerBound
    while row < range.upperBound, sets[row - start] == 0 {
      row += 1
      while row < range.upperBound {
        let some = UnsafeRawPointer(sets + (row - start)).loadUnaligned(as: SIMD8<UInt64>.self)
        if some != .zero { break }
        row += Self.together
      }
    }
    return min(row, range.upperBound)
  }
}
