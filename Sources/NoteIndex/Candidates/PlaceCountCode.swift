/// How often a term stands in the body and the headings of a section, in a byte: never less, and more only for high counts.
///
/// Six bits for the body and two for the headings. 0 means that it does not stand there.
enum PlaceCountCode {
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
