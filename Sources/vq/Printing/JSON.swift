/// A JSON value whose members keep the order they were written in.
///
/// Foundation's encoder would cost more start-up time than a question takes.
enum JSON {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([(String, JSON)])

  /// Returns the value on one line.
  var text: String {
    var text = ""
    append(to: &text)
    return text
  }

  /// Returns null or what `make` makes of a value.
  static func optional<Value>(_ value: Value?, _ make: (Value) -> JSON) -> JSON {
    value.map(make) ?? .null
  }

  /// Returns a score or a time: three digits behind the point are more than it means.
  static func measure(_ value: Double) -> JSON { .number((value * 1000).rounded() / 1000) }

  private func append(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? "\(value)" : "null"
    case .text(let value): Self.append(value, to: &text)
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.append(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        Self.append(member.0, to: &text)
        text += ":"
        member.1.append(to: &text)
      }
      text += "}"
    }
  }

  private static func append(_ value: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    if StandardOutput.isTerminal { return appendForTerminal(value, to: &text) }
    var value = value
    value.withUTF8 { bytes in
      // What needs no escape is copied at once: scalar by scalar takes ten times as long.
      var start = 0
      var index = 0
      while index < bytes.count {
        let length = lengthOfEscaped(bytes, index)
        if length > 0 {
          text += String(decoding: bytes[start..<index], as: UTF8.self)
          let scalars = String(decoding: bytes[index..<index + length], as: UTF8.self)
            .unicodeScalars
          for scalar in scalars { text += escape(of: scalar) }
          start = index + length
        }
        index += max(1, length)
      }
      text += String(decoding: bytes[start...], as: UTF8.self)
    }
  }

  /// Appends a value of which a terminal must show all that is there.
  private static func appendForTerminal(_ value: String, to text: inout String) {
    for scalar in value.unicodeScalars {
      if scalar < " " || scalar == "\"" || scalar == "\\" || PlainText.misleads(scalar) {
        text += escape(of: scalar)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// Bytes of a character that must not stand in JSON as it is; 0 for others.
  @inline(__always)
  private static func lengthOfEscaped(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 { return byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F ? 1 : 0 }
    if byte == 0xC2 { return bytes[index + 1] < 0xA0 ? 2 : 0 }
    let isBreak = byte == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
    return isBreak ? 3 : 0
  }

  /// A scalar as JSON writes what cannot stand there as it is: one or two UTF-16 units.
  private static func escape(of scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      return String(scalar).utf16.reduce(into: "") { text, unit in
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }
}
