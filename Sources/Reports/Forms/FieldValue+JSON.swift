/// Values as JSON, their members in the order they were written in.
///
/// Foundation's encoder would cost more start-up time than a question takes.
extension FieldValue {
  /// Returns the value on one line.
  func text(isForTerminal: Bool) -> String {
    var bytes: [UInt8] = []
    append(to: &bytes, isForTerminal: isForTerminal)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value, on one line.
  func append(to bytes: inout [UInt8], isForTerminal: Bool) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .number(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
    case .text(let value): Self.append(value, to: &bytes, isForTerminal: isForTerminal)
    case .encoded(let value): bytes += value.utf8
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.append(to: &bytes, isForTerminal: isForTerminal)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.append(member.name, to: &bytes, isForTerminal: isForTerminal)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes, isForTerminal: isForTerminal)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func append(_ value: String, to bytes: inout [UInt8], isForTerminal: Bool) {
    bytes.append(UInt8(ascii: "\""))
    append(contentOf: value, to: &bytes, isForTerminal: isForTerminal)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends what stands between the quotes of a text.
  ///
  /// On a terminal, what would show something else than what is there is written as an escape too.
  static func append(contentOf value: String, to bytes: inout [UInt8], isForTerminal: Bool) {
    value.append(to: &bytes) { scalar in
      switch scalar {
      case "\"": return "\\\""
      case "\\": return "\\\\"
      case "\n": return "\\n"
      case "\r": return "\\r"
      case "\t": return "\\t"
      case "\0"..<" ", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
        return escape(of: scalar)
      default: return isForTerminal && PlainText.misleads(scalar) ? escape(of: scalar) : nil
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
}
