/// Looks for a border in what is sorted.
package enum BinarySearch {
  /// Returns the first of `count` indices for which `isBefore` does not hold; it holds for all up to there.
  @inlinable
  @inline(__always)
  package static func firstIndex(below count: Int, isBefore: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
