// A common term's rows are gone over twice: to count them, which tells how rare it is, and to weigh them. What was seen
// the first time is kept in a byte for each row, which costs less than to read the term's pages again.

/// How often a term stands in rows, where it stands in many of them.
final class RowCounts {
  /// Rows that are kept together.
  static let stretch = 1 << 15

  /// By stretch; nil where too few rows hold the term.
  private var stretches: [UnsafeMutablePointer<UInt8>?] = []
  /// The stretch at hand, which is there between `begin` and `finish`.
  @exclusivity(unchecked) private var current = UnsafeMutablePointer<UInt8>.allocate(capacity: 0)

  deinit {
    for stretch in stretches { stretch?.deallocate() }
    current.deallocate()
  }

  /// Begins the next stretch.
  func begin() {
    current = .allocate(capacity: Self.stretch)
    current.initialize(repeating: 0, count: Self.stretch)
  }

  /// Adds a row, which is counted from the beginning of the stretch.
  ///
  /// - Parameter places: With bytes of padding behind them.
  @inline(__always)
  func add(_ places: UnsafeRawBufferPointer, _ row: Int) {
    // The first column is the body.
    let (inBody, inHeadings) = PostingPlaces.counts(in: places)
    current[row] = RowCountCode.code(inBody: inBody, inHeadings: inHeadings)
  }

  /// Ends the stretch at hand.
  func finish(keeping isKept: Bool) {
    if !isKept { current.deallocate() }
    stretches.append(isKept ? current : nil)
    current = .allocate(capacity: 0)
  }

  /// The rows of a range that lie in the same stretch as the first one, and their codes if they were kept.
  func codes(in rows: Range<Int>) -> (rows: Range<Int>, codes: UnsafePointer<UInt8>?) {
    let stretch = rows.lowerBound / Self.stretch
    let start = stretch * Self.stretch
    let some = rows.clamped(to: start..<start + Self.stretch)
    guard stretch < stretches.count, let codes = stretches[stretch] else { return (some, nil) }
    return (some, UnsafePointer(codes + (some.lowerBound - start)))
  }
}

/// How often a term stands in the body and the headings of a row, in a byte: never less, and more only for high counts.
///
/// Six bits for the body and two for the headings. 0 means that it does not stand there.
enum RowCountCode {
  /// Counts up to this one are exact.
  private static let mostExact = 50
  /// What the codes behind stand for, up to any count.
  private static let steps = [56, 63, 72, 84, 100, 120, 150, 200, 300, 500, 1000, 5000, 1 << 40]

  @inline(__always)
  static func code(inBody: Int, inHeadings: Int) -> UInt8 {
    let body = inBody <= mostExact ? inBody : code(ofMany: inBody)
    return UInt8(truncatingIfNeeded: min(inHeadings, 3) << 6 | body)
  }

  @inline(never)
  private static func code(ofMany count: Int) -> Int {
    mostExact + 1 + (steps.firstIndex { count <= $0 } ?? steps.count - 1)
  }

  /// Whether a code tells counts and no more than bounds of them.
  @inline(__always)
  static func isExact(_ code: UInt8) -> Bool { code & 63 <= mostExact && code < 3 << 6 }

  /// The counts that an exact code tells.
  @inline(__always)
  static func exactCounts(_ code: UInt8) -> (inBody: Int, inHeadings: Int) {
    (Int(code & 63), Int(code >> 6))
  }

  /// What each code stands for.
  static let counts: [(inBody: Double, inHeadings: Double)] = (0..<256).map { code in
    let body = code & 63
    let inHeadings = code >> 6 == 3 ? steps[steps.count - 1] : code >> 6
    return (Double(body <= mostExact ? body : steps[body - mostExact - 1]), Double(inHeadings))
  }
}
