import Characters

/// Reads what stands between brackets: `[status]`, `[status:done]`, `[due:<2025-01-01]`, `[pages>=300]`.
struct PropertyCondition {
  var name: String
  var tests: [PropertyTest]
  /// Text behind a comparison that is neither a number nor a date.
  var incomparable: String?

  /// Longest text between two brackets, in bytes.
  static let longest = 200

  /// Returns nil for other text in brackets: `[[link]]`, `[]`, `[ ]`.
  init?(_ content: String) {
    let bytes = Array(content.utf8)
    var index = 0
    if bytes.first == UInt8(ascii: "\"") {
      guard let close = bytes.dropFirst().firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      name = String(decoding: bytes[1..<close], as: UTF8.self)
      index = close + 1
    } else {
      index = bytes.firstIndex { ":<>=".utf8.contains($0) } ?? bytes.count
      name = Self.trimmed(String(decoding: bytes[..<index], as: UTF8.self))
    }
    let first = name.unicodeScalars.first
    guard let first, first.properties.isAlphabetic || first == "_" else { return nil }
    // Dataview writes a field with two colons.
    for _ in 0..<2 where index < bytes.count && bytes[index] == UInt8(ascii: ":") { index += 1 }
    let rest = Self.trimmed(String(decoding: bytes[index...], as: UTF8.self))
    tests = []
    guard !rest.isEmpty else {
      tests = [.exists]
      return
    }
    for part in Self.alternatives(rest) {
      switch Self.test(part) {
      case .success(let test): tests.append(test)
      case .failure(let failure): incomparable = failure.text
      }
    }
  }

  private struct Incomparable: Error {
    var text: String
  }

  private static func alternatives(_ text: String) -> [String] {
    var text = text
    if text.hasPrefix("("), text.hasSuffix(")") { text = String(text.dropFirst().dropLast()) }
    var parts: [String] = []
    while let found = text.firstRange(of: " OR ") {
      parts.append(trimmed(String(text[..<found.lowerBound])))
      text = String(text[found.upperBound...])
    }
    parts.append(trimmed(text))
    let named = parts.filter { !$0.isEmpty }
    return named.isEmpty ? [text] : named
  }

  private static func test(_ text: String) -> Result<PropertyTest, Incomparable> {
    if text == "null" || text == "EMPTY" { return .success(.isNull) }
    if let comparison = comparison(text) { return .success(comparison) }
    for (sign, comparison) in signs where text.hasPrefix(sign) {
      let operand = trimmed(String(text.dropFirst(sign.count)))
      if comparison == .equal, !operand.isEmpty { return .success(.equals(unquoted(operand))) }
      return .failure(Incomparable(text: text))
    }
    let plain = unquoted(text)
    return .success(plain == text ? .holds(text) : .equals(plain))
  }

  /// Reads a comparison with a number or a date: `<5`, `>=2025-01`; nil for other text.
  static func comparison(_ text: String) -> PropertyTest? {
    for (sign, comparison) in signs where text.hasPrefix(sign) {
      let operand = trimmed(String(text.dropFirst(sign.count)))
      if let number = number(operand) { return .compares(comparison, .number(number)) }
      return date(operand).map { .compares(comparison, .date($0)) }
    }
    return nil
  }

  private static let signs: [(String, PropertyTest.Comparison)] = [
    ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("≤", .lessOrEqual), ("≥", .greaterOrEqual),
    ("<", .less), (">", .greater), ("=", .equal),
  ]

  /// Reads a decimal number; other forms that the standard library knows are no numbers here.
  static func number(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
    guard isPlain, text.utf8.contains(where: { $0.isDigit }) else { return nil }
    return Double(text)
  }

  /// Returns a date with `T` before the time; nil for text that does not begin like one.
  static func date(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    let pattern = Array("dddd-dd-ddTdd:dd:dd".utf8)
    guard [7, 10, 16, 19].contains(bytes.count) else { return nil }
    for (byte, form) in zip(bytes, pattern) {
      switch form {
      case UInt8(ascii: "d"): if !byte.isDigit { return nil }
      case UInt8(ascii: "T"):
        if byte != form && byte != .space && byte != UInt8(ascii: "t") { return nil }
      default: if byte != form { return nil }
      }
    }
    return bytes.count > 10 ? text.prefix(10) + "T" + text.dropFirst(11) : text
  }

  private static func unquoted(_ text: String) -> String {
    text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? String(text.dropFirst().dropLast()) : text
  }

  private static func trimmed(_ text: String) -> String {
    String(Substring(text.utf8.trimmed(\.isBlankOrControl)))
  }
}
