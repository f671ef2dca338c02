import Characters

/// How JSON is written: what both a tree of values and a report print by.
package enum JSONText {
  /// Appends a text with its quotes.
  ///
  /// - Parameter isHidden: Whether a scalar beyond ASCII is written as an escape; control characters always are.
  package static func append(
    _ text: String, to bytes: inout [UInt8],
    escaping isHidden: (Unicode.Scalar) -> Bool = { _ in false }
  ) {
    bytes.append(UInt8(ascii: "\""))
    append(contentOf: text, to: &bytes, escaping: isHidden)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends what stands between the quotes of a text.
  package static func append(
    contentOf text: String, to bytes: inout [UInt8], escaping isHidden: (Unicode.Scalar) -> Bool
  ) {
    text.append(to: &bytes) { scalar in
      switch scalar {
      case "\"": return "\\\""
      case "\\": return "\\\\"
      case "\n": return "\\n"
      case "\r": return "\\r"
      case "\t": return "\\t"
      case "\0"..<" ", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
        return escape(of: scalar)
      default: return isHidden(scalar) ? escape(of: scalar) : nil
      }
    }
  }

  /// A scalar as one or two UTF-16 units.
  private static func escape(of scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.reduce(into: "") { text, unit in
      let digits = String(unit, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// Whether bytes are digits, which do not begin with a needless zero, maybe with a sign, a fraction and an exponent.
  package static func isNumber(_ source: [UInt8]) -> Bool {
    var rest = source[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(whole.count)
    if whole.isEmpty || whole.count > 1 && whole.first == UInt8(ascii: "0") { return false }
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: \.isDigit)
      if fraction.isEmpty { return false }
      rest = rest.dropFirst(1 + fraction.count)
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        rest.removeFirst()
      }
      let exponent = rest.prefix(while: \.isDigit)
      return !exponent.isEmpty && exponent.count == rest.count
    }
    return rest.isEmpty
  }
}

extension JSONValue {
  /// Appends the value on one line, its members in their order.
  package func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let value): bytes += (value ? "true" : "false").utf8
    case .number(let digits): bytes += digits.utf8
    case .text(let text): JSONText.append(text, to: &bytes)
    case .encoded(let json): bytes += json.utf8
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONText.append(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// The value on one line.
  package var json: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
