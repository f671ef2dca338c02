import Characters

extension PropertyTest.Operand {
  /// Tells whether the text of a value compares so with it: as a number, or as a date.
  package func passes(_ value: String, _ comparison: PropertyTest.Comparison) -> Bool {
    switch self {
    case .number(let wanted):
      if let number = Self.number(value) { return comparison.holds(number - wanted) }
      // `[due:<2025]` means the year.
      guard 1000..<10_000 ~= wanted, let date = Self.date(value), let year = Double(date.prefix(4))
      else { return false }
      return comparison.holds(year - wanted)
    case .date(let wanted):
      guard let date = Self.date(value) else { return false }
      let known = String(date.prefix(wanted.utf8.count))
      return comparison.holds(known == wanted ? 0 : known < wanted ? -1 : 1)
    }
  }

  private static func number(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
    return isPlain ? Double(text) : nil
  }

  /// A value that begins with a date, with `T` before the time; a year alone is one too.
  private static func date(_ text: String) -> String? {
    var bytes = Array(text.utf8)
    if bytes.count == 6, bytes[4] == UInt8(ascii: "."), bytes[5] == 0x30 { bytes.removeLast(2) }
    guard bytes.count == 4 || bytes.count >= 7, bytes.prefix(4).allSatisfy({ $0.isDigit })
    else { return nil }
    if bytes.count > 4, bytes[4] != UInt8(ascii: "-") || !bytes[5].isDigit { return nil }
    if bytes.count > 10 { bytes[10] = UInt8(ascii: "T") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
