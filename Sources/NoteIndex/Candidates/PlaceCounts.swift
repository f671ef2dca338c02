// A common term's sections are gone over twice: to count them, which tells how rare it is, and to weigh them. What was seen
// the first time is kept in a byte for each section, which costs less than to read the term's pages again.

import FullText

/// How often a term stands in sections, where it stands in many of them.
final class PlaceCounts {
  /// Sections that are kept together.
  static let stretch = 1 << 15

  /// By stretch; nil where too few sections hold the term.
  private var stretches: [UnsafeMutablePointer<UInt8>?] = []
  /// The stretch at hand; empty until the first one begins, and after one that was kept.
  @exclusivity(unchecked) private var current = UnsafeMutablePointer<UInt8>.allocate(capacity: 0)
  private var isEmpty = true

  deinit {
    for stretch in stretches { stretch?.deallocate() }
    current.deallocate()
  }

  /// Begins the next stretch.
  func begin() {
    if isEmpty {
      current.deallocate()
      current = .allocate(capacity: Self.stretch)
      isEmpty = false
    }
    current.update(repeating: 0, count: Self.stretch)
  }

  /// Passes over the next stretch, in which no section holds the term.
  func skip() { stretches.append(nil) }

  /// Adds a section, which is counted from the beginning of the stretch.
  @inline(__always)
  func add(_ places: PaddedPlaces, _ section: Int) {
    // The first column is the body.
    let (inBody, inHeadings) = places.counts
    current[section] = PlaceCountCode.code(inBody: inBody, inHeadings: inHeadings)
  }

  /// Ends the stretch at hand.
  func finish(keeping isKept: Bool) {
    stretches.append(isKept ? current : nil)
    guard isKept else { return }
    current = .allocate(capacity: 0)
    isEmpty = true
  }

  /// The sections of a range that lie in the same stretch as the first one, and their codes if they were kept.
  func codes(in sections: Range<Int>) -> (sections: Range<Int>, codes: UnsafePointer<UInt8>?) {
    let stretch = sections.lowerBound / Self.stretch
    let start = stretch * Self.stretch
    let some = sections.clamped(to: start..<start + Self.stretch)
    guard stretch < stretches.count, let codes = stretches[stretch] else { return (some, nil) }
    return (some, UnsafePointer(codes + (some.lowerBound - start)))
  }
}
